"""Finds an nginx for the tests of hosts, or fetches the distribution's, or says how.

    python -m engine.setup.nginx     print where it is

It installs none: an nginx that is installed begins to serve on port 80. The package is
fetched and unpacked below .cache instead, which takes no rights, and brings the
configuration as the distribution made it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

VARIABLE = "NGINX"
FOLDER = Path(".cache", "nginx")
# the first has the configuration; which of the others has the program differs
PACKAGES = ("nginx-common", "nginx", "nginx-core", "nginx-light")
# not in the PATH of everybody who may run it
PLACES = ("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/bin")
SETTINGS = re.compile(r"--conf-path=(?P<path>\S+)")


class NoNginxError(Exception):
    """No nginx is here and none can be had; the text says what to install."""


@dataclass(frozen=True)
class Nginx:
    """A program, and the folder of the configuration that came with it."""

    program: Path
    settings: Path


@lru_cache(maxsize=1)
def find() -> Nginx:
    """Return an nginx: the one that NGINX names, a fetched one, or an installed one.

    Raises NoNginxError when there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        found = installed(named)
        if not found:
            raise NoNginxError(f"{VARIABLE} names {named}, which doesn't run: fix it.")
        return found
    found = unpacked(FOLDER) or installed(commands()) or fetched()
    if not found:
        raise NoNginxError(
            "The tests need a real nginx, and none could be fetched here: install it "
            "(Debian: `sudo apt install nginx-light`; macOS: `brew install nginx`), or "
            f"name one with {VARIABLE}=/path/to/it."
        )
    return found


def commands() -> str:
    """Return the path of an installed nginx, or nothing."""
    places = [os.environ.get("PATH", ""), *PLACES]
    return shutil.which("nginx", path=os.pathsep.join(places)) or ""


def said(program: str | Path) -> str:
    """Return what an nginx says of how it was made; nothing where it does not run."""
    try:
        done = subprocess.run([program, "-V"], capture_output=True, text=True)
    except OSError:
        return ""
    return "" if done.returncode else done.stderr


def installed(program: str) -> Nginx | None:
    """Return an installed nginx with the configuration it looks for."""
    found = SETTINGS.search(said(program)) if program else None
    return Nginx(Path(program), Path(found["path"]).parent) if found else None


def unpacked(folder: Path) -> Nginx | None:
    """Return the nginx of packages that were unpacked into a folder."""
    program = folder.absolute() / "usr" / "sbin" / "nginx"
    settings = folder.absolute() / "etc" / "nginx"
    whole = (settings / "mime.types").is_file() and said(program)
    return Nginx(program, settings) if whole else None


def fetched() -> Nginx | None:
    """Fetch the distribution's packages and unpack them; None where that cannot be."""
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        return None
    print("Asking apt-get for nginx", file=sys.stderr, flush=True)
    beside = FOLDER.absolute().parent
    beside.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".nginx-", dir=beside) as near:
        whole = Path(near) / "whole"
        for package in packages(Path(near)):
            done = ran(["dpkg-deb", "-x", str(package), str(whole)], Path(near))
            if done and unpacked(whole):
                shutil.rmtree(FOLDER, ignore_errors=True)
                whole.rename(FOLDER)
                break
    return unpacked(FOLDER)


def packages(folder: Path) -> Iterator[Path]:
    """Download into a folder what may be needed, and yield each that came."""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    for name in PACKAGES:
        words = ["apt-get", "-q", "download", name]
        # without lists, or with old ones, it knows no package
        if not ran(words, folder) and name == PACKAGES[0]:
            ran([*sudo, "apt-get", "-q", "update"], folder)
            ran(words, folder)
        yield from folder.glob(f"{name}_*.deb")


def ran(words: list[str], folder: Path) -> bool:
    """Run a command in a folder; return whether it did what it is for."""
    with suppress(OSError):
        done = subprocess.run(
            words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True
        )
        return done.returncode == 0
    return False


def main() -> int:
    """Print where the program is, or what to install."""
    try:
        print(find().program)
    except NoNginxError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
