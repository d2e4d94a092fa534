"""What git knows of the tree: what is in a commit, and what isn't."""

from __future__ import annotations

from pathlib import Path

from engine.kit.draft import RefusalError
from engine.site.history import asked, git


def committed(root: Path, path: str) -> bool:
    """Return whether a file may have been published: in a commit, or without git."""
    if git(root, "rev-parse", "--verify", "HEAD") is None:
        return git(root, "rev-parse", "--git-dir") is None
    return git(root, "cat-file", "-e", f"HEAD:./{path}") is not None


def answer(root: Path, *words: str) -> str | None:
    """Return what git prints; None where no folder from `root` up is a repository.

    Raises RefusalError where there is one and git fails, as it does of another user's.
    """
    above = root.absolute()
    if not any((each / ".git").exists() for each in (above, *above.parents)):
        return None
    done = asked(root, *words)
    if done.returncode:
        said = " ".join(done.stderr.split()) or "git said nothing"
        raise RefusalError(
            f".git: git can't say what is in a commit: {said} — mend that, "
            "nothing was changed"
        )
    return done.stdout


def unsaved(root: Path, *paths: str) -> list[str]:
    """Return the files that differ from the last commit, or are in none.

    What git ignores is among them only where it is named. Raises RefusalError where
    git fails.
    """
    ignored = ["--ignored"] * bool(paths)
    said = answer(root, "status", "--porcelain", "-uall", *ignored, "--", *paths)
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
