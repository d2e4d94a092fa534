"""Each word that readers get from the machine has its message, and each its use."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from jinja2 import Environment, nodes

from engine.book import messages as book
from engine.book.messages import Messages
from engine.live import messages
from engine.live.story import Frame
from engine.live.story.sentences import Moment
from tests.samples import ROOT

SAID = book.read(book.folder(ROOT), book.SOURCE)
GROUPS = {"one", "other"}


def keys(group: dict[str, Any], name: str = "") -> Iterator[str]:
    """Yield the dotted names of messages; those of one number count as one."""
    for key, found in group.items():
        if isinstance(found, dict) and set(found) != GROUPS:
            yield from keys(found, f"{name}{key}.")
        else:
            yield f"{name}{key}"


def used(room: str) -> set[str]:
    """Return the texts in a room of the engine that begin as a name of its messages."""
    begins = tuple(f"{each}." for each in SAID[room])
    return {
        node.value
        for file in (ROOT / "engine" / room).rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.startswith(begins)
        and " " not in node.value
    }


@pytest.mark.parametrize("room", ["live", "blocks"])
def test_no_message_is_missing_and_none_is_unused(room: str) -> None:
    assert used(room) == set(keys(SAID[room]))


def said_by(template: str) -> Iterator[str]:
    """Yield the names of messages that a template says."""
    for call in Environment().parse(template).find_all(nodes.Call):
        names = [call.node, *call.node.find_all((nodes.Name, nodes.Getattr))]
        if any("say" in {vars(n).get("name"), vars(n).get("attr")} for n in names):
            first = call.args[0]
            branches = (
                (first.expr1, first.expr2)
                if isinstance(first, nodes.CondExpr)
                else (first,)
            )
            for each in branches:
                assert isinstance(each, nodes.Const), f"line {call.lineno}: {each}"
                yield each.value


def test_templates_say_each_message_of_theirs_and_no_other() -> None:
    said = {
        key
        for file in (ROOT / "engine" / "theme").rglob("*.html")
        for key in said_by(file.read_text(encoding="utf-8"))
    }
    assert said == set(keys(SAID["theme"]))


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ('{{ say("a") }}{{ x.say.text("b", c="d") }}', {"a", "b"}),
        ('{{ say("a" if x == "c" else "b") }}{{ says("d") }}', {"a", "b"}),
    ],
)
def test_what_a_template_says_is_found(template: str, said: set[str]) -> None:
    assert set(said_by(template)) == said


# what no reader reads: Jinja's own, scripts, styles and pictures
UNREAD = re.compile(
    r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<(script|style|svg)\b.*?</\1>", re.S
)
READ = re.compile(r"\b(?:aria-label|title|placeholder|alt)=.[^\"{]*?([A-Za-z]{2,})")


def typed(html: str) -> list[str]:
    """Return the first words of texts in some HTML, and of attributes that are read."""
    seen = UNREAD.sub("", html)
    return READ.findall(seen) + re.findall(r"(?:^|>)[^<>]*?([A-Za-z]{2,})", seen)


@pytest.mark.parametrize(
    "file", sorted((ROOT / "engine" / "theme").rglob("*.html")), ids=lambda f: f.stem
)
def test_a_template_types_no_word_of_its_own(file: Path) -> None:
    assert not typed(file.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "file", sorted((ROOT / "engine" / "blocks").glob("*.py")), ids=lambda f: f.stem
)
def test_a_block_types_no_word_of_its_own(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    texts = [each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)]
    html = [
        each for each in texts if isinstance(each, str) and re.search("<[a-z/]", each)
    ]
    docs = {
        ast.get_docstring(n, clean=False)
        for n in ast.walk(tree)
        if isinstance(n, (ast.Module, ast.FunctionDef, ast.ClassDef))
    }
    assert not [word for each in html if each not in docs for word in typed(each)]


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>{{ x }} lessons</p>", ["lessons"]),
        ('<nav aria-label="Site"><b class="c">', ["Site"]),
        ("<summary>Hint ", ["Hint"]),
        ("{# Words #}<script>let it</script><a href='x.md'>{{ y }}</a>", []),
    ],
)
def test_words_that_are_typed_are_found(html: str, words: list[str]) -> None:
    assert typed(html) == words


def test_python_says_what_stands_for_it_in_that_file() -> None:
    assert messages.table() == SAID["live"]


@pytest.mark.parametrize(
    "key", [each for each in keys(messages.table()) if each.startswith("story.")]
)
def test_a_place_in_a_sentence_is_something_that_a_step_has(key: str) -> None:
    recording = {"code": [{"at": 1, "lines": ["x"]}], "error": "", "cut": False}
    frame = story_frame()
    moment = Moment(recording, {"e": "over", "f": 0, "l": 0}, [frame])
    moment.told = ""
    given = {"story.now": {"changed"}, "story.gone": {"gone"}, "story.having": {"held"}}
    found = messages.template(key)
    for text in found.values() if isinstance(found, dict) else [found]:
        for _, place, *_ in Formatter().parse(text):
            assert (
                place is None or place in given.get(key, ()) or hasattr(moment, place)
            )


def story_frame() -> Frame:
    return Frame("<module>", "module", 0)


def test_a_message_takes_what_it_is_given_as_it_is() -> None:
    said = messages.message("judge.case_raised", case="f({})", error="100 %")
    assert said == "`f({})` raised `100 %`."


@pytest.mark.parametrize(("count", "said"), [(0, "0 items"), (1, "1 item")])
def test_a_message_goes_with_its_number(count: int, said: str) -> None:
    assert messages.counted("checks.item", count) == said


def test_in_a_language_without_a_form_for_one_it_has_another() -> None:
    with book.spoken({"n": {"other": "{count}"}}):
        assert messages.counted("n", 1) == "1"
    assert messages.counted("checks.item", 1) == "1 item"


def test_texts_and_code_take_turns_whatever_a_place_holds() -> None:
    class About:
        how, inside = "100 % {x}", f" in {messages.TURN}f"

    assert messages.worded("story.asker.loop", About()).split(messages.TURN) == [
        *("The ", "100 % {x}", " loop in ", "f"),
    ]


class TestMessagesOfTheBuild:
    SAY = Messages(
        {
            "a": {"b": 'One "{x}" & more'},
            "n": {"one": "{count} x", "other": "{count} xs"},
        }
    )

    def test_are_html_with_html_in_their_places(self) -> None:
        said = self.SAY("a.b", x="<i>1</i>")
        assert said == "One &quot;<i>1</i>&quot; &amp; more"
        assert self.SAY.text("a.b", x="<") == 'One "<" & more'

    @pytest.mark.parametrize(("count", "said"), [(0, "0 xs"), (1, "1 x"), (2, "2 xs")])
    def test_go_with_a_number(self, count: int, said: str) -> None:
        assert self.SAY.counted("n", count) == said

    def test_of_a_language_without_a_form_for_one_have_another(self) -> None:
        assert Messages({"n": {"other": "{count}"}}).counted("n", 1) == "1"

    @pytest.mark.parametrize("key", ["a", "a.c", "c", "a.b.c"])
    def test_that_are_missing_are_named(self, key: str) -> None:
        with pytest.raises(LookupError, match=f"no {key} — write it into en.json"):
            self.SAY(key)

    def test_want_each_of_their_places(self) -> None:
        with pytest.raises(LookupError, match="x"):
            self.SAY("a.b")


class TestAnotherLanguage:
    def words(self, root: Path, language: str, own: object) -> Path:
        """Put two languages into a folder: that of the source, and another."""
        source = {
            "a": "{n} of {m}",
            "b": {"one": "{count} x", "other": "{count} xs"},
            "d": {"this": "1", "other": "2"},
        }
        (root / "en.json").write_text(json.dumps({"page": source}), "utf-8")
        (root / f"{language}.json").write_text(json.dumps({"page": own}), "utf-8")
        return root

    def test_may_have_another_order_and_other_forms(self, tmp_path: Path) -> None:
        own = {
            "b": {"few": "{count} y", "other": "{count} ys"},
            "d": {"this": "1", "other": "2"},
            "a": "{m}: {n}",
        }
        root = self.words(tmp_path, "pl", own)
        assert book.read(root, "pl") == {"page": own}

    @pytest.mark.parametrize(
        ("own", "what"),
        [
            ({"a": "{n} {m}"}, "no message page.b.other — translate “{count} xs”"),
            ({"a": "{n}", "b": {"other": "{count}"}}, "page.a has other placeholders"),
            ({"a": "{n}{m}", "b": {"one": "1", "other": "2"}}, "page.b.one has other"),
            (
                {"a": "{n}{m}", "b": {"other": "{count}"}, "c": "x"},
                "page.c isn't a message — delete it",
            ),
            ({"d": {"other": "2"}}, "no message page.d.this — translate “1”"),
            ([], "no message page.a — translate “{n} of {m}”"),
        ],
    )
    def test_that_differs_is_told(self, tmp_path: Path, own: object, what: str) -> None:
        root = self.words(tmp_path, "pl", own)
        with pytest.raises(LookupError) as error:
            book.read(root, "pl")
        assert f"engine/theme/messages/pl.json: {what}" in str(error.value)

    def test_without_a_file_is_told(self, tmp_path: Path) -> None:
        root = self.words(tmp_path, "pl", {})
        with pytest.raises(
            LookupError, match=r"de\.json: no messages in this language"
        ):
            book.read(root, "de")
