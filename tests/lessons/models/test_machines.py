"""What the lesson *More than one machine* says in plain Python."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from snippets.models.machines import in_turns, own, rows_of

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("machines", [1, 2, 3, 5, 8])
def test_each_shard_is_read_once_also_by_more_machines_than_there_are_shards(
    machines: int,
) -> None:
    shards = [f"shard {n}" for n in range(5)]
    read = [own(shards, machine, machines) for machine in range(machines)]
    assert sorted(shard for each in read for shard in each) == shards
    assert max(map(len, read)) - min(map(len, read)) <= 1


@pytest.mark.parametrize(("machine", "machines"), [(-1, 2), (2, 2), (0, 0), (0, -1)])
def test_a_machine_that_there_is_not_is_refused(machine: int, machines: int) -> None:
    with pytest.raises(ValueError, match=f"^machine={machine}, machines={machines}$"):
        own("abc", machine, machines)


def test_a_function_is_found_by_its_name_in_another_process() -> None:
    program = (
        "import pickle, sys; make, shard = pickle.load(sys.stdin.buffer); "
        "print(*make(shard))"
    )
    letter = pickle.dumps((rows_of, "a"))
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=letter,
        cwd=ROOT,
        capture_output=True,
        timeout=60,
    )
    assert done.stdout.split() == [b"a0", b"a1", b"a2"]


def test_where_the_module_is_not_the_function_is_not_found(tmp_path: Path) -> None:
    program = "import pickle, sys; pickle.load(sys.stdin.buffer)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=pickle.dumps((rows_of, "a")),
        cwd=tmp_path,
        capture_output=True,
        timeout=60,
    )
    assert done.stderr.splitlines()[-1].startswith(b"ModuleNotFoundError")


def test_feeds_are_asked_in_turns_and_one_that_ends_makes_room_for_the_next() -> None:
    feeds = [iter("abc"), iter("d"), iter(""), iter("ef"), iter("g")]
    assert "".join(in_turns(feeds, 2)) == "adbcegf"


def test_one_that_ends_makes_room_for_one() -> None:
    feeds = [iter("ab"), iter("cd"), iter("ef")]
    assert "".join(in_turns(feeds, 1)) == "abcdef"


@pytest.mark.parametrize("at_once", [1, 2, 3, 7])
def test_all_of_each_feed_comes_once_and_in_its_order(at_once: int) -> None:
    found = list(in_turns((rows_of(shard) for shard in "abcd"), at_once))
    for shard in "abcd":
        assert [row for row in found if row[0] == shard] == list(rows_of(shard))
    assert len(found) == 12


def test_no_more_feeds_are_begun_than_are_asked_at_once() -> None:
    begun: list[int] = []

    def feeds() -> Iterator[Iterator[int]]:
        for number in count():
            begun.append(number)
            yield iter([number, number])

    walk = in_turns(feeds(), 3)
    assert begun == []
    assert [next(walk) for _ in range(6)] == [0, 1, 2, 0, 1, 2]
    assert begun == [0, 1, 2]
    assert next(walk) == 3
    assert begun[:4] == [0, 1, 2, 3]
