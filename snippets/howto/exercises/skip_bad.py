"""Skip bad lines, and nothing else

Write `skip_bad(lines, read)`, where `read` is a function such as `float`. For each line
it yields what `read(line)` returns. It skips a line if `read` raises a `ValueError`.

Let every other error out: an error of another kind, an error of `lines` itself, and an
error that's thrown in. Each of the last two may be a `ValueError`.

Hint: Only the call of `read` belongs in the `try`.

Hint: `continue` goes on with the next line. Or put the `yield` in the `else` of the
`try`, where the `except` doesn't catch anything.

Step: list(skip_bad(["100", "?", "91"], float))
"""

from collections.abc import Callable
from typing import Any


# --8<-- [start:starter]
def skip_bad(lines, read):
    """Yield what can be read."""
    for line in lines:
        yield read(line)
# --8<-- [end:starter]


# --8<-- [start:wrong-yield-inside]
# told: An error thrown into `skip_bad(iter(['1', '?', '0', '0', 'x',
# '3']), int)` after 1 item never comes out again. Let it through.
def skip_bad(lines, read):
    for line in lines:
        try:
            yield read(line)
        except ValueError:
            pass
# --8<-- [end:wrong-yield-inside]


# --8<-- [start:wrong-round-the-loop]
# told: `list(skip_bad(['100', '?', '91'], float))` ends after 1 item,
# but more should come.
def skip_bad(lines, read):
    try:
        for line in lines:
            yield read(line)
    except ValueError:
        pass
# --8<-- [end:wrong-round-the-loop]


# --8<-- [start:wrong-all-errors]
# told: `list(skip_bad(['b', 'a'], {'b': 0}.__getitem__))` should raise
# `KeyError`, but it doesn't.
def skip_bad(lines, read):
    for line in lines:
        try:
            value = read(line)
        except Exception:
            continue
        yield value
# --8<-- [end:wrong-all-errors]


# --8<-- [start:wrong-bare]
# told: `list(skip_bad(['b', 'a'], {'b': 0}.__getitem__))` should raise
# `KeyError`, but it doesn't.
def skip_bad(lines, read):
    for line in lines:
        try:
            yield read(line)
        except:
            continue
# --8<-- [end:wrong-bare]


# --8<-- [start:wrong-source-too]
# told: When its source raises an error before the first item,
# `skip_bad(source, int)` keeps quiet about it. Let the error through.
def skip_bad(lines, read):
    walk = iter(lines)
    while True:
        try:
            value = read(next(walk))
        except ValueError:
            continue
        except StopIteration:
            return
        yield value
# --8<-- [end:wrong-source-too]


# --8<-- [start:wrong-list]
# told: `skip_bad(['100', '?', '91'], float)` gives you a list, with
# everything in it at once. Use `yield`, and each value is made when
# it's asked for.
def skip_bad(lines, read):
    values = []
    for line in lines:
        try:
            values.append(read(line))
        except ValueError:
            pass
    return values
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-gathers-first]
# told: By item 1, `skip_bad(iter(['1', '?', '0', '0', 'x', '3']),
# int)` has taken 6 items from its source, where 1 would do.
def skip_bad(lines, read):
    for line in list(lines):
        try:
            value = read(line)
        except ValueError:
            continue
        yield value
# --8<-- [end:wrong-gathers-first]


# --8<-- [start:wrong-break]
# told: `list(skip_bad(['100', '?', '91'], float))` ends after 1 item,
# but more should come.
def skip_bad(lines, read):
    for line in lines:
        try:
            value = read(line)
        except ValueError:
            break
        yield value
# --8<-- [end:wrong-break]


# --8<-- [start:wrong-none-instead]
# told: `list(skip_bad(['100', '?', '91'], float))` gives `None` as
# item 2, not `91.0`.
def skip_bad(lines, read):
    for line in lines:
        try:
            value = read(line)
        except ValueError:
            value = None
        yield value
# --8<-- [end:wrong-none-instead]


# --8<-- [start:wrong-same-again]
# told: `list(skip_bad(['100', '?', '91'], float))` gives `100.0` as
# item 2, not `91.0`.
def skip_bad(lines, read):
    for line in lines:
        try:
            value = read(line)
        except ValueError:
            pass
        yield value
# --8<-- [end:wrong-same-again]


# --8<-- [start:wrong-without-none]
# told: `list(skip_bad(['a', 'b'], {'b': 0}.get))` gives `0` as item
# 1, not `None`.
def skip_bad(lines, read):
    for line in lines:
        value = None
        try:
            value = read(line)
        except ValueError:
            pass
        if value is not None:
            yield value
# --8<-- [end:wrong-without-none]


# --8<-- [start:wrong-without-falsy]
# told: `list(skip_bad(['0', '-5', ' 6 ', '1.5', ''], int))` gives
# `-5` as item 1, not `0`.
def skip_bad(lines, read):
    for line in lines:
        try:
            value = read(line)
        except ValueError:
            value = 0
        if value:
            yield value
# --8<-- [end:wrong-without-falsy]


# --8<-- [start:wrong-always-float]
# told: `list(skip_bad(['0', '-5', ' 6 ', '1.5', ''], int))` goes on
# after 3 items, but it should end there.
def skip_bad(lines, read):
    for line in lines:
        try:
            value = float(line)
        except ValueError:
            continue
        yield value
# --8<-- [end:wrong-always-float]


# --8<-- [start:wrong-looks-first]
# told: `list(skip_bad(['0', '-5', ' 6 ', '1.5', ''], int))` ends after
# 1 item, but more should come.
def skip_bad(lines, read):
    for line in lines:
        if line.isdigit():
            yield read(line)
# --8<-- [end:wrong-looks-first]


# --8<-- [start:right-else]
def skip_bad(lines, read):
    for line in lines:
        try:
            value = read(line)
        except ValueError:
            pass
        else:
            yield value
# --8<-- [end:right-else]


# --8<-- [start:right-suppress]
def skip_bad(lines, read):
    from contextlib import suppress

    for line in lines:
        values = []
        with suppress(ValueError):
            values.append(read(line))
        for value in values:
            yield value
# --8<-- [end:right-suppress]


# --8<-- [start:right-mark]
BAD = object()


def read_or_bad(line, read):
    try:
        return read(line)
    except ValueError:
        return BAD


def skip_bad(lines, read):
    values = (read_or_bad(line, read) for line in lines)
    return (value for value in values if value is not BAD)
# --8<-- [end:right-mark]


# --8<-- [start:right-one-or-none]
def skip_bad(lines, read):
    def good(line):
        try:
            return [read(line)]
        except ValueError:
            return []

    return (value for line in lines for value in good(line))
# --8<-- [end:right-one-or-none]


# --8<-- [start:right-while]
def skip_bad(lines, read):
    walk = iter(lines)
    while True:
        try:
            line = next(walk)
        except StopIteration:
            return
        try:
            value = read(line)
        except ValueError:
            continue
        yield value
# --8<-- [end:right-while]


# --8<-- [start:right-flag]
def skip_bad(lines, read):
    for line in lines:
        good = True
        try:
            value = read(line)
        except ValueError:
            good = False
        if good:
            yield value
# --8<-- [end:right-flag]


# --8<-- [start:solution]
def skip_bad(lines, read):
    for line in lines:
        try:
            value = read(line)
        except ValueError:
            continue
        yield value
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask what it passes over, and which errors come out."""
    lines = ["100", "?", "91"]
    values = probe.generator(answer(lines, float), f"skip_bad({lines}, float)")
    probe.gives(f"list(skip_bad({lines}, float))", values, [100.0, 91.0])
    for lines, wanted in (
        ([], []),
        (["?", "x"], []),
        (["?", "7"], [7]),
        (["0", "-5", " 6 ", "1.5", ""], [0, -5, 6]),
    ):
        call = f"skip_bad({lines}, int)"
        with probe.during(call):
            got = answer(lines, int)
        probe.gives(f"list({call})", got, wanted)
    call = "skip_bad(['a', 'b'], {'b': 0}.get)"
    probe.gives(f"list({call})", answer(["a", "b"], {"b": 0}.get), [None, 0])
    call = "list(skip_bad(['b', 'a'], {'b': 0}.__getitem__))"
    read = {"b": 0}.__getitem__
    probe.raises(call, lambda: list(answer(["b", "a"], read)), KeyError)
    call = "list(skip_bad(['1', None], int))"
    probe.raises(call, lambda: list(answer(["1", None], int)), TypeError)
    lines = ["1", "?", "0", "0", "x", "3"]
    probe.one_by_one(
        "skip_bad({}, int)",
        lambda source: answer(source, int),
        lines,
        [1, 0, 0, 3],
        [0, 1, 3, 4, 6, 6],
    )
    many = [str(number) for number in [3, 1, 3, 0, 2] * 8]
    numbers = [int(line) for line in many]
    probe.gives("list(skip_bad(many, int))", answer(many, int), numbers)
    probe.retained("skip_bad(many, int)", lambda source: answer(source, int), many)
