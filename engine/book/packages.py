"""The packages that lessons import and readers' browsers run.

`lock/browser.txt` names them. `make` unpacks their wheels below .cache/packages, a
folder a wheel (engine/setup/wheelhouse.py); where that never happened, no browser runs
what imports them.
"""

from __future__ import annotations

import base64
import json
import re
from pathlib import Path

from engine import shapes
from engine.book.imports import third_party

LOCK = Path("lock", "browser.txt")
FOLDER = Path(".cache", "packages")
READY = FOLDER / "ready.json"
LISTED = re.compile(r"^(?P<name>[A-Za-z0-9][\w.-]*)==", re.MULTILINE)


def named(root: Path) -> set[str]:
    """Return what a lesson may import of these packages, as far as is known here.

    Before they are brought, a package is taken to be imported by its own name.
    """
    file = root / LOCK
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    own = {re.sub(r"[-.]", "_", found["name"]) for found in LISTED.finditer(text)}
    return own | set(shipped(root))


def shipped(root: Path) -> dict[str, list[str]]:
    """Return the modules that a browser can import, each with the wheels it needs.

    Wheels are named by their folders below FOLDER. Empty where the lock has changed
    since they were brought.
    """
    ready, lock = root / READY, root / LOCK
    if not ready.is_file() or not lock.is_file():
        return {}
    found = json.loads(ready.read_text(encoding="utf-8"))
    if found["lock"] != lock.read_text(encoding="utf-8"):
        return {}
    modules: dict[str, list[str]] = found["modules"]
    return modules


def beyond(source: str, root: Path) -> set[str]:
    """Return the packages that a module uses and no reader's browser can import."""
    return third_party(source) - set(shipped(root))


def contents(root: Path, wheel: str) -> dict[str, shapes.Content]:
    """Return the files of a wheel that is unpacked, by the path that Python finds."""
    folder = root / FOLDER / wheel
    return {
        file.relative_to(folder).as_posix(): content(file.read_bytes())
        for file in sorted(folder.rglob("*"))
        if file.is_file() and "__pycache__" not in file.parts
    }


def content(found: bytes) -> shapes.Content:
    """Return the bytes of a file as JSON can hold them: what is no text, in base64."""
    try:
        return found.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(found).decode("ascii")}
