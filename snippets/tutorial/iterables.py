"""Iterable, iterator, generator: which things can be walked twice.

>>> # --8<-- [start:two-places]
>>> numbers = [3, 2, 1]
>>> red = iter(numbers)
>>> green = iter(numbers)
>>> next(red), next(red), next(green)
(3, 2, 3)
>>> red
<list_iterator object at 0x...>
>>> # --8<-- [end:two-places]

>>> # --8<-- [start:itself]
>>> iter(numbers) is numbers
False
>>> iter(red) is red
True
>>> # --8<-- [end:itself]

>>> # --8<-- [start:kinds]
>>> kind([3, 2, 1]), kind({"three": 3})
('iterable', 'iterable')
>>> kind("321"), kind(range(3))
('iterable', 'iterable')
>>> kind(zip("abc", numbers))
'iterator'
>>> kind(map(abs, numbers))
'iterator'
>>> kind(countdown(3))
'iterator'
>>> import os
>>> with open(os.devnull) as file:
...     kind(file)
'iterator'
>>> # --8<-- [end:kinds]

>>> # --8<-- [start:next-of-range]
>>> next(range(3))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'range' object is not an iterator
>>> next([3, 2, 1])
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'list' object is not an iterator
>>> next(iter([3, 2, 1]))
3
>>> # --8<-- [end:next-of-range]

>>> # --8<-- [start:walked-twice]
>>> pairs = zip("ab", numbers)
>>> list(pairs), list(pairs)
([('a', 3), ('b', 2)], [])
>>> # --8<-- [end:walked-twice]

>>> # --8<-- [start:one-place]
>>> g = countdown(3)
>>> again = iter(g)
>>> next(g)
3
>>> next(again)
2
>>> again is g
True
>>> # --8<-- [end:one-place]

>>> # --8<-- [start:legacy]
>>> class Steps:
...     def __getitem__(self, index):
...         if index > 2:
...             raise IndexError
...         return index * 10
>>> list(Steps()), kind(Steps())
([0, 10, 20], 'iterable')
>>> # --8<-- [end:legacy]
"""

from snippets.tutorial.first_generator import countdown  # noqa: F401 (the session uses it)


# --8<-- [start:kind]
def kind(thing):
    if iter(thing) is thing:
        return "iterator"
    return "iterable"
# --8<-- [end:kind]
