"""A place for your own generators: three to begin with.

>>> # --8<-- [start:ask-collatz]
>>> list(collatz(6))
[6, 3, 10, 5, 16, 8, 4, 2, 1]
>>> # --8<-- [end:ask-collatz]

>>> # --8<-- [start:ask-pipeline]
>>> list(long_words(words("a generator waits for you")))
['generator', 'waits']
>>> # --8<-- [end:ask-pipeline]

>>> # --8<-- [start:ask-average]
>>> mean = average()
>>> next(mean)
0.0
>>> mean.send(10), mean.send(20)
(10.0, 15.0)
>>> # --8<-- [end:ask-average]
"""

from collections.abc import Generator, Iterable, Iterator


# --8<-- [start:collatz]
def collatz(n: int) -> Iterator[int]:
    """Yield n, and what follows it by Collatz's rule, down to 1."""
    yield n
    while n > 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        yield n
# --8<-- [end:collatz]


# --8<-- [start:pipeline]
def words(text: str) -> Iterator[str]:
    """Yield the words of a text."""
    yield from text.split()


def long_words(source: Iterable[str]) -> Iterator[str]:
    """Yield the words of more than four letters."""
    for word in source:
        if len(word) > 4:
            yield word
# --8<-- [end:pipeline]


# --8<-- [start:average]
def average() -> Generator[float, float, None]:
    """Take a number with each send, and yield the mean so far."""
    total = mean = 0.0
    count = 0
    while True:
        total += yield mean
        count += 1
        mean = total / count
# --8<-- [end:average]
