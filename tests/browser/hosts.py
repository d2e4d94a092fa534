"""Servers as people have them: each serves a folder until its block ends.

What they have in common is that nobody set them up for this site: a stock nginx, the
server that Python brings, and some that lack what others have. One has our recipe.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from engine.setup import nginx
from tests.browser.serving import ROOT, Server

if TYPE_CHECKING:
    from _typeshed import SupportsRead

RECIPE = ROOT / "hosting" / "nginx.conf"
PATIENCE = 30  # seconds until a server must listen
PIECE = 65_536  # bytes

COMMENT = re.compile(r"(?m)(^|\s)#.*$")
# what of a configuration depends on the machine, or on who else serves there
MACHINE = re.compile(
    r"\b(user|pid|error_log|access_log|listen|root)\s[^;]*;"
    r"|include\s[^;]*(modules-enabled|conf\.d)[^;]*;"
)
SITES = re.compile(r"include\s[^;]*sites-enabled[^;]*;")
# where a distribution's configuration has a site of its own, and no place for others
PLAIN = (
    "events {} http { include mime.types; default_type application/octet-stream; %s }"
)


class Host(Protocol):
    """Serves a folder; gives the address, ending in /, of its root."""

    def __call__(self, folder: Path) -> AbstractContextManager[str]:
        """Serve the folder until the block ends; then nobody is there."""


def configured(found: nginx.Nginx, site: str, port: int, root: Path, own: Path) -> str:
    """Return nginx's stock configuration with one site, for a port and a root.

    What nginx writes, it writes into the folder `own`.
    """
    main = COMMENT.sub("", (found.settings / "nginx.conf").read_text())
    if site and not SITES.search(main):
        main = PLAIN % site
    main = MACHINE.sub("", SITES.sub(lambda _: site, main))
    main = re.sub(r"\S*mime\.types", f"{found.settings}/mime.types", main)
    listening = f"server {{ listen 127.0.0.1:{port}; root {root};"
    main = re.sub(r"\bserver\s*\{", listening, main)
    for_all = "".join(
        f"{kind}_temp_path {own}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = re.sub(r"\bhttp\s*\{", f"http {{ access_log off; {for_all}", main)
    # its workers must be able to read what tests have written
    user = "user root;" if os.geteuid() == 0 else ""
    return f"{user} daemon off; pid {own}/pid; error_log {own}/error.log;\n{main}"


@contextmanager
def nginx_with(site: str, folder: Path) -> Iterator[str]:
    """Serve a folder by nginx with the `server` block that `site` has."""
    found = nginx.find()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    own = folder.parent / f"nginx-{port}"
    own.mkdir()
    settings = own / "nginx.conf"
    settings.write_text(configured(found, site, port, folder, own))
    words = [str(found.program), "-p", str(own), "-c", str(settings)]
    running = subprocess.Popen(
        words, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    try:
        until_open(running, port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.communicate()


def until_open(running: subprocess.Popen[str], port: int) -> None:
    """Wait until a server listens; raise AssertionError with its words if it ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if running.poll() is not None:
            raise AssertionError(f"the server ended: {running.communicate()[1]}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"nobody listens on port {port}")


def stock_nginx(folder: Path) -> AbstractContextManager[str]:
    """The distribution's nginx, as it is once installed."""
    default = nginx.find().settings / "sites-available" / "default"
    site = default.read_text() if default.is_file() else ""
    return nginx_with(COMMENT.sub("", site), folder)


def nginx_by_recipe(folder: Path) -> AbstractContextManager[str]:
    """The distribution's nginx with our recipe."""
    return nginx_with(COMMENT.sub("", RECIPE.read_text()), folder)


def pythons_server(folder: Path) -> AbstractContextManager[str]:
    """The server that every Python has."""
    return python_with(["-m", "http.server", "--bind", "127.0.0.1"], folder)


@contextmanager
def python_with(words: list[str], folder: Path) -> Iterator[str]:
    """Serve a folder by Python's server, as these words start it, on a free port."""
    running = subprocess.Popen(
        [sys.executable, "-u", *words, "0"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert running.stdout
        found = re.search(r"http://[\d.:]+/", running.stdout.readline())
        assert found, "Python's server does not say where it is"
        yield found[0]
    finally:
        running.terminate()
        running.communicate()


class Quiet(SimpleHTTPRequestHandler):
    """Python's handler, without a word to the console."""

    def log_message(self, *_: object) -> None:
        """Say nothing: a failing test names the address itself."""


class Bare(Quiet):
    """Speaks HTTP/1.0, and names neither a length nor a date."""

    def send_header(self, keyword: str, value: str) -> None:
        """Send a header, but for those."""
        if keyword not in {"Content-Length", "Last-Modified"}:
            super().send_header(keyword, value)


class Chunked(Quiet):
    """Sends each file in pieces, and never a part on demand."""

    protocol_version = "HTTP/1.1"

    def send_header(self, keyword: str, value: str) -> None:
        """Send a header; in place of a file's length, that it comes in pieces."""
        if keyword == "Content-Length" and value != "0":
            keyword, value = "Transfer-Encoding", "chunked"
        super().send_header(keyword, value)

    def copyfile(self, source: SupportsRead[bytes], outputfile: Any) -> None:  # type: ignore[override]
        """Send a file in pieces, and one without bytes at its end."""
        while piece := source.read(PIECE):
            outputfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
        outputfile.write(b"0\r\n\r\n")

    def send_error(self, code: int, *_: object) -> None:
        """Say no more than a code."""
        said = f"{code}\n".encode()
        self.send_response(code)
        super().send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)


class Labelling(Chunked):
    """Also takes each part of a file's name for a word about it, as Apache does."""

    encodings = {"gz": "gzip", "tgz": "gzip", "z": "compress", "br": "br"}  # noqa: RUF012

    def end_headers(self) -> None:
        """Label what is sent by what its name says."""
        for part in self.path.rpartition("/")[2].lower().split(".")[1:]:
            if part in self.encodings:
                self.send_header("Content-Encoding", self.encodings[part])
        super().end_headers()


def by_python(handler: type[SimpleHTTPRequestHandler]) -> Host:
    """Return a host that answers as a handler does."""

    @contextmanager
    def serve(folder: Path) -> Iterator[str]:
        with Server(folder, handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield f"http://127.0.0.1:{server.server_port}/"
            finally:
                server.shutdown()

    return serve


HOSTS: dict[str, Host] = {
    "stock nginx": stock_nginx,
    "nginx by our recipe": nginx_by_recipe,
    "Python's server": pythons_server,
    "one without lengths": by_python(Bare),
    "one that sends pieces and labels them by name": by_python(Labelling),
}
