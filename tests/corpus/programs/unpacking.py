"""Generators unpacked: by number, with a star, into a call, into too few names.

generators: 8
yields: 15
resumes: 14
"""


def letters(text):
    for letter in text:
        yield letter


one, two = letters("ab")
print(one, two)
first, *rest = letters("cde")
print(first, rest)
*_, last = letters("fg")
print(last)
print(*letters("hi"))
try:
    one, two = letters("jkl")
except ValueError as error:
    print(type(error).__name__, one, two)
try:
    one, two = letters("m")
except ValueError as error:
    print(error)
print([*letters("n"), *letters("o")])
