"""A test for each of what a site has; where it has none, the run says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def every(name: str, found: Iterable[Any], what: str) -> pytest.MarkDecorator:
    """Ask a test for each of what was found; where there is none, say so by a skip.

    Whoever uses this also compares what was found with the built pages, lest
    something is overlooked.
    """
    none = pytest.mark.skip(reason=f"none here: this site has no {what}")
    return pytest.mark.parametrize(
        name, [*found] or [pytest.param(None, marks=none, id="none here")]
    )
