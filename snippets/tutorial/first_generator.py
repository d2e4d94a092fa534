"""A function that pauses: `yield`, `next` and the end of the values.

>>> # --8<-- [start:first-next]
>>> g = countdown(3)
>>> next(g)
3
>>> next(g)
2
>>> # --8<-- [end:first-next]

>>> # --8<-- [start:exhausted]
>>> next(g)
1
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:exhausted]

>>> # --8<-- [start:ignition]
>>> rocket = launch(3)
>>> next(rocket)
ignition
3
>>> next(rocket)
2
>>> # --8<-- [end:ignition]

>>> # --8<-- [start:whole-life]
>>> g = countdown(2)
>>> next(g)
2
>>> next(g)
1
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:whole-life]
"""


# --8<-- [start:countdown]
def countdown(start):
    while start > 0:
        yield start
        start -= 1
# --8<-- [end:countdown]


# --8<-- [start:launch]
def launch(start):
    print("ignition")
    while start > 0:
        yield start
        start -= 1
# --8<-- [end:launch]
