"""A page is woven from sections; one that types its Python is refused by line."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import markdown
import pytest

from engine.blocks import code
from engine.blocks.drawers import DRAWERS
from engine.blocks.extension import WeaveError
from engine.book import kinds, text
from engine.gates.rules import page_faults
from tests.engine.judging import found

MODULE = '''"""One.

>>> # --8<-- [start:run]
>>> for n in count():
...     n
1
>>> # --8<-- [end:run]
"""

from collections.abc import Iterator


# --8<-- [start:count]
def count() -> Iterator[int]:
    yield 1
# --8<-- [end:count]
'''
HEAD = "---\ntitle: T\ndescription: D\n---\n"


@pytest.fixture
def convert(tmp_path: Path) -> Callable[..., str]:
    for folder in ("docs", "snippets"):
        (tmp_path / folder).mkdir()
    (tmp_path / "snippets" / "one.py").write_text(MODULE)
    (tmp_path / "mkdocs.yml").write_text("nav: [one.md]\n")

    def run(body: str, **settings: str | None) -> str:
        body = textwrap.dedent(body).strip()
        (tmp_path / "docs" / "one.md").write_text(HEAD + body + "\n")
        at = {"root": str(tmp_path), "page": "one.md", "judge": page_faults}
        extension = {"engine.blocks": {**at, **settings}}
        html: str = markdown.markdown(
            body, extensions=["engine.blocks"], extension_configs=extension
        )
        return html

    return run


SESSION = """
    ```pycon
    --8<-- "one.py:run"
    ```
"""


def test_a_block_knows_where_its_lines_come_from(convert: Callable[..., str]) -> None:
    html = convert(SESSION)
    assert 'data-source="snippets/one.py" data-lines="4-6" data-section="run"' in html
    assert 'href="../snippets/one.py"' in html
    assert "All of one.py" in html


def test_a_page_leads_to_a_file_once(convert: Callable[..., str]) -> None:
    html = convert(SESSION + SESSION)
    assert html.count('data-source="snippets/one.py"') == 2
    assert html.count('href="../snippets/one.py"') == 1


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('--8<-- "more.txt"', "Some words."),
        ('--8<-- "more.txt:some"', "Some words."),
        (';--8<-- "nowhere.txt"', "nowhere.txt"),
    ],
)
def test_a_fence_for_text_shows_a_file_or_a_part_of_it(
    convert: Callable[..., str], tmp_path: Path, line: str, shown: str
) -> None:
    marked = "# --8<-- [start:some]\nSome words.\n# --8<-- [end:some]\n"
    (tmp_path / "snippets/more.txt").write_text(marked)
    assert shown in convert(f"```text\n{line}\n```")


def test_with_a_repository_the_link_goes_to_its_file(
    convert: Callable[..., str],
) -> None:
    html = convert(SESSION, repository="https://example.org/r/")
    assert 'href="https://example.org/r/blob/main/snippets/one.py"' in html


def test_an_empty_repository_is_none(convert: Callable[..., str]) -> None:
    assert 'href="../snippets/one.py"' in convert(SESSION, repository=None)


def test_copying_a_session_gives_its_input_ready_to_paste(
    convert: Callable[..., str],
) -> None:
    assert 'data-copy="for n in count():\n    n\n\n"' in convert(SESSION)


def test_copying_code_brings_the_imports_it_needs(convert: Callable[..., str]) -> None:
    html = convert('```python\n--8<-- "one.py:count"\n```')
    assert 'data-copy="from collections.abc import Iterator\n\ndef count()' in html


@pytest.mark.parametrize("odd", ["\f", "\u2028"])
def test_a_line_is_one_that_python_counts(
    odd: str, convert: Callable[..., str], tmp_path: Path
) -> None:
    text = MODULE.replace("yield 1", f"yield 'a{odd}b'").replace(
        "...     n", f"...     n or 'a{odd}b'"
    )
    (tmp_path / "snippets" / "one.py").write_text(text)
    assert f"def count() -&gt; Iterator[int]:\n    yield 'a{odd}b'" in convert(
        '```python\n--8<-- "one.py:count"\n```'
    ).replace("&#39;", "'").replace("&#x27;", "'")
    html = convert(SESSION).replace("&#39;", "'").replace("&#x27;", "'")
    assert f"data-copy=\"for n in count():\n    n or 'a{odd}b'\n\n\"" in html
    assert html.count('class="line in"') == 2
    assert html.count('class="line out"') == 1


def test_yield_has_a_token_of_its_own(convert: Callable[..., str]) -> None:
    assert 'k-Yield">yield<' in convert('```python\n--8<-- "one.py:count"\n```')


def test_inputs_and_outputs_are_told_apart(convert: Callable[..., str]) -> None:
    html = convert(SESSION)
    assert html.count('class="line in"') == 2
    assert html.count('class="line out"') == 1


@pytest.mark.parametrize(
    "nested",
    [
        '1. In a list:\n\n    ```pycon\n    --8<-- "one.py:run"\n    ```\n',
        '   ```pycon\n   --8<-- "one.py:run"\n   ```\n',
        '~~~~pycon\n--8<-- "one.py:run"\n~~~~\n',
    ],
)
def test_a_fence_is_woven_wherever_it_stands(
    convert: Callable[..., str], nested: str
) -> None:
    assert 'data-section="run"' in convert(nested)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ('> Words.\n>\n> ```python\n> --8<-- "one.py:count"\n> ```', 7),
        ('> - a\n>\n>     ```pycon\n>     --8<-- "one.py:run"\n>     ```', 7),
        ('- ```python\n  --8<-- "one.py:count"\n  ```', 5),
        ("1. ```text\n   words\n   ```", 5),
        ("- a\n- ```console\n  $ x\n  ```", 6),
        ("- > ```text\n  > words\n  > ```", 5),
    ],
)
def test_a_fence_that_is_not_drawn_where_it_stands_is_refused(
    convert: Callable[..., str], body: str, line: int
) -> None:
    with pytest.raises(WeaveError) as error:
        convert(body)
    (told,) = str(error.value.message).strip().splitlines()
    assert told.startswith(f"docs/one.md:{line}: a fence ")
    assert "isn't drawn" in told


def test_a_fence_of_words_is_drawn_in_a_quotation(convert: Callable[..., str]) -> None:
    html = convert("> - a\n>\n>     ```text\n>     words\n>     ```")
    assert "words\n</code></pre>" in html


@pytest.mark.parametrize(
    ("body", "line", "word"),
    [
        ("```python\nprint(1)\n```", 6, "typed by hand: print(1)"),
        ("````py\nprint(1)\n````", 5, "labelled 'py'"),
        ("~~~pycon\n>>> 1\n~~~", 6, "typed by hand: >>> 1"),
        ("```\n>>> 1\n```", 6, "typed by hand"),
        ("```text\nimport os\n```", 6, "typed by hand"),
        ("```text\ndef f():\n    yield 1\n\n...\n```", 6, "typed by hand: def f():"),
        ("```text\nThis:\nfor n in f():\n    n\n```", 7, "typed by hand: for n"),
        ("```text\nf makes:\n\nprint(1)\n```", 8, "typed by hand: print(1)"),
        ("```text\nTraceback (most recent call last):\n...\n```", 6, "typed by hand"),
        ("```console\n$ make\nTypeError: 9 times\n```", 7, "typed by hand"),
        ("```console\n$ x\n\ndef f():\n    yield\n\nf()\n```", 8, "typed by hand"),
        ("```yaml\nwith open(x) as f:\n  print(f)\n```", 6, "typed by hand: with"),
        ("> ```markdown\n> Words\n> class A:\n>     b = 1\n> ```", 7, "typed by"),
        ("- a\n\n    ```json\n    @f\n    def f():\n        1\n    ```", 8, "typed"),
        ("Words\n\n    >>> 1\n    1", 7, "typed by hand: >>> 1"),
        ("Words\n\n    print(1)", 7, "typed by hand: print(1)"),
        ("Words\n\n\tx = 3\n\tprint(x)", 7, "typed by hand: x = 3"),
        ("Words\n\n  \tx = 3", 7, "typed by hand: x = 3"),
        ("> Words\n>\n>     x = 3", 7, "typed by hand: x = 3"),
        ("> ```python\n> x = 1\n> ```", 6, "typed by hand: x = 1"),
        ('```python hl_lines="1"\n--8<-- "one.py:count"\n```', 5, "hl_lines"),
        ('``` {.python linenums="1"}\n--8<-- "one.py:count"\n```', 5, "linenums"),
        ('```python\n--8<-- "one.py:cuont"\n```', 6, "no section 'cuont'"),
        ('```python\n--8<-- "one.py:Count"\n```', 6, "'count' written as 'Count'"),
        ('```python\n--8<-- "oen.py:count"\n```', 6, "no file snippets/oen.py"),
        ('```python\n--8<-- "one.py"\n```', 6, "without a section"),
        ('```text\n--8<-- "nowhere.txt"\n```', 6, "no file snippets/nowhere.txt"),
        ('```text\n\n--8<-- "one.py:nowhere"\n```', 7, "no section 'nowhere' in"),
        ('```text\n--8<-- "one.py:1:3"\n```', 6, "no section '1:3' in snippets/one"),
        ("```text\n--8<--\none.py\n--8<--\n```", 6, "not an include: --8<--"),
        ('```text\n--8<-- "a"b.txt"\n```', 6, 'not an include: --8<-- "a"b.txt"'),
        ('```text\n--8<-- "../mkdocs.yml"\n```', 6, "no path below snippets/"),
        ('```python\n--8<-- "../one.py:x"\n```', 6, "no path below snippets/"),
        ('```text\n--8<-- "/etc/hostname"\n```', 6, "no path below snippets/"),
        ('```pycon\n--8<-- "one.py:count"\n```', 6, "in a fence labelled 'pycon'"),
        ('```python\n--8<-- "one.py:run"\n```', 6, "in a fence labelled 'python'"),
        ('```python\n--8<-- "one.py:count"\nx = 1\n```', 7, "typed by hand: x = 1"),
        ("<pre>x = 1</pre>", 5, "raw <pre>"),
        (
            '<!-- a\n\n```python\n--8<-- "one.py:count"\n```\n\n-->',
            7,
            "a fence inside a comment",
        ),
        ('--8<-- "one.py:count"', 5, "an include outside a fence"),
        ('```python\n--8<-- "one.py:count"', 5, "never closed"),
        ("```python\n```", 5, "an empty fence"),
        ('Words:\n```python\n--8<-- "one.py:count"\n```', 5, "touches a fence"),
        ('```python\n--8<-- "one.py:count"\n```\nWords', 8, "touches a fence"),
        ('```chart\n--8<-- "recorded/x.json"\n```', 6, "no recording"),
    ],
)
def test_a_page_with_untested_python_is_refused(
    convert: Callable[..., str], body: str, line: int, word: str
) -> None:
    with pytest.raises(WeaveError) as error:
        convert(body)
    message = str(error.value.message)
    assert f"docs/one.md:{line}: " in message
    assert word in message
    assert " — " in message


def test_each_kind_of_fence_that_is_woven_has_its_drawer() -> None:
    assert DRAWERS.keys() == kinds.WOVEN


def test_a_block_that_cannot_be_drawn_stops_the_page(
    convert: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    empty: dict[str, str] = {}
    monkeypatch.setitem(DRAWERS, kinds.SESSION, lambda *_: empty["nothing"])
    with pytest.raises(Exception, match=r"cannot draw one\.py: KeyError\('nothing'\)"):
        convert(SESSION)


@pytest.mark.parametrize(
    ("text", "label", "said"),
    [
        ('{\n "title": broken', "table", "snippets/recorded/x.json:2: not JSON"),
        ('{"title": "T"}', "table", "snippets/recorded/x.json: platform is missing"),
        (
            '{"title": "T", "platform": "P", "columns": ["a"], "rows": [[1]]}',
            "chart",
            "snippets/recorded/x.json: chart is missing",
        ),
    ],
)
def test_a_recording_that_cannot_be_drawn_is_refused(
    convert: Callable[..., str], tmp_path: Path, text: str, label: str, said: str
) -> None:
    file = tmp_path / "snippets" / "recorded" / "x.json"
    file.parent.mkdir()
    file.write_text(text)
    with pytest.raises(WeaveError) as error:
        convert(f'```{label}\n--8<-- "recorded/x.json"\n```')
    assert said in str(error.value.message)


def test_a_fence_in_which_another_begins_was_never_closed(
    convert: Callable[..., str],
) -> None:
    broken = '```python\n--8<-- "one.py:count"\n\n/// note\n\n'
    with pytest.raises(WeaveError) as error:
        convert(broken + textwrap.dedent(SESSION))
    assert str(error.value.message).strip() == (
        "docs/one.md:5: a fence that is never closed — close it"
    )


def test_a_wrong_section_name_gets_the_nearest_right_one(
    convert: Callable[..., str],
) -> None:
    with pytest.raises(WeaveError, match="did you mean 'count'"):
        convert('```python\n--8<-- "one.py:cuont"\n```')


@pytest.mark.parametrize(
    "fence",
    [
        "console\n$ make serve\n\nwith = 3 (or so)\nfor all: see Error: none",
        'toml\n[tool]\nx = 1\ny = ["a"]',
        "yaml\na: f(x)\n- g(y)\nwith:\n  x: 1\nfor example: this",
        'json\n{"a": [1]}',
        "css\na:hover { color: rgb(1, 2, 3) }",
        "make\nX = 1\nall: it\n\techo $(X)",
        "text\nfor each of these:\n  TypeError is its name",
        "markdown\n# A class\n\n    of: words",
    ],
)
def test_a_fence_may_show_other_things_than_python(
    convert: Callable[..., str], fence: str
) -> None:
    assert "<code" in convert(f"```{fence}\n```")


def test_a_section_for_a_newer_python_shows_its_badge(
    convert: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "snippets" / "one.py"
    file.write_text(MODULE.replace("[start:run]", "[start:run] needs 3.12"))
    assert '<span class="badge">Python 3.12+</span>' in convert(SESSION)


def test_only_the_imported_names_that_are_used_are_copied() -> None:
    module = "from itertools import count, islice\nimport math\n"
    copied = code.copied(["x = islice(y, 2)"], module)
    assert copied == "from itertools import islice\n\nx = islice(y, 2)\n"


def test_backticks_in_a_line_of_words_open_no_fence() -> None:
    assert text.read("```one``` word\ntext").fences == ()


class TestFrontMatter:
    @pytest.fixture
    def judged(self, tmp_path: Path) -> Callable[[str], list[str]]:
        for folder in ("docs", "snippets"):
            (tmp_path / folder).mkdir()
        (tmp_path / "snippets" / "one.py").write_text(MODULE.replace("1\n>>>", ERROR))
        (tmp_path / "mkdocs.yml").write_text("nav: [one.md]\n")

        def judge(more: str) -> list[str]:
            head = HEAD.removesuffix("---\n") + more + "---\n"
            body = textwrap.dedent(SESSION).strip()
            (tmp_path / "docs" / "one.md").write_text(f"{head}A StopIteration.\n{body}")
            return [str(f) for f in found(tmp_path, "front_matter")]

        return judge

    def test_names_errors_that_the_page_shows(
        self, judged: Callable[[str], list[str]]
    ) -> None:
        kept = 'explains:\n  - "StopIteration"\n  - "TypeError: \'*\' is not it"\n'
        assert judged(kept) == []

    def test_with_an_error_that_is_not_shown_is_refused(
        self, judged: Callable[[str], list[str]]
    ) -> None:
        assert judged('explains:\n  - "StopIteration"\n  - "KeyError"\n') == [
            "docs/one.md:6: 'KeyError' isn't on this page — show it on this page, or "
            "take it out of `explains`"
        ]

    def test_names_an_error_whose_message_is_broken_at_a_space(
        self, judged: Callable[[str], list[str]], tmp_path: Path
    ) -> None:
        file = tmp_path / "snippets" / "one.py"
        file.write_text(file.read_text().replace("is not it", "is\nnot it"))
        assert judged("explains:\n  - \"TypeError: '*' is not it\"\n") == []
        (fault,) = judged('explains:\n  - "TypeError: *not it"\n')
        assert "isn't on this page" in fault

    def test_whose_errors_are_no_list_is_refused(
        self, judged: Callable[[str], list[str]]
    ) -> None:
        assert judged("explains: StopIteration\n") == [
            "docs/one.md:4: `explains` isn't a list of texts — start each error with "
            "`- `, in quotes where it has a colon"
        ]

    @pytest.mark.parametrize(
        ("line", "key"),
        [
            ("title: 2025-01-01", "title"),
            ("title: 404", "title"),
            ("description: [words]", "description"),
            ("question: {Why: not}", "question"),
            ("question:", "question"),
            ("notebook: 3", "notebook"),
            ("template: [x]", "template"),
        ],
    )
    def test_whose_words_yaml_reads_as_something_else_is_refused(
        self, judged: Callable[[str], list[str]], tmp_path: Path, line: str, key: str
    ) -> None:
        judged("")
        head = [each for each in HEAD.split("\n")[1:3] if not each.startswith(key)]
        text = "\n".join(["---", *head, line, "---", "", "# T", ""])
        (tmp_path / "docs/one.md").write_text(text)
        assert [str(each) for each in found(tmp_path, "front_matter")] == [
            f"docs/one.md:{2 + len(head)}: `{key}` isn't text — put it in quotes"
        ]

    def test_with_an_error_that_yaml_takes_apart_is_refused(
        self, judged: Callable[[str], list[str]]
    ) -> None:
        told = judged('explains:\n  - "StopIteration"\n  - TypeError: is not it\n')
        assert told == [
            "docs/one.md:6: `explains` isn't a list of texts — start each error with "
            "`- `, in quotes where it has a colon"
        ]

    def test_with_a_key_that_is_nearly_one_is_refused(
        self, judged: Callable[[str], list[str]]
    ) -> None:
        assert judged("explain:\n  - StopIteration\nhide: [toc]\n") == [
            "docs/one.md:4: an unknown 'explain' — did you mean 'explains'?"
        ]

    @pytest.mark.parametrize("boost", ["half", "0", "-1", "true"])
    def test_with_a_boost_that_is_no_number_above_nothing_is_refused(
        self, boost: str, judged: Callable[[str], list[str]]
    ) -> None:
        assert judged("search: {boost: 0.5}\n") == []
        (told,) = judged(f"search: {{boost: {boost}}}\n")
        assert told.startswith("docs/one.md:4: a boost of ")

    def test_of_a_page_whose_module_is_no_python_leaves_that_to_it(
        self, judged: Callable[[str], list[str]], tmp_path: Path
    ) -> None:
        file = tmp_path / "snippets" / "one.py"
        file.write_text(file.read_text() + "def (\n")
        assert judged('explains:\n  - "StopIteration"\n') == []

    def test_with_a_notebook_that_is_not_there_is_refused(
        self, judged: Callable[[str], list[str]]
    ) -> None:
        assert judged("notebook: nowhere\n") == [
            "docs/one.md:4: no notebook docs/nowhere.ipynb — run `make record`, or "
            "name one that exists"
        ]


ERROR = """Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'x' is not it
>>>"""


def test_a_browser_that_translates_leaves_code_alone(
    convert: Callable[..., str],
) -> None:
    html = convert("Then `next(g)`.\n\n" + SESSION)
    assert '<code translate="no">next(g)</code>' in html
    assert '<div class="highlight" translate="no"' in html
