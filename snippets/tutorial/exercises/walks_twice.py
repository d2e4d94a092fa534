"""Can it be walked twice?

Write `walks_twice(thing)`. It returns `True` if each loop over `thing` starts afresh,
and `False` if a second loop gets only what the first has left.

Don't take anything from it to find out.

Hint: Ask `iter` for a place in `thing`. What does it give you when `thing` is a place
itself?

Hint: `is` compares two names: do they mean one and the same object?

Step: walks_twice(n for n in [3, 2, 1])
"""

from collections.abc import Callable, Iterator
from typing import Any


# --8<-- [start:starter]
def walks_twice(thing):
    """Tell whether each loop over `thing` starts afresh."""
    return True
# --8<-- [end:starter]


# --8<-- [start:wrong-takes]
# told: After `walks_twice(g)`, `list(g)` gives `[]`: it took some.
def walks_twice(thing):
    return list(thing) == list(thing)
# --8<-- [end:wrong-takes]


# --8<-- [start:wrong-one-step]
# told: After `walks_twice(g)`, `list(g)` gives `[2, 1]`: it took some.
def walks_twice(thing):
    try:
        next(thing)
    except TypeError:
        return True
    return False
# --8<-- [end:wrong-one-step]


# --8<-- [start:wrong-length]
# told: `walks_twice(Pages())` gives `False`, but a second loop starts
# afresh.
def walks_twice(thing):
    return hasattr(thing, "__len__")
# --8<-- [end:wrong-length]


# --8<-- [start:wrong-types]
# told: `walks_twice(range(3))` gives `False`, but a second loop starts
# afresh.
def walks_twice(thing):
    kinds = (list, tuple, str, set, dict)
    return isinstance(thing, kinds)
# --8<-- [end:wrong-types]


# --8<-- [start:wrong-generators-only]
# told: `walks_twice(zip('abc', [3, 2, 1]))` gives `True`, but a second
# loop gets what is left.
def walks_twice(thing):
    return "generator" not in str(type(thing))
# --8<-- [end:wrong-generators-only]


# --8<-- [start:wrong-the-other-way]
# told: `walks_twice([3, 2, 1])` gives `False`, but a second loop starts
# afresh.
def walks_twice(thing):
    return iter(thing) is thing
# --8<-- [end:wrong-the-other-way]


# --8<-- [start:solution]
def walks_twice(thing):
    """Tell whether each loop over `thing` starts afresh."""
    return iter(thing) is not thing
# --8<-- [end:solution]


class Pages:
    """Something without a length that makes a new iterator each time."""

    def __iter__(self) -> Iterator[str]:
        """Begin a walk."""
        return iter(["one", "two"])


class Steps:
    """An old kind of iterable, which has square brackets alone."""

    def __getitem__(self, index: int) -> int:
        """Return an item, as long as there are any."""
        if index > 2:
            raise IndexError
        return index


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask about many kinds of things, and whether anything was taken."""
    generator = (n for n in [3, 2, 1])
    asked = {
        "walks_twice([3, 2, 1])": ([3, 2, 1], True),
        "walks_twice([])": ([], True),
        "walks_twice(range(3))": (range(3), True),
        "walks_twice('abc')": ("abc", True),
        "walks_twice(Pages())": (Pages(), True),
        "walks_twice(Steps())": (Steps(), True),
        "walks_twice(n for n in [3, 2, 1])": (generator, False),
        "walks_twice(zip('abc', [3, 2, 1]))": (zip("abc", [3, 2, 1]), False),
        "walks_twice(iter([3, 2, 1]))": (iter([3, 2, 1]), False),
    }
    for call, (thing, wanted) in asked.items():
        probe.case = call
        got = answer(thing)
        if got is not wanted:
            second = "starts afresh" if wanted else "gets what is left"
            probe.fail(f"`{call}` gives `{got!r}`, but a second loop {second}.")
    probe.case = ""
    left = list(generator)
    if left != [3, 2, 1]:
        probe.fail(f"After `walks_twice(g)`, `list(g)` gives `{left}`: it took some.")
    source = probe.source(["a", "b"])
    probe.equal("walks_twice(iterator)", answer(source), False)
    probe.pulled(source, 0, "calling `walks_twice(iterator)`")
    probe.equal("walks_twice(iterator)", answer(probe.source([])), False)
