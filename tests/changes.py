"""What `make check` has to run: the site's own tests, and the machine's if it changed.

    python -m tests.changes             the arguments that pytest needs for that
    python -m tests.changes --passed    what was printed has passed: note the machine

A lesson's author changes pages and snippets, and no test of the machine depends on
those, but for tests that bear the mark `site`. So these are left out, and that is said,
as long as every other file is as it was when all tests last passed here.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NOTED = Path(".cache/machine")
ASKED = Path(".cache/machine.asked")  # how it stood when the tests began
# the site: what its author writes
SITE = ("docs/", "snippets/", "tests/lessons/", "words.txt", "mkdocs.yml", "CITATION")
MARK = re.compile(r"\bmark\.site\b")
# all of these are slow, and pytest would import what it's given by name
SLOW = re.compile(r"^pytestmark = .*\bmark\.slow\b", re.MULTILINE)
TESTS = ("snippets", "tests/lessons")


def machine(root: Path) -> str:
    """Return a digest of all files but the site's; nothing where git knows none."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(set(done.stdout.decode().split("\0"))):
        file = root / name
        if name and not name.startswith(SITE) and file.is_file():
            digest.update(f"{name}\0".encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def marked(root: Path) -> list[str]:
    """Return the machine's test files that have tests of the site, from the root."""
    return [
        file.relative_to(root).as_posix()
        for file in sorted((root / "tests/engine").rglob("test_*.py"))
        if MARK.search(file.read_text(encoding="utf-8"))
    ]


def arguments(root: Path) -> list[str]:
    """Return which tests to run, as files for pytest; none where all are to run."""
    noted, asked = root / NOTED, root / ASKED
    now = machine(root)
    asked.parent.mkdir(exist_ok=True)
    asked.write_text(now, encoding="utf-8")
    if not now or not noted.is_file() or noted.read_text(encoding="utf-8") != now:
        return []
    quick = [e for e in marked(root) if not SLOW.search((root / e).read_text("utf-8"))]
    return [each for each in TESTS if (root / each).is_dir()] + quick


def passed(root: Path) -> None:
    """Note that all tests pass with the machine as it stood when they began."""
    (root / ASKED).replace(root / NOTED)


def main(words: list[str]) -> int:
    """Print the arguments, or note that all has passed."""
    if "--passed" in words:
        passed(ROOT)
        return 0
    found = arguments(ROOT)
    if found:
        told = "left out: tests of the machine, unchanged since all passed (make test)"
        print(told, file=sys.stderr)
    print(" ".join(found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
