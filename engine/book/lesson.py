"""Where things stand: the one file that knows folders, and how one leads to another.

A lesson is a page `docs/<part>/<page>.md` with a module `snippets/<part>/<page>.py`,
the part's exercises and recordings in folders beside that module, and tests in
`tests/lessons/<part>`. A part may hold parts, and a page may stand in none.
Paths are from the root, with slashes; a *name* is a path below docs or snippets.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from engine.live.names import EXERCISES, PACKAGE

DOCS, SNIPPETS, TESTS = "docs", PACKAGE, "tests/lessons"
RECORDED = "recorded"  # the folder, beside the modules whose recordings it holds
STAGE = ".stage.json"
NOTEBOOK = "_notebook"  # how the stem of a module ends that a notebook is made of


def part(name: str) -> str:
    """Return the folder of a page or module, from docs or snippets: "" for none."""
    folder = PurePosixPath(name).parent
    while folder.name in (EXERCISES, RECORDED):
        folder = folder.parent
    return "" if folder == PurePosixPath() else folder.as_posix()


def stem(page: str) -> str:
    """Return a page's name, or its path's, without its suffix."""
    return PurePosixPath(page.removeprefix(f"{DOCS}/")).with_suffix("").as_posix()


def last(page: str) -> str:
    """Return a page's stem without folders, which is what `needs` names."""
    return PurePosixPath(page).with_suffix("").name


def address(page: str) -> str:
    """Return a page's address from the site's root: `part/page/`, "" for the first.

    `page` is a path from the root or a name.
    """
    found = stem(page)
    if PurePosixPath(found).name == "index":
        found = PurePosixPath(found).parent.as_posix().removeprefix(".")
    return f"{found}/" if found else ""


def root_from(page: str) -> str:
    """Return the way from a page's address to the site's root."""
    return "../" * address(page).count("/")


def module(page: str) -> str:
    """Return the name of a page's module."""
    return stem(page).replace("-", "_") + ".py"


def page(name: str) -> str:
    """Return the name of a module's page; of a notebook's module, of the notebook."""
    found = name.removesuffix(".py")
    suffix = ".ipynb" if found.endswith(NOTEBOOK) else ".md"
    return found.replace("_", "-") + suffix


def recording(name: str, what: str) -> str:
    """Return where a recording of a module stands, below snippets.

    `what` is what the file is called beyond the module: `speed.json`.
    """
    found = PurePosixPath(name)
    return (found.parent / RECORDED / f"{found.stem}.{what}").as_posix()


def stage(name: str, section: str | None) -> str:
    """Return where the recording of a module's section stands, below snippets."""
    return recording(name, f"{section}{STAGE}")


def is_recording(name: str) -> bool:
    """Return whether a file below snippets stands where recordings do."""
    found = PurePosixPath(name)
    return found.parent.name == RECORDED and found.suffix == ".json"
