"""What a page lets be drawn of other lessons is judged where it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.engine.judging import found

HEAD = "---\ntitle: T\ndescription: D\n---\n\n"
LESSON = "---\ntitle: T\ndescription: D\nquestion: Why?\n---\n\nWords.\n"


def tree(root: Path, body: str) -> Path:
    """Write a site with a lesson in a part, and a first page with this body."""
    for name, text in {
        "mkdocs.yml": "nav: [index.md, part/deep/one.md, part/plain.md]\n",
        "docs/index.md": HEAD + body,
        "docs/part/deep/one.md": LESSON,
        "docs/part/plain.md": HEAD + "Words.\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


@pytest.mark.parametrize(
    "body",
    [
        '<p data-lessons="part"></p>',
        '<p class="x" data-lessons="part/deep"></p>',
        'There are <span data-size="part/deep/one part/"></span> here.',
        '- <span data-size="part" class="x"></span>',
    ],
)
def test_pages_and_folders_with_lessons_are_known(tmp_path: Path, body: str) -> None:
    assert found(tree(tmp_path, body), "drawn") == []


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        ('Words.\n\n<p data-lessons="pat"></p>', 8, "'pat' is neither a lesson"),
        ('<p class="x" data-lessons="part gone"></p>', 6, "'gone' is neither a lesson"),
        ('<p data-lessons="part/plain"></p>', 6, "'part/plain' is neither a lesson"),
        ('<p data-size="gone"></p>\n\n<p data-size="gone"></p>', 8, "'gone'"),
        ('<p data-lessons="part">three</p>', 6, "nothing is drawn in this <p>"),
        ('Words <b data-size="part"></b>.', 6, "nothing is drawn in this <b>"),
    ],
)
def test_what_cannot_be_drawn_is_told_at_its_line(
    tmp_path: Path, body: str, line: int, what: str
) -> None:
    faults = found(tree(tmp_path, body), "drawn")
    assert (faults[-1].path, faults[-1].line) == ("docs/index.md", line)
    assert what in faults[-1].what
