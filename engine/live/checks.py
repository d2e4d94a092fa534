"""What the check of an exercise may ask of an answer, and how it says no.

A check compares more than `list(...)`: whether an answer is a generator iterator, how
many items it took from its source and when, whether it closes that source, whether
it holds where the source never ends.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from engine.live.masks import masked

MOST_PULLS = 1_000
LONGEST = 72

# what has all its items at once, as a learner calls it
WHOLE = {
    "list": "list",
    "tuple": "tuple",
    "set": "set",
    "dict": "dictionary",
    "str": "string",
}


class WrongError(Exception):
    """An answer that does not do what the task asks.

    `message` is for a learner; `expected` and `got` are to stand side by side, and
    are empty where there is nothing to compare.
    """

    def __init__(self, message: str, expected: str = "", got: str = "") -> None:
        """Take what to say."""
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.got = got


class EndlessError(BaseException):
    """A source was asked too often; no `except Exception` of an answer can hide it."""

    def __init__(self, most: int) -> None:
        """Take how often a source may be asked."""
        super().__init__(
            f"asked its source for more than {most} items: "
            "it must work where the source never ends"
        )


class Source(Iterator[Any]):
    """An iterator that counts what is taken from it.

    `pulls` is the number of items that it gave, `closed` whether it is over: it ran
    out, or somebody called its `close`.
    """

    def __init__(self, items: Iterable[Any] = (), most: int = MOST_PULLS) -> None:
        """Take the items, endless ones included, and how many may be asked for."""
        self.items = iter(items)
        self.most = most
        self.asked = 0
        self.pulls = 0
        self.closed = False

    def __next__(self) -> Any:
        """Return the next item; raise EndlessError when it is one too many."""
        self.asked += 1
        if self.asked > self.most:
            raise EndlessError(self.most)
        if self.closed:
            raise StopIteration
        try:
            item = next(self.items)
        except StopIteration:
            self.closed = True
            raise
        self.pulls += 1
        return item

    def close(self) -> None:
        """End it, as a generator iterator's `close` does."""
        self.closed = True


class Probe:
    """The questions of a check. Each raises WrongError when the answer is no.

    `call` is the code that a learner would write to see the same.
    """

    def __init__(self) -> None:
        """Begin a check."""
        self.sources: list[Source] = []
        self.case = ""  # what runs the answer's code now, if that is known

    def source(self, items: Iterable[Any] = (), most: int = MOST_PULLS) -> Source:
        """Return an iterator over `items` that counts; `most` of them may be taken."""
        source = Source(items, most)
        self.sources.append(source)
        return source

    def generator(self, value: Any, call: str) -> Any:
        """Return `value` when it is a generator iterator."""
        if inspect.isgenerator(value):
            return value
        raise WrongError(f"`{call}` {instead(value)}")

    def pulled(self, source: Source, most: int, doing: str) -> None:
        """Ask that no more than `most` items of `source` are taken by now.

        `doing` says what was done, such as "calling every_other(letters)".
        """
        if source.pulls <= most:
            return
        took = f"{doing[:1].upper()}{doing[1:]} took {counted(source.pulls)}"
        if most:
            raise WrongError(f"{took} from its source: {most} would do.")
        raise WrongError(
            f"{took} from its source: nothing may run before the first `next`."
        )

    def gives(self, call: str, got: Any, expected: Iterable[Any]) -> None:
        """Ask that `got` gives the items of `expected`, and ends."""
        wanted = list(expected)
        items = self.taken(call, got, len(wanted) + 1)
        self.compare(call, items, wanted, "…" if len(items) > len(wanted) else "")

    def first(self, call: str, got: Any, expected: Iterable[Any]) -> None:
        """Ask that `got` begins with the items of `expected`; take no more of it."""
        wanted = list(expected)
        self.compare(call, self.taken(call, got, len(wanted)), wanted, "…", "…")

    def equal(self, call: str, got: Any, expected: Any) -> None:
        """Ask that `got` equals `expected`."""
        if got != expected:
            raise WrongError(
                f"`{call}` gives another value.", shown(expected), shown(got)
            )

    def raises(
        self, call: str, function: Callable[[], Any], kind: type[BaseException]
    ) -> BaseException:
        """Return the error that `function()` raises, which must be of a `kind`."""
        self.case = call
        try:
            got = function()
        except kind as error:
            self.case = ""
            return error
        self.case = ""
        raise WrongError(
            f"`{call}` does not raise `{kind.__name__}`.", kind.__name__, shown(got)
        )

    def closes(self, source: Source, call: str) -> None:
        """Ask that `source` is over."""
        if not source.closed:
            raise WrongError(f"`{call}` leaves its source open: nothing closed it.")

    def fail(self, message: str) -> None:
        """Say no, in the check's own words."""
        raise WrongError(message)

    def taken(self, call: str, got: Any, most: int) -> list[Any]:
        """Return the first `most` items that `got` gives."""
        self.case = call
        try:
            iterator = iter(got)
        except TypeError:
            raise WrongError(f"`{call}` {instead(got)}") from None
        items = list(islice(iterator, most))
        self.case = ""
        return items

    def compare(
        self, call: str, got: list[Any], wanted: list[Any], more: str, rest: str = ""
    ) -> None:
        """Compare two runs of items; `more` and `rest` say that each would go on."""
        if got == wanted:
            return
        for number, (one, other) in enumerate(zip(got, wanted, strict=False), 1):
            if one != other:
                what = f"gives `{shown(one)}` as item {number}, not `{shown(other)}`."
                break
        else:
            if len(got) > len(wanted):
                what = f"goes on after {counted(len(wanted))}, where it should end."
            else:
                ends = f"ends after {counted(len(got))}: more should come."
                what = ends if got else "gives no item at all."
                more = ""
        raise WrongError(f"`{call}` {what}", listed(wanted, rest), listed(got, more))


def instead(value: Any) -> str:
    """Return what a value is that should have been a generator iterator."""
    kind = type(value).__name__
    article = "an" if kind[0] in "aeiouAEIOU" else "a"
    if value is None:
        return "returned `None`: no line of it yields."
    if inspect.isgeneratorfunction(value):
        return "gives a generator function: somebody must call it."
    if inspect.isroutine(value) or inspect.isclass(value):
        return "gives a function or a class, not a generator: somebody must call it."
    if kind in WHOLE:
        return f"gives a {WHOLE[kind]}, made whole before anybody asked. Use `yield`."
    if isinstance(value, Iterator):
        return f"gives {article} `{kind}`: an iterator, but no generator. Use `yield`."
    return f"gives {article} `{kind}`, not a generator. Use `yield`."


def counted(number: int) -> str:
    """Return "1 item", "2 items"."""
    return f"{number} item{'s' * (number != 1)}"


def listed(items: list[Any], more: str) -> str:
    """Return items as a list is shown; `more` stands for those that follow."""
    text = shown(items)
    if more and text.endswith("]"):
        return f"{text[:-1]}{', ' if items else ''}{more}]"
    return text


def shown(value: Any) -> str:
    """Return a repr without addresses, of at most 72 characters."""
    text = masked(repr(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
