"""One page under attack, in whatever browser: how it is driven, and what came of it."""

from __future__ import annotations

import ast
import json
import re
import secrets
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from tests.browser.collector import Collector, collecting, settled
from tests.browser.origin import HEARD, PLANT, SNAPSHOT, SPEAK, changes
from tests.browser.running import DONE
from tests.browser.serving import BELOW, Host, Site, hosted
from tests.browser.tabs import Tab
from tests.samples import CODE, LESSON

HERE = Path(__file__).parent / "attacks"
PYTHON = (HERE / "python.py").read_text(encoding="utf-8")
JAVASCRIPT = (HERE / "worker.js").read_text(encoding="utf-8")

KINDS = {
    each.name: ast.unparse(each.decorator_list[0])
    for each in ast.parse(PYTHON).body
    if isinstance(each, ast.AsyncFunctionDef) and each.decorator_list
}
FROM_PYTHON = list(KINDS)
LAST = [name for name, kind in KINDS.items() if kind == "last"]
FROM_JAVASCRIPT = re.findall(r"^  async (\w+)\(", JAVASCRIPT, re.MULTILINE)

FIGURE = f"figure[data-run][data-section='{CODE}']"
WORKERS = 4  # of free JavaScript, one after the other, until each attack has begun
COLD = 60  # seconds for the first output, on a slow machine

SECRETS: tuple[str, ...] = (
    "local",
    "session",
    "cookie",
    "cache",
    "beside",
    "database",
    "files",
)
SECRETS += ("bucket", "channel", "file", "neighbour", "address")

NEIGHBOUR = "/neighbour/"
# datagrams bear no mark, so these are told apart by their ports
DATAGRAMS: tuple[str, ...] = ("web_transport", "peer_connection")
DATAGRAMS += tuple(f"free_{each}" for each in DATAGRAMS)

FONTS = "async () => { for (const each of document.fonts) await each.load() }"

# put a text into a block, as a reader who edits does, and press Run
RUN = """async ([figure, text]) => {
  const found = document.querySelector(figure)
  const button = (word) => [...found.querySelectorAll(".tools button")]
    .find((each) => each.textContent.startsWith(word))
  const area = () => found.querySelector(":scope > .editor textarea")
  if (!area()) button("Edit").click()
  while (!area()) await new Promise((done) => setTimeout(done, 20))
  area().value = text
  area().dispatchEvent(new InputEvent("input", {bubbles: true}))
  delete found.dataset.state
  button("Run").click()
}"""
PRESS = """async ([figure, word]) =>
  [...document.querySelectorAll(`${figure} .tools button`)]
    .find((each) => each.textContent.startsWith(word)).click()"""
STATE = """async (figure) => {
  const {dataset} = document.querySelector(figure)
  return [dataset.state || "", document.documentElement.dataset.kept || ""]
}"""
SAID = """async (figure) => {
  const text = (part) =>
    document.querySelector(`${figure} > ${part}`)?.textContent ?? ""
  return [text("pre.came"), text(".tools .said")]
}"""

# start a classic worker of a text where Python runs, and keep what it says
LET_LOOSE = """async (text) => {
  self.found = {}
  const address = URL.createObjectURL(new Blob([text], {type: "text/javascript"}))
  self.loose = new Worker(address)
  loose.onmessage = ({data: [name, words]}) => (found[name] ||= []).push(words)
  loose.onerror = (event) => event.preventDefault()
  return true
}"""
SAID_LOOSE = "async () => self.found"


@dataclass(frozen=True)
class Lesson:
    """A lesson's page in a tab, driven as a reader does."""

    tab: Tab

    typed: ClassVar[set[str]] = set()  # the texts of all lessons

    def press(self, text: str) -> None:
        """Put a text into the block and press Run."""
        self.typed.add(text)
        self.tab.evaluate(RUN, [FIGURE, text])

    def stop(self) -> None:
        """Press Stop."""
        self.tab.evaluate(PRESS, [FIGURE, "Stop"])

    def until(self, *states: str, seconds: float = COLD) -> str:
        """Wait until the block stands in one of these states, and return that."""
        end = time.monotonic() + seconds
        while (found := self.tab.evaluate(STATE, FIGURE)[0]) not in states:
            assert time.monotonic() < end, f"it is {found or 'idle'}, not {states}"
            time.sleep(0.05)
        return str(found)

    def run(self, text: str, seconds: float = COLD) -> str:
        """Run a text to its end, whatever that is; return what it printed."""
        self.press(text)
        self.until(*DONE, seconds=seconds)
        return self.printed()

    def printed(self) -> str:
        """Return what its last run printed."""
        return str(self.tab.evaluate(SAID, FIGURE)[0])

    def said(self) -> str:
        """Return what the block says of its last run."""
        return str(self.tab.evaluate(SAID, FIGURE)[1])

    def keep(self) -> None:
        """Wait until the browser has kept the page and Python."""
        end = time.monotonic() + COLD
        while not (found := self.tab.evaluate(STATE, FIGURE)[1]):
            assert time.monotonic() < end, "the page and Python were not kept"
            time.sleep(0.1)
        assert found == "page", "only a part was kept"


@dataclass
class Siege:
    """A site and a stranger's server, and what a stranger's code is given to know."""

    site: Site
    collector: Collector
    secrets: dict[str, str]
    python: dict[str, Any] = field(default_factory=dict)
    javascript: dict[str, list[str]] = field(default_factory=dict)
    started: dict[str, list[str]] = field(default_factory=dict)  # by Python
    changed: list[str] = field(default_factory=list)
    lasting: list[str] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The lesson's address; what follows it is nobody's but the page's."""
        return f"{self.site.url(LESSON)}?{self.secrets['address']}"

    def given(self) -> dict[str, object]:
        """Return the addresses that a stranger would look up in the page."""
        host = self.site.address.removesuffix(BELOW)
        scripts = [
            self.site.address + each.relative_to(self.site.folder).as_posix()
            for each in sorted(self.site.folder.rglob("*.js"))
            if "worker" in each.stem or each.name == "sw.js"
        ]
        return {
            "collector": self.collector.address,
            "ports": self.collector.ports,
            "site": self.site.address,
            "neighbour": host + NEIGHBOUR,
            "scripts": scripts,
        }

    def program(self) -> str:
        """Return the text that attacks from Python."""
        free = {"javascript": self.worker()}
        known = json.dumps({**self.given(), **free})
        return PYTHON.replace('loads("{}")', f"loads({known!r})")

    def worker(self, begun: Collection[str] = ()) -> str:
        """Return the text that attacks from a worker, what has begun last."""
        known = json.dumps({**self.given(), "begun": list(begun)})
        return JAVASCRIPT.replace("GIVEN = {}", f"GIVEN = {known}")

    def read(self, name: str, told: object) -> list[str]:
        """Return which secrets an attack read, as it or the collector says."""
        words = json.dumps(told) + "".join(self.collector.of(name))
        return [each for each, secret in self.secrets.items() if secret in words]

    def left(self, name: str) -> list[str]:
        """Return what bears an attack's name in what changed, or was heard."""
        whole = re.compile(rf"(?<!\w){name}(?!\w)")
        found = [*self.changed, *self.lasting, *self.heard]
        return [each for each in found if whole.search(each)]


@contextmanager
def besieged(folder: Path, certificate: Path | None) -> Iterator[Siege]:
    """Serve a site with secrets beside a collector, over https with a certificate."""
    kept = {each: f"{each}-{secrets.token_hex(8)}" for each in SECRETS}
    files = {
        f"{BELOW}secret.txt": ("text/plain", kept["file"]),
        f"{NEIGHBOUR}secret.txt": ("text/plain", kept["neighbour"]),
    }

    class Besieged(Host):
        """The site, a file with a secret, a neighbour, and a script to register."""

        def do_GET(self) -> None:  # noqa: N802
            path = urlsplit(self.path).path
            kind, text = files.get(path, ("text/javascript", "// a stranger's"))
            if path not in files and "service_worker" not in path:
                return super().do_GET()
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text.encode())
            return None

    with (
        hosted(folder, Besieged, certificate) as site,
        collecting(certificate, DATAGRAMS) as collector,
    ):
        yield Siege(site, collector, kept)


def ready(siege: Siege, tab: Tab) -> Lesson:
    """Open a lesson whose Python has run and is kept, and plant the secrets."""
    tab.open(siege.address)
    lesson = Lesson(tab)
    assert lesson.run("print(6 * 7)") == "42\n", tab.evaluate(SAID, FIGURE)
    lesson.keep()
    # what the page says later may be the first that needs one of its fonts
    tab.evaluate(FONTS)
    tab.evaluate(PLANT, [siege.secrets, siege.given()["neighbour"]])
    tab.evaluate(SPEAK, siege.secrets["channel"])
    return lesson


class SilenceError(Exception):
    """Python does not answer."""


def carried_out(siege: Siege, tab: Tab) -> dict[str, Any]:
    """Carry out the attacks from Python; return its report once all have ended."""
    lesson = Lesson(tab)
    lesson.run(siege.program() + "begin()\n")
    end = time.monotonic() + 8
    while True:
        settled(siege.collector)
        lesson.press("report()")
        try:
            lesson.until(*DONE, seconds=8)
            found: dict[str, Any] = json.loads(lesson.printed())
        except (AssertionError, ValueError) as error:
            raise SilenceError from error
        ends = [each["end"] for each in found["python"].values()]
        done = len(ends) == len(FROM_PYTHON) - len(LAST) and "begun" not in ends
        if done or time.monotonic() > end:
            break
    for name in LAST:
        found["python"][name] = the_last(lesson, siege, name)
    return found


def the_last(lesson: Lesson, siege: Siege, name: str) -> dict[str, Any]:
    """Carry out one attack by itself; where Python ends in it, it has told nothing."""
    lesson.press(f"{siege.program()}asyncio.run(one_of_the_last({name!r}))\n")
    lesson.until("running", *DONE)
    try:
        lesson.until(*DONE, seconds=5)
    except AssertionError:
        lesson.stop()
        lesson.until(*DONE)
    settled(siege.collector)
    try:
        found: dict[str, Any] = json.loads(lesson.printed())
    except ValueError:
        found = {"read": [], "end": "Python ended"}
    return found


def let_loose(siege: Siege, tab: Tab, patience: float = COLD / 3) -> bool:
    """Start a worker of free JavaScript in the frame; note what it says.

    Returns whether all attacks have begun, in this worker or in one before it, before
    so many seconds have passed.
    """
    found = siege.javascript
    assert tab.inside(LET_LOOSE, siege.worker(found))
    before = dict(found)
    end = time.monotonic() + patience
    while True:
        for name, words in (tab.inside(SAID_LOOSE) or {}).items():
            found[name] = [*before.get(name, []), *words]
        if len(found) == len(FROM_JAVASCRIPT) or time.monotonic() > end:
            return len(found) == len(FROM_JAVASCRIPT)
        time.sleep(min(0.5, patience))


def again(siege: Siege, tab: Tab, heard: set[str]) -> None:
    """Open the page anew, with a Python that runs; keep what was heard so far."""
    heard.update(tab.evaluate(HEARD))
    tab.open(siege.address)
    assert Lesson(tab).run("print(6 * 7)") == "42\n", tab.evaluate(SAID, FIGURE)
    tab.evaluate(SPEAK, siege.secrets["channel"])


def let_all_loose(
    siege: Siege, tab: Tab, heard: set[str], patience: float = COLD / 3
) -> None:
    """Let free JavaScript loose until each attack has begun, in up to four workers."""
    for _ in range(WORKERS):
        if let_loose(siege, tab, patience):
            return
        again(siege, tab, heard)


def foreign(stored: dict[str, str]) -> dict[str, str]:
    """Return what is stored without what the page itself keeps of what was typed.

    That is the last text of a block, word for word; what else its entry holds is told.
    """
    found = dict(stored)
    for place in [each for each in stored if each.endswith(f"{BELOW}.drafts")]:
        pages = json.loads(stored[place])
        drafts = [draft for kept in pages.values() for draft in kept]
        ours = all(
            set(each) <= {"place", "text", "unsent", "hash"}
            and each["text"] in Lesson.typed
            and not each["unsent"]
            for each in drafts
        )
        if place.startswith("session ") and ours:
            del found[place]
    return found


def attacked(siege: Siege, tab: Tab) -> Siege:
    """Carry out all attacks in one page; note what came of each."""
    ready(siege, tab)
    before = foreign(tab.evaluate(SNAPSHOT))
    found: dict[str, Any] = {}
    heard: set[str] = set()
    # a Firefox whose worker has many workers of its own may never answer again
    for _ in range(4):
        with suppress(SilenceError):
            found = carried_out(siege, tab)
            break
        again(siege, tab, heard)
    assert found, "Python gave no report of the attacks in four tries"
    let_all_loose(siege, tab, heard)
    settled(siege.collector)
    siege.python = found["python"]
    siege.started = found["javascript"]
    siege.heard = sorted(heard.union(tab.evaluate(HEARD)))
    siege.changed = changes(before, foreign(tab.evaluate(SNAPSHOT)))
    tab.open(siege.address)
    siege.lasting = changes(before, foreign(tab.evaluate(SNAPSHOT)))
    settled(siege.collector)
    return siege


def attempt(siege: Siege, name: str) -> dict[str, object]:
    """Return what an attack from Python got out, read and left; empty if nothing."""
    # a socket of Emscripten's asks for no address
    mark = "" if name == "python_socket" else name
    found = {
        "got out": siege.collector.of(mark),
        "read": siege.read(name, siege.python[name]["read"]),
        "left": siege.left(name),
        "started": sorted(siege.started) if name == "free_javascript" else [],
    }
    return {each: what for each, what in found.items() if what}


def free_attempt(siege: Siege, name: str) -> dict[str, object]:
    """Return the same of an attack from a worker of its own."""
    found = {
        "got out": siege.collector.of(f"free_{name}"),
        "read": siege.read(f"free_{name}", siege.javascript[name]),
        "left": siege.left(f"free_{name}"),
    }
    return {each: what for each, what in found.items() if what}
