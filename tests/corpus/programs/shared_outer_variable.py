"""Two generators that share a variable of the function that made them.

generators: 2
yields: 5
resumes: 3
"""


def counters():
    total = 0

    def adding():
        nonlocal total
        while True:
            total += 1
            yield total

    def doubling():
        nonlocal total
        while True:
            total *= 2
            yield total

    return adding(), doubling()


more, twice = counters()
print(next(more), next(twice), next(more), next(twice), next(more))
