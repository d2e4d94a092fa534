"""What the lesson *The two-batch trap* says of Keras, and of its stub of `fit`.

The stub is held to Keras by the same feeds. How many batches Keras fetches ahead and
drops differs from run to run, so feeds that show it never yield a batch twice.
"""

from __future__ import annotations

import inspect
import itertools
import json
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from snippets.models import two_batches
from snippets.models.two_batches import Epochs, each_epoch, fit, forever, measure, once

heavy = pytest.mark.heavy
AHEAD = 12  # nobody fetches more than this ahead


# the stub, alone


def test_a_feed_that_ends_gives_its_batches_and_then_the_first_two() -> None:
    assert fit(once(5), 4) == [[0, 1, 2, 3, 4], [0, 1], [0, 1], [0, 1]]
    assert measure(once(5), 3) == [[0, 1, 2, 3, 4], [0, 1], [0, 1]]
    assert list(itertools.islice(each_epoch(once(3)), 3)) == [[0, 1, 2], [0, 1], [0, 1]]


def test_the_stub_asks_for_two_batches_before_the_first_epoch() -> None:
    feed = forever(5)
    assert fit(feed, epochs=0) == []
    assert next(feed) == 2


def test_an_empty_feed_is_refused_at_the_call() -> None:
    with pytest.raises(ValueError, match="the feed is empty"):
        fit(once(0), 1)


def test_without_an_end_and_without_steps_an_epoch_never_ends() -> None:
    asked = 0

    def counting() -> Any:
        nonlocal asked
        while asked < 999:
            asked += 1
            yield asked
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fit(counting(), 1)
    assert asked == 999


def test_two_feeds_are_generators_one_of_which_ends() -> None:
    assert list(once(3)) == [0, 1, 2]
    assert list(itertools.islice(forever(2), 5)) == [0, 1, 0, 1, 0]
    assert inspect.isgenerator(once(1))
    assert inspect.isgenerator(forever(1))


# Keras. A change upstream that makes one of these fail changes the page.


@pytest.fixture(scope="module")
def keras_feeds() -> ModuleType:
    from snippets.models import two_batches_keras

    return two_batches_keras


@pytest.fixture(scope="module")
def trained(keras_feeds: ModuleType) -> dict[str, Epochs]:
    found: dict[str, Epochs] = keras_feeds.trained()
    return found


@pytest.fixture(scope="module")
def measured(keras_feeds: ModuleType) -> dict[str, Epochs]:
    found: dict[str, Epochs] = keras_feeds.measured()
    return found


@heavy
def test_the_stub_trains_on_what_keras_trains_on(trained: dict[str, Epochs]) -> None:
    assert trained == {
        "once(5)": fit(once(5), 3),
        "once(5), 5 steps": fit(once(5), 3, 5),
        "forever(5), 5 steps": fit(forever(5), 3, 5),
    }


@heavy
@pytest.mark.parametrize(("batches", "steps"), [(7, 5), (5, 2), (1, None), (1, 1)])
def test_wherever_a_feed_ends_the_stub_goes_on_as_keras_does(
    keras_feeds: ModuleType, batches: int, steps: int | None
) -> None:
    seen = keras_feeds.trained_on(keras_feeds.numbered(once(batches)), steps)
    assert seen == fit(once(batches), 3, steps)


@heavy
def test_the_stub_measures_a_feed_that_ends_as_keras_does(
    measured: dict[str, Epochs],
) -> None:
    assert measured["once(5)"] == measure(once(5), 3)


@heavy
def test_an_endless_validation_feed_goes_on_behind_the_two_that_were_kept(
    measured: dict[str, Epochs],
) -> None:
    stub = measure(itertools.count(), 3, 5)
    assert stub == [[0, 1, 2, 3, 4], [0, 1, 6, 7, 8], [0, 1, 10, 11, 12]]
    seen = measured["count(), 5 steps"]
    assert seen[0] == stub[0]
    for before, epoch in itertools.pairwise(seen):
        assert epoch[:2] == [0, 1]
        assert before[-1] < epoch[2] <= before[-1] + 1 + AHEAD
        assert epoch[2:] == list(range(epoch[2], epoch[2] + 3))


@heavy
def test_arrays_are_measured_from_the_first_row_each_time(
    measured: dict[str, Epochs],
) -> None:
    assert measured["arrays"] == [[0, 1, 2, 3, 4]] * 3


@heavy
def test_a_second_fit_goes_on_behind_what_the_first_has_fetched(
    keras_feeds: ModuleType,
) -> None:
    feed = keras_feeds.numbered(itertools.count())
    first, second = (keras_feeds.trained_on(feed, 2) for _ in range(2))
    assert first == [[0, 1], [2, 3], [4, 5]]
    start = second[0][0]
    assert 6 <= start <= 6 + AHEAD
    assert [*itertools.chain(*second)] == list(range(start, start + 6))
    own = itertools.count()
    assert [fit(own, 3, 2), fit(own, 3, 2)] == [first, [[7, 8], [9, 10], [11, 12]]]


@heavy
def test_a_second_fit_refuses_a_feed_that_is_used_up(keras_feeds: ModuleType) -> None:
    feed = keras_feeds.numbered(once(2))
    assert keras_feeds.trained_on(feed) == [[0, 1]] * 3
    with pytest.raises(ValueError, match="Received an empty generator"):
        keras_feeds.trained_on(feed)


@heavy
def test_an_epoch_without_a_batch_brings_a_warning_and_a_loss_of_zero() -> None:
    import keras

    from snippets.models.feeding_keras_fit import numbered

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    with pytest.warns(UserWarning, match="^Your input ran out of data"):
        fitted = model.fit(
            numbered(once(2)), steps_per_epoch=2, epochs=2, shuffle=False, verbose=0
        )
    assert fitted.epoch == [0, 1]
    first, empty = fitted.history["loss"]
    assert first > empty == 0.0


@heavy
def test_nobody_warns_of_an_endless_validation_feed_and_its_loss_moves() -> None:
    import keras

    from snippets.models.feeding_keras_fit import numbered

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.0), "mse")
    zero = np.zeros((1, 1))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        fitted = model.fit(
            zero,
            zero,
            epochs=3,
            validation_data=numbered(itertools.count()),
            validation_steps=4,
            verbose=0,
        )
    assert len(set(fitted.history["val_loss"])) == 3


@heavy
def test_what_is_asked_by_number_or_made_from_the_function_begins_again(
    keras_feeds: ModuleType,
) -> None:
    import keras
    import tensorflow as tf

    class Asked(keras.utils.PyDataset):
        def __len__(self) -> int:
            return 3

        def __getitem__(self, index: int) -> Any:
            return next(keras_feeds.numbered([index]))

    spec = tf.TensorSpec((32, 1), tf.float32)
    made = tf.data.Dataset.from_generator(
        lambda: keras_feeds.numbered(once(3)), output_signature=(spec, spec)
    )
    assert keras_feeds.measured_on(Asked()) == [[0, 1, 2]] * 3
    assert keras_feeds.measured_on(made) == [[0, 1, 2]] * 3


@heavy
def test_the_table_says_what_was_seen_and_counts_what_chance_brings(
    keras_feeds: ModuleType,
    trained: dict[str, Epochs],
    measured: dict[str, Epochs],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = [keras_feeds.told(each) for each in ([], [0, 1], [0, 1, 7, 8])]
    assert told == ["nothing", "0 1", "0 1 and 2 later ones"]
    monkeypatch.setattr(keras_feeds, "trained", lambda: trained)
    monkeypatch.setattr(keras_feeds, "measured", lambda: measured)
    folder = Path(two_batches.__file__).parent / "recorded"
    table = json.loads((folder / "two_batches_keras.feeds.json").read_text("utf-8"))
    assert keras_feeds.measure_feeds()["rows"] == table["rows"]
