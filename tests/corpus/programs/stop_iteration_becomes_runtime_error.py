"""A StopIteration that escapes from a generator's body is an error, not the end.

generators: 2
yields: 2
resumes: 2
"""


def pairs(items):
    source = iter(items)
    while True:
        yield next(source), next(source)


try:
    for pair in pairs([1, 2, 3]):
        print(pair)
except RuntimeError as error:
    print(error, "from", repr(error.__cause__))

empty = iter([])
firsts = (next(source) for source in (iter("a"), empty))
try:
    print(next(firsts))
    print(next(firsts))
except RuntimeError as error:
    print(error)
