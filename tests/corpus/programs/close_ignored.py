"""A generator that yields when it is told to close; the second time it obeys.

generators: 1
yields: 2
resumes: 2
"""


def stubborn():
    for chance in ("first", "last"):
        try:
            yield chance
        except GeneratorExit:
            print("told to close at the", chance)


mule = stubborn()
print(next(mule))
try:
    mule.close()
except RuntimeError as error:
    print(error)
mule.close()
print("closed")
