"""What needs a package that isn't here is left out of a run, and told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from engine.book.optional import lacking, left_out, told
from engine.book.tree import Tree

ROOT = Path(__file__).parents[2]
PROJECT = """\
[dependency-groups]
maps = ["maps-of-old"]
lists = ["lists-of-old"]

[tool.kit.optional]
maps = ["maps_of_old", "json"]
lists = ["lists_of_old"]
"""


def tree(**modules: str) -> Tree:
    files = {f"snippets/part/{name}.py": source for name, source in modules.items()}
    page = '# A page\n\n```python\n--8<-- "part/far.py"\n```\n'
    return Tree(
        Path("nowhere"),
        {"pyproject.toml": PROJECT, "docs/part/page.md": page, **files},
    )


@pytest.mark.parametrize(
    "source",
    [
        "import maps_of_old\n",
        "import maps_of_old.inner as m\n",
        "from maps_of_old.inner import m\n",
        "if True:\n    import maps_of_old\n",
        "try:\n    import maps_of_old\nexcept ImportError:\n    raise\n",
        "class A:\n    import maps_of_old\n",
        '"""\n>>> import maps_of_old\n"""\n',
    ],
)
def test_a_module_lacks_what_it_imports_at_once(source: str) -> None:
    assert lacking(source, tree()) == {"maps_of_old": "maps"}


@pytest.mark.parametrize(
    "source",
    [
        "import json\n",  # it is here
        "import other_of_old\n",  # it is nobody's option
        "def f():\n    import maps_of_old\n",
        "async def f():\n    import maps_of_old\n",
        "import this_maps_of_old\n",
        "text = 'import maps_of_old'\n",
    ],
)
def test_a_module_lacks_nothing_else(source: str) -> None:
    assert lacking(source, tree()) == {}


def test_a_module_lacks_what_the_snippets_it_imports_lack() -> None:
    texts = {
        "snippets/part/near.py": "from snippets.part import far\n",
        "snippets/part/far.py": "import lists_of_old, snippets.part.near\n",
    }
    found = lacking("import snippets.part.near\n", tree(), texts.get)
    assert found == {"lists_of_old": "lists"}


def test_each_is_told_with_its_pages_and_what_it_lacks() -> None:
    made = tree(far="import maps_of_old, lists_of_old\n", near="import json\n")
    modules = made.modules()
    assert [module.path for module, _ in left_out(made, modules)] == [
        "snippets/part/far.py"
    ]
    assert told(made, modules) == [
        "snippets/part/far.py (docs/part/page.md): lists_of_old, maps_of_old from "
        "lock/lists.txt, lock/maps.txt isn't installed"
    ]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with a module that can run here, and one that cannot."""
    for name in ("engine", "conftest.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests/absent.py").symlink_to(ROOT / "tests/absent.py")
    lessons = tmp_path / "tests/lessons/part"
    lessons.mkdir(parents=True)
    snippets = tmp_path / "snippets/part"
    snippets.mkdir(parents=True)
    for name, source in {
        "near": "def one():\n    return 1\n",
        "far": "import maps_of_old\n\n\ndef one():\n    return maps_of_old\n",
    }.items():
        (snippets / f"{name}.py").write_text(source)
        (lessons / f"test_{name}.py").write_text(
            f"from snippets.part.{name} import one\n\n\n"
            "def test_it():\n    assert one() == 1\n"
        )
    (lessons / "test_all.py").write_text(
        "from pathlib import Path\n\nimport pytest\n\n"
        "from engine.book.tree import Tree\n\n\n"
        "@pytest.mark.parametrize('module', Tree(Path('.')).modules())\n"
        "def test_each(module):\n    assert module.path.endswith('near.py')\n\n\n"
        "@pytest.mark.parametrize('path', ['snippets/part/recorded/far.a.json'])\n"
        "def test_recording(path):\n    assert not path\n"
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "docs").mkdir()
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    tools = text[text.index("[tool.pytest") : text.index("[tool.ruff]")]
    (tmp_path / "pyproject.toml").write_text(PROJECT + tools)
    return tmp_path


def run(site: Path, *words: str) -> str:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
    done = subprocess.run(command, cwd=site, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("cores", ["0", "2"])
def test_a_run_leaves_it_out_counts_none_of_its_lines_and_says_so(
    site: Path, cores: str
) -> None:
    said = run(site, "-n", cores, "--cov", "--cov-fail-under=100")
    assert "2 passed" in said
    assert "not checked here" in said
    line = "snippets/part/far.py: maps_of_old from lock/maps.txt isn't installed"
    assert line in said.splitlines()
    assert "far.py " not in said.partition("not checked here")[0]


@pytest.mark.slow
def test_a_run_that_asks_for_nothing_heavy_does_not_speak_of_it(site: Path) -> None:
    assert "not checked here" not in run(site, "-m", "not heavy")
