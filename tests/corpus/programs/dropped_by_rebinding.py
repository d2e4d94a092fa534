"""A name that gets another generator lets go of the first.

generators: 2
yields: 2
resumes: 0
"""


def letters(text):
    for letter in text:
        yield letter


g = letters("ab")
print(next(g))
g = letters("xy")
print(next(g))
g = None
print("end")
