"""`tf.data` from a generator: what begins again, what is cast, and a check of both.

>>> # --8<-- [start:dataset]
>>> def batches():
...     yield from numbered(range(5))
>>> spec = tf.TensorSpec((None, 1), tf.float32)
>>> data = tf.data.Dataset.from_generator(
...     batches, output_signature=(spec, spec))
>>> [int(x[0, 0]) for x, y in data]
[0, 1, 2, 3, 4]
>>> [int(x[0, 0]) for x, y in data]
[0, 1, 2, 3, 4]
>>> # --8<-- [end:dataset]

>>> # --8<-- [start:named]
>>> def labelled():
...     yield np.float32([1, 2]), np.float32(0)
...     yield np.float32([3, 4]), None
>>> row = tf.TensorSpec((2,), tf.float32)
>>> label = tf.TensorSpec((), tf.float32)
>>> make = checked(labelled, (row, label))
>>> list(make())
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
  File "tf_data.py", line 61, in walk
    raise ValueError(told)
ValueError: element 1, part 1: object (), not float32 ()
>>> # --8<-- [end:named]
"""

import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from inspect import GEN_CREATED, getgeneratorstate, isgenerator
from typing import Any

import numpy as np
import tensorflow as tf

from snippets.models.feeding_keras_fit import numbered, trained_on


# --8<-- [start:checked]
def checked(
    make: Callable[[], Any], signature: Any
) -> Callable[[], Iterator[Any]]:
    """Return a function like `make` that checks elements.

    signature: a tf.TensorSpec, or tuples and dicts of them;
    else ValueError. In a pass, it names what doesn't fit.
    """
    specs = tf.nest.flatten(signature)
    known = [isinstance(s, tf.TensorSpec) for s in specs]
    if not callable(make) or not all(known):
        raise ValueError(f"can't check {make!r}, {specs}")

    def walk() -> Iterator[Any]:
        for n, each in enumerate(anew(make)):
            found = misfits(each, signature, f"element {n}")
            if told := "; ".join(found):
                raise ValueError(told)
            yield each
    return walk
# --8<-- [end:checked]


# --8<-- [start:misfits]
def misfits(item: Any, spec: Any, at: str) -> Iterator[str]:
    """Yield each way an element differs from `spec`."""
    given, wanted = parts(item), parts(spec)
    if isinstance(spec, tf.TensorSpec):
        yield from unlike(item, spec, at)
    elif given.keys() != wanted.keys():
        found = [*given] or type(item).__name__
        yield f"{at}: {found}, not the parts {[*wanted]}"
    else:
        for key, each in wanted.items():
            part = f"{at}, part {key!r}"
            yield from misfits(given[key], each, part)


def parts(item: Any) -> dict[Any, Any]:
    """Return the parts of a tuple or dict, if it is one."""
    if isinstance(item, tuple):
        return dict(enumerate(item))
    return item if isinstance(item, dict) else {}
# --8<-- [end:misfits]


# --8<-- [start:unlike]
def unlike(item: Any, spec: Any, at: str) -> Iterator[str]:
    """Yield how one array differs from `spec`."""
    try:
        got = np.asarray(item)
        given = tf.TensorSpec(got.shape, got.dtype)
    except (TypeError, ValueError) as error:
        yield f"{at}: {error}"
        return
    if not spec.is_compatible_with(given):
        wanted = f"{spec.dtype.name} {spec.shape}"
        yield f"{at}: {got.dtype} {got.shape}, not {wanted}"


def anew(make: Callable[[], Any]) -> Iterable[Any]:
    """Return what `make` makes; refuse what has begun."""
    made: Iterable[Any] = make()
    state = isgenerator(made) and getgeneratorstate(made)
    if state not in (False, GEN_CREATED):
        raise ValueError("not a new generator")
    return made
# --8<-- [end:unlike]


def from_generator(make: Any, signature: Any) -> Any:
    """Return the pipeline that tf.data makes of a function."""
    return tf.data.Dataset.from_generator(make, output_signature=signature)


def refusal(error: Exception) -> str:
    """Return the first sentence of what TensorFlow says."""
    told = re.sub(r"^\{\{.*?\}\} ", "", str(error)).splitlines()[0]
    first = re.split(r"\. |\.$", told)[0]
    return re.sub("`generator` yielded an element( that)?", "…", first)


def offers() -> dict[str, list[list[int]]]:
    """Return what three epochs train on, by what from_generator was given."""
    feed = numbered(range(5))

    def epochs(make: Callable[[], Any], steps: int | None = None) -> list[list[int]]:
        spec = tf.TensorSpec((None, 1), tf.float32)
        return trained_on(from_generator(make, (spec, spec)), steps)

    return {
        "batches": epochs(lambda: numbered(range(5))),
        "lambda: feed": epochs(lambda: feed),
        "batches, steps_per_epoch=5": epochs(lambda: numbered(range(5)), 5),
    }


def measure_offers() -> dict[str, Any]:
    """Return a row of three epochs for each."""
    return {
        "title": "The batches of three epochs",
        "platform": platform(),
        "columns": ["from_generator calls", "epoch 1", "epoch 2", "epoch 3"],
        "rows": [
            [name, *(" ".join(map(str, each)) or "nothing" for each in epochs)]
            for name, epochs in offers().items()
        ],
    }


NUMBERS = [
    (tf.uint8, 300),
    (tf.uint8, -1),
    (tf.int32, 0.9),
    (tf.int32, "7"),
    (tf.float32, 16_777_217.0),
    (tf.float32, None),
    (tf.float32, 1e39),
    (tf.int32, "x"),
    (tf.string, 7),
]


def elements() -> list[tuple[str, str, Any, Any]]:
    """Return what doesn't fit: words for the signature and for itself, then both."""
    two = tf.TensorSpec((2,), tf.float32)
    return [
        *((kind.name, repr(n), tf.TensorSpec((), kind), n) for kind, n in NUMBERS),
        ("float32 (2,)", "float32 (3,)", two, np.zeros(3, np.float32)),
        ("a tuple of two", "a list of two", (two, two), [np.zeros(2, np.float32)] * 2),
    ]


def outcome(value: Any, spec: Any) -> tuple[str, str]:
    """Return what comes out of a pipeline of one element, and what is said."""
    with warnings.catch_warnings(record=True) as heard:
        warnings.simplefilter("ignore")  # which others come depends on what ran
        warnings.simplefilter("always", RuntimeWarning)
        try:
            (got,) = from_generator(lambda: iter([value]), spec).as_numpy_iterator()
        except tf.errors.OpError as error:
            return "no element", refusal(error)
    said = ", ".join(each.category.__name__ for each in heard)
    return str(got.item()), said or "nothing"


def measure_casts() -> dict[str, Any]:
    """Return what becomes of elements that don't fit their signature."""
    return {
        "title": "Elements that don't fit, one pipeline each",
        "platform": platform(),
        "columns": ["declared", "yielded", "what comes out", "what you're told"],
        "rows": [
            [declared, words, *outcome(value, spec)]
            for declared, words, spec, value in elements()
        ],
    }


def platform() -> str:
    """Return the versions that decide."""
    return f"TensorFlow {tf.__version__}, NumPy {np.__version__}, on a CPU"
