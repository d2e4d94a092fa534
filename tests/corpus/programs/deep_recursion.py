"""Fifty generators, each delegating to the next: the deepest one is read first.

generators: 51
yields: 51
resumes: 51
"""


def climb(steps):
    if steps:
        yield from climb(steps - 1)
    yield steps


for step in climb(50):
    if step % 10 == 0:
        print("at", step)
