"""One pass only: what takes from a generator, and how to get a second pass.

>>> # --8<-- [start:first-sum]
>>> g = countdown(3)
>>> sum(g)
6
>>> # --8<-- [end:first-sum]

>>> # --8<-- [start:second-sum]
>>> sum(g)
0
>>> # --8<-- [end:second-sum]

>>> # --8<-- [start:asked-again]
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:asked-again]

>>> # --8<-- [start:looking]
>>> g = countdown(4)
>>> 2 in g
True
>>> 3 in g
False
>>> list(g)
[]
>>> # --8<-- [end:looking]

>>> # --8<-- [start:used-up]
>>> g = countdown(3)
>>> 2 in g
True
>>> list(g)
[1]
>>> sum(g)
0
>>> # --8<-- [end:used-up]

>>> # --8<-- [start:unpacking]
>>> g = countdown(4)
>>> first, second = g
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: too many values to unpack (expected 2)
>>> # --8<-- [end:unpacking]

>>> # --8<-- [start:after-unpacking]
>>> next(g)
1
>>> # --8<-- [end:after-unpacking]

>>> # --8<-- [start:no-length]
>>> g = countdown(3)
>>> len(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: object of type 'generator' has no len()
>>> g[0]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'generator' object is not subscriptable
>>> # --8<-- [end:no-length]

>>> # --8<-- [start:counting]
>>> sum(1 for number in g)
3
>>> # --8<-- [end:counting]

>>> # --8<-- [start:empty-is-true]
>>> bool([]), bool(countdown(0))
(False, True)
>>> # --8<-- [end:empty-is-true]

>>> # --8<-- [start:ask-for-one]
>>> g = countdown(2)
>>> next(g, None)
2
>>> next(countdown(0), None) is None
True
>>> # --8<-- [end:ask-for-one]

>>> # --8<-- [start:mean-of-both]
>>> mean([3, 2, 1])
2.0
>>> mean(countdown(3))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "one_pass.py", line 129, in mean
    return total / count
           ~~~~~~^~~~~~~
ZeroDivisionError: division by zero
>>> # --8<-- [end:mean-of-both]

>>> # --8<-- [start:call-again]
>>> sum(countdown(3)), max(countdown(3))
(6, 3)
>>> # --8<-- [end:call-again]

>>> # --8<-- [start:keep-a-list]
>>> numbers = list(countdown(3))
>>> mean(numbers)
2.0
>>> # --8<-- [end:keep-a-list]

>>> # --8<-- [start:class-again]
>>> numbers = Countdown(3)
>>> sum(numbers), max(numbers), mean(numbers)
(6, 3, 2.0)
>>> # --8<-- [end:class-again]

>>> # --8<-- [start:in-one-pass]
>>> mean_in_one_pass(countdown(3))
2.0
>>> # --8<-- [end:in-one-pass]
"""

from collections.abc import Iterable, Iterator

from snippets.tutorial.first_generator import countdown  # noqa: F401 (the session uses it)


# --8<-- [start:mean]
def mean(numbers: Iterable[int]) -> float:
    """Return the mean, in two passes over the numbers."""
    total = sum(numbers)
    count = sum(1 for number in numbers)
    return total / count
# --8<-- [end:mean]


# --8<-- [start:countdown-class]
class Countdown:
    """The numbers from `start` down to 1, as often as you ask."""

    def __init__(self, start: int) -> None:
        """Keep where each pass begins."""
        self.start = start

    def __iter__(self) -> Iterator[int]:
        """Yield each number; every call starts afresh."""
        number = self.start
        while number > 0:
            yield number
            number -= 1
# --8<-- [end:countdown-class]


# --8<-- [start:mean-in-one-pass]
def mean_in_one_pass(numbers: Iterable[int]) -> float:
    """Return the mean, in a single pass over the numbers."""
    total = count = 0
    for number in numbers:
        total += number
        count += 1
    return total / count
# --8<-- [end:mean-in-one-pass]
