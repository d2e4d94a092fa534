"""What the lesson *tf.data from a generator* says of TensorFlow, and of its check."""

from __future__ import annotations

import json
import threading
import warnings
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

if TYPE_CHECKING:
    import tensorflow as tf

pytestmark = pytest.mark.heavy
RECORDED = Path(__file__).parents[3] / "snippets/models/recorded"


@pytest.fixture(scope="module")
def lesson() -> ModuleType:
    from snippets.models import tf_data

    return tf_data


@pytest.fixture(scope="module")
def flow() -> ModuleType:
    import tensorflow

    found: ModuleType = tensorflow
    return found


@pytest.fixture(scope="module")
def one(flow: ModuleType) -> tf.TensorSpec:
    return flow.TensorSpec((), flow.float32)


@pytest.fixture(scope="module")
def two(flow: ModuleType) -> tf.TensorSpec:
    return flow.TensorSpec((None, 2), flow.float32)


def rows(number: int) -> Any:
    return np.zeros((number, 2), np.float32)


def shown(name: str) -> list[list[str]]:
    table = json.loads((RECORDED / f"tf_data.{name}.json").read_text("utf-8"))
    found: list[list[str]] = table["rows"]
    return found


# what tf.data does. A change upstream that makes one of these fail changes the page.


def test_three_epochs_train_on_what_the_table_says(lesson: ModuleType) -> None:
    assert lesson.measure_offers()["rows"] == shown("offers")


def test_of_an_epoch_without_a_batch_keras_warns(lesson: ModuleType) -> None:
    import keras

    spec = lesson.tf.TensorSpec((None, 1), lesson.tf.float32)
    feed = lesson.numbered(range(2))
    data = lesson.from_generator(lambda: feed, (spec, spec))
    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    with pytest.warns(UserWarning, match=r"^Your input ran out of data"):
        fitted = model.fit(data, epochs=2, shuffle=False, verbose=0)
    assert fitted.epoch == [0, 1]


@pytest.mark.parametrize("whole", [True, False])
def test_an_object_is_refused_when_the_pipeline_is_made(
    lesson: ModuleType, one: Any, whole: bool
) -> None:
    wrong = iter([1.0]) if whole else (each for each in [1.0])
    with pytest.raises(TypeError, match=r"^`generator` must be a Python callable.$"):
        lesson.from_generator(wrong, one)


def test_a_pipeline_shuffles_and_batches(flow: ModuleType) -> None:
    data = flow.data.Dataset.range(50)
    mixed = list(data.shuffle(50).as_numpy_iterator())
    assert sorted(mixed) == list(range(50)) != mixed
    pairs = data.take(4).batch(2).as_numpy_iterator()
    assert [each.tolist() for each in pairs] == [[0, 1], [2, 3]]


def test_a_pipeline_fetches_ahead_if_told(lesson: ModuleType, one: Any) -> None:
    asked: list[int] = []
    ahead = threading.Event()

    def noted() -> Iterator[Any]:
        for number in range(50):
            asked.append(number)
            if number == 5:
                ahead.set()
            yield np.float32(number)

    data = lesson.from_generator(noted, one)
    plain = iter(data)
    assert next(plain) == 0
    assert not ahead.wait(0.5)
    del plain
    asked.clear()
    fetching = iter(data.prefetch(5))
    assert next(fetching) == 0
    assert ahead.wait(60)
    assert len(asked) < 10


def test_each_row_of_the_table_of_casts_is_so(lesson: ModuleType) -> None:
    assert lesson.measure_casts()["rows"] == shown("casts")


def test_a_float64_array_is_cast_to_float32_without_a_word(
    lesson: ModuleType, flow: ModuleType
) -> None:
    spec = flow.TensorSpec((2,), flow.float32)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (got,) = lesson.from_generator(lambda: iter([np.ones(2) / 3]), spec)
    assert got.dtype == flow.float32
    assert got.numpy().tolist() == (np.ones(2, np.float32) / 3).tolist()


def test_none_in_a_shape_takes_a_short_last_batch(
    lesson: ModuleType, flow: ModuleType, two: Any
) -> None:
    def batches() -> Iterator[Any]:
        yield rows(4)
        yield rows(1)

    assert [len(each) for each in lesson.from_generator(batches, two)] == [4, 1]
    fixed = flow.TensorSpec((4, 2), flow.float32)
    with pytest.raises(flow.errors.InvalidArgumentError, match=r"of shape \(1, 2\)"):
        list(lesson.from_generator(batches, fixed))


def test_numpy_itself_refuses_a_number_that_does_not_fit() -> None:
    with pytest.raises(OverflowError):
        np.uint8(300)  # type: ignore[unused-ignore]


# the check


def walked(lesson: ModuleType, elements: list[Any], signature: Any) -> list[Any]:
    return list(lesson.checked(lambda: iter(elements), signature)())


def said(lesson: ModuleType, element: Any, signature: Any) -> str:
    with pytest.raises(ValueError, match=r"^element 0") as error:
        walked(lesson, [element], signature)
    return str(error.value).removeprefix("element 0")


def test_no_row_of_the_table_passes_the_check(lesson: ModuleType) -> None:
    for _, _, spec, value in lesson.elements():
        assert said(lesson, value, spec)


def test_what_fits_comes_out_as_it_went_in(
    lesson: ModuleType, flow: ModuleType, one: Any, two: Any
) -> None:
    text = flow.TensorSpec((), flow.string)
    many = flow.TensorSpec(None, flow.string)
    fitting: list[tuple[Any, Any]] = [
        (np.float32(0.5), one),
        (flow.constant(0.5), one),
        (rows(3), two),
        ((rows(3), np.float32(1)), (two, one)),
        (((rows(0), rows(2)), np.float32(1)), ((two, two), one)),
        ({"b": np.float32(1), "a": rows(1)}, {"a": two, "b": one}),
        ("words", text),
        (b"words", text),
        (np.array(["one", "two"]), many),
        (np.array(["one", "two"], object), many),
        (True, flow.TensorSpec((), flow.bool)),
        (5, flow.TensorSpec((), flow.int64)),
        (0.5, flow.TensorSpec((), flow.float64)),
    ]
    for element, signature in fitting:
        (got,) = walked(lesson, [element], signature)
        assert got is element


def test_text_and_names_go_through_a_pipeline_and_its_check(
    lesson: ModuleType, flow: ModuleType, one: Any
) -> None:
    signature = {"b": one, "a": flow.TensorSpec((), flow.string)}
    make = lesson.checked(lambda: [{"a": "x", "b": np.float32(1)}], signature)
    data = lesson.from_generator(make, signature)
    for _ in range(2):
        assert list(data.as_numpy_iterator()) == [{"a": b"x", "b": 1}]


def test_a_dtype_is_named_with_its_shape(
    lesson: ModuleType, flow: ModuleType, one: Any, two: Any
) -> None:
    assert said(lesson, 0.9, one) == ": float64 (), not float32 ()"
    assert said(lesson, None, one) == ": object (), not float32 ()"
    wide = np.zeros((3, 2))
    assert said(lesson, wide, two) == ": float64 (3, 2), not float32 (None, 2)"
    small = flow.TensorSpec((), flow.uint8)
    assert said(lesson, np.int64(300), small) == ": int64 (), not uint8 ()"


def test_a_shape_is_named(lesson: ModuleType, two: Any) -> None:
    for shape in ((2,), (3, 3), (1, 2, 1)):
        told = said(lesson, np.zeros(shape, np.float32), two)
        assert told == f": float32 {shape}, not float32 (None, 2)"


def test_parts_are_named_by_place_and_by_name(
    lesson: ModuleType, one: Any, two: Any
) -> None:
    nested = {"x": (two, one)}, one
    element = {"x": (rows(2), 1)}, np.float32(1)
    told = said(lesson, element, nested)
    assert told == ", part 0, part 'x', part 1: int64 (), not float32 ()"


def test_every_part_that_does_not_fit_is_named(
    lesson: ModuleType, one: Any, two: Any
) -> None:
    told = said(lesson, (np.zeros(2), np.float32(1), None), (two, one, one))
    assert told == (
        ", part 0: float64 (2,), not float32 (None, 2)"
        "; element 0, part 2: object (), not float32 ()"
    )


@pytest.mark.parametrize(
    ("element", "told"),
    [
        ([1, 2], "list"),
        (rows(2), "ndarray"),
        ((1, 2, 3), "[0, 1, 2]"),
        ((1,), "[0]"),
        ({"x": 1}, "['x']"),
        ((), "tuple"),
    ],
)
def test_parts_that_are_others_are_named(
    lesson: ModuleType, one: Any, element: Any, told: str
) -> None:
    assert said(lesson, element, (one, one)) == f": {told}, not the parts [0, 1]"


def test_rows_of_two_lengths_and_dates_are_named_by_their_element(
    lesson: ModuleType, two: Any
) -> None:
    assert "inhomogeneous" in said(lesson, [[1.0, 2.0], [3.0]], two)
    assert "DType" in said(lesson, np.datetime64("2018-03-26"), two)


def test_elements_before_the_one_that_does_not_fit_come_out(
    lesson: ModuleType, one: Any
) -> None:
    asked = []

    def four() -> Iterator[Any]:
        for label in (np.float32(0), np.float32(1), None, np.float32(3)):
            asked.append(label)
            yield label

    walk = iter(lesson.checked(four, one)())
    assert asked == []
    assert list(islice(walk, 2)) == asked == [0, 1]
    with pytest.raises(ValueError, match=r"^element 2: object"):
        next(walk)
    assert len(asked) == 3


def test_each_pass_calls_the_function_anew(lesson: ModuleType, one: Any) -> None:
    def three() -> Iterator[Any]:
        yield from np.arange(3, dtype=np.float32)

    make = lesson.checked(three, one)
    first, second = make(), make()
    assert [next(first), next(first), next(second)] == [0, 1, 0]
    assert [*first, *second] == [2, 1, 2]
    assert list(make()) == [0, 1, 2]


@pytest.mark.parametrize("asked", [1, 3])
def test_a_generator_that_has_begun_is_refused(
    lesson: ModuleType, one: Any, asked: int
) -> None:
    feed = (np.float32(n) for n in range(2))
    make = lesson.checked(lambda: feed, one)
    assert list(islice(make(), asked)) == [0, 1][:asked]
    with pytest.raises(ValueError, match=r"^not a new generator$"):
        list(make())


def test_what_is_walked_anew_without_a_generator_passes_twice(
    lesson: ModuleType, one: Any
) -> None:
    labels = [np.float32(0), np.float32(1)]
    make = lesson.checked(lambda: labels, one)
    assert list(make()) == list(make()) == labels


def test_what_cannot_be_checked_is_refused_at_the_call(
    lesson: ModuleType, flow: ModuleType, one: Any
) -> None:
    ragged = flow.RaggedTensorSpec((2, None), flow.float32)
    for make, signature in (
        ((each for each in [1.0]), one),
        (lambda: iter([]), ragged),
        (lambda: iter([]), (one, {"x": ragged})),
        (lambda: iter([]), flow.float32),
        (lambda: iter([]), None),
    ):
        with pytest.raises(ValueError, match=r"^can't check "):
            lesson.checked(make, signature)


def test_a_check_lets_an_error_out_and_closes_its_generator(
    lesson: ModuleType, one: Any
) -> None:
    seen = []

    def broken() -> Iterator[Any]:
        try:
            yield np.float32(1)
            raise LookupError("no such file")
        finally:
            seen.append("closed")

    walk = lesson.checked(broken, one)()
    next(walk)
    with pytest.raises(LookupError, match="no such file"):
        next(walk)
    walk = lesson.checked(broken, one)()
    next(walk)
    walk.close()
    assert seen == ["closed"] * 2


# the check, in a pipeline


def test_a_pipeline_tells_what_the_check_says(lesson: ModuleType, one: Any) -> None:
    make = lesson.checked(lambda: iter([np.float32(0), None]), one)
    with pytest.raises(lesson.tf.errors.InvalidArgumentError) as error:
        list(lesson.from_generator(make, one))
    assert "ValueError: element 1: object (), not float32 ()" in str(error.value)


def test_fit_refuses_one_object_in_its_second_epoch(lesson: ModuleType) -> None:
    spec = lesson.tf.TensorSpec((None, 1), lesson.tf.float32)
    asked = []

    def noted() -> Iterator[Any]:
        for each in lesson.numbered(range(2)):
            asked.append(each)
            yield each

    feed = noted()
    make = lesson.checked(lambda: feed, (spec, spec))
    data = lesson.from_generator(make, (spec, spec))
    with pytest.raises(lesson.tf.errors.InvalidArgumentError) as error:
        lesson.trained_on(data)
    assert "ValueError: not a new generator" in str(error.value)
    assert len(asked) == 2
