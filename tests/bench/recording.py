"""How much slower a followed program is, and how long a reader waits for *Step*.

    python -m tests.bench.recording

The corpus is run alone and followed, in the Python of readers' browsers under Node,
the best of five each; the ratio is what counts. *Step* is measured in Chromium, warm,
from the press to the first step shown.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from engine.record.pyodide import Pyodide
from engine.setup.browser import find
from tests.browser.running import block
from tests.browser.serving import served
from tests.corpus.oracle import WAITING, programs
from tests.samples import BENCH, laid

TURNS = 10
LOOP = (
    "def f():\n    for n in range(39):\n        yield n\n\nfor n in f():\n    m = n\n"
)

PRESS = """figure => new Promise(done => {
  const around = figure.parentElement
  for (const each of around.querySelectorAll("figure.stage")) each.remove()
  const start = performance.now()
  new MutationObserver(() => {
    const words = around.querySelector("figure.stage .says > [data-now]")
    if (words?.textContent) done(performance.now() - start)
  }).observe(around, {childList: true, subtree: true, attributes: true})
  const step = [...figure.querySelectorAll(".tools button")]
  step.find(each => each.textContent === "Step").click()
})"""


def main() -> None:
    """Measure, and print."""
    names = [path.stem for path in programs() if path.stem != WAITING]
    python = Pyodide()
    found = python.call("tests.corpus.recorded:cost", names)
    python.stop()
    alone = sum(each for each, _ in found.values())
    followed = sum(each for _, each in found.values())
    print(
        f"{len(names)} programs alone: {1000 * alone:.1f} ms; "
        f"followed: {1000 * followed:.1f} ms; ratio {followed / alone:.1f}"
    )
    with (
        TemporaryDirectory() as folder,
        served(Path(folder, "site"), laid(Path(folder, "tree"))) as site,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path=find(), args=["--no-sandbox"]
        )
        page = browser.new_page()
        page.goto(site.url(BENCH))
        each = block(page, "halves").edit(LOOP).run()
        took = [each.figure.evaluate(PRESS) for _ in range(TURNS)]
        place = page.locator("figure.stage .place").last.inner_text()
        browser.close()
    print(f"Step, warm: {median(took):.0f} ms to the first of them ({place})")


if __name__ == "__main__":
    main()
