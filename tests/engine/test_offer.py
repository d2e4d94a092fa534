"""What a site says of its Python: what a browser can run, which page explains what."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.site import offer

HEAD = "---\ntitle: {title}\ndescription: D\nexplains:\n{errors}---\n\nWords.\n"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for folder in ("docs", "snippets"):
        (tmp_path / folder).mkdir()
    (tmp_path / "mkdocs.yml").write_text("nav: [index.md, two.md]\n")
    for name, title, errors in [
        ("index", "One", ["TypeError", "StopIteration"]),
        ("two", "Two", ["TypeError: '*' object"]),
    ]:
        lines = "".join(f'  - "{each}"\n' for each in errors)
        text = HEAD.format(title=title, errors=lines)
        (tmp_path / "docs" / f"{name}.md").write_text(text)
    for name, text in [
        ("plain.py", '"""P."""\n'),
        ("heavy.py", '"""H."""\nimport numpy\n'),
        ("user.py", '"""U."""\nfrom snippets.plain import x\nimport itertools\n'),
    ]:
        (tmp_path / "snippets" / name).write_text(text)
    return tmp_path


def test_a_module_comes_with_those_of_ours_that_it_imports(tree: Path) -> None:
    assert offer.modules(tree)["user.py"] == ["user.py", "plain.py"]


@pytest.mark.parametrize(
    "source",
    [
        '"""U.\n\n>>> from snippets.plain import x\n"""\n',
        '"""U."""\nfrom snippets import plain\n',
        '"""U."""\nimport snippets.plain as p\n',
        '"""U.\n\n>>> from snippets import plain\n"""\n',
    ],
)
def test_a_module_comes_with_those_that_its_session_imports(
    tree: Path, source: str
) -> None:
    (tree / "snippets/user.py").write_text(source)
    assert offer.modules(tree)["user.py"] == ["user.py", "plain.py"]


def test_a_module_comes_with_those_that_it_takes_from_a_part(tree: Path) -> None:
    (tree / "snippets/part").mkdir()
    (tree / "snippets/part/deep.py").write_text("from snippets import plain\n")
    (tree / "snippets/user.py").write_text("from snippets.part import deep\n")
    names = ["user.py", "part/deep.py", "plain.py"]
    assert offer.modules(tree)["user.py"] == names


def test_a_module_that_needs_more_than_the_library_is_not_offered(tree: Path) -> None:
    assert sorted(offer.modules(tree)) == ["plain.py", "user.py"]


def test_an_error_leads_to_the_page_that_explains_it_most_exactly(tree: Path) -> None:
    found = [
        (each["error"], each["page"], each["title"]) for each in offer.errors(tree)
    ]
    assert found == [
        ("TypeError: '*' object", "two/", "Two"),
        ("StopIteration", "", "One"),
        ("TypeError", "", "One"),
    ]


SESSION = '''"""P.

>>> # --8<-- [start:few]
>>> next(3)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'int' object is not
an iterator
>>> # --8<-- [end:few]
"""
'''
ABOUT = """---
title: Errors
description: D
explains:
  - "TypeError: '*' object"
  - "TypeError: 'cup' object"
  - "TypeError: 'int' object is not an iterator"
  - "KeyError"
---

# Errors

## Asked

```pycon
--8<-- "plain.py:few"
```

## Looped

`TypeError: 'cup' object` and more.

## Another `cup`

`TypeError: 'jar' object`, or `TypeError: 'cup' object` again.
"""


def test_an_error_leads_to_its_place_on_the_page_about_errors_first(tree: Path) -> None:
    (tree / "snippets" / "plain.py").write_text(SESSION)
    (tree / "docs" / "told.md").write_text(ABOUT)
    setting = '[tool.kit.search]\nerrors = "told"\n'
    (tree / "pyproject.toml").write_text(setting)
    found = [(each["error"], each["page"]) for each in offer.errors(tree)]
    assert found == [
        ("TypeError: 'int' object is not an iterator", "told/#asked"),
        ("TypeError: 'cup' object", "told/#looped"),
        # what may be many has the first place that no other error has
        ("TypeError: '*' object", "told/#another-cup"),
        ("TypeError: '*' object", "two/"),
        ("StopIteration", ""),
        ("TypeError", ""),
        ("KeyError", "told/"),
    ]
    (tree / "pyproject.toml").write_text("")
    assert {each["page"] for each in offer.errors(tree)} == {"told/", "two/", ""}


def test_a_site_without_a_runtime_offers_nothing(tmp_path: Path) -> None:
    assert offer.add(tmp_path, tmp_path / "site", "static/modules-1/", {}) is None
    assert offer.described(tmp_path) is None
    assert not (tmp_path / "site").exists()


def test_a_session_needs_nothing_of_what_judges_exercises(tmp_path: Path) -> None:
    engine = offer.texts(Path(__file__).parents[2])
    assert all(path in engine for path in offer.JUDGE)
    for path in set(engine) - set(offer.JUDGE):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(engine[path], encoding="utf-8")
    program = (
        "from pathlib import Path\n"
        "from engine.live.session import Session\n"
        "live = Session(Path(), lambda _: None)\n"
        "print(live.code('', [], '6 * 7')['printed'], end='')\n"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("42\n", "")
