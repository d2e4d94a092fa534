"""What `for` really does: `iter` once, `next` until StopIteration.

>>> # --8<-- [start:loop]
>>> for number in countdown(3):
...     print(number)
3
2
1
>>> # --8<-- [end:loop]

>>> # --8<-- [start:by-hand]
>>> show_each(countdown(3))
3
2
1
>>> # --8<-- [end:by-hand]

>>> # --8<-- [start:one-more-request]
>>> for value in launch(1):
...     print(value)
ignition
1
lift-off
in orbit
>>> # --8<-- [end:one-more-request]

>>> # --8<-- [start:leaving-early]
>>> g = countdown(3)
>>> for number in g:
...     if number == 2:
...         break
>>> next(g)
1
>>> # --8<-- [end:leaving-early]

>>> # --8<-- [start:not-iterable]
>>> for number in 3:
...     print(number)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'int' object is not iterable
>>> for number in countdown:
...     print(number)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: 'function' object is not iterable
>>> # --8<-- [end:not-iterable]
"""

from snippets.tutorial.first_generator import countdown  # noqa: F401 (the session uses it)


# --8<-- [start:show-each]
def show_each(values):
    iterator = iter(values)
    while True:
        try:
            value = next(iterator)
        except StopIteration:
            break
        print(value)
# --8<-- [end:show-each]


# --8<-- [start:launch]
def launch(start):
    print("ignition")
    while start > 0:
        yield start
        start -= 1
    yield "lift-off"
    print("in orbit")
# --8<-- [end:launch]
