"""Finds the browsers that the tests drive, or gets them, or says what to install.

    python -m engine.setup.browser [Chromium|Firefox]     print paths, of both or of one

Chromium is driven as its users' Chrome is, so any will do. Firefox is the one that the
system has, driven over WebDriver BiDi; Playwright's own is another.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engine.setup import step


@dataclass(frozen=True)
class Kind:
    """A browser: its commands, its place on a Mac, what a distribution calls it.

    Its name in capitals is that of the variable which names one to use instead.
    """

    name: str
    commands: tuple[str, ...]
    bundles: tuple[str, ...]
    packages: tuple[str, ...]
    advice: str
    playwrights: bool = False

    @property
    def variable(self) -> str:
        """The environment variable that names one."""
        return self.name.upper()


CHROMIUM = Kind(
    "Chromium",
    ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    (
        "Google Chrome.app/Contents/MacOS/Google Chrome",
        "Chromium.app/Contents/MacOS/Chromium",
    ),
    ("chromium",),
    "Google Chrome or Chromium (Debian: `sudo apt install chromium`; macOS: "
    "`brew install --cask chromium`)",
    playwrights=True,
)
FIREFOX = Kind(
    "Firefox",
    ("firefox", "firefox-esr"),
    ("Firefox.app/Contents/MacOS/firefox",),
    ("firefox-esr", "firefox"),
    "Firefox (Debian: `sudo apt install firefox-esr`; macOS: "
    "`brew install --cask firefox`)",
)
KINDS = {kind.name: kind for kind in (CHROMIUM, FIREFOX)}
APPLICATIONS = (Path("/Applications"), Path(os.path.expanduser("~"), "Applications"))
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class NoBrowserError(Exception):
    """No browser is here and none can be had; the text says what to install."""


@lru_cache(maxsize=len(KINDS))
def find(kind: Kind = CHROMIUM) -> str:
    """Return the path of a browser: installed, Playwright's, or newly installed.

    CHROMIUM or FIREFOX names one to use. Raises NoBrowserError when there is none.
    """
    named = os.environ.get(kind.variable)
    if named:
        if not runs(named):
            raise NoBrowserError(
                f"{kind.variable} names {named}, which doesn't run: fix it."
            )
        return named
    found = installed(kind) or (kind.playwrights and playwrights()) or packaged(kind)
    if not found:
        raise NoBrowserError(
            f"The tests need a real {kind.name}, and none could be installed here: "
            f"install {kind.advice}, or name one with {kind.variable}=/path/to/it."
        )
    return found


def runs(path: str) -> bool:
    """Return whether a browser starts: a stub that asks for a snap does not."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def installed(kind: Kind) -> str:
    """Return an installed browser that runs, or nothing."""
    bundled = [str(place / each) for each in kind.bundles for place in APPLICATIONS]
    paths = [shutil.which(name) for name in (*kind.commands, *bundled)]
    return next((path for path in paths if path and runs(path)), "")


def playwrights() -> str:
    """Return Playwright's own Chromium, downloaded if need be, or nothing."""
    path = playwrights_own()
    if path:
        return path
    print("Asking Playwright for its Chromium", file=sys.stderr, flush=True)
    words = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        step.run(words, limit=900)
    except subprocess.TimeoutExpired:
        return ""
    return playwrights_own()


def playwrights_own() -> str:
    """Return the Chromium that Playwright has downloaded, or nothing."""
    words = [sys.executable, "-c", ASK_PLAYWRIGHT]
    path = subprocess.run(words, capture_output=True, text=True).stdout.strip()
    return path if path and runs(path) else ""


def packaged(kind: Kind) -> str:
    """Install the distribution's where we may; return its path, or nothing."""
    if not shutil.which("apt-get"):
        return ""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print(f"Asking apt-get for {kind.name}", file=sys.stderr, flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install = "install -y --no-install-recommends"
    for words in ("update", *(f"{install} {name}" for name in kind.packages)):
        try:
            step.run([*sudo, "apt-get", "-q", *words.split()], env=quiet)
        except OSError:
            return ""
        found = "" if words == "update" else installed(kind)
        if found:
            return found
    return ""


def main(arguments: list[str]) -> int:
    """Print where the browsers are, or what to install."""
    try:
        for name in arguments or KINDS:
            print(find(KINDS[name]))
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
