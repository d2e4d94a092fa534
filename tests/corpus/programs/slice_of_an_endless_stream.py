"""A slice of an endless stream, and where the slice leaves it.

generators: 1
yields: 9
resumes: 8
"""

from itertools import islice


def naturals():
    number = 0
    while True:
        yield number
        number += 1


stream = naturals()
print(list(islice(stream, 2, 8, 2)))
print(next(stream))
