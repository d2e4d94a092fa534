"""The settings of a site in pyproject.toml, `[tool.kit]`: its style, and its imports.

    [tool.kit]
    words = "words.txt"                # words that no dictionary has, one a line
    slow = ["pandas"]                   # packages whose modules `make check` leaves out
    glossary = "help/words"            # the page whose headings are terms to be linked

    [tool.kit.style]                   # see `Style`
    lesson-words = [400, 1100]

    [tool.kit.search]                  # see `Search`
    same = [["reset", "rewind"]]

    [tool.kit.imports]                 # what modules may import beyond the standard
    "models/*" = ["pandas"]             # library, by their paths below snippets

    [tool.kit.optional]                # dependency groups that `make test` installs
    maps = ["cartopy"]                 # where it can, and what modules import of each

What is left out is as it stands here.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from engine.book.fault import Fault, nearest
from engine.book.tree import Tree

FILE, TABLE = "pyproject.toml", "tool.kit"

Range = tuple[int, int]
Names = tuple[str, ...]


@dataclass(frozen=True)
class Style:
    """The style of the house, which a site may set otherwise.

    Ranges are of the least and the most. Lengths of sentences are in words: of all on
    average, and of the shortest among the longest tenth.
    """

    avoid: Names = ("simply", "just", "easy", "easily", "obviously", "of course")
    mean_sentence: int = 18
    long_sentence: int = 28
    lesson_words: Range = (400, 1100)
    description: Range = (70, 155)  # characters
    words_before_code: int = 60
    key_points: int = 3  # 0: a lesson needs none
    also_asked: int = 3  # the fewest wordings of people that lead to a lesson
    question: bool = True  # whether a lesson asks one, with choices
    words_a_minute: Range = (60, 260)
    minutes_to_do: Range = (0, 60)
    section_lines: int = 20
    section_columns: int = 72
    solution_lines: int = 4  # the fewest that are worth putting in order
    right_answers: int = 0  # the fewest beside an exercise's solution, unlike it
    wrong_answers: int = 1  # the fewest of an exercise
    years: Range = (2001, 2035)  # numbers that need no proof
    versioned: Names = (
        *("Python", "CPython", "MkDocs", "version", "versions", "Version"),
        *("BY", "OFL", "Apache", "WCAG"),
    )
    numbered: Names = ("PEP", "HTTP", "RFC", "question", "Question")
    languages: Names = ()  # labels of fences for plain text, beside the usual ones


# of these, none at all is no measure, and one is divided by
POSITIVE = {
    *("mean-sentence", "long-sentence", "words-a-minute"),
    *("section-lines", "section-columns"),
}


@dataclass(frozen=True)
class Search:
    """What a site tells its search.

    `same` has groups of words that people take one for another; `errors` is the address
    of the page about errors, which is offered where nothing is found.
    """

    same: tuple[Names, ...] = ()
    errors: str = ""


@dataclass(frozen=True)
class Settings:
    """All settings: the list of words, the style, and imports by globs of modules.

    `optional` has packages that may not be here, by their groups; `glossary` is the
    address of the page whose terms are linked, "" for none.
    """

    words: str = "words.txt"
    slow: Names = ()
    glossary: str = ""
    style: Style = Style()
    search: Search = Search()
    imports: Mapping[str, Names] = field(default_factory=dict)
    optional: Mapping[str, Names] = field(default_factory=dict)

    @property
    def heavy(self) -> frozenset[str]:
        """The packages whose modules `make check` leaves out."""
        return frozenset(self.slow).union(*self.optional.values())

    def may_import(self, name: str) -> set[str]:
        """Return the packages that a module, by its path below snippets, may import."""
        return {
            package
            for pattern, packages in self.imports.items()
            if fnmatchcase(name, pattern)
            for package in packages
        }


def settings(tree: Tree) -> Settings:
    """Return the settings of a tree; as they are by default, where they are faulty."""
    return read(tree.text(FILE))[0] if tree.there(FILE) else Settings()


@lru_cache(maxsize=4)
def pythons(source: str) -> Names:
    """Return the Pythons that a pyproject.toml has, as `[tool.pythons]` tells them."""
    try:
        found = tomllib.loads(source)["tool"]["pythons"]["supported"]
    except (tomllib.TOMLDecodeError, LookupError, TypeError):
        return ()
    return tuple(found) if is_names(found) else ()


def faults(tree: Tree) -> Iterator[Fault]:
    """Yield each setting that is unknown or of another type, at its line."""
    if tree.there(FILE):
        yield from read(tree.text(FILE))[1]


def slip(source: str) -> Fault | None:
    """Return where the text of pyproject.toml is no TOML, or None where it is."""
    found = loaded(source)
    return found if isinstance(found, Fault) else None


@lru_cache(maxsize=32)
def loaded(source: str) -> dict[str, Any] | Fault:
    """Return what the text of pyproject.toml holds, or where it is no TOML."""
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = int(line[1]) if line else source.count("\n") + 1
        return Fault(FILE, number, f"not TOML: {error}", "fix the TOML")


@lru_cache(maxsize=32)
def read(source: str) -> tuple[Settings, tuple[Fault, ...]]:
    """Return the settings in the text of pyproject.toml, and what is wrong with it."""
    whole = loaded(source)
    if isinstance(whole, Fault):
        return Settings(), (whole,)
    found: list[Fault] = []

    def told(table: str, key: str, what: str, mend: str) -> None:
        found.append(Fault(FILE, line_of(source, table, key), what, mend))

    tool = whole.get("tool")
    own = table_of(tool, "kit") if isinstance(tool, dict) else {}
    if own is None:
        told("tool", "kit", "`kit` isn't a table", f"write [{TABLE}]")
        own = {}
    known = [each.name for each in fields(Settings)]
    for key in own:
        if key not in known:
            mend = nearest(key, known) or f"use {', '.join(known)}"
            told(TABLE, key, f"an unknown setting {key!r}", mend)
    words = own.get("words", Settings.words)
    if not isinstance(words, str):
        told(TABLE, "words", "`words` isn't text", "name a file, as in `words.txt`")
        words = Settings.words
    slow = own.get("slow", [])
    if not is_names(slow):
        told(TABLE, "slow", "`slow` isn't a list of names", 'write ["pandas"]')
        slow = []
    glossary = own.get("glossary", "")
    if not isinstance(glossary, str):
        mend = 'name a page, as in "help/words"'
        told(TABLE, "glossary", "`glossary` isn't text", mend)
        glossary = ""
    parts = ("style", "search", "imports", "optional")
    tables = {key: table_of(own, key) for key in parts}
    for key, value in tables.items():
        if value is None:
            told(TABLE, key, f"`{key}` isn't a table", f"write [{TABLE}.{key}]")
    style, search, imports, optional = (each or {} for each in tables.values())
    for key, what, mend in wrong_search(search):
        told(f"{TABLE}.search", key, what, mend)
    for name, table in (("imports", imports), ("optional", optional)):
        for key, value in table.items():
            if not is_names(value):
                mend = 'list packages, as in ["pandas"]'
                told(f"{TABLE}.{name}", key, f"{key!r} isn't a list of names", mend)
    groups = whole.get("dependency-groups", {})
    for key in optional:
        if key not in groups:
            mend = nearest(key, groups) or "add it to [dependency-groups]"
            told(f"{TABLE}.optional", key, f"there's no group {key!r}", mend)
    allowed = {k: tuple(v) for k, v in imports.items() if is_names(v)}
    beside = {k: tuple(v) for k, v in optional.items() if is_names(v) and k in groups}
    kinds = {each.name.replace("_", "-"): each for each in fields(Style)}
    kept: dict[str, object] = {}
    for key, value in style.items():
        if key not in kinds:
            mend = nearest(key, kinds) or f"use {', '.join(kinds)}"
            told(f"{TABLE}.style", key, f"an unknown setting {key!r}", mend)
            continue
        usual = kinds[key].default
        wrong = unlike(value, usual, least=int(key in POSITIVE))
        if wrong:
            mend = f"write {wrong}, as in `{key} = {written(usual)}`"
            told(f"{TABLE}.style", key, f"{key!r} is {value!r}", mend)
        else:
            kept[kinds[key].name] = tuple(value) if isinstance(value, list) else value
    house = Style(**kept)  # type: ignore[arg-type]
    own_search = Search() if list(wrong_search(search)) else search_of(search)
    page = addressed(glossary)
    read = Settings(words, tuple(slow), page, house, own_search, allowed, beside)
    return read, tuple(found)


def addressed(page: str) -> str:
    """Return the address of a page that a setting names, however its slashes stand."""
    return f"{page.strip('/')}/" if page.strip("/") else ""


def search_of(table: Mapping[str, Any]) -> Search:
    """Return what a table with nothing wrong in it tells the search."""
    same = tuple(tuple(group) for group in table.get("same", []))
    return Search(same, addressed(table.get("errors", "")))


def wrong_search(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield each key that is wrong in a table for the search, what is, and the mend."""
    known = [each.name for each in fields(Search)]
    for key, value in table.items():
        if key not in known:
            mend = nearest(key, known) or f"use {', '.join(known)}"
            yield key, f"an unknown setting {key!r}", mend
        elif key == "errors" and not isinstance(value, str):
            yield key, "`errors` isn't text", 'name a page, as in "part/page"'
        elif key == "same" and not (
            isinstance(value, list)
            and all(is_names(group) and len(group) > 1 for group in value)
        ):
            mend = 'list groups of two words or more, as in [["reset", "rewind"]]'
            yield key, "`same` isn't a list of groups", mend


def table_of(table: Mapping[str, object], key: str) -> dict[str, Any] | None:
    """Return a table within another, empty where it is not there; None for no table."""
    found = table.get(key, {})
    return found if isinstance(found, dict) else None


def unlike(value: object, usual: object, least: int) -> str:
    """Return what a value should be, where it is not of the kind of the usual one.

    No number may be less than `least`.
    """
    if isinstance(usual, bool):
        return "" if isinstance(value, bool) else "true or false"
    if isinstance(usual, int):
        whole = type(value) is int and value >= least
        return "" if whole else f"a whole number, {least} or more"
    if isinstance(usual, tuple) and usual and isinstance(usual[0], int):
        pair = value if isinstance(value, list) and len(value) == 2 else [0, -1]
        whole = all(type(each) is int for each in pair)
        right = whole and least <= pair[0] <= pair[1]
        return "" if right else f"the least and the most, {least} or more"
    return "" if is_names(value) else "a list of texts"


def is_names(value: object) -> bool:
    """Return whether a value is a list of texts."""
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def written(value: object) -> str:
    """Return a value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return (
        str(list(value)).replace("'", '"') if isinstance(value, tuple) else str(value)
    )


def line_of(source: str, table: str, key: str) -> int:
    """Return the line where a key of a table stands; 0 where it is not to be found."""
    within = ""
    for number, line in enumerate(source.splitlines(), 1):
        header = re.match(r"\s*\[([^\[\]]+)\]", line)
        if header:
            within = header[1].strip()
            if within == f"{table}.{key}":
                return number
        elif within == table and re.match(
            rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line
        ):
            return number
    return 0
