"""Objects say when they go: the locals of a generator go with it, not later.

generators: 4
yields: 4
resumes: 4
"""

import gc


class Thing:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("gone:", self.name)


def holding(name):
    thing = Thing(name)
    try:
        yield thing.name
    finally:
        print("closing", name)


first = holding("a local")
next(first)
del first
print("after the first")

second = holding("a closed one")
next(second)
second.close()
print("after the second")

third = holding("a failed one")
next(third)
try:
    third.throw(KeyError("x"))
except KeyError:
    print("caught")
print("after the third")

circle = Thing("in a circle")
circle.itself = circle
circle.held = holding("held")
next(circle.held)
del circle
gc.collect()
print("after the fourth")
