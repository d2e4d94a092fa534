"""An old address leads to where its page stands now, and a wrong redirect is told."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from engine.book.tree import Tree
from engine.site import policy
from engine.site.build import Builder, SiteError
from engine.site.redirects import file_of
from tests.engine.judging import found as found_by

ROOT = Path(__file__).parents[2]
SETTINGS = f"""\
site_name: A site
site_url: https://example.org/below/
nav: [index.md, part/page.md]
extra:
  redirects:
    was.md: part/page.md
    once/was.ipynb: part/page.md
    gone/deep/down.md: index.md
theme:
  name: material
  font: false
  custom_dir: theme
markdown_extensions: [engine.blocks]
hooks: ["{ROOT}/engine/site/hooks.py"]
"""
PAGE = "---\ntitle: A & B\ndescription: A page.\n---\n# A & B\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site of two pages, with three addresses that were."""
    for name, text in {
        "mkdocs.yml": SETTINGS,
        "docs/index.md": PAGE,
        "docs/part/page.md": PAGE,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    (tmp_path / "snippets").mkdir()
    (tmp_path / "theme").mkdir()
    shutil.copy(ROOT / "engine/theme/moved.html", tmp_path / "theme")
    return tmp_path


@pytest.mark.parametrize(
    ("old", "way"),
    [
        ("was", "../part/page/"),
        ("once/was", "../../part/page/"),
        ("gone/deep/down", "../../../"),
    ],
)
def test_an_old_address_leads_to_the_page_from_any_depth(
    root: Path, old: str, way: str
) -> None:
    Builder(root).build(root / "site")
    html = (root / "site" / old / "index.html").read_text()
    assert f'href="{way}"' in html
    assert f'content="0; url={way}"' in html
    assert (root / "site" / old / way / "index.html").is_file()
    assert "A &amp; B" in html
    assert "noindex" in html
    assert "https://example.org/below/" in html


def test_its_script_is_let_in_by_its_policy(root: Path) -> None:
    Builder(root).build(root / "site")
    html = (root / "site/was/index.html").read_text()
    (script,) = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert policy.source(script) in (policy.of(html) or "")


def test_no_search_engine_is_told_of_it(root: Path) -> None:
    Builder(root).build(root / "site")
    assert "was" not in (root / "site/sitemap.xml").read_text()


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("was.md: part/page.md", "was.md: part/gone.md", 6, "leads to docs/part/gone"),
        ("was.md: part/page.md", "part/page.md: index.md", 6, "is now a page's own"),
        ("was.md: part/page.md", "was.md: part/x.css", 6, "which isn't a page"),
        ("gone/deep/down.md", "index.md", 8, "is now a page's own address"),
        ("gone/deep/down.md", "was/index.md", 8, "has the address of was.md"),
        ("gone/deep/down.md", "was.ipynb", 8, "has the address of was.md"),
    ],
)
def test_a_wrong_redirect_is_told_at_its_line(
    root: Path, old: str, new: str, line: int, what: str
) -> None:
    file = root / "mkdocs.yml"
    file.write_text(file.read_text().replace(old, new))
    (found,) = found_by(root, "redirects")
    assert (found.path, found.line) == ("mkdocs.yml", line)
    assert what in found.what
    with pytest.raises(SiteError, match=f"mkdocs.yml:{line}: "):
        Builder(root).build(root / "site")


@pytest.mark.parametrize(
    "old",
    [
        *("/was/", "/was.md", "../escaped.md", "part/../../escaped.md"),
        *("was.html", "part/", "part", ".md", "part//was.md", "./was.md"),
        *("https://example.org/was.md", r"part\was.md", "was.md?x", "was.md#x"),
    ],
)
def test_an_old_address_is_named_as_nav_names_a_page(root: Path, old: str) -> None:
    file = root / "mkdocs.yml"
    file.write_text(file.read_text().replace("    was.md:", f"    '{old}':"))
    (found,) = found_by(root, "redirects")
    assert (found.path, found.line) == ("mkdocs.yml", 6)
    assert found.what == f"{old!r} doesn't name an old page as nav would"
    assert found.mend == "write it as in `part/page.md`"


@pytest.mark.parametrize("old", ["/was.md", "../was.md", "a/../../was.md"])
def test_a_build_writes_no_redirect_outside_its_folder(
    tmp_path: Path, old: str
) -> None:
    site = tmp_path / "site"
    assert file_of(site, "part/was.md") == site / "part/was/index.html"
    with pytest.raises(PluginError, match="leaves the site"):
        file_of(site, f"{tmp_path}{old}" if old.startswith("/") else old)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("text", "line", "what", "mend"),
    [
        ("redirect:\n    a.md: index.md", 3, "an unknown 'redirect'", "'redirects'"),
        ("shering:\n    locale: en", 3, "an unknown 'shering'", "'sharing'"),
        ("redirects: x", 3, "`redirects` isn't a table", "write `old.md: new.md`"),
        ("redirects: [a.md]", 3, "`redirects` isn't a table", "write `old.md: new.md`"),
    ],
)
def test_what_stands_beside_redirects_is_told_at_its_line(
    text: str, line: int, what: str, mend: str
) -> None:
    settings = f"nav: [index.md]\nextra:\n  {text}\n"
    tree = Tree(Path("no"), {"mkdocs.yml": settings, "docs/index.md": PAGE})
    (found,) = found_by(tree, "redirects")
    assert (found.path, found.line) == ("mkdocs.yml", line)
    assert what in found.what
    assert mend in found.mend


@pytest.mark.parametrize("more", ["social: []", "redirects:", "status: {new: x}"])
def test_what_a_theme_reads_may_stand_beside_redirects(more: str) -> None:
    settings = f"nav: [index.md]\nextra:\n  {more}\n"
    tree = Tree(Path("no"), {"mkdocs.yml": settings, "docs/index.md": PAGE})
    assert not found_by(tree, "redirects")
