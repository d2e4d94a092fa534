"""Where it was left: what a generator keeps while it waits.

>>> # --8<-- [start:locals-kept]
>>> from inspect import getgeneratorlocals
>>> g = launch(3)
>>> next(g)
ignition
3
>>> getgeneratorlocals(g)
{'start': 3}
>>> next(g)
2
>>> getgeneratorlocals(g)
{'start': 2}
>>> # --8<-- [end:locals-kept]

>>> # --8<-- [start:starts-at-the-top]
>>> one_less(3), one_less(3)
(2, 2)
>>> # --8<-- [end:starts-at-the-top]

>>> # --8<-- [start:locals-at-lift-off]
>>> next(g), next(g)
(1, 'lift-off')
>>> getgeneratorlocals(g)
{'start': 0}
>>> # --8<-- [end:locals-at-lift-off]

>>> # --8<-- [start:whole-launch]
>>> g = launch(2)
>>> next(g)
ignition
2
>>> next(g)
1
>>> next(g)
'lift-off'
>>> next(g, "no more")
in orbit
'no more'
>>> # --8<-- [end:whole-launch]

>>> # --8<-- [start:same-line]
>>> def both():
...     return (yield "a"), (yield "b")
>>> g = both()
>>> next(g), g.gi_frame.f_lineno
('a', 2)
>>> next(g), g.gi_frame.f_lineno
('b', 2)
>>> # --8<-- [end:same-line]

>>> # --8<-- [start:half-done]
>>> g = spell("abc")
>>> next(g)
'a'
>>> getgeneratorlocals(g)
{'word': 'abc', 'letter': 'a'}
>>> next(g)
'b'
>>> # --8<-- [end:half-done]
"""

from snippets.tutorial.for_loop import launch  # noqa: F401 (the session uses it)


# --8<-- [start:one-less]
def one_less(start):
    start -= 1
    return start
# --8<-- [end:one-less]


# --8<-- [start:spell]
def spell(word):
    for letter in word:
        yield letter
# --8<-- [end:spell]
