"""Copying a listing gives its input alone, ready to paste and run."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from engine.book.imports import third_party
from tests.browser import listings
from tests.browser.fixtures import Visits
from tests.browser.serving import ROOT, Site

pytestmark = pytest.mark.browser


def on(site: Site, stem: str) -> list[listings.Listing]:
    return listings.read(site.file(stem).read_text(encoding="utf-8"))


def test_every_listing_is_read(stem: str, whole: Site) -> None:
    html = whole.file(stem).read_text(encoding="utf-8")
    assert len(on(whole, stem)) == html.count('<figure class="listing"')


def test_every_copy_is_the_input_alone_on(stem: str, whole: Site) -> None:
    found = [
        f"{each.id}: {why}"
        for each in on(whole, stem)
        for why in listings.problems(each)
    ]
    assert not found, "\n".join(found)


def test_every_code_listing_runs_alone_on(
    stem: str, whole: Site, tmp_path: Path
) -> None:
    ours = [
        each
        for each in on(whole, stem)
        if each.kind == "code"
        and not third_party((ROOT / each.source).read_text(encoding="utf-8"))
    ]
    said = []
    for each in ours:
        (tmp_path / "pasted.py").write_text(each.copy, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-I", "pasted.py"],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=20,
        )
        if done.returncode:
            said.append(f"{each.id}: {done.stderr.strip().splitlines()[-1]}")
    assert not said, "\n".join(said)


def test_the_button_copies_what_the_page_promises(
    stem: str, whole: Site, visit: Visits
) -> None:
    first = {each.kind: each.copy.rstrip() for each in reversed(on(whole, stem))}
    copied = {kind: text.rstrip() for kind, text in visit(stem).copied.items()}
    # a place to play shows the first of some programs, and no session
    if copied.keys() != first.keys():
        first = {kind: text for kind, text in first.items() if kind in copied}
        assert copied
        assert "data-playground" in (whole.folder / stem / "index.html").read_text()
    assert copied == first


SESSION = listings.Listing(
    kind="session",
    source="snippets/x.py",
    section="s",
    shown=">>> for n in g:\n...     print(n)\n1\n>>> n\n1\n",
    copy="for n in g:\n    print(n)\n\nn\n",
)


def test_a_right_copy_is_let_through() -> None:
    assert listings.problems(SESSION) == []


@pytest.mark.parametrize(
    "copy",
    [
        "",
        ">>> for n in g:\n...     print(n)\n\n>>> n\n",
        "for n in g:\n    print(n)\n\nn\n1\n",
        "for n in g:\n    print(n)\n\n",
        "for n in g:\n    print(n)\nn\n",
    ],
)
def test_a_wrong_copy_is_noticed(copy: str) -> None:
    assert listings.problems(dataclasses.replace(SESSION, copy=copy))
