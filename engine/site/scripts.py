"""Makes the theme's scripts ready for browsers.

They say nothing themselves: each word stands in `theme/messages`, one file a language,
and is put into the scripts here, so that no page asks for it. A service worker is one
file, made of parts. Comments are for people who read the source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engine.book.fault import Fault

MESSAGES = Path("engine", "theme", "messages")
SOURCE = "en"  # the language whose messages the scripts are checked against
PLACE = re.compile(r"\{(\w+)\}")

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
COMMENTED = re.compile(f"{COMMENT}|{TEXT}", re.M)


def messages(folder: Path, language: str) -> dict[str, Any]:
    """Return what the scripts say in a language, by groups, from a folder of files.

    Raises LookupError, a line a fault, where it lacks a message that another has, or a
    place in one.
    """
    found = json.loads((folder / f"{SOURCE}.json").read_text(encoding="utf-8"))
    page: dict[str, Any] = found["page"]
    file = folder / f"{language}.json"
    if language == SOURCE:
        return page
    path = (MESSAGES / f"{language}.json").as_posix()
    if not file.is_file():
        mend = f"translate {SOURCE}.json beside it, or set another theme.language"
        raise LookupError(str(Fault(path, 0, "no messages in this language", mend)))
    own: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")).get("page", {})
    faults = list(differences(page, own, "page", path))
    if faults:
        raise LookupError("\n".join(map(str, faults)))
    return own


def differences(wanted: Any, own: Any, name: str, path: str) -> Iterator[Fault]:
    """Yield where messages are not those of the source's language, one for one.

    Plural forms may differ: a language has those that it needs, and `other`.
    """
    if isinstance(wanted, str):
        if not isinstance(own, str):
            yield Fault(path, 0, f"no message {name}", f"translate “{wanted}”")
        elif set(PLACE.findall(own)) != set(PLACE.findall(wanted)):
            places = ", ".join(f"{{{each}}}" for each in PLACE.findall(wanted))
            mend = f"name each of {places or 'no place'}"
            yield Fault(path, 0, f"{name} has other places than “{wanted}”", mend)
        return
    have = own if isinstance(own, dict) else {}
    plural = "other" in wanted
    for key in wanted:
        if not (plural and key != "other" and key not in have):
            yield from differences(wanted[key], have.get(key), f"{name}.{key}", path)
    for key in have:
        if key not in wanted and not plural:
            yield Fault(path, 0, f"{name}.{key} is no message", "delete it")


def speaking(script: str, said: dict[str, Any]) -> str:
    """Return a script with what it says in it, instead of where that stands."""

    def group(found: re.Match[str]) -> str:
        return json.dumps(said[found[1]], ensure_ascii=False, separators=(",", ":"))

    return USED.sub(group, IMPORTED.sub("", script))


def light(script: str) -> str:
    """Return a script without its comments, but for those that end a line of code."""
    return COMMENTED.sub(lambda found: "" if found["comment"] else found[0], script)


def prepare(site: Path, language: str) -> None:
    """Make the scripts in a built site ready. Raises LookupError as `messages` does."""
    folder = site / "sw"
    if not folder.is_dir():
        return  # another theme, which has no scripts of ours
    said = messages(site / MESSAGES.name, language)
    parts = [(folder / f"{name}.js").read_text(encoding="utf-8") for name in PARTS]
    script = '"use strict"\n{\n' + "".join(parts) + "}\n"
    (site / WORKER).write_text(light(speaking(script, said)), encoding="utf-8")
    for file in sorted((site / "modules").rglob("*.js")):
        script = file.read_text(encoding="utf-8")
        file.write_text(light(speaking(script, said)), encoding="utf-8")
    for pattern in NEEDLESS:
        for file in sorted(site.glob(pattern)):
            file.unlink()
    for name in ("sw", MESSAGES.name):
        (site / name).rmdir()
