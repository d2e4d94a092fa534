"""What gates found nothing against, kept below .cache from one command to the next.

A gate hangs on the files that it has read, and on the machine: this engine, this Python
and the packages that it has. Where the machine differs, nothing is kept.
"""

from __future__ import annotations

import json
import os
import sys
import sysconfig
from pathlib import Path
from typing import Any

from engine.book.tree import Listing, Seen, State, Tree, stamp
from engine.gates.gate import Bench, Said

KEPT = Path(".cache/said.json")
ENGINE = "engine"


def machine(tree: Tree) -> str:
    """Return what differs as soon as a gate may judge the same files otherwise."""
    files = [(path, tree.stamp(path)) for path in tree.files(ENGINE)]
    return repr([sys.version, stamp(Path(sysconfig.get_path("purelib"))), files])


def written(state: State) -> Any:
    """Return a state as JSON has it: what is listed is an object, a stamp a list."""
    return {"paths": state.paths} if isinstance(state, Listing) else state


def read(state: Any) -> State:
    """Return the state that `written` wrote."""
    if isinstance(state, dict):
        return Listing(tuple(state["paths"]))
    return tuple(state) if isinstance(state, list) else state


def load(bench: Bench, tree: Tree, by: str) -> None:
    """Let a bench know what was said in this tree, if this machine said it.

    `by` is the machine as it is now, before it judges.
    """
    try:
        found = json.loads((tree.root / KEPT).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return
    if not isinstance(found, dict) or found.get("machine") != by:
        return
    states = [(tuple(key), read(state)) for key, state in found["read"]]
    for gate, path, numbers in found["said"]:
        seen: Seen = dict(states[number] for number in numbers)
        bench.keep((tree.root, gate, path), Said(seen, ()))


def save(bench: Bench, tree: Tree, by: str) -> None:
    """Keep what a bench found nothing against in this tree, judged by a machine."""
    said = {
        (gate, path): each.seen
        for (root, gate, path), each in bench.said.items()
        if root == tree.root and not each.faults
    }
    keys = {key: state for seen in said.values() for key, state in seen.items()}
    number = {key: at for at, key in enumerate(keys)}
    file = tree.root / KEPT
    file.parent.mkdir(exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}")
    fresh.write_text(
        json.dumps(
            {
                "machine": by,
                "read": [[key, written(state)] for key, state in keys.items()],
                "said": [[*who, [number[key] for key in said[who]]] for who in said],
            }
        ),
        encoding="utf-8",
    )
    fresh.replace(file)
