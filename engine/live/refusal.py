"""How a check says no to an answer: the error, and values as its words show them."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from typing import Any

from engine.live.masks import masked
from engine.live.messages import counted, message

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
    are empty where there is nothing to compare. `line` is that of the answer which is
    to blame, 0 where none is.
    """

    def __init__(
        self, message: str, expected: str = "", got: str = "", line: int = 0
    ) -> None:
        """Take what to say."""
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.got = got
        self.line = line


class EndlessError(BaseException):
    """A source was asked too often; no `except Exception` of an answer can hide it."""

    def __init__(self, most: int) -> None:
        """Take how often a source may be asked."""
        super().__init__(message("judge.answer_endless", most=most))
        self.most = most


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


def compare(
    call: str,
    got: Sequence[Any],
    wanted: Sequence[Any],
    lines: Sequence[int],
    more: str,
    rest: str = "",
) -> None:
    """Compare two runs of items; raise WrongError where they part.

    `lines` are those where each item came from, and `more` and `rest` say that each
    run would go on.
    """
    if list(got) == list(wanted):
        return
    for number, (one, other) in enumerate(zip(got, wanted, strict=False), 1):
        if one != other:
            line = lines[number - 1]
            parts = {"number": number, "one": shown(one), "other": shown(other)}
            what = message("checks.item_differs", call=call, **parts)
            break
    else:
        if len(got) > len(wanted):
            line = lines[len(wanted)]
            items = counted("checks.item", len(wanted))
            key = "checks.goes_on" if wanted else "checks.gives_some"
            what = message(key, call=call, items=items)
        else:
            line = 0
            key = "checks.ends_early" if got else "checks.gives_nothing"
            what = message(key, call=call, items=counted("checks.item", len(got)))
            more = ""
    raise WrongError(what, listed(wanted, rest), listed(got, more), line)


def listed(items: Sequence[Any], more: str) -> str:
    """Return items as a list is shown; `more` stands for those that follow."""
    text = shown(list(items))
    if more and text.endswith("]"):
        return f"{text[:-1]}{', ' if items else ''}{more}]"
    return text


def shown(value: Any) -> str:
    """Return a repr without addresses, of at most 72 characters."""
    text = masked(repr(value))
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def raised(error: BaseException) -> str:
    """Return an error as the last line of a traceback has it."""
    text = str(error)
    kind = type(error).__name__
    return masked(f"{kind}: {text}" if text else kind)
