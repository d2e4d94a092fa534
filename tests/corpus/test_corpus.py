"""The corpus: programs whose facts were derived by hand, and an oracle that agrees."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import pytest

from engine.record.pyodide import Pyodide
from tests.corpus import oracle
from tests.corpus.oracle import Facts, counted, facts, output, programs
from tests.interpreters import interpreters

# what the corpus must have, the program that has it, and the code that shows it
CONSTRUCTS = {
    "recursion": ("tree_by_recursion", r"yield from walk\(left\)"),
    "send": ("running_average", r"\.send\("),
    "throw": ("throw_handled", r"\.throw\("),
    "close": ("close_with_finally", r"\.close\("),
    "yield from with values": ("return_value", r"one = yield from "),
    "send through yield from": ("delegation_with_send", r"\.send\("),
    "conjoin-style backtracking": ("backtracking", r"for _ in path\[-1\]"),
    "tee": ("a_tee_of_a_generator", r"= tee\("),
    "pipelines": ("pipeline_of_three_stages", r"evens\(numbers\(lines\("),
    "self-feeding streams": ("sieve_of_primes", r"numbers = without\(prime, numbers"),
    "a stream fed by its tee": ("fibonacci_from_itself", r"tee\(numbers\(\), 3\)"),
    "generators on objects": ("generators_on_objects", r"def __iter__"),
    "round-robin": ("round_robin", r"\.popleft\(\)"),
    "context managers": ("context_managers", r"@contextmanager"),
    "late binding": ("late_binding", r"for times in \(1, 2\)"),
    "gc by count": ("dropped_while_suspended", r"del first"),
    "gc of a cycle": ("generator_in_a_cycle", r"gc\.collect\(\)"),
    "async generators": ("async_for", r"async for"),
    "generator expressions": ("generator_expressions", r"sum\(sum\("),
    "an uncaught exception": ("uncaught_exception", r"int\(row\)"),
}
T = TypeVar("T")
OTHERS = {
    version: python
    for version, python in interpreters().items()
    if version != sys.version_info[:2]
}


def compared(everything: dict[str, Any]) -> dict[str, tuple[str, Facts]]:
    """Return what another Python found, read from JSON, in the oracle's own types."""
    return {name: (text, Facts(*counts)) for name, (text, counts) in everything.items()}


def apart(call: Callable[[], T]) -> T:
    """Call in a thread of its own: a browser test may have left a loop in this one."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(call).result()


@pytest.fixture(scope="module")
def here() -> dict[str, tuple[str, Facts]]:
    """What this Python finds out about each program."""
    return apart(oracle.everything)


@pytest.mark.parametrize("path", programs(), ids=lambda path: path.stem)
def test_a_program_does_what_its_docstring_says(path: Path) -> None:
    counts, text = apart(lambda: counted(path))
    assert counts == facts(path)
    assert text == apart(lambda: output(path)), (
        "counting must not change what a program prints"
    )


def test_the_corpus_has_at_least_25_programs() -> None:
    assert len(programs()) >= 25


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_the_corpus_has(construct: str) -> None:
    name, code = CONSTRUCTS[construct]
    source = (oracle.PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
    assert re.search(code, source.split('"""', 2)[2])


@pytest.mark.slow
@pytest.mark.parametrize("version", OTHERS, ids="{0[0]}.{0[1]}".format)
def test_another_python_prints_and_counts_the_same(
    version: tuple[int, int], here: dict[str, tuple[str, Facts]]
) -> None:
    done = subprocess.run(
        [OTHERS[version], oracle.__file__], capture_output=True, text=True, check=True
    )
    assert compared(json.loads(done.stdout)) == here


@pytest.mark.slow
def test_the_readers_python_prints_and_counts_the_same(
    pyodide: Pyodide, here: dict[str, tuple[str, Facts]]
) -> None:
    there = pyodide.call("tests.corpus.oracle:everything", oracle.WAITING)
    assert {**compared(there), oracle.WAITING: here[oracle.WAITING]} == here


@pytest.mark.parametrize("name", ["uncaught_exception", "dropped_while_suspended"])
def test_the_output_is_that_of_python_itself(name: str) -> None:
    path = oracle.PROGRAMS / f"{name}.py"
    done = subprocess.run([sys.executable, path], capture_output=True, text=True)
    assert output(path) == done.stdout + "".join(done.stderr.splitlines(True)[-1:])


class TestTheOracleRefuses:
    @pytest.fixture
    def program(self, tmp_path: Path) -> Path:
        return tmp_path / "program.py"

    @pytest.mark.parametrize(
        "told",
        [
            "No facts.",
            "Two.\n\ngenerators: 1\nyields: 1",
            "In another order.\n\nyields: 1\ngenerators: 1\nresumes: 1",
            "No number.\n\ngenerators: one\nyields: 1\nresumes: 1",
        ],
    )
    def test_a_docstring_without_its_three_facts(
        self, program: Path, told: str
    ) -> None:
        program.write_text(f'"""{told}\n"""\n', encoding="utf-8")
        with pytest.raises(ValueError, match=r"^program\.py:1: a program's docstring"):
            facts(program)

    @pytest.mark.parametrize(
        ("source", "line", "why"),
        [
            ("_frame = 1", 1, "are the oracle's names"),
            ("def f(_tally):\n    pass", 1, "are the oracle's names"),
            ("\nf = lambda: (yield)", 2, "a lambda that yields"),
            (
                "def f():\n    try:\n        pass\n    finally:\n        yield",
                5,
                "a yield in `finally`",
            ),
            (
                "def f():\n    try:\n        yield\n    finally:\n        pass\n"
                "g = f()\nnext(g)",
                1,
                "left suspended inside `try` or `with`",
            ),
        ],
        ids=["a name", "a parameter", "a lambda", "a finally", "an end that is late"],
    )
    def test_what_it_cannot_count(
        self, program: Path, source: str, line: int, why: str
    ) -> None:
        program.write_text(source, encoding="utf-8")
        with pytest.raises(ValueError, match=rf"^program\.py:{line}: .*{why}"):
            counted(program)
