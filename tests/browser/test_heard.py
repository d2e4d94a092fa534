"""What is heard of a page by who has a screen reader, and the keyboard alone."""

from __future__ import annotations

import re

import pytest

from tests.browser.fixtures import Open
from tests.browser.hearing import Ear
from tests.browser.running import block
from tests.samples import CODE, LESSON, PLAY, SESSION

pytestmark = pytest.mark.browser

WRONG = "def odd_cups(limit):\n    for n in range(3, limit, 2):\n        yield n\n"
RIGHT = "def odd_cups(limit):\n    yield from range(1, limit, 2)\n"
# an editor says how it's left
KEYS = "Ctrl+Enter runs. Tab indents once you have typed; Escape, then Tab leaves."
EDITOR = "Code of your answer, edit, multi-line"

TASK = [
    "Exercise: The odd cups below a limit",
    "Write odd_cups(limit). It yields 1, 3, 5 and so on, each smaller than limit.",
]
VERDICT = "list(odd_cups(6)) gives 3 as item 1, not 1. It is line 3 of your answer."

# each key, what it leads to, and what is said then by itself
WHOLE_EXERCISE = f"""
H → Your turn, heading
Tab → region Exercise: The odd cups below a limit | toolbar your answer | \
Run: your answer, button
ArrowRight → Step: your answer, button
ArrowRight → Edit: your answer, button
Enter → {EDITOR}, [3 lines: def odd_cups(limit):], {KEYS}
Control+a → {EDITOR}, [3 lines: def odd_cups(limit):], {KEYS}
types: {WRONG!r}
Escape → {EDITOR}, [3 lines: def odd_cups(limit):], {KEYS}
Tab → toolbar your answer | Edit: your answer, button
ArrowRight → Check: your answer, button
Enter → Check: your answer, button
   “Loading Python”
   “Starting Python”
   “Not yet. {VERDICT} Expected: [1, 3, 5]. Got: [3, 5].”
Enter → Check: your answer, button
   “Not yet. {VERDICT} Expected: [1, 3, 5]. Got: [3, 5].”
Tab → Hint 1 of 2, disclosure, collapsed
Enter → Hint 1 of 2, disclosure, expanded
Tab → Hint 2 of 2, disclosure, collapsed
Shift+Tab → Hint 1 of 2, disclosure, expanded
Shift+Tab → toolbar your answer | Check: your answer, button
Shift+Tab → {EDITOR}, [3 lines: def odd_cups(limit):], {KEYS}
Control+a → {EDITOR}, [3 lines: def odd_cups(limit):], {KEYS}
types: {RIGHT!r}
Escape → {EDITOR}, [2 lines: def odd_cups(limit):], {KEYS}
Tab → toolbar your answer | Check: your answer, button
Enter → Check: your answer, button
   “Passed. It does everything the task asks. \
Next: Put in order: The odd cups below a limit”
Tab → Put in order: The odd cups below a limit, link
Shift+Tab → toolbar your answer | Check: your answer, button
ArrowRight → Copy: your answer, button
ArrowRight → Stop: your answer, button, unavailable
ArrowRight → Reset: your answer, button
ArrowRight → Start afresh: your answer, button
Enter → Run: your answer, button
   “This is a new Python: names are gone, and the next Run brings back what it needs.”
ArrowLeft → Start afresh: your answer, button
ArrowLeft → Reset: your answer, button
Enter → Run: your answer, button
   “your answer is as it was”
""".strip().splitlines()


def test_a_whole_exercise_makes_sense_when_it_is_read_aloud(open_page: Open) -> None:
    ear = Ear(open_page(LESSON))
    ear.heading("Your turn")
    ear.press("Tab", "ArrowRight", "ArrowRight")
    ear.leads("Enter", "Code of")
    ear.press("Control+a")
    ear.type(WRONG)
    ear.press("Escape", "Tab", "ArrowRight", "Enter")
    ear.until("Not yet.")
    ear.press("Enter")
    ear.until("Not yet.")
    read = ear.read(".exercise")
    assert read[:2] == TASK
    assert read[read.index("Not yet. " + VERDICT) :][:5] == [
        "Not yet. " + VERDICT,
        *("Expected", "[1, 3, 5]", "Got", "[3, 5]"),
    ]
    ear.press("Tab", "Enter", "Tab", "Shift+Tab", "Shift+Tab", "Shift+Tab")
    ear.press("Control+a")
    ear.type(RIGHT)
    ear.press("Escape", "Tab", "Enter")
    ear.until("Passed.")
    ear.press("Tab", "Shift+Tab", *["ArrowRight"] * 4, "Enter")
    ear.until("This is a new Python")
    ear.press("ArrowLeft", "ArrowLeft", "Enter")
    ear.until("as it was")
    # a slow device says so
    heard = [each for each in ear.log if "Still starting Python" not in each]
    assert heard == WHOLE_EXERCISE


class TestARun:
    def test_tells_what_it_printed_and_the_line_of_an_error(
        self, open_page: Open
    ) -> None:
        page = open_page(LESSON)
        ear = Ear(page)
        shown = block(page, CODE).edit("for n in range(3):\n    print('cup', n)\n")
        shown.figure.locator("textarea").press("Control+Enter")
        ear.until(f"{CODE}: Ran. It printed: cup 0, cup 1, cup 2", whole=True)
        shown.edit("def pour():\n    1 / 0\n\nprint('so')\npour()\n")
        shown.figure.locator(":scope > .editor textarea").press("Control+Enter")
        error = "ZeroDivisionError: division by zero."
        ear.until(f"{CODE}: {error} It is line 2. It printed: so", whole=True)
        shown.edit("for n in range(400): print(n)")
        shown.figure.locator(":scope > .editor textarea").press("Control+Enter")
        ear.until(f"{CODE}: Ran. It printed a lot, beginning with: 0, 1, 2, 3")
        assert max(map(len, ear.log)) < 400

    def test_tells_of_a_session_that_it_is_as_recorded_and_no_more(
        self, open_page: Open
    ) -> None:
        page = open_page(LESSON)
        ear = Ear(page)
        block(page, SESSION).press("Run")
        told = "As recorded: 3 of 3. The block before it ran first."
        ear.until(f"{SESSION}: {told}", whole=True)


def test_a_prompt_tells_what_comes_and_lets_go_of_tab(open_page: Open) -> None:
    page = open_page(LESSON)
    ear = Ear(page)
    block(page, SESSION).press("Run")
    ear.until("As recorded")
    block(page, SESSION).prompt().focus()
    assert "Escape, then Tab leaves." in ear.here()
    for typed, told in (
        ("2 + 3", "5"),
        ("for n in range(2):", "Keep typing: a blank line ends the block."),
        ("print(n)\n", "0, 1"),
        ("print('so'); 1 / 0", "so, ZeroDivisionError: division by zero"),
        ("input()", "EOFError: nobody can answer here: put the answer into the code,"),
        ("x = 1", "Done"),
        ("y = 1", "Done"),
    ):
        ear.type(typed)
        ear.press("Enter")
        ear.until(f"“{told}")
    # nothing is typed there any more, so Tab doesn't indent
    assert ear.press("Tab").startswith("Enter: Python prompt after")
    assert not [each for each in ear.log if "Traceback" in each or ">>>" in each]


class TestLinesToPutInOrder:
    def test_tell_once_where_they_are_and_keep_the_focus(self, open_page: Open) -> None:
        ear = Ear(open_page(LESSON))
        ear.heading("Your turn")
        ear.find("Arrange here")
        ear.leads("Enter", "Move: return number")
        ear.until("Or press its Move and use the arrows; Leave out takes it out.")
        del ear.log[:]
        here = "Move: return number, button, not pressed, Line 1 of 8, not indented"
        after = "Move: def odd_cups(limit: int) -> Iterator[int]:, button, not pressed"
        ear.press("ArrowUp", "ArrowDown", "ArrowRight", "Tab", "Shift+Tab", "Delete")
        ear.rest()
        assert ear.log == [
            f"ArrowUp → {here}",
            "   “Line 1 of 8, not indented: return number”",
            f"ArrowDown → {here}",
            "   “Line 2 of 8, not indented: return number”",
            f"ArrowRight → {here}",
            "   “Line 2 of 8, indented once: return number”",
            "Tab → Leave out: return number, button",
            "Shift+Tab → Move: return number, button, not pressed, "
            "Line 2 of 8, indented once",
            "Delete → Move: number = 1, button, not pressed, Line 2 of 7, not indented",
            "   “Left out: return number”",
        ]
        read = "\n".join(ear.read(".parsons"))
        assert f"{after}, Line 1 of 7, not indented" in read
        assert "Move: return number, button, not pressed, Left out" in read
        assert not set(read) & {*"⠿✕↶"}


def test_a_search_tells_how_many_pages_and_which_is_first(open_page: Open) -> None:
    page = open_page("index")
    ear = Ear(page)
    told = ear.press("/")
    assert told.startswith("dialog Search | Search, edit, Words from a lesson")
    ear.type("kettle poured out")
    ear.until("first: The kettle")
    first = ear.press("ArrowDown")
    assert first.startswith("The kettle")
    ear.press("ArrowUp", "Control+a")
    for typed in ("xylophonequartz", "zzqqxv"):
        ear.press("Control+a")
        ear.type(typed)
        ear.until("No page answers that. These come closest: ")
    ear.press("Escape")
    assert "dialog" not in ear.here()


def test_lines_that_sentences_speak_of_are_read_with_their_numbers(
    open_page: Open,
) -> None:
    page = open_page(LESSON)
    ear = Ear(page)
    assert "4 yield cups" in ear.read("figure.stage")
    # a traceback speaks of lines of the file
    block(page, SESSION).edit("next(pour('three'))").run()
    (read,) = [
        each for each in ear.read(f"[data-section={CODE}]") if "while cups" in each
    ]
    assert re.search(r"\b\d+ +while cups > 0:", read), read


def test_a_choice_of_programs_has_a_name(open_page: Open) -> None:
    page = open_page(PLAY)
    # it opens ready to type
    page.wait_for_function("() => document.activeElement.matches('textarea')")
    ear = Ear(page)
    assert ear.press("Shift+Tab").startswith("group Begin with | ")


def test_a_stage_that_is_closed_on_its_way_is_silent_and_breaks_nothing(
    open_page: Open,
) -> None:
    page = open_page(LESSON)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    page.on("console", lambda said: broken.append(said.text))
    ear = Ear(page)
    shown = block(page, SESSION)
    shown.figure.locator(".tools [data-act=step]").focus()
    ear.leads("Enter", f"Next: {SESSION}")
    ear.press("Enter", "Enter")
    ear.find(f"Close: {SESSION}", "Shift+Tab")
    ear.press("Enter")
    del ear.log[:]
    ear.rest(3)
    assert not [each for each in ear.log if "Moment" in each]
    assert not broken
