"""The two-batch trap in Keras itself: what epochs train on, or are measured on."""

from itertools import count
from typing import Any

import keras
import numpy as np
import tensorflow as tf

from snippets.models.feeding_keras_fit import measured_on, numbered, trained_on
from snippets.models.two_batches import Epochs, forever, once


def trained() -> dict[str, Epochs]:
    """Return what three epochs train on, by the feed."""
    return {
        "once(5)": trained_on(numbered(once(5))),
        "once(5), 5 steps": trained_on(numbered(once(5)), 5),
        "forever(5), 5 steps": trained_on(numbered(forever(5)), 5),
    }


def measured() -> dict[str, Epochs]:
    """Return what three epochs are measured on, by the validation data."""
    inputs = np.repeat(np.arange(5.0), 32).reshape(-1, 1)
    return {
        "once(5)": measured_on(numbered(once(5))),
        # no batch twice, so that no two epochs are alike by chance
        "count(), 5 steps": measured_on(numbered(count()), 5),
        "arrays": measured_on((inputs, inputs)),
    }


def told(epoch: list[int]) -> str:
    """Return an epoch's batches; which come after a gap differs from run to run."""
    whole = [n for at, n in enumerate(epoch) if n == at]
    later = [f"and {len(epoch) - len(whole)} later ones"] * (whole != epoch)
    return " ".join([*map(str, whole), *later]) or "nothing"


def measure_feeds() -> dict[str, Any]:
    """Return what Keras trains on and measures on, feed by feed."""
    return {
        "title": "The batches of three epochs",
        "platform": f"Keras {keras.__version__}, TensorFlow {tf.__version__}, on a CPU",
        "columns": ["for", "feed", "epoch 1", "epoch 2", "epoch 3"],
        "rows": [
            [use, feed, *map(told, seen)]
            for use, feeds in (("training", trained()), ("validation", measured()))
            for feed, seen in feeds.items()
        ],
    }
