"""What templates made of each page, kept from one build to the next.

A save changes what one page says, and its template is all that the others need: most
of what it shows is the same in each. A page is rendered again when anything differs
that a template is given of it, or what it may say of all others: their titles,
addresses and front matter, their order, and the parts that they stand in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from jinja2 import Environment, Template
from mkdocs.structure.nav import Navigation, Section

# what a page has beside its content, to its own template
OWN = ("content", "title", "edit_url", "canonical_url", "nb_url", "is_homepage")


def items(nav: Navigation) -> Iterator[object]:
    """Yield what nav has, from top to bottom: sections, links and pages."""
    waiting = list(reversed(nav.items))
    while waiting:
        item = waiting.pop()
        yield type(item).__name__, item.title, getattr(item, "url", None)
        if isinstance(item, Section):
            yield len(item.children)
            waiting += reversed(item.children)


class Rendered:
    """The pages of one site as they were rendered last."""

    def __init__(self) -> None:
        """Start with no page."""
        self.kept: dict[tuple[str | None, str], tuple[object, str]] = {}
        self.nav: Navigation | None = None
        self.others: object = None

    def watch(self, environment: Environment) -> None:
        """Let the templates of an environment render no page in vain."""
        rendered = self

        class Watched(Template):
            def render(self, *args: Any, **kwargs: Any) -> str:
                context = args[0] if args else kwargs
                # MkDocs gives these to a page's own template, and to no other
                if not context.get("page") or "nav" not in context:
                    return super().render(*args, **kwargs)
                key = self.name, context["page"].file.src_uri
                made_from = rendered.inputs(context)
                kept = rendered.kept.get(key)
                if kept is None or kept[0] != made_from:
                    kept = made_from, super().render(*args, **kwargs)
                    rendered.kept[key] = kept
                return kept[1]

        environment.template_class = Watched

    def inputs(self, context: Any) -> object:
        """Return all that a page's template may show.

        What else a context has is mkdocs.yml's, or the theme's: those who change it
        begin anew.
        """
        nav, page = context["nav"], context["page"]
        if nav is not self.nav:
            self.nav = nav
            pages = [(each.file.src_uri, repr(each.meta)) for each in nav.pages]
            self.others = (tuple(items(nav)), tuple(pages))
        own = [getattr(page, name, None) for name in OWN]
        toc = [(each.title, each.id, each.level) for each in flat(page.toc)]
        extra = repr(sorted(context["config"].extra.items(), key=str))
        given = repr(context.get("sharing"))
        return self.others, own, repr(page.meta), toc, extra, given


def flat(toc: Any) -> Iterator[Any]:
    """Yield all anchors of a table of contents, those within others too."""
    for each in toc:
        yield each
        yield from flat(each.children)
