"""Which feed do I use? A way to decide, and a table made from what was recorded.

>>> # --8<-- [start:network]
>>> feed_for(numbered=False)
'a generator, with a shuffle buffer'
>>> # --8<-- [end:network]

>>> # --8<-- [start:mapped]
>>> feed_for(numbered=True, fits=False)
'a PyDataset over mapped files'
>>> # --8<-- [end:mapped]
"""

import json
from pathlib import Path
from random import Random
from typing import Any

from snippets.models.larger import ones, shuffled
from snippets.models.ml_batches import positions


# --8<-- [start:decide]
def feed_for(
    *, numbered: bool, fits: bool = False, resumed: bool = False
) -> str:
    """Return the feed for some rows.

    numbered: any row can be fetched by its number.
    fits: all rows fit into memory.
    resumed: training has to go on in the middle of an epoch.
    """
    if not numbered:
        return "a generator, with a shuffle buffer"
    if resumed:
        return "a generator, with a start"
    if fits:
        return "arrays"
    return "a PyDataset over mapped files"
# --8<-- [end:decide]


# the table: what the other pages have recorded, feed by feed

RECORDED = Path("snippets/models/recorded")
FEEDS, COUNTS = "two_batches_keras.feeds", "epochs_keras.counts"
OFFERS, ASKED = "tf_data.offers", "pydataset_keras.asked"
PLACES, MEMORY = "ml_again_places.places", "larger_shards.memory"
SPEED = "ml_speed_rows.speed"
EACH = FEEDS, COUNTS, OFFERS, ASKED, PLACES, MEMORY, SPEED

# what is told of a feed
TOLD = (
    "needs",
    "shuffles evenly",
    "begins again",
    "has a length",
    "resumes mid-epoch",
    "holds, in MiB",
    "speed",
)

Row = list[Any]


def recorded(name: str) -> dict[str, Any]:
    """Return a recording of another page."""
    text = (RECORDED / f"{name}.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def row(name: str, *begin: Any) -> Row:
    """Return the rest of the one row that begins with these cells."""
    size = len(begin)
    (found,) = (r for r in recorded(name)["rows"] if r[:size] == [*begin])
    return list(found[size:])


def column(name: str, head: str) -> list[Any]:
    """Return what a recording has below a head."""
    shown = recorded(name)
    at = shown["columns"].index(head)
    return [each[at] for each in shown["rows"]]


def whole(epochs: list[str]) -> bool:
    """Return whether each epoch has the same batches, in whichever order."""
    return len({tuple(sorted(each.split())) for each in epochs}) == 1


def yes(fact: bool) -> str:
    """Return a fact as a cell."""
    return "yes" if fact else "no"


def counts(feed: str, bundle: int) -> bool:
    """Return whether training is as it ought to be, with some steps a call."""
    return bool(row(COUNTS, feed, bundle)[-1] == "the same")


def even(labels: list[int]) -> bool:
    """Return whether half of the first hundred of 1,000 labels are 1s, or nearly."""
    return 40 <= ones(iter(labels))[0] <= 60


def mixed() -> tuple[str, str]:
    """Return how a shuffle of positions and a buffer for 100 mix sorted labels."""
    labels = [0] * 500 + [1] * 500
    order = next(positions(1000, 1000, Random(1)))
    buffered = shuffled(labels, 100, Random(1))
    answers = even([labels[at] for at in order]), even([*buffered])
    one, other = ("yes" if each else "neighbours" for each in answers)
    return one, other


def again() -> tuple[str, str, str, str]:
    """Return where arrays, a generator, tf.data and a PyDataset begin again."""
    trained = whole(row(FEEDS, "training", "forever(5), 5 steps"))
    measured = whole(row(FEEDS, "validation", "count(), 5 steps"))
    generator = "yes" if measured else "in training" if trained else "no"
    arrays = yes(whole(row(FEEDS, "validation", "arrays")))
    return arrays, generator, yes(whole(row(OFFERS, "batches"))), yes(by_number())


def by_number() -> bool:
    """Return whether the epochs of a PyDataset are whole, though nobody counts."""
    return all(whole(row(ASKED, told)[1:]) for told in ("shuffle=False", "nothing"))


def known() -> tuple[str, str, str, str]:
    """Return whether arrays, a generator, tf.data and a PyDataset have a length."""
    pipeline = "if told" if counts("pipeline told its 10 steps", 4) else "no"
    pipeline = "yes" if counts("pipeline that ends", 1) else pipeline
    generator = yes(counts("endless generator, 10 steps", 4))
    return yes(counts("arrays", 4)), generator, pipeline, yes(by_number())


def resumed() -> str:
    """Return whether a generator goes on, to the same weights, from any batch."""
    same = set(column(PLACES, "start: trained on")) == {0.0}
    return "yes, with a start" if same else "no"


def timed(feed: str) -> str:
    """Return how fast a feed of a small model was, on each device."""
    at = column(SPEED, "feed").index(feed)
    cpu, gpu = (column(SPEED, f"small, {device}")[at] for device in ("CPU", "GPU"))
    return f"{cpu:g}" if cpu == gpu else f"{cpu:g} on a CPU, {gpu:g} on a GPU"


def measure_feeds() -> dict[str, Any]:
    """Return the table of feeds; what it says was measured by the other pages."""
    evenly, near = mixed()
    arrays, generator, pipeline, shelf = zip(again(), known(), strict=True)
    data, loaded, mapped, buffered = recorded(MEMORY)["rows"][-1]
    alone, chunked = timed("the post's generator"), timed("chunks of batches")
    sizes = f"{loaded} or more", f"{mapped}, mapped", f"{buffered}"
    inner, outer, no = "as its function", "as its feed", "not timed"
    more = "its chunks as well"
    feeds = {
        "arrays": ("all rows", "yes", *arrays, "no", sizes[0], no),
        "generator": ("whole steps", evenly, *generator, resumed(), sizes[1], alone),
        "buffer": ("whole steps", near, *generator, "made again", sizes[2], no),
        "PyDataset": ("numbers", "if you do", *shelf, "by number", "what it picks", no),
        "tf.data": ("a function", inner, *pipeline, "made again", inner, no),
        "chunks": ("train_step", outer, *generator, outer, more, chunked),
    }
    lines = zip(TOLD, *feeds.values(), strict=True)
    platforms = (recorded(each)["platform"] for each in EACH)
    return {
        "title": f"Six feeds, and what they hold of {data} MiB. Speed: batches a "
        "second for a small model, where the generator of 2018 gives 1",
        "platform": "; ".join(dict.fromkeys(platforms)),
        "columns": ["feed", *feeds],
        "rows": [list(each) for each in lines],
    }


def measure_memory() -> dict[str, Any]:
    """Return the memory that was recorded, as a chart."""
    return {
        "title": "Peak memory in MiB, by the size of the data",
        "platform": recorded(MEMORY)["platform"],
        "columns": ["MiB of rows", "loaded", "buffer", "mapped"],
        "rows": [
            [data, loaded, buffered, mapped]
            for data, loaded, mapped, buffered in recorded(MEMORY)["rows"]
        ],
        "chart": {"x": 0, "y": [1, 2, 3]},
    }
