"""A context manager as a decorator: one generator unused, and one for each call.

generators: 3
yields: 2
resumes: 2
"""

from contextlib import contextmanager


@contextmanager
def framed(mark):
    print(mark * 5)
    yield
    print(mark * 5)


@framed("-")
def greet(name):
    print("hello", name)


greet("Ada")
greet("Bo")
