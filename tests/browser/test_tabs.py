"""A context that the browser never closes costs a minute, and not the test after it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, cast

import pytest

from tests.browser import tabs

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext


class Stuck:
    """A context that does not close."""

    def close(self) -> None:
        """Wait for what does not come."""
        time.sleep(60)


def test_a_context_that_does_not_close_is_left_and_told() -> None:
    with pytest.warns(UserWarning, match="did not close in 0.05 s, and was left"):
        tabs.close(cast("BrowserContext", Stuck()), 0.05)
