"""The search index, in pieces that a reader's browser fetches as it needs them.

MkDocs' own search plugin says what stands in each section of each page. From its one
file come:

    index.json     pages, what each is for and how much it counts, sections, every word
                   (by its stem) and in how many sections it stands, with which stem
                   each piece begins, which words say nothing and which the site takes
                   for one
    words-N.json   for a run of stems: in which sections each stands, and how often
    page-N.json    the text of a page's sections, to show where the words stand

Words are joined by their stem here, in the site's language, so the browser needs no
rules of a language: it looks up the word as it stands.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from itertools import groupby
from os.path import commonprefix
from pathlib import Path
from types import MappingProxyType
from typing import Any

import snowballstemmer

from engine.book.settings import Search, settings
from engine.book.tree import Tree
from engine.site.purpose import Purpose, placed, purposes

FOLDER = "search"
SOURCE = "search_index.json"  # as MkDocs writes it
INDEX = "index.json"

STOPWORDS = Path(__file__).parent / "stopwords"  # a file a language that has one

# as modules/search/words.js cuts a query
WORD = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
PART = re.compile(r"[^\W_]+")

# the whole of a piece is fetched for one word of it: about 1 KB as hosts send it
NUMBERS = 1600

# ISO 639-1 to what snowballstemmer calls it
LANGUAGES = {
    **{"ar": "arabic", "hy": "armenian", "eu": "basque", "ca": "catalan"},
    **{"da": "danish", "nl": "dutch", "en": "english", "fi": "finnish"},
    **{"fr": "french", "de": "german", "el": "greek", "hi": "hindi"},
    **{"hu": "hungarian", "id": "indonesian", "ga": "irish", "it": "italian"},
    **{"lt": "lithuanian", "ne": "nepali", "nb": "norwegian", "no": "norwegian"},
    **{"pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian"},
    **{"es": "spanish", "sv": "swedish", "ta": "tamil", "tr": "turkish"},
}


# what stands inside a word or between words of a line
INLINE = {"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "span", "strong", "sub"}


class Text(HTMLParser):
    """Takes the text out of HTML, a space where a block begins or ends."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Part what comes from what was before."""
        if tag not in INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Part what comes from what was before."""
        self.handle_starttag(tag, ())

    def handle_data(self, data: str) -> None:
        """Keep a piece of text."""
        self.parts.append(data)


@lru_cache(maxsize=4096)
def plain(html: str) -> str:
    """Return the text of HTML on one line."""
    parser = Text()
    parser.feed(html)
    parser.close()
    return " ".join("".join(parser.parts).split())


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters; of a `joined_name` its parts too."""
    found = []
    for word in WORD.findall(text.lower()):
        found.append(word)
        if "_" in word:
            found += PART.findall(word)
    return tuple(found)


@dataclass(frozen=True)
class Section:
    """A heading and the text below it; a page's own has no anchor."""

    page: int
    anchor: str
    title: str
    text: str


@dataclass(frozen=True)
class Page:
    """A page's address below the site's, and its title."""

    address: str
    title: str


def read(source: str) -> tuple[list[Page], list[Section]]:
    """Return the pages and sections that MkDocs' index has, in its order."""
    pages: list[Page] = []
    sections = []
    numbers: dict[str, int] = {}
    for doc in json.loads(source)["docs"]:
        address, _, anchor = doc["location"].partition("#")
        title = plain(doc["title"])
        if address not in numbers:
            numbers[address] = len(pages)
            pages.append(Page(address, title))
        sections.append(Section(numbers[address], anchor, title, plain(doc["text"])))
    return pages, sorted(sections, key=lambda each: each.page)


@lru_cache(maxsize=2**16)
def stem_of(word: str, language: str) -> str:
    """Return a word's stem; the word itself in a language without a stemmer."""
    name = LANGUAGES.get(base(language))
    return str(stemmer(name).stemWord(word)) if name else word


@lru_cache
def stemmer(name: str) -> Any:
    """Return the stemmer of a language, by Snowball's name for it."""
    return snowballstemmer.stemmer(name)


def stems(vocabulary: Iterable[str], language: str) -> dict[str, list[str]]:
    """Return the words of each stem; each is its own in a language without a stemmer.

    `language` is as HTML has it, such as `en` or `pt-BR`.
    """
    ordered = sorted(vocabulary)
    found = [stem_of(word, language) for word in ordered]
    by_stem = sorted(zip(found, ordered, strict=True))
    return {
        stem: [word for _, word in group]
        for stem, group in groupby(by_stem, key=lambda each: each[0])
    }


def line(forms: list[str]) -> str:
    """Return the words of a stem as what all begin with, and how each goes on.

    `generator` and `generators` are `generator  s`: one space more than the ends.
    """
    start = commonprefix(forms)  # noqa: RUF071 (it is about letters)
    return " ".join([start, *(form.removeprefix(start) for form in forms)])


def stopwords(language: str) -> list[str]:
    """Return the words that say nothing in a language; none where nobody listed them.

    `language` is as HTML has it, such as `en` or `pt-BR`.
    """
    file = STOPWORDS / f"{base(language)}.txt"
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [
        word for line in lines if not line.startswith("#") for word in line.split()
    ]


def base(language: str) -> str:
    """Return a language without its country: `pt` of `pt-BR`."""
    return language.partition("-")[0].partition("_")[0].lower()


def pieces(
    source: str,
    language: str,
    asked: Mapping[str, Purpose] = MappingProxyType({}),
    setting: Search = Search(),  # noqa: B008 (it is frozen)
) -> dict[str, object]:
    """Return the files of the index by name, each as what its JSON says.

    `source` is what MkDocs has written, and `asked` what pages are for, by address.
    """
    pages, sections = read(source)
    meant = [asked.get(each.address, Purpose()) for each in pages]
    titled = [
        Counter(words(f"{each.title} {'' if each.anchor else meant[each.page].about}"))
        for each in sections
    ]
    counted = [Counter(words(each.text)) for each in sections]
    spoken = [text for each in meant for text in (*each.phrases, *each.errors)]
    alike = [text for group in setting.same for text in group]
    said = [*titled, *counted, *map(words, spoken), *map(words, alike)]
    groups = stems({word for each in said for word in each}, language)
    root_of = {form: stem for stem, forms in groups.items() for form in forms}
    # for each stem: number of the section, how often in its text, and in its title
    standing: dict[str, list[tuple[int, int, int]]] = {stem: [] for stem in groups}
    for number, (title, text) in enumerate(zip(titled, counted, strict=True)):
        often: Counter[str] = Counter()
        for word, count in text.items():
            often[root_of[word]] += count
        heads = {root_of[word] for word in title}
        for stem in {*often, *heads}:
            standing[stem].append((number, often[stem], stem in heads))
    files: dict[str, object] = {}
    starts: list[int] = []
    piece: list[list[int]] = []
    room = 0
    for at, found in enumerate(standing.values()):
        if room < len(found) or not starts:
            piece, room = [], NUMBERS // 2
            files[f"words-{len(starts)}.json"] = piece
            starts.append(at)
        before, numbers = 0, []
        for number, count, head in found:
            numbers += [number - before, 2 * count + head]
            before = number
        piece.append(numbers)
        room -= len(found)
    instead = next(
        (n for n, each in enumerate(pages) if each.address == setting.errors), None
    )
    places = meant[instead].places if instead is not None else ()
    anchors = {s.anchor: n for n, s in enumerate(sections) if s.page == instead}
    for number in range(len(pages)):
        texts = [each.text for each in sections if each.page == number]
        files[f"page-{number}.json"] = texts
    files[INDEX] = {
        "pages": [[each.address, each.title] for each in pages],
        "asked": [each.phrases for each in meant],
        "errors": [each.errors for each in meant],
        "boosts": [[n, each.boost] for n, each in enumerate(meant) if each.boost != 1],
        "same": setting.same,
        "stop": " ".join(stopwords(language)),
        "instead": instead,
        # the sections of that page that its errors lead to
        "places": [anchors.get(each) for each in places],
        "sections": [
            [each.page, each.anchor, each.title, sum(counts.values())]
            for each, counts in zip(sections, counted, strict=True)
        ],
        "words": "\n".join(line(forms) for forms in groups.values()),
        "often": [len(found) for found in standing.values()],
        "pieces": starts,
    }
    return files


def cut(root: Path, site: Path, language: str) -> None:
    """Put the pieces where MkDocs has left its index, if it has left one.

    What pages are for is read from the tree at `root`.
    """
    source = site / FOLDER / SOURCE
    if not source.is_file():
        return
    tree = Tree(root)
    asked, setting = purposes(tree.pages()), settings(tree).search
    if setting.errors in asked:
        purpose = asked[setting.errors]
        asked[setting.errors] = placed(tree, purpose, setting.errors)
    files = pieces(source.read_text(encoding="utf-8"), language, asked, setting)
    shutil.rmtree(site / FOLDER)
    (site / FOLDER).mkdir()
    for name, content in files.items():
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
        (site / FOLDER / name).write_text(text, encoding="utf-8")
