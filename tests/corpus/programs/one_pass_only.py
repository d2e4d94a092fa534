"""A generator gives its values once; a list of them, or a new generator, again.

generators: 3
yields: 9
resumes: 9
"""


def squares(limit):
    for number in range(1, limit + 1):
        yield number * number


once = squares(3)
print(sum(once), sum(once))
kept = list(squares(3))
print(sum(kept), max(kept))
print(2 in once, sum(squares(3)))
