"""Code runs where it stands, stops when it should, and says what went wrong."""

from __future__ import annotations

import base64
import re
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from engine.book.imports import third_party
from engine.book.tree import Tree
from tests.browser import reading, tabs
from tests.browser.accessibility import violations
from tests.browser.fixtures import Arrive, Open
from tests.browser.running import DONE, LOOPS, Block, begun, block, blocks
from tests.browser.serving import BELOW, ROOT, Host, Site, another_release
from tests.every import every
from tests.samples import BENCH, CODE, DEEP, KEPT, LESSON, SESSION

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TREE = Tree(ROOT)
# a module that imports packages runs in no browser
RUNNABLE = {
    module.path.removeprefix("snippets/")
    for module in TREE.modules()
    if not third_party(module.source)
}
PAGES = [
    page.stem
    for page in TREE.pages()
    if any(
        fence.label in ("python", "pycon") and each.file in RUNNABLE
        for fence in page.fences
        for each in fence.includes()
    )
]


# a recursion in C, which Python does not count
KILLS = """
from itertools import chain
nested = iter([1])
for _ in range(200_000):
    nested = chain(nested)
next(nested)
"""


# an error after the run, which nothing in Python can catch
LATER = """
from js import setTimeout
from pyodide.ffi import create_once_callable
setTimeout(create_once_callable(lambda: 1 / 0), 300)
"""

# past what counts lines, straight to what the page hears
FLOOD = """
import json, sys
send = sys.stdout.send.__self__.send
while True:
    send(json.dumps({"text": "x" * 100}))
"""


@pytest.fixture
def lesson(open_page: Open) -> Block:
    """The first lesson's first block, edited by nobody yet."""
    page = open_page(LESSON, permissions=["clipboard-read", "clipboard-write"])
    return block(page, CODE)


@pytest.fixture(scope="module")
def warm(site: Site, browser: Browser) -> Iterator[Any]:
    """A lesson whose Python has started: for the many tests that need no fresh one."""
    context = browser.new_context()
    context.set_default_timeout(15_000)
    page = context.new_page()
    page.goto(site.url(LESSON))
    found = block(page, CODE).run()
    yield found
    tabs.close(context)


class TestEachBlock:
    @every("lesson_stem", PAGES, "block of Python")
    def test_gives_what_is_recorded_on(
        self, lesson_stem: str, open_whole: Open
    ) -> None:
        page = open_whole(lesson_stem)
        wrong = []
        # a place to play shows one program at a time, and asks at its prompt
        found = [each for each in blocks(page) if each.figure.is_visible()]
        for choice in page.locator("[data-playground] button").all():
            choice.click()
            assert found[0].run().state() == "ran", choice.inner_text()
        for each in found:
            each.run()
            shown = each.figure.get_attribute("data-kind") != "code"
            if each.state() != "ran" or (
                shown and not re.match(r"As recorded: (\d+) of \1\.", each.said())
            ):
                wrong.append((each.figure.get_attribute("data-section"), each.said()))
        assert found
        assert not wrong

    @pytest.mark.parametrize("lesson_stem", [LESSON, DEEP])
    def test_runs_what_it_needs_first_on(
        self, lesson_stem: str, open_page: Open
    ) -> None:
        page = open_page(lesson_stem)
        *before, last = blocks(page)
        last.run()
        assert last.state() == "ran"
        assert f"The {len(before)} blocks before it ran first." in last.said()
        assert {each.state() for each in before} == {"ran"}
        assert not page.locator(".differs").count()

    def test_is_out_of_date_when_an_earlier_one_changed(self, lesson: Block) -> None:
        lesson.run()
        later = block(lesson.page, SESSION).run()
        lesson.edit("def pour(cups):\n    yield 'changed'\n").run()
        assert later.state() == "stale"
        later.run()
        assert later.figure.locator(".differs").count() == 2
        assert later.said().startswith("1 of 3 as recorded.")

    def test_names_the_earlier_one_that_failed(self, lesson: Block) -> None:
        lesson.edit("1 / 0")
        later = block(lesson.page, SESSION).run()
        assert later.state() == "failed"
        assert "“pour” above failed" in later.said()
        assert "ZeroDivisionError" in lesson.printed()


# in all of them Python asks whether to stop
THREE_SECONDS = "import time\nend = time.time() + 3\nwhile time.time() < end: pass"


class TestStop:
    @pytest.mark.parametrize("loop", LOOPS)
    def test_ends(self, loop: str, warm: Block) -> None:
        warm.edit("kept = 'still here'").run()
        warm.edit(LOOPS[loop])
        warm.figure.evaluate("figure => delete figure.dataset.state")
        warm.press("Run")
        warm.until("running")
        warm.page.wait_for_timeout(80)
        warm.press("Stop")
        warm.until("stopped")
        kept = "names you had are kept" in warm.said()
        assert kept or "was replaced" in warm.said()
        warm.edit("print(kept if 'kept' in globals() else 'gone')")
        warm.run()
        assert warm.printed() == ("still here\n" if kept else "gone\n")
        if loop in list(LOOPS)[:2]:
            assert kept, "Python's own loops can be interrupted"

    def test_is_asked_for_when_a_run_takes_long(
        self, site: Site, reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.clock.install()
        page.goto(site.url(LESSON))
        slow = block(page, CODE).run()
        slow.edit("while True: pass")
        slow.figure.evaluate("figure => delete figure.dataset.state")
        slow.press("Run")
        slow.until("running")
        begun(page)
        page.clock.fast_forward(11_000)
        slow.figure.get_by_role("button", name="Keep going").click()
        assert slow.state() == "running"
        page.clock.fast_forward(61_000)
        slow.figure.get_by_role("button", name="Keep going").wait_for()
        page.clock.fast_forward(21_000)
        slow.until("stopped")

    @pytest.mark.parametrize("end", ["over", "unanswered"])
    def test_has_the_focus_when_the_question_goes(
        self, end: str, site: Site, reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.clock.install()
        page.goto(site.url(LESSON))
        slow = block(page, CODE).run()
        slow.edit(THREE_SECONDS if end == "over" else "while True: pass")
        begin(slow)
        begun(page)
        page.clock.fast_forward(11_000)
        slow.figure.get_by_role("button", name="Keep going").focus()
        if end == "unanswered":
            page.clock.fast_forward(21_000)
        slow.until(*DONE)
        act = page.evaluate("document.activeElement.dataset.act")
        assert act == "stop", "and not the page, nor what would run it once more"


SLOW = "import time\ntime.sleep(1)\n"


def begin(shown: Block) -> None:
    """Press Run, and wait until it is under way."""
    shown.figure.evaluate("figure => delete figure.dataset.state")
    shown.press("Run")
    shown.until("running")


class TestTypingDuringARun:
    def test_leaves_stop_where_it_is(self, warm: Block) -> None:
        begin(warm.edit("while True: pass"))
        warm.edit("print('typed')")
        assert warm.state() == "running"
        assert not warm.figure.get_by_role("button", name="Reset").is_visible()
        warm.press("Stop")
        warm.until("changed")
        assert warm.run().printed() == "typed\n"

    def test_counts_as_not_run_for_the_blocks_below(self, lesson: Block) -> None:
        lesson.run()
        begin(lesson.edit(SLOW + "def pour(cups):\n    yield 'ran'\n"))
        lesson.edit("def pour(cups):\n    yield 'typed'\n")
        lesson.until("changed", *DONE)
        assert lesson.state() == "changed"
        later = block(lesson.page, SESSION).run()
        assert "The block before it ran first." in later.said()
        assert "'typed'" in later.figure.locator(".differs").first.inner_text()
        assert lesson.state() == "ran"

    def test_is_no_change_where_it_ends_as_it_began(self, warm: Block) -> None:
        begin(warm.edit(SLOW))
        warm.edit(SLOW + "1")
        warm.edit(SLOW)
        warm.until("changed", *DONE)
        assert warm.state() == "ran"

    def test_counts_as_not_run_after_a_line_at_the_prompt(
        self, open_page: Open
    ) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        shown.prompt().press_sequentially(SLOW.replace("\n", ";"))
        shown.prompt().press("Enter")
        shown.until("running")
        shown.edit("1 / 0")
        shown.figure.locator(".prompt .log", has_text="sleep").wait_for()
        shown.page.wait_for_timeout(300)
        assert shown.state() == "changed"

    def test_waits_for_its_turn_when_a_link_brings_the_code(
        self, open_page: Open
    ) -> None:
        page = open_page(BENCH)
        shown = Block(page, page.locator("figure[data-run]").first)
        begin(shown.edit("while True: pass"))
        packed = zlib.compress(b"print('linked')\n", 9, wbits=-15)
        code = base64.urlsafe_b64encode(packed).decode().rstrip("=")
        page.evaluate("code => { location.hash = `code=${code}` }", code)
        page.locator("[data-share] .said").wait_for()
        assert shown.state() == "running"
        shown.press("Stop")
        shown.until("changed")
        assert shown.run().printed() == "linked\n"

    def test_may_lead_to_a_moment_of_what_the_code_does(self, open_page: Open) -> None:
        page = open_page(BENCH)
        text = b"def two():\n    yield 1\n    yield 2\ng = two()\nnext(g)\nnext(g)\n"
        packed = zlib.compress(text, 9, wbits=-15)
        code = base64.urlsafe_b64encode(packed).decode().rstrip("=")
        page.evaluate("hash => { location.hash = hash }", f"code={code}&moment=2")
        said = page.locator("[data-share] .said", has_text="it opens at moment 2")
        said.wait_for()
        shown = Block(page, page.locator("figure[data-run]").first)
        shown.press("Step")
        stage = page.locator("figure.stage.alive").last
        stage.locator(".place", has_text="2 of").wait_for(timeout=60_000)
        stage.get_by_role("button", name="Next").click()
        stage.locator(".place", has_text="3 of").wait_for()
        stage.get_by_role("button", name="Copy link").click()
        page.wait_for_function("() => location.hash.endsWith('&moment=3')")
        assert page.url.endswith(f"#code={code}&moment=3")
        # the next one begins at its beginning
        shown.press("Step")
        stage.locator(".place", has_text="start").wait_for(timeout=60_000)


class TestWhatIsTooMuch:
    def test_memory_ends_in_a_memory_error(self, warm: Block) -> None:
        warm.edit("kept = 1\nx = []\nwhile True: x.append(bytes(10_000_000))").run()
        assert warm.said().startswith("MemoryError")
        warm.edit("x = None\nkept").run()
        assert warm.printed() == "1\n"

    def test_output_is_cut_and_the_page_answers_meanwhile(self, warm: Block) -> None:
        warm.edit("for n in range(300_000): print('line', n)")
        warm.figure.evaluate("figure => delete figure.dataset.state")
        warm.press("Run")
        stood = warm.figure.evaluate(
            """figure => new Promise(done => {
              const begun = performance.now()
              let worst = 0, last = begun
              const frame = now => {
                worst = Math.max(worst, now - last)
                last = now
                if (figure.dataset.state === "ran") done(worst / (now - begun))
                else requestAnimationFrame(frame)
              }
              requestAnimationFrame(frame)
            })"""
        )
        assert stood < 0.5, f"the page stood still for {stood:.0%} of the run"
        assert "the rest is left out" in warm.said()
        assert warm.printed().count("\n") == 2000

    def test_recursion_is_an_error_and_the_session_goes_on(self, warm: Block) -> None:
        warm.edit("def deep(): return deep()\ndeep()").run()
        assert warm.said().startswith("RecursionError")
        warm.edit("'well'").run()
        assert warm.printed() == "'well'\n"

    def test_what_kills_python_is_survived(self, warm: Block) -> None:
        warm.edit(KILLS).run()
        assert "was replaced" in warm.said()
        warm.edit("'well'").run()
        assert warm.printed() == "'well'\n"

    def test_what_ends_python_later_is_told_though_nobody_asked(
        self, lesson: Block
    ) -> None:
        lesson.edit(LATER).run()
        lesson.until("failed")
        assert "and was replaced: names are gone" in lesson.said()
        later = block(lesson.page, SESSION)
        lesson.press("Reset")
        assert "The block before it ran first." in later.run().said()

    def test_a_flood_that_goes_round_the_limit_is_ended(self, warm: Block) -> None:
        warm.edit(FLOOD).run()
        assert "it sent more than a page can show" in warm.said()
        warm.edit("'well'").run()
        assert warm.printed() == "'well'\n"

    def test_what_breaks_the_session_is_named(self, warm: Block) -> None:
        warm.edit("import json\njson.dumps = None").run().run()
        said = "Python broke down (TypeError: 'NoneType' object is not callable)"
        assert warm.said().startswith(said)


class TestErrors:
    def test_show_the_readers_lines_and_no_others(self, warm: Block) -> None:
        warm.edit("def ask(it):\n    return next(it)\nask(3)\n").run()
        said = warm.printed()
        assert "    return next(it)" in said
        assert said.count("File ") == 2
        assert "engine" not in said
        assert "python314" not in said

    def test_lead_to_the_lesson_that_explains_them(self, warm: Block) -> None:
        warm.edit("len(n for n in 'ab')").run()
        link = warm.figure.locator(".said a")
        assert link.inner_text() == "The timer"
        href = link.evaluate("link => link.href")
        assert href.endswith(f"/{DEEP}/")


class TestEditing:
    def test_reset_gives_back_text_and_output(self, lesson: Block) -> None:
        before = lesson.figure.locator(".highlight code").inner_text()
        lesson.edit("print('mine')").run()
        lesson.press("Reset")
        assert lesson.figure.locator(".highlight code").inner_text() == before
        assert not lesson.figure.locator("pre.came, .editor").count()
        lesson.run()
        assert lesson.said() == "Ran, and defined pour."

    def test_copy_takes_the_readers_text(self, lesson: Block) -> None:
        lesson.edit("print('mine')")
        lesson.press("Copy")
        lesson.page.wait_for_timeout(100)
        assert lesson.page.evaluate("navigator.clipboard.readText()") == "print('mine')"

    def test_tab_leaves_until_something_was_typed(self, lesson: Block) -> None:
        lesson.press("Edit")
        area = lesson.figure.locator(".editor textarea")
        area.focus()
        area.press("Tab")
        assert not area.evaluate("area => area === document.activeElement")
        area.focus()
        area.press("Control+End")
        area.press_sequentially("if x:")
        area.press("Enter")
        area.press_sequentially("y")
        assert area.input_value().endswith("if x:\n    y")
        area.press("Tab")
        assert area.input_value().endswith("y   ")
        area.press("Escape")
        area.press("Tab")
        assert not area.evaluate("area => area === document.activeElement")
        area.focus()
        area.press("Control+z")
        assert not area.input_value().endswith("y   ")

    def test_tab_indents_the_chosen_lines_and_can_be_undone(self, warm: Block) -> None:
        text = "for a in b:\n\n  c(a)\nd()"
        warm.edit(text)
        area = warm.figure.locator(":scope > .editor textarea")
        area.press("Control+a")
        area.press("Tab")
        deeper = "    for a in b:\n\n      c(a)\n    d()"
        assert area.input_value() == deeper
        chosen = "area => area.value.slice(area.selectionStart, area.selectionEnd)"
        assert area.evaluate(chosen) == deeper
        area.press("Shift+Tab")
        area.press("Shift+Tab")
        assert area.input_value() == "for a in b:\n\nc(a)\nd()"
        for wanted in (text, deeper, text):
            area.press("Control+z")
            assert area.input_value() == wanted
        area.press("Home")
        area.press("Shift+ArrowRight")
        area.press("Tab")
        assert "d()" in area.input_value(), "a letter that is chosen stays"

    def test_control_and_enter_run_and_keep_the_focus(self, warm: Block) -> None:
        warm.edit("6 * 7")
        area = warm.figure.locator(".editor textarea").first
        warm.figure.evaluate("figure => delete figure.dataset.state")
        area.press("Control+Enter")
        warm.until("ran")
        assert warm.printed() == "42\n"
        assert area.evaluate("area => area === document.activeElement")


class TestThePrompt:
    def test_goes_on_in_the_session(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        said = shown.enter("next(g)", "for n in pour(2):", "print(n)", "")
        assert said.startswith(">>> next(g)\n1\n>>> for n in pour(2):\n...     ")
        assert said.endswith("2\n1\n")
        entry = shown.prompt()
        entry.press("ArrowUp")
        assert entry.input_value().startswith("for n in")
        entry.press("ArrowUp")
        assert entry.input_value() == "next(g)"

    def test_gives_back_an_unsent_line_after_the_earlier_ones(
        self, open_page: Open
    ) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        shown.enter("next(g)", "1 + 1")
        entry = shown.prompt()
        entry.press_sequentially("unsent")
        entry.press("ArrowDown")
        assert entry.input_value() == "unsent", "there is nothing below it"
        for key, wanted in [
            ("ArrowUp", "1 + 1"),
            ("ArrowUp", "next(g)"),
            ("ArrowUp", "next(g)"),
            ("ArrowDown", "1 + 1"),
            ("ArrowDown", "unsent"),
            ("ArrowUp", "1 + 1"),
            ("Control+z", "unsent"),
        ]:
            entry.press(key)
            assert entry.input_value() == wanted

    def test_keeps_an_unsent_line_when_an_earlier_one_is_sent_again(
        self, open_page: Open
    ) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        shown.enter("6 * 7")
        entry = shown.prompt()
        entry.press_sequentially("unsent")
        entry.press("ArrowUp")
        assert shown.enter("").count("42") == 2
        assert entry.input_value() == ""
        for wanted in ("6 * 7", "unsent", "6 * 7"):
            entry.press("ArrowUp")
            assert entry.input_value() == wanted

    @pytest.mark.parametrize("held", ["Shift", "Control", "Alt", "Meta"])
    def test_leaves_an_arrow_with_another_key_to_the_browser(
        self, held: str, open_page: Open
    ) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        shown.enter("1 + 1")
        entry = shown.prompt()
        entry.press_sequentially("unsent")
        for arrow in ("ArrowUp", "ArrowDown"):
            entry.press(f"{held}+{arrow}")
            assert entry.input_value() == "unsent"

    def test_keeps_what_is_typed_while_a_line_runs(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        shown.prompt().press_sequentially(SLOW.replace("\n", ";"))
        shown.prompt().press("Enter")
        shown.until("running")
        shown.prompt().press_sequentially("next(g)")
        assert shown.state() == "running"
        shown.until(*DONE)
        assert shown.prompt().input_value() == "next(g)"
        assert shown.enter("").endswith(">>> next(g)\n1\n")

    def test_leaves_a_block_that_failed_to_be_run_again(self, lesson: Block) -> None:
        lesson.run()
        assert lesson.edit("1 / 0").run().state() == "failed"
        lesson.enter("2 + 2")
        assert lesson.state() == "failed"

    def test_says_what_was_wrong(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), SESSION).run()
        said = shown.enter("next(g)", "next(g)", "1 +")
        assert "StopIteration\n" in said
        assert said.endswith("SyntaxError: invalid syntax\n")


@contextmanager
def hosted(folder: Path, answer: Any = None) -> Iterator[Any]:
    """Serve a folder on a host of its own; `answer` may change each reply."""

    class Own(Host):
        def do_GET(self) -> None:  # noqa: N802
            if not (answer and answer(self)):
                super().do_GET()

    def made(*args: Any) -> Any:
        return Own(*args, directory=str(folder))

    with ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BELOW}"
        server.shutdown()


def refused(status: int) -> Any:
    def answer(request: Host) -> bool:
        if "pyodide.asm.wasm" not in request.path:
            return False
        request.send_response(status)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return True

    return answer


def cut_short(request: Host) -> bool:
    if "pyodide.asm.wasm" not in request.path:
        return False
    request.send_response(200)
    request.send_header("Content-Type", "application/gzip")
    request.send_header("Content-Length", "3000000")
    request.end_headers()
    request.wfile.write(b"x" * 100_000)
    request.close_connection = True
    return True


def another(request: Host) -> bool:
    if not request.path.endswith("/pyodide.js"):
        return False
    body = (ROOT / "README.md").read_bytes()
    request.send_response(200)
    request.send_header("Content-Type", "text/javascript")
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)
    return True


HEARD = """() => {
  window.heard = []
  const voice = new MutationObserver(() => heard.push(said.textContent))
  let said
  new MutationObserver((_, self) => {
    said = document.querySelector("p.unseen[role=status]")
    if (!said) return
    self.disconnect()
    voice.observe(said, {childList: true})
  }).observe(document.body, {childList: true, subtree: true})
}"""

PLACES = """figure => Object.fromEntries([...figure.querySelectorAll(".tools button")]
  .filter(each => each.checkVisibility())
  .map(each => [each, each.closest(".tools").getBoundingClientRect()])
  .map(([each, {x, y}]) => [each, x, y, each.getBoundingClientRect()])
  .map(([each, x, y, box]) => [each.textContent, [box.x - x, box.y - y]]))"""


def held_up(target: Path, _: object) -> None:
    """Let Python's start wait until the tests let it go on, as a slow device would."""
    (worker,) = target.glob("static/modules-*/live/worker.js")
    text = worker.read_text("utf-8")
    start = "const zip = await bytesOf"
    assert start in text
    late = "await new Promise((go) => setTimeout(go, 4000)); "
    worker.write_text(text.replace(start, late + start), "utf-8")


class TestTheFirstRun:
    def test_is_told_from_begin_to_result_to_who_only_hears(
        self, open_page: Open
    ) -> None:
        page = open_page(LESSON)
        page.evaluate(HEARD)
        block(page, CODE).run()
        heard = page.evaluate("heard")
        assert heard == [
            "Loading Python",
            "Starting Python",
            "pour: Ran, and defined pour.",
        ]

    def test_moves_no_button(self, open_page: Open) -> None:
        shown = block(open_page(LESSON), CODE)
        before = shown.figure.evaluate(PLACES)
        assert list(before) == ["Run", "Step", "Edit", "Copy"]
        seen = []
        for state in ("loading", "starting", "running", "ran"):
            if state == "loading":
                shown.press("Run")
            shown.until(state, "ran")
            seen.append(shown.figure.evaluate(PLACES))
        shown.edit("while True: pass")
        begin(shown)
        seen.append(shown.figure.evaluate(PLACES))
        shown.press("Stop")
        shown.until("stopped")
        seen.append(shown.figure.evaluate(PLACES))
        stop = seen[0]["Stop"]
        for each in seen:
            assert (each["Run"], each["Step"]) == (before["Run"], before["Step"])
            assert each.get("Edit", before["Edit"]) == before["Edit"]
            assert each["Stop"] == stop

    def test_may_take_long_to_start_once_all_has_come(
        self, site: Site, reader: Arrive, tmp_path: Path
    ) -> None:
        other = another_release(site.folder, tmp_path / "site", held_up)
        with hosted(other) as address:
            page = reader().new_page()
            page.clock.install()
            page.goto(f"{address}{LESSON}/")
            first = block(page, CODE)
            first.press("Run")
            first.until("starting")
            assert first.said() == "Loaded. Starting Python"
            # as if two minutes passed without a byte or a word
            page.clock.fast_forward(120_000)
            assert first.state() == "starting"
            assert first.said().startswith("Starting Python. A slow device may need")
            first.until("ran")

    def test_says_that_the_download_stands_still_when_it_does(
        self, site: Site, reader: Arrive
    ) -> None:
        on = threading.Event()

        def half(request: Host) -> bool:
            if on.is_set() or "pyodide.asm.wasm" not in request.path:
                return False
            request.send_response(200)
            request.send_header("Content-Length", "3000000")
            request.end_headers()
            request.wfile.write(b"x" * 1_000_000)
            request.wfile.flush()
            on.wait(30)
            request.close_connection = True
            return True

        with hosted(site.folder, half) as address:
            page = reader().new_page()
            page.clock.install()
            page.goto(f"{address}{LESSON}/")
            first = block(page, CODE)
            first.press("Run")
            first.figure.locator(".said", has_text=re.compile(r"[4-9]\d %")).wait_for()
            page.clock.fast_forward(46_000)
            first.until("failed")
            assert "has stopped arriving" in first.said()
            on.set()
            assert first.run().state() == "ran"

    def test_pressed_twice_runs_once_and_stops(self, open_page: Open) -> None:
        page = open_page(LESSON)
        first, second = block(page, CODE), block(page, SESSION)
        first.run().edit("while True: pass")
        second.press("Run")
        first.until("running")
        # a button that is disabled for those who only hear it can still be pressed
        second.figure.locator(".tools button").first.dispatch_event("click")
        assert second.said() == "Running “pour” above first"
        second.press("Stop")
        first.until("stopped")
        second.until("failed")
        assert second.said() == "Not run: “pour” above stopped"

    def test_lets_presses_wait_their_turn(self, open_page: Open) -> None:
        page = open_page(LESSON, routes={"**/pyodide.asm.wasm*": lambda _: None})
        first, second = block(page, CODE), block(page, SESSION)
        first.press("Run")
        first.until("loading")
        second.press("Run")
        second.until("waiting")
        assert second.said() == "Runs once Python is ready"
        answer = page.locator(".exercise").first
        answer.get_by_role("button", name="Check").click()
        answer.get_by_text("Runs once Python is ready").wait_for()
        answer.get_by_role("button", name="Stop").click()
        assert not answer.get_by_text("Runs once").count()
        page.unroute("**/pyodide.asm.wasm*")
        first.press("Stop")
        second.until("ran")
        assert first.state() == "ran", "what the second stands on runs before it"
        assert not answer.locator(".verdict").count()


class TestWhenPythonCannotCome:
    @pytest.mark.parametrize(
        ("answer", "words"),
        [
            (refused(404), "is missing from this site (404)"),
            (cut_short, "arrived only in part"),
            (another, "pyodide.js doesn't match this site's release"),
        ],
    )
    def test_it_is_said_and_a_later_run_may_succeed(
        self, answer: Any, words: str, site: Site, reader: Arrive
    ) -> None:
        broken = [True]
        with hosted(site.folder, lambda r: broken[0] and answer(r)) as address:
            page = reader().new_page()
            page.goto(f"{address}{LESSON}/")
            first = block(page, CODE).run()
            assert first.state() == "failed"
            assert words in first.said()
            broken[0] = False
            assert first.run().state() == "ran"

    @pytest.mark.parametrize(
        ("allowed", "lacks"),
        [
            ("'unsafe-inline' blob:", "'wasm-unsafe-eval'"),
            ("'unsafe-inline' 'wasm-unsafe-eval'", "blob: (worker-src)"),
        ],
    )
    def test_what_a_hosts_own_policy_lacks_is_named(
        self, allowed: str, lacks: str, site: Site, reader: Arrive
    ) -> None:
        def strict(request: Host) -> bool:
            end = request.end_headers

            def with_policy() -> None:
                request.send_header(
                    "Content-Security-Policy",
                    f"script-src 'self' {allowed}; connect-src 'self' blob:",
                )
                end()

            vars(request)["end_headers"] = with_policy
            return False

        with hosted(site.folder, strict) as address:
            page = reader(bypass_csp=False).new_page()
            page.goto(f"{address}{LESSON}/")
            first = block(page, CODE).run()
            assert f"Content-Security-Policy lacks {lacks}" in first.said()

    def test_a_browser_without_wasm_is_told(self, site: Site, reader: Arrive) -> None:
        page = reader().new_page()
        page.add_init_script("delete self.WebAssembly")
        page.goto(site.url(LESSON))
        assert "no WebAssembly" in block(page, CODE).run().said()

    def test_a_network_that_is_gone_is_named(self, site: Site, reader: Arrive) -> None:
        context = reader()
        page = context.new_page()
        page.goto(site.url(LESSON))
        context.set_offline(True)
        page.locator("figure[data-run] .tools button").first.click()
        page.get_by_role("alert").get_by_text("check your connection").wait_for()
        context.set_offline(False)
        assert block(page, CODE).run().state() == "ran"
        assert not page.get_by_role("alert").count()

    @pytest.mark.parametrize(
        ("where", "name", "then"),
        [
            (LESSON, "Run", "[data-state=ran]"),
            (LESSON, "Check", ".exercise > .verdict"),
            (LESSON, "Arrange here", "[data-arranged]"),
            (LESSON, "Play", ".stage.alive"),
            (BENCH, "Copy a link", "[data-share] .said"),
            (KEPT, "Show what is kept here", "[data-keeping] .tools"),
        ],
    )
    def test_each_press_says_that_nothing_came_and_can_be_repeated(
        self, where: str, name: str, then: str, site: Site, reader: Arrive
    ) -> None:
        context = reader()
        page = context.new_page()
        page.goto(site.url(where))
        pressed = page.get_by_role("button", name=name).first
        context.set_offline(True)
        for _ in range(2):
            pressed.click()
            page.wait_for_timeout(200)
            page.get_by_role("alert").get_by_text("check your connection").wait_for()
        assert page.get_by_role("alert").count() == 1
        context.set_offline(False)
        pressed.click()
        page.locator(then).first.wait_for(timeout=60_000)
        assert not page.get_by_role("alert").count()

    def test_a_press_that_needs_more_than_came_before_says_so(
        self, site: Site, reader: Arrive
    ) -> None:
        context = reader()
        page = context.new_page()
        page.goto(site.url(LESSON))
        answer = page.locator(".exercise").first
        answer.get_by_role("button", name="Edit").click()
        answer.locator(".editor").wait_for()
        context.set_offline(True)
        answer.get_by_role("button", name="Check").click()
        page.get_by_role("alert").get_by_text("check your connection").wait_for()
        context.set_offline(False)
        answer.get_by_role("button", name="Check").click()
        answer.locator(".verdict").wait_for(timeout=60_000)

    def test_a_press_shows_at_once_that_it_is_under_way_and_can_be_stopped(
        self, site: Site, reader: Arrive
    ) -> None:
        late = threading.Event()

        def slow(request: Host) -> bool:
            if "/release-" in request.path:
                late.wait(20)
            return False

        with hosted(site.folder, slow) as address:
            page = reader().new_page()
            page.goto(f"{address}{LESSON}/")
            first = block(page, CODE)
            first.press("Run")
            first.until("loading", seconds=3)
            assert first.said().startswith("Loading Python")
            first.press("Stop")
            first.until("stopped", seconds=3)
            assert first.said().startswith("Stopped before Python was ready.")
            late.set()
            assert first.run().state() == "ran"

    def test_a_missing_snapshot_costs_time_alone(
        self, site: Site, reader: Arrive, tmp_path: Path
    ) -> None:
        def without(_: object, offered: Any) -> None:
            files = offered["runtime"]["files"]
            for path in [path for path in files if "snapshot" in path]:
                del files[path]

        other = another_release(site.folder, tmp_path / "site", without)
        with hosted(other) as address:
            page = reader().new_page()
            page.goto(f"{address}{LESSON}/")
            first = block(page, CODE).run()
            assert first.state() == "ran"
            begin(first.edit("import time; time.sleep(60)"))
            first.press("Stop")
            first.until("stopped")
            first.edit("6 * 7").run()
            assert first.printed() == "42\n"


def test_after_the_first_run_no_server_is_needed(site: Site, reader: Arrive) -> None:
    with hosted(site.folder) as address:
        context = reader()
        page = context.new_page()
        page.goto(f"{address}{LESSON}/")
        block(page, CODE).run()
        page.locator("html[data-kept=page]").wait_for(state="attached", timeout=60_000)
    page.reload()
    assert block(page, SESSION).run().state() == "ran"


def test_where_no_worker_may_be_registered_nothing_goes_wrong(
    site: Site, reader: Arrive
) -> None:
    asked = threading.Event()

    def without(request: Host) -> bool:
        if not request.path.endswith("/sw.js"):
            return False
        request.answer(404, site.file("404"))
        asked.set()
        return True

    with hosted(site.folder, without) as address:
        page = reader().new_page()
        failures: list[str] = []
        page.on("pageerror", lambda error: failures.append(str(error)))
        page.goto(f"{address}{LESSON}/")
        assert block(page, CODE).run().state() == "ran"
        assert asked.wait(20)
        page.wait_for_timeout(300)
        assert not failures


class TestWhatIsKept:
    def shown(self, page: Page, address: str) -> Any:
        """Go to the page that tells what is kept; return its controls."""
        page.goto(f"{address}{KEPT}/")
        page.get_by_role("button", name="Show what is kept here").click()
        kept = page.locator("[data-keeping]")
        kept.get_by_text("At the moment").wait_for()
        return kept

    def keep_all(self, kept: Any) -> None:
        kept.get_by_role("button", name="Keep all for offline").click()
        kept.get_by_text("All pages and Python are kept.").wait_for(timeout=60_000)

    def test_holds_one_python_alone_once_all_of_it_is_there(
        self, site: Site, reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(site.url(LESSON))
        # what an older Python left, and what a site below this one keeps
        page.evaluate(
            "root => Promise.all(['python-1.2.3', 'python-lessons/pages']"
            ".map(name => caches.open(root + name)))",
            site.address,
        )
        block(page, CODE).run()
        page.locator("html[data-kept=page]").wait_for(state="attached", timeout=60_000)
        names = page.evaluate("caches.keys()")
        (list_,) = site.folder.glob("static/release-*.json")
        edition = list_.stem.replace("release", "edition")
        wanted = [edition, "python-lessons/pages"]
        assert sorted(names) == [site.address + name for name in wanted]

    def test_stays_away_once_deleted_until_it_is_asked_for(
        self, site: Site, reader: Arrive
    ) -> None:
        page = reader().new_page()
        page.goto(site.url(LESSON))
        block(page, CODE).run()
        page.locator("html[data-kept=page]").wait_for(state="attached", timeout=60_000)
        kept = self.shown(page, site.address)
        other = page.context.new_page()
        other.goto(site.url(LESSON))
        kept.get_by_role("button", name="Delete what is kept").click()
        kept.get_by_text("Deleted: pages and Python.").wait_for()
        assert page.evaluate("!!navigator.serviceWorker.controller")
        reading.search(page, "generator")
        page.keyboard.press("Escape")
        other.reload()
        other.wait_for_timeout(300)
        assert page.evaluate("caches.keys()") == []
        self.keep_all(kept)
        assert len(page.evaluate("caches.keys()")) == 1


def test_nothing_of_it_is_there_before_a_press(site: Site, reader: Arrive) -> None:
    context = reader()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    page.goto(site.url(LESSON), wait_until="load")
    page.wait_for_timeout(500)
    late = re.compile(r"live/|release-|runtime-|sw\.js")
    assert not [address for address in asked if late.search(address)]
    assert not page.evaluate("caches.keys()")


def test_a_page_keeps_to_its_own_policy(open_page: Open) -> None:
    page = open_page(LESSON)
    page.evaluate(
        "self.broken = [];"
        "addEventListener('securitypolicyviolation', e => broken.push(e.blockedURI))"
    )
    first = block(page, CODE).edit("6 * 7").run()
    block(page, SESSION).run().enter("next(g)")
    assert not page.evaluate("broken")
    escape = "from js import eval as run\nrun('1 + 1')"
    assert first.edit(escape).run().state() in DONE


def test_axe_finds_nothing_in_any_state(
    scheme: str, width: int, open_page: Open
) -> None:
    page = open_page(LESSON, scheme=scheme, width=width, bypass_csp=True)
    first, second = blocks(page)[:2]

    def seen() -> list[Any]:
        # what lies under the header for the moment counts as too small
        page.evaluate("scrollTo(0, 0)")
        return violations(page)

    found = {"idle": seen()}
    second.run()
    found["ran"] = seen()
    second.enter("1 / 0", "2")
    first.edit("1 / 0").run()
    found["failed, editing"] = seen()
    first.edit("while True: pass")
    first.figure.evaluate("figure => delete figure.dataset.state")
    first.press("Run")
    first.until("running")
    found["running"] = seen()
    first.press("Stop")
    first.until("stopped")
    assert not {state: each for state, each in found.items() if each}
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_there_is_no_button(open_page: Open) -> None:
    page = open_page(LESSON, java_script_enabled=False)
    assert not page.locator(".tools").count()
    assert Block(page, page.locator("figure[data-run]").first).figure.is_visible()
