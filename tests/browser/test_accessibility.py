"""No page breaks a rule of WCAG 2.2 AA or of axe's best practice."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import violations
from tests.browser.serving import WIDTHS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def resized(site, browser):
    """Return a function that shows a page at a width, opened once for each scheme."""
    shown: dict = {}

    def resized_(stem, scheme, width):
        if shown.get("key") != (stem, scheme):
            if shown:
                shown["page"].context.close()
            context = browser.new_context(color_scheme=scheme)
            shown.update(key=(stem, scheme), page=context.new_page())
            shown["page"].goto(site.url(stem))
        shown["page"].set_viewport_size({"width": width, "height": WIDTHS[width]})
        return shown["page"]

    yield resized_
    shown["page"].context.close()


def test_axe_finds_nothing_on(stem, scheme, width, resized) -> None:
    found = violations(resized(stem, scheme, width))
    assert not found, f"{stem}, {scheme}, {width} px\n" + "\n".join(map(str, found))


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("image-alt", '<img src="x.png">'),
        ("color-contrast", '<p style="color: #999; background: #fff">pale</p>'),
        (
            "target-size",
            '<p><button style="{s}">a</button><button style="{s}">b</button>',
        ),
        ("button-name", "<button></button>"),
        ("region", "<div>outside every landmark</div>"),
    ],
)
def test_axe_bites_when_a_page_breaks(rule, html, open_page) -> None:
    page = open_page("index", bypass_csp=True)
    style = "width: 8px; height: 8px; padding: 0; border: 0"
    page.evaluate(
        "html => document.body.insertAdjacentHTML('beforeend', html)",
        html.replace("{s}", style),
    )
    assert rule in {each.rule for each in violations(page)}


def test_axe_looks_into_closed_answers(open_page) -> None:
    page = open_page("index")
    page.evaluate(
        "document.querySelector('main, article').insertAdjacentHTML('beforeend',"
        " '<details><summary>q</summary><img src=x.png></details>')"
    )
    assert "image-alt" in {each.rule for each in violations(page)}
