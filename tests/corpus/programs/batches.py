"""Batches of a stream, the last one shorter.

generators: 2
yields: 8
resumes: 8
"""

from itertools import islice


def numbers():
    for number in range(1, 6):
        print("read", number)
        yield number


def batches(items, size):
    items = iter(items)
    while batch := list(islice(items, size)):
        yield batch


for batch in batches(numbers(), 2):
    print(batch)
