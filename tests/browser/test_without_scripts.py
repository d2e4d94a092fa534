"""A page is complete without JavaScript."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Arrive, Visits
from tests.browser.serving import Site

pytestmark = pytest.mark.browser


def test_everything_can_be_read_on(stem: str, visit: Visits) -> None:
    found = visit(stem)
    assert found.headings
    assert not found.unread, "\n".join(found.unread)


def test_nothing_is_offered_that_needs_scripts(stem: str, visit: Visits) -> None:
    assert not visit(stem).offered


def test_nothing_asks_for_a_press_of_what_is_not_there(
    stem: str, visit: Visits
) -> None:
    assert not visit(stem).pressed


@pytest.mark.parametrize(("across", "down"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("which", ["site", "whole"])
def test_a_generator_at_work_is_seen_before_scrolling(
    which: str,
    across: int,
    down: int,
    scripts: bool,
    request: pytest.FixtureRequest,
    reader: Arrive,
) -> None:
    site: Site = request.getfixturevalue(which)
    page = reader(width=across, height=down, java_script_enabled=scripts).new_page()
    page.goto(site.url("index"), wait_until="load")
    frame = page.locator(".hero figure.stage .board").first
    if which == "whole" and not frame.count():
        pytest.skip("none here: the first page of this site begins with no stage")
    box = frame.bounding_box()
    assert box is not None
    assert frame.is_visible()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= down, "the first board ends below the fold"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= across
