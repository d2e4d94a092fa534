"""What a generator returns: in StopIteration, and as the value of yield from.

generators: 4
yields: 4
resumes: 4
"""


def spell(letters):
    for letter in letters:
        yield letter
    return len(letters)


word = spell("ab")
print(next(word), next(word))
try:
    next(word)
except StopIteration as stop:
    print("returned", stop.value)


def report():
    one = yield from spell("x")
    none = yield from spell("")
    print("were told", one, "and", none)
    yield one + none


print(list(report()))
