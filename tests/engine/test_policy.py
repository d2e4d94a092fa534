"""A page's policy lets in its own inline texts by hash, Python, and nothing else."""

from __future__ import annotations

import base64
import hashlib

import pytest

from engine.site import policy

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>T</title>
<style>p { color: red }</style><script>one()</script>
<script src="a.js"></script><script type="application/json">{"a": 1}</script>
<script type="application/ld+json">{"b": 2}</script></head><body></body></html>"""


RUNNING = PAGE.replace("<title>", '<meta name="python" content="9.9"><title>')
FRAME = "wait()"


def rules(html: str, frame: str = FRAME) -> dict[str, list[str]]:
    """Return the sources of each directive."""
    parts = (each.split() for each in policy.policy(html, frame).split("; "))
    return {name: sources for name, *sources in parts}


def source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def test_inline_scripts_and_styles_are_let_in_by_their_hashes() -> None:
    found = rules(PAGE)
    assert found["script-src"] == ["'self'", source("one()")]
    assert found["style-src"] == ["'self'", source("p { color: red }")]


def test_a_changed_script_has_another_hash() -> None:
    assert rules(PAGE)["script-src"] != rules(PAGE.replace("one", "two"))["script-src"]


def test_a_page_without_inline_texts_lets_none_in() -> None:
    assert rules("<p>")["script-src"] == ["'self'"]
    assert rules("<p>")["style-src"] == ["'self'"]


def test_a_page_that_runs_code_lets_in_what_its_frame_inherits() -> None:
    plain, found = rules(PAGE), rules(RUNNING)
    more = {name: found[name][len(plain[name]) :] for name in found}
    assert {name: added for name, added in more.items() if added} == {
        "script-src": ["'wasm-unsafe-eval'", "blob:", source(FRAME)],
        "connect-src": ["blob:"],
        "worker-src": ["blob:"],
    }


@pytest.mark.parametrize("html", [PAGE, RUNNING])
def test_nothing_unsafe_and_no_other_host_is_ever_let_in(html: str) -> None:
    every = [each for sources in rules(html).values() for each in sources]
    assert "'unsafe-inline'" not in every
    assert "'unsafe-eval'" not in every
    assert "*" not in every
    assert not [each for each in every if "//" in each]
    assert rules(PAGE)["default-src"] == ["'self'"]


def test_a_policy_stands_ahead_of_all_that_a_page_loads() -> None:
    html = policy.added(PAGE, "page.html")
    assert policy.of(html) == policy.policy(PAGE)
    assert html.index("Content-Security-Policy") < html.index("<style>")


def test_a_page_without_a_charset_has_no_place_for_it() -> None:
    with pytest.raises(ValueError, match=r"page\.html has no <meta charset>"):
        policy.added("<p>", "page.html")
