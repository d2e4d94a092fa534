"""Four states: created, running, suspended, closed.

>>> # --8<-- [start:states]
>>> from inspect import getgeneratorstate
>>> g = fuel([90, 70])
>>> getgeneratorstate(g)
'GEN_CREATED'
>>> next(g)
90
>>> getgeneratorstate(g)
'GEN_SUSPENDED'
>>> list(g)
[70]
>>> getgeneratorstate(g)
'GEN_CLOSED'
>>> # --8<-- [end:states]

>>> # --8<-- [start:seen-from-inside]
>>> def mirror():
...     yield getgeneratorstate(g)
>>> g = mirror()
>>> next(g)
'GEN_RUNNING'
>>> # --8<-- [end:seen-from-inside]

>>> # --8<-- [start:state-in-a-loop]
>>> g = fuel([90, 70])
>>> for reading in g:
...     print(getgeneratorstate(g))
GEN_SUSPENDED
GEN_SUSPENDED
>>> # --8<-- [end:state-in-a-loop]

>>> # --8<-- [start:already-executing]
>>> def impatient():
...     yield next(g)
>>> g = impatient()
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 2, in impatient
ValueError: generator already executing
>>> # --8<-- [end:already-executing]

>>> # --8<-- [start:an-exception]
>>> g = fuel([90, -1, 70])
>>> next(g)
90
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "states.py", line 72, in fuel
    raise ValueError("leak")
ValueError: leak
>>> # --8<-- [end:an-exception]

>>> # --8<-- [start:finished-for-good]
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> getgeneratorstate(g)
'GEN_CLOSED'
>>> # --8<-- [end:finished-for-good]
"""


# --8<-- [start:fuel]
def fuel(readings):
    for reading in readings:
        if reading < 0:
            raise ValueError("leak")
        yield reading
# --8<-- [end:fuel]
