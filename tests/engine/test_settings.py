"""Settings are taken from pyproject.toml, and a wrong one is told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.book.settings import Search, Settings, Style, settings
from engine.book.tree import Tree
from tests.engine.judging import found


def tree(text: str, **more: str) -> Tree:
    files = {f"snippets/{name}.py": source for name, source in more.items()}
    return Tree(Path("nowhere"), {"pyproject.toml": text, **files})


def test_what_is_left_out_is_as_usual() -> None:
    assert settings(tree("[project]\n")) == Settings()
    assert settings(Tree(Path("nowhere"))) == Settings()


def test_what_is_set_is_taken() -> None:
    text = (
        '[tool.kit]\nwords = "own.txt"\nslow = ["pandas"]\n'
        "[tool.kit.style]\nlesson-words = [10, 20]\nquestion = false\navoid = []\n"
        '[tool.kit.search]\nsame = [["reset", "rewind"]]\nerrors = "help/told"\n'
        '[tool.kit.imports]\n"deep/*" = ["pandas", "polars"]\n'
        '[tool.kit.optional]\nmaps = ["cartopy", "folium"]\n'
        "[dependency-groups]\nmaps = []\n"
    )
    read = settings(tree(text))
    assert (read.words, read.slow) == ("own.txt", ("pandas",))
    assert read.heavy == {"pandas", "cartopy", "folium"}
    assert read.style == Style(lesson_words=(10, 20), question=False, avoid=())
    assert read.may_import("deep/down/x.py") == {"pandas", "polars"}
    assert read.may_import("x.py") == set()
    assert read.search == Search((("reset", "rewind"),), "help/told/")
    page = {"docs/help/told.md": "# Errors\n"}
    known = Tree(Path("nowhere"), {"pyproject.toml": text, **page})
    assert not found(known, "settings")


def test_a_page_about_errors_that_is_not_there_is_told_at_its_line() -> None:
    text = '[tool.kit.search]\nsame = []\nerrors = "help/told"\n'
    page = {"docs/help/error.md": "# Errors\n"}
    made = Tree(Path("nowhere"), {"pyproject.toml": text, **page})
    (fault,) = found(made, "settings")
    assert (fault.path, fault.line) == ("pyproject.toml", 3)
    assert fault.what == "'help/told/' isn't a page"
    assert fault.mend == "did you mean 'help/error/'?"


@pytest.mark.parametrize(
    ("text", "line", "says", "mend"),
    [
        ("[tool.kit]\nwrods = 1\n", 2, "unknown setting 'wrods'", "mean 'words'"),
        ("[tool.kit]\nwords = 1\n", 2, "`words` isn't text", "words.txt"),
        (
            "[dependency-groups]\nmaps = []\n[tool.kit.optional]\nmap = []\n",
            4,
            "there's no group 'map'",
            "mean 'maps'",
        ),
        (
            "[dependency-groups]\nmaps = []\n[tool.kit.optional]\nmaps = 1\n",
            4,
            "'maps' isn't a list of names",
            "pandas",
        ),
        ("[tool.kit]\noptional = 1\n", 2, "`optional` isn't a table", "[tool.kit.opti"),
        ("[tool.kit]\nslow = 1\n", 2, "`slow` isn't a list of names", "pandas"),
        ("[tool.kit.stile]\na = 1\n", 1, "unknown setting 'stile'", "mean 'style'"),
        (
            "[tool.kit.style]\n\nquestoin = true\n",
            3,
            "unknown setting 'questoin'",
            "did you mean 'question'?",
        ),
        (
            "[tool.kit.style]\nlesson-words = 400\n",
            2,
            "'lesson-words' is 400",
            "`lesson-words = [400, 1100]`",
        ),
        ("[tool.kit.style]\nlesson-words = [9, 1]\n", 2, "is [9, 1]", "the most"),
        ("[tool.kit.style]\nlesson-words = [true, 1]\n", 2, "is [True, 1]", "the most"),
        ("[tool.kit.style]\nkey-points = -1\n", 2, "is -1", "`key-points = 3`"),
        ("[tool.kit.style]\nkey-points = true\n", 2, "is True", "a whole number"),
        ("[tool.kit.style]\nquestion = 1\n", 2, "is 1", "`question = true`"),
        ('[tool.kit.style]\navoid = "x"\n', 2, "is 'x'", "a list of texts"),
        ('[tool.kit.imports]\n"a/*" = "x"\n', 2, "'a/*' isn't a list of", "pandas"),
        ("[tool.kit.search]\nsmae = []\n", 2, "setting 'smae'", "mean 'same'"),
        ('[tool.kit.search]\nsame = ["a"]\n', 2, "isn't a list of groups", "rewind"),
        ('[tool.kit.search]\nsame = [["a"]]\n', 2, "isn't a list of gr", "two words"),
        ("[tool.kit.search]\nerrors = 1\n", 2, "`errors` isn't text", "name a page"),
        ("[tool.kit]\nsearch = 1\n", 2, "`search` isn't a table", "[tool.kit.search]"),
        ("[tool.kit.style]\nwords-a-minute = [0, 0]\n", 2, "[0, 0]", "1 or more"),
        ("[tool.kit.style]\nwords-a-minute = [0, 9]\n", 2, "[0, 9]", "1 or more"),
        ("[tool.kit.style]\nlesson-words = [-1, 9]\n", 2, "[-1, 9]", "0 or more"),
        ("[tool.kit.style]\nmean-sentence = 0\n", 2, "is 0", "1 or more"),
        ("[tool.kit.style]\nlong-sentence = 0\n", 2, "is 0", "1 or more"),
        ("[tool.kit.style]\nsection-lines = 0\n", 2, "is 0", "1 or more"),
        ("[tool.kit.style]\nsection-columns = 0\n", 2, "is 0", "1 or more"),
        ("[tool.kit]\nwords = \n", 2, "not TOML", "fix the TOML"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(
    text: str, line: int, says: str, mend: str
) -> None:
    (fault,) = found(tree(text), "settings")
    assert (fault.path, fault.line) == ("pyproject.toml", line)
    assert says in fault.what
    assert mend in fault.mend
    assert settings(tree(text)) == Settings()


def test_a_part_may_import_what_its_setting_names() -> None:
    allowed = '[tool.kit.imports]\n"one.py" = ["pandas"]\n'
    files = {"one": "import pandas\n", "two": "import os\nimport pandas\n"}
    (fault,) = found(tree(allowed, **files), "rooms")
    assert (fault.path, fault.line) == ("snippets/two.py", 2)
    assert "[tool.kit.imports]" in fault.mend
