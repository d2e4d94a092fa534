"""The theme's scripts: types, a linter, and what they compute without a page."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.book import messages
from engine.book.fault import Fault, listing
from engine.record.declarations import DECLARATIONS, SHAPES, declarations
from engine.site import scripts
from tests.scripts import tools
from tests.scripts.tools import HERE, ROOT, Tool

THEME = ROOT / "engine" / "theme"
SAID = messages.read(messages.folder(ROOT), messages.SOURCE)["page"]
TESTS = sorted(file.name for file in (ROOT / HERE).glob("*.test.js"))
# what a browser gets, and who makes it of which parts
SCRIPTS = sorted({*(THEME / "modules").rglob("*.js"), *(THEME / "sw").glob("*.js")})


@pytest.fixture(scope="module")
def running() -> Iterator[dict[str, Tool]]:
    """All tools, started at once: none needs another, and most of it is waiting."""
    found = {name: tools.types(name) for name in tools.TYPES}
    found["linter"] = tools.linter()
    found["node"] = tools.tests(*TESTS)
    yield found
    for each in found.values():
        if each.process.poll() is None:
            each.process.kill()


def fail(said: str) -> None:
    """Fail with what was said, and nothing around it."""
    pytest.fail(f"\n{said.strip()}", pytrace=False)


@pytest.mark.parametrize("name", tools.TYPES)
def test_the_types_are_right_of(name: str, running: dict[str, Tool]) -> None:
    _, said = running[name].ended()
    found = tools.mistyped(said)
    if found:
        fail(listing(found))
    assert running[name].process.returncode == 0, said


def test_the_linter_finds_nothing(running: dict[str, Tool]) -> None:
    status, said = running["linter"].ended()
    if status or said.strip():
        fail(said)


def test_what_computes_without_a_page_is_right(running: dict[str, Tool]) -> None:
    assert TESTS
    status, said = running["node"].ended()
    if status:
        fail(said)
    assert "\n# fail 0\n" in said


def test_every_script_is_checked_in_one_kind_of_place(
    running: dict[str, Tool],
) -> None:
    places = [name for name in tools.TYPES if name != "tests"]
    checked = [file for name in places for file in tools.read(running[name].ended()[1])]
    assert sorted(checked) == [file.resolve() for file in SCRIPTS]
    ours = set((ROOT / HERE).glob("*.js")) - {ROOT / HERE / "eslint.config.js"}
    assert {each.resolve() for each in ours} <= tools.read(running["tests"].ended()[1])


def test_the_declarations_are_those_of_the_shapes() -> None:
    source = (ROOT / SHAPES).read_text(encoding="utf-8")
    said = (ROOT / DECLARATIONS).read_text(encoding="utf-8")
    mend = "run `python -m engine.record.declarations`"
    assert said == declarations(source), f"{DECLARATIONS}:1: out of date — {mend}"


def test_a_type_that_has_no_translation_is_named_with_its_line() -> None:
    source = "class One(TypedDict):\n    two: set[str]\n"
    with pytest.raises(NotImplementedError, match=r"shapes\.py:2: set\[str\]"):
        declarations(source)


def test_what_tsc_says_becomes_a_list_of_faults() -> None:
    said = (
        "engine/theme/modules/live.js(3,8): error TS1: It is wrong.\n"
        "  For this reason.\n"
    )
    mend = "fix the code, or what it says about its types"
    fault = Fault("engine/theme/modules/live.js", 3, "TS1: It is wrong.", mend)
    assert tools.mistyped(said) == [fault]
    with pytest.raises(ValueError, match="error TS5"):
        tools.mistyped("error TS5: no such project")


@pytest.mark.slow
def test_the_linter_names_place_rule_and_mend() -> None:
    planted = """
export const said = () => "Press it once more"
export const told = (a) => `Runs when ${a} is over. Go on then`
let never = 1
export const found = never == said
"""
    file = THEME / "modules" / "planted.js"
    config = str(HERE / "eslint.config.js")
    form = ("--format", str(HERE / "lines.js"))
    words = ("-c", config, *form, "--stdin", "--stdin-filename", str(file))
    status, said = tools.started(tools.ESLINT, *words, stdin=planted).ended()
    assert status == 1
    words_belong = "Put these words into engine/theme/messages/en.json — fix it (rule"
    path = "engine/theme/modules/planted.js"
    starts = [
        f"{path}:2: {words_belong}",
        f"{path}:3: {words_belong}",
        f"{path}:4: 'never' is never reassigned. Use 'const' instead — fix it (rule",
        f"{path}:5: Expected '===' and instead saw '==' — fix it (rule eqeqeq)",
    ]
    for line, start in zip(said.splitlines(), starts, strict=True):
        assert line.startswith(start)


class TestWhatABrowserGets:
    @pytest.fixture
    def spoken(self) -> dict[str, str]:
        """The scripts, with what they say in them."""
        return {
            file.relative_to(THEME).as_posix(): scripts.speaking(
                file.read_text(encoding="utf-8"), SAID
            )
            for file in SCRIPTS
        }

    @pytest.mark.slow
    def test_is_the_same_program_without_its_comments(
        self, spoken: dict[str, str], tmp_path: Path
    ) -> None:
        light = {name: scripts.light(script) for name, script in spoken.items()}
        assert sum(map(len, light.values())) < 0.9 * sum(map(len, spoken.values()))
        file = tmp_path / "pairs.json"
        pairs = [[name, script, light[name]] for name, script in spoken.items()]
        file.write_text(json.dumps(pairs), encoding="utf-8")
        status, said = tools.node(str(HERE / "same.js"), str(file)).ended()
        assert (status, said) == (0, "")

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ("a // b\n  // c\nd\n", "a\nd\n"),
            ('x = "a // b"\n', 'x = "a // b"\n'),
            ("x = /a\\/\\/b/ // c\n", "x = /a\\/\\/b/\n"),
            ("/** a\n * `b`\n */\nc\n", "c\n"),
            ("x = `\n// a\n`\n", "x = `\n// a\n`\n"),
            ('y = "`"\n// a\nz = "`"\n', 'y = "`"\nz = "`"\n'),
            ("x = /** @type {Y} */ (z)\n", "x = (z)\n"),
            ("if (x) {\n  y()\n\n  z()\n}\n", "if (x) {\ny()\nz()\n}\n"),
            ("x = `\n  a\n\n`\n", "x = `\n  a\n\n`\n"),
        ],
    )
    def test_keeps_text_that_looks_like_a_comment(
        self, before: str, after: str
    ) -> None:
        assert scripts.light(before) == after

    def test_asks_for_no_messages(self, spoken: dict[str, str]) -> None:
        for name, script in spoken.items():
            assert "messages/" not in script, name
            assert "en.page" not in script, name

    def test_has_a_service_worker_of_all_its_parts(self, tmp_path: Path) -> None:
        parts = {file.stem for file in (THEME / "sw").glob("*.js")}
        assert parts == set(scripts.PARTS)
        for name in ("sw", "messages"):
            shutil.copytree(THEME / name, tmp_path / name)
        scripts.prepare(tmp_path, SAID)
        assert [file.name for file in tmp_path.iterdir()] == ["sw.js"]
        text = (tmp_path / "sw.js").read_text("utf-8")
        assert "You are offline" in text
        assert "await forgetAll()" in text


def test_each_message_of_a_page_is_said_by_some_script() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in SCRIPTS)
    names = [key for group in SAID.values() for key in group]
    assert not [key for key in names if f".{key}" not in text and key not in KEYED]


# taken out of their group by name, in sw/answers.js
KEYED = {"offline", "nothing_kept"}
