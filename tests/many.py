"""A site of many pages about nothing, which says what becomes of a site that grows.

Its lessons stand in parts, two levels deep. Their words are made up by a generator
with a seed, some frequent and most rare, as in texts that people write.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
PARTS, GROUPS, LESSONS = 6, 2, 5
WORDS, SENTENCES = 4000, 90

PAGE = """\
---
title: {title}
description: A page about {title}.
question: What is {title}?
minutes: {{read: 6, do: 3}}
---
# {title}

{text}
"""
START = """\
---
title: Start
description: The first page of many.
---
# Start

<p data-lessons="part-1/group-1 part-2/group-2"></p>
<p data-size="part-1 part-2/group-2"></p>
"""


def vocabulary(dice: random.Random) -> list[str]:
    """Return words of two to five syllables, the frequent ones first."""
    syllables = [a + b for a in "bdfgklmnprst" for b in ("a", "e", "i", "o", "un")]
    return [
        "".join(dice.choices(syllables, k=dice.choice((2, 2, 3, 3, 4, 5))))
        for _ in range(WORDS)
    ]


def write(root: Path) -> list[str]:
    """Write the site into an empty folder; return its lessons' paths, in order."""
    dice = random.Random(9)
    words = vocabulary(dice)
    weights = [1 / rank for rank in range(3, WORDS + 3)]
    nav = ["nav:", "  - Start: index.md"]
    paths = []

    def sentence(length: int) -> str:
        return " ".join(dice.choices(words, weights, k=length)).capitalize()

    for part in range(1, PARTS + 1):
        nav.append(f"  - {sentence(3)} {part}:")
        for group in range(1, GROUPS + 1):
            nav.append(f"    - {sentence(2)}:")
            for _ in range(LESSONS):
                title = " ".join(dice.choices(words[40:], k=4)).capitalize()
                path = f"part-{part}/group-{group}/{title.lower().replace(' ', '-')}.md"
                lines = [
                    f"## {sentence(3)}\n" if number % 12 == 0 else f"{sentence(11)}.\n"
                    for number in range(SENTENCES)
                ]
                file = root / "docs" / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(PAGE.format(title=title, text="\n".join(lines)))
                nav.append(f"      - {path}")
                paths.append(path)
    (root / "docs" / "index.md").write_text(START)
    (root / "snippets").mkdir()
    (root / "engine").symlink_to(ROOT / "engine")
    (root / "mkdocs.yml").write_text(settings("\n".join(nav)))
    return paths


def settings(nav: str) -> str:
    """Return our own mkdocs.yml with another nav, less notebooks and redirects."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    text = re.sub(r"^nav:\n(?:[ #].*\n|\n)*", f"{nav}\n\n", text, flags=re.MULTILINE)
    text = re.sub(r"^  - mkdocs-jupyter:\n(?: {6}.*\n)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^watch:.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"^  redirects:\n(?: {4}.*\n)*", "", text, flags=re.MULTILINE)
    return re.sub(r"^site_url:.*$", "site_url: ''", text, flags=re.MULTILINE)
