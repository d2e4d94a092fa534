"""Walk two streams: what zip, tee and groupby take, share and keep.

>>> # --8<-- [start:zip]
>>> g = fibonacci()
>>> list(zip(g, "abc"))
[(0, 'a'), (1, 'b'), (1, 'c')]
>>> # --8<-- [end:zip]

>>> # --8<-- [start:after-zip]
>>> next(g)
3
>>> g = fibonacci()
>>> list(zip("abc", g))
[('a', 0), ('b', 1), ('c', 1)]
>>> next(g)
2
>>> # --8<-- [end:after-zip]

>>> # --8<-- [start:strict]
>>> list(zip("ab", [1, 2, 3], strict=True))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: zip() argument 2 is longer than argument 1
>>> # --8<-- [end:strict]

>>> # --8<-- [start:tee]
>>> from itertools import islice, tee
>>> ahead, behind = tee(fibonacci())
>>> list(islice(ahead, 5))
[0, 1, 1, 2, 3]
>>> next(behind)
0
>>> # --8<-- [end:tee]

>>> # --8<-- [start:tee-source]
>>> g = (letter for letter in "abc")
>>> one, other = tee(g)
>>> next(g)
'a'
>>> list(one), list(other)
(['b', 'c'], ['b', 'c'])
>>> # --8<-- [end:tee-source]

>>> # --8<-- [start:groupby]
>>> from itertools import groupby
>>> for key, run in groupby("aabba"):
...     print(key, list(run))
...
a ['a', 'a']
b ['b', 'b']
a ['a']
>>> runs = list(groupby("aab"))
>>> [list(run) for key, run in runs]
[[], []]
>>> # --8<-- [end:groupby]

>>> # --8<-- [start:accumulate]
>>> from itertools import accumulate
>>> totals = accumulate(fibonacci())
>>> list(islice(totals, 6))
[0, 1, 2, 4, 7, 12]
>>> # --8<-- [end:accumulate]
"""

from snippets.tutorial.endless_streams import fibonacci  # noqa: F401 (the session uses it)
