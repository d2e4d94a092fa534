"""What the name of a snippets module says, which is its path below snippets."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath

PACKAGE = "snippets"
EXERCISES = "exercises"  # the folder, at any depth, in which each module is an exercise


def is_exercise(name: str) -> bool:
    """Return whether the module named is an exercise: its folder says so."""
    return PurePosixPath(name).parent.name == EXERCISES


def dotted(name: str) -> str:
    """Return what Python calls a module: `part/lesson.py` is `snippets.part.lesson`."""
    return ".".join((PACKAGE, *PurePosixPath(name).with_suffix("").parts))


def file_name(name: str) -> str:
    """Return what a traceback calls a module's file, which is its last part."""
    return PurePosixPath(name).name


def below(path: PurePath) -> str:
    """Return a file's name as a module: its path below the last folder `snippets`."""
    parts = path.parts
    first = max((n for n, each in enumerate(parts) if each == PACKAGE), default=-1)
    return PurePosixPath(*parts[first + 1 :] if first >= 0 else parts[-1:]).as_posix()
