"""What is heard of a page by who has a screen reader, and the keyboard alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.fixtures import Open
from tests.browser.hearing import Ear
from tests.samples import BENCH, CODE, LESSON, PLAY, SESSION

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WRONG = "def odd_cups(limit):\n    for n in range(3, limit, 2):\n        yield n\n"
RIGHT = "def odd_cups(limit):\n    yield from range(1, limit, 2)\n"
# an editor says how it's left
KEYS = "Ctrl+Enter runs. Tab indents once you have typed; Escape, then Tab leaves."
EDITOR = "Code of your answer, edit, multi-line"

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
   “Python is coming”
   “Python starts”
   “Not yet. list(odd_cups(6)) gives 3 as item 1, not 1. It is line 3 of your answer. \
Expected: [1, 3, 5]. Got: [3, 5].”
Enter → Check: your answer, button
   “Not yet. list(odd_cups(6)) gives 3 as item 1, not 1. It is line 3 of your answer. \
Expected: [1, 3, 5]. Got: [3, 5].”
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
   “Passed. It does all that the task asks. \
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
    heard = [each for each in ear.log if "Python still starts" not in each]
    assert heard == WHOLE_EXERCISE
