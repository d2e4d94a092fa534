"""Generator expressions: a generator function without a name, called on the spot.

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

>>> # --8<-- [start:no-tuple]
>>> g = (n * n for n in range(4))
>>> g[0]
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'generator' object is not subscriptable
>>> tuple(g)
(0, 1, 4, 9)
>>> # --8<-- [end:no-tuple]

>>> # --8<-- [start:condition]
>>> words = ["a", "frame", "held"]
>>> lengths = (
...     len(word)
...     for word in words
...     if word != "a"
... )
>>> list(lengths)
[5, 4]
>>> # --8<-- [end:condition]


>>> # --8<-- [start:own-scope]
>>> n = "mine"
>>> sum(n * n for n in range(4))
14
>>> n
'mine'
>>> # --8<-- [end:own-scope]

>>> # --8<-- [start:second-argument]
>>> eval("sum(n * n for n in [7], 100)")
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<string>", line 1
    sum(n * n for n in [7], 100)
        ^^^^^^^^^^^^^^^^^^
SyntaxError: Generator expression must be parenthesized
>>> sum((n * n for n in [7]), 100)
149
>>> # --8<-- [end:second-argument]


>>> # --8<-- [start:inner-runs-out]
>>> columns = (c for c in "12")
>>> pairs = (
...     row + column
...     for row in "ab"
...     for column in columns
... )
>>> list(pairs)
['a1', 'a2']
>>> # --8<-- [end:inner-runs-out]
"""


# --8<-- [start:squares]
def squares(source):
    for n in source:
        yield n * n
# --8<-- [end:squares]
