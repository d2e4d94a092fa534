"""One generator asks another, which is finished at the second time.

generators: 3
yields: 3
resumes: 3
"""


def letters(text):
    for letter in text:
        yield letter


def twice(source):
    yield from source
    yield "-"
    yield from source


g = letters("ab")
print(list(twice(g)))


def through(source):
    for each in source:
        yield each


print(list(through(g)))
