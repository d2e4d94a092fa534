"""Closing goes in to the innermost generator first, then out.

generators: 2
yields: 1
resumes: 1
"""


def inner():
    try:
        yield "deep"
    finally:
        print("inner left")


def outer():
    try:
        yield from inner()
    finally:
        print("outer left")


generator = outer()
print(next(generator))
generator.close()
