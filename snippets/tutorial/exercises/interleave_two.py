"""Two countdowns, in turn

Write `interleave_two(make, start)`. `make` is a generator function. Call it twice with
`start`. Yield a value from the first generator, then one from the second, and so on,
until the first has no more.

So `interleave_two(countdown, 2)` yields 2, 2, 1, 1.

Hint: Two calls, two names: `red = make(start)`, `green = make(start)`.

Hint: A `for` loop over `red` gives you its values. In the loop, yield that value, and
then `next(green)`.

Step: list(interleave_two(lambda start: (n for n in [start, 1]), 2))
"""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any


# --8<-- [start:starter]
def interleave_two(make, start):
    """Yield from two generators, in turn."""
    yield make(start)
# --8<-- [end:starter]


# --8<-- [start:wrong-shared]
# told: `interleave_two(make, 5)` should call `make` twice, once for
# each generator. Calls after two values: 1.
def interleave_two(make, start):
    red = make(start)
    for value in red:
        yield value
        yield value
# --8<-- [end:wrong-shared]


# --8<-- [start:wrong-always-fresh]
# told: `list(interleave_two(countdown, 2))` gives `2` as item 4, not
# `1`.
def interleave_two(make, start):
    for value in make(start):
        yield value
        yield next(make(start))
# --8<-- [end:wrong-always-fresh]


# --8<-- [start:wrong-one-after-the-other]
# told: `list(interleave_two(countdown, 2))` gives `1` as item 2, not
# `2`.
def interleave_two(make, start):
    for value in make(start):
        yield value
    for value in make(start):
        yield value
# --8<-- [end:wrong-one-after-the-other]


# --8<-- [start:wrong-list]
# told: Two values of `interleave_two(make, 5)` took 6 items from its
# source, where 1 would do.
def interleave_two(make, start):
    red = list(make(start))
    green = list(make(start))
    for i in range(len(red)):
        yield red[i]
        yield green[i]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-not-called]
# told: `list(interleave_two(countdown, 2))` raised `TypeError:
# 'function' object is not iterable`.
def interleave_two(make, start):
    for value in make:
        yield value
# --8<-- [end:wrong-not-called]


# --8<-- [start:wrong-one-object]
# told: `list(interleave_two(countdown, 2))` gives `1` as item 2, not
# `2`.
def interleave_two(make, start):
    g = make(start)
    for value in g:
        yield value
        yield next(g)
# --8<-- [end:wrong-one-object]


# --8<-- [start:wrong-only-red]
# told: `list(interleave_two(countdown, 2))` gives `1` as item 2, not
# `2`.
def interleave_two(make, start):
    red, green = make(start), make(start)
    for value in red:
        yield value
# --8<-- [end:wrong-only-red]


# --8<-- [start:wrong-own-countdown]
# told: `interleave_two(make, 5)` should call `make` twice, once for
# each generator. Calls after two values: 0.
def interleave_two(make, start):
    while start > 0:
        yield start
        yield start
        start -= 1
# --8<-- [end:wrong-own-countdown]


# --8<-- [start:wrong-till-falsy]
# told: `list(interleave_two(make, 5))` ends after 2 items, but more
# should come.
def interleave_two(make, start):
    red, green = make(start), make(start)
    while value := next(red, None):
        yield value
        yield next(green)
# --8<-- [end:wrong-till-falsy]


# --8<-- [start:wrong-swallows]
# told: An error thrown into `interleave_two(make, 5)` after 1 item
# never comes out again. Let it through.
def interleave_two(make, start):
    red, green = make(start), make(start)
    for value in red:
        try:
            yield value
            yield next(green)
        except Exception:
            return
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-returns-list]
# told: `interleave_two(countdown, 2)` gives you a list, with everything
# in it at once. Use `yield`, and each value is made when it's asked
# for.
def interleave_two(make, start):
    pairs = zip(make(start), make(start))
    return [value for pair in pairs for value in pair]
# --8<-- [end:wrong-returns-list]


# --8<-- [start:right-by-hand]
def interleave_two(make, start):
    red, green = make(start), make(start)
    while True:
        try:
            value = next(red)
        except StopIteration:
            return
        yield value
        yield next(green)
# --8<-- [end:right-by-hand]


# --8<-- [start:right-zip]
def interleave_two(make, start):
    for pair in zip(make(start), make(start)):
        yield from pair
# --8<-- [end:right-zip]


# --8<-- [start:right-expression]
def interleave_two(make, start):
    pairs = zip(make(start), make(start))
    return (value for pair in pairs for value in pair)
# --8<-- [end:right-expression]


# --8<-- [start:right-chain]
def interleave_two(make, start):
    from itertools import chain

    yield from chain.from_iterable(zip(make(start), make(start)))
# --8<-- [end:right-chain]


# --8<-- [start:right-list-of-two]
def interleave_two(make, start):
    both = [make(start) for _ in range(2)]
    for value in both[0]:
        yield value
        yield next(both[1])
# --8<-- [end:right-list-of-two]


# --8<-- [start:right-no-more]
def interleave_two(make, start):
    red, green, end = make(start), make(start), object()
    while (value := next(red, end)) is not end:
        yield value
        yield next(green)
# --8<-- [end:right-no-more]


# --8<-- [start:solution]
def interleave_two(make, start):
    red = make(start)
    green = make(start)
    for value in red:
        yield value
        yield next(green)
# --8<-- [end:solution]


# same: `next(green)` -> `next(green, None)`, because both have as many values


def countdown(start: int) -> Iterator[int]:
    """Count down, as on the page."""
    while start > 0:
        yield start
        start -= 1


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for two generators, made by two calls, each asked in its turn."""
    call = "interleave_two(countdown, 2)"
    probe.generator(answer(countdown, 2), call)
    probe.printed_at_call(call, lambda: answer(countdown, 2))
    for start in (2, 0, 1, 30):
        wanted = [n for n in range(start, 0, -1) for _ in range(2)]
        call = f"list(interleave_two(countdown, {start}))"
        probe.gives(call, answer(countdown, start), wanted)
    made: list[Any] = []

    def make(start: Any) -> Any:
        """Make a source, and remember it."""
        made.append(probe.source([start, None, 0, "", start, 0]))
        return made[-1]

    call = "interleave_two(make, 5)"
    g = answer(make, 5)
    probe.first(call, g, [5, 5])
    if len(made) != 2:
        probe.fail(
            f"`{call}` should call `make` twice, once for each generator. Calls after "
            f"two values: {len(made)}."
        )
    for source in made:
        probe.pulled(source, 1, f"two values of `{call}`")
    each_twice = [5, 5, None, None, 0, 0, "", "", 5, 5, 0, 0]
    probe.gives(f"list({call})", answer(make, 5), each_twice)
    probe.twice(call, lambda: answer(make, 5), each_twice)
    probe.first("interleave_two(count, 1)", answer(count, 1), [1, 1, 2, 2, 3])

    def broken(source: Any) -> Any:
        return answer(lambda _: source, 5)

    probe.source_error(call, broken, [], [])
    probe.left(call, lambda: answer(make, 5), 4)
