"""A page is begun, renamed, moved and taken out whole, or the tree stays as it was."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engine.book.tree import Tree
from engine.kit import __main__ as kit
from engine.kit import (
    beginning,
    history,
    mention,
    move,
    place,
    removal,
    settings,
    verdict,
)
from engine.kit.draft import Draft, RefusalError
from tests.engine import kit_site

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return kit_site.site(tmp_path_factory.mktemp("kit"))


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "site"))


def text(root: Path, path: str) -> str:
    return (root / path).read_text(encoding="utf-8")


def run(root: Path, *names: str) -> None:
    """Run the tests of lessons, which import and open what they speak of."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--import-mode=importlib", *names],
        cwd=root,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_typed_for_make_arrives_as_it_was_typed() -> None:
    title = "It's $5: `yield` & \"more\""
    done = subprocess.run(
        ["make", "-n", "lesson", "PART=", f"TITLE={title}", "NAME=x"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.environ["PATH"], "AFTER": "nobody's"},
    )
    words = shlex.split(done.stdout.splitlines()[-1])
    assert f"TITLE={title}" in words
    assert words[-4:] == ["lesson", "PART", "NAME", "TITLE"]


def test_a_lesson_is_put_outside_of_all_parts_by_wish_alone(root: Path) -> None:
    with pytest.raises(RefusalError, match="PART is missing"):
        kit.lesson(root, {"NAME": "x", "TITLE": "X"})
    assert "wrote   docs/x.md" in kit.lesson(
        root, {"PART": "", "NAME": "x", "TITLE": "X"}
    )


@pytest.mark.parametrize(
    ("path", "written", "says"),
    [
        (
            "mkdocs.yml",
            b"site_name: A\nnav: [",
            "mkdocs.yml:2: expected the node content",
        ),
        ("mkdocs.yml", b"a: \x07\n", "mkdocs.yml: unacceptable character #x0007"),
        (
            "docs/second/after.md",
            b"---\n---\n\xe9\n",
            "docs/second/after.md:3: not UTF-8",
        ),
        (
            "snippets/second/after.py",
            b"\xe9\n",
            "snippets/second/after.py:1: not UTF-8",
        ),
        ("tests/lessons/test_x.py", b"\xe9\n", "tests/lessons/test_x.py:1: not UTF-8"),
    ],
)
@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("rename", {"NAME": "before", "TO": "earlier"}),
        ("remove", {"NAME": "deep", "INSTEAD": "before"}),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_its_line(
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    given: dict[str, str],
    path: str,
    written: bytes,
    says: str,
) -> None:
    (root / path).write_bytes(written)
    before = kit_site.everything(root)
    monkeypatch.chdir(root)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert kit.main([command, *given]) == 1
    said = capsys.readouterr().err
    assert said.startswith(says)
    assert " — " in said
    assert kit_site.everything(root) == before


def test_what_the_machine_refuses_is_told_in_a_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> list[str]:
        raise PermissionError(13, "Permission denied", "docs/index.md")

    monkeypatch.setitem(kit.COMMANDS, "rename", refused)
    assert kit.main(["rename"]) == 1
    assert capsys.readouterr().err == "docs/index.md: Permission denied — mend that\n"


def test_the_site_that_is_changed_here_is_green(made: Path) -> None:
    assert verdict.faults(made) == []


class TestLesson:
    def test_it_is_whole_green_and_in_nav_from_the_start(self, root: Path) -> None:
        draft, left = beginning.begin(root, "first/inner", "my-own", "Why: a `start`")
        assert left == []
        assert verdict.faults(root) == []
        assert Tree(root).nav()[2:5] == [
            "first/inner/deep.md",
            "first/inner/my-own.md",
            "second/after.md",
        ]
        assert draft.report() == [
            "wrote   docs/first/inner/my-own.md",
            "edited  mkdocs.yml, line 10",
            "wrote   snippets/first/inner/my_own.py",
            "wrote   tests/lessons/first/inner/test_my_own.py",
        ]
        page = Tree(root).page("first/inner/my-own.md")
        assert page
        assert page.meta["title"] == "Why: a `start`"
        run(root, "tests/lessons/first/inner/test_my_own.py")

    def test_it_comes_after_the_page_that_is_named(self, root: Path) -> None:
        beginning.begin(root, "first", "early", "Early", after="before")
        assert Tree(root).nav()[:4] == [
            "index.md",
            "first/before.md",
            "first/early.md",
            "first/inner/deep.md",
        ]

    def test_a_new_part_is_begun_within_the_part_above(self, root: Path) -> None:
        beginning.begin(root, "second/more", "last", "Last", new=True)
        nav = Tree(root).settings()["nav"]
        assert isinstance(nav, list)
        assert nav[2] == {
            "Second part": [
                {"After: all": "second/after.md"},
                {"More": [{"Last": "second/more/last.md"}]},
            ]
        }

    def test_what_house_style_asks_beyond_is_left_to_the_author(
        self, root: Path
    ) -> None:
        words = root / "words.txt"
        words.write_text("colour\n", encoding="utf-8")
        _, left = beginning.begin(root, "first", "odd", "Zyzzyx and others")
        assert {each.path for each in left} == {"docs/first/odd.md"}
        assert "unknown word 'Zyzzyx'" in left[0].what

    @pytest.mark.parametrize(
        ("part", "name", "title", "says"),
        [
            ("frist", "x", "X", "docs/frist: no such part — did you mean 'first'?"),
            ("ffirst/x", "x", "X", "or NEW=1 to begin it"),
            ("first", "before", "X", "docs/first/before.md: has that name already"),
            ("second", "deep", "X", "docs/first/inner/deep.md: has that name already"),
            ("first", "My_Page", "X", "small letters, digits, hyphens — NAME=my-page"),
            ("first", "2nd", "X", "NAME=nd"),
            ("first", "import", "X", "'import' means something else here"),
            ("first", "index", "X", "'index' means something else here"),
            ("first", "a-notebook", "X", "'a-notebook' means something else here"),
            ("first", "x", " ", "TITLE is missing"),
            ("my-part", "x", "X", "PART=mypart"),
            ("first/exercises", "x", "X", "'exercises' can't name a part"),
            ("static", "x", "X", "'static' can't name a part"),
            ("cards/own", "x", "X", "'cards/own' can't name a part"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, root: Path, part: str, name: str, title: str, says: str
    ) -> None:
        before = kit_site.everything(root)
        with pytest.raises(RefusalError) as refused:
            beginning.begin(root, part, name, title)
        assert says in str(refused.value)
        assert kit_site.everything(root) == before

    def test_files_that_stand_in_its_place_are_not_overwritten(
        self, root: Path
    ) -> None:
        (root / "tests/lessons/first/test_x.py").write_text("", encoding="utf-8")
        before = kit_site.everything(root)
        with pytest.raises(RefusalError, match=r"first/test_x\.py: is there already"):
            beginning.begin(root, "first", "x", "X")
        assert kit_site.everything(root) == before


class TestRename:
    def test_every_mention_of_the_page_follows(self, root: Path) -> None:
        draft = move.rename(root, "before", "earlier")
        assert verdict.faults(root) == []
        assert not list(root.rglob("*before*"))
        index = text(root, "docs/index.md")
        assert "[Before](first/earlier.md) and" in index
        assert '[again]: first/earlier.md "A title"' in index
        assert 'data-lessons="first/earlier first/inner"' in index
        assert index.count("[not a link](first/before.md)") == 2
        assert text(root, "README.md").endswith(
            "See [before](docs/first/earlier.md).\n"
        )
        deep = text(root, "docs/first/inner/deep.md")
        assert "](../earlier.md#let-them-predict)" in deep
        assert '--8<-- "first/earlier.py:shout"' in deep
        assert "needs: [earlier]" in deep
        assert '"snippets/first/earlier.py" = ["E501"]' in text(root, "pyproject.toml")
        test = text(root, "tests/lessons/first/inner/test_deep.py")
        assert "from snippets.first import earlier as before\n" in test
        assert "from snippets.first.earlier import shout as loud\n" in test
        assert 'root / "snippets" / "first" / "earlier.py"' in test
        assert '"first/earlier" in str(root / "docs/first/earlier.md")' in test
        run(root, "tests/lessons")
        assert "redirect first/before/ -> first/earlier/" in draft.report()

    def test_pages_as_other_editors_save_them_are_read_and_stay_so(
        self, root: Path
    ) -> None:
        deep, index = root / "docs/first/inner/deep.md", root / "docs/index.md"
        deep.write_bytes(deep.read_bytes().replace(b"\n", b"\r\n"))
        index.write_bytes(b"\xef\xbb\xbf" + index.read_bytes())
        move.rename(root, "before", "earlier")
        assert verdict.faults(root) == []
        assert b"needs: [earlier]\r\n" in deep.read_bytes()
        assert deep.read_bytes().count(b"\n") == deep.read_bytes().count(b"\r\n")
        assert index.read_bytes().startswith(b"\xef\xbb\xbf---\n")

    @pytest.mark.parametrize("asked", ["leaf_rows", "leaf-rows", "first/leaf_rows.py"])
    def test_a_page_whose_name_has_an_underscore_is_found(
        self, root: Path, asked: str
    ) -> None:
        for path, said in kit_site.everything(root).items():
            (root / path).unlink()
            named = root / path.replace("before", "leaf_rows")
            named.write_bytes(said.replace(b"before", b"leaf_rows"))
        assert verdict.faults(root) == []
        move.rename(root, asked, "leaf-rows")
        assert verdict.faults(root) == []
        assert "needs: [leaf-rows]" in text(root, "docs/first/inner/deep.md")

    def test_a_notebook_goes_with_its_source_and_keeps_the_ending_it_is_known_by(
        self, root: Path
    ) -> None:
        for path in (
            "docs/second/own-notebook.ipynb",
            "snippets/second/own_notebook.py",
        ):
            (root / path).write_text("{}" if "docs" in path else "", encoding="utf-8")
        with pytest.raises(RefusalError, match="TO=mine-notebook"):
            move.rename(root, "own-notebook", "mine")
        draft = Draft(root)
        page = place.find(draft, "own-notebook")
        new = place.valid(draft, "second", "mine-notebook", ".ipynb")
        assert move.ways(place.read(draft, page), page, new) == {
            "docs/second/own-notebook.ipynb": "docs/second/mine-notebook.ipynb",
            "snippets/second/own_notebook.py": "snippets/second/mine_notebook.py",
        }

    def test_a_traceback_names_the_module_as_it_is_called_now(self) -> None:
        moves = {"snippets/first/before.py": "snippets/second/earlier.py"}
        shown = '  File "before.py", line 3, in shout\n'
        assert mention.imported(shown, moves) == shown.replace("before", "earlier")

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("from snippets.a import x", "from snippets.b import z as x"),
            ("from snippets.a import x as w", "from snippets.b import z as w"),
            (
                "    >>> from snippets.a import v, x, y as u  # why",
                "    >>> from snippets.a import v, y as u\n"
                "    >>> from snippets.b import z as x  # why",
            ),
            (
                "from snippets.a import (\n    x as w,\n    y,\n)\n",
                "from snippets.a import y\nfrom snippets.b import z as w\n",
            ),
            ("from snippets.a import xx, v", "from snippets.a import xx, v"),
            ("from snippets.a.x import v, y", "from snippets.b.z import v, y"),
        ],
    )
    def test_a_module_is_imported_from_where_it_stands_also_one_of_several(
        self, before: str, after: str
    ) -> None:
        assert mention.imported(before, {"snippets/a/x.py": "snippets/b/z.py"}) == after

    def test_settings_keep_their_comments_and_old_redirects_lead_on(
        self, root: Path
    ) -> None:
        move.rename(root, "before", "earlier")
        assert text(root, "mkdocs.yml") == kit_site.SETTINGS.replace(
            "first/before.md", "first/earlier.md"
        ).replace(
            "  redirects:\n", "  redirects:\n    first/before.md: first/earlier.md\n"
        )

    def test_back_again_leaves_no_redirect_where_the_page_is(self, root: Path) -> None:
        move.rename(root, "before", "earlier")
        kit_site.commit(root)
        move.rename(root, "earlier", "before")
        assert settings.redirects(Draft(root)) == {
            "first/earlier.md": "first/before.md",
            "oldest.md": "first/before.md",
        }
        assert verdict.faults(root) == []

    def test_a_page_that_is_in_no_commit_leaves_no_redirect(self, root: Path) -> None:
        beginning.begin(root, "first", "new-one", "A title")
        move.rename(root, "new-one", "newer")
        assert list(settings.redirects(Draft(root))) == ["oldest.md"]

    @pytest.mark.parametrize(
        ("asked", "to", "says"),
        [
            ("befor", "x", "docs: no page 'befor' — did you mean 'before'?"),
            ("before", "deep", "docs/first/inner/deep.md: has that name already"),
            ("before", "", "TO is missing"),
            ("", "x", "NAME is missing"),
            ("index", "x", "docs/index.md: a start page stays where it is"),
        ],
    )
    def test_what_cannot_be_is_refused(
        self, root: Path, asked: str, to: str, says: str
    ) -> None:
        before = kit_site.everything(root)
        with pytest.raises(RefusalError) as refused:
            move.rename(root, asked, to)
        assert says in str(refused.value)
        assert kit_site.everything(root) == before

    def test_a_gate_that_would_break_undoes_it(self, root: Path) -> None:
        # a name is longer than a section's line may be
        page = root / "snippets/first/inner/deep.py"
        line = f"# {'x' * 20} snippets.first.before {'x' * 20}"
        source = page.read_text(encoding="utf-8")
        shown = source.replace("    return", f"    {line}\n    return")
        page.write_text(shown, encoding="utf-8")
        before = kit_site.everything(root)
        with pytest.raises(RefusalError, match=r"deep\.py:\d+: \d+ columns in section"):
            move.rename(root, "before", "much-earlier-than-all-others")
        assert kit_site.everything(root) == before


class TestMove:
    def test_behind_a_page_that_needs_it_is_refused(self, root: Path) -> None:
        with pytest.raises(RefusalError, match="needs 'before', which comes later"):
            move.move(root, "before", "second")

    def test_all_that_is_the_pages_own_goes_along(self, root: Path) -> None:
        page = root / "docs/first/inner/deep.md"
        written = page.read_text(encoding="utf-8")
        page.write_text(written.replace("needs: [before]", "needs: []"))
        move.move(root, "before", "second")
        assert verdict.faults(root) == []
        there = sorted(kit_site.everything(root))
        assert [path for path in there if "first" in path] == [
            "docs/first/inner/deep.md",
            "snippets/first/inner/deep.py",
            "tests/lessons/first/inner/test_deep.py",
        ]
        assert "snippets/second/exercises/every_other.py" in there
        assert '--8<-- "second/exercises/every_other.py:solution"' in text(
            root, "docs/second/before.md"
        )
        deep = text(root, "docs/first/inner/deep.md")
        assert "](../../second/before.md#let-them-predict)" in deep
        run(root, "tests/lessons")

    def test_to_another_depth_its_own_links_and_ways_to_the_root_follow(
        self, root: Path
    ) -> None:
        move.move(root, "deep", "second")
        assert verdict.faults(root) == []
        deep = text(root, "docs/second/deep.md")
        assert "](../first/before.md#let-them-predict)" in deep
        assert ".parents[3]" in text(root, "tests/lessons/second/test_deep.py")
        # the group that it left is empty, and gone
        assert "Inner" not in text(root, "mkdocs.yml")
        run(root, "tests/lessons")

    def test_to_the_root_and_into_a_new_part(self, root: Path) -> None:
        move.move(root, "after", "")
        assert Tree(root).nav()[:2] == ["index.md", "after.md"]
        move.move(root, "after", "third", new=True)
        assert Tree(root).nav()[-1] == "third/after.md"
        assert '- Third:\n      - "After: all": third/after.md' in text(
            root, "mkdocs.yml"
        )
        assert verdict.faults(root) == []

    def test_within_a_part_it_changes_its_place_in_nav_alone(self, root: Path) -> None:
        draft = move.move(root, "after", "second", after="before")
        assert [line.split()[1] for line in draft.report()] == ["mkdocs.yml,"]

    def test_an_unknown_part_is_refused(self, root: Path) -> None:
        with pytest.raises(RefusalError, match="did you mean 'second'"):
            move.move(root, "before", "secnd")

    def test_what_belongs_to_it_goes_along_with_its_own_tests_and_benches(
        self, root: Path
    ) -> None:
        page = root / "docs/second/after.md"
        shown = page.read_text(encoding="utf-8").replace(
            "## Say one thing",
            '```python\n--8<-- "second/helper.py:help"\n```\n\n'
            '```table\n--8<-- "second/recorded/helper.times.json"\n```\n\n'
            "## Say one thing",
        )
        page.write_text(shown, encoding="utf-8")
        folder = root / "snippets/second"
        (folder / "helper.py").write_text(
            '"""Helps."""\n\n# --8<-- [start:help]\nHELP = 1\n# --8<-- [end:help]\n',
            encoding="utf-8",
        )
        (folder / "recorded").mkdir()
        (folder / "recorded/helper.times.json").write_text(
            '{"title": "T", "platform": "P", "columns": ["a"], "rows": [["b"]]}',
            encoding="utf-8",
        )
        tests = root / "tests/lessons/second"
        for name in ("test_helper.py", "bench_helper.py", "bench_after.py"):
            (tests / name).write_text(
                f'"""As in `python -m tests.lessons.second.{name[:-3]}`."""\n\n'
                "from snippets.second import after, helper\n\nassert after, helper\n",
                encoding="utf-8",
            )
        assert verdict.faults(root) == []
        kit_site.commit(root)
        move.move(root, "after", "first")
        assert verdict.faults(root) == []
        assert not folder.exists()
        assert not tests.exists()
        assert (root / "snippets/first/recorded/helper.times.json").is_file()
        bench = text(root, "tests/lessons/first/bench_helper.py")
        assert "`python -m tests.lessons.first.bench_helper`" in bench
        move.rename(root, "after", "later")
        bench = text(root, "tests/lessons/first/bench_later.py")
        assert "`python -m tests.lessons.first.bench_later`" in bench
        assert "\nfrom snippets.first import later as after\n" in bench
        kit_site.commit(root)
        removal.remove(root, "later")
        assert not [p for p in kit_site.everything(root) if "helper" in p]
        assert verdict.faults(root) == []

    def test_the_tests_of_an_exercise_go_along(self, root: Path) -> None:
        tests = root / "tests/lessons/first/exercises"
        tests.mkdir()
        (tests / "test_every_other.py").write_text('"""Asks."""\n', encoding="utf-8")
        page = root / "docs/first/inner/deep.md"
        page.write_text(page.read_text().replace("needs: [before]", "needs: []"))
        move.move(root, "before", "second")
        assert (root / "tests/lessons/second/exercises/test_every_other.py").is_file()
        assert not tests.exists()


class TestRemove:
    def test_a_page_that_others_need_stays_and_they_are_named(self, root: Path) -> None:
        before = kit_site.everything(root)
        with pytest.raises(RefusalError) as refused:
            removal.remove(root, "before")
        said = str(refused.value)
        for where in (
            "docs/index.md:8: links first/before.md",
            "docs/index.md:16: links first/before in data-lessons",
            "README.md:3: links docs/first/before.md",
            "docs/first/inner/deep.md:9: needs before",
            "docs/first/inner/deep.md:29: links ../before.md#let-them-predict",
            "docs/first/inner/deep.md:32: shows first/before.py",
            "tests/lessons/first/inner/test_deep.py:4: imports snippets.first.before",
        ):
            assert where in said
        assert kit_site.everything(root) == before

    def test_all_that_is_the_pages_own_goes(self, root: Path) -> None:
        draft = removal.remove(root, "after")
        assert draft.report() == [
            "deleted docs/second/after.md",
            "edited  mkdocs.yml, lines 10, 15",
            "deleted snippets/second/after.py",
            "deleted tests/lessons/second/test_after.py",
            "redirect second/after/ -> the start",
        ]
        assert verdict.faults(root) == []
        assert not (root / "docs/second").exists()

    def test_links_and_needs_lead_to_the_page_that_is_there_instead(
        self, root: Path
    ) -> None:
        page = root / "docs/second/after.md"
        text_of = page.read_text(encoding="utf-8")
        text_of = text_of.replace("needs: []", "needs: [deep, before]").replace(
            "## Say", "See [deep](../first/inner/deep.md).\n\n## Say"
        )
        page.write_text(text_of, encoding="utf-8")
        removal.remove(root, "deep", instead="before")
        assert verdict.faults(root) == []
        after = text(root, "docs/second/after.md")
        assert "needs: [before]" in after
        assert "See [deep](../first/before.md)." in after
        assert (
            settings.redirects(Draft(root))["first/inner/deep.md"] == "first/before.md"
        )

    @pytest.mark.parametrize(
        ("needs", "last"),
        [
            ("needs: [deep]", "needs"),
            ("needs:\n- deep", "needs"),
            ("needs:\n  - deep\n  - before", "notebook"),
            ("needs:\n- deep", "unlinked"),
        ],
    )
    def test_whichever_key_is_the_last_of_front_matter(
        self, root: Path, needs: str, last: str
    ) -> None:
        page = root / "docs/second/after.md"
        _, head, body = page.read_text(encoding="utf-8").split("---\n", 2)
        keys = [each for each in head.splitlines() if not each.startswith("needs")]
        more = {
            "needs": needs,
            "notebook": "notebook: second/own-notebook",
            "unlinked": "unlinked:\n- deep",
        }
        keys += [more[each] for each in ("needs", last) if each != last] + [more[last]]
        page.write_text("\n".join(["---", *keys, f"---\n{body}"]), encoding="utf-8")
        removal.remove(root, "deep", instead="before")
        left = "\n".join([*keys, "---"]).replace(needs, "needs: [before]")
        assert left in text(root, "docs/second/after.md")

    def test_work_that_is_in_no_commit_is_not_lost(self, root: Path) -> None:
        (root / "snippets/second/after.py").open("a").write("# more\n")
        with pytest.raises(
            RefusalError, match=r"snippets/second/after\.py: edited since"
        ):
            removal.remove(root, "after")

    def test_work_that_git_is_told_to_ignore_is_not_lost_either(
        self, root: Path
    ) -> None:
        (root / ".git/info/exclude").write_text("docs/second/own/\n")
        own = root / "docs/second/own/draft.md"
        own.parent.mkdir()
        own.write_text("# Mine\n", encoding="utf-8")
        assert history.unsaved(root) == []
        with pytest.raises(RefusalError, match=r"own/draft\.md: edited since"):
            removal.remove(root, "draft")

    def test_where_git_fails_nothing_is_lost_and_its_own_words_say_why(
        self, root: Path
    ) -> None:
        (root / "docs/second/after.md").open("a").write("More.\n")
        (root / ".git/config").open("a").write("[")
        before = kit_site.everything(root)
        with pytest.raises(RefusalError, match=r"\.git: .*bad config line \d+.* — "):
            removal.remove(root, "after")
        assert kit_site.everything(root) == before

    def test_without_git_nothing_is_lost_of_a_repository(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "")
        with pytest.raises(RefusalError, match=r"\.git: .*No such file.*'git' — "):
            removal.remove(root, "after")

    def test_a_folder_that_is_no_repository_is_changed_all_the_same(
        self, root: Path
    ) -> None:
        shutil.rmtree(root / ".git")
        removal.remove(root, "after")
        assert not (root / "docs/second").exists()


def test_a_list_of_nav_in_one_line_is_refused_with_its_line(root: Path) -> None:
    file = root / "mkdocs.yml"
    said = file.read_text(encoding="utf-8").replace(
        '\n      - "After: all": second/after.md', ' ["second/after.md"]'
    )
    file.write_text(said, encoding="utf-8")
    with pytest.raises(RefusalError, match=r"mkdocs\.yml:10: a list in one line"):
        move.rename(root, "before", "earlier")


def test_settings_that_stand_in_one_line_are_refused_and_none_is_lost(
    root: Path,
) -> None:
    file = root / "mkdocs.yml"
    said = file.read_text(encoding="utf-8")
    start, end = said.index("  redirects:"), said.index("markdown_extensions:")
    one = "  redirects: {oldest.md: first/before.md, older.md: second/after.md}\n"
    file.write_text(f"{said[:start]}{one}{said[end:]}", encoding="utf-8")
    before = kit_site.everything(root)
    says = r"mkdocs\.yml:15: redirects in one line — write a redirect a line"
    with pytest.raises(RefusalError, match=says):
        move.rename(root, "before", "earlier")
    with pytest.raises(RefusalError, match=says):
        removal.remove(root, "after")
    assert kit_site.everything(root) == before
    file.write_text("theme: {name: material, logo: a.svg}\n", encoding="utf-8")
    with pytest.raises(RefusalError, match=r"yml:1: theme\.logo in one line — "):
        settings.unset(Draft(root), ("theme", "logo"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\n", "a: 1\n\nextra:\n  redirects:\n    x.md: y.md\n"),
        ("extra:\n  a: 1\n", "extra:\n  redirects:\n    x.md: y.md\n  a: 1\n"),
        *(
            (
                f"extra:\n  redirects:{none}\n  a: 1\n",
                "extra:\n  redirects:\n    x.md: y.md\n  a: 1\n",
            )
            for none in ("", " {}", " {\n  }")
        ),
        (
            "extra:\n  redirects:\n    a.md: b.md  # why\n    z.md: b.md\n",
            "extra:\n  redirects:\n    a.md: b.md  # why\n    x.md: y.md\n"
            "    z.md: b.md\n",
        ),
    ],
)
def test_a_redirect_is_written_where_the_others_are(
    tmp_path: Path, before: str, after: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(before, encoding="utf-8")
    draft = Draft(tmp_path)
    settings.write_redirect(draft, "x.md", "y.md")
    assert draft.text("mkdocs.yml") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: 1\nb:\n  c: x  # y\n  d: 2\n", "a: 1\nb:\n  d: 2\n"),
        ("a: 1\nb:\n  c:\n    - x\n    - y\n  d: 2\n", "a: 1\nb:\n  d: 2\n"),
        ("a: 1\nb:\n  c: [x, y]\n  d: 2\n", "a: 1\nb:\n  d: 2\n"),
        ("a: 1\nb:\n  c: []\n  d: 2\n", "a: 1\nb:\n  d: 2\n"),
        ("a: 1\nb:\n  c: [\n    x\n  ]\n  d: 2\n", "a: 1\nb:\n  d: 2\n"),
        ("a: 1\nb:\n  d: 2\n", "a: 1\nb:\n  d: 2\n"),
    ],
)
def test_a_setting_is_taken_out_with_all_of_its_lines(
    tmp_path: Path, before: str, after: str
) -> None:
    (tmp_path / "mkdocs.yml").write_text(before, encoding="utf-8")
    draft = Draft(tmp_path)
    settings.unset(draft, ("b", "c"))
    assert draft.text("mkdocs.yml") == after
