"""What is taken from pages and stylesheets is seen by nobody; the rest stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from engine.site import held, weight

ROOT = Path(__file__).parents[2]


def page(body: str, head: str = "<title>T</title>") -> str:
    return weight.page(f"<html><head>{head}</head><body>{body}</body></html>")


def body(html: str) -> str:
    return page(html).partition("<body>")[2].removesuffix("</body></html>")


@pytest.mark.parametrize(
    "kept",
    [
        "<pre>  a\n\n  b <b> c\n</b></pre>",
        "<textarea>\n  a\n  b</textarea>",
        "<code>a  b</code>",
        "<script>let a = `\n  <!-- b -->  `</script>",
        '<b title="a\n  b > c">d</b>',
        "<b title='\"  '>d</b>",
        "<i>a</i> <i>b</i>",
        "a &lt;  b".replace("  ", " "),
        "1 < 2",
    ],
)
def test_what_may_be_seen_stays(kept: str) -> None:
    assert body(kept) == kept


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<i>a</i>\n\n   <i>b</i>", "<i>a</i> <i>b</i>"),
        ("<p>a\n  b</p>", "<p>a b</p>"),
        ("a<!-- <b> -->b", "ab"),
        ("<p>a\N{NO-BREAK SPACE} \n b</p>", "<p>a\N{NO-BREAK SPACE} b</p>"),
    ],
)
def test_of_many_blanks_one_stays(before: str, after: str) -> None:
    assert body(before) == after


def test_nothing_stands_between_the_tags_of_a_head() -> None:
    html = page("", '<meta name="a">\n  <title>A  title</title>\n  <link>\n')
    assert '<head><meta name="a"><title>A title</title><link></head>' in html


def test_a_style_in_a_page_is_made_light_too() -> None:
    assert "<style>a{b:c}</style>" in page(
        "", "<style>\n/* why */ a { b: c; }\n</style>"
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a  >  b { c: d e ; }", "a > b{c:d e}"),
        ("a :hover, b { --c: ; }", "a :hover,b{--c:}"),
        ("/* why */\na {}\n/* and */ b {}", "a{}b{}"),
        ("a/* no blank */b {}", "a/**/b{}"),
        ("a /* a blank */ b {}", "a b{}"),
        ('a { content: " ; /* b */ }  "; }', 'a{content:" ; /* b */ }  "}'),
        ("a { content: '\\'  ,  ' }", "a{content:'\\'  ,  '}"),
        ('a { b: url( "c)  ;  d" ) }', 'a{b:url( "c)  ;  d" )}'),
        ("a { b: url(data:c,  d;}) }", "a{b:url(data:c,  d;})}"),
        (r".a\, .b {}", r".a\, .b{}"),
        ('a[b^="c"] ::before {}', 'a[b^="c"] ::before{}'),
        ("a { b: calc(1px + 2px) !important }", "a{b:calc(1px + 2px) !important}"),
        (
            "@media (a: b) and (c > d) { e { f: g } }",
            "@media (a:b) and (c > d){e{f:g}}",
        ),
    ],
)
def test_a_stylesheet_keeps_its_meaning(before: str, after: str) -> None:
    assert weight.stylesheet(before) == after


@pytest.mark.parametrize("light", [weight.page, weight.stylesheet])
def test_what_is_light_is_not_made_lighter(light: Callable[[str], str]) -> None:
    for kind in ("engine/theme/*.html", "engine/theme/styles/*.css"):
        for file in ROOT.glob(kind):
            once = light(file.read_text(encoding="utf-8"))
            assert light(once) == once, file.name


class Words(HTMLParser):
    """Collects tags with attributes, and words."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[object] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))

    def handle_data(self, data: str) -> None:
        self.found += data.split()


def test_a_page_keeps_every_tag_attribute_and_word() -> None:
    html = '<p class="a  b">c <b>d</b>\n <i>e\n f</i></p>\n<pre>  g\n</pre>'
    before, after = Words(), Words()
    before.feed(html)
    after.feed(body(html))
    assert after.found == before.found


def test_a_site_is_made_light_where_it_is_its_own(tmp_path: Path) -> None:
    for name in ("index.html", "a/index.html", "site.css", "assets/c.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a\n\nb")
    with held.pages(tmp_path) as pages:
        weight.lessen(tmp_path, pages)
    assert (tmp_path / "a/index.html").read_text() == "a b"
    assert (tmp_path / "site.css").read_text() == "a b"
    assert (tmp_path / "assets/c.css").read_text() == "a\n\nb"


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".a{x:1}.md-search{y:2}.b{z:3}", ".a{x:1}.b{z:3}"),
        (".md-search__form,.a .md-search{y:2}", ""),
        (".a,.md-search .b,.c:is(.d,.e){x:1}", ".a,.c:is(.d,.e){x:1}"),
        ("@media (x){.md-search{y:2}.a{z:3}}", "@media (x){.a{z:3}}"),
        ('@charset "UTF-8";.a{x:1}', '@charset "UTF-8";.a{x:1}'),
    ],
)
def test_rules_for_a_class_that_nothing_has_are_left_out(css: str, left: str) -> None:
    assert weight.without(css, "md-search") == left


def test_a_style_sheet_that_is_another_has_another_name(tmp_path: Path) -> None:
    sheets = tmp_path / "assets" / "stylesheets"
    sheets.mkdir(parents=True)
    (sheets / "main.0123abcd.min.css").write_text(".a{x:1}.md-search{y:2}")
    (tmp_path / "index.html").write_text("<link href=main.0123abcd.min.css>")
    with held.pages(tmp_path) as pages:
        weight.lessen(tmp_path, pages)
    (sheet,) = sheets.iterdir()
    assert sheet.read_text() == ".a{x:1}"
    assert sheet.name != "main.0123abcd.min.css"
    assert sheet.name in (tmp_path / "index.html").read_text()


def test_no_rule_asks_for_what_is_inside_and_styles_any_child() -> None:
    # Chromium then styles all there is anew, at each key in an editor
    anyone = re.compile(r":has\([^{};]*\)\s*[>+~ ]\s*:(?:first|last|nth|only)")
    assert anyone.search("a:not(:has(> b[open])) > :first-child::before {")
    for file in sorted((ROOT / "engine/theme").rglob("*.css")):
        assert not anyone.findall(file.read_text(encoding="utf-8")), file.name
