"""The Markdown extension: it has a page judged, and gives each block its origin.

Stock pymdownx.snippets does the including. Before it does, a preprocessor here sees
each fence as the author wrote it, has the page judged by whom the site names, and
leaves a note of where the fence's lines come from; a formatter then draws the expanded
block with that origin.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import click
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from pymdownx.highlight import HighlightExtension
from pymdownx.snippets import SnippetExtension
from pymdownx.superfences import SuperFencesCodeExtension, SuperFencesException

from engine.blocks.drawers import DRAWERS
from engine.blocks.origin import Origin
from engine.blocks.question import Questions
from engine.blocks.terms import Terms
from engine.book import lesson, messages
from engine.book.fault import Fault, listing
from engine.book.glossary import glossary
from engine.book.kinds import CODE, SESSION, TASKS
from engine.book.kinds import WOVEN as KINDS
from engine.book.messages import Messages
from engine.book.page import Page, parsed
from engine.book.tree import Tree

WOVEN = "woven"
NAMELESS = "(a page)"
Judge = Callable[[Tree, str], list[Fault]]


class WeaveError(click.ClickException):
    """A page that must not be built, with one line for each thing to mend."""


class WeaveExtension(Extension):
    """Include tested sections in fences; refuse a page that is judged to be faulty."""

    def __init__(self, **settings: Any) -> None:
        """Take `root` (of the repository), `repository` (its address) and `branch`."""
        self.config = {
            "root": ["", "The repository's root; where a build is started by default."],
            "repository": [
                "",
                "Address for source links; the site's own copy if none.",
            ],
            "branch": ["main", "Branch that source links name."],
            "language": [
                messages.SOURCE,
                "What blocks speak; a hook of the site says it.",
            ],
            "page": ["", "The page's path below docs; a hook of the site says it."],
            "judge": ["", "What finds a page's faults; a hook of the site has it."],
        }
        super().__init__(**settings)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register this extension with the stock ones that it stands on."""
        root = Path(self.getConfig("root") or os.getcwd())
        origins: dict[str, Origin] = {}
        SnippetExtension(
            base_path=[str(root / "snippets")],
            check_paths=True,
            dedent_subsections=True,
        ).extendMarkdown(md)
        HighlightExtension(anchor_linenums=False).extendMarkdown(md)
        SuperFencesCodeExtension(
            disable_indented_code_blocks=True,
            custom_fences=[
                {
                    "name": WOVEN,
                    "class": WOVEN,
                    "format": formatter(origins),
                    "validator": keep_origin,
                },
            ],
        ).extendMarkdown(md)
        said = messages.read(messages.folder(root), self.getConfig("language"))
        Questions(Messages(said["blocks"])).extendMarkdown(md)
        headers = Headers(
            md,
            Tree(root),
            said,
            origins,
            self.getConfig("repository") or "",
            self.getConfig("branch"),
            self.getConfig("page"),
            self.getConfig("judge") or None,
        )
        # below the inline patterns (20), which make code
        md.treeprocessors.register(Untranslated(md), "untranslated", 5)
        tree, page = Tree(root), self.getConfig("page")
        known = glossary(tree)
        if known and page:
            # below toc (5), which reads headings; above MkDocs (0), which mends links
            terms = Terms(md, tree, known, page)
            md.treeprocessors.register(terms, "terms", 4)
        # above pymdownx.snippets (32), which would expand what is to be judged
        md.preprocessors.register(headers, "weave", 40)


class Untranslated(Treeprocessor):
    """Let a browser that translates a page leave its code alone."""

    def run(self, root: Element) -> None:
        """Say so on each piece of code and each key."""
        for each in root.iter():
            if each.tag in ("code", "kbd"):
                each.set("translate", "no")


class Headers(Preprocessor):
    """Refuse a page with a fault; hand each fence's origin to the formatter."""

    def __init__(
        self,
        md: Markdown,
        tree: Tree,
        said: dict[str, Any],
        origins: dict[str, Origin],
        repository: str,
        branch: str,
        page: str,
        judge: Judge | None,
    ) -> None:
        """Take what the extension was configured with."""
        super().__init__(md)
        self.tree = tree
        self.said = said
        self.origins = origins
        self.repository = repository.rstrip("/")
        self.branch = branch
        self.page = page
        self.judge = judge

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, the header of each woven fence naming its origin."""
        page, tree = self.find(lines)
        found = self.judge(tree, page.path) if self.judge else []
        if found:
            raise WeaveError("\n" + listing(found))
        shift = first(lines) - first(page.lines) - page.first_line
        led: set[str] = set()
        for fence in page.fences:
            if fence.label not in KINDS:
                continue
            key = f"{page.path}-{fence.line}"
            self.origins[key] = Origin(
                tree=self.tree,
                kind=fence.label,
                includes=tuple(fence.includes()),
                base=self.base(page),
                say=Messages(self.said["blocks"]),
                live=self.said["live"],
                notebook=self.notebook(page),
                leads=not led.issuperset(each.file for each in fence.includes()),
            )
            if fence.label in (CODE, SESSION, *TASKS):
                led.update(each.file for each in fence.includes())
            header = f'{fence.lead}{fence.ticks}{WOVEN} origin="{key}"'
            lines[fence.line + shift] = header
        return lines

    def find(self, lines: list[str]) -> tuple[Page, Tree]:
        """Return the page that is converted, with these lines, and its tree.

        Another hook may have changed them. A text that is no page's has no name.
        """
        page = self.tree.page(self.page) if self.page else None
        text = "\n".join(lines)
        if page and "\n".join(page.lines).strip() == text.strip():
            return page, self.tree
        path = page.path if page else NAMELESS
        source = "\n".join([*page.front, text] if page else [text]) + "\n"
        return parsed(source, path), replace(self.tree, changed={path: source})

    def notebook(self, page: Page) -> str:
        """Return the address, from a page, of the notebook in its front matter."""
        named = page.meta.get("notebook")
        if not isinstance(named, str):
            return ""
        return lesson.root_from(page.path) + lesson.address(f"{named}.ipynb")

    def base(self, page: Page) -> str:
        """Return the address, from a page, under which sources stand."""
        if self.repository:
            return f"{self.repository}/blob/{self.branch}/"
        return lesson.root_from(page.path)


def first(lines: Sequence[str]) -> int:
    """Return the index of the first line that has anything; 0 where none has."""
    return next((n for n, line in enumerate(lines) if line.strip()), 0)


def keep_origin(
    language: str,
    inputs: dict[str, str],
    options: dict[str, str],
    attributes: dict[str, str],
    md: Markdown,
) -> bool:
    """Pass a fence's origin on to its formatter, as superfences has it."""
    options.update(inputs)
    return True


def formatter(origins: dict[str, Origin]) -> Callable[..., str]:
    """Return the fence formatter that superfences calls with the expanded lines."""

    def form(
        source: str,
        language: str,
        css_class: str,
        options: dict[str, str],
        md: Markdown,
        **extra: Any,
    ) -> str:
        origin = origins[options["origin"]]
        try:
            return DRAWERS[origin.kind](source, origin)
        except Exception as error:
            # superfences lets no other through: the page would lack its block
            what = f"cannot draw {origin.file}: {error!r}"
            raise SuperFencesException(what) from error

    return form
