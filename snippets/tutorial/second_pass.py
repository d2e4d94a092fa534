"""A second pass: call again, keep a list, write a class, or need only one pass.

>>> # --8<-- [start:mean-of-both]
>>> mean([3, 2, 1])
2.0
>>> mean(countdown(3))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "second_pass.py", line 58, in mean
    return total / count
           ~~~~~~^~~~~~~
ZeroDivisionError: division by zero
>>> # --8<-- [end:mean-of-both]

>>> # --8<-- [start:call-again]
>>> sum(countdown(3)), max(countdown(3))
(6, 3)
>>> # --8<-- [end:call-again]

>>> # --8<-- [start:keep-a-list]
>>> numbers = list(countdown(3))
>>> mean(numbers)
2.0
>>> # --8<-- [end:keep-a-list]

>>> # --8<-- [start:class-again]
>>> mean(Countdown(3))
2.0
>>> # --8<-- [end:class-again]

>>> # --8<-- [start:two-walks]
>>> numbers = Countdown(2)
>>> one = iter(numbers)
>>> next(one)
2
>>> other = iter(numbers)
>>> next(other)
2
>>> next(one)
1
>>> next(other)
1
>>> # --8<-- [end:two-walks]

>>> # --8<-- [start:in-one-pass]
>>> mean_in_one_pass(countdown(3))
2.0
>>> # --8<-- [end:in-one-pass]
"""

from snippets.tutorial.first_generator import countdown  # noqa: F401 (the session uses it)


# --8<-- [start:mean]
def mean(numbers):
    total = sum(numbers)
    count = len(list(numbers))
    return total / count
# --8<-- [end:mean]


# --8<-- [start:countdown-class]
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        number = self.start
        while number > 0:
            yield number
            number -= 1
# --8<-- [end:countdown-class]


# --8<-- [start:mean-in-one-pass]
def mean_in_one_pass(numbers):
    total = count = 0
    for number in numbers:
        total += number
        count += 1
    return total / count
# --8<-- [end:mean-in-one-pass]
