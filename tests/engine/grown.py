"""A site of sixty lessons in six parts, two levels deep, made up for the gates.

Each lesson has an exercise and a recorded stage, each part a measurement and a
notebook. Nothing of it stands on disk.
"""

from __future__ import annotations

import json
from pathlib import Path

from engine.book import lesson
from engine.book.tree import Tree
from engine.kit import beginning
from engine.kit.draft import Draft
from tests.engine.exercises import EVERY_OTHER

PARTS, GROUPS, LESSONS = 6, 2, 5
NAMES = ("north", "east", "south", "west", "upper", "lower")
SETTINGS = """\
site_name: A site
nav:
  - Start: index.md
markdown_extensions:
  - pymdownx.blocks.admonition:
      types: [note, key-points]
"""
INDEX = """\
---
title: A site
description: Where a reader of this site begins, and where its lessons are to be found.
---

# A site

Here you begin.
"""
SHOUT = [
    "def shout(words: str) -> str:",
    '    """Return the words in capitals, with a mark behind them."""',
    '    return words.upper() + "!"',
]
MORE = """\
```stage
--8<-- "{module}:twice"
```

```exercise
--8<-- "{task}"
```

```parsons
--8<-- "{task}:solution"
```

"""
TABLE = '```table\n--8<-- "{}"\n```\n\n'
NOTEBOOK = "# %%\nprint(1)\n"
CELLS = {"cells": [{"cell_type": "markdown", "source": ["# Words\n"]}]}
MEASURED = {
    "title": "Sizes",
    "platform": "A machine",
    "columns": ["name", "size"],
    "rows": [["one", 1], ["two", 2]],
}
TOP = "## Then take it away"


def files() -> dict[str, str]:
    """Return the texts of all files, by their paths."""
    draft = Draft(Path("nowhere"))
    draft.create("mkdocs.yml", SETTINGS)
    draft.create("docs/index.md", INDEX)
    draft.create("words.txt", "")
    for number in range(PARTS * GROUPS * LESSONS):
        part, rest = divmod(number, GROUPS * LESSONS)
        group, each = divmod(rest, LESSONS)
        folder = NAMES[part] + (f"/{NAMES[part]}inner" if group else "")
        name = f"{NAMES[part]}-{'inner-' if group else ''}{'abcde'[each]}"
        beginning.write(draft, folder, name, name.capitalize(), new=True)
        furnish(draft, f"{folder}/{name}.md", first=each == 0)
    return {path: draft.text(path) for path in draft.new}


def furnish(draft: Draft, page: str, *, first: bool) -> None:
    """Give a lesson what a lesson may have; the first of a part has more."""
    module = lesson.module(page)
    folder, _, last = module.rpartition("/")
    stem = last.removesuffix(".py")
    task = f"{folder}/exercises/{stem}_task.py"
    stage = f"snippets/{lesson.stage(module, 'twice')}"
    draft.create(f"snippets/{task}", EVERY_OTHER)
    code = [{"lines": ['shout(shout("hello"))']}, {"lines": SHOUT}]
    draft.create(stage, json.dumps({"v": 1, "code": code}, indent=1))
    more = MORE.format(module=module, task=task)
    if first:
        measured = lesson.recording(module, "sizes.json")
        draft.create(f"snippets/{measured}", json.dumps(MEASURED, indent=1))
        more += TABLE.format(measured)
        draft.create(f"snippets/{folder}/{stem}_notebook.py", NOTEBOOK)
        notebook = lesson.page(f"{folder}/{stem}_notebook.py")
        draft.create(f"docs/{notebook}", json.dumps(CELLS, indent=1))
    path = f"docs/{page}"
    text = draft.text(path).replace(TOP, f"{more}{TOP}")
    draft.write(path, text.replace("needs: []", "needs: [index]"))


def site() -> Tree:
    """Return the site, as a tree that no disk has."""
    return Tree(Path("nowhere"), files())
