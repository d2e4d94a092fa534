"""What the page *Error messages* says beyond its transcripts: words that changed.

Each wording is raised in each Python that is here, and in that of readers' browsers.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import AsyncGenerator, Coroutine, Generator
from contextlib import aclosing
from pathlib import Path
from typing import Any

import pytest

from engine.book.explained import sought
from engine.book.page import Page
from engine.book.tree import Tree
from engine.live.transcript import session
from engine.record.pyodide import Pyodide
from engine.site import offer, search
from engine.site.build import Builder
from snippets.tutorial.first_generator import countdown
from tests import searching
from tests.interpreters import interpreters
from tests.once import Once

ROOT = Path(__file__).parents[3]
TREE = Tree(ROOT)
PATH, MODULE = "docs/reference/errors.md", "snippets/reference/errors.py"
RAISING = "tests.lessons.reference.raising"

ADDRESS = "reference/errors/"

Version = tuple[int, int]
# code that is wrong, and what it says from which version on
CHANGED: dict[str, dict[Version, str]] = {
    "2 in len": {
        (3, 11): "TypeError: argument of type 'builtin_function_or_method' is not "
        "iterable",
        (3, 14): "TypeError: argument of type 'builtin_function_or_method' is not a "
        "container or iterable",
    },
    "first, second = [3, 2, 1]": {
        (3, 11): "ValueError: too many values to unpack (expected 2)",
        (3, 14): "ValueError: too many values to unpack (expected 2, got 3)",
    },
    "first, second = (3, 2, 1)": {
        (3, 11): "ValueError: too many values to unpack (expected 2)",
        (3, 14): "ValueError: too many values to unpack (expected 2, got 3)",
    },
    "first, second = (n for n in [3, 2, 1])": {
        (3, 11): "ValueError: too many values to unpack (expected 2)",
    },
    "max(n for n in [])": {
        (3, 11): "ValueError: max() arg is an empty sequence",
        (3, 12): "ValueError: max() iterable argument is empty",
    },
    "min(n for n in [])": {
        (3, 11): "ValueError: min() arg is an empty sequence",
        (3, 12): "ValueError: min() iterable argument is empty",
    },
    "with (n for n in []): pass": {
        (3, 11): "TypeError: 'generator' object does not support the context manager "
        "protocol",
        (3, 14): "TypeError: 'generator' object does not support the context manager "
        "protocol (missed __exit__ method)",
    },
    "async def f(): await (n for n in [])\nf().send(None)": {
        (3, 11): "TypeError: object generator can't be used in 'await' expression",
        (3, 14): "TypeError: 'generator' object can't be awaited",
    },
    "import copy, itertools\ncopy.copy(itertools.count())": {
        (3, 11): "",
        (3, 12): "DeprecationWarning: Pickle, copy, and deepcopy support will be "
        "removed from itertools in Python 3.14.",
        (3, 14): "TypeError: cannot pickle 'itertools.count' object",
    },
    "yield 1": {(3, 11): "SyntaxError: 'yield' outside function"},
    "class A:\n    yield 1": {(3, 11): "SyntaxError: 'yield' outside function"},
    "yield from [1]": {
        (3, 11): "SyntaxError: 'yield' outside function",
        (3, 13): "SyntaxError: 'yield from' outside function",
    },
    "def f(n: (yield)): pass": {
        (3, 11): "SyntaxError: 'yield' outside function",
        (3, 14): "SyntaxError: yield expression cannot be used within an annotation",
    },
    "def f():\n    def g(n: (yield)): pass": {
        (3, 11): "",
        (3, 14): "SyntaxError: yield expression cannot be used within an annotation",
    },
    "import typing\ntyping.Generator[int]": {
        (3, 11): "TypeError: Too few arguments for typing.Generator; "
        "actual 1, expected 3",
        (3, 13): "",
    },
    "def f():\n    try: yield 1\n    except: yield 2\ng = f()\nnext(g)\ndel g": {
        (3, 11): "Exception ignored in: <generator object f at 0x…>",
        (3, 14): "Exception ignored while closing generator <generator object f at "
        "0x…>:",
    },
    "[*n for n in [[1]]]": {
        (3, 11): "SyntaxError: iterable unpacking cannot be used in comprehension",
    },
}


def wanted(version: Version) -> list[str]:
    """Return what each code says in a version."""
    return [said[max(v for v in said if v <= version)] for said in CHANGED.values()]


def plain(told: list[str]) -> list[str]:
    """Return messages without addresses in memory."""
    return [re.sub(r"0x[0-9a-f]+", "0x…", each) for each in told]


@pytest.fixture
def page() -> Page:
    return TREE.page_at(PATH)


@pytest.mark.parametrize("version", interpreters(), ids="{0[0]}.{0[1]}".format)
def test_old_and_new_wordings_are_those_of(version: Version) -> None:
    done = subprocess.run(
        [interpreters()[version], "-m", RAISING],
        cwd=ROOT,
        input=json.dumps(list(CHANGED)),
        capture_output=True,
        text=True,
    )
    assert not done.stderr
    assert plain(json.loads(done.stdout)) == wanted(version)


@pytest.mark.slow
def test_new_wordings_are_those_of_the_readers_python(pyodide: Pyodide) -> None:
    told = pyodide.call(f"{RAISING}:messages", list(CHANGED))
    assert plain(told) == wanted((3, 14))


def test_at_least_45_messages_are_printed_by_a_run(page: Page) -> None:
    module = TREE.module_at(MODULE)
    shown = "\n".join(each.output for each in session(module.source))
    explained = page.meta["explains"]
    assert isinstance(explained, list)
    printed = [each for each in explained if sought(each).search(shown)]
    assert len(printed) >= 45
    # the others are old words, which the test above raises
    raised = "\n".join(text for said in CHANGED.values() for text in said.values())
    old = [each for each in explained if each not in printed]
    assert [each for each in old if not sought(each).search(raised)] == []


@pytest.mark.slow
def test_a_pasted_line_finds_its_entry_first_or_behind_who_explains_it_too(
    page: Page, once: Once
) -> None:
    def make(folder: Path) -> None:
        builder = Builder(ROOT)
        builder.pages(folder / "site")
        search.cut(ROOT, folder / "site", builder.language)

    index = once.made("search", make) / "site" / search.FOLDER
    shown = " ".join(e.output for e in session(TREE.module_at(MODULE).source))
    explained = [(each, sought(each["error"])) for each in offer.errors(ROOT)]
    lines: dict[str, str] = {}
    for each, pattern in explained:
        if ADDRESS in each["page"]:
            for match in pattern.finditer(shown):
                line = f"{' '.join(match[0].split())} at 0x7f30c2"
                lines.setdefault(line, each["page"])
    assert len(lines) >= 45
    wrong = []
    for (line, place), answer in zip(
        lines.items(), searching.ask(index, list(lines)), strict=True
    ):
        others = [e["page"] for e, pattern in explained if pattern.search(line)]
        for hit in answer["hits"]:
            address = hit["address"]
            if address.startswith(ADDRESS):
                if address != place:
                    wrong.append(f"{line}: {address} for {place}")
                break
            if not any(address.partition("#")[0] == other for other in others):
                wrong.append(f"{line}: {address} before {place}")
        else:
            wrong.append(f"{line}: not found")
    assert not wrong, "\n".join(wrong)


def test_each_section_of_the_module_is_on_the_page_in_its_order(page: Page) -> None:
    names = [
        include.section
        for fence in page.fences
        for include in fence.includes()
        if include.file == MODULE.removeprefix("snippets/")
    ]
    module = TREE.module_at(MODULE)
    assert names == list(module.sections)


@pytest.mark.parametrize("walk", [sum, max, list, tuple, sorted, iter])
def test_whatever_walks_says_that_a_number_is_not_iterable(walk: Any) -> None:
    with pytest.raises(TypeError, match="'int' object is not iterable"):
        walk(3)


def test_yield_from_says_that_a_number_is_not_iterable() -> None:
    def three() -> Any:
        yield from 3  # type: ignore[misc]

    with pytest.raises(TypeError, match="'int' object is not iterable"):
        next(three())


def test_a_random_choice_asks_for_the_length() -> None:
    choice: Any = random.choice
    with pytest.raises(TypeError, match=r"object of type 'generator' has no len\(\)"):
        choice(countdown(3))


@pytest.mark.parametrize("name", ["append", "sort", "index", "reverse"])
def test_a_generator_has_no_method_of_lists(name: str) -> None:
    with pytest.raises(AttributeError, match=f"no attribute '{name}'"):
        getattr(countdown(3), name)


@pytest.mark.parametrize("lazy", [map(str, "a"), filter(str, "a"), zip("a")])
def test_what_was_a_list_in_python_2_has_no_index(lazy: Any) -> None:
    kind = type(lazy).__name__
    with pytest.raises(TypeError, match=f"'{kind}' object is not subscriptable"):
        lazy[0]


@pytest.mark.parametrize("start", [[3], "ab", range(3)])
def test_iter_makes_a_place_where_there_is_none(start: Any) -> None:
    with pytest.raises(TypeError, match="object is not an iterator"):
        next(start)
    assert next(iter(start)) == start[0]


def test_a_class_may_yield_in_iter_instead_of_returning_an_iterator() -> None:
    class Crew:
        def __iter__(self) -> Any:
            yield "Ada"

    assert list(Crew()) == ["Ada"]


def answer(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Return what a coroutine gives that never waits."""
    with pytest.raises(StopIteration) as done:
        coroutine.send(None)
    return done.value.value


def test_an_asynchronous_generator_may_wait_on_its_way_to_a_value() -> None:
    class Pause:
        def __await__(self) -> Generator[str, None, None]:
            yield "waiting"

    async def ticks() -> AsyncGenerator[int, None]:
        yield 1
        await Pause()
        yield 2

    async def gather() -> list[int]:
        return [n async for n in ticks()]

    gathering = gather()
    assert gathering.send(None) == "waiting"
    assert answer(gathering) == [1, 2]


def test_a_break_leaves_it_open_and_aclosing_closes_it_on_time() -> None:
    heard = []

    async def ticks() -> AsyncGenerator[int, None]:
        try:
            yield 1
            yield 2
        finally:
            heard.append("closed")

    async def leave(g: AsyncGenerator[int, None]) -> None:
        async for _ in g:
            break
        heard.append("left")

    async def leave_closed(g: AsyncGenerator[int, None]) -> None:
        async with aclosing(g):
            await leave(g)
        heard.append("after the with")

    g = ticks()
    answer(leave(g))
    assert heard == ["left"]
    answer(g.aclose())
    heard.clear()
    answer(leave_closed(ticks()))
    assert heard == ["left", "closed", "after the with"]
