"""Names on the left ask too, and once more than they are.

generators: 3
yields: 6
resumes: 6
"""


def letters(text):
    for letter in text:
        yield letter


a, b = letters("ab")
first, *rest = letters("xyz")
print(a, b, first, rest)
try:
    one, two = letters("c")
except ValueError as error:
    print(error)
