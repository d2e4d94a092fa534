"""No page breaks a rule of WCAG 2.2 AA or of axe's best practice."""

from __future__ import annotations

import pytest

from tests.browser.accessibility import violations
from tests.browser.fixtures import Open, Visits
from tests.browser.visits import seen_in

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_on(
    stem: str, scheme: str, width: int, visit: Visits
) -> None:
    found = visit(stem).violations[seen_in(scheme, width)]
    assert not found, f"{stem}, {scheme}, {width} px\n" + "\n".join(found)


def test_the_dark_scheme_is_another_on(stem: str, width: int, visit: Visits) -> None:
    grounds = visit(stem).grounds
    assert grounds[seen_in("light", width)] != grounds[seen_in("dark", width)]


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
def test_axe_bites_when_a_page_breaks(rule: str, html: str, open_page: Open) -> None:
    page = open_page("index", bypass_csp=True)
    style = "width: 8px; height: 8px; padding: 0; border: 0"
    page.evaluate(
        "html => document.body.insertAdjacentHTML('beforeend', html)",
        html.replace("{s}", style),
    )
    assert rule in {each.rule for each in violations(page)}


def test_axe_looks_into_closed_answers(open_page: Open) -> None:
    page = open_page("index")
    page.evaluate(
        "document.querySelector('main, article').insertAdjacentHTML('beforeend',"
        " '<details><summary>q</summary><img src=x.png></details>')"
    )
    assert "image-alt" in {each.rule for each in violations(page)}
