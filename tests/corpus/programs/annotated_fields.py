"""Classes whose fields have annotations, which Python 3.14 makes functions of.

generators: 4
yields: 8
resumes: 8
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Step(NamedTuple):
    name: str
    weight: int
    tags: tuple[str, ...] = ()


@dataclass
class Walk:
    steps: list[Step]
    title: str = "a walk"

    def __iter__(self) -> Iterator[str]:
        for step in self.steps:
            yield step.name

    def heavy(self, least: int) -> Iterator[Step]:
        yield from (step for step in self.steps if step.weight >= least)


walk = Walk([Step("up", 3), Step("along", 1, ("flat",)), Step("down", 2)])
for name in walk:
    print(walk.title, name)
print([step.name for step in walk.heavy(2)], sum(step.weight for step in walk.steps))
