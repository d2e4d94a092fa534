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
