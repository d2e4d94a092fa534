"""What the lesson *Feeding fit* says of Keras, and of its program."""

from __future__ import annotations

import itertools
import json
import math
import weakref
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from snippets.models.feeding_keras import make_pairs, pair_batches

# the tests of the generator alone run without Keras
if TYPE_CHECKING:
    import keras

heavy = pytest.mark.heavy
ROOT = Path(__file__).parents[3]
RECORDED = ROOT / "snippets" / "models" / "recorded"


def three_columns(rows: int) -> tuple[Any, Any, Any]:
    """Sentences of two numbers and labels, in which each number names its row."""
    number = np.arange(rows, dtype=np.float32).reshape(rows, 1)
    return np.hstack([number, number]), np.hstack([-number, -number]), number


# Keras. A change upstream that makes one of these fail changes the lesson.


@pytest.fixture
def lesson() -> ModuleType:
    from snippets.models import feeding_keras_fit

    return feeding_keras_fit


@pytest.fixture
def model(lesson: ModuleType) -> keras.Model:
    return lesson.build_model(32)


def feed(rows: int = 96, batch: int = 32) -> Iterator[Any]:
    return pair_batches(*make_pairs(rows), batch)


@heavy
@pytest.mark.parametrize("name", ["fit", "evaluate", "predict"])
def test_keras_has_no_method_for_generators_alone(
    model: keras.Model, name: str
) -> None:
    assert hasattr(model, name)
    assert not hasattr(model, f"{name}_generator")


@heavy
def test_a_float_number_of_steps_is_refused_before_any_training(
    model: keras.Model,
) -> None:
    before = model.get_weights()
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        model.fit(feed(), steps_per_epoch=np.ceil(96 / 32), shuffle=False, verbose=0)
    assert all(map(np.array_equal, before, model.get_weights()))


@heavy
def test_a_float_number_of_validation_steps_is_refused_after_an_epoch(
    model: keras.Model,
) -> None:
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        model.fit(
            feed(),
            steps_per_epoch=3,
            epochs=2,
            validation_data=feed(),
            validation_steps=np.ceil(96 / 32),
            shuffle=False,
            verbose=0,
        )
    assert int(model.optimizer.iterations) == 3


@heavy
@pytest.mark.parametrize(
    "wrong",
    [itertools.islice(feed(), 3), map(tuple, feed()), iter([next(feed())]), feed],
    ids=["islice", "map", "iterator", "function"],
)
def test_an_iterator_that_is_no_generator_is_refused(
    model: keras.Model, wrong: object
) -> None:
    with pytest.raises(ValueError, match="Unrecognized data type"):
        model.fit(wrong, steps_per_epoch=3, verbose=0)


@heavy
def test_a_generator_expression_around_an_iterator_is_taken(model: keras.Model) -> None:
    wrapped = (batch for batch in itertools.islice(feed(), 3))
    model.fit(wrapped, steps_per_epoch=3, shuffle=False, verbose=0)
    assert int(model.optimizer.iterations) == 3


@heavy
def test_a_list_with_a_batch_in_it_is_taken_for_inputs_and_no_feed(
    model: keras.Model,
) -> None:
    with (
        pytest.warns(UserWarning, match="^The structure of `inputs` doesn't match"),
        pytest.raises(ValueError, match="None values not supported"),
    ):
        model.fit([next(feed())], steps_per_epoch=1, shuffle=False, verbose=0)
    assert int(model.optimizer.iterations) == 0


@heavy
def test_keras_warns_that_it_does_not_shuffle_a_generator(model: keras.Model) -> None:
    with pytest.warns(UserWarning, match="`shuffle=True` was passed"):
        model.fit(feed(), steps_per_epoch=3, verbose=0)


@heavy
@pytest.mark.filterwarnings("error")
def test_the_program_trains_every_step_and_measures_the_whole_validation_set(
    lesson: ModuleType, model: keras.Model
) -> None:
    training, valid = make_pairs(80), make_pairs(40, seed=1)
    history = lesson.fit_pairs(model, training, valid, 2, np.random.default_rng(0))
    assert int(model.optimizer.iterations) == 2 * math.ceil(80 / 32)
    assert set(history) == {"accuracy", "loss", "val_accuracy", "val_loss"}
    assert {len(numbers) for numbers in history.values()} == {2}
    x = np.concatenate(valid[:2], axis=-1)
    right = (np.asarray(model(x)) > 0.5) == valid[2]
    assert history["val_accuracy"][-1] == pytest.approx(right.mean())


@heavy
def test_the_program_repeats_itself_from_a_seed(lesson: ModuleType) -> None:
    first, again = (lesson.measure_program(96, 40, 1) for _ in range(2))
    assert first["rows"] == again["rows"]
    stored = json.loads((RECORDED / "feeding_keras_fit.program.json").read_text())
    assert [*first] == [*stored]
    assert first["columns"] == stored["columns"]


@heavy
def test_what_fit_refuses_it_refuses_in_the_words_of_the_table(
    lesson: ModuleType,
) -> None:
    stored = json.loads((RECORDED / "feeding_keras_fit.refused.json").read_text())
    assert lesson.measure_refused()["rows"] == stored["rows"]
    assert lesson.refusal(list) == "nothing"


@heavy
def test_what_the_table_offers_instead_is_taken(model: keras.Model) -> None:
    import keras

    weighted = ((x, y, np.ones(len(y))) for x, y in feed())
    model.fit(weighted, steps_per_epoch=1, shuffle=False, verbose=0)
    assert int(model.optimizer.iterations) == 1
    assert keras.utils.PyDataset(workers=2, use_multiprocessing=True).workers == 2


@heavy
def test_fit_pairs_feeds_shuffled_pairs_and_measures_them_in_order(
    lesson: ModuleType,
) -> None:
    given: dict[str, Any] = {}

    class Model:
        def fit(self, feed: Iterator[Any], **arguments: Any) -> Any:
            given.update(arguments, first=next(feed)[1])
            given["second"] = next(feed)[1]
            return SimpleNamespace(history={})

    columns, rng = three_columns(80), np.random.default_rng(0)
    assert lesson.fit_pairs(Model(), columns, columns, 1, rng) == {}
    order = np.arange(80)
    np.random.default_rng(0).shuffle(order)
    assert given["first"].ravel().tolist() == order[:32].tolist()
    assert given["second"].ravel().tolist() == order[32:64].tolist()
    assert given["steps_per_epoch"] == 3
    assert given["verbose"] == 0
    assert given["validation_data"][1].ravel().tolist() == list(range(80))
    assert given["shuffle"] is False


@heavy
def test_the_model_is_as_small_as_the_notebook_shows_it(model: keras.Model) -> None:
    assert [layer.units for layer in model.layers] == [64, 1]


@heavy
def test_fit_fetches_a_few_batches_ahead_and_a_handful_is_alive_at_once(
    model: keras.Model,
) -> None:
    made: list[weakref.ref[Any]] = []
    alive: list[int] = []
    kept: list[list[bool]] = []

    def watched() -> Iterator[Any]:
        for x, y in feed():
            made.append(weakref.ref(x))
            alive.append(sum(each() is not None for each in made))
            kept.append([each() is not None for each in made[:2]])
            yield x, y
            del x, y

    model.fit(watched(), steps_per_epoch=100, epochs=2, shuffle=False, verbose=0)
    # TensorFlow fetches further ahead where the machine is busy
    assert 200 < len(made) < 240
    assert 1 < max(alive) < 40
    assert kept[-1] == [True, True]


@heavy
def test_a_numbered_feed_labels_each_batch_and_ends_with_its_numbers(
    lesson: ModuleType,
) -> None:
    batches = list(lesson.numbered([3, 1]))
    assert [set(labels.ravel()) for _, labels in batches] == [{3}, {1}]
    assert [len(x) for x, _ in batches] == [32, 32]


@heavy
def test_a_feed_that_ends_trains_on_its_first_two_batches_and_keras_warns(
    lesson: ModuleType,
) -> None:
    with pytest.warns(UserWarning, match="Your input ran out of data"):
        seen = lesson.passes(x=lesson.numbered(range(5)), shuffle=False)
    assert seen == [[0, 1, 2, 3, 4], [0, 1], [0, 1]]
    counted = lesson.trained_on(lesson.numbered(range(5)), steps=5)
    assert counted == [[0, 1, 2, 3, 4], [], [0, 1]]


@heavy
def test_steps_that_are_no_epoch_make_the_epochs_drift(lesson: ModuleType) -> None:
    whole = lesson.trained_on(lesson.numbered(itertools.cycle(range(5))), steps=5)
    assert whole == [[0, 1, 2, 3, 4]] * 3
    seen = lesson.trained_on(lesson.numbered(itertools.cycle(range(5))), steps=4)
    assert seen == [[0, 1, 2, 3], [4, 0, 1, 2], [3, 4, 0, 1]]


@heavy
@pytest.mark.filterwarnings("error")
def test_nobody_warns_of_steps_that_are_no_epoch_and_each_has_its_loss(
    model: keras.Model,
) -> None:
    given = {"steps_per_epoch": 2, "epochs": 3}
    fitted = model.fit(feed(), **given, shuffle=False, verbose=0)
    assert int(model.optimizer.iterations) == 6
    assert len(fitted.history["loss"]) == 3
    assert all(0 < loss < 2 for loss in fitted.history["loss"])


@heavy
def test_a_validation_generator_replays_two_batches_and_goes_on_elsewhere(
    lesson: ModuleType,
) -> None:
    seen = lesson.measured_on(lesson.numbered(itertools.count()), steps=4)
    assert seen[0] == [0, 1, 2, 3]
    for replayed in seen[1:]:
        assert replayed[:2] == [0, 1]
        assert min(replayed[2:]) >= 4


@heavy
@pytest.mark.filterwarnings("error")
def test_the_model_gets_the_batches_of_the_feed_with_the_last_one_as_it_is() -> None:
    import keras

    sizes = []

    def note(labels: Any, predictions: Any) -> Any:
        sizes.append(len(labels))
        return keras.ops.mean(predictions)

    model = keras.Sequential([keras.Input((32,)), keras.layers.Dense(1)])
    model.compile("sgd", note, run_eagerly=True)
    # batch_size is ignored
    given = {"steps_per_epoch": 3, "epochs": 2, "batch_size": 7}
    model.fit(feed(80), **given, shuffle=False, verbose=0)
    assert sizes == [32, 32, 16] * 2
