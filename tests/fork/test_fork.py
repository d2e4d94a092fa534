"""A stranger's fork: empty, green, about another subject, and nothing of ours in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from engine.book.page import Page
from engine.book.tree import Module, Tree
from engine.kit import owned, verdict
from engine.setup import lock
from tests.fork.conftest import AUTHOR, NAME, ROOT, git, run

pytestmark = pytest.mark.slow


# what a fork has to begin with
BEGUN = {
    "docs/about/licences.md",
    "docs/about/your-browser.md",
    "docs/index.md",
    "docs/lessons/first-lesson.md",
    "snippets/lessons/first_lesson.py",
}


def own(fork: Path) -> list[str]:
    """Return the fork's files that are its author's."""
    return [path for path in owned.files(fork) if not owned.is_engines(path)]


def everything(folder: Path) -> dict[str, bytes]:
    """Return all files of a tree, but for what says which engine it had."""
    paths = set(owned.files(folder)) - {owned.RECORD}
    return {path: (folder / path).read_bytes() for path in paths}


def test_it_has_one_lesson_to_begin_with_and_what_every_site_has(fork: Path) -> None:
    pages = {page.path: page for page in Tree(fork).pages()}
    assert [path for path, page in pages.items() if "question" in page.meta] == [
        "docs/lessons/first-lesson.md"
    ]
    modules = {module.path for module in Tree(fork).modules()}
    assert pages.keys() | modules == BEGUN


def test_nothing_of_these_lessons_is_in_it(fork: Path) -> None:
    ours: list[Page | Module] = [*Tree(ROOT).pages(), *Tree(ROOT).modules()]
    # this may be a fork itself, with a lesson of that name
    gone = [each.path for each in ours if each.path not in BEGUN]
    assert not [path for path in gone if (fork / path).exists()]
    assert not list((fork / "snippets").rglob("recorded/*.json"))
    assert [p for p in owned.files(fork) if p.startswith("tests/lessons/")] == [
        "tests/lessons/lessons/test_first_lesson.py"
    ]
    # with their folders: a stem alone may be a word of the language
    names = {path.partition("/")[2].rpartition(".")[0] for path in gone}
    words = [str(Tree(ROOT).settings()["site_name"]), *(n for n in names if "/" in n)]
    found = [
        f"{path}: {word}"
        for path in own(fork)
        for word in words
        if re.search(rf"\b{re.escape(word)}\b", (fork / path).read_text("utf-8"))
    ]
    assert not found


def test_it_has_its_own_name_holder_and_citation(fork: Path) -> None:
    settings = Tree(fork).settings()
    assert (settings["site_name"], settings["site_author"]) == (NAME, AUTHOR)
    citation = yaml.safe_load((fork / "CITATION.cff").read_text("utf-8"))
    assert (citation["title"], citation["authors"]) == (NAME, [{"name": AUTHOR}])
    assert (fork / "README.md").read_text("utf-8").startswith(f"# {NAME}\n")
    project = (fork / "pyproject.toml").read_text("utf-8")
    assert 'name = "decorators-in-python"' in project


def test_it_has_no_group_of_packages_that_these_lessons_need(fork: Path) -> None:
    project = (fork / "pyproject.toml").read_text("utf-8")
    named = [*lock.optional(ROOT), *lock.TOOLS]
    assert [n for n in named if re.search(rf"^{n} = ", project, re.M)] == [*lock.TOOLS]
    assert lock.optional(fork) == {}
    assert "kit.optional" not in project
    assert sorted(f.stem for f in (fork / "lock").glob("*.txt")) == sorted(
        lock.all_locks(fork)
    )


def test_who_holds_the_engine_is_named_still_as_the_licence_asks(
    fork: Path,
) -> None:
    holders = re.compile(r"^Copyright \(c\) \d+ (.+)$", re.MULTILINE)
    before = holders.findall((ROOT / "LICENSE").read_text("utf-8"))
    after = holders.findall((fork / "LICENSE").read_text("utf-8"))
    assert after == [AUTHOR, *(each for each in before if each != AUTHOR)]
    notice = (fork / "docs/about/licences.md").read_text("utf-8")
    assert (fork / "LICENSE").read_text("utf-8").strip() in notice


def test_it_knows_which_engine_it_has(fork: Path) -> None:
    assert owned.version(fork) == owned.version(ROOT)
    assert re.fullmatch(r"\d+\.\d+\.\d+", owned.version(fork))
    recorded = owned.recorded(fork)
    assert set(recorded) == set(owned.engines(fork))
    changed = [
        path
        for path in recorded
        if (fork / path).read_bytes() != (ROOT / path).read_bytes()
    ]
    assert not changed


def test_it_is_committed_whole(fork: Path) -> None:
    assert git(fork, "status", "--porcelain") == ""
    assert git(fork, "log", "--format=%s").splitlines()[-1].endswith("an empty site")


def test_its_gates_find_nothing(fork: Path) -> None:
    assert verdict.faults(fork) == []


def test_make_check_is_green_and_make_site_builds(fork: Path) -> None:
    said = run(fork, "make", "check")
    assert re.search(r"^\d+ passed", said, re.MULTILINE), said
    assert "Built site/index.html" in run(fork, "make", "site")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["NAME=Knots"], "AUTHOR is missing"),
        (["AUTHOR=Ada"], "NAME is missing"),
        (["NAME=Knots", "AUTHOR=Ada", "TO=docs"], "docs: is not empty"),
        (["NAME=Knots", "AUTHOR=Ada", "TO=new"], "is inside this repository"),
        (["NAME=Knots", "AUTHOR=Ada"], "lock/engine.sha256: this is a fork already"),
    ],
)
def test_what_cannot_be_forked_is_refused(
    fork: Path, words: list[str], says: str
) -> None:
    said = run(fork, "make", "fork", *words, fails=True)
    assert says in said
    assert git(fork, "status", "--porcelain") == ""


def test_in_its_own_place_it_replaces_what_is_there(tmp_path: Path, fork: Path) -> None:
    # what *Use this template* gives: all files, one commit, no tag
    place = tmp_path / "mine"
    for path in set(owned.files(ROOT)) - {owned.RECORD}:
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes((ROOT / path).read_bytes())
    git(tmp_path, "init", "--quiet", "mine")
    git(place, "add", "--all")
    git(place, "commit", "--quiet", "--message", "Initial commit")
    (place / ".venv").symlink_to(ROOT / ".venv")
    (place / ".git/info/exclude").write_text(".venv\ndocs/drafts/\n")
    draft = place / "docs/drafts/own.md"
    draft.parent.mkdir()
    draft.write_text("# Mine, and in no commit\n")
    (place / "docs/index.md").write_text("mine")
    words = [f"NAME={NAME}", f"AUTHOR={AUTHOR}"]
    said = run(place, "make", "fork", *words, fails=True)
    assert "docs/index.md: edited since the last commit" in said
    git(place, "checkout", "--quiet", "docs/index.md")
    run(place, "make", "fork", *words)
    assert draft.is_file()
    assert everything(place) == everything(fork)
