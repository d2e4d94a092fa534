"""An exercise to test with: small, and complete."""

from __future__ import annotations

EVERY_OTHER = '''"""Every other item

Write `every_other(items)`, which yields the first item, the third,
the fifth, and so on.

It must also work where the items never end.

Hint: A flag can remember.

Hint: Turn it over after each item.

Step: list(every_other("abcde"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
def every_other(items):
    return list(items)
# --8<-- [end:starter]


# --8<-- [start:wrong-list]
# told: `every_other(letters)` gives you a list, with everything in it
# at once. Use `yield`, and each value is made when it's asked for.
def every_other(items):
    return list(items)[::2]
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-start]
# told: `list(every_other('abcde'))` gives `'b'` as item 1, not `'a'`.
def every_other(items):
    keep = False
    for item in items:
        if keep:
            yield item
        keep = not keep
# --8<-- [end:wrong-start]


# --8<-- [start:solution]
def every_other(items: Iterable[T]) -> Iterator[T]:
    """Yield the first item, the third, and so on."""
    keep = True
    for item in items:
        if keep:
            yield item
        keep = not keep
# --8<-- [end:solution]


# --8<-- [start:distractors]
#     return item
#     keep = False
# --8<-- [end:distractors]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask whether it is lazy, right, and fit for an endless source."""
    letters = probe.source("abcdef")
    probe.generator(answer(letters), "every_other(letters)")
    probe.pulled(letters, 0, "calling every_other(letters)")
    probe.gives("list(every_other('abcde'))", answer("abcde"), "ace")
    numbers = probe.source(count())
    probe.first("every_other(count())", answer(numbers), [0, 2, 4])
'''
