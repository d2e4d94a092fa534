"""Says what is wrong with a site's pages and snippets, a line each, sorted.

    python -m engine.gates          what can be read off the files
    python -m engine.gates --run    and what runs of snippets show, but for slow ones

What is not run, because it needs a package that is slow or not here, is named at last,
and so is how much wasn't run again, because it stands as it did when nothing differed.
"""

from __future__ import annotations

import sys
from pathlib import Path

from engine.book.fault import Fault, listing
from engine.book.tree import Tree, UnreadableError
from engine.gates import kept, rules
from engine.gates.transcripts import left_out


def faults(tree: Tree, run: bool) -> list[Fault]:
    """Return what is wrong; snippets run only where nothing else is."""
    try:
        found = rules.faults(tree)
    except UnreadableError as error:
        return [error.fault]
    if run and not found:
        found = rules.BENCH.faults(tree, rules.RUNS)
    return found


def as_they_were(tree: Tree) -> int:
    """Return how many runs showed nothing, of what stands as it did then."""
    runs = {gate.name for gate in rules.RUNS}
    stand = rules.BENCH.said.keys() - rules.BENCH.stale(tree)
    return sum(gate in runs for _, gate, _ in stand)


def main(arguments: list[str]) -> int:
    """Print the faults of the site that stands here; return 1 where there are any."""
    tree = Tree(Path())
    run = "--run" in arguments
    machine = kept.machine(tree)
    kept.load(rules.BENCH, tree, machine)
    again = as_they_were(tree)
    found = faults(tree, run)
    kept.save(rules.BENCH, tree, machine)
    if found:
        print(listing(found))
        return 1
    if run:
        if again:
            print(f"not run again: {again} sessions and exercises that haven't changed")
        packages = {each for m in tree.modules() for each in left_out(tree, m)}
        if packages:
            print(f"not run: what needs {', '.join(sorted(packages))} (make test does)")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, "")
    sys.exit(main(sys.argv[1:]))
