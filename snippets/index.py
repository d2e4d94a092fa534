"""The start page: one task, done with a list and a generator, and what each does."""

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

MOST = 100  # numbers that might be asked for
ENOUGH = 10  # the first square above this ends the task


class Square(int):
    """A number that counts how many of its kind were worked out, and are held."""

    made: ClassVar[int] = 0
    held: ClassVar[int] = 0

    def __new__(cls, value: int) -> "Square":
        """Work one out."""
        cls.made += 1
        cls.held += 1
        return super().__new__(cls, value)

    def __del__(self) -> None:
        """Let go of it."""
        Square.held -= 1


def square(i: int) -> int:
    """Work out the square of a number."""
    return Square(i * i)


def squares_in_a_list(n: int) -> list[int]:
    """Return the squares below n, all of them worked out."""
    return [square(i)
            for i in range(n)]  # fmt: skip


def squares_one_by_one(n: int) -> Iterator[int]:
    """Yield the squares below n, each worked out when it's asked for."""
    for i in range(n):
        yield square(i)


def watched(squares: Callable[[int], Iterable[int]]) -> list[tuple[int, int, int]]:
    """Look for the first square above ENOUGH; return value, made and held each time."""
    Square.made = 0
    seen = []
    for s in squares(MOST):
        seen.append((int(s), Square.made, Square.held))
        if s > ENOUGH:
            break
    return seen


Step = dict[str, Any]
SCRIPT = [
    ["code", f"for s in squares({MOST}):"],
    ["code", f"    if s > {ENOUGH}: break"],
]


def measure_squares() -> dict[str, Any]:
    """Return what each way has worked out and holds, in each round of its loop."""
    ways = watched(squares_in_a_list), watched(squares_one_by_one)
    rows = [[s, *a, *b] for (s, *a), (_, *b) in zip(*ways, strict=True)]
    return {
        "title": f"One task, twice: the first square over {ENOUGH}",
        "platform": "CPython, which frees each number right away",
        "columns": [
            "s",
            "list made",
            "list holds",
            "generator made",
            "generator holds",
        ],
        "rows": rows,
        "stage": {
            "boards": [
                board("list", "With a list", squares_in_a_list),
                board("generator", "With a generator", squares_one_by_one),
            ],
            "steps": [
                step for number in range(-1, len(rows)) for step in told(rows, number)
            ],
            "table": {
                "heads": [
                    ["the loop has"],
                    ["list: made, held"],
                    ["generator: made, held"],
                ],
                "rows": [
                    [["", f"s = {s}", ""], [f"{a}, {b}"], [f"{c}, {d}"]]
                    for s, a, b, c, d in rows
                ],
            },
        },
    }


def board(name: str, title: str, function: Callable[..., Any]) -> dict[str, Any]:
    """Return a loop, and the function that it asks, as it is in this file."""
    lines = [
        line for line in inspect.getsource(function).splitlines() if '"""' not in line
    ]
    code = [line.partition("  # fmt")[0] for line in lines]
    code[0] = "def squares(n):"
    card = {
        "id": name,
        "name": f"squares({MOST})",
        "made": [""],
        "first": 1,
        "code": code,
        "place": 0,
        "meters": ["worked out", "held"],
    }
    you = {"id": f"with {name}", "name": title, "rows": SCRIPT, "script": True}
    return {"you": you, "cards": [card]}


def told(rows: list[list[int]], number: int) -> list[Step]:
    """Return the steps of both loops up to a row; -1 is before the first."""
    left, right = "with list", "with generator"
    running: Step = {"state": "running", "at": 0}
    waiting: Step = {"state": "waits", "at": 0}
    if number < 0:
        made, held = rows[0][1:3]
        lanes = {
            left: {**running, "seen": 2},
            right: {**running, "seen": 2},
            "list": {"state": "absent", "meters": [0, 0]},
            "generator": {"state": "absent", "meters": [0, 0]},
        }
        called = {left: waiting, right: waiting, "list": {**running, "at": 2}}
        back = {
            left: {"state": "running"},
            right: {"state": "running"},
            "list": {"state": "finished", "at": 0, "meters": [made, held]},
            "generator": {"state": "created"},
        }
        return [
            {
                "rest": 1,
                "lanes": lanes,
                "say": [f"Two ways to find the first square over {ENOUGH}."],
            },
            {"lanes": called, "cross": [[left, 0, "list", 2, "calls", "ask"]]},
            {
                "rest": 1,
                "lanes": back,
                "cross": [
                    ["list", 2, left, 0, "a list", "end"],
                    [right, 0, "generator", 0, "makes", "make"],
                ],
                "say": [
                    f"The list is returned when all {made} squares are worked out, and "
                    f"it holds {held}. The generator is made, with none worked out yet."
                ],
            },
        ]
    s, made, held, *lazy = rows[number]
    line = 3
    asks: Step = {
        "lanes": {
            left: {"at": 0},
            right: waiting,
            "generator": {"state": "running", "at": line},
        },
        "cross": [[right, 0, "generator", line, "asks", "ask"]],
    }
    has: Step = {"state": "running", "at": 1, "keeps": f"s = {s}"}
    over = s > ENOUGH
    say = (
        f"{s} is over {ENOUGH}. The list worked out {made} squares and holds them all. "
        f"The generator worked out {lazy[0]}, and held one at a time."
        if over
        else f"{s} is not over {ENOUGH}. The list has the next one already; the "
        "generator works out one more when it's asked."
    )
    lanes = {left: has, right: has, "generator": {"state": "suspended", "meters": lazy}}
    return [
        asks,
        {
            "rest": 1,
            "lanes": lanes,
            "cross": [["generator", line, right, 0, str(s), "yield"]],
            "say": [say],
        },
    ]
