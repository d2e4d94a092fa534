"""A stranger's server: it lets every origin in, and notes whatever reaches it.

The first part of an address is the mark of who asked. What comes as datagrams (QUIC,
STUN) has no address, so a mark may have a port of its own for them.
"""

from __future__ import annotations

import base64
import hashlib
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# what a WebSocket's key is answered with (RFC 6455, section 1.3)
HANDSHAKE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"

# by the ending of an address; a script says at once that it ran
BODIES = {
    "js": ("text/javascript", "fetch('{here}/ran').catch(() => 0)"),
    "events": ("text/event-stream", "data: come\n\n"),
    "html": ("text/html", "<script>fetch('{here}/ran')</script>"),
}


@dataclass(frozen=True)
class Request:
    """What reached a collector: its mark, and all that it said."""

    mark: str
    text: str


@dataclass
class Collector:
    """A running collector: its address, without a slash, and what it has noted."""

    address: str
    heard: list[Request] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)

    def of(self, mark: str) -> list[str]:
        """Return what was heard under a mark."""
        return [each.text for each in self.heard if each.mark == mark]

    def says(self, words: str) -> bool:
        """Return whether anything that was heard holds these words."""
        return any(words in each.text for each in self.heard)


class Answers(BaseHTTPRequestHandler):
    """Answer anything."""

    protocol_version = "HTTP/1.1"
    collector: Collector

    def handle_one_request(self) -> None:
        """Note and answer one request, by whatever method."""
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode("utf-8", "replace")
        mark = self.path.split("?")[0].strip("/").rpartition("~")[0]
        text = f"{self.command} {self.path} {body}".strip()
        if self.command != "OPTIONS":
            self.collector.heard.append(Request(mark, text))
        if "upgrade" in self.headers.get("Connection", "").lower():
            self.upgrade()
        else:
            self.answer(mark)
        self.wfile.flush()

    def upgrade(self) -> None:
        """Begin a WebSocket, and end it."""
        key = self.headers.get("Sec-WebSocket-Key", "") + HANDSHAKE
        accepted = base64.b64encode(hashlib.sha1(key.encode()).digest()).decode()
        self.send_response(101)
        self.send_header("Upgrade", "websocket")
        self.send_header("Connection", "Upgrade")
        self.send_header("Sec-WebSocket-Accept", accepted)
        self.end_headers()
        self.wfile.write(b"\x88\x00")
        self.close_connection = True

    def answer(self, mark: str) -> None:
        """Send a body that fits the address, to any origin."""
        ending = self.path.split("?")[0].rpartition(".")[2]
        kind, text = BODIES.get(ending, ("text/plain", "a stranger's answer"))
        body = text.replace("{here}", f"{self.collector.address}/{mark}~").encode()
        self.send_response(200)
        for name, value in {
            "Content-Type": kind,
            "Content-Length": str(len(body)),
            "Access-Control-Allow-Origin": self.headers.get("Origin") or "*",
            "Access-Control-Allow-Credentials": "true",
            "Access-Control-Allow-Methods": "*",
            "Access-Control-Allow-Headers": self.headers.get(
                "Access-Control-Request-Headers", "*"
            ),
            "Access-Control-Allow-Private-Network": "true",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Service-Worker-Allowed": "/",
            "Cache-Control": "no-store",
        }.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Listener(ThreadingHTTPServer):
    """A server that a browser may leave at any time."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that hung up, or a stranger's bytes."""


def certificate(folder: Path) -> Path:
    """Make a certificate of 127.0.0.1 for a day; return its file, with its key.

    No package of the tests' own makes one, and openssl is where git or pip can speak
    https. Raises FileNotFoundError where it is not.
    """
    program = shutil.which("openssl")
    if not program:
        raise FileNotFoundError(
            "openssl is missing, and the tests over https need a certificate: "
            "install it (Debian: `sudo apt install openssl`)"
        )
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "certificate.pem"
    alone = folder / "alone.pem"
    words = (
        "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 "
        "-addext subjectAltName=IP:127.0.0.1"
    )
    subprocess.run(
        [program, *words.split(), "-keyout", str(made), "-out", str(alone)],
        check=True,
        capture_output=True,
    )
    made.write_text(made.read_text() + alone.read_text())
    return made


def secured(listener: socket.socket, file: Path) -> socket.socket:
    """Return a listening socket that speaks TLS; each talk's thread shakes hands."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context.wrap_socket(
        listener, server_side=True, do_handshake_on_connect=False
    )


@contextmanager
def collecting(
    file: Path | None = None, datagrams: tuple[str, ...] = ()
) -> Iterator[Collector]:
    """Run a collector until the block ends; over https where a certificate is given.

    Each mark of `datagrams` gets a port that notes what comes there as such.
    """
    found = Collector("")
    handler = type("Handler", (Answers,), {"collector": found})
    doors: list[socket.socket] = []
    with Listener(("127.0.0.1", 0), handler) as server:
        if file:
            server.socket = secured(server.socket, file)
        scheme = "https" if file else "http"
        found.address = f"{scheme}://127.0.0.1:{server.server_port}"
        for mark in datagrams:
            doors.append(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            doors[-1].bind(("127.0.0.1", 0))
            found.ports[mark] = doors[-1].getsockname()[1]
            threading.Thread(
                target=note, args=(found, mark, doors[-1]), daemon=True
            ).start()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield found
        finally:
            server.shutdown()
            for door in doors:
                # to close it would not wake the thread that reads it
                door.sendto(b"", door.getsockname())


def note(collector: Collector, mark: str, door: socket.socket) -> None:
    """Note each datagram until one comes from the socket itself; close it then."""
    with door:
        while True:
            found, sender = door.recvfrom(65536)
            if sender == door.getsockname():
                return
            collector.heard.append(Request(mark, f"a datagram of {len(found)} bytes"))


def settled(collector: Collector, seconds: float = 0.5) -> None:
    """Wait until nothing has come for so long."""
    before = -1
    while before != len(collector.heard):
        before = len(collector.heard)
        time.sleep(seconds)
