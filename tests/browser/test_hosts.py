"""The site works on hosts as people have them, and where there is none."""

from __future__ import annotations

import http.client
import mimetypes
import re
import shlex
import shutil
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from engine.setup import browser, nginx
from tests.browser import reading
from tests.browser.accessibility import violations
from tests.browser.firefox import Firefox, started
from tests.browser.hosts import (
    HOSTS,
    RECIPE,
    nginx_by_recipe,
    python_with,
    pythons_server,
    stock_nginx,
)
from tests.browser.running import block
from tests.browser.serving import BELOW, ROOT, Site, another_release, build

pytestmark = pytest.mark.browser

LESSON = "first-generator"
OTHER = "for-loop"
SECTION = "countdown"
HEADERS = ROOT / "hosting" / "_headers"

# the host's root, a folder of it, and one beside that: three sites of one origin
PLACES = ("", BELOW[1:], "a/neighbour/")

# those that show our page for what is not there; Python's server cannot be told to
OWN_LOST = {"nginx by our recipe"}


@pytest.fixture(scope="module")
def grounds(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host's root: a site, a site below it, and another release beside that one."""
    folder = tmp_path_factory.mktemp("host") / "root"
    build(replace(site, folder=folder, address="http://127.0.0.1/"))
    for place in PLACES[1:]:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(site.folder, folder / PLACES[1])

    def another(copy: Path, _: object) -> None:
        for page in copy.rglob("*.html"):
            html = page.read_text(encoding="utf-8")
            page.write_text(html.replace("<title>", "<title>Neighbour: "))

    another_release(site.folder, folder / PLACES[2], another)
    return folder


def went_wrong(page) -> list[str]:
    """Return a list to which what a page says in its console is added."""
    said: list[str] = []

    def hear(message) -> None:
        if message.type in {"error", "warning"}:
            said.append(f"{message.text} {message.location}")

    page.on("console", hear)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def keep_all(page, address: str) -> None:
    """Keep a site for offline use."""
    page.goto(f"{address}your-browser/")
    page.get_by_role("button", name="Show what is kept here").click()
    page.get_by_role("button", name="Keep all for offline").click()
    page.get_by_text("All pages and Python are kept.").wait_for(timeout=60_000)


@pytest.mark.parametrize("name", HOSTS)
def test_a_reader_gets_everything(name, grounds, reader) -> None:
    place = PLACES[[*HOSTS].index(name) % 2]
    context = reader()
    page, lost = context.new_page(), context.new_page()
    said = went_wrong(page)
    with HOSTS[name](grounds) as root:
        address = root + place
        assert lost.goto(f"{address}nowhere/at/all").status == 404
        # the others can be told of no page of ours, or were not
        own = lost.title().startswith("Nothing here")
        assert own == (name in OWN_LOST)
        page.goto(address + LESSON)
        # a host may add the slash, and must not lose the port
        assert page.url == f"{address}{LESSON}/"
        assert reading.search(page, "StopIteration")
        page.keyboard.press("Escape")
        each = block(page, SECTION)
        assert each.run().said().startswith("Has run")
        each.press("Step")
        each.figure.locator(".stepper").wait_for(timeout=60_000)
        keep_all(page, address)
    page.goto(f"{address}{OTHER}/")
    figure = page.locator("figure[data-run][data-section]").first
    section = figure.get_attribute("data-section")
    assert block(page, section).run().state() == "ran"
    assert reading.search(page, "StopIteration")
    assert not said


def test_three_sites_of_one_origin_keep_apart(grounds, reader) -> None:
    page = reader().new_page()
    said = went_wrong(page)

    def run(address: str) -> None:
        page.goto(f"{address}{LESSON}/")
        neighbours = address.endswith(PLACES[2])
        assert page.title().startswith("Neighbour: ") == neighbours
        assert block(page, SECTION).run().state() == "ran"

    with pythons_server(grounds) as root:
        above, below, beside = (root + place for place in PLACES)
        # it comes upon what one below it keeps, and is then in charge of the other
        for address in (beside, above, below):
            run(address)
            kept = page.locator("html[data-kept=page]")
            kept.wait_for(state="attached", timeout=60_000)
        page.goto(f"{above}your-browser/")
        page.get_by_role("button", name="Show what is kept here").click()
        page.get_by_text("At the moment: a part of the site").wait_for()
        page.get_by_role("button", name="Delete what is kept").click()
        page.get_by_text("At the moment: nothing of the site").wait_for()
    run(beside)
    run(below)
    assert not said
    page.goto("about:blank")
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        page.goto(above)


# what pages load; all else is there to be downloaded, or read by machines
LOADED = {
    ".html": {"text/html"},
    ".js": {"application/javascript", "text/javascript"},
    ".css": {"text/css"},
    ".json": {"application/json"},
}
DOWNLOADED = {".bin", ".zip", ".woff2", ".txt", ".py", ".ipynb", ".xml", ".png", ".svg"}


def types_of_nginx() -> dict[str, str]:
    """Return what the distribution's nginx takes files for, by their endings."""
    text = (nginx.find().settings / "mime.types").read_text()
    return {
        f".{ending}": kind
        for kind, endings in re.findall(r"^\s*([\w./+-]+)\s+([\w\s]+);", text, re.M)
        for ending in endings.split()
    }


def test_every_file_has_an_ending_that_hosts_know(site) -> None:
    files = [each for each in site.folder.rglob("*") if each.is_file()]
    assert {file.suffix for file in files} <= {*LOADED, *DOWNLOADED, ""}
    assert [file.name for file in files if not file.suffix] == ["_headers"]
    # Apache takes any part of a name for the word on how a file is packed
    packed = re.compile(r"\.(gz|tgz|bz2|xz|z|br|zst)(\.|$)", re.I)
    assert not [file.name for file in files if packed.search(file.name)]
    # the machine's own lists would hide what Python does not know
    pythons = mimetypes.MimeTypes(filenames=())
    nginxs = types_of_nginx()
    for ending, right in LOADED.items():
        assert pythons.guess_type(f"a{ending}") in {(kind, None) for kind in right}
        assert nginxs[ending] in right


def test_what_browsers_may_keep_for_good_is_named_by_a_digest(site) -> None:
    for folder in ("static", "assets"):
        for file in (site.folder / folder).rglob("*"):
            path = file.relative_to(site.folder).as_posix()
            assert not file.is_file() or re.search(r"[-.][0-9a-f]{8,32}\b", path), path


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
    "a source": "snippets/one_pass.py",
    "the map": "sitemap.xml",
}


@pytest.fixture(scope="module")
def root(grounds: Path) -> Iterator[str]:
    """The address of a host that serves by the recipe."""
    with nginx_by_recipe(grounds) as found:
        yield found


@pytest.fixture(scope="module")
def firefox(others) -> Iterator[Firefox]:
    """One Firefox, with nothing to say to any host but this one."""
    with started(browser.find(browser.FIREFOX), others.address) as found:
        yield found


class TestTheRecipe:
    def ask(self, root: str, path: str, **sent: str) -> http.client.HTTPResponse:
        """Return what the recipe's nginx answers."""
        talk = http.client.HTTPConnection(urlsplit(root).netloc, timeout=10)
        talk.request("GET", f"/{path}", headers=sent)
        answer = talk.getresponse()
        answer.read()
        talk.close()
        return answer

    def path(self, folder: Path, kind: str) -> str:
        """Return the path of an example of a kind."""
        pattern = KINDS[kind]
        if "*" not in pattern:
            return pattern
        return next(folder.glob(pattern)).relative_to(folder).as_posix()

    def rules(self) -> list[tuple[str, str, str]]:
        """Return the pattern, name and value of each line of `_headers`."""
        found: list[tuple[str, str, str]] = []
        pattern = ""
        for line in HEADERS.read_text().splitlines():
            if line.startswith("/"):
                pattern = line
            elif not line.startswith("#"):
                name, value = re.fullmatch(r"  ([\w-]+): (.+)", line).groups()
                found.append((pattern, name, value))
        return found

    @pytest.mark.parametrize("kind", KINDS)
    def test_says_what_the_file_for_other_hosts_says(self, kind, grounds, root) -> None:
        path = self.path(grounds, kind)
        answer = self.ask(root, path)
        assert answer.status == (404 if kind.startswith("no ") else 200)
        wanted: dict[str, str] = {"Cache-Control": "no-cache"}
        for pattern, name, value in self.rules():
            if fnmatchcase(f"/{path}", pattern) and not (
                kind == "no file" and pattern == "/static/*"
            ):
                wanted[name] = value
        assert {name: answer.headers.get_all(name) for name in wanted} == {
            name: [value] for name, value in wanted.items()
        }

    def test_says_no_more_than_that_file(self) -> None:
        said = re.findall(r"^    add_header (\S+) ", RECIPE.read_text(), re.M)
        assert sorted(said) == sorted({name for _, name, _ in self.rules()})

    def test_bears_that_a_host_joins_two_rules_or_takes_one(self) -> None:
        every = {name: value for at, name, value in self.rules() if at == "/*"}
        more = [rule for rule in self.rules() if rule[0] != "/*"]
        assert {"Cache-Control", "Content-Security-Policy"} == {n for _, n, _ in more}
        # two words on caching would be a riddle; a policy more only forbids more
        assert "Cache-Control" not in every
        for _, name, value in more:
            assert every.get(name, "") in value

    def test_comes_with_the_site(self, site) -> None:
        assert (site.folder / "_headers").read_text() == HEADERS.read_text()

    def test_tells_right_types_in_utf_8(self, grounds, root) -> None:
        types = {
            kind: self.ask(root, self.path(grounds, kind)).headers["Content-Type"]
            for kind in ("a page", "no page", "a script", "a style sheet", "a source")
        }
        assert types == {
            "a page": "text/html; charset=utf-8",
            "no page": "text/html; charset=utf-8",
            "a script": "application/javascript; charset=utf-8",
            "a style sheet": "text/css; charset=utf-8",
            "a source": "text/plain; charset=utf-8",
        }

    def test_zips_text_and_leaves_alone_what_is_zipped(self, grounds, root) -> None:
        zipped = {
            kind: self.ask(
                root, self.path(grounds, kind), **{"Accept-Encoding": "gzip"}
            ).headers["Content-Encoding"]
            for kind in ("a lesson", "a script", "a style sheet", "the list", "Python")
        }
        assert zipped.pop("Python") is None
        assert {*zipped.values()} == {"gzip"}

    def test_adds_a_slash_and_keeps_scheme_and_port(self, root) -> None:
        answer = self.ask(root, LESSON, Host="tutorial.example:8443")
        assert answer.status == 301
        assert answer.headers["Location"] == f"/{LESSON}/"

    def test_lets_nobody_frame_a_page(self, root, reader, grounds) -> None:
        page = reader().new_page()
        with stock_nginx(grounds) as stock:
            frames = [
                f'<iframe src="{each}{LESSON}/"></iframe>' for each in (root, stock)
            ]
            page.set_content("".join(frames))
            _, by_recipe, by_stock = page.frames
            by_stock.locator("h1").first.wait_for()
            by_recipe.wait_for_url("chrome-error:**")

    @pytest.mark.parametrize("host", [nginx_by_recipe, stock_nginx])
    def test_ties_the_service_worker_to_its_site(
        self, host, grounds, reader, others
    ) -> None:
        context = reader()
        page = context.new_page()
        with host(grounds) as own:
            page.goto(own)
            with context.expect_event("serviceworker") as come:
                page.evaluate(
                    "navigator.serviceWorker.register('/sw.js').then(() => 0)"
                )
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
        self, grounds, firefox
    ) -> None:
        def run() -> None:
            visitor.click(f"figure[data-section={SECTION}] .tools button")
            ran = f"figure[data-section={SECTION}][data-state=ran]"
            visitor.wait_for(f"!!document.querySelector('{ran}')", 60)

        with firefox.reader() as visitor:
            with nginx_by_recipe(grounds) as own:
                visitor.open(f"{own}{LESSON}/")
                run()
                visitor.wait_for("document.documentElement.dataset.kept === 'page'", 60)
            visitor.reload()
            run()
            assert not visitor.errors

    def test_is_one_that_nginx_would_take_as_it_stands(self) -> None:
        # what a test replaces is what a reader is told to replace
        text = RECIPE.read_text()
        for line in ("listen 80;", "server_name example.org;", "root /srv/site;"):
            assert f"    {line}\n" in text


class TestAPageFromDisk:
    @pytest.fixture
    def folder(self, site, tmp_path) -> Path:
        """The site where a reader has put it: in a folder whose name is no address."""
        copy = tmp_path / "50 % of <my> #1 site, ä"
        return Path(shutil.copytree(site.folder, copy))

    def follow(self, folder: Path, told: str, command: str, address: str) -> str:
        """Do what a page says, on a port that is free; return what is served."""
        place = re.search(r"in the folder (.+), run ", told)
        assert place
        assert Path(place[1]) == folder
        words = shlex.split(command)
        assert words[0] == "python3"
        with python_with(words[1:], Path(place[1])) as root:
            assert urlsplit(root).hostname == urlsplit(address).hostname
            assert urlsplit(address).port == 8000
            with urllib.request.urlopen(root) as answer:
                return str(answer.read().decode())

    def test_says_in_a_sentence_what_to_do(self, folder, reader, scheme) -> None:
        page = reader(scheme=scheme).new_page()
        for path in ("index.html", f"{LESSON}/index.html"):
            page.goto((folder / path).as_uri())
            said = page.locator("aside p")
            assert said.is_visible()
            assert said.bounding_box()["y"] < 100
            assert said.inner_text().count(". ") == 0
            link = said.locator("a").get_attribute("href")
            command = said.locator("code").inner_text()
            served = self.follow(folder, said.inner_text(), command, link)
            assert served == (folder / "index.html").read_text()
            # that rule is about what a module mends, and none comes here
            wrong = [v for v in violations(page) if v.rule != "landmark-unique"]
            assert not wrong

    def test_says_so_in_firefox_too(self, folder, firefox) -> None:
        with firefox.reader() as visitor:
            visitor.open((folder / LESSON / "index.html").as_uri())
            find = "document.querySelector('aside p')"
            told = visitor.evaluate(f"{find}.innerText")
            command = visitor.evaluate(f"{find}.querySelector('code').innerText")
            link = visitor.evaluate(f"{find}.querySelector('a').href")
            assert visitor.evaluate(f"{find}.checkVisibility()")
            self.follow(folder, told, command, link)

    def test_can_be_read_without_styles(self, folder, reader, tmp_path) -> None:
        copy = Path(shutil.copytree(folder, tmp_path / "bare"))
        for sheet in copy.rglob("*.css"):
            sheet.unlink()
        page = reader(scheme="dark").new_page()
        page.goto((copy / "index.html").as_uri())
        assert page.locator("aside p").is_visible()

    def test_names_python_as_windows_does(self, folder, reader) -> None:
        page = reader().new_page()
        page.goto((folder / "index.html").as_uri())
        (script,) = folder.glob("static/modules-*/disk.js")
        said = page.evaluate(
            """(text) => {
              const script = {src: "file:///C:/a%20site/static/m/disk.js"}
              Object.defineProperty(document, "currentScript", {value: script})
              script.replaceWith = (banner) => script.said = banner.innerText
              new Function(text)()
              return script.said
            }""",
            script.read_text(),
        )
        assert "in the folder C:/a site/, run py -m http.server" in said

    def test_is_the_only_one_that_says_so(self, site, open_page) -> None:
        page = open_page(LESSON)
        assert page.locator("aside, [src*=disk]").count() == 0
