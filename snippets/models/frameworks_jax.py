"""A generator function in JAX: a training loop that calls it for each pass."""

import jax
import jax.numpy as jnp

from snippets.models.feeding_keras import Array
from snippets.models.frameworks_feed import Make


def loss(weights: jax.Array, x: Array, y: Array) -> jax.Array:
    """Return how wrong a linear model is on a batch: the mean of its log losses."""
    sums = x @ weights
    return jnp.mean(jnp.logaddexp(0, sums) - y * sums)


# --8<-- [start:train]
@jax.jit
def step(w: jax.Array, x: Array, y: Array) -> jax.Array:
    """Return the weights (d, 1) after a step of SGD."""
    return w - 0.1 * jax.grad(loss)(w, x, y)


def train(make: Make, w: jax.Array, epochs: int) -> jax.Array:
    """Return the weights after some passes over a feed.

    make: each call yields (b, d) and (b, 1), both float32.
    Raises ValueError at the call, unless it's a function.
    """
    if not callable(make):
        raise ValueError(f"no function: {make!r}")
    for _ in range(epochs):
        for x, y in make():
            w = step(w, x, y)
    return w
# --8<-- [end:train]
