"""A site in another language says nothing in that of the source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from engine.book import messages
from engine.site.build import Builder, SiteError
from tests.samples import ROOT, laid

pytestmark = pytest.mark.slow

SAID = messages.read(messages.folder(ROOT), messages.SOURCE)
PLACED = re.compile(r"(\{\w+\})")


def turned(said: Any) -> Any:
    """Return messages in a language that has the source's words in capitals."""
    if isinstance(said, dict):
        return {key: turned(each) for key, each in said.items()}
    parts = PLACED.split(said)
    return "".join(p if PLACED.fullmatch(p) else p.upper() for p in parts)


def passages(said: Any) -> set[str]:
    """Return what messages say from place to place, where there are words."""
    if isinstance(said, dict):
        return set().union(*map(passages, said.values()))
    found = (each.strip(" .,:;`“”·") for each in PLACED.split(said))
    return {each for each in found if re.search("[a-z]{2}", each)}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample site in that language; where its words are is German's place."""
    root = laid(tmp_path_factory.mktemp("language") / "site")
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("\ntheme:\n", "\ntheme:\n  language: de\n"))
    file = root / messages.PLACE / "de.json"
    file.write_text(json.dumps(turned(SAID), ensure_ascii=False), encoding="utf-8")
    return root


def built(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return what a site has that browsers read, by name."""
    monkeypatch.chdir(root)
    Builder(root).build(root / "site", gates=False)
    return {
        file.relative_to(root / "site").as_posix(): file.read_text(encoding="utf-8")
        for suffix in ("html", "js", "json")
        for file in (root / "site").rglob(f"*.{suffix}")
        if not file.parent.name.startswith("runtime-")  # Pyodide's own
    }


def test_all_that_a_site_says_is_in_its_language(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = built(root, monkeypatch)
    text = "".join(site.values())
    assert "TO DO" in text, "nothing is in the other language"
    long = {each for each in passages(SAID) if len(each.split()) > 3}
    assert len(long) > 100
    assert not {each for each in long if each in text}
    # what is shorter may stand in a lesson, but not alone; small words are code there
    html = "".join(site[name] for name in site if name.endswith(".html"))
    drawn = passages(SAID["blocks"]) | passages(SAID["theme"])
    short = {each for each in drawn if each[0].isupper()}
    assert len(short) > 30
    seen = set(
        re.findall(r'(?<=>)[^<>]+(?=<)|(?<=label=")[^"]+|(?<=title=")[^"]+', html)
    )
    found = {each.strip(" .,:;") for each in seen} & short
    assert not found


@pytest.fixture
def lacking(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Path]]:
    """Return a function that takes a message from languages, until the test is over."""
    monkeypatch.chdir(root)
    files = {file: file.read_bytes() for file in (root / messages.PLACE).iterdir()}

    def lack(*languages: str, key: str) -> Path:
        for language in languages:
            file = root / messages.PLACE / f"{language}.json"
            said = json.loads(file.read_bytes())
            *groups, last = key.split(".")
            del reduce(dict.__getitem__, groups, said)[last]
            file.write_text(json.dumps(said), encoding="utf-8")
        return root

    yield lack
    for file, content in files.items():
        file.write_bytes(content)


@pytest.mark.parametrize("group", SAID)
def test_a_language_that_lacks_a_group_stops_the_build(
    lacking: Callable[..., Path], group: str
) -> None:
    root = lacking("de", key=group)
    with pytest.raises(SiteError, match=rf"de\.json: no message {group}\."):
        Builder(root).build(root / "site", gates=False)


@pytest.mark.parametrize("key", ["blocks.listing.source", "theme.toc"])
def test_a_message_that_no_language_has_stops_the_build(
    lacking: Callable[..., Path], key: str
) -> None:
    root = lacking("de", "en", key=key)
    missing = key.partition(".")[2]
    with pytest.raises(SiteError, match=f"no {missing} — write it into en.json"):
        Builder(root).build(root / "site", gates=False)
