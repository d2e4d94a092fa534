"""A session that a reader can trust: it keeps what is typed, and can begin afresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.editions import Deployment, run
from tests.browser.fixtures import Arrive, Open
from tests.browser.running import DONE, Block, block
from tests.browser.serving import Site
from tests.samples import BENCH, CODE, DEEP, LESSON, SESSION

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Dialog, Page

pytestmark = pytest.mark.browser

# what Chromium does where a reader has forbidden a site to store anything
FORBIDDEN = """for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, {get() {
    throw new DOMException("access is denied", "SecurityError")
  }})"""

FULL = "x = []\nwhile True: x.append(bytes(10_000_000))"
SLOW = "import time\ntime.sleep(2)\n"


def text_of(shown: Block) -> str:
    """Return what stands in a block's editor."""
    return shown.figure.locator(":scope > .editor textarea").input_value()


def settle(page: Page) -> None:
    """Wait until what was typed has been kept."""
    page.wait_for_timeout(600)


class TestStartingAfresh:
    def test_makes_names_go_and_keeps_the_text(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), CODE)
        shown.edit("secret = 42").run()
        shown.edit("print(secret)")
        shown.run()
        assert shown.printed() == "42\n"
        shown.press("Start afresh")
        shown.figure.get_by_text("This is a new Python: names are gone").wait_for()
        assert text_of(shown) == "print(secret)"
        assert shown.run().said().startswith("NameError")

    def test_ends_what_runs_and_what_is_imported(self, open_page: Open) -> None:
        page = open_page(LESSON)
        shown = block(page, CODE)
        shown.edit("import math\nmath.pi = 3\n").run()
        later = block(page, SESSION).run()
        assert later.state() == "ran"
        shown.edit(SLOW + "while True: pass").figure.evaluate(
            "figure => delete figure.dataset.state"
        )
        shown.press("Run")
        shown.until("running")
        later.press("Start afresh")
        shown.until("stopped")
        assert "This is a new Python: names are gone" in shown.said()
        assert shown.edit("import math\nmath.pi").run().printed().startswith("3.14")

    def test_is_offered_where_memory_is_full(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), CODE).edit(FULL).run()
        assert shown.said().startswith("MemoryError. Python's memory is full")
        shown.press("Start afresh")
        shown.until("idle", "changed")
        assert shown.edit("help(len)").run().state() == "ran"
        assert "built-in function len" in shown.printed()


class TestWhatIsTyped:
    def typed(self, page: Page) -> None:
        """Type into a block, at its prompt, and into an answer."""
        first = block(page, CODE).edit("1 / 0").run()
        first.edit("typed = 'a block'")
        first.prompt().press_sequentially("typed = 'a line'")
        answer = page.locator(".exercise figure[data-kind=starter]").first
        Block(page, answer).edit("typed = 'an answer'")

    def there(self, page: Page) -> None:
        """Wait until all of it stands where it was typed."""
        first = block(page, CODE)
        first.until("changed")
        assert text_of(first) == "typed = 'a block'"
        assert first.prompt().input_value() == "typed = 'a line'"
        answer = page.locator(".exercise figure[data-kind=starter]").first
        assert text_of(Block(page, answer)) == "typed = 'an answer'"

    def test_is_there_after_a_reload_and_says_so(self, open_page: Open) -> None:
        page = open_page(LESSON)
        self.typed(page)
        page.reload()
        self.there(page)
        assert block(page, CODE).said().startswith("This is what you typed before.")
        page.reload()
        self.there(page)

    def test_is_there_after_another_page_and_back(self, open_page: Open) -> None:
        page = open_page(LESSON)
        self.typed(page)
        address = page.url
        page.goto(address.replace(LESSON, DEEP))
        other = block(
            page,
            page.locator("figure[data-run]").first.evaluate(
                "figure => figure.dataset.section"
            ),
        ).edit("typed = 'elsewhere'")
        page.go_back()
        self.there(page)
        page.go_forward()
        other.until("changed")
        assert text_of(other) == "typed = 'elsewhere'"

    def test_is_there_when_a_tab_ends_without_a_word(self, open_page: Open) -> None:
        page = open_page(LESSON)
        block(page, CODE).edit("typed = 1")
        settle(page)
        # nothing is kept at the end: what was kept before must do
        page.evaluate(
            "addEventListener('pagehide', e => e.stopImmediatePropagation(), true)"
        )
        page.evaluate(
            "document.addEventListener('visibilitychange',"
            " e => e.stopImmediatePropagation(), true)"
        )
        page.reload()
        shown = block(page, CODE)
        shown.until("changed")
        assert text_of(shown) == "typed = 1"

    def test_is_there_though_the_script_once_failed_to_come(
        self, open_page: Open
    ) -> None:
        page = open_page(LESSON)
        address = page.url
        shown = block(page, CODE).edit("typed = 1")
        settle(page)
        page.route("**/live/page*.js*", lambda route: route.abort())
        page.reload()
        page.locator(".lost").wait_for()
        page.goto(address.replace(LESSON, DEEP))
        page.goto(address)
        page.locator(".lost").wait_for()
        page.unroute_all()
        shown.press("Edit")
        shown.until("changed")
        assert text_of(shown) == "typed = 1"
        page.goto(address.replace(LESSON, DEEP))
        page.goto(address)
        shown.until("changed")
        assert text_of(shown) == "typed = 1"

    def test_is_there_in_the_next_edition(
        self, host: Deployment, editions: dict[str, Path], reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(host.url(LESSON))
        block(page, CODE).edit("typed = 1")
        host.folder = editions["B"]
        page.reload()
        shown = block(page, CODE)
        shown.until("changed")
        assert text_of(shown) == "typed = 1"
        shown.press("Reset")
        assert run(page, LESSON, editions) == "B"

    def test_comes_back_after_reset(self, open_page: Open) -> None:
        page = open_page(LESSON)
        shown = block(page, CODE).edit("typed = 1")
        shown.press("Reset")
        settle(page)
        page.evaluate("document.activeElement.blur()")
        shown.press("Bring mine back")
        assert text_of(shown) == "typed = 1"
        assert not shown.figure.get_by_role("button", name="Bring mine").count()

    def test_comes_back_after_the_code_of_a_link(self, open_page: Open) -> None:
        page = open_page(BENCH)
        shown = Block(page, page.locator("figure[data-run]").first)
        shown.edit("linked = 1")
        page.get_by_role("button", name="Copy a link to this code").click()
        page.wait_for_url("**#code=*")
        link = page.url
        shown.edit("typed = 1")
        settle(page)
        page.goto(link.split("#")[0])
        shown.until("changed")
        assert text_of(shown) == "typed = 1"
        page.goto(link)
        page.locator("[data-share] .said").wait_for()
        assert text_of(shown) == "linked = 1"
        shown.press("Bring mine back")
        assert text_of(shown) == "typed = 1"

    def test_leaves_nothing_behind_once_it_is_as_it_was(self, open_page: Open) -> None:
        page = open_page(LESSON)
        shown = block(page, CODE).edit("typed = 1")
        settle(page)
        assert page.evaluate("sessionStorage.length") == 1
        shown.press("Reset")
        settle(page)
        assert page.evaluate("sessionStorage.length") == 0

    def test_is_guarded_where_nothing_can_be_stored(
        self, site: Site, reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.add_init_script(FORBIDDEN)
        asked: list[str] = []

        def stay(dialog: Dialog) -> None:
            asked.append(dialog.type)
            dialog.dismiss()

        page.on("dialog", stay)
        page.goto(site.url(LESSON))
        shown = block(page, CODE)
        shown.press("Edit")
        shown.figure.locator(":scope > .editor textarea").press_sequentially("x")
        shown.figure.get_by_text("can store nothing here: a reload").wait_for()
        page.evaluate("setTimeout(() => location.reload())")
        page.wait_for_timeout(500)
        assert asked == ["beforeunload"]
        assert "x" in text_of(shown)
        shown.edit("6 * 7").run()
        assert shown.printed() == "42\n"


class TestWhatIsPasted:
    def test_runs_without_its_prompts_and_says_so(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), CODE)
        shown.edit(">>> x = 6\n>>> x * 7\n42\n").run()
        assert shown.printed() == ">>> x = 6\n>>> x * 7\n42\n"
        assert "The prompts and the answers were taken out." in shown.said()
        shown.edit("    6 * 7").run()
        assert shown.printed() == "42\n"
        assert "indentation that all lines shared was taken off." in shown.said()

    def test_runs_at_the_prompt_too(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        shown.prompt().fill(">>> 6 * 7\n42")
        shown.prompt().press("Enter")
        shown.figure.get_by_text("The prompts and the answers were taken").wait_for()
        assert shown.figure.locator(".prompt .log").inner_text().endswith("42\n")


class TestThePrompt:
    def test_goes_on_while_a_bracket_is_open_and_says_how_it_ends(
        self, open_page: Open
    ) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        shown.prompt().press_sequentially("(1 +")
        shown.prompt().press("Enter")
        shown.figure.get_by_text("a bracket or a string is still open").wait_for()
        shown.prompt().press("Control+Enter")
        shown.figure.get_by_text("was never closed").wait_for()

    def test_is_sent_by_a_button_too(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        send = shown.figure.get_by_role("button", name="Enter: Python prompt")
        shown.prompt().press_sequentially("for n in range(2): n")
        send.click()
        shown.figure.get_by_text("a blank line ends the block").wait_for()
        assert shown.prompt().evaluate("area => area === document.activeElement")
        send.click()
        shown.figure.locator(".prompt .log", has_text="1").wait_for()


# what a browser does that translates a page: other words, in elements of its own
TRANSLATED = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const texts = []
  while (walker.nextNode()) texts.push(walker.currentNode)
  for (const text of texts) {
    const kept = text.parentElement.closest("[translate=no], script")
    if (kept || !text.data.trim()) continue
    const font = document.createElement("font")
    font.textContent = "übersetzt"
    text.replaceWith(font)
  }
}"""


def test_a_page_that_is_translated_runs_as_before(open_page: Open) -> None:
    page = open_page(LESSON)
    shown = block(page, CODE)
    code = shown.figure.locator(".highlight code").first
    before = code.text_content() or ""
    inline = page.locator("article p > code").first.inner_text()
    page.evaluate(TRANSLATED)
    assert code.text_content() == before
    assert page.locator("article p > code").first.inner_text() == inline
    shown.figure.locator("[data-act=edit]").click()
    area = shown.figure.locator(":scope > .editor textarea")
    assert area.input_value().strip() == before.strip()
    page.evaluate(TRANSLATED)
    area.fill("6 * 7")
    shown.figure.locator("[data-act=run]").click()
    shown.until("ran", seconds=60)
    assert shown.printed() == "42\n"


class TestWhatIsSaid:
    def test_of_a_second_press_while_python_comes(self, open_page: Open) -> None:
        page = open_page(LESSON, routes={"**/pyodide.asm.wasm*": lambda _: None})
        shown = block(page, CODE)
        shown.press("Run")
        shown.until("loading")
        shown.figure.locator("[data-act=run]").dispatch_event("click")
        page.get_by_role("status").get_by_text("Runs once Python is ready").wait_for()
        page.unroute("**/pyodide.asm.wasm*")
        shown.press("Stop")
        shown.edit(SLOW).figure.evaluate("figure => delete figure.dataset.state")
        shown.press("Run")
        shown.until("running", seconds=60)
        shown.figure.locator(":scope > .editor textarea").press("Control+Enter")
        assert shown.said() == "Still running: wait for it, or press Stop"
        shown.until(*DONE)
        assert shown.said() == "Ran. It printed nothing."

    def test_of_what_is_not_here(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), CODE).edit("import pandas").run()
        assert "There's no pandas here: this Python has the standard" in shown.said()
        shown.edit("import tkinter").run()
        assert "tkinter is one of the few parts of Python's standard" in shown.said()
        shown.edit("input('name? ')").run()
        assert "nobody can answer here" in shown.printed()
