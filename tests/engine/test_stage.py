"""The stage: what crosses between lanes, at which moments it rests, how it is drawn."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

from engine.blocks import fit
from engine.blocks import stage as drawn
from engine.book.text import Include
from engine.book.tree import Tree
from engine.live import story
from tests.engine.spoken import SAY

G = {"name": "g", "kind": "generator", "code": 1, "made": "steps(2)"}
FRAMES = [{"name": "<module>", "kind": "module", "code": 0}, G]
CODE = [
    {"at": 1, "lines": ["g = steps(2)", "next(g)", "next(g)"]},
    {"at": 10, "lines": ["def steps(n):", "    yield n", "    n -= 1", "    1 / n"]},
]
NEXT = {"by": 0, "how": "call", "via": "next(g)"}
ERROR = "ZeroDivisionError('division by zero')"
TRACE = (
    'Traceback (most recent call last):\n  File "<stdin>", line 1\nZeroDivisionError'
)
LOOP = {"by": 0, "how": "for", "via": "steps(2)"}
LIFE: list[dict[str, Any]] = [
    {"e": "input", "f": 0, "l": 0},
    {"e": "make", "f": 0, "l": 0, "g": 1, "via": "steps(2)", "h": {"n": "2"}},
    {"e": "input", "f": 0, "l": 1},
    {"e": "start", "f": 1, "l": 0, **NEXT, "s": {"1": "R"}},
    {"e": "line", "f": 1, "l": 1},
    {"e": "yield", "f": 1, "l": 1, "v": "'<2>'", "s": {"1": "S"}},
    {"e": "input", "f": 0, "l": 2, "o": "'<2>'\n"},
    {"e": "resume", "f": 1, "l": 1, **NEXT, "s": {"1": "R"}},
    {"e": "line", "f": 1, "l": 2, "o": "</script>\n"},
    {"e": "line", "f": 1, "l": 3, "d": {"n": "1"}},
    {"e": "raise", "f": 1, "l": 3, "v": ERROR, "how": "call", "via": "1 / n"},
    {"e": "unwind", "f": 1, "l": 3, "v": ERROR, "s": {"1": "X"}},
    {"e": "raise", "f": 0, "l": 2, "v": ERROR},
    {"e": "over", "f": 0, "l": 2, "o": TRACE + ": division by zero\n"},
]


def recorded(*steps: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"code": CODE, "frames": FRAMES, "steps": list(steps), "out": ""}
    return {**whole, "error": "", "cut": False, "left": [], **more}


def moments(stage: dict[str, Any]) -> list[str]:
    said = [step["say"] for step in stage["steps"] if "rest" in step]
    return [
        "".join(f"`{t}`" if at % 2 else t for at, t in enumerate(each)) for each in said
    ]


def states(stage: dict[str, Any], at: int) -> dict[str, dict[str, Any]]:
    """Return how all lanes stand at a moment."""
    now: dict[str, dict[str, Any]] = {}
    rest = -1
    for step in stage["steps"]:
        for lane, change in step.get("lanes", {}).items():
            now.setdefault(lane, {}).update(change)
        rest += "rest" in step
        if rest == at and "rest" in step:
            return now
    raise AssertionError(f"no moment {at}")


class TestASession:
    stage = story.stage(recorded(*LIFE))

    def test_has_each_answer_under_its_own_request_and_an_error_in_short(self) -> None:
        you = self.stage["boards"][0]["you"]
        assert you["rows"] == [
            ("in", "g = steps(2)"),
            ("in", "next(g)"),
            ("out", "'<2>'"),
            ("in", "next(g)"),
            ("out", "</script>"),
            ("err", "ZeroDivisionError: division by zero"),
            ("in", ""),
        ]

    def test_rests_at_each_hand_over_and_says_one_sentence_there(self) -> None:
        assert moments(self.stage) == [
            "Nothing is typed yet.",
            "`steps(2)` makes a generator, and its name is `g`. None of its lines has "
            "run.",
            "`next(g)` starts `g` at line 11. It yields `'<2>'` and is suspended at "
            "line 11.",
            f"`next(g)` wakes `g` at line 11. `1 / n` raises `{ERROR}` in `g`. Nothing "
            "catches it there, so `g` is over. `</script>` is printed.",
        ]

    def test_lets_a_request_and_its_answer_cross_at_their_lines(self) -> None:
        crossed = [c for step in self.stage["steps"] for c in step.get("cross", ())]
        assert crossed == [
            ("you", 0, "1", 0, "makes", "make"),
            ("you", 1, "1", 11, "asks", "ask"),
            ("1", 11, "you", 2, "'<2>'", "yield"),
            ("you", 3, "1", 11, "asks", "ask"),
            ("1", 13, "you", 5, ERROR, "raise"),
        ]

    def test_tells_of_each_lane_what_it_is_where_and_what_it_keeps(self) -> None:
        made, asked, over = (states(self.stage, at) for at in (1, 2, 3))
        assert made["1"] == {
            **{"state": "created", "at": 0, "keeps": "n = 2", "asked": 0, "gave": 0},
        }
        assert made["you"] == {"state": "running", "at": 1, "seen": 1, "keeps": ""}
        assert (asked["1"]["state"], asked["1"]["at"]) == ("suspended", 11)
        assert (asked["1"]["asked"], asked["1"]["gave"]) == (1, 1)
        assert (over["1"]["state"], over["1"]["keeps"]) == ("raised", "")
        assert (over["you"]["at"], over["you"]["seen"]) == (6, 6)

    def test_tells_at_each_moment_what_others_have_made_of_what_one_keeps(self) -> None:
        now = {"1": {"n": "[7]"}, "0": {"held": "[7]"}}
        changed = [{**step} for step in LIFE]
        changed[2]["k"] = now  # of the first input: this is its last moment
        changed[7]["k"] = {"0": {"held": None}}
        changed[13]["k"] = {"1": {"n": "[8]"}}  # it is over by now, and keeps nothing
        stage = story.stage(recorded(*changed))
        kept = [
            tuple(states(stage, at)[lane]["keeps"] for lane in ("you", "1"))
            for at in range(4)
        ]
        of_both = ("held = [7]", "n = [7]")
        assert kept == [("", ""), of_both, of_both, ("", "")]

    def test_lets_who_asked_wait_while_another_runs(self) -> None:
        request = self.stage["steps"][2]
        assert request["lanes"]["you"]["state"] == "waits"
        assert request["lanes"]["1"]["state"] == "running"

    def test_has_a_table_with_a_row_for_each_moment(self) -> None:
        table = self.stage["table"]
        cells = [["".join(cell) for cell in row] for row in table["rows"]]
        assert cells == [
            ["g = steps(2)", "nothing", "○ created", "n = 2", "g"],
            ["next(g)", "line 11", "❚❚ suspended at 11", "n = 2", "'<2>'"],
            ["next(g)", "lines 12, 13", "✕ raised", "nothing", ERROR],
        ]


class TestALoop:
    """What it prints comes between two requests, and the last is no value."""

    STEPS = (
        {"e": "input", "f": 0, "l": 0},
        {"e": "make", "f": 0, "l": 0, "g": 1, "via": "steps(2)"},
        {"e": "start", "f": 1, "l": 0, **LOOP, "d": {"n": "2"}, "s": {"1": "R"}},
        {"e": "line", "f": 1, "l": 1},
        {"e": "line", "f": 1, "l": 2, "o": "on\n"},
        {"e": "yield", "f": 1, "l": 2, "v": "2", "s": {"1": "S"}},
        {"e": "line", "f": 0, "l": 1},
        {"e": "line", "f": 0, "l": 0, "o": "2\n"},
        {"e": "resume", "f": 1, "l": 2, **LOOP, "s": {"1": "R"}},
        {"e": "line", "f": 1, "l": 3},
        {"e": "end", "f": 1, "l": 3, "v": "None", "o": "off\n", "s": {"1": "X"}},
        {"e": "over", "f": 0, "l": 1},
    )
    LOOPS = (
        {"at": 1, "lines": ["for n in steps(2):", "    print(n)"]},
        {"at": 10, "lines": ["def steps(n):", "    on()", "    yield n", "    off()"]},
    )
    stage = story.stage(recorded(*STEPS, code=LOOPS))

    def test_tells_what_a_generator_prints_before_what_it_yields(self) -> None:
        _, _, first, last = moments(self.stage)
        assert first == (
            "The `for` loop starts `g` at line 11. It runs lines 11 and 12, prints "
            "`on`, yields `2` and is suspended at line 12. `2` is printed."
        )
        assert "It runs line 13, prints `off`, and its code ends." in last
        assert "is printed" not in last

    def test_is_typed_once(self) -> None:
        rows = ["".join(row[0]) for row in self.stage["table"]["rows"]]
        assert rows == ["for n in steps(2):", "", ""]

    def test_has_its_answers_at_its_own_line_and_none_where_they_are_printed(
        self,
    ) -> None:
        crossed = [c for step in self.stage["steps"] for c in step.get("cross", ())]
        assert [c[2:4] for c in crossed if c[5] == "yield"] == [("you", 0)]

    @pytest.mark.parametrize("head", ["try:", "if(True):", "while True:"])
    def test_is_any_statement_with_a_body(self, head: str) -> None:
        code = [{"at": 1, "lines": [head, "    print(next(g))"]}, self.LOOPS[1]]
        stage = story.stage(recorded(*self.STEPS, code=code))
        crossed = [c for step in stage["steps"] for c in step.get("cross", ())]
        assert [c[2:4] for c in crossed if c[5] == "yield"] == [("you", 0)]

    def test_comes_to_a_line_again_where_it_was_woken(self) -> None:
        again = {"e": "line", "f": 1, "l": 2}
        stage = story.stage(recorded(*self.STEPS[:9], again, *self.STEPS[10:]))
        changes = [step["lanes"].get("1", {}) for step in stage["steps"]]
        woken = next(at for at, each in enumerate(changes) if each.get("asked") == 2)
        assert changes[woken] == {"state": "running", "asked": 2}
        assert changes[woken + 1] == {"at": 12}

    def test_has_made_one_that_keeps_what_it_was_called_with(self) -> None:
        assert states(self.stage, 1)["1"]["keeps"] == "n = 2"


def test_a_loop_that_asks_through_another_rests_where_both_wait() -> None:
    frames = [FRAMES[0], G, {"name": "outer", "kind": "generator", "code": 1}]
    loop = {"by": 0, "how": "for", "via": "outer"}
    inner = {"by": 2, "how": "for", "via": "g"}
    stage = story.stage(
        recorded(
            {"e": "line", "f": 0, "l": 1},
            {"e": "make", "f": 0, "l": 1, "g": 1, "via": "steps(2)"},
            {"e": "make", "f": 0, "l": 1, "g": 2},
            {"e": "start", "f": 2, "l": 0, **loop, "s": {"2": "R"}},
            {"e": "start", "f": 1, "l": 0, **inner, "s": {"1": "R"}},
            {"e": "yield", "f": 1, "l": 1, "v": "1", "s": {"1": "S"}},
            {"e": "yield", "f": 2, "l": 1, "v": "4", "s": {"2": "S"}},
            {"e": "line", "f": 0, "l": 2, "o": "4\n"},
            {"e": "over", "f": 0, "l": 2},
            frames=frames,
        )
    )
    both = states(stage, 2)
    assert (both["you"]["state"], both["2"]["state"]) == ("waits", "waits")
    assert both["1"]["state"] == "running"
    assert moments(stage)[2:] == [
        "The `for` loop starts `outer` at line 10. To answer, `outer` must ask too: "
        "`g` starts at line 10.",
        "`g` yields `1` and is suspended at line 11.",
        "`outer` yields `4` and is suspended at line 11. `4` is printed.",
    ]


def test_a_request_to_what_is_finished_runs_nothing_and_is_told() -> None:
    asks = {"e": "ask", "f": 0, "l": 2, "g": 1, "how": "call", "via": "list(g)"}
    end = {"e": "end", "f": 1, "l": 1, "v": "None", "s": {"1": "X"}}
    over = {"e": "over", "f": 0, "l": 2}
    stage = story.stage(recorded(*LIFE[:5], end, asks, over))
    *_, told = moments(stage)
    assert told == (
        "`list(g)` asks `g`, but that’s finished. No line runs, and there’s nothing to "
        "get."
    )
    assert states(stage, 3)["1"]["asked"] == 2


def test_an_input_is_told_with_what_it_changed_and_not_with_what_was_before() -> None:
    code = [{"at": 1, "lines": ["n = 2", "some = [n]", "del n"]}, CODE[1]]
    stage = story.stage(
        recorded(
            {"e": "input", "f": 0, "l": 0},
            {"e": "input", "f": 0, "l": 1, "d": {"n": "2"}},
            {"e": "input", "f": 0, "l": 2, "d": {"some": "[2]"}},
            {"e": "over", "f": 0, "l": 2, "d": {"n": None}},
            code=code,
        )
    )
    assert moments(stage)[1:] == [
        "You type `n = 2`.",
        "You type `some = [n]`. Now some = [2].",
        "You type `del n`. n is gone.",
    ]


def test_what_a_step_prints_that_no_beat_is_of_is_told_with_the_next_one() -> None:
    frames = [*FRAMES, {"name": "log", "kind": "function", "code": 1}]
    helps = [
        {"e": "call", "f": 2, "l": 0, "by": 1, "how": "call", "via": "log()"},
        {"e": "line", "f": 2, "l": 1},
        {"e": "return", "f": 2, "l": 1, "v": "None", "o": "in log\n"},
    ]
    stage = story.stage(recorded(*LIFE[:5], *helps, *LIFE[5:], frames=frames))
    assert moments(stage)[2] == (
        "`next(g)` starts `g` at line 11. It yields `'<2>'` and is suspended at line "
        "11. `in log` is printed."
    )


@pytest.mark.parametrize(
    ("raised", "told"),
    [
        ("StopIteration()", "There’s no value: `next(g)` raises `StopIteration`, and"),
        (
            "StopIteration(7)",
            "It returns `7`. `next(g)` raises `StopIteration(7)`, which carries that "
            "value, and",
        ),
    ],
)
def test_an_end_tells_the_error_that_comes_of_it(raised: str, told: str) -> None:
    value = "7" if "7" in raised else "None"
    end = {"e": "end", "f": 1, "l": 1, "v": value, "s": {"1": "X"}}
    comes = {"e": "raise", "f": 0, "l": 1, "v": raised}
    over = {"e": "over", "f": 0, "l": 1, "o": "caught\n"}
    stage = story.stage(recorded(*LIFE[:5], end, comes, over))
    *_, last = moments(stage)
    assert last.endswith(f"{told} `g` is finished. You see `caught`.")
    assert stage["table"]["rows"][-1][-1] == ["", raised.removesuffix("()")]


class TestCards:
    def many(self, count: int) -> dict[str, Any]:
        frames = [FRAMES[0], *({**G, "name": f"g{n}"} for n in range(count))]
        steps = [
            {"e": "make", "f": 0, "l": n % 3, "g": n + 1, "via": "steps(2)"}
            for n in range(count)
        ]
        return story.stage(recorded(*steps, frames=frames))

    def test_share_three_places_and_one_is_drawn_in_each(self) -> None:
        stage = self.many(5)
        cards = stage["boards"][0]["cards"]
        assert [card["place"] for card in cards] == [0, 1, 2, 0, 1]
        last = states(stage, sum("rest" in s for s in stage["steps"]) - 1)
        shown = [card["id"] for card in cards if not last[card["id"]].get("off")]
        assert shown == ["3", "4", "5"]

    def test_of_more_than_a_few_are_named_in_the_rows_of_the_table(self) -> None:
        assert [len(self.many(n)["table"]["heads"]) for n in (1, 3, 4)] == [5, 4, 6]

    def test_are_no_more_than_can_be_told_apart(self) -> None:
        assert len(self.many(50)["boards"][0]["cards"]) == 30

    def test_of_long_code_fold_what_nothing_comes_to(self) -> None:
        code = [CODE[0], {"at": 10, "lines": ["def steps(n):", *["    n"] * 12]}]
        stage = story.stage(recorded(*LIFE[:6], code=code))
        (card,) = stage["boards"][0]["cards"]
        assert card["fold"] == [(12, 22)]


def test_of_much_output_some_rows_are_there_and_the_rest_is_counted() -> None:
    over = {"e": "over", "f": 0, "l": 1, "o": "".join(f"{n}\n" for n in range(5000))}
    code: list[Any] = [{"at": 1, "lines": ["g = steps(2)", "next(g)"]}, CODE[1]]
    stage = story.stage(recorded(*LIFE[:6], over, code=code))
    rows = stage["boards"][0]["you"]["rows"]
    assert rows[2:] == [
        *(("out", str(n)) for n in range(8)),
        ("note", "… and 4992 more lines"),
        ("in", ""),
    ]


class TestDrawn:
    def figure(self, tmp_path: Path, recording: dict[str, Any]) -> str:
        file = Tree(tmp_path).frames("a.py", "life")
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(recording), encoding="utf-8")
        return drawn.html(drawn.read(Tree(tmp_path), Include("a.py", "life", 1)), SAY)

    def test_it_has_the_code_once_a_table_with_headers_and_all_sentences(
        self, tmp_path: Path
    ) -> None:
        figure = self.figure(tmp_path, recorded(*LIFE)).split("<script")[0]
        assert figure.count('<li value="10">') == 1
        assert figure.count('scope="col"') == 6
        assert figure.count('scope="row"') == 3
        assert [f'<li id="life-{n}">' in figure for n in range(5)] == [True] * 4 + [
            False
        ]
        assert "&#x27;&lt;2&gt;&#x27;" in figure
        text = html.unescape(re.sub(r"<[^>]+>", "", figure))
        assert text.count("def steps(n):") == 1
        assert "next(g) starts g at line 11. It yields '<2>'" in text

    def test_it_keeps_its_data_for_scripts_whatever_they_hold(
        self, tmp_path: Path
    ) -> None:
        figure = self.figure(tmp_path, recorded(*LIFE))
        inside = figure.split('<script type="application/json">')[1]
        kept = json.loads(inside.split("</script>")[0])
        wanted = json.loads(json.dumps(story.stage(recorded(*LIFE))))
        del wanted["table"]
        assert kept == wanted
        assert ["out", "</script>"] in kept["boards"][0]["you"]["rows"]

    def test_one_that_was_never_recorded_says_what_to_do(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError, match="run `make record`"):
            drawn.read(Tree(tmp_path), Include("a.py", "life", 1))


def fitted(rows: list[str], code: list[str], said: int, **card: Any) -> fit.Fit:
    """Return what fits where beside a card of some code."""
    change = {"keeps": card.pop("keeps", ""), "asked": card.pop("asked", 0)}
    you = {"id": "you", "rows": [("in", row) for row in rows]}
    board = {"you": you, "cards": [{"id": "1", "first": 1, "code": code, **card}]}
    steps = [{"rest": True, "say": ["x" * said], "lanes": {"1": change}}]
    data: dict[str, Any] = {"boards": [board], "steps": steps}
    return fit.fit(data, fit.longest(data["steps"]), SAY)


def test_folded_lines_give_words_no_room() -> None:
    for fold, words in ([], "beside"), ([(3, 18)], ""):
        found = fitted(["next(g)"] * 4, ["yield"] * 20, 40, fold=fold)
        assert found.words == words


@pytest.mark.parametrize(
    ("asked", "code", "said", "words"),
    [
        (2, 4, 40, ""),
        (2, 14, 40, "beside"),
        (2, 14, 400, "below"),
        (14, 14, 40, "below"),
    ],
)
def test_words_stand_beside_cards_only_where_they_have_room(
    asked: int, code: int, said: int, words: str
) -> None:
    assert fitted(["next(g)"] * asked, ["yield"] * code, said).words == words


@pytest.mark.parametrize(
    ("first", "last", "card", "notes"),
    [
        ("def f(n):", "    n -= 1", {"counts": True, "keeps": "n = 1"}, "count keeps"),
        ("def f(n):", "    n -= 1", {"counts": True}, "count"),
        ("def f(n):", "    n -= 1", {"keeps": "n = 1"}, "keeps"),
        ("def f(n):", "    n -= 1", {"keeps": "n = 1", "meters": ["n"]}, ""),
        ("def f(n):", "    n -= 1", {"counts": True, "keeps": "n" * 40}, "count"),
        ("def f(n):", "    n" * 7, {"counts": True, "keeps": "n = 1"}, "count"),
        ("def f" * 7, "    n -= 1", {"counts": True, "keeps": "n = 1"}, ""),
    ],
)
def test_a_note_stands_beside_code_only_where_a_line_leaves_it_room(
    first: str, last: str, card: dict[str, Any], notes: str
) -> None:
    code = [first, *["    yield n"] * 8, last]
    assert " ".join(fitted(["next(g)"], code, 400, **card).notes["1"]) == notes


def test_notes_of_a_low_stage_keep_their_row() -> None:
    card = {"counts": True, "keeps": "n = 1"}
    assert fitted(["next(g)"], ["def f(n):", "    yield n"], 40, **card) == fit.Fit()
