"""Finds a Chromium for the tests, or gets one, or says what to install.

python -m engine.setup.browser      print the path of the browser
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import lru_cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
ASK_PLAYWRIGHT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


class NoBrowserError(Exception):
    """No browser is here and none can be had; the text says what to install."""


@lru_cache(maxsize=1)
def find() -> str:
    """Return the path of a Chromium: installed, Playwright's, or newly installed.

    CHROMIUM names one to use instead. Raises NoBrowserError when there is none.
    """
    named = os.environ.get("CHROMIUM")
    if named:
        if not runs(named):
            raise NoBrowserError(f"CHROMIUM names {named}, which does not run: fix it.")
        return named
    found = installed() or playwrights() or packaged()
    if not found:
        raise NoBrowserError(
            "The tests need a real browser, and none could be installed here: install "
            "Google Chrome or Chromium (Debian: `sudo apt install chromium`; macOS: "
            "`brew install --cask chromium`), or name one with CHROMIUM=/path/to/it."
        )
    return found


def runs(path: str) -> bool:
    """Return whether a browser starts: a stub that asks for a snap does not."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def installed() -> str:
    """Return an installed Chromium or Chrome that runs, or nothing."""
    home = [str(Path.home()) + path for path in APPLICATIONS]
    paths = [shutil.which(name) for name in (*NAMES, *APPLICATIONS, *home)]
    return next((path for path in paths if path and runs(path)), "")


def playwrights() -> str:
    """Return Playwright's own Chromium, downloaded if need be, or nothing."""
    for step in ("ask", "download", "ask"):
        if step == "ask":
            words = [sys.executable, "-c", ASK_PLAYWRIGHT]
            asked = subprocess.run(words, capture_output=True, text=True)
            path = asked.stdout.strip()
            if path and runs(path):
                return path
        else:
            print("Asking Playwright for its Chromium", file=sys.stderr, flush=True)
            words = [sys.executable, "-m", "playwright", "install", "chromium"]
            try:
                subprocess.run(words, capture_output=True, timeout=900)
            except subprocess.TimeoutExpired:
                return ""
    return ""


def packaged() -> str:
    """Install the distribution's Chromium where we may; return its path, or nothing."""
    if not shutil.which("apt-get"):
        return ""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print("Asking apt-get for Chromium", file=sys.stderr, flush=True)
    for words in ("update", "install -y --no-install-recommends chromium"):
        try:
            subprocess.run(
                [*sudo, "apt-get", "-q", *words.split()],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
            )
        except OSError:
            return ""
    return installed()


def main() -> int:
    """Print where the browser is, or what to install."""
    try:
        print(find())
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
