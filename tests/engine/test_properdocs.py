"""ProperDocs, which carries MkDocs 1 on, makes the same site of the same files."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GENERATOR = re.compile(rb'<meta name="?generator"? content="([^"]*)">')

# who imports `mkdocs` is given ProperDocs, as its own command does it
UNDER = {
    "MkDocs": "",
    "ProperDocs": "import properdocs.replacement\n",
}
BUILD = "import sys\nfrom engine.site.build import main\nsys.exit(main(sys.argv[1:]))"

pytestmark = pytest.mark.slow


def build(under: str, tree: Path, target: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", UNDER[under] + BUILD, str(target)],
        cwd=tree,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SITE_URL": "https://a.example/b/"},
        capture_output=True,
        text=True,
    )


def files(site: Path) -> dict[str, bytes]:
    """Return a site's files by name, less the name of its release."""
    (listed,) = site.glob("static/release-*.json")
    release = listed.stem.removeprefix("release-").encode()
    return {
        path.relative_to(site).as_posix(): path.read_bytes().replace(release, b"R")
        for path in site.rglob("*")
        if path.is_file() and path != listed
    }


class TestThisSite:
    @pytest.fixture(scope="class")
    @classmethod
    def built(cls, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
        folder = tmp_path_factory.mktemp("built")
        for name in UNDER:
            done = build(name, ROOT, folder / name)
            assert done.returncode == 0, done.stdout + done.stderr
        return {name: folder / name for name in UNDER}

    def test_is_equal_but_for_who_made_it(self, built: dict[str, Path]) -> None:
        by = {name: files(site) for name, site in built.items()}
        assert by["MkDocs"].keys() == by["ProperDocs"].keys()
        differing = [
            path
            for path, content in by["MkDocs"].items()
            if GENERATOR.sub(b"", content) != GENERATOR.sub(b"", by["ProperDocs"][path])
        ]
        assert not differing

    def test_says_on_each_page_who_made_it(self, built: dict[str, Path]) -> None:
        for name, words in (("MkDocs", b"mkdocs-1."), ("ProperDocs", b"ProperDocs 1.")):
            pages = [
                content
                for path, content in files(built[name]).items()
                if path.endswith("index.html") and GENERATOR.search(content)
            ]
            assert pages
            for html in pages:
                found = GENERATOR.search(html)
                assert found
                assert words in found[1]


@pytest.mark.parametrize("under", UNDER)
def test_what_it_warns_of_stops_the_build(under: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "snippets").mkdir()
    (tmp_path / "engine").symlink_to(ROOT / "engine")
    text = "---\ntitle: Start\ndescription: A page.\n---\n# Start\n"
    (tmp_path / "docs" / "index.md").write_text(text)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: A site\nnav: [index.md]\ncolour: red\n"
        "theme: {name: material, font: false, custom_dir: engine/theme,\n"
        "  palette: []}\n"
    )
    done = build(under, tmp_path, tmp_path / "site")
    # no gate of ours says it, so it is heard from what builds
    assert done.returncode == 1, done.stdout
    assert "mkdocs.yml:3: Config value 'colour'" in done.stderr
    assert not (tmp_path / "site").exists()
