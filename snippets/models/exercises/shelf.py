"""Batches by number

Write a class `Shelf(rows, size)`. `len(shelf)` is the number of batches, the last of
which may be shorter. `shelf[number]` gives one batch, as a list. You may ask for
batches in any order, as often as you like. The first one is number 0.

A negative number, or one past the last batch, raises an `IndexError`, so that a `for`
loop over a shelf ends. If `size` is below 1, `Shelf(rows, size)` raises a `ValueError`.

Don't read any rows until a batch is asked for: `rows` may be on a disk.

Hint: Round up: `-(-a // b)` does it for whole numbers.

Hint: A slice past the end is empty, and raises nothing. Check the number first.

Step: list(Shelf("abc", 2)[number] for number in [1, 0])
"""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

T = TypeVar("T")


# --8<-- [start:starter]
class Shelf:
    """Batches of rows, by number."""

    def __init__(self, rows, size):
        self.rows, self.size = rows, size

    def __len__(self):
        return len(self.rows) // self.size

    def __getitem__(self, number):
        start = number * self.size
        return self.rows[start : start + self.size]
# --8<-- [end:starter]


# --8<-- [start:wrong-last-rows]
# told: Two answers of `Shelf(rows, 2)` get in each other's way.
# Each call by itself is right, so something stays behind from one
# call to the next.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        Shelf.rows, Shelf.size = rows, size

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        start = number * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-last-rows]


# --8<-- [start:wrong-rounds-down]
# told: `len(Shelf(['a', 'b', 'c', 'd', 'e'], 2))` gives `2`, not `3`.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size

    def __len__(self):
        return len(self.rows) // self.size

    def __getitem__(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        start = number * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-rounds-down]


# --8<-- [start:wrong-one-more]
# told: `len(Shelf(['a', 'b', 'c', 'd'], 2))` gives `3`, not `2`.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size

    def __len__(self):
        return len(self.rows) // self.size + 1

    def __getitem__(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        start = number * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-one-more]


# --8<-- [start:wrong-never-ends]
# told: `Shelf(['a', 'b', 'c', 'd', 'e'], 2)[3]` should raise
# `IndexError`, but it doesn't.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        start = number * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-never-ends]


# --8<-- [start:wrong-negative]
# told: `Shelf(['a', 'b', 'c', 'd', 'e'], 2)[-1]` should raise
# `IndexError`, but it doesn't.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        if number >= len(self):
            raise IndexError(number)
        start = number * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-negative]


# --8<-- [start:wrong-next]
# told: `Shelf(['a', 'b', 'c', 'd', 'e'], 2)[2]` gives `[]`, not
# `['e']`.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size
        self.place = 0

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        start, self.place = self.place, self.place + self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-next]


# --8<-- [start:wrong-size-unchecked]
# told: `Shelf(['a', 'b'], 0)` should raise `ValueError`, but it
# doesn't.
class Shelf:
    def __init__(self, rows, size):
        self.rows, self.size = rows, size

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        start = number * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-size-unchecked]


# --8<-- [start:wrong-one-refused]
# told: `Shelf(['a', 0, None, '', 0], 1)` raised `ValueError: no batch
# has so few rows`.
class Shelf:
    def __init__(self, rows, size):
        if size <= 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        start = number * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-one-refused]


# --8<-- [start:wrong-all-at-once]
# told: `Shelf(['a', 'b', 'c', 'd', 'e'], 2)` reads rows before a
# batch is asked for.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        rows = list(rows)
        starts = range(0, len(rows), size)
        self.batches = [rows[n : n + size] for n in starts]

    def __len__(self):
        return len(self.batches)

    def __getitem__(self, number):
        if number < 0:
            raise IndexError(number)
        return self.batches[number]
# --8<-- [end:wrong-all-at-once]


# --8<-- [start:wrong-from-the-start]
# told: `Shelf(['a', 'b', 'c', 'd', 'e'], 2)[1]` reads 4 rows for a
# batch of 2.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        end = (number + 1) * self.size
        return list(self.rows[:end])[number * self.size :]
# --8<-- [end:wrong-from-the-start]


# --8<-- [start:wrong-first-is-one]
# told: `Shelf(['a', 'b', 'c', 'd', 'e'], 2)[0]` raised `IndexError: 0`.
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        if not 1 <= number <= len(self):
            raise IndexError(number)
        start = (number - 1) * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:wrong-first-is-one]


# --8<-- [start:wrong-one-for-all]
# told: `Shelf(['a', 0, None, '', 0], 1)[0]` gives `['a', 'b']`, not
# `['a']`. Each call by itself is right, so something stays behind from
# one call to the next.
class Shelf:
    def __init__(self, rows, size, known={}):
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size, self.known = rows, size, known

    def __len__(self):
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number):
        if not 0 <= number < len(self):
            raise IndexError(number)
        if number not in self.known:
            start = number * self.size
            batch = self.rows[start : start + self.size]
            self.known[number] = list(batch)
        return self.known[number]
# --8<-- [end:wrong-one-for-all]


# --8<-- [start:right-ceil]
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError(size)
        self.rows, self.size = rows, size

    def __len__(self):
        from math import ceil

        return ceil(len(self.rows) / self.size)

    def __getitem__(self, number):
        start = number * self.size
        batch = self.rows[start : start + self.size]
        if number < 0 or len(batch) == 0:
            raise IndexError(number)
        return list(batch)
# --8<-- [end:right-ceil]


# --8<-- [start:right-range]
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError(f"size {size}")
        self.rows, self.size = rows, size
        self.starts = range(0, len(rows), size)

    def __len__(self):
        return len(self.starts)

    def __getitem__(self, number):
        if number < 0:
            raise IndexError("no batch before the first")
        start = self.starts[number]
        return list(self.rows[start : start + self.size])
# --8<-- [end:right-range]


# --8<-- [start:right-divmod]
class Shelf:
    def __init__(self, rows, size):
        if not size >= 1:
            raise ValueError(size)
        self.rows, self.size = rows, size
        whole, rest = divmod(len(rows), size)
        self.count = whole + bool(rest)

    def __len__(self):
        return self.count

    def __getitem__(self, number):
        if number not in range(self.count):
            raise IndexError(number)
        first = number * self.size
        last = min(first + self.size, len(self.rows))
        return [self.rows[place] for place in range(first, last)]
# --8<-- [end:right-divmod]


# --8<-- [start:right-iter]
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no rows in a batch")
        self.rows, self.size = rows, size

    def __len__(self):
        return (len(self.rows) + self.size - 1) // self.size

    def __getitem__(self, number):
        if number < 0 or number >= len(self):
            raise IndexError("no such batch")
        start = number * self.size
        return [*self.rows[start : start + self.size]]

    def __iter__(self):
        return (self[number] for number in range(len(self)))
# --8<-- [end:right-iter]


# --8<-- [start:right-slices]
class Shelf:
    def __init__(self, rows, size):
        if size < 1:
            raise ValueError("no rows in a batch")
        starts = range(0, len(rows), size)
        places = (slice(start, start + size) for start in starts)
        self.rows, self.places = rows, dict(enumerate(places))

    def __len__(self):
        return len(self.places)

    def __getitem__(self, number):
        try:
            return list(self.rows[self.places[number]])
        except KeyError:
            raise IndexError(number) from None
# --8<-- [end:right-slices]


# --8<-- [start:solution]
class Shelf(Generic[T]):
    def __init__(self, rows: Sequence[T], size: int) -> None:
        if size < 1:
            raise ValueError("no batch has so few rows")
        self.rows, self.size = rows, size

    def __len__(self) -> int:
        return -(-len(self.rows) // self.size)

    def __getitem__(self, number: int) -> list[T]:
        if not 0 <= number < len(self):
            raise IndexError("no such batch")
        start = number * self.size
        return list(self.rows[start : start + self.size])
# --8<-- [end:solution]


# same: `'no batch has so few rows'` -> `'no batch has so few rowsx'`, because the words
# of the error are yours
# same: `'no such batch'` -> `'no such batchx'`, because the words of the error are
# yours


class Rows:
    """Rows that note which of them are read."""

    def __init__(self, rows: list[Any]) -> None:
        self.kept, self.read = tuple(rows), list[int]()

    def __len__(self) -> int:
        return len(self.kept)

    def __getitem__(self, place: Any) -> Any:
        """Return a row, or those of a slice."""
        places = range(len(self.kept))[place]
        self.read += [places] if isinstance(places, int) else places
        return self.kept[place]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the length, and for batches by number, in several orders."""
    some: list[Any] = ["a", 0, None, "", 0]
    asked_of(probe, answer, list("abcde"), 2)
    for rows, size in ((list("abcd"), 2), (some, 1), (some, 3), (some, 5), (some, 9)):
        asked_of(probe, answer, rows, size)
    asked_of(probe, answer, [], 2)
    asked_of(probe, answer, [*range(60)], 7)
    for size in (0, -1):
        call = f"Shelf(['a', 'b'], {size})"
        probe.raises(call, lambda size=size: answer(["a", "b"], size), ValueError)
    one, other = answer(Rows(list("abc")), 2), answer(Rows(list("xyz")), 2)
    with probe.during("Shelf(rows, 2)"):
        taken = [one[0], other[0], one[1], other[1]]
    if taken != [["a", "b"], ["x", "y"], ["c"], ["z"]]:
        probe.fail("Two answers of `Shelf(rows, 2)` get in each other's way.")


def asked_of(
    probe: Any, answer: Callable[..., Any], rows: list[Any], size: int
) -> None:
    """Ask for the length, for all batches, back and forth, and for what isn't there."""
    call = f"Shelf({rows!r}, {size})"
    wanted = [rows[n : n + size] for n in range(0, len(rows), size)]
    source = Rows(rows)
    with probe.during(call):
        shelf = answer(source, size)
    with probe.during(f"len({call})"):
        count = len(shelf)
    probe.equal(f"len({call})", count, len(wanted))
    if source.read:
        probe.fail(f"`{call}` reads rows before a batch is asked for.")
    for number in [*range(len(wanted)), *range(len(wanted) - 1, -1, -1)]:
        source.read.clear()
        with probe.during(f"{call}[{number}]"):
            batch = shelf[number]
        probe.equal(f"{call}[{number}]", batch, wanted[number])
        if len(source.read) > len(wanted[number]):
            probe.fail(
                f"`{call}[{number}]` reads {len(source.read)} rows for a batch of "
                f"{len(wanted[number])}."
            )
    for number in (len(wanted), -1, len(wanted) + 5):
        probe.raises(f"{call}[{number}]", lambda n=number: shelf[n], IndexError)
    probe.gives(f"list({call})", shelf, wanted)
