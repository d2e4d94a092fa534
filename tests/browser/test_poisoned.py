"""A cache that is already poisoned harms nobody: nothing foreign, all replaced."""

from __future__ import annotations

import time
from contextlib import suppress

import pytest

from tests.browser import siege, tabs
from tests.browser.collector import collecting, settled
from tests.browser.origin import SNAPSHOT, changes
from tests.browser.serving import Host, Site, hosted
from tests.samples import LESSON

pytestmark = pytest.mark.browser

# change the body of every entry of every cache, or else its type
POISON = """async ([way, collector, root]) => {
  const entries = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const found = await cache.match(request, {ignoreVary: true})
      const {status, headers} = found
      entries.push({cache, request, status, headers, bytes: await found.arrayBuffer()})
    }
  }
  const told = (name) => `${collector}/${encodeURIComponent(name)}~`
  const foreign = (url, kind) => {
    const name = url.slice(root.length)
    if (/html/.test(kind))
      return `<script src="${told(name)}x.js"></script><img src="${told(name)}x.png">`
    if (/\\.py$/.test(name))
      return `import js\\njs.fetch("${told(name)}")\\n`
    const asked = [`fetch("${told(name)}")`, `import("${told(name)}x.js")`]
    return asked.map((each) => `${each}.catch(() => 0)`).join(";")
  }
  for (const [at, {cache, request, status, headers, bytes}] of entries.entries()) {
    const kind = headers.get("content-type") || ""
    const other = entries[(at + 1) % entries.length].bytes
    const body = {
      half: () => bytes.slice(0, bytes.byteLength >> 1),
      swapped: () => other,
      foreign: () => foreign(request.url, kind),
      retyped: () => bytes,
    }[way]()
    const kept = new Headers(headers)
    for (const each of ["content-length", "content-encoding"]) kept.delete(each)
    if (way === "retyped") kept.set("content-type", "text/plain; charset=utf-16le")
    await cache.put(request, new Response(body, {status, headers: kept}))
  }
  return entries.length
}"""

# add to every cache pages that no release has, beside what it keeps
ADD = """async ([collector, root]) => {
  const there = new Set()
  const added = []
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const {url} of await cache.keys())
      if (url.startsWith(root)) there.add(url.slice(0, url.lastIndexOf("/") + 1))
    for (const folder of [...there, `${root}static/`, `${root}static/runtime/`]) {
      const url = `${folder}added.html`
      const script = `<script src="${collector}/added~x.js"></script>`
      const headers = {"content-type": "text/html"}
      const text = `<title>a stranger's</title>${script}`
      await cache.put(url, new Response(text, {headers}))
      if (!added.includes(url)) added.push(url)
    }
  }
  return added
}"""

CONTROLLED = "async () => Boolean(navigator.serviceWorker.controller)"
# all but the block that was typed into, which keeps that
WORDS = """async () => {
  const {style} = document.querySelector("FIGURE") ?? document.createElement("i")
  style.display = "none"
  const words = document.body.innerText
  style.display = ""
  return words
}""".replace("FIGURE", siege.FIGURE)


class Forgetful(Host):
    """A host whose answers no browser keeps by itself, so that caches are asked."""

    def send_header(self, keyword: str, value: str) -> None:
        """Send a header; that of keeping, as one that forbids it."""
        super().send_header(
            keyword, "no-store" if keyword == "Cache-Control" else value
        )


def kept(tab: tabs.Tab, address: str) -> siege.Lesson:
    """Open a lesson, run it, and wait until the page and Python are kept."""
    tab.open(address)
    lesson = siege.Lesson(tab)
    assert lesson.run("print(6 * 7)") == "42\n"
    lesson.keep()
    # visited again, with a service worker in charge
    tab.open(address)
    assert tab.evaluate(CONTROLLED)
    return lesson


def visit(tab: tabs.Tab, address: str) -> None:
    """Go to an address that may not be there; a browser's own page says so then."""
    with suppress(Exception):
        tab.open(address)


def title(tab: tabs.Tab) -> str:
    """Return the title of the page; a browser's own may still be on its way."""
    for _ in range(20):
        with suppress(Exception):
            return str(tab.evaluate("async () => document.title"))
        time.sleep(0.2)
    return str(tab.evaluate("async () => document.title"))


def mended(tab: tabs.Tab, before: dict[str, str], seconds: float = 20) -> list[str]:
    """Wait for the caches to be as they were; return what still differs at last."""
    end = time.monotonic() + seconds
    while left := changes(before, tab.evaluate(SNAPSHOT)):
        if time.monotonic() > end:
            break
        time.sleep(0.3)
    return left


@pytest.mark.parametrize("way", ["half", "swapped", "foreign", "retyped"])
def test_what_was_changed_in_a_cache_is_replaced_unseen(
    way: str, site: Site, fresh: tabs.Fresh
) -> None:
    with (
        hosted(site.folder, Forgetful) as own,
        collecting() as collector,
        fresh() as tab,
    ):
        lesson = kept(tab, own.url(LESSON))
        # what the page says later may be the first that needs one of its fonts
        tab.evaluate(siege.FONTS)
        time.sleep(1)
        before, plain = tab.evaluate(SNAPSHOT), tab.evaluate(WORDS)
        assert tab.evaluate(POISON, [way, collector.address, own.address]) > 20
        assert changes(before, tab.evaluate(SNAPSHOT))
        tab.open(own.url(LESSON))
        shown = tab.evaluate(WORDS)
        printed = lesson.run("print(6 * 7)")
        said = tab.evaluate(siege.SAID, siege.FIGURE)[1]
        settled(collector)
        assert not collector.heard
        assert shown == plain
        assert printed == "42\n", said
        assert not mended(tab, before)


@pytest.mark.parametrize("way", ["half", "swapped", "foreign", "retyped"])
def test_what_was_changed_is_not_shown_without_a_network(
    way: str, site: Site, fresh: tabs.Fresh
) -> None:
    with collecting() as collector, fresh() as tab:
        with hosted(site.folder, Forgetful) as own:
            lesson = kept(tab, own.url(LESSON))
            plain = tab.evaluate(WORDS)
            tab.evaluate(POISON, [way, collector.address, own.address])
        visit(tab, own.url(LESSON))
        shown = tab.evaluate(WORDS)
        if shown == plain:
            lesson.press("print(6 * 7)")
        settled(collector, 1)
        assert not collector.heard
        # the whole good page, or a page of words and nothing to run
        figure = "async (figure) => Boolean(document.querySelector(figure))"
        assert shown == plain or (
            "offline" in shown and not tab.evaluate(figure, siege.FIGURE)
        ), shown[:300]


def test_an_address_that_no_release_has_is_never_answered_from_a_cache(
    site: Site, fresh: tabs.Fresh
) -> None:
    with collecting() as collector, fresh() as tab:
        with hosted(site.folder, Forgetful) as own:
            kept(tab, own.url(LESSON))
            added = tab.evaluate(ADD, [collector.address, own.address])
            assert added
            foreign = []
            for address in added:
                tab.open(address)
                if "stranger" in title(tab):
                    foreign.append(address.removeprefix(own.address))
        settled(collector)
        assert not foreign
        assert not collector.heard
        for address in added:
            visit(tab, address)
            if "stranger" in title(tab):
                foreign.append(address.removeprefix(own.address))
        settled(collector)
        assert not foreign
        assert not collector.heard
