"""A page is complete without JavaScript."""

from __future__ import annotations

import pytest

from tests.browser import reading

pytestmark = pytest.mark.browser


def test_everything_can_be_read_on(stem, open_page) -> None:
    page = open_page(stem, java_script_enabled=False)
    main = page.locator("main, [role=main]").first
    assert main.locator("h1").first.is_visible()
    for part in main.locator(f"{reading.LISTING} code, figure.strip .told").all():
        if not part.locator("xpath=ancestor::details").count():
            assert part.is_visible(), part.inner_text()
    for summary in main.locator(reading.OPENED).all():
        answer = summary.locator("xpath=..")
        assert not answer.locator(":scope > :not(summary)").first.is_visible()
        summary.click()
        for part in answer.locator(":scope > :not(summary)").all():
            assert part.is_visible(), summary.inner_text()


def test_nothing_is_offered_that_needs_scripts(stem, open_page) -> None:
    page = open_page(stem, java_script_enabled=False)
    offered = [b for b in page.locator("main button").all() if b.is_visible()]
    assert not offered


@pytest.mark.parametrize(("across", "down"), [(1280, 800), (390, 844)])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_generator_at_work_is_seen_before_scrolling(
    across, down, scripts, open_page
) -> None:
    page = open_page("index", width=across, height=down, java_script_enabled=scripts)
    frame = page.locator("figure.strip .frame").first
    box = frame.bounding_box()
    assert box is not None
    assert frame.is_visible()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= down, "the first frame ends below the fold"
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= across
