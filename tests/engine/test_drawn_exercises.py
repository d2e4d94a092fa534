"""An exercise and a Parsons problem are whole on the page, without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import markdown
import pytest

from engine.blocks import parsons
from engine.blocks.extension import WeaveError
from engine.book.tree import Tree
from engine.gates.exercises import failures
from engine.gates.rules import page_faults
from tests.engine.exercises import EVERY_OTHER
from tests.engine.judging import PROVENANCE, found
from tests.engine.mutants import exercises, modules, pages

FILE = "exercises/every_other.py"
EXERCISE = f'```exercise\n--8<-- "{FILE}"\n```\n'
PARSONS = f'```parsons\n--8<-- "{FILE}:solution"\n```\n'
HEAD = "---\ntitle: T\ndescription: D\n---\n"


@pytest.fixture
def weave(tmp_path: Path) -> Callable[..., str]:
    """Return a function that weaves a page, given it and the exercise's module."""
    for folder in ("docs", "snippets/exercises"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("nav: [one.md]\n")

    def run(body: str, module: str = EVERY_OTHER) -> str:
        (tmp_path / "snippets" / FILE).write_text(module)
        (tmp_path / "docs" / "one.md").write_text(HEAD + body)
        html: str = markdown.markdown(
            body,
            extensions=["engine.blocks"],
            extension_configs={
                "engine.blocks": {
                    "root": str(tmp_path),
                    "page": "one.md",
                    "judge": page_faults,
                }
            },
        )
        return html

    return run


def seen(html: str) -> str:
    """Return what a reader sees of some HTML."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def letters(html: str) -> dict[str, str]:
    """Return the lines of a Parsons problem, with indentation, by their letters."""
    found = re.findall(r'<li data-line="([^"]*)">', html)
    return {chr(ord("A") + n): unescape(line) for n, line in enumerate(found)}


def test_an_exercise_has_its_task_starter_hints_and_solution(
    weave: Callable[..., str],
) -> None:
    html = weave(EXERCISE)
    text = seen(html)
    parts = [
        "Exercise: Every other item",
        "Write every_other(items), which",
        "return list(items)",
        "Hint 1 of 2",
        "A flag can remember.",
        "Hint 2 of 2",
        "A solution",
        "keep = not keep",
    ]
    assert [text.index(part) for part in parts] == sorted(map(text.index, parts))
    assert "[::2]" not in text, "a wrong answer is shown"
    assert "check" not in text
    assert 'Write <code translate="no">every_other(items)</code>' in html


def test_an_exercise_is_a_named_region_that_says_its_module(
    weave: Callable[..., str],
) -> None:
    html = weave(EXERCISE)
    [name] = re.findall(
        r'<section class="exercise[^>]* aria-labelledby="([^"]+)"', html
    )
    assert f'id="{name}"' in html
    assert f'data-exercise="snippets/{FILE}"' in html


def test_its_starter_can_be_copied_and_its_solution_leads_to_its_lines(
    weave: Callable[..., str],
) -> None:
    html = weave(EXERCISE)
    starter = html[html.index('data-kind="starter"') :]
    assert 'data-copy="def every_other(items):\n    return list(items)\n"' in starter
    solution = html[html.index('<details class="solution">') :]
    assert f'href="../snippets/{FILE}"' in solution
    assert "data-run" not in html


def test_a_parsons_problem_gives_every_line_a_letter_and_no_indentation(
    weave: Callable[..., str],
) -> None:
    html = weave(PARSONS)
    lines = letters(html)
    assert len(lines) == 9
    assert '<ol class="lines highlight" type="A" translate="no">' in html
    rows = re.findall(r"<li [^>]*><code>(.*?)</code>", html)
    assert [seen(row) for row in rows] == [each.strip() for each in lines.values()]
    assert "Two of them do not belong." in html
    assert "Write the letters in order" in html


def test_the_letters_of_its_answer_spell_the_solution(
    weave: Callable[..., str],
) -> None:
    html = weave(PARSONS)
    lines = letters(html)
    order, unused = re.findall(r"<p>([A-Z, ]+)\. Not used: ([A-Z, ]+)\.</p>", html)[0]
    spelled = [lines[each] for each in order.split(", ")]
    start = EVERY_OTHER.index("[start:solution]\n") + len("[start:solution]\n")
    written = EVERY_OTHER[start : EVERY_OTHER.index("# --8<-- [end:solution]")]
    assert spelled == written.splitlines()
    assert sorted(lines[each] for each in unused.split(", ")) == [
        "    keep = False",
        "    return item",
    ]
    assert len({*order.split(", "), *unused.split(", ")}) == 9


def test_its_order_is_the_same_each_time_and_never_the_answer() -> None:
    for name in map(str, range(200)):
        mixed = parsons.shuffled(name, ["a", "b"], ("c",))
        assert mixed == parsons.shuffled(name, ["a", "b"], ("c",))
        assert sorted(mixed) == ["a", "b", "c"]
        assert mixed.index("b") < mixed.index("a")


def test_lines_that_read_the_same_have_a_letter_each(weave: Callable[..., str]) -> None:
    twice = EVERY_OTHER.replace(
        "    keep = True\n    for", "    keep = True\n    keep = True\n    for"
    )
    html = weave(PARSONS, twice)
    [order] = re.findall(r"<p>([A-Z, ]+)\. Not used", html)
    assert len(set(order.split(", "))) == 8


@pytest.mark.parametrize(("number", "name"), [(0, "A"), (25, "Z"), (26, "AA")])
def test_letters_go_on_after_z(number: int, name: str) -> None:
    assert parsons.letter(number) == name


@pytest.mark.parametrize(
    ("body", "line", "word"),
    [
        (f'```exercise\n--8<-- "{FILE}:starter"\n```', 6, f'write "{FILE}"'),
        (f'```parsons\n--8<-- "{FILE}"\n```', 6, f'write "{FILE}:solution"'),
        (f'```parsons\n--8<-- "{FILE}:starter"\n```', 6, f'write "{FILE}:solution"'),
        ('```exercise\n--8<-- "exercises/other.py"\n```', 6, "no file snippets/exer"),
        ('```exercise\n--8<-- "one.py"\n```', 6, "snippets/one.py isn't an exercise"),
        ("```exercise\n```", 5, "an empty fence"),
        ("```exercise\nx = 1\n```", 6, "typed by hand: x = 1"),
        (EXERCISE.replace("\n```\n", f'\n--8<-- "{FILE}"\n```'), 7, "second exercise"),
    ],
)
def test_a_fence_that_shows_no_exercise_is_refused(
    weave: Callable[..., str], tmp_path: Path, body: str, line: int, word: str
) -> None:
    (tmp_path / "snippets" / "one.py").write_text("X = 1\n")
    with pytest.raises(WeaveError) as error:
        weave(body)
    message = str(error.value.message)
    assert f"docs/one.md:{line}: " in message
    assert word in message


@pytest.mark.parametrize(
    ("old", "new", "word"),
    [
        ("Hint: ", "Tip: ", f"snippets/{FILE}:1: an exercise without a hint"),
        ("# told: ", "# ", f"snippets/{FILE}:31: section 'wrong-list' doesn't say"),
        ("fifth,", "[fifth](x.md),", f"snippets/{FILE}:3: markup in the words"),
        ("A flag", "A <b>flag</b>", f"snippets/{FILE}:8: markup in the words"),
    ],
)
def test_a_page_with_a_broken_exercise_is_refused(
    weave: Callable[..., str], old: str, new: str, word: str
) -> None:
    with pytest.raises(WeaveError) as error:
        weave(EXERCISE, EVERY_OTHER.replace(old, new))
    assert word in str(error.value.message)


def test_a_parsons_problem_of_three_lines_is_refused(weave: Callable[..., str]) -> None:
    start = EVERY_OTHER.index("    keep = True\n    for")
    end = EVERY_OTHER.index("# --8<-- [end:solution]")
    short = EVERY_OTHER[:start] + "    yield 1\n" + EVERY_OTHER[end:]
    with pytest.raises(WeaveError, match="a Parsons problem of 3 lines"):
        weave(PARSONS, short)


def faults(tmp_path: Path) -> list[tuple[str, int, str]]:
    return [(f.path, f.line, f.what) for f in found(tmp_path, *PROVENANCE)]


def test_every_section_of_an_exercise_counts_as_shown_with_it(
    weave: Callable[..., str], tmp_path: Path
) -> None:
    weave(EXERCISE + "\n" + PARSONS)
    assert faults(tmp_path) == []


def test_an_exercise_that_no_page_shows_is_a_fault(
    weave: Callable[..., str], tmp_path: Path
) -> None:
    weave("Words.\n")
    assert (f"snippets/{FILE}", 1, "an exercise that no page shows") in faults(tmp_path)


def test_distractors_without_their_problem_are_a_fault(
    weave: Callable[..., str], tmp_path: Path
) -> None:
    weave(EXERCISE)
    line = EVERY_OTHER.splitlines().index("# --8<-- [start:distractors]") + 1
    left = (f"snippets/{FILE}", line, "no page shows section 'distractors'")
    assert faults(tmp_path) == [left]


def test_every_mutant_of_an_exercise_is_caught_at_its_line(
    weave: Callable[..., str], tmp_path: Path
) -> None:
    weave(EXERCISE + "\n" + PARSONS)
    [module] = Tree(tmp_path).modules()
    file = tmp_path / module.path
    for mutant in [*modules.markers(module), *exercises.exercise_parts(module)]:
        file.write_text(mutant.text)
        told = {(path, line) for path, line, _ in faults(tmp_path)}
        assert (mutant.path, mutant.line) in told, str(mutant)
    file.write_text(module.source)
    for mutant in exercises.answers(module):
        lines = {each.line for each in failures(mutant.text, mutant.path, 5)}
        assert mutant.line in lines, str(mutant)


def test_every_mutant_of_its_fences_is_caught_at_its_line(
    weave: Callable[..., str], tmp_path: Path
) -> None:
    weave(EXERCISE + "\n" + PARSONS)
    [page] = Tree(tmp_path).pages()
    file = tmp_path / page.path
    made = list(pages.fence_changes(page, file.read_text()))
    assert len(made) == 10
    for mutant in made:
        file.write_text(mutant.text)
        told = {(path, line) for path, line, _ in faults(tmp_path)}
        assert (mutant.path, mutant.line) in told, str(mutant)
