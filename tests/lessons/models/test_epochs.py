"""What the lesson *Epochs, lengths and the extra step* says of counting, in small."""

import itertools

import pytest

from snippets.models.epochs import calls, fitting
from snippets.models.two_batches import forever


@pytest.mark.parametrize("bundle", [1, 2, 3, 5, 7])
def test_an_epoch_is_rounded_up_to_whole_calls(bundle: int) -> None:
    made = list(calls(forever(3), 5, bundle))
    assert {len(each) for each in made} == {bundle}
    assert 5 <= bundle * len(made) < 5 + bundle
    taken = list(itertools.chain(*made))
    assert taken == list(itertools.islice(forever(3), len(taken)))


def test_the_next_epoch_begins_behind_the_last_call() -> None:
    feed = forever(5)
    epochs = [list(itertools.chain(*calls(feed, 5, 2))) for _ in range(3)]
    assert epochs == [[0, 1, 2, 3, 4, 0], [1, 2, 3, 4, 0, 1], [2, 3, 4, 0, 1, 2]]


def test_batches_are_taken_call_by_call() -> None:
    feed = itertools.count()
    epoch = calls(feed, 5, 2)
    assert next(feed) == 0
    assert next(epoch) == [1, 2]
    assert next(feed) == 3


@pytest.mark.parametrize("steps", [*range(1, 40), 937, 938])
def test_the_largest_bundle_that_divides_the_steps_is_found(steps: int) -> None:
    for most in (1, 2, 7, 32, 100, 2000):
        found = fitting(steps, most)
        assert 1 <= found <= most
        assert sum(map(len, calls(forever(3), steps, found))) == steps
        larger = range(found + 1, min(most, steps) + 1)
        assert not [n for n in larger if steps % n == 0]


@pytest.mark.parametrize(("steps", "most"), [(0, 5), (-1, 5), (5, 0), (5, -1)])
def test_steps_and_bundles_below_one_are_refused(steps: int, most: int) -> None:
    with pytest.raises(ValueError, match=r"^steps and bundles begin at 1$"):
        fitting(steps, most)
