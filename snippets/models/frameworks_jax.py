"""A generator function in JAX: a training loop that calls it for each pass."""

import jax
import jax.numpy as jnp

from snippets.models.feeding_keras import Array
from snippets.models.frameworks_feed import Make


def loss(weights: jax.Array, x: Array, y: Array) -> jax.Array:
    """Return the log loss of a model whose weights (d, d) tell how alike a pair is."""
    dim = len(weights)
    alike = jnp.sum(x[:, :dim] @ weights * x[:, dim:], axis=1, keepdims=True)
    return jnp.mean(jnp.logaddexp(0, alike) - y * alike)


# --8<-- [start:train]
def moved(w: jax.Array, x: Array, y: Array) -> jax.Array:
    """Return the weights (d, d) after a step of SGD."""
    slope: jax.Array = jax.grad(loss)(w, x, y)
    return w - 0.1 * slope

step = jax.jit(moved)


def train(make: Make, w: jax.Array, epochs: int) -> jax.Array:
    """Return the weights after some passes over a feed.

    make: each call yields (b, 2 * d) and (b, 1), float32.
    Raises ValueError at the call, unless it's a function.
    """
    if not callable(make):
        raise ValueError(f"no function: {make!r}")
    for _ in range(epochs):
        for x, y in make():
            w = step(w, x, y)
    return w
# --8<-- [end:train]
