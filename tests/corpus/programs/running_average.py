"""A running average that is sent its numbers.

generators: 1
yields: 4
resumes: 3
"""


def average():
    total = count = 0
    mean = None
    while True:
        number = yield mean
        total += number
        count += 1
        mean = total / count


mean = average()
print(next(mean))
for number in (10, 20, 60):
    print(number, "makes", mean.send(number))
