"""Each way that set-up can fail is provoked, and ends in a sentence that helps."""

from __future__ import annotations

import base64
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.setup import browser, lock, nginx, node, packages

ROOT = Path(__file__).parents[2]
TOOLS = ("sh", "make", "sed", "rm", "mkdir", "cat")

Run = subprocess.CompletedProcess[str]


def stub(folder: Path, name: str, script: str) -> Path:
    """Write a command that a shell runs."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def wheel(folder: Path, name: str, module: str, script: str) -> str:
    """Write a package of one module into `folder`, and return its line for a lock."""
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}-1.0-py3-none-any.whl"
    files = {
        module: script,
        f"{name}-1.0.dist-info/METADATA": (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n"
        ),
        f"{name}-1.0.dist-info/WHEEL": (
            "Wheel-Version: 1.0\nGenerator: a test\nRoot-Is-Purelib: true\n"
            "Tag: py3-none-any\n"
        ),
    }
    record = "".join(
        f"{path},sha256={digest(text)},{len(text)}\n" for path, text in files.items()
    )
    files[f"{name}-1.0.dist-info/RECORD"] = record
    with zipfile.ZipFile(file, "w") as out:
        for path, text in files.items():
            out.writestr(path, text)
    sha = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"{name.replace('_', '-')}==1.0 \\\n    --hash=sha256:{sha}\n"


def digest(text: str) -> str:
    raw = hashlib.sha256(text.encode()).digest()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder that has what a bare system has, and no Python."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in TOOLS:
        found = shutil.which(name)
        assert found
        (folder / name).symlink_to(found)
    return folder


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository whose site needs one package, which lies beside it."""
    root = tmp_path / "ein Bäumchen, for one"
    (root / "lock").mkdir(parents=True)
    (root / "engine").mkdir()
    shutil.copytree(ROOT / "engine" / "setup", root / "engine" / "setup")
    shutil.copy(ROOT / "engine" / "__init__.py", root / "engine")
    (root / "Makefile").write_text(
        'site:\n\t@PYTHON="$(PYTHON)" sh engine/setup/prepare.sh site\n'
    )
    pyproject = (
        '[project]\nrequires-python = ">=3.11"\n[dependency-groups]\nsite = []\n'
    )
    (root / "pyproject.toml").write_text(pyproject)
    head = lock.fingerprint(pyproject)
    pin = wheel(tmp_path / "wheels", "tiny_thing", "tiny_thing.py", "HERE = True\n")
    for level in lock.LEVELS:
        (root / "lock" / f"{level}.txt").write_text(f"{head}\n{pin}")
    return root


@pytest.fixture
def make(tree: Path, tools: Path) -> Callable[..., Run]:
    """A function that runs make in the tree, on a system with `tools` alone."""

    def run(*words: str, **settings: str) -> Run:
        offline = {
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(tree.parent / "wheels"),
        }
        return subprocess.run(
            ["make", "--no-print-directory", "site", *words],
            cwd=tree,
            env={"PATH": str(tools), "HOME": str(tree.parent), **offline, **settings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )

    return run


@pytest.fixture
def python(tools: Path) -> Path:
    """This Python, where a bare system has its own."""
    return stub(tools, "python3", f'exec "{sys.executable}" "$@"')


def only(done: Run) -> str:
    """Return the one sentence that a failed make says, make's own word aside."""
    assert done.returncode != 0, done.stdout + done.stderr
    said = [line for line in done.stderr.splitlines() if not line.startswith("make")]
    assert len(said) == 1, done.stderr
    return said[0]


class TestWithoutAPythonThatFits:
    def test_none_is_said_to_be_missing(self, make: Callable[..., Run]) -> None:
        said = only(make())
        assert "Python 3.11 or newer is needed, but there is no python3" in said

    def test_an_old_one_is_named_with_its_version(
        self, make: Callable[..., Run], tools: Path
    ) -> None:
        stub(tools, "python3", 'case "$3" in *exit*) exit 3;; *) echo 3.9;; esac')
        said = only(make())
        assert "but python3 is Python 3.9: install one" in said

    def test_one_that_was_asked_for_is_not_passed_over(
        self, make: Callable[..., Run], python: Path
    ) -> None:
        assert "/nowhere/python does not run" in only(make("PYTHON=/nowhere/python"))

    def test_one_without_venv_is_told_the_package(
        self, make: Callable[..., Run], tools: Path, tmp_path: Path
    ) -> None:
        lacking_ensurepip(tmp_path / "debian", tools / "python3")
        version = "{}.{}".format(*sys.version_info)
        said = only(make())
        assert f"run `sudo apt install python{version}-venv`" in said

    def test_the_newest_that_the_tests_cover_is_taken(
        self, make: Callable[..., Run], tools: Path
    ) -> None:
        stub(tools, "python3.13", "exit 3")
        for name in ("python3.12", "python3.11", "python3"):
            stub(tools, name, f'[ "$2" = -c ] || echo {name} "$@"')
        assert make().stdout == "python3.12 -E -m engine.setup.environment site\n"


def lacking_ensurepip(home: Path, command: Path) -> None:
    """Make a real Python as Debian ships it without its -venv package."""
    version = "python{}.{}".format(*sys.version_info)
    library = Path(os.__file__).parent
    (home / "lib" / version).mkdir(parents=True)
    for entry in library.iterdir():
        if entry.name not in {"ensurepip", "site-packages"}:
            (home / "lib" / version / entry.name).symlink_to(entry)
    (home / "bin").mkdir()
    real = Path(sys.base_prefix) / "bin" / version
    shutil.copy(real, home / "bin" / version)
    stub(command.parent, command.name, f'exec "{home}/bin/{version}" "$@"')


def test_a_lock_out_of_date_stops_it_before_anything_is_made(
    make: Callable[..., Run], tree: Path, python: Path
) -> None:
    file = tree / "pyproject.toml"
    file.write_text(file.read_text().replace("site = []", 'site = ["more"]'))
    assert only(make()).startswith("lock/site.txt:1: out of date")
    assert not (tree / ".venv").exists()


@pytest.mark.slow
class TestAnOptionalGroup:
    """A group that a machine may lack is installed where it can be, or told."""

    @pytest.fixture
    def extra(self, make: Callable[..., Run], tree: Path, python: Path) -> Path:
        """The tree's environment, and a group of one package that lies beside it."""
        pyproject = (tree / "pyproject.toml").read_text().replace(
            "site = []", 'site = []\nextra = ["more-things"]'
        )
        pyproject += '[tool.kit.optional]\nextra = ["more_things"]\n'
        (tree / "pyproject.toml").write_text(pyproject)
        head = lock.fingerprint(pyproject)
        for level in lock.LEVELS:
            file = tree / "lock" / f"{level}.txt"
            file.write_text(f"{head}\n{file.read_text().partition(chr(10))[2]}")
        pin = wheel(tree.parent / "wheels", "more_things", "more_things.py", "")
        (tree / "lock" / "extra.txt").write_text(f"{head}\n{pin}")
        (tree / "Makefile").write_text(
            'site:\n\t@PYTHON="$(PYTHON)" sh engine/setup/prepare.sh site\n'
            "\t@.venv/bin/python -m engine.setup.optional $(WHOLE)\n"
        )
        return tree / "lock" / "extra.txt"

    def test_is_installed_once(self, make: Callable[..., Run], extra: Path) -> None:
        first = make("WHOLE=--required")
        assert first.returncode == 0, first.stderr
        assert "what lock/extra.txt names" in first.stdout
        assert list(extra.parents[1].glob(".venv/lib/*/site-packages/more_things.py"))
        again = make("WHOLE=--required")
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

    def test_is_told_where_it_cannot_be_had_and_stops_who_wants_all(
        self, make: Callable[..., Run], extra: Path
    ) -> None:
        extra.write_text(extra.read_text().replace("==1.0", "==2.0"))
        done = make()
        assert done.returncode == 0, done.stderr
        assert "lock/extra.txt isn't installed. " in done.stderr
        assert "What needs more_things goes unchecked." in done.stderr
        assert make("WHOLE=--required").returncode

    def test_is_told_where_this_python_gets_less_than_it_names(
        self, make: Callable[..., Run], extra: Path
    ) -> None:
        text = extra.read_text()
        extra.write_text(text.replace("==1.0 ", "==1.0 ; python_version < '3' "))
        done = make()
        assert done.returncode == 0, done.stderr
        assert "lock/extra.txt has no more_things for Python 3." in done.stderr
        assert make("WHOLE=--required").returncode


@pytest.mark.slow
class TestTheEnvironment:
    """One story, for each environment takes seconds to make."""

    def test_is_made_once_and_kept_in_order(
        self, make: Callable[..., Run], tree: Path, python: Path
    ) -> None:
        first = make()
        assert first.returncode == 0, first.stderr
        assert "Making .venv" in first.stdout
        assert has_package(tree)

        again = make()
        assert (again.returncode, again.stdout, again.stderr) == (0, "", "")

        closed = "http://127.0.0.1:9/simple"
        offline = {"PIP_NO_INDEX": "0", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": closed}
        renew(tree)
        shutil.rmtree(next(tree.glob(".venv/lib/*/site-packages/tiny_thing-1.0*")))
        without = only(make(**offline))
        assert without.startswith("The package index can't be reached: connect")

        file = tree / "lock" / "site.txt"
        whole = file.read_text()
        head, _, _ = whole.rpartition("sha256:")
        file.write_text(f"{head}sha256:{'0' * 64}\n")
        assert only(make()).startswith("A package isn't the one that the lock names")

        file.write_text(whole)
        mended = make()
        assert mended.returncode == 0, mended.stderr
        assert "Making" not in mended.stdout
        assert "Installed in" in mended.stdout

    def test_is_made_anew_when_its_python_is_gone(
        self, make: Callable[..., Run], tree: Path, python: Path
    ) -> None:
        (tree / ".venv" / "bin").mkdir(parents=True)
        (tree / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
        done = make()
        assert done.returncode == 0, done.stderr
        assert has_package(tree)

    def test_is_made_anew_when_it_is_half_made(
        self, make: Callable[..., Run], tree: Path, python: Path
    ) -> None:
        command = [sys.executable, "-m", "venv", "--without-pip", str(tree / ".venv")]
        subprocess.run(command, check=True)
        done = make()
        assert done.returncode == 0, done.stderr
        assert has_package(tree)

    def test_is_waited_for_when_another_make_sets_it_up(self, tree: Path) -> None:
        with (tree / "pyproject.toml").open() as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            waiting = subprocess.Popen(
                [sys.executable, "-m", "engine.setup.environment", "lock"],
                cwd=tree,
                stdout=subprocess.PIPE,
                text=True,
            )
            assert waiting.stdout
            said = waiting.stdout.readline()
            assert said.startswith("Another make is setting up .venv")
            waiting.kill()
            waiting.communicate()


# says what it was asked, then does it by pip, or nothing
A_UV = """
import json, os, subprocess, sys
with open("uv.asked", "w") as out:
    json.dump([sys.argv[1:], dict(os.environ)], out)
if "UV_FAILS" in os.environ:
    sys.exit(2)
options = ["--no-deps", "--no-index", "--find-links", os.environ["UV_FIND_LINKS"]]
command = [sys.executable, "-m", "pip", "install", *options, "-r", sys.argv[-1]]
sys.exit(subprocess.run(command).returncode)
"""


@pytest.mark.slow
class TestUv:
    """One story here too, with a uv that only says what it was asked."""

    @pytest.fixture(autouse=True)
    def uv(self, tree: Path) -> None:
        pin = wheel(tree.parent / "wheels", "uv", "uv/__main__.py", A_UV)
        (tree / "lock" / "uv.txt").write_text(pin)

    def test_comes_by_its_lock_and_installs_the_rest(
        self, make: Callable[..., Run], tree: Path, python: Path
    ) -> None:
        done = make(UV_SYSTEM_PYTHON="1", PIP_TARGET="/elsewhere")
        assert done.returncode == 0, done.stderr
        assert "Using pip instead" not in done.stdout
        assert has_package(tree)
        asked, environment = json.loads((tree / "uv.asked").read_text())
        assert asked[:2] == ["pip", "install"]
        exact = {"--no-deps", "--require-hashes", "--only-binary=:all:", "--no-index"}
        assert exact <= set(asked)
        assert not {"--reinstall", "--compile-bytecode"} & set(asked)
        assert environment["UV_FIND_LINKS"] == str(tree.parent / "wheels")
        assert not {"UV_SYSTEM_PYTHON", "PIP_TARGET"} & set(environment)

        (tree / "uv.asked").unlink()
        renew(tree)
        (tree / ".venv" / "unfinished").touch()
        assert make(PYTHONDONTWRITEBYTECODE="1").returncode == 0
        asked, _ = json.loads((tree / "uv.asked").read_text())
        assert {"--reinstall", "--compile-bytecode"} <= set(asked)
        assert not (tree / ".venv" / "unfinished").exists()

    def test_that_cannot_be_had_or_fails_leaves_the_work_to_pip(
        self, make: Callable[..., Run], tree: Path, python: Path
    ) -> None:
        file = tree / "lock" / "uv.txt"
        whole = file.read_text()
        file.write_text(f"{whole.rpartition(':')[0]}:{'0' * 64}\n")
        done = make()
        assert done.returncode == 0, done.stderr
        assert "uv isn't available: .venv/uv.log says why" in done.stdout
        assert not (tree / "uv.asked").exists()
        assert has_package(tree)

        file.write_text(whole)
        renew(tree)
        done = make(UV_FAILS="1")
        assert done.returncode == 0, done.stderr
        assert "uv failed: .venv/uv.log says why" in done.stdout
        assert (tree / "uv.asked").exists()
        assert has_package(tree)


def renew(tree: Path) -> None:
    """Let the lock of the site be another."""
    with (tree / "lock" / "site.txt").open("a") as lock:
        lock.write("# another\n")


def has_package(tree: Path) -> bool:
    python = tree / ".venv" / "bin" / "python"
    command = [str(python), "-c", "import tiny_thing"]
    return subprocess.run(command, capture_output=True).returncode == 0


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        (
            "ERROR: Could not find a version\n"
            "ERROR: No matching distribution found for tensorflow==2.21.0",
            "No matching distribution found for tensorflow==2.21.0, for Python",
        ),
        ("WARNING: Retrying … ProxyError(…)", "The package index can't be reached"),
        ("ERROR: something new", "something new: see .venv/setup.log"),
        ("no line that pip marks", "pip failed: see .venv/setup.log"),
    ],
)
def test_what_pip_says_becomes_a_sentence(log: str, sentence: str) -> None:
    assert packages.refusal(log).startswith(sentence)


@pytest.mark.parametrize(
    ("log", "sentence"),
    [
        ("npm error code ECONNREFUSED", "The Node package registry can't be reached"),
        ("npm error code EUSAGE", "tests/browser/package-lock.json is out of date"),
        ("npm error code EINTEGRITY", "A Node package isn't the one"),
        ("npm error code EWHATEVER", "The Node packages couldn't be installed: see"),
    ],
)
def test_what_npm_says_becomes_a_sentence(log: str, sentence: str) -> None:
    assert node.refusal(log).startswith(sentence)


def test_npm_keeps_its_files_in_the_tree_for_home_may_not_be_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("npm_config_cache", "NPM_CONFIG_CACHE"):
        monkeypatch.delenv(name, raising=False)
    found = node.environment(["/somewhere/npm"])
    assert found["npm_config_cache"] == str(Path.cwd() / ".cache" / "npm")


@pytest.mark.parametrize("name", ["npm_config_cache", "NPM_CONFIG_CACHE"])
def test_where_npm_was_told_to_keep_them_stands(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "/srv/npm")
    found = node.environment(["/somewhere/npm"])
    assert [v for k, v in found.items() if k.lower() == "npm_config_cache"] == [
        "/srv/npm"
    ]


@pytest.mark.parametrize("kind", browser.KINDS.values(), ids=lambda kind: kind.name)
class TestABrowser:
    @pytest.fixture(autouse=True)
    def bare(
        self, tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[None]:
        """A system without any browser, and no way to download one."""
        monkeypatch.setattr(browser, "APPLICATIONS", (tmp_path / "Applications",))
        monkeypatch.setenv("PATH", str(tools))
        monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "playwright"))
        monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", "http://127.0.0.1:9")
        for kind in browser.KINDS.values():
            monkeypatch.delenv(kind.variable, raising=False)
        browser.find.cache_clear()
        yield
        browser.find.cache_clear()

    def test_that_is_installed_is_taken(self, tools: Path, kind: browser.Kind) -> None:
        path = stub(tools, kind.commands[-1], "exit 0")
        assert browser.find(kind) == str(path)

    def test_that_is_an_application_is_taken(
        self, tmp_path: Path, kind: browser.Kind
    ) -> None:
        bundle = tmp_path / "Applications" / kind.bundles[-1]
        path = stub(bundle.parent, bundle.name, "exit 0")
        assert browser.find(kind) == str(path)

    def test_that_does_not_start_is_passed_over(
        self, tools: Path, kind: browser.Kind
    ) -> None:
        stub(tools, kind.commands[0], "exit 1")
        path = stub(tools, kind.commands[1], "exit 0")
        assert browser.find(kind) == str(path)

    def test_that_is_named_goes_first(
        self, tools: Path, monkeypatch: pytest.MonkeyPatch, kind: browser.Kind
    ) -> None:
        stub(tools, kind.commands[0], "exit 0")
        path = stub(tools, "mine", "exit 0")
        monkeypatch.setenv(kind.variable, str(path))
        assert browser.find(kind) == str(path)

    def test_that_is_named_and_does_not_run_is_said(
        self, monkeypatch: pytest.MonkeyPatch, kind: browser.Kind
    ) -> None:
        monkeypatch.setenv(kind.variable, "/nowhere/it")
        said = f"{kind.variable} names /nowhere/it, which doesn't run"
        with pytest.raises(browser.NoBrowserError, match=said):
            browser.find(kind)

    @pytest.mark.slow
    def test_is_asked_of_the_distribution(
        self, tools: Path, kind: browser.Kind
    ) -> None:
        package = kind.packages[-1]
        ready = stub(tools / "package", kind.commands[0], "exit 0")
        script = f"""
            case "$*" in *" {package}") mv "{ready}" "{tools}";; esac
            echo "$@" >>"$0.asked"
        """
        (tools / "mv").symlink_to("/bin/mv")
        stub(tools, "apt-get", script)
        stub(tools, "sudo", 'shift; exec "$@"')
        assert browser.find(kind) == str(tools / kind.commands[0])
        asked = (tools / "apt-get.asked").read_text().splitlines()
        assert asked[0] == "-q update"
        assert len(asked) == 1 + len(kind.packages)

    @pytest.mark.slow
    def test_that_cannot_be_had_is_a_sentence(self, kind: browser.Kind) -> None:
        said = f"sudo apt install {kind.packages[0]}"
        with pytest.raises(browser.NoBrowserError, match=said):
            browser.find(kind)


class TestAnNginx:
    @pytest.fixture(autouse=True)
    def bare(
        self, tools: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> Iterator[None]:
        """A system without nginx, and no way to fetch one."""
        monkeypatch.setattr(nginx, "PLACES", ())
        monkeypatch.setenv("PATH", str(tools))
        monkeypatch.delenv(nginx.VARIABLE, raising=False)
        monkeypatch.chdir(tmp_path)
        nginx.find.cache_clear()
        yield
        nginx.find.cache_clear()

    def made(self, folder: Path, name: str = "nginx") -> Path:
        """Write an nginx that says where its configuration is."""
        return stub(folder, name, "echo --prefix=/x --conf-path=/y/nginx.conf >&2")

    def packed(self, tools: Path, *holding: str) -> None:
        """Let there be packages, the last of these with the program."""
        script = f"""
            echo "$@" >>"{tools}/asked"
            case "$2 $3" in {" | ".join(f"'download {h}'" for h in holding)})
                echo >"$3_1.deb";; *) exit 1;; esac
        """
        stub(tools, "apt-get", script)
        stub(tools, "sudo", 'shift; exec "$@"')
        unpacks = f"""
            mkdir -p "$3/etc/nginx" "$3/usr/sbin"
            echo >"$3/etc/nginx/mime.types"
            case "$2" in */{holding[-1]}_*) mv "{tools}/whole" "$3/usr/sbin/nginx";;
            esac
        """
        stub(tools, "dpkg-deb", unpacks)
        (tools / "mv").symlink_to("/bin/mv")
        self.made(tools, "whole")

    def test_that_is_installed_is_taken_with_its_configuration(
        self, tools: Path
    ) -> None:
        path = self.made(tools)
        assert nginx.find() == nginx.Nginx(path, Path("/y"))

    def test_that_is_named_goes_first(
        self, tools: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.made(tools)
        path = self.made(tools, "mine")
        monkeypatch.setenv(nginx.VARIABLE, str(path))
        assert nginx.find().program == path

    def test_that_is_named_and_does_not_run_is_said(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(nginx.VARIABLE, "/nowhere/it")
        with pytest.raises(nginx.NoNginxError, match=r"NGINX names /nowhere/it, which"):
            nginx.find()

    def test_is_fetched_and_not_installed(self, tools: Path, tmp_path: Path) -> None:
        self.packed(tools, "nginx-common", "nginx-core")
        found = nginx.find()
        assert found.program == tmp_path / ".cache/nginx/usr/sbin/nginx"
        assert (found.settings / "mime.types").is_file()
        asked = (tools / "asked").read_text().splitlines()
        assert asked == [
            f"-q download {name}" for name in ("nginx-common", "nginx", "nginx-core")
        ]
        # and once
        nginx.find.cache_clear()
        assert nginx.find() == found
        assert (tools / "asked").read_text().splitlines() == asked

    def test_that_cannot_be_had_is_a_sentence(
        self, tools: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        self.packed(tools, "nothing")
        assert nginx.main() == 1
        said = capsys.readouterr().err.splitlines()
        assert said[0] == "Asking apt-get for nginx"
        assert "sudo apt install nginx-light" in said[1]
        assert len(said) == 2
        assert "-q update" in (tools / "asked").read_text().splitlines()


def test_the_command_names_the_browser_that_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    browser.find.cache_clear()
    monkeypatch.setenv("FIREFOX", "/nowhere/firefox")
    assert browser.main(["Firefox"]) == 1
    assert capsys.readouterr().err.startswith("FIREFOX names /nowhere/firefox")
    browser.find.cache_clear()
