"""Can it be walked twice?

Write `walks_twice(thing)`. It returns `True` if each loop over `thing` starts afresh,
and `False` if a second loop gets only what the first left over.

Find out without taking any items from `thing`.

Hint: Ask `iter` for a place in `thing`. What does it give you when `thing` is a place
itself?

Hint: `is` tells you whether two names mean one and the same object.

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
# told: After `walks_twice(g)`, `list(g)` gives `[]`: items are gone.
def walks_twice(thing):
    return list(thing) == list(thing)
# --8<-- [end:wrong-takes]


# --8<-- [start:wrong-one-step]
# told: After `walks_twice(g)`, `list(g)` gives `[2, 1]`: items are
# gone.
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
# loop gets only what is left.
def walks_twice(thing):
    return "generator" not in str(type(thing))
# --8<-- [end:wrong-generators-only]


# --8<-- [start:wrong-the-other-way]
# told: `walks_twice([3, 2, 1])` gives `False`, but a second loop starts
# afresh.
def walks_twice(thing):
    return iter(thing) is thing
# --8<-- [end:wrong-the-other-way]


# --8<-- [start:wrong-has-iter]
# told: `walks_twice(Steps())` gives `False`, but a second loop starts
# afresh.
def walks_twice(thing):
    return hasattr(thing, "__iter__")
# --8<-- [end:wrong-has-iter]


# --8<-- [start:wrong-brackets]
# told: `walks_twice(Pages())` gives `False`, but a second loop starts
# afresh.
def walks_twice(thing):
    return hasattr(thing, "__getitem__")
# --8<-- [end:wrong-brackets]


# --8<-- [start:wrong-counts]
# told: After `walks_twice(g)`, `list(g)` gives `[]`: items are gone.
def walks_twice(thing):
    first = sum(1 for _ in thing)
    return first == sum(1 for _ in thing)
# --8<-- [end:wrong-counts]


# --8<-- [start:wrong-truth]
# told: `walks_twice([])` gives `False`, but a second loop starts
# afresh.
def walks_twice(thing):
    return bool(thing)
# --8<-- [end:wrong-truth]


# --8<-- [start:wrong-says-nothing]
# told: `walks_twice([3, 2, 1])` gives `None`, but a second loop starts
# afresh.
def walks_twice(thing):
    print(iter(thing) is not thing)
# --8<-- [end:wrong-says-nothing]


# --8<-- [start:right-is-false]
def walks_twice(thing):
    return (iter(thing) is thing) is False
# --8<-- [end:right-is-false]


# --8<-- [start:right-if]
def walks_twice(thing):
    place = iter(thing)
    if place is thing:
        return False
    return True
# --8<-- [end:right-if]


# --8<-- [start:right-two-places]
def walks_twice(thing):
    return iter(thing) is not iter(thing)
# --8<-- [end:right-two-places]


# --8<-- [start:right-abstract]
def walks_twice(thing):
    from collections.abc import Iterator

    return not isinstance(thing, Iterator)
# --8<-- [end:right-abstract]


# --8<-- [start:right-no-next]
def walks_twice(thing):
    return not hasattr(thing, "__next__")
# --8<-- [end:right-no-next]


# --8<-- [start:right-identity]
def walks_twice(thing):
    return id(iter(thing)) != id(thing)
# --8<-- [end:right-identity]


# --8<-- [start:solution]
def walks_twice(thing):
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
            second = "starts afresh" if wanted else "gets only what is left"
            probe.fail(f"`{call}` gives `{got!r}`, but a second loop {second}.")
    probe.case = ""
    left = list(generator)
    if left != [3, 2, 1]:
        probe.fail(f"After `walks_twice(g)`, `list(g)` gives `{left}`: items are gone.")
    source = probe.source(["a", "b"])
    probe.equal("walks_twice(iterator)", answer(source), False)
    probe.pulled(source, 0, "calling `walks_twice(iterator)`")
    probe.equal("walks_twice(iterator)", answer(probe.source([])), False)
