"""An error in finally comes out of close.

generators: 1
yields: 1
resumes: 1
"""


def clumsy():
    try:
        yield "carrying"
    finally:
        raise OSError("dropped it")


waiter = clumsy()
print(next(waiter))
try:
    waiter.close()
except OSError as error:
    print(error, "while", type(error.__context__).__name__)
print(list(waiter))
