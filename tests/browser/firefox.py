"""A stock Firefox, driven over WebDriver BiDi (https://w3c.github.io/webdriver-bidi/).

Playwright drives a Firefox of its own; this drives the one that readers have. It has
what the tests of live code need and no more.
"""

from __future__ import annotations

import json
import os
import queue
import re
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

# `make check` reads this file in an environment without websockets
if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

ADDRESS = re.compile(r"WebDriver BiDi listening on (?P<address>ws://\S+)")
PATIENCE = 30  # seconds for an answer; a first start of Python takes most of it
EVENTS = ("log.entryAdded", "network.beforeRequestSent")

# a certificate that the tests make is nobody's whom a browser knows
CAPABILITIES = {"alwaysMatch": {"acceptInsecureCerts": True}}

# what WebDriver calls the keys that are no characters
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Escape": "\ue00c",
    "ArrowUp": "\ue013",
    "ArrowDown": "\ue015",
}

# a page reads the clipboard unasked; Firefox asks no host of its own accord, and a
# proxy writes down what pages ask of others
PREFERENCES: dict[str, object] = {
    "dom.events.testing.asyncClipboard": True,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.proxy.type": 1,
    "network.proxy.no_proxies_on": "127.0.0.1",
    "network.prefetch-next": True,
}

# where the middle of an element is once it is in view, or what hides it
PLACE = """(selector) => {
  const element = document.querySelector(selector)
  if (!element) return `there is no ${selector}`
  element.scrollIntoView({block: "center", inline: "nearest", behavior: "instant"})
  const {left, top, width, height} = element.getBoundingClientRect()
  if (!width || !height) return `${selector} has no size`
  const [x, y] = [Math.floor(left + width / 2), Math.floor(top + height / 2)]
  const there = document.elementFromPoint(x, y)
  if (there && (element.contains(there) || there.contains(element))) return {x, y}
  return `${selector} is hidden by ${there?.outerHTML.slice(0, 200)}`
}"""


class FirefoxError(Exception):
    """A command that failed; its text is what Firefox said."""


class Firefox:
    """A running Firefox and the connection to it."""

    def __init__(self, connection: ClientConnection) -> None:
        """Take a connection on which no session has begun."""
        self.connection = connection
        self.count = 0
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.readers: dict[str, Reader] = {}
        threading.Thread(target=self.listen, daemon=True).start()
        found = self.command("session.new", capabilities=CAPABILITIES)
        self.version = found["capabilities"]["browserVersion"]
        self.command("session.subscribe", events=list(EVENTS))

    def command(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command and return its result; raise FirefoxError when it fails."""
        self.count += 1
        sent = {"id": self.count, "method": method, "params": parameters}
        self.connection.send(json.dumps(sent))
        while True:
            try:
                answer = self.answers.get(timeout=PATIENCE)
            except queue.Empty:
                raise FirefoxError(f"{method} got no answer") from None
            # one that came too late is of a command that was given up
            if answer.get("id") not in {self.count, None}:
                continue
            if answer["type"] == "error":
                raise FirefoxError(f"{method}: {answer['message']}")
            found: dict[str, Any] = answer["result"]
            return found

    def listen(self) -> None:
        """Hand answers to who waits for them, and events to the reader they are of."""
        for message in self.connection:
            data = json.loads(message)
            if data["type"] != "event":
                self.answers.put(data)
                continue
            about = data["params"]
            place = about.get("context") or about.get("source", {}).get("context")
            for each in list(self.readers.values()):
                if place in {each.context, None}:
                    each.hear(data["method"], about)
        gone = {"type": "error", "message": "Firefox is gone"}
        self.answers.put(gone)

    @contextmanager
    def reader(self, width: int = 1280, height: int = 800) -> Iterator[Reader]:
        """Give a fresh reader, with nothing stored, until the block ends."""
        user = self.command("browser.createUserContext")["userContext"]
        made = self.command("browsingContext.create", type="tab", userContext=user)
        arrived = Reader(self, made["context"])
        self.readers[arrived.context] = arrived
        try:
            self.command(
                "browsingContext.setViewport",
                context=arrived.context,
                viewport={"width": width, "height": height},
            )
            yield arrived
        finally:
            del self.readers[arrived.context]
            self.command("browser.removeUserContext", userContext=user)


class Reader:
    """One reader's tab. `errors` are those of its console, `requests` its addresses."""

    def __init__(self, firefox: Firefox, context: str) -> None:
        """Take a browser and one of its tabs."""
        self.firefox = firefox
        self.context = context
        self.errors: list[str] = []
        self.requests: list[str] = []

    def hear(self, event: str, about: dict[str, Any]) -> None:
        """Note an event."""
        if event == "network.beforeRequestSent":
            self.requests.append(about["request"]["url"])
        elif about["level"] == "error":
            self.errors.append(about["text"])

    def open(self, address: str) -> None:
        """Go to an address and wait until all of it is there."""
        self.firefox.command(
            "browsingContext.navigate",
            context=self.context,
            url=address,
            wait="complete",
        )

    def reload(self) -> None:
        """Load the page again."""
        self.firefox.command(
            "browsingContext.reload", context=self.context, wait="complete"
        )

    def evaluate(self, script: str, *arguments: object) -> Any:
        """Return the value of an expression, or of a function called with arguments.

        Promises are awaited. What comes back is what JSON can hold.
        """
        given = ", ".join(json.dumps(each) for each in arguments)
        call = f"({script})({given})" if arguments else f"({script})"
        answer = self.firefox.command(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await {call}))()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise FirefoxError(f"{script}: {answer['exceptionDetails']['text']}")
        value = answer["result"].get("value")
        return None if value is None else json.loads(value)

    def wait_for(self, condition: str, seconds: float = 10) -> Any:
        """Wait until an expression is true; return its value."""
        end = time.monotonic() + seconds
        while not (value := self.evaluate(condition)):
            if time.monotonic() > end:
                raise FirefoxError(f"not so after {seconds} s: {condition}")
            time.sleep(0.05)
        return value

    def pause(self, seconds: float = 0.2) -> None:
        """Let the page go on for a while, so that what it says late is heard."""
        delay = 1000 * seconds
        self.evaluate(f"new Promise(done => setTimeout(done, {delay})).then(() => 0)")

    def click(self, selector: str) -> None:
        """Click the middle of the first element of a selector, as a mouse does.

        Raises FirefoxError when there is none, or when something else lies over it.
        """
        place = self.evaluate(PLACE, selector)
        if isinstance(place, str):
            raise FirefoxError(f"cannot click: {place}")
        button: dict[str, object] = {"button": 0}
        self.act(
            "pointer",
            [
                {"type": "pointerMove", **place},
                {"type": "pointerDown", **button},
                {"type": "pointerUp", **button},
            ],
        )

    def type(self, text: str) -> None:
        """Type characters, one after the other; a newline is the Enter key."""
        for each in text.replace("\n", KEYS["Enter"]):
            self.act("key", [{"type": t, "value": each} for t in ("keyDown", "keyUp")])

    def press(self, keys: str) -> None:
        """Press a key, or some together: `Escape`, `Control+Enter`."""
        values = [KEYS.get(each, each) for each in keys.split("+")]
        down = [{"type": "keyDown", "value": each} for each in values]
        up = [{"type": "keyUp", "value": each} for each in reversed(values)]
        self.act("key", [*down, *up])

    def act(self, kind: str, actions: list[dict[str, Any]]) -> None:
        """Let a mouse or a keyboard act."""
        device = {"type": kind, "id": kind, "actions": actions}
        self.firefox.command(
            "input.performActions", context=self.context, actions=[device]
        )


@contextmanager
def started(program: str, proxy: str) -> Iterator[Firefox]:
    """Start a Firefox with an empty profile; end it with the block.

    `proxy` is the address that it uses for every host but this one. Raises
    FirefoxError with what Firefox said when it does not come up.
    """
    from websockets.sync.client import connect

    profile = Path(tempfile.mkdtemp(prefix="firefox-"))
    host, port = urlsplit(proxy).hostname, urlsplit(proxy).port
    named = {
        f"network.proxy.{each}{what}": value
        for each in ("http", "ssl")
        for what, value in (("", host), ("_port", port))
    }
    (profile / "user.js").write_text(
        "".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in {**PREFERENCES, **named}.items()
        ),
        encoding="utf-8",
    )
    words = ["--headless", "--no-remote", "--remote-debugging-port=0"]
    running = subprocess.Popen(
        [program, *words, "--profile", str(profile), "about:blank"],
        # it does not come up where it may not write there
        env={**os.environ, "HOME": str(profile)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        address = listening(running)
        with connect(f"{address}/session", max_size=None, proxy=None) as connection:
            yield Firefox(connection)
    finally:
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()
        shutil.rmtree(profile, ignore_errors=True)


def listening(running: subprocess.Popen[str]) -> str:
    """Return the address that a Firefox says it listens on; let it say more unheard."""
    said: queue.Queue[str] = queue.Queue()

    def hear() -> None:
        assert running.stderr
        for line in running.stderr:
            said.put(line)
        said.put("")

    threading.Thread(target=hear, daemon=True).start()
    heard: list[str] = []
    end = time.monotonic() + 2 * PATIENCE
    while (left := end - time.monotonic()) > 0:
        try:
            line = said.get(timeout=left)
        except queue.Empty:
            break
        found = ADDRESS.search(line)
        if found:
            return found["address"]
        if not line:
            break
        heard.append(line)
    raise FirefoxError("Firefox did not come up: " + ("".join(heard) or "not a word"))
