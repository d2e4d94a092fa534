"""What html-validate finds wrong with the built pages."""

from __future__ import annotations

import json
from pathlib import Path

from engine.book.fault import Fault
from tests.browser import node
from tests.browser.serving import source_of

RULES = node.HERE / "htmlvalidate.json"


def stem_of(folder: Path, file: Path) -> str:
    """Return the page that a built file is."""
    path = file.relative_to(folder).with_suffix("").as_posix()
    return path.removesuffix("/index")


def faults(folder: Path) -> list[Fault]:
    """Return every error of every HTML file below a site's folder, by page."""
    files = sorted(folder.rglob("*.html"))
    done = node.run(
        "html-validate/bin/html-validate.mjs",
        *("--config", str(RULES), "--formatter", "json"),
        *map(str, files),
    )
    try:
        results = json.loads(done.stdout)
    except ValueError as error:
        raise RuntimeError(done.stdout + done.stderr) from error
    return [
        Fault(
            source_of(stem_of(folder, Path(each["filePath"]))),
            0,
            f"{said['ruleId']}: {said['message']} ({said.get('selector') or 'page'}, "
            f"line {said['line']} of {Path(each['filePath']).relative_to(folder)})",
            "mend the page, or the template or extension that made it",
        )
        for each in results
        for said in each["messages"]
        if said["severity"] == 2
    ]
