"""What the browser keeps: others lead to this page by its title."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_who_found_a_weakness_is_told_what_counts_on_this_page() -> None:
    page = (ROOT / "docs" / "about" / "your-browser.md").read_text(encoding="utf-8")
    title = re.search(r"^title: (.+)$", page, re.MULTILINE)
    assert title
    assert f"*{title[1]}*" in (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_a_fork_tells_its_readers_the_same() -> None:
    ours = ROOT / "docs" / "about" / "your-browser.md"
    theirs = ROOT / "engine" / "kit" / "blank" / "docs" / "about" / "your-browser.md"
    texts = [
        each.read_text(encoding="utf-8").split("---", 2)[2] for each in (ours, theirs)
    ]
    assert texts[0] == texts[1]
