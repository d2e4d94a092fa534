"""A default is made once: all calls read the same generator expression.

generators: 1
yields: 5
resumes: 4
"""


def take(count, source=(number * number for number in range(10))):
    return [next(source) for _ in range(count)]


print(take(2))
print(take(3))
