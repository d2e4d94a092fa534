"""How long a first Run takes, against bare Pyodide on an empty page; and a Stop.

    python -m tests.bench.running [OLD]

Both are cold (a fresh browser profile each time), in one browser, from one host, turn
about, and both end with the first output on the page. Ours is measured once more when
it is kept. OLD is another build of this site, to compare with. Seconds depend on the
machine; the ratio of the medians is what counts.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from engine.setup.browser import find
from engine.setup.runtime import CACHE, PACKAGE, SERVED, ZIPPED
from tests.browser.running import LOOPS, blocks
from tests.browser.serving import ROOT, Site, hosted, served
from tests.samples import LESSON, laid

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TURNS = 5
RUNS = 30

BARE = """<!doctype html><title>Bare</title><p id="out"></p>
<script type="module">
import {loadPyodide} from "./pyodide.mjs"
window.go = async () => {
  const python = await loadPyodide()
  document.querySelector("#out").textContent = python.runPython("str(1 + 1)")
}
</script>"""


def bare(browser: Browser, site: Site) -> float:
    """Return the milliseconds from a call of loadPyodide to its first output."""
    page = browser.new_context().new_page()
    page.goto(f"{site.address}bare/")
    page.wait_for_function("window.go")
    took = page.evaluate(
        "async () => { const start = performance.now(); await go();"
        " return performance.now() - start }"
    )
    page.context.close()
    return float(took)


PRESS = """() => new Promise(done => {
  const figure = document.querySelector("figure[data-run]")
  const start = performance.now()
  new MutationObserver(() => {
    if (figure.dataset.state === "ran") done(performance.now() - start)
  }).observe(figure, {attributes: true})
  figure.querySelector(".tools button").click()
})"""


def ours(browser: Browser, site: Site) -> tuple[float, float, float]:
    """Return the milliseconds of a first Run, of more (their median), of a kept one."""
    page = browser.new_context().new_page()
    page.goto(site.url(LESSON))
    page.wait_for_selector(".tools button")
    cold = float(page.evaluate(PRESS))
    warm = median(float(page.evaluate(PRESS)) for _ in range(RUNS))
    page.locator("html[data-kept=page]").wait_for(state="attached")
    page.reload()
    page.wait_for_selector(".tools button")
    kept = float(page.evaluate(PRESS))
    page.context.close()
    return cold, warm, kept


STOP = """async ([figure, wait]) => {
  const state = (wanted) => new Promise(done => {
    const look = () => {
      if (!wanted.includes(figure.dataset.state)) return
      watch.disconnect()
      done()
    }
    const watch = new MutationObserver(look)
    watch.observe(figure, {attributes: true})
    look()
  })
  const buttons = [...figure.querySelectorAll(".tools button")]
  const button = (word) => buttons.find(each => each.textContent === word)
  button("Run").click()
  await state(["running"])
  await new Promise(done => setTimeout(done, wait))
  const start = performance.now()
  button("Stop").click()
  await state(["stopped", "failed"])
  return performance.now() - start
}"""


def stops(browser: Browser, site: Site) -> list[tuple[str, float, float]]:
    """Return for each endless loop the milliseconds to "stopped", then to output."""
    page = browser.new_context().new_page()
    page.goto(site.url(LESSON))
    first = blocks(page)[0].run()
    found = []
    for name, loop in LOOPS.items():
        first.edit(loop)
        # not for long: what fills the memory ends by itself
        stopped = page.evaluate(STOP, [first.figure.element_handle(), 100])
        first.edit("print('on')")
        found.append((name, float(stopped), float(page.evaluate(PRESS))))
    page.context.close()
    return found


def main(arguments: list[str]) -> None:
    """Measure, and print."""
    with (
        tempfile.TemporaryDirectory() as folder,
        ExitStack() as hosts,
        sync_playwright() as playwright,
    ):
        sites = {
            "first Run": hosts.enter_context(
                served(Path(folder) / "site", laid(Path(folder) / "tree"))
            )
        }
        for old in arguments:
            sites["before"] = hosts.enter_context(hosted(Path(old)))
        place = sites["first Run"].folder / "bare"
        place.mkdir()
        (place / "index.html").write_text(BARE, encoding="utf-8")
        for name in (*SERVED, ZIPPED, "pyodide-lock.json"):
            shutil.copyfile(ROOT / CACHE / PACKAGE / name, place / name)
        flags = ["--no-sandbox"]
        browser = playwright.chromium.launch(executable_path=find(), args=flags)
        theirs: list[float] = []
        found: dict[str, list[tuple[float, float, float]]] = {
            name: [] for name in sites
        }
        for _ in range(TURNS):
            theirs.append(bare(browser, sites["first Run"]))
            for name, site in sites.items():
                found[name].append(ours(browser, site))
        ended = stops(browser, sites["first Run"])
        browser.close()
    print(f"bare Pyodide: {median(theirs):.0f} ms")
    for name, turns in found.items():
        cold, warm, kept = (median(each) for each in zip(*turns, strict=True))
        print(
            f"{name}: {cold:.0f} ms cold, {cold / median(theirs):.2f} times bare; "
            f"{kept:.0f} ms kept; Run of {LESSON} when warm: {warm:.1f} ms"
        )
    for name, stopped, on in ended:
        print(f"Stop of {name}: {stopped:.0f} ms; the next output {on:.0f} ms later")


if __name__ == "__main__":
    main(sys.argv[1:])
