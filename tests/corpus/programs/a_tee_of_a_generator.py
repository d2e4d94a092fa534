"""Two readers of one generator: it makes each value once.

generators: 1
yields: 3
resumes: 3
"""

from itertools import tee


def steps():
    for number in (1, 4, 9):
        print("making", number)
        yield number


left, right = tee(steps())
print("left", next(left), next(left))
print("right", next(right))
print("left", list(left))
print("right", list(right))
