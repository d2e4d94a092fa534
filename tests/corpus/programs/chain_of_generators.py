"""Generators made by a generator, read one behind the other.

generators: 3
yields: 6
resumes: 6
"""

from itertools import chain


def chapter(number):
    print("chapter", number)
    yield f"{number}.1"
    yield f"{number}.2"


for section in chain.from_iterable(chapter(number) for number in (1, 2)):
    print(section)
