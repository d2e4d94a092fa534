"""The order of the tests: what is quick comes first, and so do its failures."""

from __future__ import annotations

import pytest

LATE = ("keras", "browser", "slow")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that take long last, each kind together."""

    def late(item: pytest.Item) -> int:
        marks = {mark.name for mark in item.iter_markers()}
        return max((n for n, name in enumerate(LATE, 1) if name in marks), default=0)

    items.sort(key=late)
