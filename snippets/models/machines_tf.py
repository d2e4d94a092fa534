"""More than one machine: what TensorFlow does with a generator there, and files.

Each of `ROLES` runs in a process of its own, which `machines_tf_rows` starts. It is
given its input, and is over when that ends.
"""

import json
import os
import threading
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO

import keras
import numpy as np
import tensorflow as tf

# --8<-- [start:service]
service = tf.data.experimental.service
# --8<-- [end:service]


# --8<-- [start:lines]
def lines_of(
    paths: list[str], address: str,
    sharding: Any = service.ShardingPolicy.DYNAMIC,
) -> tf.data.Dataset:
    """Return the lines of all files, read by the workers.

    ValueError at the call: no paths.
    """
    if not paths:
        raise ValueError("no paths")
    names = tf.data.Dataset.from_tensor_slices(paths)
    lines = names.flat_map(tf.data.TextLineDataset)
    return lines.apply(service.distribute(sharding, address))
# --8<-- [end:lines]


# --8<-- [start:servers]
def dispatcher(port: int = 0) -> Any:
    """Return a started dispatcher; its address: `.target`."""
    config = service.DispatcherConfig(port=port)
    return service.DispatchServer(config)


def worker(address: str) -> Any:
    """Return a started worker of the dispatcher at `address`."""
    address = address.removeprefix("grpc://")
    return service.WorkerServer(service.WorkerConfig(address))
# --8<-- [end:servers]


SHARDS, LINES = 4, 5_000


def write_shards(folder: Path) -> list[str]:
    """Write numbered lines into files, and return their paths."""
    paths = []
    for shard in range(SHARDS):
        path = folder / f"{shard}.txt"
        numbers = range(shard * LINES, (shard + 1) * LINES)
        path.write_text("".join(f"{n}\n" for n in numbers))
        paths.append(str(path))
    return paths


def pairs(batches: int) -> Iterator[tuple[Any, Any]]:
    """Yield batches of four rows, each of which holds its batch's number."""
    for number in range(batches):
        batch = np.full((4, 1), number, np.float32)
        yield batch, batch


def pipeline(batches: int) -> tf.data.Dataset:
    """Return a pipeline of `pairs`, which are made again for each pass."""
    spec = tf.TensorSpec((None, 1), tf.float32)
    return tf.data.Dataset.from_generator(
        lambda: pairs(batches), output_signature=(spec, spec)
    )


def note(seen: list[tuple[int, int]], labels: Any) -> Any:
    """Write down how many rows came, and their number; return a loss of 0."""
    seen.append((len(labels), int(labels[0, 0])))
    return np.float32(0)


def build_model(strategy: Any, seen: list[tuple[int, int]]) -> keras.Model:
    """Return a model whose loss function writes down each device's batches."""

    def witness(labels: Any, predictions: Any) -> Any:
        noted = tf.numpy_function(partial(note, seen), [labels], tf.float32)
        return keras.ops.mean(predictions) + tf.reshape(noted, ())

    with strategy.scope():
        model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
        model.compile("sgd", witness)
    return model


def fitted(strategy: Any, feed: Any) -> list[tuple[int, int]]:
    """Return (rows, number) of each part of a batch that one epoch trains on."""
    seen: list[tuple[int, int]] = []
    model = build_model(strategy, seen)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        model.fit(feed, shuffle=False, verbose=0)
    return seen


def error_of(call: Callable[[], object]) -> str:
    """Return what a call raises, in its own words."""
    try:
        call()
    except (ValueError, tf.errors.OpError) as error:
        return f"{type(error).__name__}: {error}"
    return "nothing"


# what runs in a process of its own


def says(what: Any) -> None:
    """Say something to who has started this process."""
    print(json.dumps(what), flush=True)


def run_dispatcher(given: TextIO) -> None:
    """Dispatch; say at which address."""
    server = dispatcher()
    says(server.target)
    given.read()


def run_worker(given: TextIO) -> None:
    """Work for the dispatcher whose address comes."""
    server = worker(given.readline().strip())
    says("works")
    given.read()
    del server


def run_reader(given: TextIO) -> None:
    """Say what the service gives, whose address comes; then tell of a killed worker."""
    address, killed = given.readline().strip(), threading.Event()
    threading.Thread(target=reads, args=[address, killed], daemon=True).start()
    given.readline()
    killed.set()
    given.read()


def reads(address: str, killed: threading.Event) -> None:
    """Say what comes of a generator and of files, and what is left after a kill."""
    policy = service.ShardingPolicy
    sent = pipeline(3).apply(service.distribute(policy.DYNAMIC, address))
    says(error_of(lambda: list(sent)))
    with TemporaryDirectory() as folder:
        paths = write_shards(Path(folder))
        for sharding in (policy.OFF, policy.DYNAMIC):
            lines = lines_of(paths, address, sharding).as_numpy_iterator()
            times = Counter(map(int, lines))
            says([len(times), sorted(set(times.values()))])
        follows(map(int, lines_of(paths, address).as_numpy_iterator()), killed)


def follows(lines: Iterable[int], killed: threading.Event) -> None:
    """Say how many lines came of each file, now and then; let a worker be killed."""
    came: Counter[int] = Counter()
    for line in lines:
        came[line // LINES] += 1
        begun = sum(0 < n < LINES for n in came.values())
        if begun == 2 and not killed.is_set():
            says("two files are being read")
            killed.wait()
        elif came[line // LINES] in (LINES // 2, LINES):
            says(sorted(came.values()))
    says("the end")


def run_mirrored(given: TextIO) -> None:
    """Say what `fit` trains on, on two devices of one machine."""
    device = tf.config.list_physical_devices("CPU")[0]
    halves = [tf.config.LogicalDeviceConfiguration()] * 2
    tf.config.set_logical_device_configuration(device, halves)
    devices = [each.name for each in tf.config.list_logical_devices("CPU")]
    strategy = tf.distribute.MirroredStrategy(devices)
    # how many are fetched ahead is a matter of chance, and might be none
    tries = [fitted(strategy, pairs(20))]
    while len(tries[-1]) == 40 and len(tries) < 5:
        tries.append(fitted(strategy, pairs(20)))
    says([tries[-1], fitted(strategy, pipeline(20))])


def run_several(given: TextIO) -> None:
    """Say what `fit` says on one of several machines, which come as TF_CONFIG."""
    os.environ["TF_CONFIG"] = given.readline()
    strategy = tf.distribute.MultiWorkerMirroredStrategy()
    ones = np.ones((8, 1), np.float32)
    arrays = tf.data.Dataset.from_tensor_slices((ones, ones)).batch(4)
    feeds = pairs(4), arrays
    says([error_of(partial(fitted, strategy, feed)) for feed in feeds])
    given.read()


ROLES: dict[str, Callable[[TextIO], None]] = {
    "dispatcher": run_dispatcher,
    "worker": run_worker,
    "reader": run_reader,
    "mirrored": run_mirrored,
    "several": run_several,
}
