"""Where a fence's lines come from, and in whose words it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.book.messages import Messages
from engine.book.text import Include
from engine.book.tree import Module, Tree
from engine.live.sections import Section


@dataclass(frozen=True)
class Origin:
    """Where a fence's lines come from; `base` is the way from its page to sources.

    `leads` says whether it is the page's first from its file, which leads to it.
    `notebook` is the way to what runs them where a browser cannot. `say` has the words
    of blocks, and `live` those of stories.
    """

    tree: Tree
    kind: str
    includes: tuple[Include, ...]
    base: str
    say: Messages
    live: dict[str, Any]
    notebook: str = ""
    leads: bool = True

    @property
    def file(self) -> str:
        """The first file that the fence includes, below the snippets."""
        return self.includes[0].file

    def module(self) -> Module:
        """Return the module of that file."""
        module = self.tree.module(self.file)
        assert module is not None
        return module

    def sections(self) -> list[Section]:
        """Return the sections that the fence includes, in its order."""
        found = []
        for include in self.includes:
            module = self.tree.module(include.file)
            assert module is not None
            assert include.section is not None
            found.append(module.sections[include.section.lower()])
        return found
