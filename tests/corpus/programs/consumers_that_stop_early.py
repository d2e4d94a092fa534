"""Functions that stop reading once they know.

generators: 8
yields: 16
resumes: 9
"""


def numbers(*values):
    for value in values:
        yield value


print(any(number > 1 for number in numbers(1, 2, 3)))
print(all(numbers(1, 0, 1)))
print(2 in numbers(1, 2, 3))
print(list(zip(numbers(1, 2, 3), numbers(4, 5), strict=False)))
print(next(number for number in numbers(1, 4, 9) if number > 3))
