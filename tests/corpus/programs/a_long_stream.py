"""Two thousand values, and what became of them.

generators: 2
yields: 3000
resumes: 3000
"""


def numbers(limit):
    number = 0
    while number < limit:
        number += 1
        yield number


print(sum(number for number in numbers(2000) if number % 2))
print("done")
