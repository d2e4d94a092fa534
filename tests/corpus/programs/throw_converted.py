"""An exception goes in, another comes out, or the end.

generators: 2
yields: 2
resumes: 2
"""


def translating():
    try:
        yield "waiting"
    except KeyError as error:
        raise LookupError("no such entry") from error


def resigning():
    try:
        yield "waiting"
    except KeyError:
        return "resigned"


for make in (translating, resigning):
    generator = make()
    print(next(generator))
    try:
        generator.throw(KeyError("k"))
    except LookupError as error:
        print(error, "because of", repr(error.__cause__))
    except StopIteration as stop:
        print(stop.value)
