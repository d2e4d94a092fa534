"""A stranger's messages and patches end with the page that let them run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser import siege, tabs
from tests.browser.collector import settled
from tests.browser.running import DONE
from tests.browser.serving import Site, another_release
from tests.samples import LESSON

pytestmark = pytest.mark.browser

SOON = 15  # seconds for what is there already

# a site's own worker takes `postMessage` away from the code that it runs; the worker
# here leaves it, so that what frame and page make of forged messages is seen
KEPT = "addEventListener postMessage close atob"

PRELUDE = """
import js, json, sys
from pyodide.ffi import create_proxy, to_js
def data(value):
    return to_js(value, dict_converter=js.Object.fromEntries)
def post(value):
    try:
        js.postMessage(value)
    except BaseException as error:
        print(type(error).__name__)
print("begun")
"""

# what a worker of the site's may say, and what none does; `n` counts requests
MESSAGES = {
    "a ready": "post(data({'ready': True}))",
    "a ready with a module and a memory of its own": """
post(data({
    "ready": True,
    "module": js.WebAssembly.Module.new(data(bytes([0, 97, 115, 109, 1, 0, 0, 0]))),
    "snapshot": js.Uint8Array.new(1000),
}))""",
    "a ready with words for a module": (
        "post(data({'ready': True, 'module': 'x', 'snapshot': 'y'}))"
    ),
    "a fault": "post(data({'fault': 'a stranger says so'}))",
    "a count of bytes": "post(data({'bytes': 10 ** 12}))",
    "a count of bytes that is none": "post(data({'bytes': 'many'}))",
    "answers": """
for n in range(99):
    post(data({"id": n, "answer": {"state": "ran", "printed": "forged"}}))""",
    "answers without a state": """
for n in range(99):
    post(data({"id": n, "answer": None}))""",
    "answers of a wrong type": """
for n in range(99):
    post(data({"id": n, "answer": {"state": 7, "printed": [], "examples": "x"}}))""",
    "events": """
for n in range(99):
    post(data({"id": n, "event": {"text": "forged"}}))""",
    "events of a wrong type": """
for n in range(99):
    post(data({"id": n, "event": {"example": -5, "text": {"a": 1}}}))
    post(data({"id": n, "event": "x"}))""",
    "deaths": """
for n in range(99):
    post(data({"id": n, "died": "a stranger says so"}))""",
    "deaths of a wrong type": """
for n in range(99):
    post(data({"id": n, "died": {"a": 1}}))""",
    "nothing at all": "post(None); post(0); post('')",
    "what is cyclic": """
ring = js.Object.new()
ring.ring = ring
post(ring)
ring.id = 3
ring.answer = ring
post(ring)""",
    "what is huge": """
post("x" * 30_000_000)
post(data({"id": 3, "event": {"text": "x" * 30_000_000}}))""",
    "what cannot be copied": "post(create_proxy(print)); post(js.Symbol('x'))",
    "events of the session's own": """
send = sys.stdout.send.__self__.send
for value in ({"text": {"a": 1}}, {"example": 7, "same": False}, [], 3, None):
    send(json.dumps(value))""",
    "a flood": "for n in range(20_000): post(data({'id': n, 'event': {'text': 'x'}}))",
    "a message to itself": """
for value in ({"start": {"root": COLLECTOR + "/itself~", "live": {}}}, {"id": 1}, 7):
    try:
        js.self.dispatchEvent(js.MessageEvent.new("message", data({"data": value})))
        js.self.onmessage(data({"data": value}))
    except BaseException as error:
        print(type(error).__name__)""",
    "the end of the worker": "js.close()",
}

# what runs of the site's own in the worker goes through these
PATCHES = {
    "JSON": "js.JSON.parse = js.JSON.stringify = create_proxy(lambda *_: 'forged')",
    "postMessage": (
        "js.postMessage = js.self.postMessage = create_proxy(lambda *_: None)"
    ),
    "onmessage": "js.self.onmessage = create_proxy(lambda *_: None)",
    "the prototype of arrays": """
for name in ("map", "push", "join", "pop"):
    js.Reflect.set(js.Array.prototype, name, create_proxy(lambda *_: None))""",
    "promises": (
        "js.Reflect.set(js.Promise.prototype, 'then', create_proxy(lambda *_: None))"
    ),
    "the prototype of objects": """
for name in ("id", "answer", "event", "start", "alive", "request", "files", "root"):
    js.Object.defineProperty(
        js.Object.prototype,
        name,
        data({"get": create_proxy(lambda *_: "forged"), "configurable": True}),
    )""",
    "the worker's own requests": """
seen = []
def kept(this, *given):
    seen.append(this)
    return 0
for place in (getattr(js, "XMLHttpRequest", None), js.EventTarget):
    for name in ("open", "send", "addEventListener"):
        if place:
            js.Reflect.set(place.prototype, name, create_proxy(kept, capture_this=True))
""",
    "the library of Python": """
import sys
sys.modules["engine.live.session"].Session.answer = lambda *_: "{}"
sys.modules["json"].dumps = lambda *_: "{}"
""",
}


@pytest.fixture(scope="module")
def open_worker(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose worker lets the code that it runs post messages, and close it."""

    def change(folder: Path, _: object) -> None:
        (worker,) = folder.glob("static/modules-*/live/globals.js")
        text = worker.read_text(encoding="utf-8")
        assert "addEventListener atob" in text
        worker.write_text(text.replace("addEventListener atob", KEPT), "utf-8")

    return another_release(
        site.folder, tmp_path_factory.mktemp("open") / "site", change
    )


@dataclass
class Besieged:
    """A site under siege, and a tab; how many tests had failed when it was opened."""

    siege: siege.Siege
    tab: tabs.Tab
    failed: int = -1


@pytest.fixture(scope="module")
def besieged(open_worker: Path, fresh: tabs.Fresh) -> Iterator[Besieged]:
    """A site under siege, and a tab that has kept its Python."""
    with siege.besieged(open_worker, None) as found, fresh() as tab:
        siege.ready(found, tab)
        yield Besieged(found, tab)


@pytest.fixture
def lesson(
    besieged: Besieged, request: pytest.FixtureRequest
) -> tuple[siege.Siege, siege.Lesson]:
    """A lesson whose Python has run, on a site under siege.

    It is the page of the test before, with all that was let loose there, unless that
    test failed.
    """
    page = siege.Lesson(besieged.tab)
    if besieged.failed != request.session.testsfailed:
        besieged.failed = request.session.testsfailed
        besieged.tab.open(besieged.siege.site.url(LESSON))
    assert page.run("print(6 * 7)") == "42\n"
    return besieged.siege, page


@pytest.mark.parametrize("name", MESSAGES)
def test_the_next_run_is_sound_after(
    name: str, lesson: tuple[siege.Siege, siege.Lesson]
) -> None:
    found, page = lesson
    given = f"COLLECTOR = {found.collector.address!r}\n"
    page.press(given + PRELUDE + MESSAGES[name])
    page.until(*DONE, seconds=SOON)
    assert "AttributeError" not in page.printed(), "nothing was posted"
    printed = page.run("print(6 * 7)", SOON)
    if name == "the end of the worker":
        # only this run can see that nobody is there; the one after it has a new Python
        assert "left it busy" in page.said()
        printed = page.run("print(6 * 7)")
    assert printed == "42\n"
    # what a replaced Python starts from is not what a stranger said
    if "ready" in name:
        page.press("while True:\n    try:\n        while True: pass\n    except: pass")
        page.until("running", seconds=SOON)
        page.stop()
        page.until("stopped", seconds=SOON)
        assert page.run("print(6 * 7)") == "42\n"
    settled(found.collector, 0.2)
    assert not found.collector.heard


@pytest.mark.parametrize("name", PATCHES)
def test_a_new_page_is_sound_after_a_patch_of(
    name: str, lesson: tuple[siege.Siege, siege.Lesson]
) -> None:
    found, page = lesson
    page.press(PRELUDE + PATCHES[name])
    page.tab.evaluate("async () => new Promise((done) => setTimeout(done, 500))")
    page.tab.open(found.site.url(LESSON))
    assert page.run("print(6 * 7)") == "42\n"
    settled(found.collector, 0.2)
    assert not found.collector.heard
