"""`in` asks until it finds, and what it asked is gone.

generators: 1
yields: 3
resumes: 3
"""


def letters(text):
    for letter in text:
        yield letter


g = letters("abc")
print("b" in g)
print("a" in g)
print("c" in g)
