"""A call on its own makes a generator that nobody keeps: nothing runs.

generators: 2
yields: 0
resumes: 0
"""


def save(items):
    print("never printed")
    for item in items:
        yield item


save(["a", "b"])
print("done")
save(["c"])
