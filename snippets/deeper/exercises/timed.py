"""How long it took

Write `timed(clock, log)`, for use in a `with`. It reads the clock with `clock()`, which
gives a number: once when the `with` begins, and once when it ends. Then it appends the
difference to the list `log`, even after an error. The error goes on.

The name after `as` gets the first of the two times.

`contextmanager` is already imported.

Hint: Half before, half after: read the clock, `yield` the start, read the clock again.

Hint: An error in the body is raised at the `yield`. A `finally` runs on every way out.

Step: inside(timed(iter([12, 17]).__next__, []))
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


def inside(manager):
    """Go in, and come out again."""
    with manager as start:
        return start


# --8<-- [start:starter]
@contextmanager
def timed(clock, log):
    """Append to `log` how long a `with` took."""
    yield clock()
# --8<-- [end:starter]


# --8<-- [start:wrong-no-finally]
# told: `with timed(clock, log)`, left by a `ValueError`: the log is
# `[]`, not `[5]`.
@contextmanager
def timed(clock, log):
    start = clock()
    yield start
    log.append(clock() - start)
# --8<-- [end:wrong-no-finally]


# --8<-- [start:wrong-swallows]
# told: A `ValueError` in the body of `with timed(clock, log)` never
# comes out. Let it through.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    except Exception:
        pass
    log.append(clock() - start)
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-only-errors]
# told: `with timed(clock, log)`, from 12 to 17: the log is `[]`, not
# `[5]`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    except Exception:
        log.append(clock() - start)
        raise
# --8<-- [end:wrong-only-errors]


# --8<-- [start:wrong-no-contextmanager]
# told: `timed(clock, log)` gives a generator, which a `with` can't use.
# Is `@contextmanager` there?
def timed(clock, log):
    start = clock()
    try:
        yield start
    finally:
        log.append(clock() - start)
# --8<-- [end:wrong-no-contextmanager]


# --8<-- [start:wrong-two-yields]
# told: `with timed(clock, log)` raised `RuntimeError: generator didn't
# stop`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    finally:
        log.append(clock() - start)
        yield clock()
# --8<-- [end:wrong-two-yields]


# --8<-- [start:wrong-no-yield]
# told: `with timed(clock, log)` raised `TypeError: 'int' object is not
# an iterator`.
@contextmanager
def timed(clock, log):
    start = clock()
    log.append(clock() - start)
    return start
# --8<-- [end:wrong-no-yield]


# --8<-- [start:wrong-return-in-finally]
# told: A `ValueError` in the body of `with timed(clock, log)` never
# comes out. Let it through.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    except BaseException:
        log.append(clock() - start)
        return
    log.append(clock() - start)
# --8<-- [end:wrong-return-in-finally]


# --8<-- [start:wrong-nothing-as]
# told: `with timed(clock, log) as start` gives `None`, not `12`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield
    finally:
        log.append(clock() - start)
# --8<-- [end:wrong-nothing-as]


# --8<-- [start:wrong-the-log-as]
# told: `with timed(clock, log) as start` gives `[5]`, not `12`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield log
    finally:
        log.append(clock() - start)
# --8<-- [end:wrong-the-log-as]


# --8<-- [start:wrong-wrong-way-round]
# told: `with timed(clock, log)`, from 12 to 17: the log is `[-5]`, not
# `[5]`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    finally:
        log.append(start - clock())
# --8<-- [end:wrong-wrong-way-round]


# --8<-- [start:wrong-the-end-itself]
# told: `with timed(clock, log)`, from 12 to 17: the log is `[17]`, not
# `[5]`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    finally:
        log.append(clock())
# --8<-- [end:wrong-the-end-itself]


# --8<-- [start:wrong-before-the-body]
# told: `with timed(clock, log)`, in its body: the log is `[5]`, not
# `[]`.
@contextmanager
def timed(clock, log):
    start = clock()
    log.append(clock() - start)
    yield start
# --8<-- [end:wrong-before-the-body]


# --8<-- [start:wrong-log-of-its-own]
# told: `with timed(clock, log)`, from 12 to 17: the log is `[]`, not
# `[5]`.
@contextmanager
def timed(clock, log):
    log = []
    start = clock()
    try:
        yield start
    finally:
        log.append(clock() - start)
# --8<-- [end:wrong-log-of-its-own]


# --8<-- [start:wrong-wipes-the-log]
# told: `with timed(clock, log)`, from 0 to 3: the log is `[3]`, not
# `[5, 3]`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    finally:
        log[:] = [clock() - start]
# --8<-- [end:wrong-wipes-the-log]


# --8<-- [start:wrong-reads-thrice]
# told: `with timed(clock, log)` reads the clock 3 times, not twice.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    finally:
        if clock() > start:
            log.append(clock() - start)
# --8<-- [end:wrong-reads-thrice]


# --8<-- [start:wrong-no-time-no-entry]
# told: `with timed(clock, log)`, from 4 to 4: the log is `[5, 3]`, not
# `[5, 3, 0]`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    finally:
        if took := clock() - start:
            log.append(took)
# --8<-- [end:wrong-no-time-no-entry]


# --8<-- [start:wrong-at-the-call]
# told: `with timed(clock, log) as start` gives `1`, not `2`.
def timed(clock, log):
    start = clock()

    @contextmanager
    def manager():
        try:
            yield start
        finally:
            log.append(clock() - start)

    return manager()
# --8<-- [end:wrong-at-the-call]


# --8<-- [start:wrong-turns-errors]
# told: A `ValueError` in the body of `with timed(clock, log)` comes out
# as a different one. Let it through.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    except Exception as error:
        raise RuntimeError("it failed") from error
    finally:
        log.append(clock() - start)
# --8<-- [end:wrong-turns-errors]


# --8<-- [start:wrong-some-errors]
# told: `with timed(clock, log)`, left by a `KeyError`: the log is `[]`,
# not `[5]`.
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    except ValueError:
        log.append(clock() - start)
        raise
    log.append(clock() - start)
# --8<-- [end:wrong-some-errors]


# --8<-- [start:right-class]
class timed:
    def __init__(self, clock, log):
        self.clock, self.log = clock, log

    def __enter__(self):
        self.start = self.clock()
        return self.start

    def __exit__(self, *error):
        self.log.append(self.clock() - self.start)
# --8<-- [end:right-class]


# --8<-- [start:right-exit-stack]
@contextmanager
def timed(clock, log):
    from contextlib import ExitStack

    with ExitStack() as stack:
        start = clock()
        stack.callback(lambda: log.append(clock() - start))
        yield start
# --8<-- [end:right-exit-stack]


# --8<-- [start:right-raises-again]
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    except BaseException:
        log.append(clock() - start)
        raise
    else:
        log.append(clock() - start)
# --8<-- [end:right-raises-again]


# --8<-- [start:right-inner]
def timed(clock, log):
    def halves():
        start = clock()
        try:
            yield start
        finally:
            log.insert(len(log), clock() - start)

    return contextmanager(halves)()
# --8<-- [end:right-inner]


# --8<-- [start:right-delegates]
def waiting(clock, log, start):
    try:
        yield start
    finally:
        log += [clock() - start]


@contextmanager
def timed(clock, log):
    yield from waiting(clock, log, clock())
# --8<-- [end:right-delegates]


# --8<-- [start:right-two-functions]
class Timed:
    def __init__(self, clock, log):
        self.ask, self.note = clock, log.append

    def __enter__(self):
        self.began = self.ask()
        return self.began

    def __exit__(self, kind, error, trace):
        self.note(self.ask() - self.began)
        return False


def timed(clock, log):
    return Timed(clock, log)
# --8<-- [end:right-two-functions]


# --8<-- [start:solution]
@contextmanager
def timed(clock, log):
    start = clock()
    try:
        yield start
    finally:
        log.append(clock() - start)
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask in time and in none, after errors, in one another, long after the call."""
    call = "with timed(clock, log)"

    def managed(clock: Iterator[float], log: list[float]) -> Any:
        with probe.during("timed(clock, log)"):
            made = answer(clock.__next__, log)
        if not hasattr(type(made), "__enter__"):
            kind = type(made).__name__
            told = f"`timed(clock, log)` gives a {kind}, which a `with` can't use."
            probe.fail(f"{told} Is `@contextmanager` there?")
        return made

    def logged(log: list[float], wanted: list[float], when: str) -> None:
        if log != wanted:
            told = f"`{call}`, {when}: the log is `{log}`, not `{wanted}`."
            probe.fail(told, str(wanted), str(log))

    def goes(
        first: float, last: float, error: BaseException | None = None, *before: float
    ) -> None:
        clock, log, kind = iter((first, last, 0, 0)), [*before], type(error).__name__
        manager = managed(clock, log)
        came: BaseException | None = None
        with probe.during(call):
            try:
                with manager as start:
                    written = list(log)
                    if error:
                        raise error
            except (Exception, GeneratorExit) as raised:
                came = raised
                if not error:
                    raise
        if (reads := 4 - len(list(clock))) > 2:
            told = f"`{call}` reads the clock {reads} times, not twice."
            probe.fail(told, "2 times", f"{reads} times")
        probe.equal(f"{call} as start", start, first)
        logged(written, [*before], "in its body")
        if came is not error:
            way = "comes out as a different one" if came else "never comes out"
            told = f"A `{kind}` in the body of `{call}` {way}. Let it through."
            probe.fail(told, kind, type(came).__name__ if came else "no error")
        when = f"left by a `{kind}`" if error else f"from {first} to {last}"
        logged(log, [*before, last - first], when)

    goes(12, 17)
    goes(0, 3, None, 5)
    goes(4, 4, None, 5, 3)
    goes(1.5, 2)
    for error in (ValueError("body"), KeyError("body"), GeneratorExit("body")):
        goes(12, 17, error)

    log: list[float] = []
    outer, inner = managed(iter((1, 9)), log), managed(iter((3, 5)), log)
    with probe.during(call), outer as one, inner as two:
        pass
    starts = "with timed(…) as one, timed(…) as two: one, two"
    probe.equal(starts, (one, two), (1, 3))
    logged(log, [2, 8], "with another one in it")
    clock = iter((1, 2, 4))
    late = managed(clock, [])
    next(clock)
    with probe.during(call):
        start = inside(late)
    probe.equal(f"{call} as start", start, 2)
