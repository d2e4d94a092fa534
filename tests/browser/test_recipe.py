"""The recipes in hosting/ do what they are for, on a real nginx."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.browser.firefox import Firefox
from tests.browser.fixtures import Arrive
from tests.browser.hosts import RECIPE, nginx_by_recipe, stock_nginx
from tests.browser.serving import ROOT, Elsewhere, Site
from tests.samples import CODE, LESSON

pytestmark = pytest.mark.browser

HEADERS = ROOT / "hosting" / "_headers"

# one of each kind of answer
KINDS = {
    "a page": "",
    "a lesson": f"{LESSON}/",
    "no page": "nowhere",
    "no file": "static/nowhere.js",
    "the worker": "sw.js",
    "a script": "static/modules-*/live.js",
    "a style sheet": "static/styles-*/site.css",
    "a font": "static/fonts-*/signs.woff2",
    "the list": "static/release-*.json",
    "Python": "static/runtime-*/pyodide.asm.wasm.bin",
    "Material's": "assets/**/bundle.*.js",
    "a source": "snippets/garden/rows.py",
    "the map": "sitemap.xml",
}


@pytest.fixture(scope="module")
def root(grounds: Path) -> Iterator[str]:
    """The address of a host that serves by the recipe."""
    with nginx_by_recipe(grounds) as found:
        yield found


def ask(root: str, path: str, **sent: str) -> http.client.HTTPResponse:
    """Return what the recipe's nginx answers."""
    talk = http.client.HTTPConnection(urlsplit(root).netloc, timeout=10)
    talk.request("GET", f"/{path}", headers=sent)
    answer = talk.getresponse()
    answer.read()
    talk.close()
    return answer


def example(folder: Path, kind: str) -> str:
    """Return the path of an example of a kind."""
    pattern = KINDS[kind]
    if "*" not in pattern:
        return pattern
    return next(folder.glob(pattern)).relative_to(folder).as_posix()


def rules() -> list[tuple[str, str, str]]:
    """Return the pattern, name and value of each line of `_headers`."""
    found: list[tuple[str, str, str]] = []
    pattern = ""
    for line in HEADERS.read_text().splitlines():
        if line.startswith("/"):
            pattern = line
        elif not line.startswith("#"):
            said = re.fullmatch(r"  ([\w-]+): (.+)", line)
            assert said, line
            name, value = said.groups()
            found.append((pattern, name, value))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_says_what_the_file_for_other_hosts_says(
    kind: str, grounds: Path, root: str
) -> None:
    path = example(grounds, kind)
    answer = ask(root, path)
    assert answer.status == (404 if kind.startswith("no ") else 200)
    wanted: dict[str, str] = {"Cache-Control": "no-cache"}
    for pattern, name, value in rules():
        if fnmatchcase(f"/{path}", pattern) and not (
            kind == "no file" and pattern == "/static/*"
        ):
            wanted[name] = value
    assert {name: answer.headers.get_all(name) for name in wanted} == {
        name: [value] for name, value in wanted.items()
    }


def test_says_no_more_than_that_file() -> None:
    said = re.findall(r"^    add_header (\S+) ", RECIPE.read_text(), re.M)
    assert sorted(said) == sorted({name for _, name, _ in rules()})


def test_bears_that_a_host_joins_two_rules_or_takes_one() -> None:
    every = {name: value for at, name, value in rules() if at == "/*"}
    more = [rule for rule in rules() if rule[0] != "/*"]
    assert {"Cache-Control", "Content-Security-Policy"} == {n for _, n, _ in more}
    # two words on caching would be a riddle; a policy more only forbids more
    assert "Cache-Control" not in every
    for _, name, value in more:
        assert every.get(name, "") in value


def test_comes_with_the_site(site: Site) -> None:
    assert (site.folder / "_headers").read_text() == HEADERS.read_text()


def test_tells_right_types_in_utf_8(grounds: Path, root: str) -> None:
    types = {
        kind: ask(root, example(grounds, kind)).headers["Content-Type"]
        for kind in ("a page", "no page", "a script", "a style sheet", "a source")
    }
    assert types == {
        "a page": "text/html; charset=utf-8",
        "no page": "text/html; charset=utf-8",
        "a script": "application/javascript; charset=utf-8",
        "a style sheet": "text/css; charset=utf-8",
        "a source": "text/plain; charset=utf-8",
    }


def test_zips_text_and_leaves_alone_what_is_zipped(grounds: Path, root: str) -> None:
    zipped = {
        kind: ask(root, example(grounds, kind), **{"Accept-Encoding": "gzip"}).headers[
            "Content-Encoding"
        ]
        for kind in ("a lesson", "a script", "a style sheet", "the list", "Python")
    }
    assert zipped.pop("Python") is None
    assert {*zipped.values()} == {"gzip"}


def test_adds_a_slash_and_keeps_scheme_and_port(root: str) -> None:
    answer = ask(root, LESSON, Host="tutorial.example:8443")
    assert answer.status == 301
    assert answer.headers["Location"] == f"/{LESSON}/"


def test_lets_nobody_frame_a_page(root: str, reader: Arrive, grounds: Path) -> None:
    page = reader().new_page()
    with stock_nginx(grounds) as stock:
        frames = [f'<iframe src="{each}{LESSON}/"></iframe>' for each in (root, stock)]
        page.set_content("".join(frames))
        _, by_recipe, by_stock = page.frames
        by_stock.locator("h1").first.wait_for()
        by_recipe.wait_for_url("chrome-error:**")


@pytest.mark.parametrize("host", [nginx_by_recipe, stock_nginx])
def test_ties_the_service_worker_to_its_site(
    host: Callable[[Path], AbstractContextManager[str]],
    grounds: Path,
    reader: Arrive,
    others: Elsewhere,
) -> None:
    context = reader()
    page = context.new_page()
    with host(grounds) as own:
        page.goto(own)
        with context.expect_event("serviceworker") as come:
            page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => 0)")
        del others.asked[:]
        fetched = come.value.evaluate(
            """() => Promise.all(["/sitemap.xml", "http://stranger.example/"].map(
              (each) => fetch(each).then(() => true, () => false)))"""
        )
    # the proxy answers nobody, but hears who asks
    assert fetched == [True, False]
    asked = any("stranger.example" in each for each in others.asked)
    assert asked == (host is stock_nginx)


def test_lets_firefox_run_code_with_the_network_and_without(
    grounds: Path, firefox: Firefox
) -> None:
    def run() -> None:
        visitor.click(f"figure[data-section={CODE}] .tools button")
        ran = f"figure[data-section={CODE}][data-state=ran]"
        visitor.wait_for(f"!!document.querySelector('{ran}')", 60)

    with firefox.reader() as visitor:
        with nginx_by_recipe(grounds) as own:
            visitor.open(f"{own}{LESSON}/")
            run()
            visitor.wait_for("document.documentElement.dataset.kept === 'page'", 60)
        visitor.reload()
        run()
        assert not visitor.errors


def test_is_one_that_nginx_would_take_as_it_stands() -> None:
    # what a test replaces is what a reader is told to replace
    text = RECIPE.read_text()
    for line in ("listen 80;", "server_name example.org;", "root /srv/site;"):
        assert f"    {line}\n" in text
