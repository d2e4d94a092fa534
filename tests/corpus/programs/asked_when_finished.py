"""A generator that is finished is asked again, by three that ask.

generators: 1
yields: 2
resumes: 2
"""


def letters(text):
    for letter in text:
        yield letter


g = letters("ab")
print(list(g))
print(list(g))
for letter in g:
    print("never", letter)
print(next(g, "nothing"))
