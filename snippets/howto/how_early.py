"""Check arguments early: an outer function checks, an inner one yields.

>>> # --8<-- [start:at-once]
>>> countdown(-3)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "how_early.py", line 41, in countdown
    raise ValueError("start is below 0")
ValueError: start is below 0
>>> # --8<-- [end:at-once]

>>> # --8<-- [start:lazy]
>>> g = countdown(3)
>>> next(g)
3
>>> list(g)
[2, 1]
>>> # --8<-- [end:lazy]

>>> # --8<-- [start:show]
>>> def show(numbers):
...     print(*numbers)
>>> g = late(-3)
>>> # --8<-- [end:show]

>>> # --8<-- [start:far-away]
>>> show(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 2, in show
  File "how_early.py", line 54, in late
    raise ValueError("start is below 0")
ValueError: start is below 0
>>> # --8<-- [end:far-away]
"""


# --8<-- [start:countdown]
def countdown(start):
    if start < 0:
        raise ValueError("start is below 0")

    def steps():
        for number in range(start, 0, -1):
            yield number

    return steps()
# --8<-- [end:countdown]


# --8<-- [start:late]
def late(start):
    if start < 0:
        raise ValueError("start is below 0")
    for number in range(start, 0, -1):
        yield number
# --8<-- [end:late]
