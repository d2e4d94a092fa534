"""What cannot run here, for it needs an optional package that isn't here.

`[tool.kit.optional]` of pyproject.toml names such packages; who runs everything is told
what went unchecked.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest
from coverage import CoveragePlugin
from coverage.plugin_support import Plugins
from coverage.types import TConfigurable, TConfigValueIn

from engine.book.optional import lacking, left_out, told
from engine.book.tree import Module, Tree

TREE = Tree(Path(__file__).parents[1])


class Uncounted(CoveragePlugin):
    """Leaves out modules that cannot be imported here: no test could reach a line."""

    def configure(self, config: TConfigurable) -> None:
        """Add their paths to what is omitted."""
        before = config.get_option("run:omit")
        omitted = list(before) if isinstance(before, (list, tuple)) else []
        config.set_option("run:omit", [*omitted, *paths()])


def paths() -> list[str]:
    """Return the modules that cannot run here, from the root."""
    return [module.path for module, _ in left_out(TREE, TREE.modules())]


def coverage_init(reg: Plugins, options: dict[str, TConfigValueIn]) -> None:
    """Register what coverage.py is told by pyproject.toml to ask."""
    reg.add_configurer(Uncounted())


def is_about_what_is_absent(item: pytest.Item) -> bool:
    """Return whether a test is one of a module, or its recording, that cannot run."""
    given = getattr(item, "callspec", None)
    return any(lacks(value) for value in given.params.values()) if given else False


def lacks(value: object) -> bool:
    """Return whether something names a module that cannot run here."""
    if isinstance(value, Module):
        return bool(lacking(value.source, TREE))
    changed = getattr(value, "text", None)
    if isinstance(changed, str) and str(getattr(value, "path", "")).endswith(".py"):
        return bool(lacking(changed, TREE))  # a module that a test changes
    path = PurePosixPath(value) if isinstance(value, str) else PurePosixPath()
    if path.suffix != ".json" or path.parent.name != "recorded":
        return False
    module = f"{path.parents[1]}/{path.name.split('.')[0]}.py"
    # the tests' own recordings are of no module here
    return TREE.there(module) and bool(lacking(TREE.text(module), TREE))


def file(path: Path) -> bool:
    """Return whether a file of Python cannot be imported here."""
    return bool(lacking(path.read_text(encoding="utf-8"), TREE))


def lines() -> list[str]:
    """Return what to say of all that cannot run here."""
    return told(TREE, TREE.modules())
