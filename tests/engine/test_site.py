"""A build is whole or does not happen, and what stopped it is named with its line."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.book import messages
from engine.site.build import Builder, SiteError, main

ROOT = Path(__file__).parents[2]
SETTINGS = f"""\
site_name: A site
nav:
  - Start: index.md
  - More: more.md
theme:
  name: material
  font: false
  custom_dir: engine/theme
markdown_extensions:
  - engine.blocks
validation:
  anchors: warn
hooks: ["{ROOT}/engine/site/hooks.py"]
"""
INDEX = """\
---
title: Start
description: The first page of a small site.
---
# Start

See [more](more.md).

```python
--8<-- "index.py:twice"
```
"""
MODULE = '''\
"""Twice.

>>> # --8<-- [start:used]
>>> twice(2)
4
>>> # --8<-- [end:used]
"""


# --8<-- [start:twice]
def twice(n: int) -> int:
    """Return double."""
    return 2 * n
# --8<-- [end:twice]
'''
MORE = INDEX.replace("Start", "More").replace("more", "index")


def write(root: Path) -> None:
    """Write a small site."""
    for name, text in {
        "mkdocs.yml": SETTINGS,
        "docs/index.md": INDEX,
        "docs/more.md": MORE.replace("python\n", "pycon\n").replace(":twice", ":used"),
        "snippets/index.py": MODULE,
        "engine/theme/own.css": "/* ours */\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


@pytest.fixture(scope="module")
def builder(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return Builder(tmp_path_factory.mktemp("built"))


@pytest.fixture
def root(builder: Builder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The root of a small site that builds; the builder is kept, for it is warm."""
    shutil.rmtree(builder.root)
    write(builder.root)
    monkeypatch.chdir(builder.root)
    return builder.root


def old(target: Path, page: str) -> Path:
    """A site that was built before, of one page."""
    (target / "static").mkdir(parents=True, exist_ok=True)
    (target / "static/release-0123.json").write_text("{}")
    (target / page).write_text("old")
    return target


@pytest.fixture
def refused(root: Path, builder: Builder) -> Callable[[], str]:
    """A function that builds what must not be built, and returns what is said."""

    def build() -> str:
        target = old(root / "site", "good.html")
        with pytest.raises(SiteError) as raised:
            builder.build(target)
        assert sorted(file.name for file in target.iterdir()) == ["good.html", "static"]
        assert not list(root.glob(".site-*"))
        return str(raised.value)

    return build


def listed(built: Path) -> dict[str, Any]:
    """Return what the list of a built site's release says."""
    (file,) = built.glob("static/release-*.json")
    found: dict[str, Any] = json.loads(file.read_text())
    return found


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def test_a_build_replaces_the_old_one_whole(root: Path, builder: Builder) -> None:
    target = old(root / "site", "old.html")
    builder.build(target)
    assert (target / "index.html").is_file()
    assert not (target / "old.html").exists()
    assert not list(root.glob(".site-*"))


def test_a_build_replaces_nothing_that_no_build_has_made(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "thesis").mkdir()
    (root / "thesis/chapter.tex").write_text("Years of work")
    assert main(["thesis"]) == 1
    said = capsys.readouterr().err
    told = f"{root / 'thesis'}: holds files that no build of a site put there — "
    assert told in said
    assert (root / "thesis/chapter.tex").read_text() == "Years of work"
    assert main(["."]) == 1
    assert (root / "docs/index.md").is_file()


def test_a_site_is_built_where_a_link_leads_and_in_folders_that_are_not_there(
    root: Path,
) -> None:
    (root / "served").mkdir()
    (root / "site").symlink_to(root / "served")
    assert main([]) == 0
    assert (root / "site").is_symlink()
    assert (root / "served/index.html").is_file()
    assert main(["not/yet/there"]) == 0
    assert (root / "not/yet/there/index.html").is_file()


def test_a_build_leaves_out_what_no_page_loads(root: Path, builder: Builder) -> None:
    builder.build(root / "site")
    assert not list((root / "site").rglob("*.map"))
    assert not (root / "site/assets/javascripts/lunr").exists()


def test_links_to_sources_lead_to_copies_of_them(root: Path, builder: Builder) -> None:
    builder.build(root / "site")
    assert 'href="snippets/index.py' in (root / "site/index.html").read_text()
    assert (root / "site/snippets/index.py").read_text() == MODULE


def test_a_builder_sees_new_files_of_the_theme(root: Path, builder: Builder) -> None:
    builder.build(root / "site")
    (root / "engine/theme/new.css").write_text("/* new */")
    builder.build(root / "site")
    assert (root / "site/new.css").is_file()


def test_the_address_given_is_that_of_the_pages(root: Path) -> None:
    Builder(root, "http://127.0.0.1:1234/").build(root / "site")
    page = (root / "site/more/index.html").read_text()
    assert '<link rel="canonical" href="http://127.0.0.1:1234/more/"' in page


class TestWithAPythonForReaders:
    @pytest.fixture
    def built(self, root: Path, builder: Builder) -> Path:
        cache = root / ".cache" / "runtime"
        (cache / "1.2.3").mkdir(parents=True)
        (cache / "ready").write_text("1.2.3 as-before")
        files = [{"name": "python.js", "bytes": 9, "switching": None}]
        described = {"version": "1.2.3", "info": {}, "files": files}
        (cache / "1.2.3" / "runtime.json").write_text(json.dumps(described))
        (cache / "1.2.3" / "python.js").write_text("export {}")
        (root / "engine" / "live").mkdir()
        for name in ("__init__.py", "live/__init__.py", "live/session.py"):
            (root / "engine" / name).write_text(f"NAME = {name!r}\n")
        words = root / "engine" / "theme" / "messages"
        words.mkdir(parents=True, exist_ok=True)
        said = messages.read(messages.folder(ROOT), messages.SOURCE)
        said |= {"live": {"repl": {"x": "X"}}, "page": {}}
        (words / "en.json").write_text(json.dumps(said))
        builder.build(root / "site")
        return root / "site"

    def test_the_site_has_all_that_it_offers(self, built: Path) -> None:
        offered = listed(built)
        assert offered["runtime"]["files"] == {"static/runtime-1.2.3/python.js": None}
        python = json.loads((built / offered["python"]).read_text())
        assert json.loads(python.pop("engine/live/messages.json")) == {
            "repl": {"x": "X"}
        }
        assert python == {
            f"engine/{name}": f"NAME = {name!r}\n"
            for name in ("__init__.py", "live/__init__.py", "live/session.py")
        }
        assert offered["modules"]
        for names in offered["modules"].values():
            assert all((built / offered["snippets"] / name).is_file() for name in names)

    def test_a_second_build_finds_it_too(self, built: Path, builder: Builder) -> None:
        builder.build(built)
        served = built / "static/runtime-1.2.3/python.js"
        assert served.read_text() == "export {}"
        assert (builder.root / ".cache/runtime/1.2.3/python.js").is_file()


def test_a_site_without_a_python_for_readers_offers_none(
    root: Path, builder: Builder
) -> None:
    builder.build(root / "site")
    assert "runtime" not in listed(root / "site")
    assert not list((root / "site").glob("static/runtime-*"))


class TestRefused:
    def test_typed_python(self, root: Path, refused: Callable[[], str]) -> None:
        change(root / "docs/index.md", '--8<-- "index.py:twice"', "print(1)")
        assert "docs/index.md:10: " in refused()

    def test_a_section_that_is_not_there(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        change(root / "docs/index.md", ":twice", ":thrice")
        assert "docs/index.md:10: " in refused()

    def test_a_section_that_is_never_closed(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        change(root / "snippets/index.py", "# --8<-- [end:twice]\n", "")
        assert "snippets/index.py:10: " in refused()

    def test_a_module_that_is_not_there(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        (root / "snippets/index.py").unlink()
        assert "docs/index.md:10: " in refused()

    @pytest.mark.parametrize("key", ["title", "description"])
    def test_a_page_without(
        self, root: Path, refused: Callable[[], str], key: str
    ) -> None:
        change(root / "docs/index.md", f"{key}: ", f"x{key}: ")
        assert f"docs/index.md:1: no {key}" in refused()

    def test_a_template_that_is_not_there(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        change(root / "docs/more.md", "title:", "template: nothere.html\ntitle:")
        said = "docs/more.md:2: no template 'nothere.html' — name one of the theme's"
        assert refused() == said

    def test_front_matter_without_an_end(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        change(root / "docs/index.md", "\n---\n", "\n")
        assert "docs/index.md:1: front matter: no second line of ---" in refused()

    @pytest.mark.parametrize("name", ["docs/more.md", "snippets/index.py"])
    def test_a_file_that_is_not_utf_8(
        self, root: Path, refused: Callable[[], str], name: str
    ) -> None:
        file = root / name
        file.write_bytes(file.read_bytes() + b"\n# caf\xe9\n")
        last = file.read_bytes().count(b"\n")
        said = f"{name}:{last}: not UTF-8 — save the file as UTF-8"
        assert refused() == said

    def test_an_import_of_a_snippet_that_is_not_there(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        file = root / "snippets/index.py"
        file.write_text(file.read_text() + "from snippets.gone import x\n")
        line = file.read_text().count("\n")
        assert f"snippets/index.py:{line}: imports snippets.gone: no such" in refused()

    def test_a_block_that_has_no_such_name(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        file = root / "docs/more.md"
        file.write_text(file.read_text() + "\n/// wrnog | 3\nNo.\n///\n")
        assert "no block is called 'wrnog' — did you mean 'wrong'?" in refused()

    def test_a_page_missing_from_nav(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        change(root / "mkdocs.yml", "  - More: more.md\n", "")
        assert "docs/more.md" in refused()

    def test_a_link_to_nowhere(self, root: Path, refused: Callable[[], str]) -> None:
        change(root / "docs/index.md", "](more.md)", "](most.md)")
        assert "docs/index.md:7: " in refused()

    def test_settings_that_are_not_yaml(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        change(root / "mkdocs.yml", "  font: false", "  font: [false")
        said = refused()
        assert said.startswith("mkdocs.yml:")
        assert said.endswith("fix the YAML")
        assert "\n" not in said

    @pytest.mark.parametrize(
        ("old", "new", "line"),
        [
            ("validation:", "plugins: [nonesuch]\nvalidation:", 11),
            ("name: material", "name: nonesuch", 5),
            ("engine.blocks", "nonesuch", 9),
            ("site_name: A site", "site_dir: x", 0),
            ("engine/theme", "engine/nonesuch", 5),
        ],
    )
    def test_a_setting_that_mkdocs_does_not_know(
        self, root: Path, refused: Callable[[], str], old: str, new: str, line: int
    ) -> None:
        change(root / "mkdocs.yml", old, new)
        said = refused()
        assert said.startswith(f"mkdocs.yml:{line}: " if line else "mkdocs.yml: "), said
        assert "\n" not in said

    def test_settings_that_are_not_there(
        self, root: Path, refused: Callable[[], str]
    ) -> None:
        (root / "mkdocs.yml").unlink()
        assert "mkdocs.yml" in refused()

    def test_a_template_that_is_broken(self, root: Path) -> None:
        (root / "engine/theme/main.html").write_text("{# 1 #}\n{% nonesuch %}")
        with pytest.raises(SiteError) as raised:
            Builder(root).build(root / "site")
        assert str(raised.value).startswith("engine/theme/main.html:2: ")
        assert not (root / "site").exists()


def test_the_command_says_what_is_wrong_and_fails(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(root / "docs/index.md", ":twice", ":thrice")
    assert main([]) == 1
    said = capsys.readouterr().err
    assert said.startswith("docs/index.md:10: ")
    assert "The site was not built." in said


def test_the_command_builds_into_site(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out == "Built site/index.html\n"
    assert (root / "site/index.html").is_file()
