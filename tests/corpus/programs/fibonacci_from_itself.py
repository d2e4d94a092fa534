"""The sums of a stream and of itself, one later, are the stream.

generators: 1
yields: 8
resumes: 7
"""

from itertools import islice, tee


def fibonacci():
    def numbers():
        yield 0
        yield 1
        next(ahead)
        for one, other in zip(behind, ahead, strict=False):
            yield one + other

    behind, ahead, result = tee(numbers(), 3)
    return result


print(list(islice(fibonacci(), 8)))
