"""Generator expressions: the short form, its brackets, and what is bound when.

>>> # --8<-- [start:list-form]
>>> [n * n for n in range(4)]
[0, 1, 4, 9]
>>> # --8<-- [end:list-form]

>>> # --8<-- [start:lazy-form]
>>> g = (n * n for n in range(4))
>>> g
<generator object <genexpr> at 0x...>
>>> next(g), next(g)
(0, 1)
>>> list(g)
[4, 9]
>>> # --8<-- [end:lazy-form]

>>> # --8<-- [start:same-squares]
>>> list(squares(range(4)))
[0, 1, 4, 9]
>>> # --8<-- [end:same-squares]

>>> # --8<-- [start:not-a-tuple]
>>> type(n for n in range(4))
<class 'generator'>
>>> tuple(n for n in range(4))
(0, 1, 2, 3)
>>> # --8<-- [end:not-a-tuple]

>>> # --8<-- [start:only-argument]
>>> sum(n * n for n in range(4))
14
>>> # --8<-- [end:only-argument]

>>> # --8<-- [start:second-argument]
>>> eval("sum(n * n for n in range(4), 100)")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
    sum(n * n for n in range(4), 100)
        ^^^^^^^^^^^^^^^^^^^^^^^
SyntaxError: Generator expression must be parenthesized
>>> # --8<-- [end:second-argument]

>>> # --8<-- [start:own-parentheses]
>>> sum((n * n for n in range(4)), 100)
114
>>> # --8<-- [end:own-parentheses]

>>> # --8<-- [start:bound-when]
>>> factor = 10
>>> numbers = [1, 2, 3]
>>> g = (n * factor for n in numbers)
>>> factor = 100
>>> numbers = [7]
>>> # --8<-- [end:bound-when]

>>> # --8<-- [start:bound-when-answer]
>>> list(g)
[100, 200, 300]
>>> # --8<-- [end:bound-when-answer]

>>> # --8<-- [start:not-a-copy]
>>> numbers = [1, 2, 3]
>>> g = (n * factor for n in numbers)
>>> numbers.append(4)
>>> list(g)
[100, 200, 300, 400]
>>> # --8<-- [end:not-a-copy]

>>> # --8<-- [start:error-at-once]
>>> g = (n * n for n in nowhere)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
NameError: name 'nowhere' is not defined
>>> # --8<-- [end:error-at-once]

>>> # --8<-- [start:error-later]
>>> g = (n * nowhere for n in range(4))
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 1, in <genexpr>
NameError: name 'nowhere' is not defined
>>> # --8<-- [end:error-later]

>>> # --8<-- [start:second-source]
>>> g = (row + column for row in "ab" for column in nowhere)
>>> # --8<-- [end:second-source]

>>> # --8<-- [start:own-scope]
>>> n = "mine"
>>> sum(n * n for n in range(4))
14
>>> n
'mine'
>>> for n in range(4):
...     pass
>>> n
3
>>> # --8<-- [end:own-scope]

>>> # --8<-- [start:inner-runs-out]
>>> columns = (c for c in "12")
>>> [row + column for row in "ab" for column in columns]
['a1', 'a2']
>>> # --8<-- [end:inner-runs-out]

>>> # --8<-- [start:letters]
>>> words = ["a", "frame", "held", "still"]
>>> sum(len(word) for word in words if len(word) > 1)
14
>>> # --8<-- [end:letters]
"""

from collections.abc import Iterable, Iterator


# --8<-- [start:squares]
def squares(source: Iterable[int]) -> Iterator[int]:
    """Yield the square of each number."""
    for n in source:
        yield n * n
# --8<-- [end:squares]
