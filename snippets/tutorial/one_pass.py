"""One pass only: what takes values from a generator, without saying so.

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
>>> next(g)
1
>>> # --8<-- [end:unpacking]

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

>>> # --8<-- [start:ask-for-one]
>>> bool([]), bool(countdown(0))
(False, True)
>>> next(countdown(2), "none")
2
>>> next(countdown(0), "none")
'none'
>>> # --8<-- [end:ask-for-one]
"""

from snippets.tutorial.first_generator import countdown  # noqa: F401 (the session uses it)
