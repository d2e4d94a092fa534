"""Yields in each part of a try that can have one, read on or closed there.

generators: 6
yields: 12
resumes: 10
"""


def parts():
    try:
        job = yield "body"
        if job:
            raise ValueError(job)
    except ValueError as error:
        yield f"handler of {error}"
    else:
        yield "else"
    finally:
        print("finally")
    yield "after"


def lone_else():
    try:
        number = int("1")
    except ValueError:
        print("never printed")
    else:
        yield number
        print("never printed")


print(list(parts()))
for jobs in ([], [None], ["saw"], ["plane", None]):
    generator = parts()
    print(next(generator))
    for job in jobs:
        print(generator.send(job))
    generator.close()
generator = lone_else()
print(next(generator))
generator.close()
print("end")
