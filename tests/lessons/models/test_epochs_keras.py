"""What the lesson *Epochs, lengths and the extra step* says of Keras and TensorFlow.

A change upstream that makes one of these fail changes the page. What was recorded is
held to what follows from the numbers of batches; that needs no Keras.
"""

from __future__ import annotations

import itertools
import json
import re
import warnings
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from snippets.models.epochs import calls
from snippets.models.two_batches import forever
from tests.lessons.places import place

pytestmark = pytest.mark.heavy
COUNTS = Path("snippets/models/recorded/epochs_keras.counts.json")
ROWS = json.loads((Path(__file__).parents[3] / COUNTS).read_text("utf-8"))["rows"]


# what was recorded, without Keras


def follows(feed: str, bundle: int) -> int:
    """Return what three epochs of ten batches count, by the page."""
    if "endless" in feed:
        return 3 * sum(map(len, calls(forever(10), 10, bundle)))
    return 3 * (10 + (feed == "pipeline that ends"))


def test_each_recorded_count_follows_from_the_feed_and_the_steps_of_a_call() -> None:
    bundles = [4, 1, 4, 5, 1, 4]
    for (feed, bundle, count, weights), asked in zip(ROWS, bundles, strict=True):
        row = [feed, bundle, count, weights]
        expected = follows(feed, asked)
        told = ["different", "the same"][expected == 30]
        assert row == [feed, asked, expected, told], place(COUNTS, row)


# Keras


@pytest.fixture(scope="module")
def lesson() -> ModuleType:
    from snippets.models import epochs_keras

    return epochs_keras


@pytest.fixture(scope="module")
def model() -> Any:
    """Return a model that was compiled for four steps a call."""
    import keras

    made = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    made.compile("sgd", "mse", steps_per_execution=4)
    return made


def test_the_table_is_what_keras_does(lesson: ModuleType) -> None:
    assert lesson.measure_counts()["rows"] == ROWS


def test_one_pass_has_each_batch_once(lesson: ModuleType) -> None:
    rows = np.concatenate([x for x, _ in lesson.one_pass()])
    assert (rows == lesson.ROWS).all()


@pytest.mark.parametrize("bundle", [1, 2])
def test_calls_of_several_steps_take_what_the_loop_in_small_takes(bundle: int) -> None:
    import keras

    from snippets.models.feeding_keras_fit import numbered

    seen: list[list[int]] = []

    def witness(labels: Any, predictions: Any) -> Any:
        seen[-1].append(int(labels[0, 0]))
        return keras.ops.mean(predictions)

    taught = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    taught.compile("sgd", witness, run_eagerly=True, steps_per_execution=bundle)
    begin = keras.callbacks.LambdaCallback(on_epoch_begin=lambda *_: seen.append([]))
    taught.fit(
        numbered(forever(5)),
        steps_per_epoch=5,
        epochs=3,
        shuffle=False,
        callbacks=[begin],
        verbose=0,
    )
    feed = forever(5)
    assert seen == [[*itertools.chain(*calls(feed, 5, bundle))] for _ in range(3)]


def test_the_bar_stops_at_the_steps_that_were_said_and_nobody_warns(
    lesson: ModuleType, model: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    import keras

    begun: list[int] = []
    count = keras.callbacks.LambdaCallback(
        on_train_batch_begin=lambda batch, logs: begun.append(batch)
    )
    before = int(model.optimizer.iterations)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model.fit(
            lesson.endless(),
            steps_per_epoch=10,
            shuffle=False,
            callbacks=[count],
            verbose=1,
        )
    said = capsys.readouterr().out
    assert max(int(done) for done in re.findall(r"(\d+)/10\b", said)) == 10
    assert begun == [0, 4, 8]
    assert int(model.optimizer.iterations) - before == 12


def test_without_a_number_the_first_bar_says_unknown(
    lesson: ModuleType, model: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.warns(UserWarning, match="^Your input ran out of data") as heard:
        model.fit(lesson.unsized(), epochs=2, shuffle=False, verbose=1)
    first, second = capsys.readouterr().out.split("Epoch 2/2")
    assert "/Unknown" in first
    assert "/Unknown" not in second
    assert len(heard) == 2


def test_without_an_end_and_without_a_number_the_epoch_goes_on(
    lesson: ModuleType, model: Any
) -> None:
    import keras

    class Enough(BaseException):
        """Nothing that Keras would catch."""

    ended: list[int] = []

    def stop(batch: int, logs: Any) -> None:
        if batch > 100:
            raise Enough

    watch = keras.callbacks.LambdaCallback(
        on_train_batch_begin=stop, on_epoch_end=lambda epoch, logs: ended.append(epoch)
    )
    with pytest.raises(Enough):
        model.fit(lesson.endless(), shuffle=False, callbacks=[watch], verbose=0)
    assert not ended


def test_a_generator_that_ends_counts_one_step_more_than_it_has_batches(
    lesson: ModuleType,
) -> None:
    count, weights = lesson.trained(lesson.one_pass(), epochs=1)
    exact = lesson.trained(lesson.sized(lesson.one_pass, 10, lesson.SPEC), epochs=1)
    assert (count, exact[0]) == (11, 10)
    # that step has trained nothing; what comes later is trained otherwise
    assert np.array_equal(weights, exact[1])


def test_it_is_counted_only_where_one_step_is_compiled(lesson: ModuleType) -> None:
    import keras

    assert lesson.trained(lesson.unsized(), 4, epochs=1)[0] == 10

    eager = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    eager.compile("sgd", "mse", run_eagerly=True)
    with pytest.warns(UserWarning, match="^Your input ran out of data"):
        eager.fit(lesson.one_pass(), shuffle=False, verbose=0)
    assert int(eager.optimizer.iterations) == 10


def test_only_what_reads_the_counter_is_trained_otherwise(lesson: ModuleType) -> None:
    from keras.optimizers import SGD
    from keras.optimizers.schedules import ExponentialDecay

    def falling() -> Any:
        return SGD(ExponentialDecay(0.01, decay_steps=1, decay_rate=0.9))

    for optimizer, same in ((lambda: "sgd", True), (falling, False)):
        count, weights = lesson.trained(lesson.unsized(), 1, optimizer())
        exact, ought = lesson.on_arrays(1, optimizer())
        assert (count, exact) == (33, 30)
        assert np.array_equal(weights, ought) == same


def test_a_pipeline_is_refused_at_the_call(lesson: ModuleType) -> None:
    for steps in (0, -1, -2):
        with pytest.raises(ValueError, match=r"^a pass has at least one step$"):
            lesson.sized(lesson.one_pass, steps, lesson.SPEC)
    with pytest.raises(TypeError):
        lesson.sized(lesson.one_pass, 2.5, lesson.SPEC)
    with pytest.raises(TypeError, match="must be a Python callable"):
        lesson.sized(lesson.one_pass(), 10, lesson.SPEC)


def test_a_batch_too_many_is_an_error_and_one_too_few_is_left_out(
    lesson: ModuleType,
) -> None:
    with pytest.raises(Exception, match="contain 11 elements but contained only 10"):
        lesson.trained(lesson.sized(lesson.one_pass, 11, lesson.SPEC))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        count, _ = lesson.trained(lesson.sized(lesson.one_pass, 9, lesson.SPEC))
    assert count == 3 * 9
