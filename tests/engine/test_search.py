"""The index's pieces say what pages say, and queries find it in spite of typos."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from engine.book.settings import Search
from engine.site import search
from engine.site.purpose import Purpose
from tests import searching

ROOT = Path(__file__).parents[2]


def source(*docs: tuple[str, str, str]) -> str:
    """An index as MkDocs writes it, of locations, titles and HTML."""
    keys = ("location", "title", "text")
    return json.dumps({"docs": [dict(zip(keys, each, strict=True)) for each in docs]})


SMALL = source(
    ("one/", "One", "<p>A generator runs.</p>"),
    ("one/#more", "More <b>next</b>", "<p>It has run: generators &lt;run&gt;</p>"),
    ("two/", "Generators", ""),
)


class TestPieces:
    def test_have_pages_and_sections_with_their_text(self) -> None:
        files = search.pieces(SMALL, "en")
        index: Any = files["index.json"]
        assert index["pages"] == [["one/", "One"], ["two/", "Generators"]]
        assert index["sections"] == [
            [0, "", "One", 3],
            [0, "more", "More next", 5],
            [1, "", "Generators", 0],
        ]
        texts = ["A generator runs.", "It has run: generators <run>"]
        assert files["page-0.json"] == texts
        assert files["page-1.json"] == [""]

    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("<p>One.</p><p>Two <code>iter</code>s</p>", "One. Two iters"),
            ("<pre><span>def</span> f</pre><td>1</td><td>2", "def f 1 2"),
            ("a &lt;b&gt; &amp;\n c", "a <b> & c"),
        ],
    )
    def test_have_text_parted_where_blocks_are(self, html: str, text: str) -> None:
        assert search.plain(html) == text

    def test_join_words_by_stem_and_tell_where_each_stands(self) -> None:
        files = search.pieces(SMALL, "en")
        index: Any = files["index.json"]
        lines = index["words"].split("\n")
        words: Any = files["words-0.json"]
        # in which sections, each counted from the one before, twice how often, and
        # one more where it stands in the title
        found = dict(zip(lines, words, strict=True))
        assert found["generator  s"] == [0, 2, 1, 2, 1, 1]
        assert found["run  s"] == [0, 2, 1, 4]
        assert found["next "] == [1, 1]
        assert index["often"][lines.index("generator  s")] == 3
        assert index["pieces"] == [0]

    @pytest.mark.parametrize("language", ["en", "en-GB", "de", "pt_BR", "xx", "zh"])
    def test_hold_each_word_once_in_any_language(self, language: str) -> None:
        index: Any = search.pieces(SMALL, language)["index.json"]
        forms = [
            start + end
            for start, *ends in (each.split(" ") for each in index["words"].split("\n"))
            for end in ends
        ]
        expected = "a generator generators has it more next one run runs"
        assert sorted(forms) == expected.split()

    def test_of_a_language_without_a_stemmer_have_a_stem_a_word(self) -> None:
        assert search.stems(["run", "runs"], "xx") == {"run": ["run"], "runs": ["runs"]}
        assert search.stems(["run", "runs"], "en") == {"run": ["run", "runs"]}

    def test_of_words_begin_where_the_index_says(self) -> None:
        docs = [
            (f"{n}/", f"Page {n}", " ".join(f"w{n}x{k} all" for k in range(40)))
            for n in range(100)
        ]
        files = search.pieces(source(*docs), "xx")
        index: Any = files["index.json"]
        starts = [*index["pieces"], len(index["often"])]
        assert len(starts) > 3
        for number, (start, end) in enumerate(pairwise(starts)):
            piece: Any = files[f"words-{number}.json"]
            assert len(piece) == end - start
            assert [len(each) // 2 for each in piece] == index["often"][start:end]

    def test_of_a_joined_name_are_found_by_its_parts_too(self) -> None:
        assert search.words("Call fit_generator(x), __init__") == (
            *("call", "fit_generator", "fit", "generator", "x", "init"),
        )

    def test_take_the_place_of_what_mkdocs_wrote(self, tmp_path: Path) -> None:
        docs, site = tmp_path / "docs", tmp_path / "site"
        for folder in (docs, site):
            folder.mkdir()
        (docs / "two.md").write_text("---\nalso_asked: [how many]\n---\n")
        search.cut(tmp_path, site, "en")
        assert not list(site.iterdir())
        (site / "search").mkdir()
        (site / "search" / "search_index.json").write_text(SMALL)
        search.cut(tmp_path, site, "en")
        names = {each.name for each in (site / "search").iterdir()}
        assert names == {"index.json", "words-0.json", "page-0.json", "page-1.json"}
        assert json.loads((site / "search/index.json").read_text())["asked"] == [
            *([], ["how many"]),
        ]


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., Any]:
    """A function that asks an index in a folder as a page does, in Node."""

    def ask_(
        index: str,
        *queries: str,
        language: str = "en",
        asked: dict[str, Purpose] | None = None,
        setting: Search = Search(),  # noqa: B008 (it is frozen)
    ) -> Any:
        folder = tmp_path / "index"
        folder.mkdir(exist_ok=True)
        files = search.pieces(index, language, asked or {}, setting)
        for name, content in files.items():
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
            (folder / name).write_text(text, encoding="utf-8")
        return searching.ask(folder, list(queries))

    return ask_


LESSONS = source(
    ("pause/", "A function that pauses", "<p>Each yield hands out a value.</p>"),
    ("walk/", "Iterators", "<p>An iterator is asked by next and iterates on.</p>"),
    (
        "walk/#end",
        "The end",
        "<p>After StopIteration, TypeError: 'int' object is not iterable.</p>",
    ),
    ("feed/", "Feeding", "<p>A generator feeds steps_per_epoch batches.</p>"),
    ("feed/#error", "When it fails", "<p>TypeError: iterable object, int not is.</p>"),
    ("away/", "Elsewhere", "<p>Nothing of that sort stands on this page.</p>"),
)


@pytest.mark.slow
class TestAQuery:
    @pytest.mark.parametrize(
        ("query", "address"),
        [
            # stems
            ("generators", "feed/"),
            ("iterating", "walk/"),
            ("a function which paused", "pause/"),
            # typos: letters swapped, changed, left out, put in
            ("yeild", "pause/"),
            ("itreator", "walk/"),
            ("stopiterration", "walk/#end"),
            ("genrator", "feed/"),
            ("gemerator", "feed/"),
            # begun, and a joined name's parts
            ("stopit", "walk/#end"),
            ("steps epoch", "feed/"),
            ("steps_per_epochs", "feed/"),
            # a pasted error: where its words stand as they do in it
            ("TypeError: 'int' object is not iterable", "walk/#end"),
        ],
    )
    def test_finds_first(
        self, query: str, address: str, ask: Callable[..., Any]
    ) -> None:
        (answer,) = ask(LESSONS, query)
        assert answer["hits"][0]["address"] == address

    def test_of_words_that_are_nowhere_is_offered_what_looks_most_like_it(
        self, ask: Callable[..., Any]
    ) -> None:
        answer, other = ask(LESSONS, "wherelse", "zz")
        assert answer["near"]
        assert answer["hits"][0]["address"] == "away/"
        assert other["near"]
        assert len(other["hits"]) == 3

    def test_that_finds_nothing_is_offered_the_page_about_errors_too(
        self, ask: Callable[..., Any]
    ) -> None:
        setting = Search(errors="walk/")
        unknown, known = ask(LESSONS, "ZebraError: stripes", "yield", setting=setting)
        assert unknown["hits"][-1]["address"] == "walk/"
        assert not known["near"]

    @pytest.mark.parametrize(
        ("query", "address"),
        [
            # in other words, with words that say nothing and words that are nowhere
            ("why does my cup stay empty, xylophonequartz?", "pause/"),
            ("feeding vs walking: restart", "feed/"),
            # what people take for another word
            ("rewind", "feed/"),
            # an error with names, an address and lines above it
            ("<Cup object at 0x7f30c2> cannot pour", "walk/"),
            ("KettleError: 'Mug' object 12 cannot pour", "walk/"),
            (
                'Traceback (most recent call last): File "yield.py", line 5, in value '
                "yield hands(value) KettleError: 'yield' object cannot pour",
                "walk/",
            ),
        ],
    )
    def test_finds_the_page_that_is_for_it(
        self, query: str, address: str, ask: Callable[..., Any]
    ) -> None:
        asked = {
            "pause/": Purpose(("Why is a cup empty?",)),
            "walk/": Purpose((), ("'*' object cannot pour",)),
            "feed/": Purpose(("how to restart feeding",)),
        }
        same = (("restart", "rewind"),)
        (answer,) = ask(LESSONS, query, asked=asked, setting=Search(same))
        assert answer["hits"][0]["address"].startswith(address)
        assert not answer["near"]

    @pytest.mark.parametrize(
        ("query", "addresses"),
        [
            # a page of its own explains it, with a name in it or not
            ("MugError: 'cup' cannot pour", ["pour/", "told/#cannot-pour"]),
            ("MugError: 'jar' cannot pour", ["pour/", "told/#cannot-pour"]),
            # explained nowhere else, however often others speak of it
            ("SpoonError: cannot stir at 0x7f30", ["told/#cannot-stir", "pour/#how"]),
            ("SpoonError: 0x7f30 cannot stir 12", ["told/#cannot-stir", "pour/#how"]),
            # without the name of its kind
            ("cannot stir", ["told/#cannot-stir", "pour/#how"]),
            # no error at all
            ("how to stir", ["pour/#how", "told/#all"]),
        ],
    )
    def test_lets_the_page_about_errors_come_behind_one_that_explains_as_much(
        self, query: str, addresses: list[str], ask: Callable[..., Any]
    ) -> None:
        docs = source(
            ("pour/", "Pouring", "What a full cup does."),
            ("pour/#how", "How you stir", "Stir the cup, and stir it again."),
            ("told/", "Errors", "All of them."),
            # says it more often, but isn't its place
            ("told/#all", "SpoonError: cannot stir", "SpoonError: cannot stir!"),
            ("told/#cannot-pour", "cannot pour", "MugError: 'cup' cannot pour"),
            ("told/#cannot-stir", "cannot stir", "SpoonError: cannot stir"),
        )
        both = ("MugError: 'cup' cannot pour", "SpoonError: cannot stir")
        asked = {
            "pour/": Purpose(("why pour",), ("MugError: '*' cannot pour*",)),
            "told/": Purpose((), both, places=("cannot-pour", "cannot-stir")),
        }
        (answer,) = ask(docs, query, asked=asked, setting=Search(errors="told/"))
        assert [each["address"] for each in answer["hits"]][:2] == addresses

    def test_finds_a_page_of_less_weight_only_where_no_other_answers_better(
        self, ask: Callable[..., Any]
    ) -> None:
        feed = {"feed/": Purpose(("fill the epochs",))}
        heavy = feed | {"pause/": Purpose(("fill a cup", "how many epochs to fill"))}
        light = feed | {"pause/": replace(heavy["pause/"], boost=0.5)}
        queries = ("how many epochs to fill", "cup")
        cases = ((heavy, ["pause/", "feed/"]), (light, ["feed/", "pause/"]))
        for asked, order in cases:
            both, alone = ask(LESSONS, *queries, asked=asked)
            assert [each["address"] for each in both["hits"]] == order
            assert [each["address"] for each in alone["hits"]] == ["pause/"]
            assert not alone["near"]

    def test_leads_to_a_page_once_with_further_sections_beside(
        self, ask: Callable[..., Any]
    ) -> None:
        (answer,) = ask(LESSONS, "TypeError")
        found = {each["address"]: each["beside"] for each in answer["hits"]}
        assert found == {"walk/#end": [], "feed/#error": []}
        (answer,) = ask(LESSONS, "iterator StopIteration")
        assert answer["hits"][0]["beside"] == ["walk/#end"]

    def test_is_shown_with_its_words_marked_as_they_stand(
        self, ask: Callable[..., Any]
    ) -> None:
        (answer,) = ask(LESSONS, "iterators")
        found = [part["text"] for part in answer["parts"] if part["found"]]
        assert found == ["iterator", "iterates"]
        text = "".join(part["text"] for part in answer["parts"])
        assert text == "An iterator is asked by next and iterates on."

    def test_tells_the_page_that_a_section_stands_on(
        self, ask: Callable[..., Any]
    ) -> None:
        (answer,) = ask(LESSONS, "StopIteration")
        assert answer["hits"][0] == {
            "address": "walk/#end",
            "title": "The end",
            "page": "Iterators",
            "beside": [],
        }

    def test_works_in_another_language(self, ask: Callable[..., Any]) -> None:
        german = source(
            ("a/", "Häuser", "<p>Viele große Häuser stehen da.</p>"),
            ("b/", "Ä", "<p>Nichts.</p>"),
        )
        for answer in ask(german, "Haus", "häuser", "GROSSE", language="de")[1:2]:
            assert answer["hits"][0]["address"] == "a/"

    def test_reads_no_more_than_it_needs(self, ask: Callable[..., Any]) -> None:
        docs = [
            (f"{n}/", f"Page {n}", " ".join(f"w{n}x{k} all" for k in range(40)))
            for n in range(100)
        ]
        one, all_ = ask(source(*docs), "w7x3", "all of them")
        assert len(one["read"]) == 3
        assert one["hits"][0]["address"] == "7/"
        assert len([name for name in all_["read"] if name.startswith("page-")]) <= 5


@pytest.mark.slow
def test_a_first_search_of_sixty_pages_fetches_at_most_60_kb(
    tmp_path: Path, ask: Callable[..., Any]
) -> None:
    docs = [
        (
            f"part/{page}/" + (f"#s-{number}" if number else ""),
            heading,
            f"<p>{text}</p>",
        )
        for page, sections in enumerate(texts())
        for number, (heading, text) in enumerate(sections)
    ]
    index = source(*docs)
    asked = {
        f"part/{page}/": Purpose(
            tuple(heading for heading, _ in sections[:7]),
            tuple(f"Error: {heading}" for heading, _ in sections[:2]),
            sections[0][1][:150],
        )
        for page, sections in enumerate(texts())
    }
    same = tuple(tuple(each.split()) for each, _ in texts()[0])
    modules = ROOT / "engine/theme/modules/search"
    code = sum(len(packed(file.read_bytes())) for file in modules.glob("*.js"))
    words = docs[200][2].removeprefix("<p>").split()
    queries = (words[0], " ".join(words[:4]), " ".join(words[:12]), words[5][:4])
    for query, answer in zip(
        queries, ask(index, *queries, asked=asked, setting=Search(same)), strict=True
    ):
        folder = tmp_path / "index"
        read = sum(len(packed((folder / each).read_bytes())) for each in answer["read"])
        assert answer["hits"], query
        assert code + read < 60_000, f"{query}: {code} + {read}"


def texts() -> list[list[tuple[str, str]]]:
    """Sixty pages of eight sections, as tests/many.py makes their words."""
    import random

    from tests import many

    dice = random.Random(5)
    words = many.vocabulary(dice)
    weights = [1 / rank for rank in range(3, len(words) + 3)]

    def text(length: int) -> str:
        return " ".join(dice.choices(words, weights, k=length))

    return [[(text(4), text(120)) for _ in range(8)] for _ in range(60)]


def packed(content: bytes) -> bytes:
    return gzip.compress(content, 9)
