"""Functions that read a generator to its end.

generators: 9
yields: 20
resumes: 20
"""


def numbers(*values):
    for value in values:
        yield value


print(sum(numbers(1, 2, 3)))
print(max(numbers(2, 5, 4)))
print(sorted(numbers(3, 1, 2)))
print(", ".join(str(number) for number in numbers(7, 8)))
print(dict(enumerate(numbers(5, 6))))
print(tuple(map(abs, numbers(-1, -2))))
print(list(filter(None, numbers(0, 1))))
print(min(numbers(9), default=None))
