"""A siege goes on where a browser's worker falls silent in the middle of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.browser import siege
from tests.browser.collector import Collector
from tests.browser.serving import Site
from tests.browser.siege import FROM_JAVASCRIPT, Siege


class Hanging:
    """A tab whose workers each fall silent in one attack, as Firefox's may."""

    def __init__(self, hangs: dict[int, str]) -> None:
        """Take for some workers, by their number, the attack that blocks for ever."""
        self.hangs = hangs
        self.workers: list[dict[str, list[str]]] = []

    def open(self, address: str) -> None:
        """Go to an address."""

    def evaluate(self, function: str, argument: object = None) -> object:
        """Return what the page says: what a sound Python prints, where it is asked."""
        if function == siege.STATE:
            return ["ran", "page"]
        return ["42\n", "Ran"] if function == siege.SAID else []

    def inside(self, function: str, argument: object = None) -> object:
        """Start a worker, or return what the last one said."""
        if function != siege.LET_LOOSE:
            return self.workers[-1]
        given = re.search(r"GIVEN = (.*)", str(argument))
        assert given
        begun = json.loads(given[1])["begun"]
        # as attacks/worker.js orders them
        order = sorted(FROM_JAVASCRIPT, key=lambda name: name in begun)
        hang = self.hangs.get(len(self.workers))
        until = order.index(hang) + 1 if hang else len(order)
        self.workers.append({name: ["begun"] for name in order[:until]})
        return True


def let_loose(tab: Hanging) -> Siege:
    found = Siege(Site(Path()), Collector(""), {"address": "", "channel": ""})
    siege.let_all_loose(found, tab, set(), patience=0)
    return found


def test_one_worker_is_enough_where_none_falls_silent() -> None:
    tab = Hanging({})
    assert {*let_loose(tab).javascript} == {*FROM_JAVASCRIPT}
    assert len(tab.workers) == 1


def test_a_worker_that_falls_silent_is_followed_by_one_that_begins_the_rest() -> None:
    tab = Hanging({0: FROM_JAVASCRIPT[3]})
    found = let_loose(tab)
    assert {*found.javascript} == {*FROM_JAVASCRIPT}
    assert len(tab.workers) == 2
    # what the first said is kept beside what the second says of the same attack
    assert found.javascript[FROM_JAVASCRIPT[0]] == ["begun", "begun"]


def test_an_attack_that_blocks_in_every_worker_comes_last_in_the_next() -> None:
    blocking = FROM_JAVASCRIPT[0]
    tab = Hanging(dict.fromkeys(range(siege.WORKERS), blocking))
    found = let_loose(tab)
    assert {*found.javascript} == {*FROM_JAVASCRIPT}
    assert list(tab.workers[1])[-1] == blocking
    assert len(tab.workers) == 2


def test_workers_that_all_fall_silent_leave_attacks_that_are_missed() -> None:
    tab = Hanging(dict(enumerate(FROM_JAVASCRIPT[: siege.WORKERS])))
    assert len(let_loose(tab).javascript) < len(FROM_JAVASCRIPT)
    assert len(tab.workers) == siege.WORKERS
