"""A loop of your own

Write `longest(words)` without `for`. It returns the longest of the words, the first
one where several are equally long, and `""` where there are none.

The words may come from a list or from a generator. Use `iter` and `next`, and end at
`StopIteration`.

Hint: Call `iter(words)` once, before the loop, and give the result a name.

Hint: In a `while True` loop, `next` of that iterator stands inside `try`, and the
`except StopIteration` returns the best word so far.

Step: longest(word for word in ["a", "generator", "waits"])
"""

from collections.abc import Callable, Iterable
from typing import Any


# --8<-- [start:starter]
def longest(words):
    """Return the longest of the words."""
    best = ""
    return best
# --8<-- [end:starter]


# --8<-- [start:wrong-no-iter]
# told: `longest(words)` raised `TypeError: 'Words' object is not an
# iterator`.
def longest(words):
    best = ""
    while True:
        try:
            word = next(words)
        except StopIteration:
            return best
        if len(word) > len(best):
            best = word
# --8<-- [end:wrong-no-iter]


# --8<-- [start:wrong-new-iterator]
# told: `longest` asks for the first word again and again: call `iter`
# once, before the loop.
def longest(words):
    best = ""
    while True:
        word = next(iter(words), None)
        if word is None:
            return best
        if len(word) > len(best):
            best = word
# --8<-- [end:wrong-new-iterator]


# --8<-- [start:wrong-not-caught]
# told: `longest(words)` raised `StopIteration`.
def longest(words):
    best = ""
    iterator = iter(words)
    while True:
        word = next(iterator)
        if len(word) > len(best):
            best = word
# --8<-- [end:wrong-not-caught]


# --8<-- [start:wrong-last-of-equals]
# told: `longest(['ask', 'one', 'at'])` gives another value.
def longest(words):
    best = ""
    iterator = iter(words)
    while True:
        try:
            word = next(iterator)
        except StopIteration:
            return best
        if len(word) >= len(best):
            best = word
# --8<-- [end:wrong-last-of-equals]


# --8<-- [start:solution]
def longest(words: Iterable[str]) -> str:
    """Return the longest of the words, "" where there are none."""
    best = ""
    iterator = iter(words)
    while True:
        try:
            word = next(iterator)
        except StopIteration:
            return best
        if len(word) > len(best):
            best = word
# --8<-- [end:solution]


class Words(list[str]):
    """A list that notices when it is walked through anew, over and over."""

    begun = 0

    def __iter__(self) -> Any:
        """Begin a walk; more than a few end in an error."""
        self.begun += 1
        if self.begun > 3:
            raise RuntimeError
        return super().__iter__()


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the longest word of lists and of a generator."""
    words = Words(["to", "yield", "is"])
    try:
        best = answer(words)
    except RuntimeError:
        probe.fail(
            "`longest` asks for the first word again and again: call `iter` once, "
            "before the loop."
        )
    else:
        probe.equal("longest(words)", best, "yield")
    probe.equal("longest(['ask', 'one', 'at'])", answer(["ask", "one", "at"]), "ask")
    probe.equal("longest([])", answer([]), "")
    source = probe.source(["a", "generator", "waits"])
    probe.equal("longest(word for word in …)", answer(source), "generator")
