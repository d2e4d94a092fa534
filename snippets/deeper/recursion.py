"""Recursion: a generator that asks another call of itself, and so on down a tree.

>>> # --8<-- [start:tower]
>>> g = flat([1, [3]])
>>> next(g)
1
>>> next(g)
3
>>> # --8<-- [end:tower]

>>> # --8<-- [start:forgotten]
>>> def forgetful(items):
...     for item in items:
...         if isinstance(item, list):
...             forgetful(item)
...         else:
...             yield item
>>> list(forgetful([1, [2, [3]], 4]))
[1, 4]
>>> # --8<-- [end:forgotten]

>>> # --8<-- [start:walk]
>>> left = Tree(2, Tree(1), Tree(3))
>>> tree = Tree(4, left, Tree(6))
>>> list(tree)
[1, 2, 3, 4, 6]
>>> next(n for n in tree if n > 2)
3
>>> # --8<-- [end:walk]


>>> # --8<-- [start:six]
>>> next(queens(6))
(1, 3, 5, 0, 2, 4)
>>> sum(1 for found in queens(6))
4
>>> # --8<-- [end:six]
"""


# --8<-- [start:nested]
def flat(items):
    for item in items:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item
# --8<-- [end:nested]


# --8<-- [start:tree]
class Tree:
    def __init__(
        self, key, left=(), right=()
    ):
        self.key = key
        self.left = left
        self.right = right

    def __iter__(self):
        yield from self.left
        yield self.key
        yield from self.right
# --8<-- [end:tree]


# --8<-- [start:by-list]
def flat_by_list(items):
    todo = [items]
    while todo:
        item = todo.pop()
        if isinstance(item, list):
            todo += reversed(item)
        else:
            yield item
# --8<-- [end:by-list]


# --8<-- [start:queens]
def fits(row, rows):
    for at, old in enumerate(rows):
        apart = len(rows) - at
        if abs(row - old) in (0, apart):
            return False
    return True


def queens(size, rows=()):
    if len(rows) == size:
        yield rows
        return
    for row in range(size):
        if fits(row, rows):
            new = (*rows, row)
            yield from queens(size, new)
# --8<-- [end:queens]
