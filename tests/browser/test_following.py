"""A page of `make serve` follows its site while somebody sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from engine.site import serve

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

PAGE = f'<!doctype html><title>{{0}}</title><script src="{serve.RELOADING}" \
data-known="{{0}}"></script>'
# as a browser with a window tells a tab; one without shows all of them
SHOWN = """
let state = "visible"
Object.defineProperty(document, "visibilityState", {get: () => state})
window.become = (other) => {
  state = other
  document.dispatchEvent(new Event("visibilitychange"))
}
"""


class Served:
    """A site of one page, as `make serve` has it, in one release after the other."""

    def __init__(self, folder: Path) -> None:
        self.site = serve.Site(folder)
        (folder / "static").mkdir()
        handler = type("Here", (serve.Handler,), {"site": self.site})
        self.server = ThreadingHTTPServer(
            (serve.HOST, 0), partial(handler, directory=str(folder))
        )
        self.address = f"http://{serve.HOST}:{self.server.server_port}/"

    def release(self, name: str) -> None:
        """Swap in another release."""
        for old in self.site.folder.glob("static/*"):
            old.unlink()
        (self.site.folder / f"static/release-{name}.json").write_text("{}")
        (self.site.folder / "index.html").write_text(PAGE.format(name))
        self.site.renew()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    found = Served(tmp_path)
    found.release("first")
    Thread(target=found.server.serve_forever, daemon=True).start()
    yield found
    found.server.shutdown()
    found.server.server_close()


@pytest.fixture
def tabs(served: Served, reader: Callable[..., BrowserContext]) -> tuple[Page, Page]:
    """Two tabs of one reader: one behind, and the one that is seen."""
    context = reader()
    context.add_init_script(SHOWN)
    behind, seen = context.new_page(), context.new_page()
    behind.goto(served.address, wait_until="load")
    behind.evaluate("become('hidden')")
    seen.goto(served.address, wait_until="load")
    return behind, seen


# a question is held open, and a browser has six for all tabs of a host together
def test_a_tab_that_nobody_sees_asks_nothing(
    served: Served, tabs: tuple[Page, Page]
) -> None:
    behind, seen = tabs
    for name in ("second", "third"):
        served.release(name)
        seen.wait_for_function(f"document.title === '{name}'")
    assert behind.title() == "first"


def test_a_tab_that_is_seen_again_asks_what_it_has_missed(
    served: Served, tabs: tuple[Page, Page]
) -> None:
    behind, _ = tabs
    served.release("second")
    behind.evaluate("setTimeout(become, 0, 'visible')")
    behind.wait_for_function("document.title === 'second'")
    served.release("third")
    behind.wait_for_function("document.title === 'third'")
