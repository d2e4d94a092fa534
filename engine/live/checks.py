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
from engine.live.messages import counted, message

MOST_PULLS = 1_000
LONGEST = 72

# what has all its items at once, as a learner calls it
WHOLE = {
    "list": "checks.whole.list",
    "tuple": "checks.whole.tuple",
    "set": "checks.whole.set",
    "dict": "checks.whole.dict",
    "str": "checks.whole.str",
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
        super().__init__(message("judge.answer_endless", most=most))
        self.most = most


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
        raise WrongError(instead(call, value))

    def pulled(self, source: Source, most: int, doing: str) -> None:
        """Ask that no more than `most` items of `source` are taken by now.

        `doing` says what was done, such as "calling every_other(letters)".
        """
        if source.pulls <= most:
            return
        key = "checks.took" if most else "checks.took_early"
        doing = f"{doing[:1].upper()}{doing[1:]}"
        items = counted("checks.item", source.pulls)
        raise WrongError(message(key, doing=doing, items=items, most=most))

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
            what = message("checks.another_value", call=call)
            raise WrongError(what, shown(expected), shown(got))

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
        what = message("checks.raises_not", call=call, kind=kind.__name__)
        raise WrongError(what, kind.__name__, shown(got))

    def closes(self, source: Source, call: str) -> None:
        """Ask that `source` is over."""
        if not source.closed:
            raise WrongError(message("checks.open", call=call))

    def fail(self, message: str) -> None:
        """Say no, in the check's own words."""
        raise WrongError(message)

    def taken(self, call: str, got: Any, most: int) -> list[Any]:
        """Return the first `most` items that `got` gives."""
        self.case = call
        try:
            iterator = iter(got)
        except TypeError:
            raise WrongError(instead(call, got)) from None
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
                parts = {"number": number, "one": shown(one), "other": shown(other)}
                what = message("checks.item_differs", call=call, **parts)
                break
        else:
            if len(got) > len(wanted):
                items = counted("checks.item", len(wanted))
                what = message("checks.goes_on", call=call, items=items)
            else:
                key = "checks.ends_early" if got else "checks.gives_nothing"
                items = counted("checks.item", len(got))
                what = message(key, call=call, items=items)
                more = ""
        raise WrongError(what, listed(wanted, rest), listed(got, more))


def instead(call: str, value: Any) -> str:
    """Return what a call gives that should have given a generator iterator."""
    kind = type(value).__name__
    if value is None:
        return message("checks.is_none", call=call)
    if inspect.isgeneratorfunction(value):
        return message("checks.is_function", call=call)
    if inspect.isroutine(value) or inspect.isclass(value):
        return message("checks.is_callable", call=call)
    if kind in WHOLE:
        return message("checks.is_whole", call=call, kind=message(WHOLE[kind]))
    vowel = kind[0] in "aeiouAEIOU"
    named = message("checks.article.an" if vowel else "checks.article.a", kind=kind)
    if isinstance(value, Iterator):
        return message("checks.is_iterator", call=call, kind=named)
    return message("checks.is_other", call=call, kind=named)


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
