"""A star asks for all, in a list and in a call.

generators: 3
yields: 6
resumes: 6
"""


def letters(text):
    for letter in text:
        yield letter


g = letters("ab")
print([*g, "c"])
print(*g)
print(*letters("de"))
print({*letters("aa")})
