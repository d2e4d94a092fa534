"""Initials, by an expression

Write `initials(names)`. It returns a generator expression that gives the first letter
of each name, in upper case.

Leave out names that are empty. Don't look at a name before a letter is asked for.

Hint: The expression has the form `(… for name in names if …)`.

Hint: An empty string counts as false, so `if name` leaves it out. The first letter is
`name[0]`.

Step: list(initials(["ada", "", "grace"]))
"""

from collections.abc import Callable
from typing import Any


# --8<-- [start:starter]
def initials(names):
    return names
# --8<-- [end:starter]


# --8<-- [start:wrong-brackets]
# told: `initials(['ada'])` gives you a list, with everything in it at
# once. Round brackets make it lazy.
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
# told: `initials(iter(['zoe', '', 'Ada', '', 'ada', 'bob']))` took 6
# items from its source before anybody asked for a value.
def initials(names):
    kept = [name for name in names if name]
    return (name[0].upper() for name in kept)
# --8<-- [end:wrong-looks-ahead]


# --8<-- [start:wrong-ends-at-an-empty-name]
# told: `list(initials(['ada', '', 'grace']))` ends after 1 item, but
# more should come.
def initials(names):
    walk = iter(names)
    return (name[0].upper() for name in iter(lambda: next(walk), ""))
# --8<-- [end:wrong-ends-at-an-empty-name]


# --8<-- [start:wrong-reads-one-name]
# told: `initials(iter(['zoe', '', 'Ada', '', 'ada', 'bob']))` took 1
# item from its source before anybody asked for a value.
def initials(names):
    names = iter(names)
    first = next(names)
    rest = (name[0].upper() for name in names if name)
    both = (first[:1].upper(), rest)
    return (letter for letters in both for letter in letters)
# --8<-- [end:wrong-reads-one-name]


# --8<-- [start:wrong-sorted]
# told: `initials(iter(['zoe', '', 'Ada', '', 'ada', 'bob']))` took 6
# items from its source before anybody asked for a value.
def initials(names):
    return (name[0].upper() for name in sorted(names) if name)
# --8<-- [end:wrong-sorted]


# --8<-- [start:wrong-no-repeats]
# told: `list(initials(['grace'] * 40))` ends after 1 item, but more
# should come.
def initials(names):
    seen = set()
    return (
        seen.add(name[0]) or name[0].upper()
        for name in names
        if name and name[0] not in seen
    )
# --8<-- [end:wrong-no-repeats]


# --8<-- [start:wrong-whole-names]
# told: `list(initials(['ada', '', 'grace']))` gives `'ADA'` as item 1,
# not `'A'`.
def initials(names):
    return (name.upper() for name in names if name)
# --8<-- [end:wrong-whole-names]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `initials(source)` keeps quiet about it. Let the error through.
def initials(names):
    def letters():
        try:
            for name in names:
                if name:
                    yield name[0].upper()
        except Exception:
            return

    return letters()
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-first-names-again]
# told: `list(initials(['ada', '', 'grace']))` ends after 1 item, but
# more should come. Each call by itself is right, so something stays
# behind from one call to the next.
kept: dict[str, object] = {}
def initials(names):
    letters = (name[0].upper() for name in names if name)
    return kept.setdefault("first", letters)
# --8<-- [end:wrong-first-names-again]


# --8<-- [start:right-slice]
def initials(names):
    return (letter for name in names for letter in name[:1].upper())
# --8<-- [end:right-slice]


# --8<-- [start:right-filter]
def initials(names):
    return (name[0] for name in map(str.upper, filter(None, names)))
# --8<-- [end:right-filter]


# --8<-- [start:right-walrus]
def initials(names):
    return (
        letter for name in names if (letter := name[:1].upper()) != ""
    )
# --8<-- [end:right-walrus]


# --8<-- [start:right-two-steps]
def initials(names):
    letters = (name[:1] for name in names)
    return (each.upper() for each in letters if each)
# --8<-- [end:right-two-steps]


# --8<-- [start:right-yields]
def initials(names):
    for name in names:
        if len(name):
            yield name.capitalize()[0]
# --8<-- [end:right-yields]


# --8<-- [start:right-function]
def initials(names):
    def first(name):
        letter, *_ = name
        return letter.upper()

    return (first(name) for name in names if not name == "")
# --8<-- [end:right-function]


# --8<-- [start:solution]
def initials(names):
    return (
        name[0].upper()
        for name in names
        if name
    )
# --8<-- [end:solution]


# same: ends at a falsy item of its result; leaves out falsy items of its result,
# because no letter is empty
# same: leaves out falsy items of its source, because the task asks for that
# same: ends at a None of its source, because a name is never None


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask what it gives, and when it looks at the names."""
    if isinstance(answer(["ada"]), list):
        probe.fail(
            "`initials(['ada'])` gives you a list, with everything in it at once. "
            "Round brackets make it lazy."
        )
    given = answer(["ada", "", "grace"])
    probe.gives("list(initials(['ada', '', 'grace']))", given, ["A", "G"])
    probe.generator(answer(["ada"]), "initials(['ada'])")
    names = ["zoe", "", "Ada", "", "ada", "bob"]
    pulls = [0, 1, 3, 5, 6, 6]
    probe.one_by_one("initials({})", answer, names, ["Z", "A", "A", "B"], pulls)
    probe.gives("list(initials([]))", answer([]), [])
    many = ["grace"] * 40
    probe.gives("list(initials(['grace'] * 40))", answer(many), ["G"] * 40)
    probe.retained("initials(names)", answer, many)
