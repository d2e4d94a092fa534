"""Numbers of lessons that somebody typed are found where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.site.build import SiteError, judge
from tests.engine.judging import found as found_by

PAGE = """\
---
title: A page
description: It says what it says.
---
# A page

{}

```text
3 lessons
```
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "docs" / "part").mkdir(parents=True)
    (tmp_path / "snippets").mkdir()
    (tmp_path / "mkdocs.yml").write_text("nav: [part/page.md]\n")
    return tmp_path


def told(root: Path, words: str) -> list[str]:
    (root / "docs" / "part" / "page.md").write_text(PAGE.format(words))
    return [
        f"{each.path}:{each.line}: {each.what}" for each in found_by(root, "counts")
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "Eight short lessons",
        "4 lessons",
        "1 lesson",
        "two lessons",
        "lesson 3",
        "Lesson eleven",
    ],
)
def test_a_number_is_told_with_its_line(root: Path, typed: str) -> None:
    said = f"docs/part/page.md:7: typed by hand: {typed}"
    assert told(root, f"Take {typed}, and go.") == [said]


@pytest.mark.parametrize(
    "words",
    [
        "Short lessons, one after another",
        "one lesson that teaches",
        "the next lesson",
        'See <p data-size="a/lesson-3"></p>',
        "`4 lessons` is code",
        "lessons 2018 taught",
    ],
)
def test_words_without_a_count_stay(root: Path, words: str) -> None:
    assert told(root, words) == []


def test_a_site_with_one_is_not_built(root: Path) -> None:
    told(root, "There are 9 lessons.")
    with pytest.raises(SiteError) as raised:
        judge(root)
    assert "docs/part/page.md:7: typed by hand: 9 lessons" in str(raised.value)
