"""What a gate says when it fails: where, what, and the mend."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Fault:
    """One broken rule at one place.

    `path` is relative to the repository's root, with forward slashes; `line` counts
    from 1, and 0 stands for the file as a whole.
    """

    path: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        """Return the fault as `docs/x.md:13: what — mend`."""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.what} — {self.mend}"


def listing(faults: Iterable[Fault]) -> str:
    """Return one fault a line, in the order of file and line."""
    return "\n".join(str(fault) for fault in sorted(faults))


def nearest(name: str, names: Iterable[str], alike: float = 0.6) -> str:
    """Return a sentence that proposes the most similar name, or nothing.

    `alike` says how similar it has to be, from 0 to 1.
    """
    close = get_close_matches(name, list(names), n=1, cutoff=alike)
    return f"did you mean {close[0]!r}?" if close else ""
