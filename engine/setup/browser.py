"""Finds a Chromium for the tests, or gets one, or says what to install.

python -m engine.setup.browser      print the path of the browser
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
BUNDLES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


class NoBrowserError(Exception):
    """No browser is here and none can be had; the text says what to install."""


def find() -> str:
    """Return the path of a Chromium: installed, Playwright's, or newly installed.

    Raises NoBrowserError when there is none and none can be installed.
    """
    return installed() or playwrights() or packaged() or refuse()


def installed() -> str:
    """Return an installed Chromium or Chrome, or nothing."""
    for name in (os.environ.get("CHROMIUM", ""), *NAMES):
        path = shutil.which(name) if name else None
        if path:
            return path
    return next((path for path in BUNDLES if Path(path).exists()), "")


def playwrights() -> str:
    """Return Playwright's own Chromium, downloaded if need be, or nothing."""
    ask = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as p: print(p.chromium.executable_path)"
    )
    for _ in range(2):
        asked = subprocess.run(
            [sys.executable, "-c", ask], capture_output=True, text=True
        )
        path = asked.stdout.strip()
        if path and Path(path).exists():
            return path
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        done = subprocess.run(command, capture_output=True, timeout=600)
        if done.returncode:
            return ""
    return ""


def packaged() -> str:
    """Install the distribution's Chromium where we may; return its path, or nothing."""
    if not shutil.which("apt-get"):
        return ""
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    print("Installing the distribution's Chromium…", file=sys.stderr)
    for command in (["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]):
        try:
            done = subprocess.run([*sudo, *command], capture_output=True)
        except FileNotFoundError:
            return ""
        if done.returncode and command[1] == "install":
            return ""
    return installed()


def refuse() -> str:
    """Raise NoBrowserError with what to install."""
    raise NoBrowserError(
        "The browser tests need Chromium or Chrome, and none could be installed here: "
        "install one (`sudo apt install chromium`, or Chrome), or set CHROMIUM to it."
    )


def main() -> int:
    """Print where the browser is."""
    try:
        print(find())
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
