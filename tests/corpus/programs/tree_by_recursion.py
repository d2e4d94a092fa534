"""A tree walked in order, by generators that delegate to generators of their kind.

generators: 9
yields: 4
resumes: 4
"""


def walk(node):
    if node:
        left, value, right = node
        yield from walk(left)
        yield value
        yield from walk(right)


def leaf(value):
    return (None, value, None)


tree = ((leaf("a"), "b", None), "c", leaf("d"))
for value in walk(tree):
    print(value)
