"""`make serve`: the site on this machine, rebuilt when anything it is made of changes.

The server and the watching are MkDocs' own. What differs is what it serves: always
the last site that was whole, so that a broken edit costs a message and nothing else.
"""

from __future__ import annotations

import argparse
import errno
import os
import socket
import sys
import time
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from engine.weave import site

MODULE = "engine.weave.serve"
HOST = "127.0.0.1"
WATCHED = ("docs", "snippets", "engine", "mkdocs.yml")


def engine_stamp(root: Path) -> tuple[tuple[str, int], ...]:
    """Return what changes when a module of the engine does."""
    files = sorted((root / "engine").rglob("*.py"))
    return tuple((str(file), file.stat().st_mtime_ns) for file in files)


def taken(port: int) -> str:
    """Return a sentence when the port cannot be had, or nothing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno in {errno.EADDRINUSE, errno.EACCES}:
                return (
                    f"Port {port} is taken: stop what uses it, "
                    f"or choose another with `make serve PORT={port + 1}`."
                )
            raise
    return ""


def serve(root: Path, folder: Path, port: int) -> None:
    """Build into `folder`, serve it, and rebuild at each change until interrupted."""
    running = engine_stamp(root)

    def rebuild() -> None:
        if engine_stamp(root) != running:
            # Python keeps old modules; a fresh start is the only honest reload
            os.execv(sys.executable, [sys.executable, "-m", MODULE, *sys.argv[1:]])
        start = time.perf_counter()
        try:
            site.build(root, folder)
        except site.SiteError as error:
            stays = "The last good site stays up." if folder.is_dir() else ""
            print(f"\n{error}\n{stays or 'Mend it, and the site appears.'}", flush=True)
        else:
            print(f"Built in {time.perf_counter() - start:.2f} s", flush=True)

    rebuild()
    server = LiveReloadServer(builder=rebuild, host=HOST, port=port, root=str(folder))
    server.url = f"http://{HOST}:{port}/"

    def missing(code: int) -> bytes | None:
        page = folder / "404.html"
        return page.read_bytes() if code == 404 and page.is_file() else None

    server.error_handler = missing
    for name in WATCHED:
        server.watch(str(root / name))
    print(f"Serving http://{HOST}:{port}/ — Ctrl+C stops it", flush=True)
    try:
        server.serve(open_in_browser=False)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        print()
    finally:
        server.shutdown()


def main() -> int:
    """Serve the tree in the current folder."""
    parser = argparse.ArgumentParser(prog="make serve")
    parser.add_argument("--port", type=int, default=8000)
    port = parser.parse_args().port
    complaint = taken(port)
    if complaint:
        print(complaint, file=sys.stderr)
        return 1
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}/")
    root = Path.cwd()
    # a folder of its own for each port: two may serve at once, and neither is `site`
    serve(root, root / ".site" / str(port), port)
    return 0


if __name__ == "__main__":
    sys.exit(main())
