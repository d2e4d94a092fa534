"""An error in the body of a class, at its own line, ends a generator's life.

generators: 1
yields: 1
resumes: 1
"""


def letters(text):
    for letter in text:
        yield letter


g = letters("a")
try:

    class Broken:
        first = next(g)
        second = next(g)
        third = "never"

except StopIteration:
    print("one was all")
