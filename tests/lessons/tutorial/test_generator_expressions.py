"""What the lesson *Generator expressions* says beyond its transcripts."""

import contextlib
import dis
import inspect
import io
import sys
from code import InteractiveInterpreter
from collections.abc import Iterator
from types import GeneratorType

import pytest

from snippets.tutorial.generator_expressions import squares


def noted(log: list[int], count: int = 4) -> Iterator[int]:
    for number in range(count):
        log.append(number)
        yield number


def test_the_list_works_at_once_and_the_generator_one_number_for_each_request() -> None:
    log: list[int] = []
    [n * n for n in noted(log)]
    assert log == [0, 1, 2, 3]
    log.clear()
    g = (n * n for n in noted(log))
    assert log == []
    assert [next(g), log] == [0, [0]]
    assert [next(g), log] == [1, [0, 1]]


def test_a_generator_expression_has_one_pass() -> None:
    g = (n * n for n in range(4))
    assert [sum(g), sum(g)] == [14, 0]


def test_both_forms_are_generators_and_give_the_same() -> None:
    short, written_out = (n * n for n in range(4)), squares(range(4))
    assert type(short) is type(written_out) is GeneratorType
    assert list(short) == list(written_out)


def test_the_nameless_function_is_called_genexpr() -> None:
    g = (n for n in "")
    assert isinstance(g, GeneratorType)
    assert g.__name__ == "<genexpr>"


def test_the_line_typed_at_the_prompt_gives_the_message_that_eval_gives() -> None:
    line = "sum(n * n for n in [7], 100)"
    shown = io.StringIO()
    with contextlib.redirect_stderr(shown):
        InteractiveInterpreter().runsource(line)
    with pytest.raises(SyntaxError) as raised:
        eval(line)
    told = f"SyntaxError: {raised.value.msg}"
    assert told == "SyntaxError: Generator expression must be parenthesized"
    assert shown.getvalue().splitlines()[-1] == told


@pytest.mark.parametrize(
    "line",
    [
        "sum(n for n in [1], 0)",
        "print('', n for n in [1])",
        "sorted(n for n in [1], key=abs)",
        "g = n for n in [1]",
    ],
)
def test_without_its_own_parentheses_it_cannot_be_read(line: str) -> None:
    with pytest.raises(SyntaxError):
        compile(line, "<test>", "exec")


def test_the_marks_of_the_error_cover_the_generator_expression() -> None:
    line = "sum(n * n for n in [7], 100)"
    with pytest.raises(SyntaxError) as raised:
        compile(line, "<test>", "eval")
    error = raised.value
    assert error.offset is not None
    assert error.end_offset is not None
    assert line[error.offset - 1 : error.end_offset - 1] == "n * n for n in [7]"


def test_the_loop_variable_lives_in_the_frame_of_the_generator() -> None:
    g = (number for number in range(4))
    next(g)
    assert isinstance(g, GeneratorType)
    assert g.gi_frame is not None
    assert g.gi_frame.f_locals["number"] == 0
    assert "number" not in locals()


def test_a_list_comprehension_keeps_its_variable_to_itself() -> None:
    names: dict[str, object] = {"n": "mine"}
    exec("squares = [n * n for n in range(4)]", names)
    assert names["n"] == "mine"


def here() -> str:
    """Return the name of the function that asks."""
    frame = inspect.currentframe()
    assert frame
    assert frame.f_back
    return frame.f_back.f_code.co_name


def test_a_list_comprehension_has_no_frame_of_its_own_since_3_12() -> None:
    def asking() -> list[str]:
        return [here() for _ in "a"]

    def asking_lazily() -> list[str]:
        return list(here() for _ in "a")  # noqa: C400

    inlined = sys.version_info >= (3, 12)
    assert asking() == ["asking" if inlined else "<listcomp>"]
    assert asking_lazily() == ["<genexpr>"]


def test_an_inner_list_or_string_is_walked_in_every_round() -> None:
    for columns in (["1", "2"], "12"):
        pairs = [row + column for row in "ab" for column in columns]
        assert pairs == ["a1", "a2", "b1", "b2"]


def test_an_inner_generator_is_used_up_in_a_generator_expression_too() -> None:
    columns = (c for c in "12")
    assert list(row + column for row in "ab" for column in columns) == ["a1", "a2"]  # noqa: C400


def test_the_inner_pair_of_parentheses_makes_no_difference() -> None:
    one = compile("sum(len(w) for w in words if len(w) > 1)", "<test>", "eval")
    two = compile("sum((len(w) for w in words if len(w) > 1))", "<test>", "eval")
    same = [
        [(i.opname, i.argrepr) for i in dis.get_instructions(each.co_consts[0])]
        for each in (one, two)
    ]
    assert same[0] == same[1]


def test_a_generator_expression_has_no_length() -> None:
    with pytest.raises(TypeError, match=r"has no len\(\)"):
        len(word for word in ["held"])  # type: ignore[arg-type]
