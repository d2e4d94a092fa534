"""Shards for machines that are ready

`events` reports on machines, one event after another: `(machine, "ready")` or
`(machine, "lost")`. Write `handed_out(shards, events)`.

A machine that's ready has finished the shard that it had, if it had one. Give it the
next shard: yield `(machine, shard)`. If no shard is left, yield nothing. A machine
that's lost reads no more, so the shard that it had goes in front of all that are left.

Take a shard only when a machine is ready for it, because there may be no end of them.
There may also be more machines than shards.

Hint: Remember which machine has which shard. A machine may have none.

Hint: `chain([shard], left)` puts a shard in front of the ones that are left.

Step: list(handed_out("ab", [(0, "ready"), (0, "lost"), (1, "ready"), (1, "ready")]))
"""

from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from typing import Any, TypeVar

M = TypeVar("M")
T = TypeVar("T")


# --8<-- [start:starter]
def handed_out(shards, events):
    """Yield (machine, shard) for each machine that's ready."""
    left = iter(shards)
    for machine, word in events:
        if word == "ready":
            yield machine, next(left)
# --8<-- [end:starter]


# --8<-- [start:wrong-forgets-the-lost]
# told: `list(handed_out(['a', 'b'], [('x', 'ready'), ('x', 'lost'),
# ('y', 'ready')]))` gives `('y', 'b')` as item 2, not `('y', 'a')`.
def handed_out(shards, events):
    left = iter(shards)
    for machine, word in events:
        if word == "ready":
            for shard in islice(left, 1):
                yield machine, shard
# --8<-- [end:wrong-forgets-the-lost]


# --8<-- [start:wrong-behind-the-others]
# told: `list(handed_out(['a', 'b'], [('x', 'ready'), ('x', 'lost'),
# ('y', 'ready')]))` gives `('y', 'b')` as item 2, not `('y', 'a')`.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = chain(left, had)
            continue
        for shard in islice(left, 1):
            has[machine] = shard
            yield machine, shard
# --8<-- [end:wrong-behind-the-others]


# --8<-- [start:wrong-all-it-ever-had]
# told: `list(handed_out(['a', 'b', 'c'], [('x', 'ready'), ('x',
# 'ready'), ('x', 'lost'), ('y', 'ready')]))` gives `('y', 'a')` as
# item 3, not `('y', 'b')`.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in events:
        had = has.setdefault(machine, [])
        if word == "lost":
            left = chain(had, left)
            has[machine] = []
            continue
        for shard in islice(left, 1):
            had.append(shard)
            yield machine, shard
# --8<-- [end:wrong-all-it-ever-had]


# --8<-- [start:wrong-none-for-nothing]
# told: `list(handed_out(['a', 'b'], [('x', 'ready'), ('y', 'ready'),
# ('x', 'ready')]))` goes on after 2 items, but it should end there.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = chain(had, left)
        else:
            has[machine] = next(left, None)
            yield machine, has[machine]
# --8<-- [end:wrong-none-for-nothing]


# --8<-- [start:wrong-next-runs-dry]
# told: `list(handed_out(['a', 'b'], [('x', 'ready'), ('y',
# 'ready'), ('x', 'ready')]))` raised `RuntimeError: generator
# raised StopIteration`.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = chain(had, left)
        else:
            has[machine] = next(left)
            yield machine, has[machine]
# --8<-- [end:wrong-next-runs-dry]


# --8<-- [start:wrong-stops-at-the-end]
# told: `list(handed_out(['a'], [('x', 'ready'), ('y', 'ready'), ('x',
# 'lost'), ('y', 'ready')]))` ends after 1 item, but more should come.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = chain(had, left)
            continue
        try:
            has[machine] = next(left)
        except StopIteration:
            return
        yield machine, has[machine]
# --8<-- [end:wrong-stops-at-the-end]


# --8<-- [start:wrong-lost-without-a-shard]
# told: `list(handed_out(['a', 'b'], [('x', 'lost'), ('x', 'ready'),
# ('y', 'lost'), ('y', 'ready')]))` raised `KeyError: 'x'`.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in events:
        if word == "lost":
            left = chain([has.pop(machine)], left)
            continue
        for shard in islice(left, 1):
            has[machine] = shard
            yield machine, shard
# --8<-- [end:wrong-lost-without-a-shard]


# --8<-- [start:wrong-truth-of-a-shard]
# told: `list(handed_out([0, None, '', 0], [(0, 'ready'), (None,
# 'ready'), (0, 'lost'), (None, 'ready'), ('', 'ready'), (0,
# 'ready')]))` gives `(None, '')` as item 3, not `(None, 0)`.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in events:
        shard = has.pop(machine, None)
        if word == "lost":
            if shard:
                left = chain([shard], left)
            continue
        for shard in islice(left, 1):
            has[machine] = shard
            yield machine, shard
# --8<-- [end:wrong-truth-of-a-shard]


# --8<-- [start:wrong-keeps-what-was-read]
# told: `list(handed_out(['a'], [('x', 'ready'), ('x', 'ready'), ('x',
# 'lost'), ('y', 'ready')]))` goes on after 1 item, but it should end
# there.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in events:
        if word == "lost":
            if machine in has:
                left = chain([has.pop(machine)], left)
            continue
        for shard in islice(left, 1):
            has[machine] = shard
            yield machine, shard
# --8<-- [end:wrong-keeps-what-was-read]


# --8<-- [start:wrong-by-number]
# told: `list(handed_out(['a', 'b'], [('x', 'ready'), ('x', 'lost'),
# ('y', 'ready')]))` gives `('y', 'b')` as item 2, not `('y', 'a')`.
def handed_out(shards, events):
    events = list(events)
    machines = list(dict.fromkeys(machine for machine, _ in events))
    for n, shard in enumerate(shards):
        yield machines[n % len(machines)], shard
# --8<-- [end:wrong-by-number]


# --8<-- [start:wrong-all-shards-first]
# told: `handed_out(count(), events)` asked its source for more than
# 1000 items: it has to work with a source that never ends.
def handed_out(shards, events):
    left, has = list(shards), {}
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = had + left
        elif left:
            has[machine] = left.pop(0)
            yield machine, has[machine]
# --8<-- [end:wrong-all-shards-first]


# --8<-- [start:wrong-one-shard-early]
# told: By item 4, `handed_out(count(), events)` has taken 4 items
# from its source, where 3 would do.
def handed_out(shards, events):
    left, has, end = iter(shards), {}, object()
    shard = next(left, end)
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = chain(had, [shard] * (shard is not end), left)
            shard = next(left, end)
        elif shard is not end:
            has[machine] = shard
            yield machine, shard
            shard = next(left, end)
# --8<-- [end:wrong-one-shard-early]


# --8<-- [start:wrong-events-first]
# told: `handed_out(shards, events)` holds on to 30 items of its
# source at once, where 4 would do.
def handed_out(shards, events):
    left, has = iter(shards), {}
    for machine, word in list(events):
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = chain(had, left)
            continue
        for shard in islice(left, 1):
            has[machine] = shard
            yield machine, shard
# --8<-- [end:wrong-events-first]


# --8<-- [start:wrong-eats-the-list]
# told: `list(handed_out(['a', 'b'], [('x', 'ready'), ('y',
# 'ready'), ('x', 'ready')]))` changes the list of shards that it
# was given.
def handed_out(shards, events):
    has = {}
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            shards[:0] = had
        elif shards:
            has[machine] = shards.pop(0)
            yield machine, has[machine]
# --8<-- [end:wrong-eats-the-list]


# --8<-- [start:wrong-one-dict-for-all]
# told: `list(handed_out(['a', 'b'], [('x', 'lost'), ('x', 'ready'),
# ('y', 'lost'), ('y', 'ready')]))` gives `('y', 'a')` as item 2,
# not `('y', 'b')`. Each call by itself is right, so something stays
# behind from one call to the next.
def handed_out(shards, events, has={}):
    left = iter(shards)
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = chain(had, left)
            continue
        for shard in islice(left, 1):
            has[machine] = shard
            yield machine, shard
# --8<-- [end:wrong-one-dict-for-all]


# --8<-- [start:right-stack]
def handed_out(shards, events):
    left, back, has = iter(shards), [], {}
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            back += had
            continue
        shard = [back.pop()] if back else list(islice(left, 1))
        if shard:
            has[machine] = shard[0]
            yield machine, shard[0]
# --8<-- [end:right-stack]


# --8<-- [start:right-sentinel]
def handed_out(shards, events):
    nothing = object()
    left, has = iter(shards), {}
    for machine, word in events:
        had = has.pop(machine, nothing)
        if word == "lost" and had is not nothing:
            left = chain([had], left)
        elif word == "ready":
            shard = next(left, nothing)
            if shard is not nothing:
                has[machine] = shard
                yield machine, shard
# --8<-- [end:right-sentinel]


# --8<-- [start:right-deque]
def handed_out(shards, events):
    from collections import deque

    left, back, has = iter(shards), deque(), {}
    for machine, word in events:
        if word == "lost":
            if machine in has:
                back.appendleft(has.pop(machine))
            continue
        has.pop(machine, None)
        if not back:
            back.extend(islice(left, 1))
        if back:
            has[machine] = back.popleft()
            yield machine, has[machine]
# --8<-- [end:right-deque]


# --8<-- [start:right-lists]
def handed_out(shards, events):
    left, names, having = iter(shards), [], []
    for machine, word in events:
        had = []
        if machine in names:
            at = names.index(machine)
            del names[at]
            had = [having.pop(at)]
        if word == "lost":
            left = chain(had, left)
            continue
        for shard in islice(left, 1):
            names.append(machine)
            having.append(shard)
            yield machine, shard
# --8<-- [end:right-lists]


# --8<-- [start:right-map]
def handed_out(shards, events):
    left, has = iter(shards), {}

    def answer(event):
        nonlocal left
        machine, word = event
        had = has.pop(machine, [])
        if word == "lost":
            left = chain(had, left)
            return []
        has[machine] = list(islice(left, 1))
        return [(machine, shard) for shard in has[machine]]

    return chain.from_iterable(map(answer, events))
# --8<-- [end:right-map]


# --8<-- [start:right-class]
class handed_out:
    def __init__(self, shards, events):
        self.left, self.has = iter(shards), {}
        self.events = iter(events)

    def __iter__(self):
        return self

    def __next__(self):
        for machine, word in self.events:
            had = self.has.pop(machine, ())
            if word == "lost":
                self.left = chain(had, self.left)
                continue
            for shard in self.left:
                self.has[machine] = (shard,)
                return machine, shard
        raise StopIteration
# --8<-- [end:right-class]


# --8<-- [start:solution]
def handed_out(
    shards: Iterable[T], events: Iterable[tuple[M, str]]
) -> Iterator[tuple[M, T]]:
    """Yield (machine, shard) for each machine that gets one."""
    left = iter(shards)
    has: dict[M, T] = {}
    for machine, word in events:
        had = [has.pop(machine)] if machine in has else []
        if word == "lost":
            left = chain(had, left)
            continue
        for shard in islice(left, 1):
            has[machine] = shard
            yield machine, shard
# --8<-- [end:solution]


# same: ends at a falsy item of its result; leaves out falsy items of its result; ends
# at a falsy item of its source; leaves out falsy items of its source; ends at a None
# of its source, because a pair is never falsy, and of shards it's asked all the same
# same: `word == 'lost'` -> `word <= 'lost'`, because there are two words
READY, LOST = "ready", "lost"
SMALL = [
    ("ab", ["x ready", "y ready", "x ready"], ["x a", "y b"]),
    ("ab", ["x ready", "x lost", "y ready"], ["x a", "y a"]),
    ("abc", ["x ready", "x lost", "y ready", "y ready"], ["x a", "y a", "y b"]),
    ("abc", ["x ready", "x ready", "x lost", "y ready"], ["x a", "x b", "y b"]),
    ("a", ["x ready", "y ready", "x lost", "y ready"], ["x a", "y a"]),
    ("ab", ["x lost", "x ready", "y lost", "y ready"], ["x a", "y b"]),
    ("a", ["x ready", "x ready", "x lost", "y ready"], ["x a"]),
    ("a", ["x ready", "x lost", "x lost", "y ready", "z ready"], ["x a", "y a"]),
    ("abc", ["x ready", "y ready", "x lost", "y lost", "z ready", "z ready"],
     ["x a", "y b", "z b", "z a"]),
    ("", ["x ready", "x lost", "y ready"], []),
]
MIXED = [(0, READY), (None, READY), (0, LOST), (None, READY), ("", READY), (0, READY)]
GIVEN = [(0, 0), (None, None), (None, 0), ("", ""), (0, 0)]
PULLS = [0, 1, 2, 4, 5, 6, 7]


def check(answer: Any, probe: Any) -> None:
    """Tell of machines that are ready and lost; ask who gets what, and when."""
    for names, texts, wanted in SMALL:
        shards, events = list(names), [tuple(each.split()) for each in texts]
        call = f"list(handed_out({shards}, {events}))"
        with probe.during(call):
            got = answer(shards, iter(events))
        probe.gives(call, got, [tuple(each.split()) for each in wanted])
        if shards != list(names):
            probe.fail(f"`{call}` changes the list of shards that it was given.")
    kept = [0, None, "", 0]
    with probe.during(f"list(handed_out({kept}, {MIXED}))"):
        got = answer(kept, iter(MIXED))
    probe.gives(f"list(handed_out({kept}, {MIXED}))", got, GIVEN)
    endless(answer, probe)
    kept_at_once(answer, probe, [f"shard {n}" for n in range(30)])
    call = "handed_out(source, events)"
    events = [("x", READY), ("y", READY)]
    sure = [("x", "a")]
    probe.source_error(call, lambda source: answer(source, events), ["a"], sure)
    call = f"handed_out({kept}, {{}})"
    probe.one_by_one(call, lambda events: answer(kept, events), MIXED, GIVEN, PULLS)


def endless(answer: Any, probe: Any) -> None:
    """Ask that no shard is taken before somebody is ready for it."""
    call = "handed_out(count(), events)"
    shards = probe.source(count())
    events = [(n % 3, READY if n % 4 else LOST) for n in range(12)]
    with probe.during(call):
        got = iter(answer(shards, iter(events)))
    probe.pulled_after(call, got, shards, [0, 1, 2, 3, 3, 4])
    pairs = [(n % 3, READY) for n in range(25)]
    with probe.during(call):
        got = answer(range(25), iter(pairs))
    right = [(n % 3, n) for n in range(25)]
    probe.gives("list(handed_out(range(25), events))", got, right)


def kept_at_once(answer: Any, probe: Any, names: list[str]) -> None:
    """Ask that shards and machines that are gone are forgotten."""
    call = "handed_out(shards, events)"
    pairs = [(n % 2, READY) for n, _ in enumerate(names)]
    probe.retained(call, lambda shards: answer(shards, pairs), names, 4)

    def one_after_another(machines: Any) -> Any:
        return answer(names, ((m, w) for m in machines for w in (READY, LOST)))

    probe.retained(call, one_after_another, names, 4)
