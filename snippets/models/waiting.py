"""Waiting for data: work that's under way while you train on what came before.

>>> # --8<-- [start:stage]
>>> work = (Job(n) for n in count())
>>> g = under_way(work, 2)
>>> next(g)
'batch 0'
>>> next(work)
Job(n=3)
>>> # --8<-- [end:stage]
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from itertools import count, islice  # noqa: F401 (the session uses it)
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Job(NamedTuple):
    """Stands for a `Future`; its batch is there right away."""

    n: int

    def result(self) -> str:
        """Return the batch."""
        return f"batch {self.n}"


# --8<-- [start:under-way]
def under_way(
    jobs: Iterator[Future[T]], depth: int
) -> Iterator[T]:
    """Keep `depth` jobs ahead."""
    due = deque(islice(jobs, depth))
    while due:
        job = due.popleft()
        due += islice(jobs, 1)
        yield job.result()
# --8<-- [end:under-way]
