"""From left to right

A tree is `None`, or it has a `key` and two smaller trees: `left` and `right`. Write
`in_order(tree)`. It yields the keys on the left, then the tree's own key, then the keys
on the right. So `list(in_order(Node(2, Node(1), Node(3))))` is `[1, 2, 3]`. (`Node`
takes a key, a left tree and a right tree. It's already there.)

Don't look at a smaller tree before its keys are asked for: a tree may go on for ever.

Hint: What should be yielded if `tree` is `None`?

Hint: The keys on the left are `in_order(tree.left)`. How do you hand them all on?

Step: list(in_order(Node(2, Node(1), Node(3))))
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any


class Node:
    """A tree with a key, and what's on its left and right."""

    def __init__(self, key: Any, left: Any = None, right: Any = None) -> None:
        """Take the key and the smaller trees."""
        self.key = key
        self.left = left
        self.right = right


# --8<-- [start:starter]
def in_order(tree):
    if tree is not None:
        in_order(tree.left)
        yield tree.key
        in_order(tree.right)
# --8<-- [end:starter]


# --8<-- [start:wrong-yields-generators]
# told: `list(in_order(Node(2, Node(1), Node(3))))` gives `<generator
# object in_order at 0x...>` as item 1, not `1`.
def in_order(tree):
    if tree is not None:
        yield in_order(tree.left)
        yield tree.key
        yield in_order(tree.right)
# --8<-- [end:wrong-yields-generators]


# --8<-- [start:wrong-key-first]
# told: `list(in_order(Node(2, Node(1), Node(3))))` gives `2` as item 1,
# not `1`.
def in_order(tree):
    if tree is not None:
        yield tree.key
        yield from in_order(tree.left)
        yield from in_order(tree.right)
# --8<-- [end:wrong-key-first]


# --8<-- [start:wrong-mirrored]
# told: `list(in_order(Node(2, Node(1), Node(3))))` gives `3` as item 1,
# not `1`.
def in_order(tree):
    if tree is not None:
        yield from in_order(tree.right)
        yield tree.key
        yield from in_order(tree.left)
# --8<-- [end:wrong-mirrored]


# --8<-- [start:wrong-list]
# told: `in_order(Node(2, Node(1), Node(3)))` gives you a list, with
# everything in it at once. Use `yield`, and each value is made when
# it's asked for.
def in_order(tree):
    if tree is None:
        return []
    return in_order(tree.left) + [tree.key] + in_order(tree.right)
# --8<-- [end:wrong-list]


# --8<-- [start:wrong-lists-first]
# told: By item 1, `in_order(tree)` has looked at 4 trees, where 3 would
# do.
def in_order(tree):
    if tree is not None:
        yield from list(in_order(tree.left))
        yield tree.key
        yield from list(in_order(tree.right))
# --8<-- [end:wrong-lists-first]


# --8<-- [start:wrong-no-none]
# told: `list(in_order(Node(2, Node(1), Node(3))))` raised
# `AttributeError: 'NoneType' object has no attribute 'left'`.
def in_order(tree):
    yield from in_order(tree.left)
    yield tree.key
    yield from in_order(tree.right)
# --8<-- [end:wrong-no-none]


# --8<-- [start:wrong-falsy-keys]
# told: `list(in_order(Node('', Node(0, None, Node(5)), Node(None,
# Node(5)))))` gives `5` as item 1, not `0`.
def in_order(tree):
    if tree is not None:
        yield from in_order(tree.left)
        if tree.key:
            yield tree.key
        yield from in_order(tree.right)
# --8<-- [end:wrong-falsy-keys]


# --8<-- [start:wrong-sorted]
# told: `list(in_order(Node('', Node(0, None, Node(5)), Node(None,
# Node(5)))))` raised `TypeError: '<' not supported between instances of
# 'int' and 'str'`.
def in_order(tree):
    def keys(tree):
        if tree is None:
            return []
        return [tree.key, *keys(tree.left), *keys(tree.right)]

    yield from sorted(keys(tree))
# --8<-- [end:wrong-sorted]


# --8<-- [start:wrong-one-level]
# told: `list(in_order(Node('', Node(0, None, Node(5)), Node(None,
# Node(5)))))` gives `''` as item 2, not `5`.
def in_order(tree):
    if tree is not None:
        for each in (tree.left, tree, tree.right):
            if each is not None:
                yield each.key
# --8<-- [end:wrong-one-level]


# --8<-- [start:wrong-returns-the-left]
# told: `list(in_order(Node(2, Node(1), Node(3))))` gives nothing at
# all.
def in_order(tree):
    if tree is None:
        return
    if tree.left is not None:
        return in_order(tree.left)
    yield tree.key
    yield from in_order(tree.right)
# --8<-- [end:wrong-returns-the-left]


# --8<-- [start:wrong-chain]
# told: Before anybody asks for a key, `in_order(tree)` has looked at 7
# trees, where 0 would do.
def in_order(tree):
    from itertools import chain

    if tree is None:
        return iter(())
    left, right = in_order(tree.left), in_order(tree.right)
    return chain(left, [tree.key], right)
# --8<-- [end:wrong-chain]


# --8<-- [start:wrong-swallows]
# told: `list(in_order(broken))` should raise `AttributeError`, but it
# doesn't.
def in_order(tree):
    try:
        yield from in_order(tree.left)
        yield tree.key
        yield from in_order(tree.right)
    except AttributeError:
        return
# --8<-- [end:wrong-swallows]


# --8<-- [start:wrong-keeps]
# told: With two of `in_order(Node('', Node(0, None, Node(5)),
# Node(None, Node(5))))` taking turns, number 1 ends after 0 items. Each
# call needs a start of its own. Each call by itself is right, so
# something stays behind from one call to the next.
kept: list[Any] = []
def in_order(tree):
    if tree is not None and tree not in kept:
        kept.append(tree)
        yield from in_order(tree.left)
        yield tree.key
        yield from in_order(tree.right)
# --8<-- [end:wrong-keeps]


# --8<-- [start:right-loops]
def in_order(tree):
    if tree is None:
        return
    for key in in_order(tree.left):
        yield key
    yield tree.key
    for key in in_order(tree.right):
        yield key
# --8<-- [end:right-loops]


# --8<-- [start:right-stack]
def in_order(tree):
    waiting = []
    while waiting or tree:
        while tree:
            waiting.append(tree)
            tree = tree.left
        tree = waiting.pop()
        yield tree.key
        tree = tree.right
# --8<-- [end:right-stack]


# --8<-- [start:right-only-what-is-there]
def in_order(tree):
    if not tree:
        return
    if tree.left:
        yield from in_order(tree.left)
    yield tree.key
    if tree.right:
        yield from in_order(tree.right)
# --8<-- [end:right-only-what-is-there]


# --8<-- [start:right-inner]
def in_order(tree):
    def walk(node):
        if node is not None:
            yield from walk(node.left)
            yield node.key
            yield from walk(node.right)

    return walk(tree)
# --8<-- [end:right-inner]


# --8<-- [start:right-down-the-right]
def in_order(tree):
    while tree is not None:
        yield from in_order(tree.left)
        yield tree.key
        tree = tree.right
# --8<-- [end:right-down-the-right]


# --8<-- [start:right-class]
class in_order:
    def __init__(self, tree):
        self.tree, self.waiting = tree, []

    def __iter__(self):
        return self

    def __next__(self):
        while self.tree is not None:
            self.waiting.append(self.tree)
            self.tree = self.tree.left
        if not self.waiting:
            raise StopIteration
        node = self.waiting.pop()
        self.tree = node.right
        return node.key
# --8<-- [end:right-class]


# --8<-- [start:solution]
def in_order(tree):
    if tree is not None:
        yield from in_order(tree.left)
        yield tree.key
        yield from in_order(tree.right)
# --8<-- [end:solution]


# --8<-- [start:distractors]
#     while tree is not None:
#         in_order(tree.left)
# --8<-- [end:distractors]


class Seen(Node):
    """A tree that notes when somebody looks at it, by its key."""

    def __init__(self, log: list[Any], *parts: Any) -> None:
        """Take the list to note it in, and the parts of a tree."""
        super().__init__(*parts)
        self.log = log

    def __getattribute__(self, name: str) -> Any:
        """Return a part; note a first look."""
        if name in ("key", "left", "right"):
            log = self.log
            key = object.__getattribute__(self, "key")
            if key not in log:
                log.append(key)
        return object.__getattribute__(self, name)


class Endless(Node):
    """A tree of 0, 1, 2 and so on, each on the right of the one before."""

    def __getattribute__(self, name: str) -> Any:
        """Return a part; make what is on the right when it's asked for."""
        if name == "right":
            return Endless(self.key + 1)
        return object.__getattribute__(self, name)


class Broken(Node):
    """A tree whose left side can't be had."""

    def __getattribute__(self, name: str) -> Any:
        """Return a part, if it isn't the left one."""
        if name == "left":
            raise self.key
        return object.__getattribute__(self, name)


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for trees of each shape, and how much of them it has looked at."""
    small = Node(2, Node(1), Node(3))
    call = "in_order(Node(2, Node(1), Node(3)))"
    probe.iterator(answer(small), call)
    probe.gives(f"list({call})", answer(small), [1, 2, 3])
    probe.gives("list(in_order(None))", answer(None), [])
    probe.gives("list(in_order(Node(7)))", answer(Node(7)), [7])
    odd = Node("", Node(0, None, Node(5)), Node(None, Node(5)))
    wanted: list[Any] = [0, 5, "", 5, None]
    call = "in_order(Node('', Node(0, None, Node(5)), Node(None, Node(5))))"
    probe.gives(f"list({call})", answer(odd), wanted)
    probe.twice(call, lambda: answer(odd), wanted)
    probe.left(call, lambda: answer(odd), len(wanted))
    down: Any = None
    for n in range(30):
        down = Node(n, None, down) if n % 2 else Node(n, down)
    wanted = [*range(29, 0, -2), *range(0, 29, 2)]
    probe.gives("list(in_order(zigzag))", answer(down), wanted)

    log: list[Any] = []

    def seen(*parts: Any) -> Seen:
        return Seen(log, *parts)

    low = seen("b", seen("a"), seen("c"))
    got = answer(seen("d", low, seen("f", seen("e"), seen("g"))))
    needed = [0, 3, 3, 4, 4, 6, 6, 7]
    for number, most in enumerate(needed):
        if number:
            probe.first("in_order(tree)", islice(got, 1), "_abcdefg"[number])
        if len(log) > most:
            doing = f"By item {number}," if number else "Before anybody asks for a key,"
            told = f"{doing} `in_order(tree)` has looked at {len(log)} trees"
            probe.fail(f"{told}, where {most} would do.", str(most), str(len(log)))
    probe.first("in_order(endless)", answer(Endless(0)), range(5))

    for error in (ValueError("no left"), AttributeError("no left")):
        tree = Node(2, Node(1), Broken(error))

        def items() -> Iterator[Any]:
            yield from answer(tree)

        call = "list(in_order(broken))"
        probe.raises(call, lambda: list(items()), type(error))
