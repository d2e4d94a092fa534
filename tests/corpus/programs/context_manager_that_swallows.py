"""A context manager that keeps one kind of exception to itself.

generators: 2
yields: 2
resumes: 2
"""

from contextlib import contextmanager


@contextmanager
def forgiving(kind):
    try:
        yield
    except kind as error:
        print("forgiven:", repr(error))


with forgiving(KeyError):
    {}["missing"]
try:
    with forgiving(KeyError):
        int("seven")
except ValueError:
    print("not forgiven")
