"""RuntimeError: generator raised StopIteration. Why an end that escapes is an error.

>>> # --8<-- [start:firsts]
>>> list(firsts([[1, 2], [3, 4]]))
[1, 3]
>>> # --8<-- [end:firsts]

>>> # --8<-- [start:an-empty-one]
>>> lists = [[1, 2], [], [3, 4]]
>>> try:
...     list(firsts(lists))
... except RuntimeError as error:
...     print("RuntimeError:", error)
...     print(repr(error.__cause__))
RuntimeError: generator raised StopIteration
StopIteration()
>>> # --8<-- [end:an-empty-one]

>>> # --8<-- [start:escape]
>>> g = firsts([[1, 2], []])
>>> next(g)
1
>>> with suppress(RuntimeError):
...     next(g)
>>> # --8<-- [end:escape]

>>> # --8<-- [start:map]
>>> list(map(next, map(iter, lists)))
[1]
>>> # --8<-- [end:map]

>>> # --8<-- [start:raised]
>>> def one():
...     yield 1
...     raise StopIteration
>>> try:
...     list(one())
... except RuntimeError as error:
...     print("RuntimeError:", error)
RuntimeError: generator raised StopIteration
>>> # --8<-- [end:raised]

>>> # --8<-- [start:mends]
>>> list(marked(lists))
[1, 'none', 3]
>>> list(until_empty(lists))
[1]
>>> # --8<-- [end:mends]
"""

from contextlib import suppress  # noqa: F401 (the session uses it)


# --8<-- [start:hands-on]
def firsts(lists):
    for each in lists:
        yield next(iter(each))
# --8<-- [end:hands-on]


# --8<-- [start:mended]
def marked(lists):
    for each in lists:
        yield next(iter(each), "none")


def until_empty(lists):
    for each in lists:
        try:
            first = next(iter(each))
        except StopIteration:
            return
        yield first
# --8<-- [end:mended]
