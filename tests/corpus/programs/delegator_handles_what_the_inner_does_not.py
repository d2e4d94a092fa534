"""An exception thrown in leaves the inner generator; the delegating one handles it.

generators: 2
yields: 2
resumes: 2
"""


def inner():
    yield "working"
    print("never printed")


def outer():
    try:
        yield from inner()
    except RuntimeError as error:
        yield "instead of " + str(error)


generator = outer()
print(next(generator))
print(generator.throw(RuntimeError("more work")))
print(next(generator, "end"))
