"""What a built site offers to browsers that run its code: Python, and what it imports.

It stands in the release's list; scripts of the theme read it with the first press of a
button. Without a runtime the list offers none, and there are no buttons.
"""

from __future__ import annotations

import json
import math
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypedDict

from engine import shapes
from engine.book import lesson, packages
from engine.book.explained import entries
from engine.book.imports import imported, third_party
from engine.book.settings import settings
from engine.book.tree import Tree
from engine.live.names import is_exercise
from engine.setup import runtime
from engine.site import release
from engine.site.light import light

# what judges answers: it goes where an exercise stands, and nowhere else
MESSAGES = "engine/live/messages.json"
JUDGE = [
    f"engine/live/{name}.py"
    for name in ("checks", "exercise", "judge", "letter", "refusal", "supply", "ways")
]


class Described(TypedDict):
    """What templates say of the runtime."""

    megabytes: float


def described(root: Path) -> Described | None:
    """Return what templates say of the runtime: its `megabytes`; None if there is none.

    They are those that a browser fetches at most, on a host that compresses nothing by
    itself.
    """
    folder = runtime.find(root)
    if not folder:
        return None
    found = json.loads((folder / "runtime.json").read_text(encoding="utf-8"))
    total = sum(each["bytes"] for each in found["files"] if not each["switching"])
    return {"megabytes": math.ceil(total / 1e5) / 10}


def add(
    root: Path, site: Path, modules_place: str, said: dict[str, Any]
) -> shapes.Offer | None:
    """Put the runtime and the engine's live modules into a site; return the offer.

    That is `runtime` (Pyodide's `info`, the `files` it starts from and what kind of
    browser each is for), `python` (one file with the engine's modules), `judge` (one
    with those that only exercises need), `exercises` (the modules that need it),
    `snippets` (a folder), `modules` (those that a browser can run, each with those of
    ours that it imports), `packages` (the files with what else those import), `errors`
    (which page explains what) and `scripts` (what the pages' own scripts load with a
    press). Paths are from the site's root. None without
    a runtime. What Python says to readers is `said`, by groups.
    """
    folder = runtime.find(root)
    if not folder:
        return None
    found = json.loads((folder / "runtime.json").read_text(encoding="utf-8"))
    place = f"{release.STATIC}/runtime-{folder.name}/"
    (site / place).mkdir(parents=True)
    for file in sorted(folder.iterdir()):
        if file.name != "runtime.json":
            linked(file, site / place / file.name)
    engine = texts(root)
    engine[MESSAGES] = json.dumps(said)
    judge = {path: engine.pop(path) for path in JUDGE if path in engine}
    runnable = modules(root)
    tree = Tree(root)
    snippets = [
        (path.removeprefix("snippets/"), (root / path).read_bytes())
        for path in tree.files(lesson.SNIPPETS, ".py")
    ]
    tested = f"{release.STATIC}/snippets-{release.name(snippets)}/"
    for path, content in snippets:
        release.put(site, tested + path, content)
    return {
        "runtime": {
            "info": found["info"],
            "files": {place + f["name"]: f["switching"] for f in found["files"]},
        },
        "python": bundled(site, "python", engine),
        "judge": bundled(site, "judge", judge),
        "exercises": [name for name in runnable if is_exercise(name)],
        "snippets": tested,
        "modules": runnable,
        "packages": wheels(root, site, list(runnable)),
        "errors": errors(root),
        "scripts": [
            f"{modules_place}live/{each.name}"
            for each in sorted((site / modules_place / "live").glob("*"))
        ],
    }


def wheels(root: Path, site: Path, names: list[str]) -> dict[str, list[str]]:
    """Put the packages that modules import into a site, a file each.

    Returns the files that each module needs which needs any.
    """
    known = packages.shipped(root)
    placed: dict[str, str] = {}
    found: dict[str, list[str]] = {}
    for name in names:
        source = (root / "snippets" / name).read_text(encoding="utf-8")
        needed = {each for top in third_party(source) for each in known[top]}
        for wheel in sorted(needed):
            if wheel not in placed:
                placed[wheel] = bundled(site, wheel, packages.contents(root, wheel))
            found.setdefault(name, []).append(placed[wheel])
    return found


def texts(root: Path) -> dict[str, str]:
    """Return what runs in readers' browsers, by its path, as they get it."""
    return {path: light(source) for path, source in sources(root).items()}


def sources(root: Path) -> dict[str, str]:
    """Return what runs in readers' browsers, by its path, as it is written."""
    ours = [root / "engine" / "__init__.py", *(root / "engine" / "live").rglob("*.py")]
    return {
        each.relative_to(root).as_posix(): each.read_text(encoding="utf-8")
        for each in sorted(ours)
    }


def bundled(site: Path, name: str, files: Mapping[str, shapes.Content]) -> str:
    """Put files into a site as one file; return its path."""
    content = json.dumps(files).encode()
    place = f"{release.STATIC}/{name}-{release.name([('', content)])}.json"
    return release.put(site, place, content)


def linked(file: Path, copy: Path) -> None:
    """Link a file that no build changes; copy it where that cannot be."""
    try:
        os.link(file, copy)
    except OSError:
        shutil.copyfile(file, copy)


def modules(root: Path) -> dict[str, list[str]]:
    """Return the modules that a browser can run, each with those of ours it imports."""
    tree = Tree(root)
    found = {}
    for module in tree.modules():
        if not packages.beyond(module.source, root):
            wanted: list[str] = []
            gather(tree, module.path, wanted)
            found[wanted[0]] = wanted
    return found


def gather(tree: Tree, path: str, wanted: list[str]) -> None:
    """Add a module's name and those of the snippets that it and its session import."""
    name = path.removeprefix(f"{lesson.SNIPPETS}/")
    if name in wanted:
        return
    wanted.append(name)
    for each in sorted(imported(tree.text(path))):
        file = each.replace(".", "/") + ".py"
        if each.startswith(f"{lesson.SNIPPETS}.") and tree.there(file):
            gather(tree, file, wanted)


def errors(root: Path) -> list[shapes.Explained]:
    """Return the errors that pages explain, as their front matter says (`explains`).

    In an error, `*` stands for any text. Those of the page about errors come first,
    each with its place there, since that tells at once what to do. Longer ones come
    before shorter ones, so that the most exact is found first.
    """
    found: list[shapes.Explained] = []
    tree = Tree(root)
    about = settings(tree).search.errors
    for page in tree.pages():
        explained = page.meta.get("explains")
        address, title = lesson.address(page.path), str(page.meta.get("title"))
        places = entries(tree, page) if about and address == about else {}
        for error in explained if isinstance(explained, list) else []:
            to = f"{address}#{places[error]}" if places.get(error) else address
            found.append({"error": error, "page": to, "title": title})
    found.sort(key=lambda each: -len(each["error"]))
    return sorted(found, key=lambda each: "#" not in each["page"])
