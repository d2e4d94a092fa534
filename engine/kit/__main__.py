"""Does what a make target asks for; see the Makefile.

    python -m engine.kit lesson|rename|move|remove|fork|upgrade … NAME OF VARIABLE …

The words after the first name the variables that were given to make; their values are
in the environment. What isn't named there is nobody's wish, whatever a shell has set.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

from engine.book.fault import listing
from engine.book.tree import UnreadableError
from engine.kit import beginning, fork, move, removal, upgrade
from engine.kit.draft import Draft, RefusalError

NEXT = "Read the change with `git diff`, then run `make check`."


def lesson(root: Path, given: Mapping[str, str]) -> list[str]:
    """Begin a lesson; return what to print."""
    draft, left = beginning.begin(
        root,
        part(given),
        given.get("NAME", ""),
        given.get("TITLE", ""),
        given.get("AFTER", ""),
        bool(given.get("NEW")),
    )
    said = draft.report()
    if left:
        said += ["This is left to you:", listing(left)]
    return [*said, "It passes `make check`: put your own words and code in."][
        : len(said) + (not left)
    ]


def rename(root: Path, given: Mapping[str, str]) -> list[str]:
    """Rename a page; return what to print."""
    return done(move.rename(root, given.get("NAME", ""), given.get("TO", "")))


def moved(root: Path, given: Mapping[str, str]) -> list[str]:
    """Move a page; return what to print."""
    after, new = given.get("AFTER", ""), bool(given.get("NEW"))
    return done(move.move(root, given.get("NAME", ""), part(given), after, new))


def remove(root: Path, given: Mapping[str, str]) -> list[str]:
    """Remove a page; return what to print."""
    return done(removal.remove(root, given.get("NAME", ""), given.get("INSTEAD", "")))


def forked(root: Path, given: Mapping[str, str]) -> list[str]:
    """Make a fork; return what to print."""
    return fork.fork(
        root, given.get("NAME", ""), given.get("AUTHOR", ""), given.get("TO", "")
    )


def upgraded(root: Path, given: Mapping[str, str]) -> list[str]:
    """Take a newer engine; return what to print."""
    return upgrade.upgrade(root, given.get("FROM", ""), bool(given.get("EDITED")))


def part(given: Mapping[str, str]) -> str:
    """Return the part that is asked for, which may be none, but said so."""
    if "PART" not in given:
        raise RefusalError("PART is missing — name one; PART= is for pages in none")
    return given["PART"]


def done(draft: Draft) -> list[str]:
    """Return what to print of a change."""
    return [*draft.report(), NEXT]


COMMANDS = {
    "lesson": lesson,
    "rename": rename,
    "move": moved,
    "remove": remove,
    "fork": forked,
    "upgrade": upgraded,
}


def main(arguments: list[str]) -> int:
    """Do what is asked; return 1, and say why, where it can't be done."""
    command, *names = arguments
    given = {name: os.environ.get(name, "") for name in names}
    try:
        print("\n".join(COMMANDS[command](Path.cwd(), given)))
    except (RefusalError, UnreadableError) as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        said = f"{error.filename}: {error.strerror}" if error.filename else str(error)
        print(f"{said} — mend that", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
