"""What *One generator, three frameworks* says of Keras on TensorFlow, JAX and torch.

A change upstream that makes one of these fail changes the page. Each back end has a
Python of its own; what runs here is the same on the back end of the tests.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import keras
import pytest

from snippets.models import frameworks_keras, frameworks_rows
from snippets.models.frameworks_feed import passes
from snippets.models.frameworks_keras import BATCHES, Witness, apart, five, found
from snippets.models.frameworks_rows import BACKENDS, fresh, on, roughly
from snippets.models.frameworks_torch import loader

pytestmark = pytest.mark.heavy

RECORDED = Path(frameworks_rows.__file__).parent / "recorded"
WHOLE = list(range(BATCHES))


@pytest.fixture(scope="module")
def here() -> dict[str, Any]:
    """What Keras does in this process."""
    return found()


def rows(name: str) -> Any:
    return json.loads((RECORDED / f"frameworks_rows.{name}.json").read_text("utf-8"))[
        "rows"
    ]


def test_a_batch_is_its_number() -> None:
    batches = list(five())
    assert [int(x.max()) for x, _ in batches] == WHOLE
    assert all((x == y).all() and x.shape == (2, 1) for x, y in batches)


def test_here_fit_does_what_it_does_in_a_python_of_its_own(
    here: dict[str, Any],
) -> None:
    there = on(here["backend"])
    lent = [(each.pop("lent"), each.pop("new")) for each in (dict(here), dict(there))]
    assert {roughly(changed) for changed, _ in lent} == {roughly(here["lent"])}
    assert [new for _, new in lent] == [0, 0]
    unlike = {"lent", "new"}
    assert {key: here[key] for key in here if key not in unlike} == {
        key: there[key] for key in there if key not in unlike
    }


@pytest.mark.parametrize("backend", BACKENDS.values())
def test_on_each_back_end_the_function_trains_as_the_page_says(backend: str) -> None:
    each = on(backend)
    assert each["backend"] == backend
    assert each["function"] == "Unrecognized data type"
    assert each["pass"] == [WHOLE, [0, 1], [0, 1]]
    assert each["passes"] == each["loader"] == each["validation"] == [WHOLE] * 3
    assert each["counted"] == BATCHES + (each["backend"] == "tensorflow")
    assert each["sgd"] == each["adam"] == 0
    assert each["new"] == 0
    assert each["lent"] == 1 if each["backend"] == "torch" else each["lent"] > 25


def test_the_tables_say_what_is_found() -> None:
    for measured in (
        frameworks_rows.measure_backends,
        frameworks_rows.measure_lent,
        frameworks_rows.measure_workers,
    ):
        assert measured()["rows"] == rows(measured.__name__.removeprefix("measure_"))


def test_what_workers_give_is_the_same_here_without_workers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # a fork of this process could hang, so nobody is a worker
    given = frameworks_rows.given
    monkeypatch.setattr(frameworks_rows, "given", lambda made, _: given(made, 0))
    expected = [[*row[:3], row[1]] for row in rows("workers")]
    assert frameworks_rows.worked() == expected


def test_a_loader_begins_a_pass_for_each_epoch_and_one_to_look_into() -> None:
    called: list[str] = []

    def make() -> Any:
        called.append("now")
        return five()

    assert Witness().fit(loader(make), epochs=4).trained == [WHOLE] * 4
    assert len(called) == 5


def test_weights_would_differ_if_the_feed_did(monkeypatch: pytest.MonkeyPatch) -> None:
    def turned_round(*pairs: Any) -> Any:
        s1, s2, labels = (each[::-1] for each in pairs[:3])
        return passes(s1, s2, labels, 32)

    monkeypatch.setattr(frameworks_keras, "passes", turned_round)
    assert apart("sgd") > 0


def test_a_feed_that_fit_takes_isnt_refused() -> None:
    assert Witness().refused(five()) == "taken"


def test_an_error_of_the_other_python_is_told() -> None:
    with pytest.raises(RuntimeError, match="ImportError: cannot import name 'nobody'"):
        fresh("snippets.models.frameworks", "nobody")


def test_what_differs_from_run_to_run_is_told_in_words() -> None:
    told = [roughly(number) for number in (0, 1, 2, 25, 26, 50)]
    assert told == ["0", "1", "some", "some", "most", "most"]


def test_the_back_end_of_the_tests_is_one_of_the_three() -> None:
    assert keras.backend.backend() in BACKENDS.values()
