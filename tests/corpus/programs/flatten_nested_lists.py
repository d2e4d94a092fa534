"""Nested lists made flat, a generator for each list.

generators: 4
yields: 5
resumes: 5
"""


def flat(items):
    for item in items:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item


print(list(flat([1, [2, [3, 4], []], 5])))
