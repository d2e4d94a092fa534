"""What the lesson *Feeding Keras* says of its generator, and of Keras."""

from __future__ import annotations

import itertools
import math
import weakref
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from snippets.models.feeding_keras import make_pairs, pair_batches

# the tests of the generator alone run without Keras
if TYPE_CHECKING:
    import keras

heavy = pytest.mark.heavy


def three_columns(rows: int) -> tuple[Any, Any, Any]:
    """Sentences of two numbers and labels, in which each number names its row."""
    number = np.arange(rows, dtype=np.float32).reshape(rows, 1)
    return np.hstack([number, number]), np.hstack([-number, -number]), number


def epoch(feed: Iterator[Any], rows: int, batch: int) -> list[Any]:
    return list(itertools.islice(feed, math.ceil(rows / batch)))


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
def test_a_list_for_a_tuple_is_refused(model: keras.Model) -> None:
    lists = (list(batch) for batch in feed())
    with pytest.raises(ValueError, match="must return a tuple"):
        model.fit(lists, steps_per_epoch=3, shuffle=False, verbose=0)


@heavy
@pytest.mark.parametrize(
    "argument", [{"class_weight": {0: 1.0, 1: 2.0}}, {"validation_split": 0.1}]
)
def test_arguments_that_need_the_whole_set_are_refused(
    model: keras.Model, argument: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="generator"):
        model.fit(feed(), steps_per_epoch=3, shuffle=False, verbose=0, **argument)


@heavy
def test_keras_warns_that_it_does_not_shuffle_a_generator(model: keras.Model) -> None:
    with pytest.warns(UserWarning, match="`shuffle=True` was passed"):
        model.fit(feed(), steps_per_epoch=3, verbose=0)


@heavy
@pytest.mark.filterwarnings("error")
def test_fit_pairs_trains_every_step_without_a_warning(
    lesson: ModuleType, model: keras.Model
) -> None:
    history = lesson.fit_pairs(model, make_pairs(80), make_pairs(40, seed=1), epochs=2)
    assert int(model.optimizer.iterations) == 2 * math.ceil(80 / 32)
    assert set(history) == {"accuracy", "loss", "val_accuracy", "val_loss"}
    assert {len(numbers) for numbers in history.values()} == {2}


@heavy
def test_fit_pairs_measures_the_whole_validation_set(
    lesson: ModuleType, model: keras.Model
) -> None:
    valid = make_pairs(40, seed=1)
    history = lesson.fit_pairs(model, make_pairs(80), valid, epochs=1)
    x = np.concatenate(valid[:2], axis=-1)
    right = (model.predict(x, verbose=0) > 0.5) == valid[2]
    assert history["val_accuracy"][-1] == pytest.approx(right.mean())


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

    columns = three_columns(80)
    assert lesson.fit_pairs(Model(), columns, columns, epochs=1) == {}
    order = np.arange(80)
    np.random.default_rng(0).shuffle(order)
    assert given["first"].ravel().tolist() == order[:32].tolist()
    assert given["second"].ravel().tolist() == order[32:64].tolist()
    assert given["steps_per_epoch"] == 3
    assert given["verbose"] == 0
    assert given["validation_data"][1].ravel().tolist() == list(range(80))
    assert given["shuffle"] is False


@heavy
def test_the_model_is_as_small_as_the_page_shows_it(model: keras.Model) -> None:
    assert [layer.units for layer in model.layers] == [64, 1]


@heavy
def test_fit_fetches_a_few_batches_ahead_and_a_handful_is_alive_at_once(
    model: keras.Model,
) -> None:
    made: list[weakref.ref[Any]] = []
    alive: list[int] = []

    def watched() -> Iterator[Any]:
        for x, y in feed():
            made.append(weakref.ref(x))
            alive.append(sum(each() is not None for each in made))
            yield x, y
            del x, y

    model.fit(watched(), steps_per_epoch=100, epochs=2, shuffle=False, verbose=0)
    assert 200 < len(made) < 210
    assert 1 < max(alive) < 10


@heavy
def test_a_function_handed_to_tf_data_starts_anew_for_training_and_validation(
    lesson: ModuleType,
) -> None:
    import tensorflow as tf

    def three() -> Iterator[Any]:
        yield from lesson.numbered(range(3))

    spec = tf.TensorSpec((32, 1), tf.float32)
    made = tf.data.Dataset.from_generator(three, output_signature=(spec, spec))
    assert lesson.trained_on(made) == [[0, 1, 2]] * 3
    assert lesson.measured_on(made) == [[0, 1, 2]] * 3


@heavy
def test_tensorflow_may_use_the_memory_that_a_feed_yields() -> None:
    import tensorflow as tf

    def numbered_in(place: Any) -> Iterator[Any]:
        for number in range(9):
            place = np.empty_like(place) if fresh else place
            place[:] = number
            yield place

    # TensorFlow borrows an array that starts at a multiple of 64 bytes
    raw = np.empty(32 * 16 * 4 + 64, np.uint8)
    start = -raw.ctypes.data % 64
    borrowed = raw[start : start + 32 * 16 * 4].view(np.float32).reshape(32, 16)
    seen = {}
    for fresh in (False, True):
        batches = tf.data.Dataset.from_generator(
            lambda: numbered_in(borrowed), output_signature=tf.TensorSpec((32, 16))
        )
        seen[fresh] = [float(batch[0, 0]) for batch in list(batches)]
    assert seen[True] == list(range(9))
    assert seen[False] != list(range(9))


@heavy
def test_fit_pairs_repeats_itself_from_a_seed(lesson: ModuleType) -> None:
    import keras

    def history() -> Any:
        keras.utils.set_random_seed(5)
        pairs = make_pairs(320), make_pairs(96, seed=1)
        return lesson.fit_pairs(lesson.build_model(32), *pairs, epochs=2)

    assert history() == history()


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


@heavy
def test_steps_that_are_no_epoch_make_the_epochs_drift(lesson: ModuleType) -> None:
    seen = lesson.trained_on(lesson.numbered(itertools.cycle(range(5))), steps=4)
    assert seen == [[0, 1, 2, 3], [4, 0, 1, 2], [3, 4, 0, 1]]


def frozen_losses(
    lesson: ModuleType, validation_data: Any, steps: int | None
) -> list[float]:
    """Return the validation losses of five epochs in which no weight changes."""
    import keras

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.0), "mse")
    zero = np.zeros((1, 1))
    fitted = model.fit(
        zero,
        zero,
        epochs=5,
        validation_data=validation_data,
        validation_steps=steps,
        verbose=0,
    )
    losses: list[float] = fitted.history["val_loss"]
    return losses


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
def test_a_validation_generator_gives_a_frozen_model_other_losses(
    lesson: ModuleType,
) -> None:
    # the feed never repeats a batch: no luck of timing can make two epochs alike
    losses = frozen_losses(lesson, lesson.numbered(itertools.count()), steps=4)
    assert len(set(losses)) == 5


@heavy
def test_arrays_give_a_frozen_model_the_same_loss_every_epoch(
    lesson: ModuleType,
) -> None:
    number = np.repeat(np.arange(4.0), 32).reshape(-1, 1)
    assert len(set(frozen_losses(lesson, (number, number), None))) == 1


@heavy
def test_a_py_dataset_is_measured_alike_every_epoch(lesson: ModuleType) -> None:
    import keras

    class Numbered(keras.utils.PyDataset):  # type: ignore[misc]  # it has no types
        def __len__(self) -> int:
            return 4

        def __getitem__(self, index: int) -> Any:
            return next(lesson.numbered([index]))

    assert lesson.measured_on(Numbered()) == [[0, 1, 2, 3]] * 3
    assert len(set(frozen_losses(lesson, Numbered(), None))) == 1


@heavy
def test_the_last_batch_of_an_epoch_reaches_the_model_with_the_rows_it_has() -> None:
    import keras

    sizes = []

    def note(labels: Any, predictions: Any) -> Any:
        sizes.append(len(labels))
        return keras.ops.mean(predictions)

    model = keras.Sequential([keras.Input((32,)), keras.layers.Dense(1)])
    model.compile("sgd", note, run_eagerly=True)
    model.fit(feed(80), steps_per_epoch=3, epochs=2, shuffle=False, verbose=0)
    assert sizes == [32, 32, 16] * 2
