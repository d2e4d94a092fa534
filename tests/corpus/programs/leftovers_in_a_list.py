"""Generators in a list, some asked, and all let go at once.

generators: 3
yields: 2
resumes: 0
"""


def letters(text):
    for letter in text:
        yield letter


kept = [letters("ab"), letters("cd"), letters("ef")]
print(next(kept[0]), next(kept[1]))
kept.clear()
print("end")
