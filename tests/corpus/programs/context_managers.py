"""Context managers made of generators: alone, nested, and left by an exception.

generators: 5
yields: 5
resumes: 5
"""

from contextlib import contextmanager


@contextmanager
def tag(name):
    print(f"<{name}>")
    yield name
    print(f"</{name}>")


@contextmanager
def tidy(name):
    try:
        yield name
    finally:
        print("tidied", name)


with tag("p") as name:
    print("in", name)
with tag("ul"), tag("li"):
    print("in both")
for make in (tag, tidy):
    try:
        with make("b"):
            raise ValueError("left early")
    except ValueError as error:
        print(error)
