"""The editor: what is painted lies on what is typed, and keeps up with a long text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.fixtures import Open
from tests.browser.running import Block, block
from tests.samples import CODE, LESSON

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# letters that an editor of one's own gets wrong: each many times, so that it adds up
TEXTS = {
    "plain": "yield x # if\n",
    "tabs": "\tif x:\t\t# a\tb\n",
    "wide": "名前 = '漢字かな交じり'  # 全角\n",
    "combining": "cafe\u0301 = 'e\u0301\u0302' and\u0301 yield\u0301\n",
    "right to left": "x = 'שלום עולם'  # مرحبا بالعالم yield\n",
    "no width": "a\u200bb = 'c\u200dd\ufeffe' # \u2060if\n",
    "surrogates": "s = '👩‍👩‍👧 🏳️‍🌈 \U0001d4b3' if \U0001d4ce else \U0001d51e\n",
    "ligatures": "a != b >= c -> d == e === f -- ## www fi\n",
    "carriage returns": "if x:\r\n    yield x\r\rpass\r\n",
    "signs": "\x0b\x0c\x1f\u00a0\u2003\u3000\u0085\u2028 x\n",
}

# how wide and high the painted text is, and the typed one, in a box too small for both
SIZES = """([area, text]) => {
  area.value = text
  area.dispatchEvent(new Event("input"))
  const code = area.parentElement.querySelector("code")
  const box = area.parentElement
  const held = box.style.width
  box.style.width = "4rem"
  const found = [code, area].map((each) => [each.scrollWidth, each.scrollHeight])
  box.style.width = held
  return found
}"""


@pytest.fixture
def opened(open_page: Open) -> Block:
    """A block whose editor is open."""
    shown = block(open_page(LESSON), CODE)
    shown.press("Edit")
    shown.figure.locator(":scope > .editor textarea").wait_for()
    return shown


@pytest.mark.parametrize("kind", TEXTS)
def test_what_is_painted_lies_on_what_is_typed(kind: str, opened: Block) -> None:
    area = opened.figure.locator(":scope > .editor textarea").element_handle()
    text = TEXTS[kind].removesuffix("\n") * 20
    for each in (text, TEXTS[kind] * 3):
        painted, typed = opened.page.evaluate(SIZES, [area, each])
        apart = [abs(a - b) for a, b in zip(painted, typed, strict=True)]
        assert max(apart) <= 1, f"{painted} painted, {typed} typed"


def test_the_painted_text_is_the_typed_one(opened: Block) -> None:
    area = opened.figure.locator(":scope > .editor textarea")
    for text in TEXTS.values():
        area.fill(text)
        painted = opened.figure.locator(":scope > .editor code").evaluate(
            "code => code.textContent"
        )
        assert painted == area.input_value() + "\n"


def painted_again(page: Page, press: str) -> int:
    """Return how many lines are painted anew when a key is pressed."""
    page.evaluate(
        """() => {
          const code = document.querySelector("figure > .editor code")
          window.anew = new Set()
          new MutationObserver((list) => list.forEach((each) => anew.add(each.target)))
            .observe(code, {childList: true, subtree: true})
        }"""
    )
    page.keyboard.press(press)
    page.wait_for_timeout(50)
    return int(page.evaluate("anew.size"))


def test_a_key_in_a_long_text_paints_one_line(opened: Block) -> None:
    area = opened.figure.locator(":scope > .editor textarea")
    area.evaluate(
        "(area, text) => { area.value = text; area.dispatchEvent(new Event('input'));"
        " area.setSelectionRange(5000, 5000); area.focus() }",
        "\n".join(f"x{n} = {n}  # yield" for n in range(1000)),
    )
    assert painted_again(opened.page, "a") == 1
    assert painted_again(opened.page, "Enter") <= 3


def test_lines_have_numbers_where_an_error_speaks_of_them(open_page: Open) -> None:
    page = open_page(LESSON)
    shown = block(page, CODE)
    number = "row => getComputedStyle(row, '::before').content.includes('counter')"
    row = shown.figure.locator(":scope > .editor .line").first
    shown.edit("x = 1\nx.y\n").run()
    assert shown.figure.get_attribute("data-numbered") == ""
    assert row.evaluate(number)
    shown.edit("x = 1\n").run()
    assert shown.figure.get_attribute("data-numbered") is None
    assert not row.evaluate(number)


def test_a_letter_leaves_all_painted_lines_where_they_are(open_page: Open) -> None:
    shown = block(open_page(LESSON), CODE).edit("a = 1\nb = 2\nc = 3")
    lines = shown.figure.locator(".editor .line")
    lines.evaluate_all("all => all.forEach(each => (each.dataset.kept = ''))")
    shown.figure.locator(":scope > .editor textarea").press("End")
    shown.page.keyboard.type("0")
    assert lines.all_inner_texts()[-1].strip().startswith("c = 3")
    assert "0" in "".join(lines.all_inner_texts())
    assert lines.evaluate_all("all => all.every(each => 'kept' in each.dataset)")
