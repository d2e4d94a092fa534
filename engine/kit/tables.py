"""The parts of pyproject.toml and mkdocs.yml, each a table or a key at the margin.

An upgrade renews those that a fork has left as they were, and leaves the others.
"""

from __future__ import annotations

import hashlib
import re

from engine.book.tree import SETTINGS
from engine.live.names import PACKAGE

PROJECT = "pyproject.toml"
# the tables and keys that the engine needs; all others are the fork's alone
ENGINES = {
    PROJECT: re.compile(r"tool\.(?:pytest|coverage|ruff|mypy|pythons)\b"),
    SETTINGS: re.compile(
        r"(?:theme|plugins|hooks|markdown_extensions|watch|strict|validation)$"
    ),
}
HEADS = {
    PROJECT: re.compile(r"^\[\[?(?P<name>[^\]\n]+)\]\]?", re.MULTILINE),
    SETTINGS: re.compile(r"^(?P<name>\w+):", re.MULTILINE),
}
COMMENTS = re.compile(r"(?:^#[^\n]*\n)*\Z", re.MULTILINE)
# what ruff and mypy are told of some parts of a site alone, and not of all snippets
FILES = rf'^(?:#.*\n)*"{PACKAGE}/(?!\*)[^"\n]*" = \[[^\]]*\]\n'
MODULES = (
    r"^(?:#.*\n)*\[\[tool\.mypy\.overrides\]\]\n(?:#.*\n)*"
    rf'module = \["{PACKAGE}\.(?!\*)[^\]]*\]\n(?:(?![\[#]).*\n?)*'
)
PARTS = re.compile(f"{FILES}|{MODULES}", re.MULTILINE)


def general(text: str) -> str:
    """Return a file of settings without what is said of a site's own parts alone."""
    return PARTS.sub("", text)


def split(text: str, file: str) -> dict[str, str]:
    """Return a file's parts by name, in order; comments go with what they precede.

    Parts of one name that follow each other are one.
    """
    found: dict[str, str] = {}
    heads = list(HEADS[file].finditer(text))
    starts = []
    for head in heads:
        before = COMMENTS.search(text[: head.start()])
        starts.append(before.start() if before else head.start())
    starts.append(len(text))
    found[""] = text[: starts[0]]
    for head, start, end in zip(heads, starts, starts[1:], strict=False):
        found[head["name"]] = found.get(head["name"], "") + text[start:end]
    return found


def digests(text: str, file: str) -> dict[str, str]:
    """Return the digest of each part that the engine needs, by `file [part]`."""
    return {
        f"{file} [{name}]": digest(part)
        for name, part in split(text, file).items()
        if ENGINES[file].match(name)
    }


def digest(part: str) -> str:
    """Return the digest of a part, whatever blank lines follow it."""
    return hashlib.sha256(part.rstrip().encode()).hexdigest()


def renewed(
    ours: str, theirs: str, file: str, recorded: dict[str, str]
) -> tuple[str, list[str]]:
    """Return our file with their parts where ours are as recorded, and what is left.

    What is left are sentences on parts that both have changed.
    """
    parts, left = split(ours, file), []
    for name, part in split(theirs, file).items():
        known = recorded.get(f"{file} [{name}]", "")
        if not ENGINES[file].match(name) or digest(part) == known:
            continue
        if name not in parts or digest(parts[name]) in (known, digest(part)):
            if name not in parts and known:
                continue  # taken out here
            before = parts.get(name, "")
            # as many blank lines follow as did, and one comes before what is new
            after = before[len(before.rstrip()) :] or "\n"
            if not before:
                final = list(parts)[-1]
                parts[final] = parts[final].rstrip() + "\n\n"
            parts[name] = part.rstrip() + after
        else:
            left.append(
                f"{file}: [{name}] has changed there too, and yours was kept: compare"
            )
    return "".join(parts.values()), left
