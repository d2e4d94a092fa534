"""An error passes two delegators on its way in, and what is yielded for it goes back.

The delegators do not run for it, neither on the way in nor on the way out.

generators: 3
yields: 4
resumes: 4
"""


def words():
    word = "first"
    while True:
        try:
            word = yield word
        except ValueError as error:
            word = f"{error} mended"
        except LookupError:
            return "no more words"


def quoting():
    print("the words end:", (yield from words()))
    yield "last"


def telling():
    yield from quoting()


lines = telling()
print(next(lines))
print(lines.throw(ValueError("spelling")), lines.send("second"))
print(lines.throw(LookupError("end")), next(lines, "over"))
