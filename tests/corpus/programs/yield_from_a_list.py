"""Delegating to a list and a string: their values are no yields of the generator.

generators: 2
yields: 3
resumes: 3
"""


def menu():
    yield "start"
    yield from ["soup", "bread"]
    yield from "ab"
    yield "end"


print(list(menu()))

left = menu()
print(next(left), next(left))
left.close()
