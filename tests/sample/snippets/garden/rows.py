"""Rows of leaves: which of them are picked.

>>> # --8<-- [start:picked]
>>> row = [1, 5, 2, 9]
>>> young(row)
[1, 2]
>>> # --8<-- [end:picked]

>>> # --8<-- [start:counted]
>>> len(young(row)), len(row)
(2, 4)
>>> # --8<-- [end:counted]
"""


# --8<-- [start:young]
def young(row: list[int]) -> list[int]:
    """Return the leaves of at most three days."""
    return [days for days in row if days <= 3]
# --8<-- [end:young]
