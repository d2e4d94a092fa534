"""Get the return value: it comes in `StopIteration`, once.

>>> # --8<-- [start:value]
>>> g = numbers(["100", "?", "91"])
>>> while True:
...     try:
...         print(next(g))
...     except StopIteration as end:
...         print("bad lines:", end.value)
...         break
100.0
91.0
bad lines: 1
>>> # --8<-- [end:value]

>>> # --8<-- [start:once]
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
>>> # --8<-- [end:once]

>>> # --8<-- [start:shown]
>>> next(numbers(["?", "?"]))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration: 2
>>> # --8<-- [end:shown]

>>> # --8<-- [start:kept]
>>> kept = Keeping(numbers(["100", "?"]))
>>> sum(kept)
100.0
>>> kept.value
1
>>> # --8<-- [end:kept]

>>> # --8<-- [start:from]
>>> def told(lines):
...     bad = yield from numbers(lines)
...     print("bad lines:", bad)
...
>>> list(told(["100", "?"]))
bad lines: 1
[100.0]
>>> # --8<-- [end:from]

>>> # --8<-- [start:both]
>>> list(both(True))
[]
>>> list(both(False))
[1, 2]
>>> # --8<-- [end:both]
"""


# --8<-- [start:numbers]
def numbers(lines):
    bad = 0
    for line in lines:
        try:
            number = float(line)
        except ValueError:
            bad += 1
            continue
        yield number
    return bad
# --8<-- [end:numbers]


# --8<-- [start:keeping]
class Keeping:
    def __init__(self, g):
        self.g = g

    def __iter__(self):
        while True:
            try:
                item = next(self.g)
            except StopIteration as end:
                self.value = end.value
                return
            yield item
# --8<-- [end:keeping]


# --8<-- [start:either]
def both(quick):
    if quick:
        return [1, 2]
    yield 1
    yield 2
# --8<-- [end:either]
