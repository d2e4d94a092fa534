"""What the page *Annotate, accept, recognise* says beyond its transcripts."""

import collections.abc
import inspect
import subprocess
import sys
import typing
from collections.abc import Collection, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from snippets.howto.how_types import known, spread

ROOT = Path(__file__).parents[3]
PROGRAM = """
from collections.abc import Generator, Iterator
from contextlib import closing
from snippets.howto.how_types import known, spread

lines = ["63", "44"]
def numbers() -> Generator[int]:
    yield 1
def said() -> Generator[int, None, None]:
    yield 1
def wrong() -> int:
    yield 1
known(lines)
known("63")
known(line for line in lines)
spread([1])
spread(range(3))
spread({63, 44})
spread({63: "booster"})
numbers().close()
said().close()
closing(numbers())
# from here on, each line is refused
spread(known(lines))
spread(map(int, lines))
known(5)
known(lines).close()
"""


@pytest.mark.slow
def test_a_checker_refuses_what_the_page_says(tmp_path: Path) -> None:
    file = tmp_path / "program.py"
    file.write_text(PROGRAM, encoding="utf-8")
    cache = tmp_path / "cache"
    # in a process of its own: it raises Python's limit of recursion for good
    words = ("--config-file=", "--no-incremental", "--cache-dir", str(cache))
    told = subprocess.run(
        [sys.executable, "-m", "mypy", *words, str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    ).stdout
    lines = PROGRAM.splitlines()
    refused = [
        lines[int(each.split(":")[1]) - 1]
        for each in told.splitlines()
        if "error" in each and each.startswith(str(file))
    ]
    wrong = lines.index("def wrong() -> int:")
    last = lines.index("# from here on, each line is refused")
    assert refused == [lines[wrong], *lines[last + 1 :]]


def test_a_hint_stops_nobody() -> None:
    g = known(5)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^'int' object is not iterable$"):
        next(g)


def test_a_second_walk_finds_nothing_left() -> None:
    assert spread([63, 44]) == 19
    with pytest.raises(ValueError, match=r"^min\(\) .* empty"):
        spread(known(["63", "44"]))  # type: ignore[arg-type]


def test_two_of_three_types_may_be_left_out_and_typing_learned_it_in_3_13() -> None:
    assert str(collections.abc.Generator[int]) == "collections.abc.Generator[int]"
    both: Any = typing.Generator
    if sys.version_info >= (3, 13):
        assert both[int] == both[int, None, None]
    else:
        with pytest.raises(TypeError, match=r"^Too few arguments for typing\.Gen"):
            both[int]


@pytest.mark.parametrize("thing", [[1], range(3), {1}, {1: 2}, "ab"], ids=repr)
def test_a_collection_is_walked_twice_and_is_no_iterator(
    thing: Collection[Any],
) -> None:
    assert isinstance(thing, Iterable)
    assert isinstance(thing, Collection)
    assert not isinstance(thing, Iterator)
    assert list(thing) == list(thing)


def test_map_zip_and_a_file_are_iterators_and_no_generators(tmp_path: Path) -> None:
    file = tmp_path / "log"
    file.touch()
    with file.open(encoding="utf-8") as log:
        for thing in (map(int, "63"), zip("ab", "cd", strict=True), log):
            assert isinstance(thing, Iterable)
            assert isinstance(thing, Iterator)
            assert not isinstance(thing, Collection)
            assert not isinstance(thing, Generator)


def test_a_generator_is_all_but_a_collection() -> None:
    g = known(["63", "?"])
    assert isinstance(g, Iterable)
    assert isinstance(g, Iterator)
    assert isinstance(g, Generator)
    assert not isinstance(g, Collection)
    assert list(g) == [63]


def test_an_old_class_is_walked_and_not_seen() -> None:
    class Old:
        def __getitem__(self, place: int) -> int:
            return [63, 44][place]

    old: Any = Old()
    assert list(iter(old)) == [63, 44]
    for kind in (Iterable, Collection, Iterator, Generator):
        assert not isinstance(old, kind)


def test_a_collection_has_len_in_and_iter() -> None:
    asked = {"__len__", "__contains__", "__iter__"}
    assert Collection.__abstractmethods__ == asked


def test_an_iterator_has_no_close_by_its_type() -> None:
    assert not hasattr(Iterator, "close")
    assert hasattr(Generator, "close")


def test_a_function_that_returns_a_generator_is_no_generator_function() -> None:
    def returned() -> Iterator[int]:
        return (n for n in range(3))

    assert not inspect.isgeneratorfunction(returned)
    assert inspect.isgenerator(returned())


def test_a_generator_function_is_of_the_type_of_any_function() -> None:
    def ordinary() -> int:
        return 1

    assert type(known).__name__ == type(ordinary).__name__ == "function"
    assert type(known([])).__name__ == "generator"
    assert ordinary() == 1
