"""Two names for one generator: what one takes, the other misses.

generators: 1
yields: 3
resumes: 3
"""


def letters(text):
    for letter in text:
        yield letter


g = letters("abc")
same = g
print(next(g))
print(next(same))
del g
print(list(same))
