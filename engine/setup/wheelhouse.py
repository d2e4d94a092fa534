"""Brings the packages that readers' browsers run, by lock/browser.txt and its hashes.

    python -m engine.setup.wheelhouse [--required]

Makes .cache/packages hold their wheels, unpacked, once for each state of the lock. A
wheel is pure Python, or compiled for the Pyodide that readers get (PEP 783): such a one
comes from the index, or from a file in `wheels/` that stands for the lock's version of
its package. Without an index, blocks that import them have no Run, and a sentence says
so.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from engine.setup import index, lock, packages

# as engine/book/packages.py reads them
LOCK = Path("lock", f"{lock.SHIPPED}.txt")
FOLDER = Path(".cache", "packages")
READY = FOLDER / "ready.json"
FRESH = Path(".cache", "packages.new")
GIVEN = Path("wheels")  # compiled ones that the index has not
# what Pyodide's own lock says of itself, in pieces of a wheel's name
PYTHON, ABI = "3.14", "2026_0"
PLATFORM = f"pyemscripten_{ABI}_wasm32"
RUNS = re.compile(rf"-(?:none-any|cp\w+-(?:{PLATFORM}|pyodide_{ABI}_wasm32))\.whl$")
PINNED = re.compile(r"^(?P<name>[\w.-]+)==(?P<version>[^\s;\\]+)", re.MULTILINE)
NEEDS = re.compile(r"^Requires-Dist: (?P<name>[\w.-]+)(?!.*extra ==)", re.MULTILINE)


@dataclass(frozen=True)
class Wheel:
    """An unpacked wheel: its folder, the modules in it, the packages that it needs."""

    folder: str
    modules: list[str]
    needs: list[str]


def given() -> dict[str, str]:
    """Return the wheels that stand in the tree, each with the digest of its bytes."""
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(GIVEN.glob("*.whl"))
    }


def current(text: str) -> bool:
    """Return whether what is there is what the lock names, and what is given."""
    if not READY.is_file():
        return False
    ready = json.loads(READY.read_text("utf-8"))
    return bool(ready["lock"] == text and ready.get("given") == given())


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
            print("Fetching the packages that readers' browsers run, once", flush=True)
        fetch(FRESH, asked(text))
        known = {name(file): unpacked(file) for file in sorted(FRESH.glob("*.whl"))}
        modules = {
            module: sorted(known[each].folder for each in closure(wheel, known))
            for wheel, found in known.items()
            for module in found.modules
        }
        ready = json.dumps({"lock": text, "given": given(), "modules": modules})
        (FRESH / READY.name).write_text(ready, encoding="utf-8")
        shutil.rmtree(FOLDER, ignore_errors=True)
        FRESH.rename(FOLDER)
    except packages.SetupError as error:
        return str(error)
    finally:
        shutil.rmtree(FRESH, ignore_errors=True)
    return ""


def asked(text: str) -> str:
    """Put the wheels that are given into place; return the rest of a lock.

    Raises SetupError for one that the lock does not name, by its package and version.
    """
    for file in given():
        package, version = name(Path(file)), file.split("-")[1]
        entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)
        for entry in entries:
            pinned = PINNED.match(entry)
            if pinned and (plain(pinned["name"]), pinned["version"]) == (
                package,
                version,
            ):
                text = text.replace(entry, "")
                shutil.copy(GIVEN / file, FRESH)
                break
        else:
            raise packages.SetupError(
                f"{GIVEN / file}: {LOCK} has no {package} {version}: add "
                f'"{package}=={version}" to `browser` in pyproject.toml, which '
                "CPython's tests need as well, and run `make lock`"
            )
    return text


def fetch(to: Path, wanted: str) -> None:
    """Download what a lock's text names; raise SetupError where pip can't."""
    if not re.search(r"^[^\s#]", wanted, re.MULTILINE):
        return
    exact = [each for each in packages.EXACT if each != "--require-hashes"]
    command = packages.python("-m", "pip", "download", *exact, "--require-hashes")
    command += ["--platform", PLATFORM, "--implementation", "cp"]
    command += ["--python-version", PYTHON, *packages.PIP[:2], "--dest", to]
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(wanted)
        file.flush()
        command += ["--requirement", file.name]
        done = subprocess.run(command, env=index.here(), capture_output=True, text=True)
    if not done.returncode:
        return
    lacking = re.search(r"No matching distribution found for (\S+)", done.stderr)
    if lacking:
        raise packages.SetupError(
            f"{LOCK}: {lacking[1]} has no wheel that a browser runs (pure Python or "
            f"{PLATFORM}): put one that you have built into `{GIVEN}/`, or "
            "take it out of the group `browser` in pyproject.toml. A page that needs "
            "it has a notebook."
        )
    said = (done.stderr.strip() or "pip failed").splitlines()[-1]
    raise packages.SetupError(f"{LOCK} couldn't be fetched: {said}")


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
    if not RUNS.search(wheel.name):
        raise packages.SetupError(
            f"{LOCK}: {wheel.name} is compiled for another machine, and a browser runs "
            f"pure Python or {PLATFORM}: take it out of `{GIVEN}/`, or out of the "
            "group `browser` in pyproject.toml. A page that needs it has a notebook."
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
            content = packed.read(entry)
            if entry.endswith(".dist-info/METADATA"):
                metadata = content.decode("utf-8")
                needs = [plain(each["name"]) for each in NEEDS.finditer(metadata)]
            file = to / entry
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    wheel.unlink()
    tops = [
        each.name.partition(".")[0]
        for each in sorted(to.iterdir())
        if each.suffix in (".py", ".so") or (each.is_dir() and "." not in each.name)
    ]
    taken = sorted({*tops} & {*sys.stdlib_module_names, "engine", "snippets"})
    if taken:
        raise packages.SetupError(
            f"{LOCK}: {wheel.name} has a module {taken[0]!r}, and there's one "
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
