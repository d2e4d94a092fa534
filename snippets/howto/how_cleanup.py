"""Clean up, always: when `finally` runs, and how to make it run right away.

>>> # --8<-- [start:recipe]
>>> from contextlib import closing
>>> with closing(readings()) as g:
...     for reading in g:
...         print(reading)
...         break
open
90
shut
>>> # --8<-- [end:recipe]

>>> # --8<-- [start:not-at-break]
>>> g = readings()
>>> for reading in g:
...     break
open
>>> print("after the loop")
after the loop
>>> del g
shut
>>> # --8<-- [end:not-at-break]

>>> # --8<-- [start:at-close]
>>> g = readings()
>>> next(g)
open
90
>>> g.close()
shut
>>> next(g, "no more")
'no more'
>>> # --8<-- [end:at-close]

>>> # --8<-- [start:not-begun]
>>> g = readings()
>>> g.close()
>>> # --8<-- [end:not-begun]

>>> # --8<-- [start:not-its-source]
>>> source = readings()
>>> doubles = (2 * n for n in source)
>>> next(doubles)
open
180
>>> doubles.close()
>>> source.close()
shut
>>> # --8<-- [end:not-its-source]

>>> # --8<-- [start:ignored]
>>> def stubborn():
...     try:
...         yield 1
...     except GeneratorExit:
...         yield 2
>>> g = stubborn()
>>> next(g)
1
>>> g.close()
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
RuntimeError: generator ignored GeneratorExit
>>> # --8<-- [end:ignored]
"""


# --8<-- [start:readings]
def readings():
    print("open")
    try:
        yield 90
        yield 80
    finally:
        print("shut")
# --8<-- [end:readings]
