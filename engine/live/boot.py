"""Starts the Python of a page, once its files are there."""

from __future__ import annotations

import gc
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

SITE = Path("/site")  # where the files of a site stand, for the Python of a page


def load() -> None:
    """Import what a session stands on; what this leaves can be kept in a snapshot."""
    os.chdir(SITE)
    if "doctest" not in sys.modules:
        import engine.live.early
    import engine.live.session  # noqa: F401

    # a reader's own import of these finds the real ones
    for name in ("pdb", "unittest", "doctest"):
        sys.modules.pop(name, None)


def begin(send: Callable[[str], object]) -> Callable[[str], str]:
    """Return what answers the requests of a page; `send` gets what comes meanwhile."""
    from engine.live.keyboard import Keyboard
    from engine.live.session import Session

    sys.stdin = Keyboard()
    random.seed()  # a start from a snapshot would repeat it
    gc.freeze()  # what is there now is no reader's, and need not be looked through
    return Session(SITE / "snippets", send).answer
