"""A small site on nothing in particular, for the tests of the kit to change."""

from __future__ import annotations

import subprocess
from pathlib import Path

from engine.kit import beginning
from engine.kit.draft import Draft
from tests.engine.exercises import EVERY_OTHER

SETTINGS = """\
site_name: A site

nav:
  - Start: index.md  # the way in
  # what comes first
  - First part:
      - Before: first/before.md
      - Inner:
          - Deep: first/inner/deep.md
  - Second part:
      - "After: all": second/after.md

extra:
  # addresses that were
  redirects:
    oldest.md: first/before.md

markdown_extensions:
  - pymdownx.blocks.admonition:
      types: [note, {name: key-points}]
"""
PROJECT = """\
[tool.ruff.lint]
select = ["E", "F", "I"]

[tool.ruff.lint.per-file-ignores]
"snippets/**/exercises/*" = ["F811"]
"snippets/first/before.py" = ["E501"]
"""
TASKS = """\
## Let them predict

```exercise
--8<-- "first/exercises/every_other.py"
```

```parsons
--8<-- "first/exercises/every_other.py:solution"
```
"""
INDEX = """\
---
title: A site
description: Where a reader of this site begins, and where its lessons are to be found.
---

# A site

[Before](first/before.md) and [deep](first/inner/deep.md#say-one-thing).

`[not a link](first/before.md)` stays, and so does this:

```text
[not a link](first/before.md)
```

<p data-lessons="first/before first/inner"></p>

[again]: first/before.md "A title"
"""


def site(root: Path) -> Path:
    """Make the site at `root`, in a git repository of one commit."""
    draft = Draft(root)
    for path, text in {
        "mkdocs.yml": SETTINGS,
        "docs/index.md": INDEX,
        "README.md": "# A site\n\nSee [before](docs/first/before.md).\n",
        "words.txt": "colour\n",
        "snippets/first/exercises/every_other.py": EVERY_OTHER,
        "pyproject.toml": PROJECT,
    }.items():
        draft.create(path, text)
    for part, name in (
        ("first", "before"),
        ("first/inner", "deep"),
        ("second", "after"),
    ):
        before = draft.text("mkdocs.yml")
        beginning.write(draft, part, name, name.capitalize(), new=True)
        draft.write("mkdocs.yml", before)
    page = draft.text("docs/first/before.md")
    draft.write("docs/first/before.md", page.replace("## Let them predict\n", TASKS))
    page = draft.text("docs/first/inner/deep.md")
    draft.write(
        "docs/first/inner/deep.md",
        page.replace("needs: []", "needs: [before]").replace(
            "## Say one thing",
            "It follows [before](../before.md#let-them-predict).\n\n"
            '```python\n--8<-- "first/before.py:shout"\n```\n\n## Say one thing',
        ),
    )
    test = draft.text("tests/lessons/first/inner/test_deep.py")
    draft.write(
        "tests/lessons/first/inner/test_deep.py",
        "from pathlib import Path\n\nfrom snippets.first import before\n"
        "from snippets.first.before import shout as loud\n"
        + test.partition("\n\n")[2].replace(
            '== "!"',
            '== "!" == before.shout("") == loud("")\n\n\n'
            "def test_the_page_is_there():\n"
            "    root = Path(__file__).parents[4]\n"
            '    assert (root / "docs/first/before.md").is_file()\n'
            '    assert (root / "snippets" / "first" / "before.py").is_file()\n'
            '    assert "first/before" in str(root / "docs/first/before.md")',
        ),
    )
    draft.apply()
    commit(root)
    return root


def commit(root: Path) -> None:
    """Commit all that is there."""
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for words in (["init", "-q"], ["add", "-A"], [*who, "commit", "-qm", "A site"]):
        subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def everything(root: Path) -> dict[str, bytes]:
    """Return all files of a tree, but for git's."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file() and not {".git", ".ruff_cache"} & set(file.parts)
    }
