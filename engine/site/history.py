"""When a page was last changed, as git knows it; nothing where git cannot tell."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from engine.book.page import Page

ROOMS = ("docs", "snippets")
# whatever who builds has set for the eye
PLAIN = ("-c", "core.quotePath=false", "-c", "log.showSignature=false")


def git(root: Path, *words: str) -> str | None:
    """Return what git prints, in UTC and with plain names; None where it fails."""
    done = asked(root, *words)
    return done.stdout if done.returncode == 0 else None


def asked(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Return what git did; where there is no git, it failed and says so."""
    # an index of another repository, which a git hook hands on, is not this tree's
    own = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        return subprocess.run(
            ["git", *PLAIN, *words],
            cwd=root,
            env={**own, "TZ": "UTC", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        return subprocess.CompletedProcess(words, 127, "", str(error))


def dates(root: Path) -> dict[str, str]:
    """Return the day (UTC, ISO 8601) of each file's last commit, by path from `root`.

    One reading of the history for all files of docs and snippets. Left out is what
    git cannot tell: a file with changes that are in no commit, and one that a shallow
    clone has only from the commit at which it was cut off.
    """
    place = git(root, "rev-parse", "--show-prefix", "--git-path", "shallow")
    changed = git(root, "diff", "--name-only", "HEAD", "--", *ROOMS)
    # -c: what a merge settled by itself is a change too
    options = ("-c", "--no-renames", "--name-only", "--date=format-local:%Y-%m-%d")
    said = git(root, "log", "--format=%x00%H %ad", *options, "--", *ROOMS)
    if place is None or changed is None or said is None:
        return {}
    prefix, shallow, *_ = place.split("\n")
    # the commits where a shallow clone was cut off, which seem to add all files
    cut = (root / shallow).read_text().split() if (root / shallow).is_file() else ()
    found: dict[str, str] = {}
    for commit in said.split("\0")[1:]:
        head, *names = commit.splitlines()
        name, _, day = head.partition(" ")
        if name not in cut:
            for path in filter(None, names):
                found[path] = max(day, found.get(path, ""))
    for path in changed.splitlines():
        found.pop(path, None)
    return {path.removeprefix(prefix): day for path, day in found.items()}


def sources(page: Page) -> list[str]:
    """Return the files that a page is made of, from the root: it, and its modules."""
    found = [page.path]
    for fence in page.fences:
        for include in fence.includes():
            found.append(f"snippets/{include.file}")
    return list(dict.fromkeys(found))


def last(days: Mapping[str, str], paths: list[str]) -> str:
    """Return the newest day of these files, or nothing where one has none."""
    known = [days.get(path, "") for path in paths]
    return max(known) if all(known) else ""
