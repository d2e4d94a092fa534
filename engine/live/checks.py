"""What the check of an exercise may ask of an answer, and how it says no.

A check compares more than `list(...)`: whether an answer is a generator iterator, how
many items it took from its source and when, what becomes of an error on its way, what
it keeps, whether it holds where the source never ends.
"""

from __future__ import annotations

import inspect
import tracemalloc
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from engine.live.letter import Answer
from engine.live.messages import counted, message
from engine.live.refusal import WrongError, compare, instead, shown
from engine.live.supply import MOST_PULLS, Source, Watched
from engine.live.ways import Ways

MOST_KIB = 64  # for one value of many


class Probe(Ways):
    """The questions of a check. Each raises WrongError when the answer is no.

    `call` is the code that a learner would write to see the same, and `make` does
    that: it calls the answer anew.
    """

    def __init__(self, answer: Answer | None = None) -> None:
        """Begin a check of an answer."""
        super().__init__(answer or Answer())

    def source(
        self,
        items: Iterable[Any] = (),
        most: int = MOST_PULLS,
        error: BaseException | None = None,
    ) -> Source:
        """Return an iterator over `items` that counts; `most` of them may be taken.

        It raises `error` after them, if there is one.
        """
        source = Source(items, most, error, self.answer.line)
        self.sources.append(source)
        return source

    def generator(self, value: Any, call: str) -> Any:
        """Return `value` when it is a generator iterator."""
        if inspect.isgenerator(value):
            return value
        raise WrongError(instead(call, value), line=self.answer.returns())

    def pulled(self, source: Source, most: int, doing: str) -> None:
        """Ask that no more than `most` items of `source` are taken by now.

        `doing` says what was done, such as "calling every_other(letters)".
        """
        if source.pulls <= most:
            return
        key = "checks.took" if most else "checks.took_early"
        doing = f"{doing[:1].upper()}{doing[1:]}"
        items = counted("checks.item", source.pulls)
        told = message(key, doing=doing, items=items, most=most)
        raise self.too_many(told, source, most)

    def gives(self, call: str, got: Any, expected: Iterable[Any]) -> None:
        """Ask that `got` gives the items of `expected`, and ends."""
        wanted = list(expected)
        items, lines = self.taken(call, got, len(wanted) + 1)
        compare(call, items, wanted, lines, "…" if len(items) > len(wanted) else "")

    def first(self, call: str, got: Any, expected: Iterable[Any]) -> None:
        """Ask that `got` begins with the items of `expected`; take no more of it."""
        wanted = list(expected)
        items, lines = self.taken(call, got, len(wanted))
        compare(call, items, wanted, lines, "…", "…")

    def equal(self, call: str, got: Any, expected: Any) -> None:
        """Ask that `got` equals `expected`."""
        if got != expected:
            one, other = shown(got), shown(expected)
            told = message("checks.another_value", call=call, one=one, other=other)
            raise WrongError(told, other, one)

    def raises(
        self, call: str, function: Callable[[], Any], kind: type[BaseException]
    ) -> BaseException:
        """Return the error that `function()` raises, which must be of a `kind`."""
        try:
            with self.during(call):
                got = function()
        except kind as error:
            self.case = ""
            return error
        what = message("checks.raises_not", call=call, kind=kind.__name__)
        raise WrongError(what, kind.__name__, shown(got))

    def closes(self, source: Source, call: str) -> None:
        """Ask that `source` is over."""
        if not source.closed:
            raise WrongError(message("checks.open", call=call))

    def memory(
        self, call: str, make: Callable[[], Any], items: int = 1, most: int = MOST_KIB
    ) -> None:
        """Ask that a call and its first `items` take at most so many KiB of memory."""
        began = not tracemalloc.is_tracing()
        if began:
            tracemalloc.start()
        try:
            tracemalloc.reset_peak()
            before, _ = tracemalloc.get_traced_memory()
            with self.during(call):
                deque(islice(make(), items), maxlen=0)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            if began:
                tracemalloc.stop()
        if (used := (peak - before) // 1024) > most:
            key = "checks.grows" if items > 1 else "checks.all_at_once"
            raise WrongError(
                message(key, call=call),
                message("checks.at_most_memory", most=most),
                message("checks.memory", count=used),
            )

    def retained(
        self,
        call: str,
        make: Callable[[Iterator[Any]], Any],
        items: Sequence[float] | Sequence[str],
        most: int = 3,
    ) -> None:
        """Ask that of `items`, its source's, `most` are kept at one time.

        `make` calls the answer with a source of them, as floats or texts of their own.
        """
        source = Watched(items, self.answer.line)
        with self.during(call):
            got = make(source)
            if isinstance(got, Iterator):
                deque(islice(got, MOST_PULLS), maxlen=0)
        if source.kept > most:
            held = counted("checks.item", source.kept)
            raise WrongError(
                message("checks.keeps", call=call, items=held, most=most),
                message("checks.at_most_kept", most=most),
                message("checks.kept", count=source.kept),
            )

    def avoids(self, *names: str) -> None:
        """Ask that the answer uses none of some keywords, or of Python's names."""
        for name in names:
            if line := self.answer.uses(name):
                raise WrongError(message("checks.avoid", name=name), line=line)

    def uses(self, *names: str) -> None:
        """Ask that the answer uses each of some keywords, or of Python's names."""
        for name in names:
            if not self.answer.uses(name):
                raise WrongError(message("checks.use", name=name))

    def fail(self, message: str, expected: str = "", got: str = "") -> None:
        """Say no, in the check's own words."""
        raise WrongError(message, expected, got)
