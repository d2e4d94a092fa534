"""Permutations by recursion: each order of the rest, behind each item.

generators: 16
yields: 24
resumes: 24
"""


def orders(items):
    if not items:
        yield ""
        return
    for at, item in enumerate(items):
        for rest in orders(items[:at] + items[at + 1 :]):
            yield item + rest


print(" ".join(orders("abc")))
