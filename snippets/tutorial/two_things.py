"""Two things called generator: the function, and what each call of it makes.

>>> # --8<-- [start:two-types]
>>> type(countdown)
<class 'function'>
>>> type(countdown(3))
<class 'generator'>
>>> # --8<-- [end:two-types]

>>> # --8<-- [start:next-of-function]
>>> next(countdown)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'function' object is not an iterator
>>> # --8<-- [end:next-of-function]

>>> # --8<-- [start:call-of-generator]
>>> g = countdown(3)
>>> g()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'generator' object is not callable
>>> # --8<-- [end:call-of-generator]

>>> # --8<-- [start:dunder-next]
>>> g.__next__()
3
>>> g.next()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
AttributeError: 'generator' object has no attribute 'next'
>>> # --8<-- [end:dunder-next]

>>> # --8<-- [start:three-generators]
>>> red = countdown(3)
>>> green = countdown(3)
>>> blue = countdown(9)
>>> next(red)
3
>>> next(red)
2
>>> next(green)
3
>>> # --8<-- [end:three-generators]

>>> # --8<-- [start:fresh-each-time]
>>> next(countdown(3))
3
>>> next(countdown(3))
3
>>> # --8<-- [end:fresh-each-time]

>>> # --8<-- [start:arguments]
>>> countdown()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: countdown() missing 1 required positional argument: 'start'
>>> odd = countdown("three")
>>> # --8<-- [end:arguments]
"""

from snippets.tutorial.first_generator import countdown  # noqa: F401 (the session uses it)
