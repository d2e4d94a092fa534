"""The built site on loopback, as a project's pages are hosted: below a folder."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import lru_cache
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from engine.book.tree import Tree
from engine.site import held, release
from tests.browser.collector import secured

ROOT = Path(__file__).parents[2]

# what readers see a page in: the system's scheme, and windows by width, with height
SCHEMES = ("light", "dark")
WIDTHS = {320: 640, 1280: 800}
# and those that a page must fit: a small phone, a tablet, a wide screen
WIDE = {320: 640, 768: 1024, 1440: 900}

# not the root of the host, so that an absolute address shows itself
BELOW = "/a/folder/"
# the host's root, a folder of it, and one beside that: three sites of one origin
PLACES = ("", BELOW[1:], "a/neighbour/")
LOST = "an/address/that/is/not/there"

ZIPPED = {".html", ".css", ".js", ".json", ".svg", ".xml", ".txt", ".ipynb", ".py"}


def page_stems() -> list[str]:
    """Return the pages that nav names, by stem, and `404`."""
    return [Path(name).with_suffix("").as_posix() for name in Tree(ROOT).nav()] + [
        "404"
    ]


def source_of(stem: str) -> str:
    """Return the file that a page is made from, relative to the root."""
    for suffix in (".md", ".ipynb"):
        if (ROOT / "docs" / f"{stem}{suffix}").is_file():
            return f"docs/{stem}{suffix}"
    return "engine/theme/404.html"


# what a site is built for; each process serves it at a port of its own
PUBLISHED = f"http://127.0.0.1{BELOW}"


@dataclass(frozen=True)
class Site:
    """A site's folder of files, and the address (ending in /) that serves it."""

    folder: Path
    address: str = PUBLISHED

    def url(self, stem: str) -> str:
        """Return the address of a page; for `404`, one that is not there."""
        if stem == "404":
            return self.address + LOST
        return self.address + ("" if stem == "index" else f"{stem}/")

    def file(self, stem: str) -> Path:
        """Return the built HTML of a page."""
        if stem == "404":
            return self.folder / "404.html"
        folder = self.folder if stem == "index" else self.folder / stem
        return folder / "index.html"


@lru_cache(maxsize=512)
def zipped(file: Path, _modified: int) -> bytes:
    """Return a file as a careful host sends it: gzip at its best."""
    return gzip.compress(file.read_bytes(), 9, mtime=0)


class Host(SimpleHTTPRequestHandler):
    """Serve a folder below an address, with gzip and the site's own 404 page."""

    protocol_version = "HTTP/1.1"
    below = BELOW
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".woff2": "font/woff2",
        ".js": "text/javascript",
        ".ipynb": "application/x-ipynb+json",
    }

    def do_GET(self) -> None:
        """Answer with a file, the page of a folder, or the 404 page."""
        path = unquote(urlsplit(self.path).path)
        folder = Path(self.directory)
        inside = path.startswith(self.below)
        file = folder / path.removeprefix(self.below) if inside else None
        if file is not None and file.is_dir():
            if not path.endswith("/"):
                self.send_response(301)
                self.send_header("Location", path + "/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            file = file / "index.html"
        if file is not None and file.is_file():
            self.answer(200, file)
        else:
            self.answer(404, folder / "404.html")

    def answer(self, status: int, file: Path) -> None:
        """Send a file, zipped where the browser takes it and it helps."""
        body = file.read_bytes()
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix in ZIPPED and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = zipped(file, file.stat().st_mtime_ns)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: a failing test names the address itself."""


class Server(ThreadingHTTPServer):
    """A server that is gone when it is closed, for those it talks to as well."""

    daemon_threads = True

    def __init__(
        self, folder: Path, host: type[SimpleHTTPRequestHandler] = Host
    ) -> None:
        """Take the folder to serve, and what answers; listen on a free port."""
        self.talks: list[socket.socket] = []

        def handler(*args: Any) -> SimpleHTTPRequestHandler:
            return host(*args, directory=str(folder))

        super().__init__(("127.0.0.1", 0), handler)

    def get_request(self) -> tuple[socket.socket, object]:
        """Accept a connection, and remember it."""
        talk, address = super().get_request()
        self.talks.append(talk)
        return talk, address

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that hung up."""

    def server_close(self) -> None:
        """Stop to listen, and hang up."""
        super().server_close()
        for talk in self.talks:
            with suppress(OSError):
                talk.shutdown(socket.SHUT_RDWR)


@contextmanager
def hosted(
    folder: Path, host: type[Host] = Host, certificate: Path | None = None
) -> Iterator[Site]:
    """Serve a folder until the block ends; then nobody is there.

    `host` answers each request; with a certificate that is over https.
    """
    with Server(folder, host) as server:
        if certificate:
            server.socket = secured(server.socket, certificate)
        scheme = "https" if certificate else "http"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield Site(folder, f"{scheme}://127.0.0.1:{server.server_port}{BELOW}")
        finally:
            server.shutdown()


@contextmanager
def served(folder: Path, tree: Path = ROOT) -> Iterator[Site]:
    """Build a tree's site into `folder` and serve it until the block ends."""
    build(folder, tree=tree)
    with hosted(folder) as site:
        yield site


def build(folder: Path, address: str = PUBLISHED, tree: Path = ROOT) -> None:
    """Build a tree into a folder, as for an address; say what was said."""
    # without an address of the repository, source links lead to the site's own copy
    inherited = {key: value for key, value in os.environ.items() if key != "REPO_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "engine.site.build", str(folder)],
        cwd=tree,
        env={**inherited, "SITE_URL": address},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def another_release(
    folder: Path, target: Path, change: Callable[[Path, dict[str, Any]], None]
) -> Path:
    """Make `target` another release of a built site, and return it.

    `change` gets its folder, and what its list will say besides pages and files.
    """
    shutil.copytree(folder, target)
    (old,) = target.glob("static/release-*.json")
    offered = json.loads(old.read_text(encoding="utf-8"))
    old.unlink()
    name = old.stem.removeprefix("release-")
    for file in [*target.rglob("*.html"), target / release.WORKER]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(name, release.BLANK), encoding="utf-8")
    del offered["pages"], offered["files"]
    change(target, offered)
    with held.pages(target) as pages:
        release.seal(target, offered, pages)
    return target


# what browsers ask for their own sake; a page that did would show in its requests
OWN = (
    "accounts.google.com",
    "clients2.google.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "update.googleapis.com",
    "aus5.mozilla.org",
    "cdn.mozilla.net",
    "services.mozilla.com",
)


@dataclass(frozen=True)
class Elsewhere:
    """A proxy that lets nothing through and writes down what was asked of it.

    A browser told to use it for all but loopback shows here what pages, workers and
    hints (preconnect, prefetch) want from other hosts, whatever asked for it.
    """

    address: str
    asked: list[str]


@contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    """Run the proxy until the block ends."""
    asked: list[str] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def listen() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.settimeout(1)
                try:
                    line = connection.recv(2048).split(b"\r\n")[0].decode("latin-1")
                    if not any(host in line for host in OWN):
                        asked.append(line.rsplit(" ", 1)[0])
                    connection.sendall(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n")
                except OSError:
                    continue

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield Elsewhere(f"http://127.0.0.1:{listener.getsockname()[1]}", asked)
    finally:
        listener.close()
