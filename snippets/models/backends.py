"""What Keras does with feeds on each of its back ends, asked in a Python for each."""

import contextlib
import io
import json
import warnings
import weakref
from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from snippets.models.backends_rows import LENT, Found
from snippets.models.borrowed_arrays import array_at, copied, in_one_array, parts
from snippets.models.epochs_keras import (
    BATCHES,
    endless,
    on_arrays,
    one_pass,
    sized,
    trained,
    unsized,
)
from snippets.models.epochs_keras import SPEC as STEP_SPEC
from snippets.models.feeding_keras import Array, Batch, make_pairs, pair_batches
from snippets.models.feeding_keras_fit import attempts, numbered, refusal, trained_on
from snippets.models.ml_again_places import apart, measure_places
from snippets.models.ml_which_keras import seeded
from snippets.models.pydataset_keras import Shelf, asked
from snippets.models.two_batches import once
from snippets.models.two_batches_keras import measured
from snippets.models.two_batches_keras import trained as trained_in_epochs

# what a feed costs or gives


def fit_twice() -> list[list[list[int]]]:
    """Return what two calls of `fit` train on, of one feed that never ends."""
    feed = numbered(count())
    return [trained_on(feed, 2) for _ in range(2)]


def refusals() -> list[str]:
    """Return what `fit` says to what it refuses."""
    return [refusal(what) for what in attempts().values()]


def counted(
    wanted: Array, feed: Any, bundle: int = 1, **arguments: Any
) -> list[Any]:
    """Return what the optimizer counts, and whether the weights are those wanted.

    What is refused is told by the first words that it's refused with.
    """
    try:
        iterations, weights = trained(feed, bundle, **arguments)
    except ValueError as error:
        return ["refused", str(error).split(" Received")[0]]
    return [iterations, ["different", "the same"][np.array_equal(weights, wanted)]]


def counts() -> dict[str, list[Any]]:
    """Return what Adam counts in ten batches or three times ten, and the weights."""
    ten: Found = {"steps_per_epoch": BATCHES}
    (_, once_), (_, thrice) = on_arrays(epochs=1), on_arrays()
    return {
        "generator that ends, 1 epoch": counted(once_, one_pass(), epochs=1),
        "pipeline that ends, 3 epochs": counted(thrice, unsized()),
        "endless, 10 steps, 1 a call, 3 epochs": counted(thrice, endless(), **ten),
        "endless, 10 steps, 4 a call, 3 epochs": counted(thrice, endless(), 4, **ten),
        "pipeline told its 10 steps, 3 epochs": counted(
            thrice, sized(one_pass, BATCHES, STEP_SPEC)
        ),
    }


def one_layer() -> keras.Model:
    """Return a model of one layer, that SGD will train."""
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model


def empty_epoch() -> list[float]:
    """Return the losses of an epoch of two batches, and of one that gets none."""
    fitted = one_layer().fit(
        numbered(once(2)), steps_per_epoch=2, epochs=2, shuffle=False, verbose=0
    )
    losses: list[float] = fitted.history["loss"]
    return losses


def bar() -> list[str]:
    """Return what the first bar says of a feed's length, and what Keras warns of."""
    with (
        contextlib.redirect_stdout(io.StringIO()) as shown,
        warnings.catch_warnings(record=True) as heard,
    ):
        warnings.simplefilter("always")
        one_layer().fit(numbered(once(3)), shuffle=False, verbose=1)
    told = {str(each.message).split(";")[0] for each in heard}
    first = "Unknown" if "1/Unknown" in shown.getvalue() else "known"
    return [first, *sorted(each for each in told if each.startswith("Your input"))]


def late() -> list[Any]:
    """Return the error of half a validation step, and the steps trained before it."""
    model = one_layer()
    said = refusal(
        lambda: model.fit(
            numbered(count()), steps_per_epoch=5, validation_data=numbered(count()),
            validation_steps=2.5, shuffle=False, verbose=0,
        )
    )
    return [said, int(model.optimizer.iterations)]


def alive() -> int:
    """Return how many batches of a feed are in memory at once, at most."""
    made: list[weakref.ref[Array]] = []
    most = 0

    def feed() -> Iterator[Batch]:
        nonlocal most
        while True:
            batch = np.ones((32, 1), np.float32)
            made.append(weakref.ref(batch))
            most = max(most, sum(each() is not None for each in made))
            yield batch, batch
            del batch

    one_layer().fit(feed(), steps_per_epoch=50, epochs=2, shuffle=False, verbose=0)
    return most


def orders() -> dict[str, list[bool]]:
    """Return whether each epoch over arrays has the order of the first, by the seed."""
    rows = np.arange(40, dtype=np.float32).reshape(40, 1)
    epochs = {str(seed): seeded(seed, rows, 10) for seed in (None, 1)}
    return {seed: [each == all_[0] for each in all_] for seed, all_ in epochs.items()}


# a reused buffer, while the model is compiled


class Changed(keras.metrics.Sum):
    """Counts the batches whose inputs aren't what the labels say they were."""

    def update_state(self, labels: Any, given: Any, sample_weight: Any = None) -> Any:
        """Compare what stands behind the first column of each."""
        differ = keras.ops.any(keras.ops.not_equal(labels[:, 1:], given[:, 1:]))
        return super().update_state(keras.ops.cast(differ, "float32"))


def first_column(labels: Any, given: Any) -> Any:
    """Return the loss of what was predicted; notes stand in the other columns."""
    return keras.losses.binary_crossentropy(labels[:, :1], given[:, :1])


def changed(
    feed: Iterator[Batch], width: int, hidden: int, *callbacks: keras.callbacks.Callback
) -> int:
    """Return how many of 30 batches aren't what they were at their yield.

    The model is compiled, and takes longer for a step than a feed for a batch.
    width: of the inputs; hidden: the numbers of a layer.
    """
    inputs = keras.Input((width,))
    first = keras.layers.Dense(hidden, activation="relu")(inputs)
    second = keras.layers.Dense(hidden, activation="relu")(first)
    last = keras.layers.Dense(1, activation="sigmoid")(second)
    model = keras.Model(inputs, keras.layers.Concatenate()([last, inputs]))
    model.compile("sgd", first_column, metrics=[Changed(name="changed")])
    noted = ((x, np.concatenate([labels, x], axis=1)) for x, labels in feed)
    fitted = model.fit(
        noted, steps_per_epoch=LENT, callbacks=callbacks, shuffle=False, verbose=0
    )
    return int(fitted.history["changed"][0])


def reused(rows: int, dim: int, behind: int) -> Iterator[Batch]:
    """Return batches in one array, so many bytes behind a multiple of 64."""
    pairs = make_pairs(rows * LENT, dim)
    return in_one_array(*pairs, array_at(behind, (rows, 2 * dim)))


def viewed() -> Iterator[Batch]:
    """Return batches that are views of pairs joined before."""
    *sentences, labels = make_pairs(32 * LENT)
    joined = array_at(0, (32 * LENT, 32))
    np.concatenate(sentences, axis=-1, out=joined)
    return parts(joined, labels, 32)


def lent() -> dict[str, int]:
    """Return how many of some batches change, by where their inputs are."""
    return {
        "one array, at a multiple of 64 bytes": changed(reused(32, 16, 0), 32, 1024),
        "one array, somewhere else": changed(reused(32, 16, 16), 32, 512),
        "a large one (256 KiB), somewhere else": changed(reused(1024, 32, 16), 64, 256),
        "the first, copied each time": changed(copied(reused(32, 16, 0)), 32, 512),
        "views of pairs joined before": changed(viewed(), 32, 512),
    }


def awaited() -> int:
    """Return how many change of the first of these, if the end of a step is awaited."""
    wait = keras.callbacks.LambdaCallback(
        on_train_batch_end=lambda batch, logs: float(logs["loss"])
    )
    return changed(reused(32, 16, 0), 32, 512, wait)


# the feeds that the pages recommend, side by side

ROWS, BATCH, STEPS = 70, 32, 3  # the last batch has six rows
S1, S2, LABELS = make_pairs(ROWS, dim=4)
JOINED = np.concatenate([S1, S2], axis=1)
SPEC = tf.TensorSpec((None, 8), tf.float32), tf.TensorSpec((None, 1), tf.float32)


# What is validated on is less than a pass, by more batches than an endless feed loses
# between two epochs: one that lost a pass would be where it began.
SMALL, PASS, VALIDATED = 2, 35, 10


def forever(batch: int = BATCH) -> Iterator[Batch]:
    """Return the post's generator, over the few rows here."""
    return pair_batches(S1, S2, LABELS, batch)


def one_epoch(batch: int = BATCH, steps: int = STEPS) -> Iterator[Batch]:
    """Return one pass of it."""
    return islice(forever(batch), steps)


Arguments = Callable[[], Found]
TRAINED: dict[str, Arguments] = {
    "endless generator": lambda: {"x": forever(), "steps_per_epoch": STEPS},
    "PyDataset": lambda: {"x": Shelf(JOINED, LABELS, BATCH)},
    "tf.data": lambda: {"x": sized(one_epoch, STEPS, SPEC)},
}
MEASURED: dict[str, Arguments] = {
    "arrays": lambda: {
        "validation_data": (JOINED, LABELS),
        "validation_batch_size": SMALL,
    },
    "PyDataset": lambda: {"validation_data": Shelf(JOINED, LABELS, SMALL)},
    "tf.data": lambda: {
        "validation_data": sized(lambda: one_epoch(SMALL, PASS), PASS, SPEC)
    },
    "endless generator": lambda: {"validation_data": forever(SMALL)},
}


def built(optimizer: Any) -> keras.Model:
    """Return a small model, the same each time."""
    keras.utils.set_random_seed(0)
    hidden = keras.layers.Dense(8, activation="relu")
    model = keras.Sequential([keras.Input((8,)), hidden, keras.layers.Dense(1)])
    model.compile(optimizer, "mse")
    return model


def fitted(optimizer: Any, **arguments: Any) -> list[Array]:
    """Return the weights after three epochs of a feed."""
    model = built(optimizer)
    model.fit(**arguments, epochs=3, shuffle=False, verbose=0)
    weights: list[Array] = model.get_weights()
    return weights


def ends() -> dict[str, dict[str, float]]:
    """Return how far from the weights that arrays give each feed ends, at most.

    `none` is a model that wasn't trained at all.
    """
    found: dict[str, dict[str, float]] = {}
    for name in ("sgd", "adam"):
        wanted = fitted(name, x=JOINED, y=LABELS, batch_size=BATCH)
        models = {feed: fitted(name, **given()) for feed, given in TRAINED.items()}
        models["none"] = built(name).get_weights()
        found[name] = {feed: apart(wanted, got) for feed, got in models.items()}
    return found


def losses() -> dict[str, list[float]]:
    """Return the validation losses of five epochs in which nothing is learned."""
    return {
        feed: built(keras.optimizers.SGD(0.0))
        .fit(
            JOINED[:BATCH], LABELS[:BATCH], epochs=5, validation_steps=VALIDATED,
            verbose=0, **given()
        )
        .history["val_loss"]
        for feed, given in MEASURED.items()
    }


def places() -> list[list[Any]]:
    """Return how far from a whole training one ends that was stopped, by the place."""
    rows: list[list[Any]] = measure_places()["rows"]
    return rows


def stale() -> list[str]:
    """Return what comes of reading a model as it trains, and a callback's `model`."""
    model, said = one_layer(), []

    def read(batch: int, logs: object) -> None:
        said.append(refusal(lambda: int(model.optimizer.iterations)))
        said.append(refusal(lambda: int(watch.model.optimizer.iterations)))

    watch = keras.callbacks.LambdaCallback(on_train_batch_end=read)
    model.fit(np.zeros((1, 1)), np.zeros((1, 1)), callbacks=[watch], verbose=0)
    return said


PROBES: dict[str, Callable[[], Any]] = {
    "trained": trained_in_epochs,
    "measured": measured,
    "second fit": fit_twice,
    "refused": refusals,
    "counts": counts,
    "empty epoch": empty_epoch,
    "bar": bar,
    "late": late,
    "alive": alive,
    "orders": orders,
    "asked": lambda: [asked(shuffle=False), asked()],
    "lent": lent,
    "awaited": awaited,
    "ends": ends,
    "losses": losses,
    "places": places,
    "stale": stale,
}


def probed(names: Iterable[str] = PROBES) -> Found:
    """Return what some probes find on the back end that Keras has here."""
    return {name: PROBES[name]() for name in names}


def tell(names: Iterable[str]) -> None:
    """Print it as JSON."""
    print(json.dumps(probed(names)))
