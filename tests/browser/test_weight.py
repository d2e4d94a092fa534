"""What a first visit to a page costs, gzipped, against the budget."""

from __future__ import annotations

import gzip
import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from engine.site.weight import stylesheet
from tests.browser.fixtures import Visits
from tests.browser.serving import BELOW, ROOT, Site, page_stems, source_of, zipped
from tests.every import every

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

# kilobytes of 1000, the smaller ones; the index grows with the pages, and a first
# search has a budget of its own (test_navigation)
BUDGET = {"html": 25, "css": 30, "js": 45, "fonts": 80, "index": 30, "total": 200}
MOST_REQUESTS = 16
STYLES = ROOT / "engine/theme/styles"
RESULTS = ROOT / "bench-results"
KINDS = {".html": "html", ".css": "css", ".js": "js", ".woff2": "fonts"}


@pytest.fixture(scope="module")
def weigh(whole: Site, visit: Visits) -> Iterator[Any]:
    """Return a function that gives the bytes of a first view by kind, and requests."""
    known: dict[str, tuple[Counter[str], list[str]]] = {}

    def weigh_(stem: str) -> tuple[Counter[str], list[str]]:
        if stem in known:
            return known[stem]
        urls = visit(stem).requests
        assert urls
        sizes: Counter[str] = Counter()
        for url in urls:
            if url.startswith("data:"):
                continue
            path = urlsplit(url).path.removeprefix(BELOW)
            file = whole.folder / path
            if file.is_dir():
                file = file / "index.html"
            if not file.is_file():
                file = whole.folder / "404.html"
            kind = KINDS.get(PurePosixPath(file).suffix, "other")
            if file.parent.name.startswith("search-") and file.suffix == ".json":
                kind = "index"
            packed = (
                file.stat().st_size
                if kind == "fonts"
                else len(zipped(file, file.stat().st_mtime_ns))
            )
            sizes[kind] += packed
            sizes["total"] += packed
        known[stem] = sizes, urls
        return known[stem]

    yield weigh_
    record_table(known)


def record_table(known: dict[str, tuple[Counter[str], list[str]]]) -> None:
    """Write what each page weighs where `make bench` shows it."""
    lines = [
        f"{stem:<26}"
        + "".join(f"{kind} {sizes[kind] / 1000:>6.1f} KB  " for kind in BUDGET)
        + f"{len(urls)} requests"
        for stem, (sizes, urls) in known.items()
    ]
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "weight.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_first_view_keeps_to_the_budget(
    stem: str, weigh: Callable[[str], tuple[Counter[str], list[str]]]
) -> None:
    sizes, urls = weigh(stem)
    over = {
        kind: f"{sizes[kind] / 1000:.1f} KB of {most}"
        for kind, most in BUDGET.items()
        if sizes[kind] > most * 1000
    }
    assert not over, f"{over}\n" + "\n".join(urls)


def test_the_search_index_keeps_to_the_budget(whole: Site) -> None:
    # fetched when the search is first opened, so no first view need show it
    (index,) = whole.folder.glob("static/search-*/index.json")
    assert len(zipped(index, index.stat().st_mtime_ns)) <= BUDGET["index"] * 1000


def test_a_first_view_makes_few_requests(
    stem: str, weigh: Callable[[str], tuple[Counter[str], list[str]]]
) -> None:
    _, urls = weigh(stem)
    found = [url for url in urls if not url.startswith("data:")]
    assert len(found) <= MOST_REQUESTS, "\n".join(found)


BOOKS = [stem for stem in page_stems() if source_of(stem).endswith(".ipynb")]


@every("book", BOOKS, "notebook")
def test_a_notebook_weighs_little_more_than_a_lesson(
    book: str, weigh: Callable[[str], tuple[Counter[str], list[str]]]
) -> None:
    others = [stem for stem in page_stems() if stem not in {*BOOKS, "404"}]
    middle = statistics.median(weigh(stem)[0]["total"] for stem in others)
    ratio = weigh(book)[0]["total"] / middle
    assert ratio <= 1.3, f"{ratio:.2f} times the median lesson page"


LIVE = 15  # kilobytes that running code may cost before anybody presses a button


def test_running_code_costs_little_before_a_press(
    stem: str, weigh: Callable[[str], tuple[Counter[str], list[str]]], whole: Site
) -> None:
    _, urls = weigh(stem)
    late = ("/live/", "/runtime-", "/python-", "/release-", "sw.js")
    assert not [url for url in urls if any(each in url for each in late)]
    (script,) = whole.folder.glob("static/modules-*/live.js")
    cost = len(gzip.compress(script.read_bytes()))
    html = whole.file(stem).read_text(encoding="utf-8")
    bare = re.sub(r' data-run|<meta name="?python"?[^>]*>', "", html)
    cost += len(gzip.compress(html.encode())) - len(gzip.compress(bare.encode()))
    assert cost <= LIVE * 1000, f"{cost} bytes"
    assert sum(url.endswith("/live.js") for url in urls) <= 1


RULES_OF = r"""css => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  // a custom property keeps its text, blanks and all
  return [...sheet.cssRules].map(rule => rule.cssText.replace(/,\s+/g, ","));
}"""


@pytest.mark.parametrize("name", sorted(f.name for f in STYLES.glob("*.css")))
def test_a_stylesheet_made_light_has_the_same_rules(
    name: str, browser: Browser
) -> None:
    css = (STYLES / name).read_text(encoding="utf-8")
    light = stylesheet(css)
    assert len(light) < len(css)
    page = browser.new_page()
    try:
        rules = page.evaluate(RULES_OF, css)
        assert rules
        assert page.evaluate(RULES_OF, light) == rules
    finally:
        page.close()
