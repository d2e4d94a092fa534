"""A recording becomes a table and a chart that say the same as its numbers."""

from __future__ import annotations

import re

import pytest

from engine.blocks import chart, table
from tests.engine.spoken import SAY

RECORDING = {
    "title": "Peak <memory>",
    "platform": "CPython 3.11.7, Linux x86_64",
    "columns": ["items", "list", "generator"],
    "units": ["", "KiB", "KiB"],
    "rows": [[1000, 39.4, 0.3], [10000, 395.2, 0.3], [1000000, 39500.2, 0.3]],
    "chart": {"x": 0, "y": [1, 2], "log": ["x", "y"]},
}


def drawn() -> str:
    """Return the recording as a chart."""
    return chart.html(chart.read(RECORDING), SAY)


def test_a_table_has_every_number_a_head_for_each_row_and_its_platform() -> None:
    html = table.html(table.read(RECORDING), SAY)
    assert html.count("<td>") == 6
    assert html.count('scope="row"') == 3
    assert "words" not in html
    assert "list (KiB)" in html
    assert "Peak &lt;memory&gt;. CPython 3.11.7, Linux x86_64." in html


def test_words_in_a_table_stand_at_the_left_below_their_head() -> None:
    said = {**RECORDING, "rows": [[1000, "as <it> was", 0.3]]}
    html = table.html(table.read(said), SAY)
    assert '<th scope="col" class="words">list' in html
    assert '<td class="words">as &lt;it&gt; was</td><td>0.3</td>' in html


def test_a_chart_names_its_lines_and_tells_them_to_those_who_cannot_see() -> None:
    html = drawn()
    assert 'aria-label="Peak &lt;memory&gt;: list (KiB) from 39.4 to' in html
    assert html.count("<polyline") == 2
    assert html.count("<circle") == 3
    assert html.count("<rect") == 3


def test_equal_ratios_are_equal_distances_on_a_logged_axis() -> None:
    scale = chart.Scale([1, 1000], 0, 300, True)
    assert [scale(value) for value in (1, 10, 100, 1000)] == pytest.approx(
        [0, 100, 200, 300]
    )


def test_an_axis_that_is_not_logged_starts_at_nought() -> None:
    scale = chart.Scale([5, 80], 0, 84, False)
    assert scale(0) == 0
    assert scale.ticks()[0] == 0
    assert 3 <= len(scale.ticks()) <= 9


def test_labels_at_the_ends_never_cover_each_other() -> None:
    assert chart.spread([100, 103, 50]) == [77, 103, 50]


@pytest.mark.parametrize(
    ("value", "text"),
    [(10.0, "10"), (0.1, "0.1"), (10**6, "1,000,000"), (1234.5, "1,234.5")],
)
def test_an_axis_a_table_and_prose_write_numbers_in_one_way(
    value: float, text: str
) -> None:
    assert chart.whole(value, SAY) == text
    assert table.number(value, SAY).removesuffix(".0") == text


def test_no_point_leaves_the_picture() -> None:
    box = re.search(r"0 0 (\d+) (\d+)", drawn())
    assert box is not None
    width, height = map(int, box.groups())
    points = " ".join(re.findall(r'points="(.*?)"', drawn()))
    assert len(points.split()) == 6
    for x, y in re.findall(r"([\d.]+),([\d.]+)", points):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height
