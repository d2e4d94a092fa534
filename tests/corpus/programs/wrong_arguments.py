"""A call that fails makes no generator.

generators: 1
yields: 0
resumes: 0
"""


def letters(text):
    for letter in text:
        yield letter


try:
    letters()
except TypeError:
    print("no text")
try:
    letters("a").nothing
except AttributeError:
    print("no such name")
