"""The replay prints what a REPL prints, and notices every difference."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from engine.book.transcript import line_kinds, stray_lines
from engine.book.tree import Tree
from engine.gates import modules, transcripts
from engine.live.interpreter import ModuleError, ReplayError
from engine.live.transcript import session
from engine.record import replay
from tests.engine.alone import said_at_its_end

# no line of its traceback is marked with carets by any Python
SOURCE = '''"""A module.

>>> # --8<-- [start:all]
>>> g = twice(4)
>>> g
<generator object twice at 0x...>
>>> for n in g:
...     print(n)
4
8
>>> next(twice("a"))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "m.py", line 31, in twice
    yield from checked
  File "m.py", line 25, in check
    raise TypeError(f"a number, not {n!r}")
TypeError: a number, not 'a'
>>> # --8<-- [end:all]
"""


def check(n):
    if isinstance(n, str):
        raise TypeError(f"a number, not {n!r}")
    yield n


def twice(n):
    checked = check(n)
    yield from checked
    yield 2 * n
'''


def test_a_true_transcript_has_no_difference() -> None:
    assert replay.differences(SOURCE, "m.py") == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("generator object twice", "generator object thrice", 6),
        ("\n8\n", "\n9\n", 10),
        ("line 31, in twice", "line 30, in twice", 14),
        ("    yield from checked\n  ", "    yield from check\n  ", 15),
        ("TypeError: a number, not 'a'", "TypeError: a number, not 'b'", 18),
    ],
)
def test_a_changed_line_is_reported_at_that_line(old: str, new: str, line: int) -> None:
    (found,) = replay.differences(SOURCE.replace(old, new, 1), "m.py")
    assert found.line == line


def test_output_printed_before_an_error_counts() -> None:
    source = '''"""M.

>>> # --8<-- [start:a]
>>> print("before"), 1 / 0
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ZeroDivisionError: division by zero
>>> # --8<-- [end:a]
"""
'''
    (found,) = replay.differences(source, "m.py")
    assert found.got.startswith("before\n")


def test_an_update_writes_what_is_printed_and_moves_the_lines_it_names() -> None:
    broken = SOURCE.replace("4\n8\n", "").replace("line 31", "line 1")
    assert replay.updated(broken, "m.py") == SOURCE


@pytest.mark.parametrize("odd", ["\f", "\u2028"])
def test_an_update_counts_lines_as_python_does(odd: str) -> None:
    typed = f"len('a{odd}b')\n3\n>>> 1 + 1"
    source = SHOWING.format(typed=typed)
    assert source.count("\n2\n") == 0
    assert replay.updated(source, "m.py") == source.replace("1 + 1\n", "1 + 1\n2\n")


def test_an_output_that_changes_from_run_to_run_is_refused() -> None:
    source = '''"""M.

>>> # --8<-- [start:a]
>>> import time; time.perf_counter_ns()
1
>>> # --8<-- [end:a]
"""
'''
    with pytest.raises(replay.UnstableError, match=r"m\.py:5: its outputs differ"):
        replay.updated(source, "m.py")


TYPED = '''"""M.

>>> # --8<-- [start:a]
>>> {}
>>> # --8<-- [end:a]
"""
'''


@pytest.mark.parametrize(
    "typed", ['set("hello")', 'frozenset("hello")', '[{("a", 1), ("b", 2)}]']
)
def test_a_set_of_texts_is_refused_whatever_order_this_run_has(
    typed: str, tmp_path: Path
) -> None:
    with pytest.raises(replay.UnstableError, match=r"m\.py:4: shows a set") as raised:
        replay.updated(TYPED.format(typed), "m.py")
    assert "sorted" in raised.value.mend
    text = TYPED.format(f"{typed}\n{eval(typed)}")
    (fault,) = modules.judge(Tree(tmp_path, {"snippets/m.py": text}), "snippets/m.py")
    assert (fault.line, fault.what) == (5, replay.UNORDERED)


@pytest.mark.parametrize("typed", ["{3, 1, 2}", '{"a": 1, "b": 2}', '{"one"}'])
def test_what_each_run_shows_in_the_same_order_is_recorded(typed: str) -> None:
    assert replay.updated(TYPED.format(typed), "m.py")


def test_what_differs_in_another_process_is_not_recorded(tmp_path: Path) -> None:
    file = tmp_path / "m.py"
    text = TYPED.format('list({f"key {n}" for n in range(20)})')
    file.write_text(text)
    with pytest.raises(replay.UnstableError, match=r"m\.py:5: its outputs differ"):
        replay.rewrite(file)
    assert file.read_text() == text


def test_what_fails_in_another_process_is_not_recorded(tmp_path: Path) -> None:
    file = tmp_path / "m.py"
    text = TYPED.format("2 + 2") + (
        "import os, sys\n"
        'if "-c" in sys.argv[0] and os.environ.get("PYTHONHASHSEED"):\n'
        '    raise OSError("no room")\n'
    )
    file.write_text(text)
    told = r"m\.py:1: a run in another process fails: .*no room"
    with pytest.raises(ReplayError, match=told):
        replay.rewrite(file)
    assert file.read_text() == text


LOOKED_AT = '''"""M.

>>> # --8<-- [start:a]
>>> Shy()
looked at
Shy 1
>>> Shy()
looked at
Shy 2
>>> # --8<-- [end:a]
"""


class Shy:
    times = 0

    def __repr__(self):
        Shy.times += 1
        print("looked at")
        return f"Shy {Shy.times}"
'''


def test_a_value_is_asked_once_for_what_is_shown_of_it() -> None:
    assert [d.got for d in replay.differences(LOOKED_AT, "m.py")] == []


def test_an_error_in_what_shows_a_value_has_no_frame_of_ours() -> None:
    source = LOOKED_AT.replace("return f", "raise f")
    first, *_ = replay.differences(source, "m.py")
    assert "engine" not in first.got


def test_only_addresses_are_masked() -> None:
    source = SOURCE.replace(
        ">>> g\n<generator object twice at 0x...>", ">>> hex(255)\n'0xff'"
    )
    assert [d.got for d in replay.differences(source, "m.py")] == []


def test_the_interpreter_leaves_the_hosts_hooks_and_modules_alone() -> None:
    import builtins
    import sys

    before = sys.displayhook, sys.excepthook, sys.unraisablehook, set(sys.modules)
    replay.differences(SOURCE, "m.py")
    after = sys.displayhook, sys.excepthook, sys.unraisablehook, set(sys.modules)
    assert before == after
    assert not hasattr(builtins, "_")


def test_the_report_names_file_line_and_mend() -> None:
    from pathlib import Path

    changed = SOURCE.replace("\n8\n", "\n9\n")
    (found,) = replay.differences(changed, "m.py")
    text = replay.report(Path("snippets/m.py"), found)
    assert text.startswith("snippets/m.py:10: ")
    assert "make record" in text


def test_each_line_of_a_session_is_input_output_or_error() -> None:
    lines = (
        ">>> for n in [1]:",
        "...     print(n)",
        "1",
        ">>> 1 / 0",
        "Traceback (most recent call last):",
        "ZeroDivisionError: x",
    )
    assert line_kinds(lines) == ["in", "in", "out", "in", "err", "err"]


def test_a_mistyped_prompt_inside_a_section_is_found() -> None:
    source = SOURCE.replace(">>> g = twice(4)", ">> g = twice(4)")
    (first, *_) = stray_lines(source)
    assert first.line == 4


def test_a_mistyped_prompt_is_found_at_the_line_that_python_counts() -> None:
    source = "# \f \u2028\n" + SOURCE.replace(">>> g = twice(4)", ">> g = twice(4)")
    (first, *_) = stray_lines(source)
    assert first.line == 5


def test_examples_know_their_section_and_line() -> None:
    first, *_ = session(SOURCE)
    assert first.section is not None
    assert (first.line, first.section.name) == (4, "all")


def test_a_module_that_raises_is_named_with_its_line() -> None:
    with pytest.raises(ModuleError) as error:
        replay.differences('"""M."""\n\nx = 1\ny = x / 0\n', "m.py")
    assert str(error.value) == (
        "m.py:4: raises ZeroDivisionError when imported: division by zero"
    )


def test_a_module_that_does_not_parse_is_named_with_its_line() -> None:
    with pytest.raises(ModuleError) as error:
        replay.differences('"""M."""\n\ndef f(:\n', "m.py")
    assert error.value.line == 3


def test_an_unexpected_error_proposes_the_newer_pythons_mark() -> None:
    from pathlib import Path

    source = '''"""M.

>>> # --8<-- [start:a]
>>> from itertools import from_the_future
>>> 1
1
>>> # --8<-- [end:a]
"""
'''
    (found,) = replay.differences(source, "m.py")
    assert "needs 3.12" in replay.report(Path("snippets/m.py"), found)


def test_the_command_exits_with_the_number_of_bad_modules(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = tmp_path / "good.py", tmp_path / "bad.py"
    good.write_text(SOURCE.replace("m.py", "good.py"))
    bad.write_text("1 / 0\n")
    assert replay.main([str(good), str(bad)]) == 1
    assert "bad.py:1: raises ZeroDivisionError" in capsys.readouterr().out


def test_an_update_keeps_the_bare_line_that_ends_a_block() -> None:
    source = '''"""M.

>>> # --8<-- [start:a]
>>> for n in [1]:
...     n
...
2
>>> # --8<-- [end:a]
"""
'''
    assert replay.updated(source, "m.py") == source.replace("\n2\n", "\n1\n")


ENDLESS = '''"""M.

>>> # --8<-- [start:a]
>>> 1
1
>>> while True:
...     try:
...         pass
...     except Exception:
...         pass
2
>>> 3
4
>>> # --8<-- [end:a]
"""
'''


def test_an_input_that_never_ends_is_reported_and_not_waited_for() -> None:
    (found,) = replay.differences(ENDLESS, "m.py", seconds=0.2)
    assert (found.line, found.got) == (11, "(it did not end within 0.2 s)\n")


SESSION = '''"""A module.

>>> # --8<-- [start:a]
>>> TYPED
>>> # --8<-- [end:a]
"""


def on():
    while True:
        try:
            for each in iter(int, 1):
                pass
        except:
            pass
'''


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "told"),
    [
        (
            SESSION.replace("TYPED", "on()"),
            "snippets/m.py:4: this input never ends, and swallows what stops it",
        ),
        (
            SESSION.replace("TYPED", "0") + "\non()\n",
            "snippets/m.py:1: this module never ends, and swallows what stops it",
        ),
    ],
    ids=["input", "module"],
)
def test_what_swallows_whatever_stops_it_ends_with_its_line(
    source: str, told: str
) -> None:
    program = (
        "import sys; from engine.record import replay\n"
        "list(replay.replay(sys.stdin.read(), 'm.py', seconds=0.5))"
    )
    said = said_at_its_end(program, source)
    assert said.startswith(told), said


def test_a_module_that_never_ends_is_named_with_its_line() -> None:
    source = '"""M."""\n\nwhile True:\n    pass\n'
    told = r"m\.py:[34]: doesn't end within 0\.2 s when imported"
    with pytest.raises(ReplayError, match=told):
        list(replay.replay(source, "m.py", seconds=0.2))


def test_an_update_writes_nothing_for_an_input_that_never_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    short = functools.partial(replay.replay, seconds=0.2)
    monkeypatch.setattr(replay, "replay", short)
    with pytest.raises(replay.UnstableError, match=r"m\.py:6: this input doesn't"):
        replay.updated(ENDLESS, "m.py")


def test_an_output_may_say_that_something_did_not_end() -> None:
    source = """\"\"\"M.

>>> # --8<-- [start:a]
>>> print("(it did not end well)")
(it did not end well)
>>> # --8<-- [end:a]
\"\"\"
"""
    assert replay.updated(source, "m.py") == source


def test_a_session_may_close_where_it_prints() -> None:
    typed = "import sys\n>>> sys.stdout.close()\n>>> 2"
    source = replay.updated(SHOWING.format(typed=typed), "m.py")
    assert ">>> 2\n2\n" in source


def test_an_input_that_is_too_deep_for_python_is_told_so() -> None:
    source = replay.updated(SHOWING.format(typed="-" * 20_000 + "1"), "m.py")
    assert "\nSyntaxError: an expression is too long" in source


def test_a_module_that_leaves_python_is_named_with_its_line() -> None:
    with pytest.raises(ModuleError, match=r"m\.py:2: raises SystemExit"):
        replay.updated("import sys\nsys.exit(3)\n", "m.py")


def test_a_module_that_raises_an_error_of_any_kind_is_named_with_its_line() -> None:
    source = "class Stop(BaseException): pass\nraise Stop\n"
    with pytest.raises(ModuleError, match=r"m\.py:2: raises Stop"):
        replay.updated(source, "m.py")
    with pytest.raises(KeyboardInterrupt):
        replay.updated("raise KeyboardInterrupt\n", "m.py")


SHOWING = '''r"""M.

>>> # --8<-- [start:a]
>>> {typed}
>>> # --8<-- [end:a]
"""
'''


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("print()", "a blank line"),
        (r'print("Header\n")', "a blank line"),
        (r'print("a\n \nb")', "a blank line"),
        (r'print("a\tb")', r"'a\\tb'"),
        (r'print("50 %\r100 %")', r"'50 %\\r100 %'"),
        (r'print("a\fb")', r"'a\\x0cb'"),
        (r'print("a\u2028b")', r"'a\\u2028b'"),
        (r'print("one\n>>> two")', "'>>> two'"),
        ('print("...more")', "'...more'"),
        ('print("... more")', "'... more'"),
        ("print(3 * chr(34))", '\'"""\''),
        ('print("x", end="")', "no newline"),
        ("print(chr(0))", r"'\\x00'"),
    ],
)
def test_an_output_that_a_session_cannot_show_is_told_at_its_input(
    typed: str, what: str
) -> None:
    source = SHOWING.format(typed=typed)
    with pytest.raises(replay.UnstableError, match=rf"^m\.py:4: .*{what}") as raised:
        replay.updated(source, "m.py")
    assert "`python`" in raised.value.mend


@pytest.mark.parametrize(
    "typed",
    [
        r'print("  indented\n... after")',
        r'print("a\\b")',
        r'print("trails  ")',
        "print(\"'''\")",
        "1 / 0",
        "None",
    ],
)
def test_what_is_recorded_is_read_again_as_it_was_printed(typed: str) -> None:
    source = replay.updated(SHOWING.format(typed=typed), "m.py")
    assert replay.differences(source, "m.py") == []


def test_the_gate_tells_what_a_session_cannot_show_and_not_to_record_it(
    tmp_path: Path,
) -> None:
    tree = Tree(tmp_path, {"snippets/m.py": SHOWING.format(typed="print()")})
    (fault,) = transcripts.judge(tree, "snippets/m.py")
    assert (fault.line, "make record" in fault.mend) == (4, False)
