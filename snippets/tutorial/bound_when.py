"""What is bound when: the first source right away, all other names at each request.

>>> # --8<-- [start:puzzle]
>>> factor = 10
>>> numbers = [1, 2, 3]
>>> g = (n * factor for n in numbers)
>>> factor = 100
>>> numbers = [7]
>>> # --8<-- [end:puzzle]

>>> # --8<-- [start:answer]
>>> list(g)
[100, 200, 300]
>>> # --8<-- [end:answer]

>>> # --8<-- [start:two-times]
>>> factor = 10
>>> numbers = [1, 2]
>>> g = (n * factor for n in numbers)
>>> numbers = [7]
>>> next(g)
10
>>> factor = 100
>>> next(g)
200
>>> # --8<-- [end:two-times]

>>> # --8<-- [start:not-a-copy]
>>> numbers = [1, 2, 3]
>>> g = (n * factor for n in numbers)
>>> numbers.append(4)
>>> list(g)
[100, 200, 300, 400]
>>> # --8<-- [end:not-a-copy]

>>> # --8<-- [start:error-at-once]
>>> g = (n * n for n in nowhere)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
NameError: name 'nowhere' is not defined
>>> # --8<-- [end:error-at-once]

>>> # --8<-- [start:error-later]
>>> g = (n * nowhere for n in range(4))
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 1, in <genexpr>
NameError: name 'nowhere' is not defined
>>> # --8<-- [end:error-later]

>>> # --8<-- [start:changed-size]
>>> stock = {"tea": 2, "milk": 1}
>>> g = (name for name in stock)
>>> next(g)
'tea'
>>> stock["jam"] = 3
>>> next(g)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 1, in <genexpr>
RuntimeError: dictionary changed size during iteration
>>> # --8<-- [end:changed-size]

>>> # --8<-- [start:in-a-class]
>>> class Prices:
...     net = [10, 20]
...     extra = 2
...     gross = list(n + extra for n in net)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "<stdin>", line 4, in Prices
  File "<stdin>", line 4, in <genexpr>
NameError: name 'extra' is not defined
>>> # --8<-- [end:in-a-class]
"""

from snippets.tutorial.generator_expressions import squares  # noqa: F401 (a page shows it)
