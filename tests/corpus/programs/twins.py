"""Two iterators of one function keep apart; two names of one iterator do not.

generators: 3
yields: 8
resumes: 6
"""


def letters():
    for letter in "abcd":
        yield letter


one, other = letters(), letters()
print(next(one), next(one), next(other))

again = letters()
print(list(zip(again, again, strict=True)))
print(next(one), next(again, "end"))
