"""Look ahead without losing: take an item, and put it back in front with chain.

>>> # --8<-- [start:peek]
>>> from itertools import chain, islice
>>> g = fibonacci()
>>> first = next(g)
>>> whole = chain([first], g)
>>> list(islice(whole, 4))
[0, 1, 1, 2]
>>> # --8<-- [end:peek]

>>> # --8<-- [start:empty]
>>> nothing = object()
>>> empty = iter([])
>>> next(empty, nothing) is nothing
True
>>> # --8<-- [end:empty]

>>> # --8<-- [start:put-back]
>>> g = fibonacci()
>>> for n in g:
...     if n >= 10:
...         break
...
>>> g = chain([n], g)
>>> list(islice(g, 3))
[13, 21, 34]
>>> # --8<-- [end:put-back]

>>> # --8<-- [start:old-name]
>>> g = (letter for letter in "abc")
>>> first = next(g)
>>> whole = chain([first], g)
>>> # --8<-- [end:old-name]

>>> # --8<-- [start:answer]
>>> next(g)
'b'
>>> list(whole)
['a', 'c']
>>> # --8<-- [end:answer]
"""

from snippets.tutorial.endless_streams import fibonacci  # noqa: F401 (the session uses it)
