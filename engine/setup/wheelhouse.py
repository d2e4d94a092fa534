"""Brings the packages that readers' browsers run, by lock/browser.txt and its hashes.

    python -m engine.setup.wheelhouse [--required]

Makes .cache/packages hold their wheels, unpacked, once for each state of the lock. A
wheel must be pure Python and all of it text: what is compiled runs in no browser of
ours. Without an index, blocks that import them have no Run, and a sentence says so.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.setup import index, lock, packages

# as engine/book/packages.py reads them
LOCK = Path("lock", f"{lock.SHIPPED}.txt")
FOLDER = Path(".cache", "packages")
READY = FOLDER / "ready.json"
FRESH = Path(".cache", "packages.new")
NEEDS = re.compile(r"^Requires-Dist: (?P<name>[\w.-]+)(?!.*extra ==)", re.MULTILINE)


@dataclass(frozen=True)
class Wheel:
    """An unpacked wheel: its folder, the modules in it, the packages that it needs."""

    folder: str
    modules: list[str]
    needs: list[str]


def current(text: str) -> bool:
    """Return whether what is there is what the lock names."""
    return READY.is_file() and json.loads(READY.read_text("utf-8"))["lock"] == text


def bring() -> str:
    """Bring the packages unless they are there; return what stopped it, or nothing."""
    said = lock.complaint(Path(), lock.SHIPPED)
    if said:
        return said
    text = LOCK.read_text(encoding="utf-8")
    if current(text):
        return ""
    shutil.rmtree(FRESH, ignore_errors=True)
    FRESH.mkdir(parents=True)
    try:
        if re.search(r"^[^\s#]", text, re.MULTILINE):
            print("Bringing the packages that readers' browsers run, once", flush=True)
            fetch(FRESH)
        known = {name(file): unpacked(file) for file in sorted(FRESH.glob("*.whl"))}
        modules = {
            module: sorted(known[each].folder for each in closure(wheel, known))
            for wheel, found in known.items()
            for module in found.modules
        }
        ready = json.dumps({"lock": text, "modules": modules})
        (FRESH / READY.name).write_text(ready, encoding="utf-8")
        shutil.rmtree(FOLDER, ignore_errors=True)
        FRESH.rename(FOLDER)
    except packages.SetupError as error:
        return str(error)
    finally:
        shutil.rmtree(FRESH, ignore_errors=True)
    return ""


def fetch(to: Path) -> None:
    """Download what the lock names; raise SetupError where pip can't."""
    exact = [each for each in packages.EXACT if each != "--require-hashes"]
    command = packages.python("-m", "pip", "download", *exact, "--require-hashes")
    # a wheel that is for this machine alone would be refused below
    command += [*packages.PIP[:2], "--dest", to, "--requirement", LOCK]
    done = subprocess.run(command, env=index.here(), capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr.strip() or "pip failed").splitlines()[-1]
        raise packages.SetupError(f"{LOCK} could not be brought: {said}")


def name(wheel: Path) -> str:
    """Return the package of a wheel, as names are compared."""
    return plain(wheel.name.partition("-")[0])


def plain(package: str) -> str:
    """Return a package's name, as names are compared."""
    return re.sub(r"[-_.]+", "-", package).lower()


def unpacked(wheel: Path) -> Wheel:
    """Unpack a wheel beside it, and return what it holds.

    Raises SetupError for one that no browser could run.
    """
    if not wheel.name.endswith("-none-any.whl"):
        raise packages.SetupError(
            f"{LOCK}: {wheel.name} is compiled, and a browser runs pure Python alone: "
            "take it out of the group `browser` in pyproject.toml. A page that needs "
            "it has a notebook."
        )
    to = wheel.parent / f"{name(wheel)}-{wheel.name.split('-')[1]}"
    needs: list[str] = []
    with zipfile.ZipFile(wheel) as packed:
        for entry in packed.namelist():
            if entry.endswith("/"):
                continue
            parts = PurePosixPath(entry).parts
            if entry.startswith("/") or ".." in parts or "\\" in entry:
                raise packages.SetupError(
                    f"{LOCK}: {wheel.name} would write {entry}, outside its folder: "
                    "take it out of `browser`"
                )
            try:
                text = packed.read(entry).decode("utf-8")
            except UnicodeDecodeError:
                raise packages.SetupError(
                    f"{LOCK}: {wheel.name} holds {entry}, which is no text, and only "
                    "text reaches a browser's Python: take it out of `browser`"
                ) from None
            if entry.endswith(".dist-info/METADATA"):
                needs = [plain(each["name"]) for each in NEEDS.finditer(text)]
            file = to / entry
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    wheel.unlink()
    tops = [
        each.name.removesuffix(".py")
        for each in sorted(to.iterdir())
        if each.suffix == ".py" or (each.is_dir() and "." not in each.name)
    ]
    taken = sorted({*tops} & {*sys.stdlib_module_names, "engine", "snippets"})
    if taken:
        raise packages.SetupError(
            f"{LOCK}: {wheel.name} has a module {taken[0]!r}, and there is one "
            "already: take it out of `browser`"
        )
    return Wheel(to.name, tops, needs)


def closure(package: str, known: dict[str, Wheel]) -> set[str]:
    """Return a package and all that it needs, of those that are known."""
    found: set[str] = set()
    waiting = [package]
    while waiting:
        each = waiting.pop()
        if each in known and each not in found:
            found.add(each)
            waiting += known[each].needs
    return found


def main(arguments: list[str]) -> int:
    """Bring the packages, or say in a sentence what to do."""
    said = bring()
    if said:
        print(said, file=sys.stderr)
    return int(bool(said) and "--required" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
