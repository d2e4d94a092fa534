"""What becomes of an answer at each point of its way, and of what crosses it there.

Each item is a point, and so is the call before them: an answer may have taken too much
there, be thrown an error, be closed, be dropped, or wait while another one runs.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, zip_longest
from typing import Any, Literal

from engine.live.letter import Answer
from engine.live.limits import STOPS
from engine.live.messages import counted, message
from engine.live.output import Printed
from engine.live.refusal import (
    EndlessError,
    WrongError,
    compare,
    instead,
    listed,
    raised,
    shown,
)
from engine.live.supply import MOST_PULLS, Source

Way = Literal["close", "del"]
Items = Iterable[Any] | Callable[[], Iterable[Any]]
END = object()
PASSING = (*STOPS, EndlessError)  # what ends a check, whatever it asks at the time


class Ways:
    """The questions that are asked at every point. Each raises WrongError on a no."""

    def __init__(self, answer: Answer) -> None:
        """Begin a check of an answer."""
        self.answer = answer
        self.sources: list[Source] = []
        self.case = ""  # what runs the answer's code now, if that is known

    @contextlib.contextmanager
    def during(self, call: str) -> Iterator[None]:
        """Let an error inside be told as one of `call`."""
        self.case = call
        yield
        self.case = ""

    def taken(self, call: str, got: Any, most: int) -> tuple[list[Any], list[int]]:
        """Return the first `most` items that `got` gives, and the line of each."""
        with self.during(call):
            try:
                iterator = iter(got)
            except TypeError:
                self.case = ""
                raise WrongError(
                    instead(call, got), line=self.answer.returns()
                ) from None
            items, lines = [], []
            for item in islice(iterator, most):
                items.append(item)
                lines.append(self.answer.waits(iterator))
        return items, lines

    def iterator(self, value: Any, call: str) -> Any:
        """Return `value` when it is an iterator of any kind, a generator or not."""
        if isinstance(value, Iterator):
            return value
        raise WrongError(instead(call, value), line=self.answer.returns())

    def printed_at_call(self, call: str, make: Callable[[], Any]) -> Any:
        """Ask that a call prints nothing; return what it gives."""
        heard = Printed()
        with self.during(call), contextlib.redirect_stdout(heard):
            got = make()
        if text := heard.getvalue():
            print(text, end="")
            told = message("checks.prints_early", call=call)
            raise WrongError(told, message("checks.nothing_printed"), shown(text))
        return got

    def too_many(self, told: str, source: Source, most: int) -> WrongError:
        """Return the refusal of an answer that took more than `most` from a source."""
        wanted = counted("checks.item", most)
        found = counted("checks.item", source.pulls)
        return WrongError(told, wanted, found, source.lines[most])

    def pulled_after(
        self, call: str, got: Any, source: Source, counts: Sequence[int]
    ) -> None:
        """Ask how many items of `source` are taken by each item that `got` gives.

        `counts` are the most for the call, for each item in turn, and, where there is
        one number more than items, for the end.
        """
        iterator = iter(got)
        for number, most in enumerate(counts):
            ended = False
            if number:
                with self.during(call):
                    ended = next(iterator, END) is END
            if source.pulls > most:
                items = counted("checks.item", source.pulls)
                parts = {"items": items, "most": most, "call": call}
                if not number:
                    doing = f"`{call}`"
                    told = message("checks.took_early", doing=doing, **parts)
                elif ended:
                    told = message("checks.took_to_end", **parts)
                else:
                    told = message("checks.took_by", number=number, **parts)
                raise self.too_many(told, source, most)

    def source_error(
        self,
        call: str,
        make: Callable[[Source], Any],
        items: Iterable[Any] = (),
        expected: Iterable[Any] | None = None,
        error: Exception | None = None,
    ) -> None:
        """Ask that an error of the source comes out as it is.

        The source gives `items`, then it raises. By then the answer has given those
        of `expected`; without them it is the call that raises. `make` calls it.
        """
        given = list(items)
        wanted = None if expected is None else list(expected)
        error = error or ValueError("this source is broken")
        source = Source(given, error=error, where=self.answer.line)
        found: list[Any] = []
        lines: list[int] = []
        key, told = "checks.hides", message("checks.ends_quietly")
        try:
            with self.during(call):
                got = make(source)
                if wanted is None:
                    told = message("checks.gives_quietly", value=shown(got))
                else:
                    iterator = iter(got)
                    for item in islice(iterator, MOST_PULLS):
                        found.append(item)
                        lines.append(self.answer.waits(iterator))
        except PASSING:
            raise
        except BaseException as came:
            self.case = ""
            key, told = "checks.turns", raised(came)
            if came is error:
                key = ""
        finally:
            through = raised(error)
            del error  # its traceback has this frame
        if not key:
            compare(call, found, wanted or [], lines, "")
            return
        if wanted is not None and key == "checks.hides" and len(found) > len(wanted):
            told = message("checks.gives_quietly", value=shown(found[len(wanted)]))
        what = message(key, call=call, when=when(len(given)))
        raise WrongError(what, through, told, self.answer.catches())

    def twice(
        self,
        call: str,
        make: Callable[[], Any],
        expected: Iterable[Any],
        ends: bool = True,
    ) -> None:
        """Ask that two answers, taken in turns, both give all of `expected`.

        They end there, unless `ends` is false.
        """
        wanted = list(expected)
        with self.during(call):
            pair = [iter(make()), iter(make())]
            found: list[list[Any]] = [[], []]
            for _ in range(len(wanted) + ends):
                for each, items in zip(pair, found, strict=True):
                    items.extend(islice(each, 1))
        for which, items in enumerate(found, 1):
            if items == wanted:
                continue
            parts: dict[str, Any] = {"call": call, "which": which}
            pairs = zip_longest(items, wanted, fillvalue=END)
            for number, (one, other) in enumerate(pairs, 1):
                if one is END or other is END:
                    key = "checks.in_turns_ends"
                    if other is END:
                        key = "checks.in_turns_goes_on"
                    parts["items"] = counted("checks.item", number - 1)
                elif one != other:
                    key = "checks.in_turns"
                    parts.update(number=number, one=shown(one), other=shown(other))
                else:
                    continue
                break
            told = message(key, **parts)
            raise WrongError(told, listed(wanted, ""), listed(items, ""))

    def thrown(
        self,
        call: str,
        make: Callable[[], Any],
        after: int = 1,
        error: Exception | None = None,
    ) -> None:
        """Ask that an error thrown in after so many items comes out as it is."""
        error = error or ValueError("thrown in")
        parts = {"call": call, "when": when(after)}
        with self.during(call):
            got = make()
            for _ in islice(got, after):
                pass
        line = self.answer.catches() or self.answer.waits(got) * (after > 0)
        key = "checks.swallows"
        try:
            told = message("checks.gives_quietly", value=shown(got.throw(error)))
        except StopIteration:
            told = message("checks.ends_quietly")
        except PASSING:
            raise
        except BaseException as came:
            if came is error:
                return
            key, told = "checks.thrown_turned", raised(came)
        finally:
            wanted = raised(error)
            del got, error  # its traceback has this frame, and that would have both
        raise WrongError(message(key, **parts), wanted, told, line)

    def dropped(
        self, call: str, make: Callable[[], Any], after: int = 1, way: Way = "close"
    ) -> None:
        """Ask that what is left after so many items ends there, and without an error.

        It is closed, or the last reference to it is gone.
        """
        heard: list[BaseException | None] = []
        outer = sys.unraisablehook
        sys.unraisablehook = lambda told: heard.append(told.exc_value)
        try:
            with self.during(call):
                got = make()
                for _ in islice(got, after):
                    pass
            line = self.answer.catches() or self.answer.waits(got) * (after > 0)
            if way == "close":
                got.close()
            del got
        except PASSING:
            raise
        except BaseException as error:
            self.case = ""
            heard.append(error)
        finally:
            sys.unraisablehook = outer
        if not heard:
            return
        why = heard.pop(0) or RuntimeError()
        ignored = isinstance(why, RuntimeError) and "ignored" in str(why)
        key = "checks.stays" if ignored else "checks.breaks_closing"
        told = message(key, call=call, when=when(after), error=raised(why))
        del why  # its traceback has this frame
        raise WrongError(told, line=line)

    def left(self, call: str, make: Callable[[], Any], most: int) -> None:
        """Ask that it is over, at each of so many items, when it is left there.

        It is thrown an error, closed or dropped, if it is of a kind that can be.
        """
        for after in range(most + 1):
            got = make()
            if hasattr(got, "throw"):
                self.thrown(call, make, after)
            if hasattr(got, "close"):
                self.dropped(call, make, after)
                self.dropped(call, make, after, "del")

    def one_by_one(
        self,
        call: str,
        make: Callable[[Any], Any],
        items: Items,
        expected: Iterable[Any],
        pulls: Sequence[int],
    ) -> None:
        """Ask all that holds of an iterator which hands items over one by one.

        `make` calls the answer with a source of `items`, which may be a function that
        gives endless ones, such as `count`; `{}` in `call` stands for them. `pulls` is
        for the call and for each of `expected` the number of items that are needed by
        then, with one more for the end, if that may be tried. What needs the end of its
        source needs one item more than there are.

        Two answers that take turns don't disturb each other. An error of the source
        comes out at once, whatever was given before. At any point it may be thrown an
        error, closed or dropped.
        """
        wanted = list(expected)
        ends = len(pulls) > len(wanted) + 1
        shape = f"{items.__name__}()" if callable(items) else ""
        case = call.format(shape or f"iter({shown(list(begun(items)))})")

        def given() -> Source:
            self.sources.append(Source(begun(items), where=self.answer.line))
            return self.sources[-1]

        source = given()
        with self.during(case):
            got = make(source)
        self.iterator(got, case)
        self.pulled_after(case, got, source, pulls[:1])
        found, lines = self.taken(case, got, len(wanted) + ends)
        more = "" if ends and len(found) <= len(wanted) else "…"
        compare(case, found, wanted, lines, more, "" if ends else "…")
        last = source.pulls + (source.asked > source.pulls)
        self.twice(case, lambda: make(given()), wanted, ends)
        source = given()
        self.pulled_after(case, make(source), source, pulls)
        for broken in range(last):
            some = list(islice(begun(items), broken))
            needed = zip(wanted, pulls[1:], strict=False)
            before = [item for item, most in needed if most <= broken]
            self.source_error(call.format("source"), make, some, before)
        self.left(case, lambda: make(given()), len(wanted))


def when(count: int) -> str:
    """Return after how many items something is done, in words."""
    if not count:
        return message("checks.at_once")
    return message("checks.after", items=counted("checks.item", count))


def begun(items: Items) -> Iterator[Any]:
    """Return a first walk through items."""
    return iter(items() if callable(items) else items)
