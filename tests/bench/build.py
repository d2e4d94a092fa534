"""How long a build takes beside stock Material, and a rebuild in `make serve`.

    python -m tests.bench.build [rounds]

Both builds have the same pages and run cold, in turn, so that whatever else the
machine does weighs on both. The rebuild is timed as an author sees it: from the moment
a page is saved to the moment that the server answers with it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import yaml

from engine.book import lesson
from engine.book.tree import Tree
from engine.site.serve import free
from tests.engine import grown

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "bench-results"
BUILT = shutil.ignore_patterns(".git", ".venv", ".*cache", ".site-*", "site")
LEFT = shutil.ignore_patterns("node_modules", "__pycache__")

PATIENCE = 60

# git asks who makes a new site
WHO = {
    f"GIT_{role}_{what}": value
    for role in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "Ada Example"), ("EMAIL", "ada@example.org"))
}

NAV = re.compile(r"^nav:\n(?:[ #].*\n|\n)*", re.MULTILINE)
# what only a run makes, and what shows it
RAN = re.compile(r"\.stage\.|_notebook\.py$|\.ipynb$")
STAGE = re.compile(r"^```stage\n.*?^```\n\n", re.MULTILINE | re.DOTALL)

OURS = """
import sys
from pathlib import Path
from engine.site.build import Builder
Builder(Path.cwd()).build(Path(sys.argv[1]), gates=False)
"""


def copied(root: Path) -> Path:
    """Copy what is committed of this site; return where to."""

    def left(folder: str, names: list[str]) -> set[str]:
        return LEFT(folder, names) | (
            BUILT(folder, names) if Path(folder) == ROOT else set()
        )

    shutil.copytree(ROOT, root, ignore=left)
    return root


def of_sixty(root: Path) -> Path:
    """Make a new site with sixty made-up lessons; return where to."""
    given = {"NAME": "Sixty", "AUTHOR": "Ada Example", "TO": str(root)}
    subprocess.run(
        [sys.executable, "-m", "engine.kit", "fork", *given],
        cwd=ROOT,
        env={**os.environ, **WHO, **given},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    made = grown.files()
    (nav,) = NAV.findall(made.pop("mkdocs.yml"))
    settings = root / "mkdocs.yml"
    own = settings.read_text(encoding="utf-8")
    settings.write_text(NAV.sub(lambda _: nav, own), encoding="utf-8")
    for folder in ("docs", "snippets", "tests/lessons"):
        shutil.rmtree(root / folder)
    for path, text in made.items():
        if not RAN.search(path):
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(STAGE.sub("", text), encoding="utf-8")
    return root


def stock(root: Path) -> dict[str, object]:
    """Return settings that build the same pages with Material as it comes."""
    return {
        "site_name": "Stock",
        "docs_dir": str(root / "docs"),
        "nav": Tree(root).settings()["nav"],
        "theme": {"name": "material", "font": False},
        "plugins": ["search", {"mkdocs-jupyter": {"include": ["*.ipynb"]}}],
        "markdown_extensions": [
            "attr_list",
            "md_in_html",
            "tables",
            {"toc": {"permalink": True}},
            "pymdownx.highlight",
            "pymdownx.superfences",
            {
                "pymdownx.snippets": {
                    "base_path": [str(root / "snippets")],
                    "dedent_subsections": True,
                }
            },
            {
                "pymdownx.blocks.admonition": {
                    "types": ["note", "breaks", "key-points", "question"]
                }
            },
            {"pymdownx.blocks.details": {"types": ["predict", "right", "wrong"]}},
        ],
    }


def timed(command: list[str], root: Path) -> float:
    """Return the seconds that a command takes, from outside."""
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    start = time.perf_counter()
    subprocess.run(
        command,
        cwd=root,
        env={**os.environ, **quiet},
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


def builds(root: Path, rounds: int) -> dict[str, list[float]]:
    """Return the seconds of cold builds in turn, the first of each let go."""
    out = root / "out"
    out.mkdir()
    settings = out / "stock.yml"
    settings.write_text(yaml.safe_dump(stock(root)))
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(settings)]
    ours = [sys.executable, "-c", OURS, str(out / "ours")]
    theirs = [*mkdocs, "-d", str(out / "stock")]
    found: dict[str, list[float]] = {"ours": [], "stock": []}
    for turn in range(rounds + 1):
        for name, command in (("ours", ours), ("stock", theirs)):
            seconds = timed(command, root)
            if turn:
                found[name].append(seconds)
    return found


def rebuilds(root: Path, rounds: int) -> list[float]:
    """Return the seconds from saving a page to being served it."""
    port = free(8000)
    command = [sys.executable, "-P", "engine/site/serve.py", str(port)]
    pages = [name for name in Tree(root).nav() if name.endswith(".md")]
    page = root / "docs" / pages[-1]
    address = f"http://127.0.0.1:{port}/{lesson.address(pages[-1])}"
    found = []
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout
        while not (said := server.stdout.readline()).startswith(("Built", "Serving")):
            assert server.poll() is None, said
        for turn in range(rounds + 1):
            mark = f"Turn {turn} of the bench."
            text = page.read_text(encoding="utf-8")
            start = time.perf_counter()
            page.write_text(f"{text}\n{mark}\n", encoding="utf-8")
            while time.perf_counter() < start + PATIENCE:
                with urllib.request.urlopen(address) as answer:
                    if mark in answer.read().decode():
                        break
                time.sleep(0.01)
            else:
                raise TimeoutError(f"{page.name} was saved, and never served")
            if turn:
                found.append(time.perf_counter() - start)
            time.sleep(0.5)
        server.terminate()
    return found


def main(arguments: list[str]) -> int:
    """Measure, print, and keep the figures in bench-results/build.json."""
    rounds = int(arguments[0]) if arguments else 5
    with tempfile.TemporaryDirectory() as folder:
        root = copied(Path(folder).resolve() / "tree")
        cold = builds(root, rounds)
        saved = {
            "one page": rebuilds(root, rounds),
            "one of sixty": rebuilds(of_sixty(root.with_name("sixty")), rounds),
        }
    ratio = statistics.median(
        ours / theirs for ours, theirs in zip(cold["ours"], cold["stock"], strict=True)
    )
    for name, seconds in (*cold.items(), *saved.items()):
        low, middle, high = min(seconds), statistics.median(seconds), max(seconds)
        print(f"{name:<12} {middle:.2f} s (median; {low:.2f} to {high:.2f})")
    print(f"ours / stock: {ratio:.2f} (bar: 1.5)    a save: bar 1 s")
    RESULTS.mkdir(exist_ok=True)
    report = {"cold": cold, **saved, "ratio": ratio}
    (RESULTS / "build.json").write_text(json.dumps(report, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
