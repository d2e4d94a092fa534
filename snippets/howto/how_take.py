"""Take the first, the last, every nth: islice, next, deque, dropwhile.

>>> # --8<-- [start:first]
>>> from itertools import islice
>>> list(islice(fibonacci(), 5))
[0, 1, 1, 2, 3]
>>> next(fibonacci())
0
>>> # --8<-- [end:first]

>>> # --8<-- [start:first-that-fits]
>>> large = (
...     n for n in fibonacci() if n > 100
... )
>>> next(large, None)
144
>>> # --8<-- [end:first-that-fits]

>>> # --8<-- [start:last]
>>> from collections import deque
>>> deque(range(10), maxlen=3)
deque([7, 8, 9], maxlen=3)
>>> # --8<-- [end:last]

>>> # --8<-- [start:every-third]
>>> from itertools import count
>>> list(islice(count(), 2, 10, 3))
[2, 5, 8]
>>> # --8<-- [end:every-third]

>>> # --8<-- [start:from-a-condition-on]
>>> from itertools import dropwhile
>>> late = dropwhile(
...     lambda n: n < 10, fibonacci()
... )
>>> list(islice(late, 3))
[13, 21, 34]
>>> # --8<-- [end:from-a-condition-on]

>>> # --8<-- [start:not-yet]
>>> g = fibonacci()
>>> few = islice(g, 5)
>>> # --8<-- [end:not-yet]

>>> # --8<-- [start:answer]
>>> next(g)
0
>>> list(few)
[1, 1, 2, 3, 5]
>>> # --8<-- [end:answer]

>>> # --8<-- [start:sources]
>>> from itertools import cycle, repeat
>>> list(islice(count(10, 5), 3))
[10, 15, 20]
>>> list(islice(cycle("ab"), 5))
['a', 'b', 'a', 'b', 'a']
>>> list(repeat("again", 2))
['again', 'again']
>>> # --8<-- [end:sources]
"""

from snippets.tutorial.endless_streams import fibonacci  # noqa: F401 (the session uses it)
