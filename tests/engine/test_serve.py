"""What is served is the last whole site, whatever an edit breaks."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from engine.book.tree import Tree
from engine.gates.gate import Bench
from engine.gates.rules import GATES
from engine.site import serve
from tests.engine import kit_site

from .test_site import INDEX, MODULE, change, write

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((serve.HOST, 0))
        return int(probe.getsockname()[1])


class Serving:
    """`make serve` at work on a small site, with what it says and what it answers."""

    def __init__(self, root: Path) -> None:
        """Start it."""
        self.root = root
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-P", "engine/site/serve.py", str(self.port)],
            cwd=root,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: Queue[str] = Queue()
        Thread(target=self.listen, daemon=True).start()

    def listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))

    def says(self, pattern: str) -> str:
        """Return the next line that matches; fail when none comes."""
        said = []
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                said.append(self.lines.get(timeout=0.2))
            except Empty:
                if self.process.poll() is not None:
                    break
                continue
            if re.search(pattern, said[-1]):
                return said[-1]
        raise AssertionError(f"no {pattern!r} in {said}")

    def get(self, path: str = "") -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return str(answer.read().decode())

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def stop(self, *signums: int) -> int:
        for each in signums or [signal.SIGINT]:
            self.process.send_signal(each)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    # the engine without its theme, for a site has one of its own; its words are there
    shutil.copytree(
        ROOT / "engine",
        root / "engine",
        ignore=shutil.ignore_patterns("__pycache__", "theme"),
    )
    words = "engine/theme/messages"
    shutil.copytree(ROOT / words, root / words)
    return root


@pytest.fixture(scope="module")
def started(tree: Path) -> Iterator[Serving]:
    write(tree)
    found = Serving(tree)
    found.says(f"^Serving {found.address} ")
    yield found
    found.stop()


@pytest.fixture
def serving(started: Serving) -> Serving:
    """The server, its site mended and built after whatever a test before broke."""
    write(started.root)
    (started.root / "docs" / "index.md").write_text(f"{INDEX}\n{time.time()}\n")
    started.says("docs/index.md.*: built in")
    return started


@pytest.mark.slow
class TestServing:
    def test_a_change_of_a_page_shows(self, serving: Serving) -> None:
        change(serving.root / "docs/more.md", "# More", "# Much more")
        serving.says("^docs/more.md: built in")
        assert "Much more" in serving.get("more/")

    def test_a_change_of_a_snippet_shows(self, serving: Serving) -> None:
        change(serving.root / "snippets/index.py", "Return double.", "Return it twice.")
        serving.says("^snippets/index.py: built in")
        assert "Return it twice." in serving.get()

    def test_a_change_of_mkdocs_yml_shows(self, serving: Serving) -> None:
        change(serving.root / "mkdocs.yml", "A site", "Another site")
        serving.says("^mkdocs.yml: built in")
        assert "Another site" in serving.get()

    def test_a_change_of_the_theme_shows(self, serving: Serving) -> None:
        (serving.root / "engine/theme/own.css").write_text("/* changed */")
        serving.says("^engine/theme/own.css: built in")
        assert serving.get("own.css") == "/* changed */"

    def test_a_change_of_the_engine_shows(self, serving: Serving) -> None:
        file = serving.root / "engine/site/build.py"
        change(file, "UNUSED = (", 'UNUSED = ("own.css", ')
        serving.says("^engine/site/build.py: built in")
        with pytest.raises(urllib.error.HTTPError):
            serving.get("own.css")
        shutil.copy(ROOT / "engine/site/build.py", file)
        serving.says("^engine/site/build.py: built in")

    @pytest.mark.parametrize(
        ("name", "old", "new", "said"),
        [
            ("docs/index.md", ":twice", ":thrice", r"^docs/index\.md:10: "),
            ("snippets/index.py", "# --8<-- [end:twice]", "", r"^snippets/index\.py:1"),
            ("mkdocs.yml", "font: false", "font: [", r"^mkdocs\.yml:\d+: "),
            (
                "engine/gates/links.py",
                "from __future__ import annotations",
                "from __future__ import annotations\nimport nonesuch",
                r"^engine/gates/links\.py:\d+: ModuleNotFoundError",
            ),
            (
                "engine/site/build.py",
                "import yaml",
                "import yaml\nif:",
                r"^engine/site/build\.py:\d+: SyntaxError",
            ),
        ],
    )
    def test_a_broken_edit_costs_a_message_and_nothing_else(
        self, serving: Serving, name: str, old: str, new: str, said: str
    ) -> None:
        before = serving.get()
        file = serving.root / name
        whole = file.read_text()
        change(file, old, new)
        serving.says(said)
        serving.says("^The last good site stays up")
        assert serving.get() == before
        file.write_text(whole)
        serving.says(f"^{name}: built in")

    def test_a_change_of_the_machines_words_shows_on_every_page(
        self, serving: Serving
    ) -> None:
        file = serving.root / "engine/theme/messages/en.json"
        change(file, '"All of {file}"', '"The whole of {file}"')
        serving.says("^engine/theme/messages/en.json: built in")
        assert "The whole of" in serving.get()
        shutil.copy(ROOT / "engine/theme/messages/en.json", file)
        serving.says("^engine/theme/messages/en.json: built in")
        assert "All of" in serving.get()

    def test_what_stops_a_build_beside_the_site_is_seen_to_be_mended(
        self, serving: Serving
    ) -> None:
        readme = serving.root / "README.md"
        readme.write_text("# A site\n\nSee [more](docs/more.md#nonesuch).\n")
        serving.says(r"^README\.md:3: ")
        serving.says("^The last good site stays up")
        change(readme, "#nonesuch", "")
        serving.says("^README.md: built in")
        readme.unlink()
        serving.says("^README.md: built in")

    def test_pages_learn_of_a_newer_site(self, serving: Serving) -> None:
        page = serving.get()
        known = re.search(r'src="/-/reload.js" data-known="(\w+)"', page)
        assert known
        assert "location.reload()" in serving.get("-/reload.js")
        change(serving.root / "docs/more.md", "# More", "# Much more")
        newer = serving.get(f"-/newer?{known[1]}")
        assert newer != known[1]
        assert f'data-known="{newer}"' in serving.get()

    def test_what_is_not_there_gets_the_404_page(self, serving: Serving) -> None:
        for path in ("nonesuch/", "nonesuch.css", "snippets/"):
            with pytest.raises(urllib.error.HTTPError) as raised:
                serving.get(path)
            assert raised.value.code == 404
            assert "<title>A site</title>" in raised.value.read().decode()

    def test_an_address_longer_than_a_file_may_be_called_gets_the_404_page(
        self, serving: Serving
    ) -> None:
        for name in ("x" * 300, "x" * 300 + "/", "x/" * 3000, "x" * 300 + ".css"):
            with pytest.raises(urllib.error.HTTPError) as raised:
                serving.get(name)
            assert raised.value.code == 404

    def test_sources_are_text_to_read(self, serving: Serving) -> None:
        address = serving.address + "snippets/index.py"
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
            assert answer.read().decode() == MODULE


@pytest.mark.slow
@pytest.mark.parametrize(
    "signums",
    [
        [signal.SIGINT],
        [signal.SIGTERM],
        # a terminal that closes, its shell, and make
        [signal.SIGHUP, signal.SIGHUP, signal.SIGTERM],
    ],
)
def test_stopping_leaves_nothing(
    tmp_path: Path, tree: Path, signums: list[int]
) -> None:
    shutil.copytree(tree / "engine", tmp_path / "engine")
    write(tmp_path)
    serving = Serving(tmp_path)
    serving.says("^Serving ")
    assert serving.stop(*signums) == 0
    assert not list(tmp_path.glob(".site-*"))


@pytest.mark.slow
def test_an_edit_while_the_first_build_runs_is_seen(tmp_path: Path, tree: Path) -> None:
    shutil.copytree(tree / "engine", tmp_path / "engine")
    write(tmp_path)
    serving = Serving(tmp_path)
    while not list(tmp_path.glob(".site-*/.site-*")):
        time.sleep(0.01)
    change(tmp_path / "docs/more.md", "# More", "# Much more")
    serving.says("^Serving ")
    serving.says("^docs/more.md: built in")
    assert "Much more" in serving.get("more/")
    serving.stop()


@pytest.mark.slow
def test_a_site_that_cannot_be_built_is_not_served(tmp_path: Path, tree: Path) -> None:
    shutil.copytree(tree / "engine", tmp_path / "engine")
    write(tmp_path)
    change(tmp_path / "docs/index.md", ":twice", ":thrice")
    serving = Serving(tmp_path)
    serving.says(r"^docs/index\.md:10: ")
    assert serving.process.wait(timeout=PATIENCE) == 1


def test_a_port_in_use_is_named_with_another_that_is_free(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.create_server((serve.HOST, 0)) as taken:
        port = taken.getsockname()[1]
        assert serve.main([str(port)]) == 1
    found = re.fullmatch(
        rf"Port {port} is in use: stop what uses it, or take another: "
        r"`make serve PORT=(\d+)`\.\n",
        capsys.readouterr().err,
    )
    assert found
    with socket.create_server((serve.HOST, int(found[1]))):
        pass


@pytest.mark.parametrize("port", ["x", "0", "65536", "-1", ""])
def test_a_port_that_is_none_is_refused(
    port: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert serve.main([port]) == 2
    said = capsys.readouterr().err
    assert said == f"PORT={port}: a port is a number up to 65535.\n"


class TestInALine:
    def test_an_exception_is_placed_in_the_tree(self, tmp_path: Path) -> None:
        file = tmp_path / "made.py"
        file.write_text("def f():\n    return {}['x']\n")
        names: dict[str, object] = {}
        exec(compile(file.read_text(), str(file), "exec"), names)
        with pytest.raises(KeyError) as raised:
            names["f"]()  # type: ignore[operator]
        assert serve.in_a_line(raised.value, tmp_path) == "made.py:2: KeyError: 'x'"

    def test_a_place_outside_the_tree_is_left_out(self, tmp_path: Path) -> None:
        text = 'Traceback:\n  File "/usr/lib/x.py", line 3\nValueError: no\n'
        assert serve.in_a_line(text, tmp_path) == "ValueError: no"

    def test_nothing_said_is_said(self, tmp_path: Path) -> None:
        assert serve.in_a_line("", tmp_path) == "it ended without a word"


def test_all_that_gates_read_before_a_build_is_looked_at(tmp_path: Path) -> None:
    root = kit_site.site(tmp_path)
    for name in ("CONTRIBUTING.md", "SECURITY.md"):
        (root / name).write_text("# A file\n")
    bench = Bench()
    bench.faults(Tree(root), [each for each in GATES if each.building])
    read = {path for said in bench.said.values() for _, path, *_ in said.seen}
    assert {"README.md", "SECURITY.md", "docs", "tests/lessons"} <= read
    looked = {*serve.WATCHED, *serve.JUDGED}
    assert not [p for p in read if not {p, *map(str, Path(p).parents)} & looked]
    assert "tests/lessons/first/test_before.py" in serve.look(root)


def test_what_cannot_be_looked_at_hides_no_other_file(tmp_path: Path) -> None:
    write(tmp_path)
    before = serve.look(tmp_path)
    for number in range(20):  # some stand before a file, in the order of the disk
        (tmp_path / f"docs/nowhere{number}.md").symlink_to("nonesuch")
    (tmp_path / "docs/itself").symlink_to("itself")
    (tmp_path / "words.txt").symlink_to("words.txt")
    assert serve.look(tmp_path) == before


def test_hidden_files_and_those_of_editors_are_not_looked_at(tmp_path: Path) -> None:
    write(tmp_path)
    before = serve.look(tmp_path)
    for name in (".index.md.swp", "index.md~", ".hidden/x.md"):
        (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text("x")
    (tmp_path / "engine/__pycache__").mkdir()
    (tmp_path / "engine/__pycache__/x.pyc").write_text("x")
    assert serve.look(tmp_path) == before
    assert "docs/index.md" in before
