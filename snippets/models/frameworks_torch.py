"""A generator function in PyTorch: a dataset whose workers share its batches."""

from collections.abc import Iterator
from itertools import islice

from torch.utils.data import DataLoader, IterableDataset, get_worker_info

from snippets.models.feeding_keras import Batch
from snippets.models.frameworks_feed import Make


# --8<-- [start:shared]
class Shared(IterableDataset[Batch]):
    """The batches of a function, shared among workers.

    make: each call yields (inputs, labels), float32, (b, d) and
    (b, 1), the same in each worker. You get them as tensors.
    Raises ValueError at the call, unless `make` is a function.
    """

    def __init__(self, make: Make) -> None:
        """Keep the function."""
        if not callable(make):
            raise ValueError(f"no function: {make!r}")
        self.make = make

    def __iter__(self) -> Iterator[Batch]:
        """Begin a pass; yield this worker's share."""
        me = get_worker_info()
        if me is None:
            return self.make()
        return islice(self.make(), me.id, None, me.num_workers)
# --8<-- [end:shared]


# --8<-- [start:loader]
def loader(make: Make, workers: int = 0) -> DataLoader[Batch]:
    """Return what gives the batches as tensors, pass by pass."""
    return DataLoader(
        Shared(make), batch_size=None, num_workers=workers
    )
# --8<-- [end:loader]
