"""A generator asks itself for the next value, while it runs.

generators: 1
yields: 2
resumes: 2
"""


def knot():
    yield "before"
    try:
        next(me)
    except ValueError as error:
        print(error)
    yield "after"


me = knot()
print(list(me))
