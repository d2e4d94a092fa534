"""Two lessons on another subject, written in a fork: one with a package, one a task."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from engine.setup.browser import CHROMIUM, find
from tests.browser.accessibility import violations
from tests.fork.conftest import git, run

pytestmark = pytest.mark.slow

# one is pure Python, the other is compiled, for Pyodide too
PACKAGES = 'browser = ["more-itertools", "msgpack"]'

PRIMED = '''\
"""What a decorator of a package does.

>>> # --8<-- [start:first]
>>> total = running()
>>> total.send(2), total.send(3)
(2, 5)
>>> msgpack.Packer.__module__
'msgpack._cmsgpack'
>>> list(msgpack.packb([1, "a"]))
[146, 1, 161, 97]
>>> # --8<-- [end:first]

>>> # --8<-- [start:twice]
>>> running.__name__
'running'
>>> # --8<-- [end:twice]
"""

from collections.abc import Generator

import msgpack  # noqa: F401 (the session uses it)
from more_itertools import consumer


# --8<-- [start:shout]
@consumer
def running() -> Generator[int, int, None]:
    """Give the total of all that was sent."""
    total = 0
    while True:
        total += yield total
# --8<-- [end:shout]
'''
PRIMED_TEST = '''\
"""What the lesson says beyond its session."""

from snippets.lessons.primed import running


def test_nothing_sent_is_nothing() -> None:
    assert running().send(0) == 0
'''
TASK = '''\
"""Say it twice

Write `twice(items)`, which yields each item two times.

Hint: One `yield` gives one value.

Step: list(twice("ab"))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any


# --8<-- [start:starter]
def twice(items):
    return list(items)
# --8<-- [end:starter]


# --8<-- [start:wrong-once]
# told: `list(twice("ab"))` gives `'b'` as item 2, not `'a'`.
def twice(items):
    yield from items
# --8<-- [end:wrong-once]


# --8<-- [start:solution]
def twice(items: Iterable[str]) -> Iterator[str]:
    for item in items:
        yield item
        yield item
# --8<-- [end:solution]


def check(answer: Callable[..., Any], probe: Any) -> None:
    """Ask for each item two times."""
    probe.gives('list(twice("ab"))', answer("ab"), "aabb")
    given, wanted = [3, 0, None, 3], [3, 3, 0, 0, None, None, 3, 3]
    pulls = [0, 1, 1, 2, 2, 3, 3, 4, 4, 4]
    probe.one_by_one("twice({})", answer, given, wanted, pulls)
    many = [f"knot {n}" for n in range(40)]
    probe.gives("list(twice(many))", answer(many), [e for e in many for _ in "ab"])
    probe.retained("twice(many)", answer, many)
'''


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def taught(fork: Path) -> Iterator[Path]:
    """The fork with two lessons more; it is as it was afterwards."""
    for name, title in (("primed", "Primed before use"), ("doubled", "Doubled")):
        words = ["PART=lessons", f"NAME={name}", f"TITLE={title}"]
        assert "wrote " in run(fork, "make", "lesson", *words)
    change(fork / "pyproject.toml", "browser = []", PACKAGES)
    run(fork, "make", "lock")
    (fork / "snippets/lessons/primed.py").write_text(PRIMED)
    (fork / "tests/lessons/lessons/test_primed.py").write_text(PRIMED_TEST)
    (fork / "snippets/lessons/exercises").mkdir()
    (fork / "snippets/lessons/exercises/twice.py").write_text(TASK)
    change(
        fork / "docs/lessons/doubled.md",
        "## Then take it away\n",
        '## Your turn\n\n```exercise\n--8<-- "lessons/exercises/twice.py"\n```\n\n'
        "## Then take it away\n",
    )
    git(fork, "add", "--all")
    git(fork, "commit", "--quiet", "--message", "Two lessons")
    run(fork, "sh", "engine/setup/prepare.sh", "check")
    yield fork
    git(fork, "reset", "--quiet", "--hard", "HEAD~1")


@pytest.fixture(scope="module")
def address(taught: Path) -> Iterator[str]:
    """The address of the fork's built site."""
    run(taught, "make", "site", "RUN=1")
    handler = partial(SimpleHTTPRequestHandler, directory=str(taught / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


def test_make_check_runs_them_and_is_green(taught: Path) -> None:
    said = run(taught, "make", "check")
    assert re.search(r"^\d+ passed", said, re.MULTILINE), said


def test_only_the_page_that_needs_the_package_loads_it(
    address: str, taught: Path
) -> None:
    (file,) = (taught / "site/static").glob("release-*.json")
    listed = json.loads(file.read_text(encoding="utf-8"))
    assert list(listed["packages"]) == ["lessons/primed.py"]
    bundles = listed["packages"]["lessons/primed.py"]
    assert set(bundles) < set(listed["files"])
    pure, compiled = [
        json.loads((taught / "site" / each).read_text()) for each in bundles
    ]
    assert "more_itertools/more.py" in pure
    assert [list(file) for file in compiled.values() if isinstance(file, dict)] == [
        ["base64"]
    ]


@pytest.mark.browser
def test_run_step_and_check_work_in_a_browser_with_the_package_and_without(
    address: str,
) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(CHROMIUM))
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/lessons/primed/")
        page.get_by_role("button", name="Run: first").click()
        page.locator(".said", has_text="As recorded: 4 of 4").wait_for(timeout=120_000)
        assert any("more-itertools" in url for url in asked)
        asked.clear()
        page.goto(f"{address}/lessons/doubled/")
        page.get_by_role("button", name="Run: first").click()
        page.locator(".said", has_text="As recorded").wait_for(timeout=120_000)
        page.get_by_role("button", name="Step: first").click()
        page.locator("figure.stage.alive").first.wait_for(timeout=120_000)
        page.get_by_role("button", name="Check").first.click()
        page.get_by_text("as item 2").first.wait_for(timeout=120_000)
        assert violations(page) == []
        assert asked
        assert not any("more-itertools" in url for url in asked)
        browser.close()


@pytest.mark.parametrize(
    ("path", "old", "new", "says"),
    [
        (
            "docs/lessons/primed.md",
            "primed.py:first",
            "primed.py:frist",
            r"docs/lessons/primed\.md:\d+: no section 'frist'.*did you mean 'first'",
        ),
        (
            "docs/lessons/doubled.md",
            "## Your turn",
            "## Your trun",
            r"docs/lessons/doubled\.md:\d+: unknown word 'trun'",
        ),
        (
            "snippets/lessons/primed.py",
            "(2, 5)",
            "(2, 6)",
            r"snippets/lessons/primed\.py:6",
        ),
        (
            "snippets/lessons/exercises/twice.py",
            "as item 2",
            "as item 3",
            r"snippets/lessons/exercises/twice\.py:\d+",
        ),
        (
            "snippets/lessons/doubled.py",
            '"""\n\n\n#',
            '"""\n\nimport sextant\n\n\n#',
            r"snippets/lessons/doubled\.py:14: imports sextant",
        ),
    ],
)
def test_a_fault_is_told_with_its_file_and_line(
    taught: Path, path: str, old: str, new: str, says: str
) -> None:
    file = taught / path
    before = file.read_text(encoding="utf-8")
    change(file, old, new)
    try:
        said = run(taught, *CHECK, fails=True)
    finally:
        file.write_text(before, encoding="utf-8")
    assert re.search(says, said), said


# what `make check` runs of the lessons
CHECK = (".venv/bin/python", "-m", "engine.gates", "--run")
