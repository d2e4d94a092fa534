"""The pages of a built site, held in memory while what finishes it rewrites them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

Pages = dict[Path, str]


@contextmanager
def pages(site: Path) -> Iterator[Pages]:
    """Yield the HTML of all pages by their files; write each once, in the end."""
    held = {
        file: file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))
    }
    yield held
    for file, html in held.items():
        file.write_text(html, encoding="utf-8")
