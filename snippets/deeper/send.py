"""Doors into a frame: what goes in at a `yield` that waits.

>>> # --8<-- [start:sent]
>>> g = averager()
>>> next(g)
>>> g.send(10)
10.0
>>> g.send(20)
15.0
>>> # --8<-- [end:sent]

>>> # --8<-- [start:just-started]
>>> g = averager()
>>> g.send(10)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: can't send non-None value to a just-started generator
>>> # --8<-- [end:just-started]

>>> # --8<-- [start:doors]
>>> g = gauge()
>>> next(g)
0
>>> g.send(90)
90
>>> g.throw(ValueError())
'bent'
>>> g.close()
>>> # --8<-- [end:doors]

>>> # --8<-- [start:lost]
>>> walk(counter())
0
1
5
>>> # --8<-- [end:lost]

>>> # --8<-- [start:no-door]
>>> iter([1, 2]).send(3)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
AttributeError: 'list_iterator' object has no attribute 'send'
>>> # --8<-- [end:no-door]
"""


# --8<-- [start:averager]
def averager():
    total = count = 0
    mean = None
    while True:
        reading = yield mean
        total += reading
        count += 1
        mean = total / count
# --8<-- [end:averager]


def gauge():
    dial = 0
    while True:
        try:
            dial = yield dial
        except ValueError:
            dial = yield "bent"


# --8<-- [start:counter]
def counter():
    n = 0
    while n < 6:
        jump = yield n
        n += 1
        if jump is not None:
            n = jump


def walk(g):
    for n in g:
        print(n)
        if n == 1:
            g.send(4)
# --8<-- [end:counter]
