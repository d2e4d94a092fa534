"""A program that ends with an exception which nobody catches.

generators: 1
yields: 2
resumes: 2
"""


def load(rows):
    for row in rows:
        yield int(row)


total = 0
for number in load(["1", "2", "x", "4"]):
    total += number
    print(total)
print("never printed")
