"""A generator closed where nothing encloses its yield: none of its code runs.

generators: 1
yields: 2
resumes: 1
"""


def count():
    number = 0
    while True:
        yield number
        print("going on after", number)
        number += 1


numbers = count()
print(next(numbers), next(numbers))
numbers.close()
numbers.close()
print(next(numbers, "closed"))
