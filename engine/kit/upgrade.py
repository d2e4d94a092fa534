"""A newer engine taken into a fork; what is the fork's own stays as it is.

A fork has recorded which engine it has, with each file's digest. So it is known which
of the engine's files somebody has edited here, and which files the old engine had.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from engine.kit import history, owned, tables
from engine.kit.draft import Draft, RefusalError
from engine.kit.fork import GROUPS, locked
from engine.kit.tables import PROJECT
from engine.setup import lock

TAG = re.compile(r"refs/tags/v(?P<version>\d+\.\d+\.\d+)$", re.MULTILINE)
SECTION = re.compile(
    r"^## (?P<version>\d+\.\d+\.\d+)\b.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL
)
GROUP = r"^(?:#[^\n]*\n)*{} = \[\n?.*?\]$\n?"


def upgrade(root: Path, source: str, edited: bool = False) -> list[str]:
    """Take the engine of `source`, a folder or an address that git knows.

    `source` may end in `@` and a tag or branch; without, the newest version's tag is
    taken, or what is there where no tag is. With `edited`, files of the engine that
    were edited here are replaced all the same. Returns what to print; raises
    RefusalError, with the tree as it was.
    """
    if not source:
        raise RefusalError(
            "FROM is missing — name a folder or an address of a newer one"
        )
    if not (root / owned.RECORD).is_file():
        raise RefusalError(
            f"{owned.RECORD}: is not there, so this is no fork — `make fork` makes one"
        )
    if not owned.version(root):
        raise RefusalError(
            f"{owned.RECORD}:1: names no version — put that line back from a commit"
        )
    work = history.unsaved(root)
    if work:
        raise RefusalError(
            f"{work[0]}: edited since the last commit — commit it first, so that you "
            "can read what an upgrade changes"
        )
    changed = edits(root)
    if changed and not edited:
        lines = [f"{path}: {what} here" for path, what in changed.items()]
        raise RefusalError(
            "\n".join(
                [
                    *lines,
                    "So nothing was changed: the engine's files are the engine's. Put "
                    "what you need into settings, or say EDITED=1 to lose these edits.",
                ]
            )
        )
    with tempfile.TemporaryDirectory() as folder:
        fresh = cloned(source, Path(folder) / "engine")
        return taken(root, fresh)


def edits(root: Path) -> dict[str, str]:
    """Return the engine's files that are not as they were recorded, each with why."""
    found = {}
    for path, digest in owned.recorded(root).items():
        file = root / path
        if not file.is_file():
            found[path] = "deleted"
        elif owned.digest(file.read_bytes()) != digest:
            found[path] = "edited"
    return found


def cloned(source: str, place: Path) -> Path:
    """Bring a source into a folder; raise RefusalError where that can't be done."""
    # an address may have a user before its `@`, a version has no slash or colon
    found = re.fullmatch(r"(?P<from>.+?)(?:@(?P<at>[^/:@]+))?", source)
    assert found
    where, at = found["from"], found["at"] or ""
    if Path(where).expanduser().is_dir():
        where = str(Path(where).expanduser().resolve())
    if not at:
        listed = from_afar(source, "ls-remote", "--tags", "--refs", where)
        versions = [each["version"] for each in TAG.finditer(listed)]
        at = f"v{max(versions, key=numbers)}" if versions else ""
    command = ["clone", "--quiet", "--depth=1", "-c", "advice.detachedHead=false"]
    command += ["--branch", at] if at else []
    # a depth is only kept where it isn't a plain folder
    address = f"file://{where}" if Path(where).is_dir() else where
    from_afar(source, *command, address, str(place))
    if not (place / "engine" / "kit").is_dir():
        raise RefusalError(f"{source}: has no engine/kit — name one that has")
    return place


def from_afar(source: str, *words: str) -> str:
    """Return what git prints of a source, by all that its user has set for networks.

    Raises RefusalError, with what git says, where it fails.
    """
    try:
        done = subprocess.run(
            ["git", *words],
            env={**os.environ, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
        )
    except OSError as error:
        raise RefusalError(f"git: {error.strerror} — install it") from error
    if done.returncode:
        lines = [each for each in done.stderr.splitlines() if each.strip()]
        # the first is the cause, and what follows is advice
        causes = [each for each in lines if not each.lower().startswith("warning")]
        said = [*causes, *lines, "git said nothing"][0]
        raise RefusalError(f"{source}: {said} — name a repository with an engine in it")
    return done.stdout


def numbers(version: str) -> tuple[int, ...]:
    """Return a version as it is compared."""
    return tuple(int(each) for each in version.split("."))


def taken(root: Path, fresh: Path) -> list[str]:
    """Put the engine of the tree `fresh` into the fork; return what to print."""
    before, after = owned.version(root), owned.version(fresh)
    if not after:
        raise RefusalError(f"{owned.CHANGES}: names no version there — take another")
    if numbers(after) < numbers(before):
        raise RefusalError(f"{after} is older than {before}, which is here")
    new = owned.engines(fresh)
    draft = Draft(root)
    for path in set(owned.recorded(root)) - set(new):
        draft.delete(path)
    for path in new:
        draft.write(path, (fresh / path).read_bytes())
    # what stands there that was never the engine's, and would be overwritten
    lost = [p for p in new if draft.before(p) not in (None, draft.content(p))]
    lost = [path for path in lost if path not in owned.recorded(root)]
    if lost:
        raise RefusalError(
            "\n".join(
                f"{path}: is yours, and the engine's now — rename it" for path in lost
            )
        )
    draft.write(
        PROJECT, merged(draft.text(PROJECT), (fresh / PROJECT).read_text("utf-8"))
    )
    own = {f"{group}.txt" for group in lock.optional(fresh)}
    for file in sorted((fresh / "lock").glob("*.txt")):
        if file.name in own:
            continue  # of lessons that are not here
        draft.write(f"lock/{file.name}", file.read_bytes())
    known, left = owned.all_recorded(root), []
    record = {path: owned.digest((fresh / path).read_bytes()) for path in new}
    for name in tables.HEADS:
        theirs = tables.general((fresh / name).read_text(encoding="utf-8"))
        text, more = tables.renewed(draft.text(name), theirs, name, known)
        draft.write(name, text)
        left += more
        # of its parts of settings, what is recorded is what the engine had
        record |= tables.digests(theirs, name)
    report = draft.report()
    draft.write(owned.RECORD, owned.written(record, after))
    draft.apply()
    modes(fresh, root, new)
    told = locked(root)
    return [
        *changes(fresh, before, after),
        f"From {before} to {after}: {len(report)} files changed, and of yours those "
        "of settings and locks alone that the engine needs.",
        *left,
        *told,
        "Run `make check`, then read `git diff` and commit it.",
    ]


def modes(fresh: Path, root: Path, paths: list[str]) -> None:
    """Let files be run that can be run there."""
    for path in paths:
        shutil.copymode(fresh / path, root / path)


def merged(ours: str, theirs: str) -> str:
    """Return a pyproject.toml with the newer engine's groups, and the fork's own."""
    own = {*GROUPS, *lock.optional_in(ours), *lock.optional_in(theirs)}
    for name in re.findall(r"^([\w-]+) = \[", groups(theirs), re.MULTILINE):
        pattern = re.compile(GROUP.format(re.escape(name)), re.MULTILINE | re.DOTALL)
        new, old = pattern.search(theirs), pattern.search(ours)
        if not new or name in own:
            continue
        if old:
            ours = ours[: old.start()] + new[0] + ours[old.end() :]
        else:
            end = ours.index(groups(ours)) + len(groups(ours).rstrip())
            ours = f"{ours[:end]}\n{new[0].rstrip()}{ours[end:]}"
    return ours


def groups(text: str) -> str:
    """Return the table of a pyproject.toml that names what is installed."""
    found = re.search(r"^\[dependency-groups\]\n.*?(?=^\[|\Z)", text, re.M | re.DOTALL)
    if not found:
        raise RefusalError(f"{PROJECT}: no [dependency-groups] — put it back")
    return found[0]


def changes(fresh: Path, before: str, after: str) -> list[str]:
    """Return what the newer engine's change log says of the versions between."""
    file = fresh / owned.CHANGES
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    between = [
        each[0].rstrip()
        for each in SECTION.finditer(text)
        if numbers(before) < numbers(each["version"]) <= numbers(after)
    ]
    return between or [f"{owned.CHANGES} says nothing of what is newer than {before}."]
