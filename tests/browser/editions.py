"""Two editions of the site, and a host that goes from one to the other in one moment.

They are built from trees that differ in everything a run is made of: pages, scripts,
styles, Python's modules and the lessons' own. Each part tells which edition it is of.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.running import Block, block
from tests.browser.serving import BELOW, Host, Server, build
from tests.samples import CODE, DEEP, LESSON, PLAIN, laid

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = {  # three pages, each with a block and the module that it runs
    LESSON: (CODE, "kitchen.kettle"),
    DEEP: ("rings", "kitchen.stove.timer"),
    PLAIN: ("young", "garden.rows"),
}
FIRST, SECOND, THIRD = PAGES
LONG = 60_000  # ms that a whole edition may take to come

# where the marks of an edition go: a text that is there, and what stands instead
MARKS = {
    "engine/theme/modules/live.js": (
        "",
        'document.documentElement.dataset.now = "LETTER"',
    ),
    "engine/theme/modules/live/page.js": (
        "",
        'document.documentElement.dataset.late = "LETTER"',
    ),
    "engine/theme/modules/live/worker.js": (
        "const LOAD = `import sys\n",
        'const LOAD = `import sys\nsys.release = "LETTER"\n',
    ),
    "engine/theme/modules/live/frame.js": (
        'if ("file" in data) {',
        'if (data.file === "site") data.bytes["frame.py"] = "RELEASE = \'LETTER\'"\n'
        '  if ("file" in data) {',
    ),
    "engine/theme/styles/roles.css": ("", ":root { --release: LETTER; }"),
    "engine/live/__init__.py": ("", 'RELEASE = "LETTER"'),
    **{
        f"snippets/{name.replace('.', '/')}.py": ("", 'RELEASE = "LETTER"')
        for _, name in PAGES.values()
    },
    **{f"docs/{stem}.md": ("", "\nThis is edition LETTER.") for stem in PAGES},
}
TELLS = """import sys, frame, engine.live
from snippets.{} import RELEASE
print("tells", sys.release, frame.RELEASE, engine.live.RELEASE, RELEASE)
"""
MARKS_SEEN = """() => [
  document.documentElement.dataset.now,
  document.documentElement.dataset.late,
  getComputedStyle(document.documentElement).getPropertyValue("--release").trim(),
  document.body.innerText.match(/This is edition (\\w)/)[1],
]"""
WORKER = """async () => {
  const found = await navigator.serviceWorker.getRegistration()
  if (found?.active?.state !== "activated" || found.installing || found.waiting) return
  const {port1, port2} = new MessageChannel()
  found.active.postMessage({keep: []}, [port2])
  return new Promise((done) => {
    port1.onmessage = ({data}) => done(data.release)
    setTimeout(done, 1000) // an older one may not answer
  })
}"""
CACHES = """async () => {
  const found = {}
  for (const name of await caches.keys())
    found[name] = (await (await caches.open(name)).keys()).map(({url}) => url).sort()
  return found
}"""


def tree(folder: Path, letter: str) -> Path:
    """Lay the sample's tree, and give every part of it an edition's mark."""
    laid(folder)
    for name, (before, after) in MARKS.items():
        file = folder / name
        text = file.read_text(encoding="utf-8")
        mark = after.replace("LETTER", letter)
        assert text.count(before) == 1 or not before, name
        text = text.replace(before, mark) if before else f"{text}{mark}\n"
        file.write_text(text, encoding="utf-8")
    return folder


@dataclass
class Deployment:
    """A host, and what it has at the moment."""

    address: str
    folder: Path
    gone: bool = False
    lacks: str = ""  # files that it answers 503, a pattern
    cuts: str = ""  # files on which it hangs up
    holds: str = ""  # files that it sends once `released` is set
    released: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)

    def url(self, stem: str) -> str:
        """Return the address of a page."""
        return f"{self.address}{stem}/"

    def was_asked(self, part: str) -> bool:
        """Return whether it was asked for an address with this part."""
        return any(part in each for each in self.asked)


@contextmanager
def deployed(folder: Path, place: str = BELOW) -> Iterator[Deployment]:
    """Serve a folder that may be swapped, on a host that may go and come again."""

    class Changing(Host):
        below = place

        def do_GET(self) -> None:  # noqa: N802
            now.asked.append(self.path)
            self.directory = str(now.folder)
            if now.gone or (now.cuts and re.search(now.cuts, self.path)):
                self.close_connection = True
                return
            if now.holds and re.search(now.holds, self.path):
                now.released.wait(30)
            if now.lacks and re.search(now.lacks, self.path):
                self.send_response(503)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                super().do_GET()

    with Server(folder) as server:
        server.RequestHandlerClass = Changing
        now = Deployment(f"http://127.0.0.1:{server.server_port}{place}", folder)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield now
        finally:
            server.shutdown()


def built(folder: Path, letter: str) -> None:
    """Build an edition into `site` below a folder."""
    build(folder / "site", tree=tree(folder / "tree", letter))


def release_of(folder: Path) -> str:
    """Return the name of a built site's release."""
    (found,) = (folder / "static").glob("release-*.json")
    return found.stem.removeprefix("release-")


def edition_on(page: Page, editions: dict[str, Path]) -> str:
    """Return the letter of the edition that a page says it is of."""
    said = page.locator("meta[name=release]").get_attribute("content")
    (found,) = [each for each in editions if release_of(editions[each]) == said]
    return found


def listing(page: Page, stem: str) -> Block:
    """Return the block of a page that the tests here run."""
    return block(page, PAGES[stem][0])


def run(page: Page, stem: str, editions: dict[str, Path]) -> str:
    """Run on a page what tells of each part; return the edition that all are of."""
    shown = listing(page, stem).edit(TELLS.format(PAGES[stem][1])).run()
    assert shown.state() == "ran", shown.said()
    printed = re.findall(r"^tells (.*)$", shown.printed(), re.MULTILINE)
    marks = [
        edition_on(page, editions),
        *page.evaluate(MARKS_SEEN),
        *printed[-1].split(),
    ]
    assert len(marks) == 9
    assert len(set(marks)) == 1, marks
    return str(marks[0])


def is_kept(page: Page) -> None:
    """Wait until a page has been kept, after a run."""
    page.locator("html[data-kept=page]").wait_for(state="attached", timeout=LONG)


def until(page: Page, true: Callable[[], bool], what: str) -> None:
    """Wait until something is true, while the page goes on; raise for what was not."""
    end = time.monotonic() + LONG / 1000
    while not true():
        assert time.monotonic() < end, what
        page.wait_for_timeout(50)


def in_charge(page: Page, folder: Path) -> None:
    """Wait until a release's service worker is in charge of a site, and no other is."""
    release = release_of(folder)
    until(page, lambda: page.evaluate(WORKER) == release, f"{release} is not in charge")


def until_no_other_comes(page: Page) -> None:
    """Wait until a service worker that could not be installed has been given up."""
    coming = "navigator.serviceWorker.getRegistration().then((r) => !!r.installing)"
    until(page, lambda: not page.evaluate(coming), "another service worker still comes")


def shelves(page: Page, host: Deployment) -> dict[str, list[str]]:
    """Return what this site keeps, by the cache's name: paths below the site."""
    return {
        name.removeprefix(host.address): [
            url.removeprefix(host.address) for url in urls
        ]
        for name, urls in page.evaluate(CACHES).items()
    }
