"""Feeding Keras as a notebook: the lesson's code, run from data to training curve."""
# ruff: noqa: E402, E501, F401, I001 - in a notebook, each cell imports for itself

# %% [markdown]
# # Feeding Keras, the notebook
#
# This is the code of the lessons [Batches from arrays](../ml-batches/) and
# [Feeding fit](../feeding-keras/) in the order of a real run: data, one generator, a
# model, five epochs, a training curve.
# It needs NumPy and Keras 3, here with TensorFlow, and no other file.

# %%
import math
from collections.abc import Iterator

import keras
import numpy as np
from IPython.display import SVG
from numpy.typing import NDArray

# %% [markdown]
# ## Pairs that can be learned
#
# A sentence is a vector of 16 numbers here. In half of the pairs, the second vector is
# close to the first, as if the sentence were said again in other words. In the other
# half, the two have nothing to do with each other. One vector alone tells you nothing
# about the label, so a guess is right half of the time.

# %%
from snippets.models.feeding_keras import Array, Pairs, make_pairs  # --8<-- "models/feeding_keras.py:pairs"

# %% [markdown]
# ## One generator for both sets
#
# With `rng`, the generator shuffles before each epoch. Without it, the order stays the
# same. The first function makes the batches, and the second checks its arguments at the
# call.

# %%
from snippets.models.feeding_keras import joined  # --8<-- "models/feeding_keras.py:batches"

# %%
from snippets.models.feeding_keras import pair_batches  # --8<-- "models/feeding_keras.py:checked"

# %%
training = make_pairs(30_000, seed=1)
validation = make_pairs(10_000, seed=2)
x, y = next(pair_batches(*training, batch=32))
print(x.shape, y.shape)

# %% [markdown]
# ## What the network has to find
#
# Two vectors that say the same thing point the same way, so their dot product is large.
# Choose a threshold for it on the training pairs, and try it on the others. You don't
# need a network for that:


# %%
def right(pairs: Pairs, threshold: float) -> float:
    """Return how often the threshold gives the right label."""
    s1, s2, labels = pairs
    dots = (s1 * s2).sum(axis=1, keepdims=True)
    return float(((dots > threshold) == labels).mean())


threshold = max(range(17), key=lambda each: right(training, each))
share = right(validation, threshold)
print(f"above {threshold}: right {share:.3f} of the time")

# %% [markdown]
# That's what a network has to beat. It isn't told that there are two vectors: it gets 32
# numbers in a row. It has to find out that the first belongs with the seventeenth, and
# the second with the eighteenth, and where to draw the line.

# %% [markdown]
# ## A model, and the call that feeds it
#
# `fit` gets a generator object and a whole number of steps. The validation set is one
# large batch, so that every epoch is measured on the same pairs.

# %%
from snippets.models.feeding_keras_fit import build_model  # --8<-- "models/feeding_keras_fit.py:model"

# %%
from snippets.models.feeding_keras_fit import fit_pairs  # --8<-- "models/feeding_keras_fit.py:fit"

# %% [markdown]
# ## Five epochs
#
# The seed fixes the first weights of the model, so a second run gives the same numbers.
# On another kind of processor they may differ in the last digits.

# %% tolerance=0.02
keras.utils.set_random_seed(2018)
rng = np.random.default_rng(0)
history = fit_pairs(build_model(32), training, validation, 5, rng)

print("epoch  training  validation")
columns = history["accuracy"], history["val_accuracy"]
for epoch, (seen, unseen) in enumerate(zip(*columns, strict=True), 1):
    print(f"{epoch:5}  {seen:8.3f}  {unseen:10.3f}")

# %% [markdown]
# ## The training curve
#
# Accuracy by epoch. The lowest line is chance.


# %% tolerance=0.02
def polyline(accuracies: list[float], style: str) -> str:
    """Return a curve as SVG; its points are epochs and accuracies."""
    numbered = enumerate(accuracies, start=1)
    points = " ".join(f"{epoch},{a:.3f}" for epoch, a in numbered)
    thick = 'vector-effect="non-scaling-stroke"'
    return f'<polyline points="{points}" {style} {thick}/>'


def curve(history: dict[str, list[float]]) -> str:
    """Return the training curve in the colour of the text around it."""
    dashed = 'stroke-dasharray="2 6"'
    words = [
        *[(10, 24, "1.0"), (10, 124, "0.75"), (10, 224, "0.5")],
        *[(90 * n - 34, 244, str(n)) for n in range(1, 6)],
        *[(218, 266, "epoch"), (330, 154, "training")],
        (330, 184, "validation"),
    ]
    return f"""
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 450 270"
 role="img" aria-label="Accuracy by epoch"
 font-size="13" fill="currentColor">
{"".join(f'<text x="{x}" y="{y}">{w}</text>' for x, y, w in words)}
<g fill="none" stroke="currentColor" stroke-width="2">
<path opacity=".25" d="M50 20H440M50 120H440M50 220H440"/>
<path d="M280 150h40"/><path d="M280 180h40" {dashed}/>
<g transform="translate(-30 420) scale(90 -400)">
{polyline(history["accuracy"], "")}
{polyline(history["val_accuracy"], dashed)}
</g></g></svg>""".strip()


SVG(curve(history))
