"""The value that ends a takewhile is read, and lost.

generators: 1
yields: 4
resumes: 3
"""

from itertools import takewhile


def naturals():
    number = 1
    while True:
        yield number
        number += 1


stream = naturals()
print(list(takewhile(lambda number: number < 3, stream)))
print(next(stream))
