"""What a built site offers to browsers that run its code: Python, and what it imports.

`live.json` at the site's root says where everything is; scripts of the theme read it
with the first press of a button. Without a runtime there is none, and no buttons.
"""

from __future__ import annotations

import json
import math
import os
import shutil
from pathlib import Path
from typing import Any

from engine.setup import runtime
from engine.weave.rooms import imports, third_party
from engine.weave.tree import Tree

FILE = "live.json"


def described(root: Path) -> dict[str, Any] | None:
    """Return what templates say of the runtime: `version`, `megabytes`; None if none.

    The megabytes are those that a browser fetches at most, on a host that compresses
    nothing by itself.
    """
    folder = runtime.find(root)
    if not folder:
        return None
    found = json.loads((folder / "runtime.json").read_text(encoding="utf-8"))
    total = sum(each["bytes"] for each in found["files"] if not each["switching"])
    return {"version": folder.name, "megabytes": math.ceil(total / 1e5) / 10}


def add(root: Path, site: Path) -> None:
    """Put the runtime, the engine's live modules and live.json into a built site."""
    folder = runtime.find(root)
    if not folder:
        return
    found = json.loads((folder / "runtime.json").read_text(encoding="utf-8"))
    place = f"runtime/{folder.name}/"
    (site / place).mkdir(parents=True)
    for file in sorted(folder.iterdir()):
        if file.name != "runtime.json":
            linked(file, site / place / file.name)
    engine = [
        each.relative_to(root)
        for each in [
            root / "engine" / "__init__.py",
            *sorted((root / "engine" / "live").glob("*.py")),
        ]
    ]
    for each in engine:
        copy = site / "python" / each
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / each, copy)
    offered = {
        "version": folder.name,
        "info": found["info"],
        "runtime": place,
        "files": found["files"],
        "python": [f"python/{each.as_posix()}" for each in engine],
        "modules": modules(root),
        "errors": errors(root),
        "scripts": sorted(
            each.relative_to(site).as_posix()
            for each in [
                *site.glob("modules/live/*.js"),
                *(site / "styles" / name for name in ("live.css", "stepper.css")),
            ]
        ),
        "pages": addresses(site),
    }
    (site / FILE).write_text(json.dumps(offered), encoding="utf-8")


def linked(file: Path, copy: Path) -> None:
    """Link a file that no build changes; copy it where that cannot be."""
    try:
        os.link(file, copy)
    except OSError:
        shutil.copyfile(file, copy)


def modules(root: Path) -> dict[str, list[str]]:
    """Return the modules that a browser can run, each with those of ours it imports."""
    folder = root / "snippets"
    found = {}
    for file in sorted(folder.rglob("*.py")):
        if not third_party(file.read_text(encoding="utf-8")):
            wanted: list[str] = []
            gather(folder, file.relative_to(folder).as_posix(), wanted)
            found[wanted[0]] = wanted
    return found


def gather(folder: Path, name: str, wanted: list[str]) -> None:
    """Add a module's name and those of the snippets that it imports."""
    if name in wanted:
        return
    wanted.append(name)
    for _, module in imports((folder / name).read_text(encoding="utf-8")):
        if module.startswith("snippets."):
            path = module.removeprefix("snippets.").replace(".", "/") + ".py"
            gather(folder, path, wanted)


def errors(root: Path) -> list[dict[str, str]]:
    """Return the errors that pages explain, as their front matter says (`explains`).

    In an error, `*` stands for any text. Longer ones come first, so that the most
    exact is found first.
    """
    found = []
    for page in Tree(root).pages():
        explained = page.meta.get("explains")
        for error in explained if isinstance(explained, list) else []:
            address = "" if page.stem == "index" else f"{page.stem}/"
            found.append(
                {"error": error, "page": address, "title": str(page.meta["title"])}
            )
    return sorted(found, key=lambda each: -len(each["error"]))


def addresses(site: Path) -> list[str]:
    """Return the addresses, from the site's root, of all that a page may ask for."""
    found = []
    for file in sorted(site.rglob("*")):
        path = file.relative_to(site).as_posix()
        if file.is_dir() or path.startswith(("runtime/", "python/", "sw.js", FILE)):
            continue
        # a page asks for none of these: they are for hosts, search engines and shares
        if path.endswith((".xml", ".gz")) or path.startswith(("robots.txt", "cards/")):
            continue
        if file.name == "index.html":
            path = path.removesuffix("index.html")
        found.append(path)
    return found
