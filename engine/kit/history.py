"""What git knows of the tree: what is in a commit, and what isn't."""

from __future__ import annotations

from pathlib import Path

from engine.kit.draft import RefusalError
from engine.site.history import git


def committed(root: Path, path: str) -> bool:
    """Return whether a file may have been published: in a commit, or without git."""
    if git(root, "rev-parse", "--verify", "HEAD") is None:
        return git(root, "rev-parse", "--git-dir") is None
    return git(root, "cat-file", "-e", f"HEAD:./{path}") is not None


def unsaved(root: Path, *paths: str) -> list[str]:
    """Return the files that differ from the last commit, or are in none."""
    said = git(root, "status", "--porcelain", "-uall", "--", *paths)
    return sorted(line[3:] for line in (said or "").splitlines())


def keep(root: Path, paths: list[str], doing: str) -> None:
    """Raise RefusalError where files hold work that only they hold."""
    found = unsaved(root, *paths) if paths else []
    if found:
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        raise RefusalError(
            f"{found[0]}{more}: edited since the last commit, and {doing} would lose "
            "that — commit it first"
        )
