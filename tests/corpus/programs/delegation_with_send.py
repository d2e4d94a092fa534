"""Send and throw pass through a delegating generator to the inner one.

generators: 2
yields: 5
resumes: 5
"""


def adding():
    total = 0
    while True:
        try:
            number = yield total
        except ArithmeticError as error:
            print("start again:", error)
            total = 0
            continue
        if number is None:
            return total
        total += number


def outer():
    total = yield from adding()
    print("the inner one returned", total)
    yield "after"


sums = outer()
print(next(sums))
print(sums.send(5))
print(sums.throw(ArithmeticError("too much")))
print(sums.send(7))
print(sums.send(None))
print(next(sums, "end"))
