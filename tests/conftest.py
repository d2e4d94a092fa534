"""The order of the tests: what is quick comes first, and so do its failures."""

from __future__ import annotations

import pytest

LATE = ("keras", "browser", "slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that take long last, each kind together."""
    items.sort(
        key=lambda item: max(
            (LATE.index(mark.name) + 1 for mark in item.iter_markers() if mark.name in LATE),
            default=0,
        )
    )
