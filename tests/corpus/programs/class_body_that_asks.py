"""The body of a class asks a generator, line by line.

generators: 2
yields: 4
resumes: 4
"""


def letters(text):
    for letter in text:
        yield letter


g = letters("abc")


class Held:
    first = next(g)
    rest = list(g)

    def all(self):
        yield self.first
        yield from self.rest


print(list(Held().all()))
