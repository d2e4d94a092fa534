"""A loop of your own

Write `longest(words)` without `for`. It returns the longest of the words. If several
are equally long, it returns the first of them, and if there are none, `""`.

The words may come from a list or from a generator. Use `iter` and `next`, and stop at
`StopIteration`.

Hint: Call `iter(words)` once, before the loop, and give the result a name.

Hint: In a `while True` loop, call `next` on that iterator inside a `try`, and return
the best word so far in the `except StopIteration`.

Step: longest(word for word in ["a", "generator", "waits"])
"""

from collections.abc import Callable
from typing import Any


# --8<-- [start:starter]
def longest(words):
    """Return the longest of the words."""
    best = ""
    return best
# --8<-- [end:starter]


# --8<-- [start:wrong-no-iter]
# told: `longest(['to', 'yield', 'is'])` raised `TypeError: 'list'
# object is not an iterator`.
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
# told: `longest` asks for the first word again and again. Call `iter`
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
# told: `longest(['to', 'yield', 'is'])` raised `StopIteration`.
def longest(words):
    best = ""
    iterator = iter(words)
    while True:
        word = next(iterator)
        if len(word) > len(best):
            best = word
# --8<-- [end:wrong-not-caught]


# --8<-- [start:wrong-last-of-equals]
# told: `longest(['ask', 'one', 'at'])` gives `'one'`, not `'ask'`.
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


# --8<-- [start:wrong-with-for]
# told: The task asks you to manage without `for`.
def longest(words):
    best = ""
    for word in words:
        if len(word) > len(best):
            best = word
    return best
# --8<-- [end:wrong-with-for]


# --8<-- [start:wrong-by-max]
# told: The task asks you to manage without `max`.
def longest(words):
    return max(words, key=len, default="")
# --8<-- [end:wrong-by-max]


# --8<-- [start:wrong-ends-at-an-empty-word]
# told: `longest(['to', '', 'generator', '', 'is'])` gives `'to'`, not
# `'generator'`.
def longest(words):
    best = ""
    iterator = iter(words)
    while word := next(iterator, ""):
        if len(word) > len(best):
            best = word
    return best
# --8<-- [end:wrong-ends-at-an-empty-word]


# --8<-- [start:wrong-swallows]
# told: When its source raises an error before the first item,
# `longest(source)` keeps quiet about it. Let the error through.
def longest(words):
    best = ""
    iterator = iter(words)
    while True:
        try:
            word = next(iterator)
        except Exception:
            return best
        if len(word) > len(best):
            best = word
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-best-of-all-calls]
# told: `longest(['ask', 'one', 'at'])` gives `'yield'`, not `'ask'`.
# Each call by itself is right, so something stays behind from one call
# to the next.
best = ""
def longest(words):
    global best
    iterator = iter(words)
    while True:
        try:
            word = next(iterator)
        except StopIteration:
            return best
        if len(word) > len(best):
            best = word
# --8<-- [end:wrong-best-of-all-calls]


# --8<-- [start:wrong-longest-by-letters]
# told: `longest(['ask', 'one', 'at'])` gives `'one'`, not `'ask'`.
def longest(words):
    best = ""
    iterator = iter(words)
    while True:
        try:
            word = next(iterator)
        except StopIteration:
            return best
        if word > best:
            best = word
# --8<-- [end:wrong-longest-by-letters]


# --8<-- [start:right-sentinel]
def longest(words):
    over = object()
    iterator, best = iter(words), ""
    while (word := next(iterator, over)) is not over:
        best = word if len(word) > len(best) else best
    return best
# --8<-- [end:right-sentinel]


# --8<-- [start:right-methods]
def longest(words):
    walk = words.__iter__()
    best = ""
    try:
        while True:
            word = walk.__next__()
            if len(best) < len(word):
                best = word
    except StopIteration:
        pass
    return best
# --8<-- [end:right-methods]


# --8<-- [start:right-recursion]
def longest(words):
    def rest(iterator, best):
        try:
            word = next(iterator)
        except StopIteration:
            return best
        return rest(iterator, word if len(word) > len(best) else best)

    return rest(iter(words), "")
# --8<-- [end:right-recursion]


# --8<-- [start:right-own-max]
def longest(words):
    iterator = iter(words)
    try:
        max = next(iterator)
    except StopIteration:
        return ""
    while True:
        try:
            word = next(iterator)
            if len(word) > len(max):
                max = word
        except StopIteration:
            return max
# --8<-- [end:right-own-max]


# --8<-- [start:right-else]
def longest(words):
    iterator = iter(words)
    best, size, more = "", 0, True
    while more:
        try:
            word = next(iterator)
        except StopIteration:
            more = False
        else:
            if (length := len(word)) > size:
                best, size = word, length
    return best
# --8<-- [end:right-else]


# --8<-- [start:right-yields-inside]
def longest(words):
    def one(iterator):
        while True:
            try:
                yield next(iterator)
            except StopIteration:
                return

    walk, best = one(iter(words)), ""
    try:
        while True:
            word = next(walk)
            if len(word) > len(best):
                best = word
    except StopIteration:
        return best
# --8<-- [end:right-yields-inside]


# --8<-- [start:solution]
def longest(words):
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


# same: gathers its source; reads ahead in its source; keeps all of its source,
# because the task leaves open how much it keeps
# same: leaves out falsy items of its source; leaves out repeats of its source;
# repeats the last of its source, because such a word is never longer
# same: ends at a None of its source, because a word is never None


class Words(list[str]):
    """A list that notices when it is walked from the start, over and over."""

    begun = 0

    def __iter__(self) -> Any:
        """Begin a walk; more than a few end in an error."""
        self.begun += 1
        if self.begun > 3:
            raise RuntimeError
        return super().__iter__()


Words.__name__ = "list"  # messages call it what a learner passed


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for the longest word of lists and of generators, and how it was found."""
    words = Words(["to", "yield", "is"])
    with probe.during("longest(['to', 'yield', 'is'])"):
        try:
            best = answer(words)
        except RuntimeError:
            probe.fail(
                "`longest` asks for the first word again and again. Call `iter` once, "
                "before the loop."
            )
    probe.equal("longest(['to', 'yield', 'is'])", best, "yield")
    for some in (
        ["ask", "one", "at"],
        ["to", "", "generator", "", "is"],
        ["", "a", "bb", "ccc", ""],
        ["", ""],
        ["a"] * 30 + ["last"],
        ["b", "a", "b", "cc", "aa", "cc"],
        ["first", "a"],
        [],
    ):
        probe.equal(f"longest({some})", answer(some), max(some, key=len, default=""))
    source = probe.source(["a", "generator", "waits"])
    probe.equal("longest(word for word in …)", answer(source), "generator")
    for given in ([], ["a"], ["a", "bb", ""]):
        probe.source_error("longest(source)", answer, given)
    probe.avoids("for", "max", "sorted", "reduce")
    probe.uses("iter", "next")
