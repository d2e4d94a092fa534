"""Generators of which one is started, and none is read to its end.

generators: 3
yields: 1
resumes: 0
"""


def greet(name):
    print("hello", name)
    yield name


asleep = greet("Ada")
awake = greet("Bo")
broken = (1 / zero for zero in [0])
print("nobody has been greeted")
print(next(awake))
print(asleep is iter(asleep), broken is iter(broken))
