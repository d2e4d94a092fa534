"""What the lessons of this part say of Keras on TensorFlow, JAX and torch.

A change upstream that makes one of these fail changes a page. JAX and torch are asked
in a Python of their own, and TensorFlow in this one, since Keras takes its back end as
it is imported. All is asked on a CPU.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest

from snippets.models import backends, backends_rows
from snippets.models.backends import PROBES, probed
from snippets.models.backends_rows import BACK_ENDS, TOLD, Found, on
from snippets.models.two_batches import fit, forever, measure, once
from snippets.models.two_batches_keras import told

pytestmark = pytest.mark.heavy

RECORDED = Path(backends.__file__).parent / "recorded"
OTHERS = ["jax", "torch"]
EACH = pytest.mark.parametrize("name", BACK_ENDS)
OTHER = pytest.mark.parametrize("name", OTHERS)


@cache
def found(name: str) -> Found:
    """Return what all probes find on a back end, as JSON has it."""
    if name == keras.backend.backend():
        made: Found = json.loads(json.dumps(probed()))
        return made
    return on(name, PROBES)


def test_this_python_asks_tensorflow() -> None:
    assert keras.backend.backend() == "tensorflow"
    assert list(BACK_ENDS) == ["tensorflow", *OTHERS]


# The two-batch trap


@EACH
def test_training_gets_what_it_gets_from_the_loop_in_small(name: str) -> None:
    assert found(name)["trained"] == {
        "once(5)": fit(once(5), 3),
        "once(5), 5 steps": fit(once(5), 3, 5),
        "forever(5), 5 steps": fit(forever(5), 3, 5),
    }


@EACH
def test_validation_begins_with_the_two_that_were_kept(name: str) -> None:
    seen = found(name)["measured"]
    assert seen["once(5)"] == measure(once(5), 3)
    assert seen["arrays"] == [[0, 1, 2, 3, 4]] * 3
    later = ["0 1 and 3 later ones"] * 2
    assert [*map(told, seen["count(), 5 steps"])] == ["0 1 2 3 4", *later]


@OTHER
def test_on_jax_and_torch_nothing_is_fetched_ahead_and_dropped(name: str) -> None:
    drifted = found(name)["measured"]["count(), 5 steps"]
    assert drifted == [[0, 1, 2, 3, 4], [0, 1, 5, 6, 7], [0, 1, 8, 9, 10]]
    first, second = found(name)["second fit"]
    assert first == [[0, 1], [2, 3], [4, 5]]
    assert second == [[6, 7], [8, 9], [10, 11]]


def test_on_tensorflow_a_second_fit_has_lost_a_batch() -> None:
    def has_lost() -> bool:
        first, second = json.loads(json.dumps(PROBES["second fit"]()))
        assert first[-1] == [4, 5]
        assert second[0][0] >= 6
        return bool(second[0][0] > 6)

    # a thread fetches ahead, and on a busy machine hasn't always come to that
    assert any(has_lost() for _ in range(20))


def test_an_epoch_without_a_batch_has_another_loss_on_each_back_end() -> None:
    first, empty = found("tensorflow")["empty epoch"]
    assert first > empty == 0.0
    before, same = found("jax")["empty epoch"]
    assert before == same > 0
    assert len(found("torch")["empty epoch"]) == 1


def test_the_loss_is_that_of_the_first_column() -> None:
    labels, given = np.array([[[1, 7, 8]], [[1, 7, 9]]], np.float32)
    assert float(backends.first_column(labels, given)[0]) < 0.001
    assert float(backends.first_column(labels, given - 1)[0]) > 1


# Feeding fit


@OTHER
def test_what_is_refused_is_refused_in_the_same_words(name: str) -> None:
    trainers = {"jax": "JAXTrainer", "torch": "TorchTrainer"}
    said = [
        each.replace(trainers[name], "TensorFlowTrainer")
        for each in found(name)["refused"]
    ]
    assert said == found("tensorflow")["refused"]
    table = json.loads((RECORDED / "feeding_keras_fit.refused.json").read_text("utf-8"))
    assert said == [row[1] for row in table["rows"]]


@EACH
def test_half_a_validation_step_is_an_error_once_an_epoch_is_trained(name: str) -> None:
    said, steps = found(name)["late"]
    assert said == "TypeError: 'float' object cannot be interpreted as an integer"
    assert steps == 5


@EACH
def test_a_handful_of_batches_is_alive_at_once(name: str) -> None:
    # of a hundred; TensorFlow fetches further ahead where the machine is busy
    assert 2 < found(name)["alive"] < (40 if name == "tensorflow" else 10)


# Epochs, lengths and the extra step


@EACH
def test_the_first_bar_knows_no_length_and_a_feed_that_ends_brings_a_warning(
    name: str,
) -> None:
    assert found(name)["bar"] == ["Unknown", "Your input ran out of data"]


@EACH
def test_only_tensorflow_counts_a_step_that_has_no_batch(name: str) -> None:
    counts = found(name)["counts"]
    extra = name == "tensorflow"
    assert counts["generator that ends, 1 epoch"] == [10 + extra, "the same"]
    trained = [30 + 3 * extra, "different" if extra else "the same"]
    assert counts["pipeline that ends, 3 epochs"] == trained
    for feed in (
        "endless, 10 steps, 1 a call, 3 epochs",
        "pipeline told its 10 steps, 3 epochs",
    ):
        assert counts[feed] == [30, "the same"]


@EACH
def test_a_bundle_that_does_not_fit_overshoots_or_is_refused(name: str) -> None:
    refused = "`steps_per_execution` must be 1 with the PyTorch backend."
    expected = ["refused", refused] if name == "torch" else [36, "different"]
    assert found(name)["counts"]["endless, 10 steps, 4 a call, 3 epochs"] == expected


def test_where_the_end_of_a_step_is_awaited_jax_changes_the_first_alone() -> None:
    assert found("jax")["awaited"] == 1
    assert found("torch")["awaited"] == 1
    # here, a thread asks ahead whatever the loop waits for
    assert found("tensorflow")["awaited"] > 1


def test_what_is_refused_is_told_in_its_first_words() -> None:
    said = backends.counted(np.zeros(4, np.float32), iter([]))
    assert said[0] == "refused"
    assert said[1].startswith("Unrecognized data type")


# A batch you have yielded is no longer yours


@EACH
def test_a_reused_array_changes_under_whoever_computes_later(name: str) -> None:
    aligned, elsewhere, large, copied, views = found(name)["lent"].values()
    assert aligned == 1 if name == "torch" else aligned > 4
    assert elsewhere == 1
    assert large > 4 if name == "jax" else large == 1
    assert copied == views == 0


# PyDataset: batches by number


@EACH
def test_an_epoch_ends_before_the_first_and_each_asks_for_every_number(
    name: str,
) -> None:
    for seen in found(name)["asked"]:
        _, *epochs, last = seen
        assert [sorted(each) for each in epochs] == [[0, 1, 2, 3, 4]] * 2
        assert last == []
    in_order, shuffled = found(name)["asked"]
    assert in_order[1] == in_order[2]
    assert shuffled[1] != shuffled[2]


@EACH
def test_to_look_tensorflow_asks_for_two_and_the_others_for_one(name: str) -> None:
    in_order, shuffled = found(name)["asked"]
    if name == "tensorflow":
        assert in_order[0] == shuffled[0] == [0, 1]
    else:
        assert in_order[0] == [0]
        # the first of an order that is then thrown away
        assert len(shuffled[0]) == 1
        assert shuffled[0] != shuffled[1][:1]


# Again, exactly


@EACH
def test_gone_on_with_after_what_was_trained_on_all_is_equal(name: str) -> None:
    ended = [[place, 0.0] for place in (1, 2, 5, 9, 10, 11)]
    assert [row[:2] for row in found(name)["places"]] == ended


@EACH
def test_only_tensorflow_asks_further_ahead_than_the_two_that_are_kept(
    name: str,
) -> None:
    first, *later = [row[2] for row in found(name)["places"]]
    assert first == "not 0"
    assert set(later) == {"not 0" if name == "tensorflow" else "0"}


@EACH
def test_while_jax_trains_only_a_callback_can_read_its_model(name: str) -> None:
    plain, own = found(name)["stale"]
    assert plain.startswith("TypeError") if name == "jax" else plain == "nothing"
    assert own == "nothing"


# Which feed do I use?


@EACH
def test_only_on_tensorflow_a_seed_gives_arrays_one_order_for_all_epochs(
    name: str,
) -> None:
    orders = found(name)["orders"]
    assert orders["None"] == [True, False, False]
    assert orders["1"] == [True, name == "tensorflow", name == "tensorflow"]


def test_the_last_batch_of_a_pass_has_the_rows_that_are_left() -> None:
    sizes = [len(labels) for _, labels in backends.one_epoch()]
    assert sizes == [32, 32, 6]


@EACH
@pytest.mark.parametrize("optimizer", ["sgd", "adam"])
def test_three_epochs_end_at_the_weights_that_arrays_give(
    optimizer: str, name: str
) -> None:
    ends = found(name)["ends"][optimizer]
    assert ends.pop("none") > 0
    assert ends == {"endless generator": 0, "PyDataset": 0, "tf.data": 0}


@EACH
def test_five_losses_are_one_where_a_feed_begins_again(name: str) -> None:
    losses = found(name)["losses"]
    assert {len(each) for each in losses.values()} == {5}
    unlike = {feed: len(set(each)) for feed, each in losses.items()}
    assert unlike.pop("endless generator") > 1
    assert unlike == {"arrays": 1, "PyDataset": 1, "tf.data": 1}


def test_what_is_found_is_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    backends.tell(["second fit"])
    assert list(json.loads(capsys.readouterr().out)) == ["second fit"]


# the tables


@pytest.mark.parametrize("probe", TOLD)
def test_a_table_says_what_each_back_end_does(
    probe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    each = {name: found(name) for name in BACK_ENDS}
    monkeypatch.setattr(backends_rows, "on_each", lambda: each)
    made: Any = getattr(backends_rows, f"measure_{probe}")()
    shown = json.loads((RECORDED / f"backends_rows.{probe}.json").read_text("utf-8"))
    assert shown["rows"] == json.loads(json.dumps(made["rows"]))
