"""Catch errors around a yield: what gets into a generator's `try`.

>>> # --8<-- [start:recipe]
>>> list(numbers(["100", "?", "91"]))
[100.0, 91.0]
>>> # --8<-- [end:recipe]

>>> # --8<-- [start:walk]
>>> g = too_wide(["100", "91"])
>>> def walk(g):
...     for number in g:
...         raise ValueError("too hot")
>>> # --8<-- [end:walk]

>>> # --8<-- [start:answer]
>>> walk(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 3, in walk
ValueError: too hot
>>> next(g)
91.0
>>> # --8<-- [end:answer]

>>> # --8<-- [start:throw]
>>> g = too_wide(["100", "91"])
>>> next(g)
100.0
>>> g.throw(ValueError)
bad: 100
91.0
>>> # --8<-- [end:throw]
"""


# --8<-- [start:numbers]
def numbers(lines):
    for line in lines:
        try:
            number = float(line)
        except ValueError:
            continue
        yield number
# --8<-- [end:numbers]


# --8<-- [start:too-wide]
def too_wide(lines):
    for line in lines:
        try:
            yield float(line)
        except ValueError:
            print("bad:", line)
# --8<-- [end:too-wide]
