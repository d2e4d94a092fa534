"""Sixty lessons in six parts fit every window, and the drawer opens where one is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import many
from tests.browser import reading
from tests.browser.fixtures import Arrive
from tests.browser.layout import WIDER
from tests.browser.serving import Site, build, hosted, zipped

pytestmark = pytest.mark.browser

IN_SIGHT = """node => {
  const box = node.getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight && box.left >= 0;
}"""
HERE = ".md-sidebar--primary [aria-current]"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of sixty lessons, served."""
    tree = tmp_path_factory.mktemp("many")
    many.write(tree)
    folder = tmp_path_factory.mktemp("grown") / "site"
    build(folder, tree=tree)
    with hosted(folder) as site:
        yield site


@pytest.fixture(scope="module")
def lessons(grown: Site) -> list[str]:
    """The addresses of its lessons below the site's."""
    found = sorted(grown.folder.glob("part-*/*/*/index.html"))
    return [each.parent.relative_to(grown.folder).as_posix() for each in found]


@pytest.mark.parametrize("across", [320, 768, 1440])
@pytest.mark.parametrize("opened", [False, True], ids=["folded", "all-open"])
def test_nothing_is_wider_than_the_window(
    across: int, opened: bool, grown: Site, lessons: list[str], reader: Arrive
) -> None:
    page = reader(width=across).new_page()
    for path in ("", f"{lessons[-1]}/"):
        page.goto(grown.address + path)
        if across < 1220:
            page.locator("label.drawer").click()
        if opened:
            reading.open_answers(page)
        assert not page.evaluate(WIDER)
        aside = page.locator(".md-sidebar--primary .md-sidebar__scrollwrap")
        assert aside.evaluate("node => node.scrollWidth <= node.clientWidth")


def test_the_drawer_opens_at_the_page_that_is_read(
    grown: Site, lessons: list[str], reader: Arrive
) -> None:
    page = reader(width=320, reduced_motion="reduce").new_page()
    # the last that its part lists, so that it stands far below
    page.goto(f"{grown.address}{lessons[-1]}/")
    page.locator("label.drawer").click()
    page.locator(HERE).wait_for(state="visible")
    assert page.locator(HERE).evaluate(IN_SIGHT)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_folded_part_opens_by_its_name(
    scripts: bool, grown: Site, lessons: list[str], reader: Arrive
) -> None:
    page = reader(width=1440, java_script_enabled=scripts).new_page()
    page.goto(f"{grown.address}{lessons[-1]}/")
    aside = page.locator(".md-sidebar--primary")
    part = aside.locator("details").first
    lesson = part.locator("details").first.locator("a").first
    assert page.locator(HERE).is_visible()
    assert not lesson.is_visible()
    for summary in (part, part.locator("details").first):
        summary.locator("summary").first.focus()
        page.keyboard.press("Enter")
    assert lesson.is_visible()


def test_a_folded_part_is_told_from_an_open_one_without_our_colours(
    grown: Site, lessons: list[str], reader: Arrive
) -> None:
    page = reader(width=1440, forced_colors="active").new_page()
    page.goto(f"{grown.address}{lessons[-1]}/")
    looks = page.locator(".part > summary").evaluate_all(
        """all => all.map(node => {
          const style = getComputedStyle(node, "::before");
          return [node.parentElement.open, style.transform, style.borderRightWidth];
        })"""
    )
    marks = {opened: transform for opened, transform, _ in looks}
    assert set(marks) == {True, False}
    assert marks[True] != marks[False]
    assert all(width != "0px" for _, _, width in looks)


def test_answers_that_an_address_asks_for_leave_parts_folded(
    grown: Site, lessons: list[str], reader: Arrive
) -> None:
    page = reader(width=1440).new_page()
    page.goto(f"{grown.address}{lessons[-1]}/?answers")
    page.wait_for_load_state("load")
    assert page.locator(".part[open]").count() == 2


def test_the_frames_of_a_place_fit_a_phone_at_any_number(
    grown: Site, lessons: list[str], reader: Arrive
) -> None:
    page = reader(width=320).new_page()
    page.goto(f"{grown.address}{lessons[0]}/")
    page.locator(".path").evaluate(
        """path => {
          path.classList.add("many");
          path.innerHTML = "<i></i>".repeat(60) + '<i class="here"></i>';
        }"""
    )
    assert not page.evaluate(WIDER)
    assert page.locator(".path .here").evaluate("node => node.offsetWidth >= 2")


@pytest.mark.parametrize("pasted", [False, True], ids=["typed", "pasted"])
def test_a_first_search_fetches_at_most_60_kb(
    pasted: bool, grown: Site, lessons: list[str], reader: Arrive
) -> None:
    page = reader(width=1440).new_page()
    page.goto(f"{grown.address}{lessons[20]}/", wait_until="networkidle")
    line = page.locator("article > p").all_inner_texts()[-2]
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    field = reading.open_search(page)
    if pasted:
        field.fill(line)
    else:
        field.press_sequentially(line.split()[0], delay=40)
    page.locator(f"{reading.HITS} mark").first.wait_for()
    page.wait_for_load_state("networkidle")
    if pasted:
        first = page.locator(reading.HITS).first
        assert f"/{lessons[20]}/" in str(first.get_attribute("href"))
    files = [grown.folder / url.removeprefix(grown.address) for url in asked]
    packed = {file.name: len(zipped(file, file.stat().st_mtime_ns)) for file in files}
    assert {"index.json", "index.js", "words.js"} <= {*packed}
    assert sum(packed.values()) < 60_000, packed


def test_many_is_a_site_of_sixty(lessons: list[str], grown: Site) -> None:
    assert len(lessons) == 60
    assert Path(grown.folder, "index.html").is_file()
