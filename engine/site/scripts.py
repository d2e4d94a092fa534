"""Makes the theme's scripts ready for browsers.

They say nothing themselves: each word stands in `theme/messages`, one file a language,
and is put into the scripts here, so that no page asks for it. A service worker is one
file, made of parts. Comments and indentation are for people who read the source.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from engine.book import messages

# how a script takes a group of messages; a module also says where from
IMPORTED = re.compile(r'^import en from ".*\.json" with \{type: "json"\}\n', re.M)
USED = re.compile(r"\ben\.page\.(\w+)")

# a service worker, from its parts in the order of their needs
WORKER = "sw.js"
PARTS = ("release", "shelf", "answers", "worker")
# what the theme has for this alone, and for who checks its scripts
NEEDLESS = ("sw/*.js", "modules/**/*.d.ts", "messages/*.json")

# a comment that has its lines for itself, or that only says of what type something is;
# and what may look like one, but is text
BLOCK = r"/\*\*(?:(?!\*/)[\s\S])*\*/"
COMMENT = rf"(?P<comment>^[ \t]*(?://.*|{BLOCK}[ \t]*)\n|{BLOCK}[ ]?)"
TEXT = r"""`(?:[^`\\]|\\.|\\\n)*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'"""
INDENT = r"(?P<indent>^[ \t]*\n|^[ \t]+)"
ENDING = r"(?P<ending>[ \t]+// .*$)"
COMMENTED = re.compile(f"{COMMENT}|{INDENT}|{ENDING}|{TEXT}", re.M)


def speaking(script: str, said: dict[str, Any]) -> str:
    """Return a script with what it says in it, instead of where that stands."""

    def group(found: re.Match[str]) -> str:
        return json.dumps(said[found[1]], ensure_ascii=False, separators=(",", ":"))

    return USED.sub(group, IMPORTED.sub("", script))


def light(script: str) -> str:
    """Return a script without indentation, blank lines and comments."""

    def kept(found: re.Match[str]) -> str:
        return found[0] if found.lastgroup is None else ""

    return COMMENTED.sub(kept, script)


def prepare(site: Path, said: dict[str, Any]) -> None:
    """Make the scripts in a built site ready, given what pages say, by groups."""
    folder = site / "sw"
    if not folder.is_dir():
        return  # another theme, which has no scripts of ours
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in PARTS]
    script = '"use strict"\n{\n' + "".join(parts) + "}\n"
    (site / WORKER).write_text(light(speaking(script, said)), encoding="utf-8")
    for file in sorted((site / "modules").rglob("*.js")):
        script = file.read_text(encoding="utf-8")
        file.write_text(light(speaking(script, said)), encoding="utf-8")
    for pattern in NEEDLESS:
        for file in sorted(site.glob(pattern)):
            file.unlink()
    for name in ("sw", messages.PLACE.name):
        (site / name).rmdir()
