"""What `for` really does: `iter` once, `next` until StopIteration.

>>> # --8<-- [start:loop]
>>> for number in countdown(3):
...     print(number)
3
2
1
>>> # --8<-- [end:loop]

>>> # --8<-- [start:one-more-request]
>>> for value in launch(1):
...     print(value)
ignition
1
lift-off
in orbit
>>> # --8<-- [end:one-more-request]

>>> # --8<-- [start:by-hand]
>>> show_each(countdown(3))
3
2
1
>>> # --8<-- [end:by-hand]

>>> # --8<-- [start:list-by-hand]
>>> numbers = [3, 2, 1]
>>> show_each(numbers)
3
2
1
>>> # --8<-- [end:list-by-hand]

>>> # --8<-- [start:two-places]
>>> red, green = iter(numbers), iter(numbers)
>>> next(red), next(red), next(green)
(3, 2, 3)
>>> red
<list_iterator object at 0x...>
>>> # --8<-- [end:two-places]

>>> # --8<-- [start:iter-of-iterator]
>>> iter(numbers) is numbers
False
>>> iter(red) is red
True
>>> # --8<-- [end:iter-of-iterator]

>>> # --8<-- [start:kinds]
>>> kind([3, 2, 1]), kind({"three": 3}), kind("321")
('iterable', 'iterable', 'iterable')
>>> kind(zip("abc", numbers)), kind(countdown(3))
('iterator', 'iterator')
>>> import os
>>> with open(os.devnull) as file:
...     kind(file)
'iterator'
>>> # --8<-- [end:kinds]

>>> # --8<-- [start:range-is-iterable]
>>> kind(range(3))
'iterable'
>>> next(range(3))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'range' object is not an iterator
>>> # --8<-- [end:range-is-iterable]

>>> # --8<-- [start:not-iterable]
>>> for number in 3:
...     print(number)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'int' object is not iterable
>>> # --8<-- [end:not-iterable]

>>> # --8<-- [start:leaving-early]
>>> g = countdown(3)
>>> for number in g:
...     if number == 2:
...         break
>>> next(g)
1
>>> # --8<-- [end:leaving-early]

>>> # --8<-- [start:total-by-hand]
>>> total(countdown(3)), total(numbers), total(range(0))
(6, 6, 0)
>>> # --8<-- [end:total-by-hand]

>>> # --8<-- [start:mistaken-end]
>>> runs = [countdown(2), countdown(0), countdown(5)]
>>> for first in map(next, runs):
...     print(first)
2
>>> # --8<-- [end:mistaken-end]
"""

from collections.abc import Iterable

from snippets.tutorial.first_generator import countdown, launch  # noqa: F401 (the session uses it)


# --8<-- [start:show-each]
def show_each(values: Iterable[object]) -> None:
    """Print each value, the way a `for` loop would."""
    iterator = iter(values)
    while True:
        try:
            value = next(iterator)
        except StopIteration:
            break
        print(value)
# --8<-- [end:show-each]


# --8<-- [start:total]
def total(values: Iterable[int]) -> int:
    """Return the sum of the values, as `sum` would."""
    iterator = iter(values)
    result = 0
    while True:
        try:
            value = next(iterator)
        except StopIteration:
            return result
        result += value
# --8<-- [end:total]


# --8<-- [start:kind]
def kind(thing: Iterable[object]) -> str:
    """Say whether something is an iterator, or only an iterable."""
    return "iterator" if iter(thing) is thing else "iterable"
# --8<-- [end:kind]
