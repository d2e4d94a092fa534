"""What a gate says when it fails: where, what, and the mend."""

from __future__ import annotations

from dataclasses import dataclass


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


def listing(faults: list[Fault]) -> str:
    """Return one fault a line, in the order of file and line."""
    return "\n".join(str(fault) for fault in sorted(faults))
