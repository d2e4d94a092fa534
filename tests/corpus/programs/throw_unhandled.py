"""An exception thrown into generators that handle none: one paused, one unstarted.

generators: 2
yields: 1
resumes: 1
"""


def names():
    print("started")
    yield "Ada"
    print("never printed")
    yield "Bo"


paused, unstarted = names(), names()
print(next(paused))
for generator in (paused, unstarted):
    try:
        generator.throw(KeyError("lost"))
    except KeyError as error:
        print("out came", repr(error))
    print(list(generator))
