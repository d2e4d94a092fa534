"""Pipelines: each generator reads the one before it, and the last one pulls.

>>> # --8<-- [start:log]
>>> len(LOG)
40
>>> LOG[:3]
['0 booster 100', '0 upper 100', '10 booster 91']
>>> # --8<-- [end:log]

>>> # --8<-- [start:pipeline]
>>> rows = parse(LOG)
>>> booster = only("booster", rows)
>>> low = below(50, booster)
>>> next(low)
(60, 'booster', 44)
>>> # --8<-- [end:pipeline]


>>> # --8<-- [start:taps]
>>> def note(name, source):
...     for item in source:
...         print(name, item)
...         yield item
>>> a = note("a", [1, 2])
>>> b = note("b", a)
>>> c = note("c", b)
>>> # --8<-- [end:taps]

>>> # --8<-- [start:order]
>>> list(c)
a 1
b 1
c 1
a 2
b 2
c 2
[1, 2]
>>> # --8<-- [end:order]

>>> # --8<-- [start:pulls]
>>> fuel = (n for n in [63, -1, 44])
>>> good = (n for n in fuel if n >= 0)
>>> used = (100 - n for n in good)
>>> next(used), next(used)
(37, 56)
>>> # --8<-- [end:pulls]

>>> # --8<-- [start:lost]
>>> fuel = (
...     int(line.split()[2])
...     for line in LOG
... )
>>> low = (n for n in fuel if n < 50)
>>> list(low)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 1, in <genexpr>
  File "<stdin>", line 2, in <genexpr>
ValueError: invalid literal for int() with base 10: '?'
>>> # --8<-- [end:lost]

>>> # --8<-- [start:one-more]
>>> known = (n for n in LOG if "?" not in n)
>>> booster = only("booster", parse(known))
>>> len(list(below(50, booster)))
5
>>> # --8<-- [end:one-more]

>>> # --8<-- [start:merge]
>>> from heapq import merge
>>> from itertools import count, islice
>>> both = merge(count(0, 2), count(0, 3))
>>> list(islice(both, 6))
[0, 0, 2, 3, 4, 6]
>>> # --8<-- [end:merge]
"""

from snippets.launch_log import LOG  # noqa: F401 (the session uses it)


# --8<-- [start:parts]
def parse(lines):
    for line in lines:
        at, stage, fuel = line.split()
        yield int(at), stage, int(fuel)

def only(name, rows):
    for row in rows:
        if row[1] == name:
            yield row

def below(limit, rows):
    for row in rows:
        if row[2] < limit:
            yield row
# --8<-- [end:parts]
