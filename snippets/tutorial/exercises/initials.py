"""Initials, by an expression

Write `initials(names)`. It returns a generator expression that gives the first letter
of each name, in upper case.

Names that are empty are left out. No name is looked at before somebody asks.

Hint: The expression has the form `(… for name in names if …)`.

Hint: An empty string counts as false, so `if name` leaves it out. A first letter is
`name[0]`.

Step: list(initials(["ada", "", "grace"]))
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any


# --8<-- [start:starter]
def initials(names):
    """Return the initials of the names, one at a time."""
    return names
# --8<-- [end:starter]


# --8<-- [start:wrong-brackets]
# told: `initials(['ada'])` gives a list, made whole before anybody
# asked. Round brackets make it lazy.
def initials(names):
    return [name[0].upper() for name in names if name]
# --8<-- [end:wrong-brackets]


# --8<-- [start:wrong-no-condition]
# told: `list(initials(['ada', '', 'grace']))` raised `IndexError:
# string index out of range`.
def initials(names):
    return (name[0].upper() for name in names)
# --8<-- [end:wrong-no-condition]


# --8<-- [start:wrong-lower]
# told: `list(initials(['ada', '', 'grace']))` gives `'a'` as item 1,
# not `'A'`.
def initials(names):
    return (name[0] for name in names if name)
# --8<-- [end:wrong-lower]


# --8<-- [start:wrong-looks-ahead]
# told: Calling `initials` took 3 items from its source: 1 would do.
def initials(names):
    kept = [name for name in names if name]
    return (name[0].upper() for name in kept)
# --8<-- [end:wrong-looks-ahead]


# --8<-- [start:solution]
def initials(names: Iterable[str]) -> Iterator[str]:
    """Return the initials of the names, one at a time."""
    return (
        name[0].upper()
        for name in names
        if name
    )
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask what it gives, and when it looks at the names."""
    if isinstance(answer(["ada"]), list):
        probe.fail(
            "`initials(['ada'])` gives a list, made whole before anybody asked. "
            "Round brackets make it lazy."
        )
    given = answer(["ada", "", "grace"])
    probe.gives("list(initials(['ada', '', 'grace']))", given, ["A", "G"])
    names = probe.source(["ada", "", "grace"])
    waiting = answer(names)
    # an expression asks its source for an iterator at once, for items later
    probe.pulled(names, 1, "calling `initials`")
    probe.generator(waiting, "initials(names)")
