"""An exception starts in the innermost of three generators and passes them all.

generators: 3
yields: 4
resumes: 4
"""


def reciprocals(numbers):
    for number in numbers:
        yield 1 / number


def eightfold(numbers):
    try:
        for value in reciprocals(numbers):
            yield 8 * value
    finally:
        print("the middle one is left")


def outer(numbers):
    yield from eightfold(numbers)
    print("never printed")


try:
    for value in outer([4, 2, 0, 1]):
        print(value)
except ZeroDivisionError:
    print("a division by zero came all the way")
