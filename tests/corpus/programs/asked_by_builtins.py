"""Functions of Python ask: some for all, some until they know.

generators: 7
yields: 22
resumes: 21
"""


def numbers(top):
    for n in range(1, top):
        yield n


print(sum(numbers(4)), max(numbers(3)), sorted(numbers(3)))
g = numbers(9)
print(any(n > 2 for n in g))
print(min(g))
print(",".join(str(n) for n in numbers(3)))
print(sum(g))
