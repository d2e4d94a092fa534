"""The words of the site keep the house's rules, and the gate that says so bites."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.book.fault import Fault
from engine.book.tree import Tree
from tests.engine.exercises import EVERY_OTHER
from tests.engine.judging import PROSE
from tests.engine.judging import found as found_by


def faults(root: Path) -> list[Fault]:
    return found_by(root, *PROSE)


SENTENCE = "You ask the generator for one value and it waits for you again.\n"
LESSON = f"""---
title: A lesson
description: This is what the lesson is about, in one sentence that is long enough.
question: What does this lesson answer?
also_asked:
  - what is this for
  - how do I do it
  - "an error: here"
needs: []
minutes: {{read: 4, do: 2}}
---

# A lesson

Look at this generator first:

```python
--8<-- "lesson.py:first"
```

It gives 1,250 values, or `1250` of them, in 0.5 seconds.
So it is since 2018, on Python 3.12 and 3.13.

//// question | What does it do?
/// wrong | Nothing
See PEP 479 and question 1756096 on [the site](https://example.org/xyzzyx/12345).
///
/// right | It waits
Until you ask.
///
////

{SENTENCE * 34}
/// key-points
- This is the first point.
- This is the second point,
  on two lines.
- This is the third point.
///
"""
MODULE = '''"""A session."""

# --8<-- [start:first]
COUNT = 1_250
PAUSE = 0.5
# --8<-- [end:first]
'''


def tree(root: Path) -> Path:
    """Make a small tree that keeps all the rules."""
    for name, text in {
        "docs/lesson.md": LESSON,
        "docs/other.md": "---\ntitle: Other\n---\n\n# Other\n",
        "snippets/lesson.py": MODULE,
        "words.txt": "Brontë\ncolour\nzyzzyva\n",
        "README.md": "# Read me\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def judged(tmp_path: Path) -> Callable[..., list[str]]:
    def judge(before: str, after: str, name: str = "docs/lesson.md") -> list[str]:
        file = tree(tmp_path) / name
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), encoding="utf-8")
        return [str(fault) for fault in faults(tmp_path)]

    return judge


@pytest.mark.parametrize("sign", [">", "|", ">-"])
@pytest.mark.parametrize("key", ["title", "question", "description"])
def test_front_matter_may_stand_below_its_key(
    tmp_path: Path, key: str, sign: str
) -> None:
    file = tree(tmp_path) / "docs/lesson.md"
    assert f"{key}: " in LESSON
    text = LESSON.replace(f"{key}: ", f"{key}: {sign}\n  ", 1)
    file.write_text(text, encoding="utf-8")
    assert faults(tmp_path) == []


def line_of(text: str) -> int:
    return LESSON[: LESSON.index(text)].count("\n") + 1


def test_a_lesson_that_keeps_the_rules_has_no_fault(tmp_path: Path) -> None:
    assert faults(tree(tmp_path)) == []


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("waits for you", "wiats for you", "unknown word 'wiats' — write 'waits', or"),
        ("What does it do?", "What deos it do?", "unknown word 'deos'"),
        ("first point", "brontë point", "unknown word 'brontë'"),
        (
            "the generator for",
            "the xqzt for",
            "unknown word 'xqzt' — add it to words",
        ),
        ("You ask", "You simply ask", "a word to avoid: 'simply' — delete it"),
        ("What does it do?", "What does it just do?", "a word to avoid: 'just'"),
        ("It gives 1,250", "It gives 1,251", "the number 1,251 isn't in any section"),
        ("`1250`", "`1251`", "the number 1251"),
        ("in 0.5 seconds", "in 0.6 seconds", "the number 0.6"),
        ("in 0.5 seconds", "in 0.6s", "the number 0.6"),
        ("since 2018", "since 1066", "the number 1066"),
        ("Look at this", "word " * 60 + "\n\nLook at this", "first code comes after"),
        (
            "title: A lesson",
            "title: The lesson",
            "the title isn't the heading '# A lesson'",
        ),
        ("is long enough", "is " + "long " * 30, "a description of"),
        ("about, in one sentence that is long enough.", "about.", "a description of"),
        ("answer?", "answer", "a question without a question mark"),
        ("question: What does this lesson answer?\n", "", "a lesson without question"),
        ("needs: []\n", "", "a lesson without needs"),
        ("minutes: {read: 4, do: 2}\n", "", "a lesson without minutes"),
        ("  - how do I do it\n", "", "with too few other wordings (2)"),
        ('"an error: here"', "an error: here", "`also_asked` isn't a list of texts"),
        ("how do I do it", "What is this for?", "adds nothing to the title"),
        ("how do I do it", "A lesson", "adds nothing to the title"),
        ("- how do I do it", '- "?"', "adds nothing to the title"),
        ("needs: []", "needs: [missing]", "needs 'missing'"),
        ("needs: []", "needs: lesson", "needs 'lesson'"),
        ("read: 4, do: 2", "read: 4", "`minutes` isn't written as expected"),
        ("read: 4, do: 2", "read: 4.5, do: 2", "`minutes` isn't written as expected"),
        ("{read: 4, do: 2}", "6", "`minutes` isn't written as expected"),
        ("read: 4", "read: 40", "40 minutes to read"),
        ("read: 4", "read: 0", "0 minutes to read"),
        ("do: 2", "do: 200", "200 minutes to do"),
        ("- This is the third point.\n", "", "2 key points"),
        ("third point.", "third point", "a key point that isn't a sentence"),
        ("//// question", "//// note", "a lesson without a question"),
        ("/// wrong | Nothing", "/// wrong | Nohting", "unknown word 'Nohting'"),
        ("/// key-points", "/// note", "a lesson without key points"),
        ("point.\n///\n", "point.\n///\n\nMore.\n", "the key points don't come last"),
        ("point.\n///\n", "point.\n", "the key points don't come last"),
        ("```python", "```text", "a lesson without code"),
        (SENTENCE * 12, "", "words — keep a lesson between 400 and 1100"),
        (SENTENCE, SENTENCE * 60, "words — keep a lesson between 400 and 1100"),
        (SENTENCE * 34, SENTENCE[:-2] * 34 + ".", "words on average — split some"),
        (
            SENTENCE * 34,
            "So it goes.\n" * 80 + (SENTENCE[:-2] * 3 + ".\n") * 12,
            "one sentence in ten has 37 words or more",
        ),
    ],
)
def test_a_broken_rule_is_a_fault(
    judged: Callable[..., list[str]], before: str, after: str, says: str
) -> None:
    found = judged(before, after)
    assert any(says in fault for fault in found), "\n".join(found) or "nothing"


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("needs: []", "needs: [missing]", line_of("needs:")),
        ("  - how do I do it\n", "", line_of("also_asked:")),
        ("how do I do it", "what is this for", line_of("  - how do I do it")),
        ("about, in", "abuot, in", line_of("description:")),
        ("description: ", "description: >-\n  Abuot it.\n  ", line_of("description:")),
        (
            "question: What does this lesson answer?",
            'question: "Waht is it?"',
            line_of("question:"),
        ),
        ("title: A lesson", "title:\n  'A lessno'", line_of("title:")),
        ("It gives 1,250", "It gives 1,251", line_of("It gives")),
        ("question 1756096 on", "qeustion 1756096 on", line_of("See PEP")),
        ("second point,", "second piont,", line_of("- This is the second")),
    ],
)
def test_a_fault_names_the_line_of_the_file(
    judged: Callable[..., list[str]], before: str, after: str, line: int
) -> None:
    found = judged(before, after)
    assert found
    assert all(fault.startswith(f"docs/lesson.md:{line}: ") for fault in found), found


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("waits for you", "waits for `wiats`"),
        ("waits for you", "waits in Brontë's colour for you"),
        ("waits for you", "waits <em class='wiats'>for</em> you"),
        ("waits for you", "waits [for](wiats.md) you{ .wiats }"),
        ("waits for you", "waits <!-- wiats\n --> for you"),
        ("waits for you", "waits for the reader’s turn"),
        ("Look at", "```text\nwiats simply 98765\n```\n\nLook at"),
    ],
)
def test_code_tags_and_addresses_are_not_prose(
    judged: Callable[..., list[str]], before: str, after: str
) -> None:
    assert judged(before, after) == []


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("is 40 times as quick", "40"),
        ("is 7\u202f× as quick", "7"),
        ("fails in 99\u00a0% of cases", "99"),
        ("takes 12 percent", "12"),
        ("takes 87 seconds", "87"),
        ("took\n87 ms", "87"),
        ("weighs 64 bytes", "64"),
        ("has 40 lines and 12 times", "12"),
        ("has 40 lines", ""),
        ("stops at 7, and at times 12", ""),
    ],
)
def test_a_small_number_with_a_unit_is_asked_for_too(
    judged: Callable[..., list[str]], words: str, number: str
) -> None:
    found = judged("waits for you", f"{words} for you")
    said = [f"the number {number} isn't in any section" in each for each in found]
    assert said == ([True] if number else [])


def test_blank_lines_after_the_key_points_do_no_harm(
    judged: Callable[..., list[str]],
) -> None:
    assert judged("third point.\n///\n", "third point.\n///\n\n\n") == []


def test_a_lesson_of_code_alone_is_too_short_and_has_no_rhythm_to_judge(
    tmp_path: Path,
) -> None:
    front, _, _ = LESSON.partition("Look at")
    (tree(tmp_path) / "docs/lesson.md").write_text(front, encoding="utf-8")
    found = [str(fault) for fault in faults(tmp_path)]
    says = "2 words — keep a lesson between 400 and 1100"
    assert any(says in fault for fault in found)
    assert not any("on average" in fault for fault in found)


@pytest.mark.parametrize("name", ["README.md", "docs/other.md"])
def test_other_pages_are_spelled_and_worded_too(
    judged: Callable[..., list[str]], name: str
) -> None:
    found = judged("#", "Simply wiats.\n\n#", name)
    assert len([f for f in found if "'wiats'" in f or "'Simply'" in f]) == 2


def test_the_word_list_is_sorted(judged: Callable[..., list[str]]) -> None:
    found = judged("zyzzyva", "apple", "words.txt")
    mend = "sort the list, with each word once"
    assert found == [f"words.txt:3: 'apple' after 'colour' — {mend}"]


def test_an_exercise_is_spelled_and_worded_with_its_messages(tmp_path: Path) -> None:
    root = tree(tmp_path)
    file = root / "snippets" / "exercises" / "every_other.py"
    file.parent.mkdir()
    file.write_text(EVERY_OTHER, encoding="utf-8")
    assert not faults(root)
    wrong = EVERY_OTHER
    for before, after in [
        ("items never end", "itmes never end"),
        ("A flag can", "A flag can simply"),
        ("Turn it over", "Turn it 1,234 times"),
        ("everything in it", "everyhting in it"),
    ]:
        wrong = wrong.replace(before, after)
    file.write_text(wrong, encoding="utf-8")
    path = file.relative_to(root).as_posix()
    assert [(each.path, each.line, each.what) for each in faults(root)] == [
        (path, 6, "unknown word 'itmes'"),
        (path, 8, "a word to avoid: 'simply'"),
        (path, 10, "the number 1,234 isn't in any section or recording on this page"),
        (path, 31, "unknown word 'everyhting'"),
    ]


STAGE = """```stage
--8<-- "lesson.py:first"
line 2 | Press the line where `wiats` waits.
wrong 3 | It gives 1,250.
```

"""


@pytest.mark.parametrize(
    ("before", "after", "offset", "says"),
    [
        ("Press the line", "Press the lnie", 2, "unknown word 'lnie'"),
        ("Press the", "Simply press the", 2, "a word to avoid: 'Simply'"),
        ("gives 1,250", "gives 12345 bytes", 3, "the number 12345 isn't in"),
        ("gives 1,250", "gives `1251`", 3, "the number 1251 isn't in"),
        ("It gives", "Wroong", 3, "unknown word 'Wroong'"),
    ],
)
def test_what_a_stage_asks_is_spelled_and_worded_as_a_page(
    judged: Callable[..., list[str]], before: str, after: str, offset: int, says: str
) -> None:
    assert judged("It gives 1,250", STAGE + "It gives 1,250") == []
    (told,) = judged("It gives 1,250", STAGE.replace(before, after) + "It gives 1,250")
    assert told.startswith(f"docs/lesson.md:{line_of('It gives') + offset}: {says}")


def test_a_notebook_is_read_cell_by_cell(tmp_path: Path) -> None:
    tree(tmp_path)
    notebook = {
        "cells": [
            {"cell_type": "markdown", "source": ["# Fine\n", "\n", "A `wiats`.\n"]},
            {
                "cell_type": "code",
                "source": ["rate = 0.25"],
                "outputs": [
                    {"output_type": "stream", "text": ["took 512\n"]},
                    {"data": {"text/plain": "777", "image/png": "99999"}},
                ],
            },
            {"cell_type": "markdown", "source": "So 512, 777 and 0.25 wiats, 99999."},
        ]
    }
    file = tmp_path / "docs/book.ipynb"
    file.write_text(json.dumps(notebook, indent=1), encoding="utf-8")
    lines = file.read_text(encoding="utf-8").splitlines()
    line = next(n for n, each in enumerate(lines, 1) if "So 512" in each)
    assert [str(fault).split(" — ")[0] for fault in faults(tmp_path)] == [
        f"docs/book.ipynb:{line}: the number 99999 isn't in any section or "
        "recording on this page",
        f"docs/book.ipynb:{line}: unknown word 'wiats'",
    ]


def test_a_notebook_that_is_cut_off_is_a_fault_at_its_line(tmp_path: Path) -> None:
    file = tree(tmp_path) / "docs/book.ipynb"
    file.write_text('{\n "cells": [\n', encoding="utf-8")
    (found,) = faults(tmp_path)
    assert str(found).startswith("docs/book.ipynb:3: not a notebook: ")


@pytest.mark.parametrize(
    ("before", "after", "line", "key"),
    [
        ("needs: []", "needs: []\ntitle: Another", line_of("needs:") + 1, "title"),
        ("{read: 4, do: 2}", "{read: 4, read: 2}", line_of("minutes:"), "read"),
    ],
)
def test_a_key_that_stands_twice_is_told(
    before: str, after: str, line: int, key: str, tmp_path: Path
) -> None:
    page = {"docs/lesson.md": LESSON.replace(before, after)}
    (fault,) = found_by(Tree(tmp_path, page), "front_matter")
    assert fault.line == line
    assert fault.what == f"front matter: the key {key!r} is there twice"
