"""Values in a few characters, without running a line of the program they are from."""

from __future__ import annotations

import itertools
import types
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

LONGEST = 40  # characters
NAMED = "\N{LEFT-POINTING ANGLE BRACKET}"  # begins what stands for a name
MOST_SAID = 400  # characters of what an error says
MOST_ITEMS = 6  # of a list that are shown
MOST_SORTED = 100  # of a set: in a larger one they are counted
MOST_BITS = 2000  # of an int: Python may refuse to write longer ones in digits
DEPTH = 2  # how far into lists of lists

# what cannot change, nor run code when it is shown
ATOMS = frozenset((int, float, complex, bool, str, bytes, range, type(None), type(...)))
# what is shown by what is in it, which may change
OPEN = frozenset((list, tuple, set, frozenset, deque, dict, slice))
GENERATORS = (types.GeneratorType, types.AsyncGeneratorType, types.CoroutineType)

Name = Callable[[Any], str]


def shown(value: Any, name: Name, depth: int = 0) -> str:
    """Return a value in at most 40 characters; `name` gives that of a generator.

    There is no address in it, and of an object of the program's own only its class.
    """
    kind = type(value)
    if kind in ATOMS:
        return plain(value)
    if kind is slice:  # what is in it may be the program's own
        parts = (value.start, value.stop, value.step)
        return shortened(f"slice({', '.join(shown(p, name, DEPTH) for p in parts)})")
    if kind in GENERATORS:
        return name(value)
    if kind in (list, tuple, set, frozenset, deque) and depth < DEPTH:
        return several(value, name, depth + 1)
    if kind is dict and depth < DEPTH:
        pairs = itertools.islice(value.items(), MOST_ITEMS)
        items = [
            f"{shown(key, name, depth + 1)}: {shown(held, name, depth + 1)}"
            for key, held in pairs
        ]
        more = ["…"] if len(value) > MOST_ITEMS else []
        return shortened("{" + ", ".join(items + more) + "}")
    # by its class alone: `isinstance` would ask the value itself, and run its code
    if issubclass(kind, tuple) and depth < DEPTH:
        fields = next(
            (vars(c)["_fields"] for c in bases(kind) if "_fields" in vars(c)), ()
        )
        held = zip(fields, tuple.__iter__(value), strict=False)
        text = ", ".join(f"{field}={shown(v, name, depth + 1)}" for field, v in held)
        return shortened(f"{called(kind)}({text})")
    if issubclass(kind, type):
        return f"class {called(value)}"
    if kind is types.FunctionType:
        return f"function {value.__name__}"
    if issubclass(kind, BaseException):
        return raised(value, name)
    word = called(kind)
    return f"{'an' if word[:1] in 'aeiouAEIOU' else 'a'} {word}"


def may_change(kind: type) -> bool:
    """Return whether values of a kind may be shown in another way later."""
    return kind in OPEN or issubclass(kind, (tuple, BaseException))


def plain(value: Any) -> str:
    """Return a value of Python's own; of a long one no more is read than is shown."""
    if type(value) in (str, bytes):
        value = value[: LONGEST + 1]
    elif type(value) is int and value.bit_length() > MOST_BITS:
        return f"an int of {value.bit_length()} bits"
    try:
        return shortened(repr(value))
    except ValueError:  # a range of such
        return f"a {called(type(value))}"


def called(kind: type) -> str:
    """Return the name of a class, whatever its metaclass says."""
    return str(type.__dict__["__name__"].__get__(kind))


def bases(kind: type) -> tuple[type, ...]:
    """Return a class and those it is made of, whatever its metaclass says."""
    found: tuple[type, ...] = type.__dict__["__mro__"].__get__(kind)
    return found


def several(value: Any, name: Name, depth: int) -> str:
    """Return what is in a list, tuple, set or deque."""
    kind = type(value)
    some: Iterable[Any] = itertools.islice(value, MOST_ITEMS)
    items = []
    if kind in (set, frozenset):
        # which come first may differ from run to run
        if len(value) > MOST_SORTED:
            return f"a {kind.__name__} of {len(value)}"
        if all(type(each) is int for each in value):
            some = sorted(value)[:MOST_ITEMS]
        else:
            items = sorted(shown(each, name, depth) for each in value)[:MOST_ITEMS]
    items = items or [shown(each, name, depth) for each in some]
    if len(value) > MOST_ITEMS:
        items.append("…")
    text = ", ".join(items)
    if kind is tuple:
        return shortened(f"({text}{',' if len(value) == 1 else ''})")
    if kind is list:
        return shortened(f"[{text}]")
    if kind is set:
        return shortened(f"{{{text}}}" if value else "set()")
    body = f"[{text}]" if kind is deque else f"{{{text}}}" if value else ""
    return shortened(f"{kind.__name__}({body})")


def raised(error: BaseException, name: Name) -> str:
    """Return an error's kind and arguments; what it says is whole."""
    given = BaseException.args.__get__(error)  # type: ignore[attr-defined]
    arguments = ", ".join(
        repr(each[:MOST_SAID]) if type(each) is str else shown(each, name, 1)
        for each in given
    )
    return f"{called(type(error))}({arguments})"


def shortened(text: str) -> str:
    """Return a text of at most 40 characters."""
    if len(text) <= LONGEST:
        return text
    text = text[: LONGEST - 1]
    start, named, rest = text.rpartition(NAMED)
    if named and ">" not in rest:  # half of what stands for a name
        text = start
    return f"{text}…"
