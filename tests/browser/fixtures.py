"""What the fixtures of conftest.py are, for those who take them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from tests.browser.visits import Visit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page, Route

Visits: TypeAlias = Callable[[str], Visit]


class Arrive(Protocol):
    """`reader`: makes a fresh reader, a context with nothing stored."""

    def __call__(
        self,
        scheme: str = "light",
        width: int = 1280,
        height: int | None = None,
        **more: Any,
    ) -> BrowserContext:
        """Return the context, for Playwright's other words as well."""


class Open(Protocol):
    """`open_page` and `open_whole`: open a page of a site for a fresh reader."""

    def __call__(
        self,
        stem: str,
        routes: Mapping[str, Callable[[Route], object]] = ...,
        **reading: Any,
    ) -> Page:
        """Return the page, with its requests answered by `routes` from the first on.

        `reading` is for what `Arrive` takes.
        """
