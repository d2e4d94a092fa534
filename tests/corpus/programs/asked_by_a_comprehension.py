"""A comprehension is a loop that asks, the second time in vain.

generators: 2
yields: 3
resumes: 3
"""


def letters(text):
    for letter in text:
        yield letter


g = letters("ab")
print([letter.upper() for letter in g])
print([letter.upper() for letter in g])
print({letter: 1 for letter in letters("z")})
