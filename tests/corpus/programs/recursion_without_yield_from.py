"""A walk that calls itself and drops what it made: the best-known surprise.

generators: 2
yields: 2
resumes: 2
"""


def walk(tree):
    for part in tree:
        if isinstance(part, list):
            walk(part)
        else:
            yield part


print(list(walk([1, [2, 3], 4])))
