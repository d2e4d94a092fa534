"""Cut a stream into batches and windows.

>>> # --8<-- [start:batched] needs 3.12
>>> from itertools import batched, islice
>>> list(batched("abcde", 2))
[('a', 'b'), ('c', 'd'), ('e',)]
>>> list(islice(batched(fibonacci(), 3), 2))
[(0, 1, 1), (2, 3, 5)]
>>> # --8<-- [end:batched]

>>> # --8<-- [start:own]
>>> list(batches("abcde", 2))
[['a', 'b'], ['c', 'd'], ['e']]
>>> # --8<-- [end:own]

>>> # --8<-- [start:one-list]
>>> list(one_list(range(4), 2))
[[], []]
>>> # --8<-- [end:one-list]

>>> # --8<-- [start:strict] needs 3.13
>>> from itertools import batched
>>> list(batched("abcde", 2, strict=True))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: batched(): incomplete batch
>>> batched("abcde", 0)
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
ValueError: n must be at least one
>>> # --8<-- [end:strict]

>>> # --8<-- [start:windows]
>>> from itertools import islice, pairwise
>>> list(islice(pairwise(fibonacci()), 4))
[(0, 1), (1, 1), (1, 2), (2, 3)]
>>> # --8<-- [end:windows]

>>> # --8<-- [start:zipped]
>>> walk = iter("abcde")
>>> list(zip(walk, walk))
[('a', 'b'), ('c', 'd')]
>>> # --8<-- [end:zipped]
"""

from snippets.tutorial.endless_streams import fibonacci  # noqa: F401 (the session uses it)


# --8<-- [start:batches]
def batches(source, size):
    batch = []
    for item in source:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
# --8<-- [end:batches]


# --8<-- [start:clears]
def one_list(source, size):
    batch = []
    for item in source:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch.clear()
# --8<-- [end:clears]
