"""`make serve`: the site on this machine, rebuilt when anything it is made of changes.

    python -P engine/site/serve.py [PORT]

Two processes. This one serves and watches; it imports the standard library alone, so
that no edit of the engine can break it. The other, `engine.site.build --follow`,
builds, and is started anew when the engine or mkdocs.yml changes. What is served is
always the last site that was whole: a broken edit costs a message and nothing else.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from collections.abc import Iterator
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from stat import S_ISDIR
from urllib.parse import urlsplit

HOST = "127.0.0.1"
WATCHED = ("docs", "snippets", "engine", "mkdocs.yml", "pyproject.toml", "words.txt")
BUILDER = ("-m", "engine.site.build", "--follow")
# what is no part of the site, and can stop a build all the same
JUDGED = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "tests/lessons")
# what a builder at work keeps of what was there when it began
REMEMBERED = re.compile(r"mkdocs\.yml|engine/.*\.(?:py|html|json)")

STOPPING = (signal.SIGTERM, signal.SIGHUP)

LOOK = 0.1  # seconds between looks at the files
HOLD = 20  # seconds that a browser's question for a newer site is held open

RELOADING = "/-/reload.js"
NEWER = "/-/newer"
# only a tab that is seen asks: held questions of six would leave a browser none to ask
SCRIPT = f"""\
const known = document.currentScript.dataset.known;
let asking = new AbortController();
async function ask() {{
  asking.abort();
  const {{signal}} = (asking = new AbortController());
  while (document.visibilityState === "visible" && !signal.aborted) {{
    try {{
      const answer = await fetch("{NEWER}?" + known, {{signal}});
      if ((await answer.text()) !== known) return location.reload();
    }} catch {{
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }}
  }}
}}
addEventListener("load", ask);
document.addEventListener("visibilitychange", ask);
"""

FRAME = re.compile(r'^ +File "(?P<file>[^"]+)", line (?P<line>\d+)', re.MULTILINE)


def in_a_line(error: BaseException | str, root: Path) -> str:
    """Return an exception, or the text of its traceback, as `file:line: what it is`.

    The place is the last one in the tree at `root`, if there is one.
    """
    if isinstance(error, BaseException):
        error = "".join(traceback.format_exception(error))
    where = ""
    for found in FRAME.finditer(error):
        file = Path(os.path.abspath(found["file"]))
        if file.is_relative_to(root / ".venv") or not file.is_relative_to(root):
            continue
        where = f"{file.relative_to(root).as_posix()}:{found['line']}: "
    lines = [line for line in error.splitlines() if line and not line[0].isspace()]
    return where + (lines[-1] if lines else "it ended without a word")


class Site:
    """What is served: the last whole site, and which release of it that is."""

    def __init__(self, folder: Path) -> None:
        """Take the folder that each whole site is swapped into."""
        self.folder = folder
        self.release = ""
        self.newer = threading.Condition()

    def renew(self) -> None:
        """Read which release is in the folder; tell all who wait for a newer one."""
        with self.newer:
            lists = self.folder.glob("static/release-*.json")
            self.release = next((each.stem.partition("-")[2] for each in lists), "")
            self.newer.notify_all()

    def wait(self, known: str) -> str:
        """Return the site's release when it is not the one known, or in a while."""
        with self.newer:
            self.newer.wait_for(lambda: self.release != known, HOLD)
            return self.release


class Handler(SimpleHTTPRequestHandler):
    """Serves the site's files; pages ask whether there are newer ones."""

    site: Site
    extensions_map = {  # noqa: RUF012
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".py": "text/plain; charset=utf-8",
        ".woff2": "font/woff2",
        ".webmanifest": "application/manifest+json",
    }

    def do_GET(self) -> None:
        """Answer the reloading script and its question; pages; other files."""
        address = urlsplit(self.path)
        if "%00" in address.path:
            self.send_error(HTTPStatus.NOT_FOUND)  # no file's name has it
        elif address.path == RELOADING:
            self.reply(HTTPStatus.OK, "text/javascript", SCRIPT.encode())
        elif address.path == NEWER:
            release = self.site.wait(address.query)
            self.reply(HTTPStatus.OK, "text/plain", release.encode())
        elif address.path.endswith(("/", ".html")):
            self.reply_page(Path(self.translate_path(self.path)))
        else:
            super().do_GET()

    def reply_page(self, file: Path, status: HTTPStatus = HTTPStatus.OK) -> None:
        """Answer with a page, or with the 404 page."""
        # unlike Path's own, it has an answer for a name that's too long
        if os.path.isdir(file):
            file = file / "index.html"
        try:
            page = file.read_bytes()
        except OSError:
            if status is HTTPStatus.OK:
                self.send_error(HTTPStatus.NOT_FOUND)
                return
            page = b"<!doctype html><title>Not found</title>Not found"
        self.reply(status, "text/html; charset=utf-8", page)

    def send_error(
        self, code: int, message: str | None = None, explain: str | None = None
    ) -> None:
        """Answer a request for nothing that is there with the site's own page."""
        if code == HTTPStatus.NOT_FOUND:
            self.reply_page(self.site.folder / "404.html", HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def reply(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        """Answer with this body."""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body)

    def list_directory(self, path: object) -> None:
        """Show no listing of a folder without a page."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        """Let no browser keep what an edit in the same second may change."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of what goes well, and leave what does not to the browser."""


class Builder:
    """The process that builds; started when it is needed, and again when it died."""

    def __init__(self, root: Path, address: str) -> None:
        """Take the tree's root and the address that the site is built for."""
        self.root = root
        self.command = [sys.executable, *BUILDER, address]
        self.running: subprocess.Popen[str] | None = None
        # a file and not a pipe, which would block the builder when it is full
        self.noise = tempfile.TemporaryFile("w+", errors="replace")  # noqa: SIM115

    def build(self, folder: Path) -> tuple[str, float]:
        """Swap a new site into the folder; return what is wrong, and the seconds."""
        if not self.running:
            self.noise.seek(0)
            self.noise.truncate()
            self.running = subprocess.Popen(
                self.command,
                cwd=self.root,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self.noise,
                text=True,
                start_new_session=True,  # Ctrl+C is for this process to hear
            )
        assert self.running.stdin
        assert self.running.stdout
        with contextlib.suppress(BrokenPipeError):
            print(folder, file=self.running.stdin, flush=True)
        answer = self.running.stdout.readline()
        if answer:
            report = json.loads(answer)
            return report["said"], report["seconds"]
        self.stop()
        self.noise.seek(0)
        return in_a_line(self.noise.read(), self.root), 0.0

    def stop(self) -> None:
        """End the process; the next build starts a new one."""
        if self.running:
            self.running.terminate()
            self.running.communicate()
            self.running = None


def look(root: Path) -> dict[str, tuple[int, int]]:
    """Return what changes when a file that the site is made of does, by its path."""
    return {
        os.path.relpath(file, root): (status.st_mtime_ns, status.st_size)
        for name in (*WATCHED, *JUDGED)
        for file, status in files(f"{root}/{name}")
    }


def files(start: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield files at or below a path, save hidden ones, caches and editors' own."""
    try:
        status = os.stat(start)
        names = os.listdir(start) if S_ISDIR(status.st_mode) else None
    except OSError:
        return  # a link to nowhere; what an editor swaps in, the next look sees
    if names is None:
        yield start, status
        return
    for name in names:
        if not name.startswith((".", "__pycache__")) and not name.endswith("~"):
            yield from files(f"{start}/{name}")


def changes(root: Path, before: dict[str, tuple[int, int]]) -> Iterator[set[str]]:
    """Yield the paths that changed, each time that some have and none do any more."""
    while True:
        time.sleep(LOOK)
        now = look(root)
        if now == before:
            continue
        settled = False
        while not settled:
            time.sleep(LOOK / 4)
            settled, now = (later := look(root)) == now, later
        yield {path for path, _ in before.items() ^ now.items()}
        before = now


def serve(root: Path, server: ThreadingHTTPServer, site: Site) -> int:
    """Build, serve, and rebuild at each change until interrupted; return the status."""
    address = f"http://{HOST}:{server.server_port}/"
    builder = Builder(root, address)
    before = look(root)  # so that what is edited while the first build runs is seen
    try:
        said, seconds = builder.build(site.folder)
        if said:
            print(f"{said}\nThe site was not built, so there is none to serve.")
            return 1
        site.renew()
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Built in {seconds:.1f} s. Changes in {', '.join(WATCHED)} show.")
        print(f"Serving {address} (Ctrl+C stops it)", flush=True)
        for changed in changes(root, before):
            if any(map(REMEMBERED.fullmatch, changed)):
                builder.stop()
            said, seconds = builder.build(site.folder)
            names = ", ".join(sorted(changed)[:3])
            if said:
                print(f"\n{said}\nThe last good site stays up.", flush=True)
                continue
            site.renew()
            print(f"{names}: built in {seconds:.2f} s", flush=True)
            if Path(__file__).relative_to(root).as_posix() in changed:
                print("make serve itself changed: start it again to see that.")
    finally:
        builder.stop()
    return 0


def free(port: int) -> int:
    """Return the next port that nothing listens on."""
    for other in range(port + 1, min(port + 50, 65536)):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind((HOST, other))
            return other
    return port + 1


def interrupt(*_: object) -> None:
    """Stop as Ctrl+C does, and once: a terminal that closes says it more than once."""
    for each in STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def main(arguments: list[str]) -> int:
    """Serve the tree in the current folder on the port named, or 8000."""
    root = Path.cwd()
    wanted = arguments[0] if arguments else "8000"
    if not wanted.isdecimal() or not 0 < int(wanted) < 65536:
        print(f"PORT={wanted}: a port is a number up to 65535.", file=sys.stderr)
        return 2
    port = int(wanted)
    try:
        server = ThreadingHTTPServer((HOST, port), Handler)
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = "is in use" if taken else f"cannot be had ({error.strerror})"
        mend = f"stop what uses it, or take another: `make serve PORT={free(port)}`."
        print(f"Port {port} {why}: {mend}", file=sys.stderr)
        return 1
    for each in STOPPING:
        if signal.getsignal(each) is not signal.SIG_IGN:  # as nohup has it
            signal.signal(each, interrupt)
    near = Path(tempfile.mkdtemp(prefix=f".site-{port}-", dir=root))
    Handler.site = Site(near / "site")
    server.RequestHandlerClass = partial(Handler, directory=str(near / "site"))
    try:
        return serve(root, server, Handler.site)
    except KeyboardInterrupt:
        return 0
    finally:
        shutil.rmtree(near, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
