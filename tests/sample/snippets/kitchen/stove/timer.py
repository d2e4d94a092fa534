"""The timer: a ring for each minute.

>>> # --8<-- [start:both]
>>> list(rings(2))
['ring 1', 'ring 2']
>>> # --8<-- [end:both]

>>> # --8<-- [start:three]
>>> for ring in rings(3):
...     print(ring)
ring 1
ring 2
ring 3
>>> # --8<-- [end:three]

>>> # --8<-- [start:no-length]
>>> len(rings(2))
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
TypeError: object of type 'generator' has no len()
>>> # --8<-- [end:no-length]
"""

from collections.abc import Iterator


# --8<-- [start:rings]
def rings(minutes: int) -> Iterator[str]:
    """Yield a ring for each minute."""
    for minute in range(1, minutes + 1):
        yield f"ring {minute}"
# --8<-- [end:rings]
