"""What the gates say of a tree, so that a change that breaks one is undone.

This is what `make check` asks beyond running anything: words, links, sections, imports.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

from engine.book.fault import Fault
from engine.gates import rules
from engine.kit.draft import Draft, RefusalError
from engine.site import release

RUFF = (sys.executable, "-m", "ruff", "check", "--quiet", "--output-format=concise")


def faults(root: Path) -> list[Fault]:
    """Return what the gates that run no snippet find."""
    return sorted({*rules.faults(root), *release.faults(root / "docs")})


def make(draft: Draft, allowed: tuple[str, ...] = ()) -> list[Fault]:
    """Make a change; undo it where a gate finds what it had not found before.

    Faults of the files in `allowed` are returned instead: they are left to an author.
    Raises RefusalError with what is wrong, a line a fault.
    """
    before = Counter(each.what for each in faults(draft.root))
    try:
        draft.apply()
        said = sort_imports(draft)
        fresh = []
        for each in faults(draft.root):
            before[each.what] -= 1
            if before[each.what] < 0:
                fresh.append(each)
        left = [each for each in fresh if each.path in allowed]
        wrong = [str(each) for each in fresh if each not in left] + said
        if wrong:
            raise RefusalError("\n".join([*wrong, "So nothing was changed."]))
    except BaseException:
        draft.undo()
        raise
    return left


def sort_imports(draft: Draft) -> list[str]:
    """Let ruff sort the imports of what was rewritten; return what else it finds."""
    files = [p for p, new in draft.new.items() if new is not None and p.endswith(".py")]
    if not files:
        return []
    there = [str(draft.root / path) for path in files]
    subprocess.run(
        [*RUFF, "--select=I", "--fix", *there], cwd=draft.root, capture_output=True
    )
    for path in files:
        # what is told, and what an undo takes back, is what ruff has left there
        draft.new[path] = (draft.root / path).read_bytes()
    done = subprocess.run(
        [*RUFF, *there], cwd=draft.root, capture_output=True, text=True
    )
    return [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
