"""Builds the site beside the old one, and swaps it in when it is whole.

    python -m engine.site.build [folder]      build into the folder, or `site`
    python -m engine.site.build --follow      build into each folder named on stdin

MkDocs makes the pages. What this adds: the gates that need no snippet to run come
first, whatever is wrong becomes a line that names its place, what no page loads is
left out, the snippets travel along, so that links to sources work offline too, and all
that must fit together becomes one release.
"""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path

# both are announcements of a MkDocs 2 that the locked versions keep us from
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
os.environ.setdefault("DISABLE_MKDOCS_2_WARNING", "true")

import click
import mkdocs
import yaml
from jinja2 import Environment, FileSystemLoader, TemplateNotFound
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException

from engine.book import lesson, messages
from engine.book.fault import Fault, listing
from engine.book.messages import Messages
from engine.book.tree import SETTINGS, Tree, UnreadableError, settings_fault
from engine.gates import rules
from engine.site import held, offer, policy, release, scripts, search, weight
from engine.site.converted import Converted
from engine.site.parts import Parts
from engine.site.redirects import Redirects
from engine.site.rendered import Rendered
from engine.site.serve import RELOADING, in_a_line
from engine.site.sharing import Sharing
from engine.site.stages import Stages

# for hosts that read there which headers to send
HEADERS = "hosting/_headers"

# of the theme's modules: the script of the frame that runs code
FRAME = "live/frame.js"

# for `make serve` alone; the release's name lets the script see a newer one
RELOAD = f'<script src="{RELOADING}" data-known="{release.BLANK}"></script></body>'

# shipped by Material and MkDocs, loaded by no page of ours: source maps, its search,
# its icon, a second sitemap
UNUSED = (
    "**/*.map",
    "assets/javascripts/lunr",
    "assets/javascripts/workers",
    "assets/images",
    "sitemap.xml.gz",
)

# ProperDocs, where it stands in for MkDocs, has its own; plugins still have MkDocs'
LOGGERS = {"mkdocs", mkdocs.__name__}

# how MkDocs words a warning that names what it is about, and where that stands
ABOUT = (
    (r"Config value '(?P<needle>[^']+)'", SETTINGS, "^{}:"),
    (r"reference to '(?P<needle>[^']+)' is included in the 'nav'", SETTINGS, "{}"),
    (r"Doc file '(?P<file>[^']+)' contains .*?'(?P<needle>[^']+)'", "docs", "{}"),
)


class SiteError(Exception):
    """A site that must not be built; its text says what to mend, a line each."""


class Builder:
    """Builds one tree again and again; keeps what only its theme decides."""

    def __init__(self, root: Path, address: str = "") -> None:
        """Take the tree's root, and the site's address where it is not mkdocs.yml's."""
        self.root = root
        self.address = address
        self.templates: Environment | None = None
        self.converted = Converted(root)
        self.rendered = Rendered()
        self.language = messages.SOURCE

    def build(self, target: Path, *, gates: bool = True) -> None:
        """Build the site into the folder `target`.

        With `gates`, faults stop it before MkDocs starts.
        Raises SiteError, and leaves `target` as it was, when anything is wrong, and
        when it holds what no build has put there.
        """
        if target.exists() and not replaceable(target):
            raise SiteError(
                f"{target}: holds files that no build of a site put there — name a "
                "folder that's empty or doesn't exist yet"
            )
        target.parent.mkdir(parents=True, exist_ok=True)
        if gates:
            judge(self.root)
        with tempfile.TemporaryDirectory(prefix=".site-", dir=target.parent) as near:
            fresh = Path(near) / "new"
            self.pages(fresh)
            search.cut(self.root, fresh, self.language)
            finish(
                self.root, fresh, language=self.language, reloading=bool(self.address)
            )
            if target.exists():
                target.rename(Path(near) / "old")
            fresh.rename(target)

    def pages(self, folder: Path) -> None:
        """Let MkDocs build into `folder`; raise SiteError for what it warns of."""
        said = Collector()
        loggers = [logging.getLogger(name) for name in LOGGERS]
        for logger in loggers:
            logger.addHandler(said)
        try:
            config = self.configuration(folder)
            config.plugins.on_startup(command="build", dirty=False)
            with self.converted.at_work(said.lines):
                mkdocs_build(config)
        except SiteError:
            raise
        except (Exception, Abort) as error:
            said.add(error, self.root)
        finally:
            for logger in loggers:
                logger.removeHandler(said)
        if said.lines:
            raise SiteError("\n".join(located(line, self.root) for line in said.lines))

    def configuration(self, folder: Path) -> MkDocsConfig:
        """Return mkdocs.yml as MkDocs reads it, set to build into `folder`.

        Warnings are ours to count, so MkDocs need not be strict. The theme's compiled
        templates are kept, and so is the list of Material's 14,000 files (but for its
        icons, which are never copied): to make both anew is half the time of a build.
        """
        more = {"site_url": self.address} if self.address else {}
        config = load_config(
            str(self.root / SETTINGS), site_dir=str(folder), strict=False, **more
        )
        self.language = str(config.theme.get("language") or messages.SOURCE)
        try:
            said = messages.read(messages.folder(self.root), self.language)
        except LookupError as error:
            raise SiteError(str(error)) from error
        config.extra["python"] = offer.described(self.root)
        config.extra["release"] = release.BLANK
        config.extra["static"] = release.UNNAMED
        config.plugins["redirects"] = Redirects(self.root)
        config.plugins["sharing"] = Sharing(self.root)
        config.plugins["parts"] = Parts()
        config.plugins["stages"] = Stages()
        if not self.templates:
            self.templates = config.theme.get_env()
            self.rendered.watch(self.templates)
            loader = self.templates.loader
            assert isinstance(loader, FileSystemLoader)
            own = config.theme.custom_dir
            ours = FileSystemLoader([own] if own else [])
            theirs = [each for each in loader.searchpath if each != own]
            stock = [
                name
                for name in FileSystemLoader(theirs).list_templates()
                if not name.startswith(".")
            ]
            loader.list_templates = (  # type: ignore[method-assign]
                lambda: sorted({*stock, *ours.list_templates()})
            )
        kept = self.templates
        kept.globals["say"] = Messages(said["theme"])
        config.theme.get_env = lambda: kept  # type: ignore[method-assign]
        return config


class Collector(logging.Handler):
    """Keeps what MkDocs warns of, and what stopped it, a line each."""

    def __init__(self) -> None:
        """Start with nothing said."""
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message of MkDocs."""
        message = record.getMessage()
        # it would be said twice: here, and with its place by `add`
        if not message.startswith(("Error reading page", "Error building page")):
            self.lines.append(" ".join(message.split()))

    def add(self, error: BaseException, root: Path) -> None:
        """Keep what an exception says, unless what was said before says it better."""
        chain: BaseException | None = error
        while chain:
            if isinstance(chain, yaml.MarkedYAMLError):
                self.lines.append(str(settings_fault(chain)))
                return
            chain = chain.__cause__
        if isinstance(error, TemplateNotFound) and (named := asking(root, error)):
            self.lines += named
        elif isinstance(error, MkDocsException):
            if not self.lines:
                self.lines.append(f"{SETTINGS}: {error}")
        elif isinstance(error, click.ClickException):
            self.lines += error.format_message().strip().splitlines()
        else:
            self.lines.append(in_a_line(error, root))


def asking(root: Path, error: TemplateNotFound) -> list[str]:
    """Return a line for each page that asks for a template that isn't there."""
    what, mend = f"no template {error.name!r}", "name one of the theme's"
    return [
        str(Fault(page.path, page.key_line("template"), what, mend))
        for page in Tree(root).pages()
        if page.meta.get("template") == error.name
    ]


def replaceable(folder: Path) -> bool:
    """Return whether a folder is empty, or holds a site that was built here."""
    if not folder.is_dir():
        return False
    return not any(folder.iterdir()) or any(folder.glob("static/release-*.json"))


def judge(root: Path) -> None:
    """Raise SiteError when a gate that runs no snippet finds a fault."""
    try:
        found = rules.faults(root, building=True)
        found += release.faults(root / "docs")
    except OSError as error:
        raise SiteError(f"{error.filename}: {error.strerror}") from error
    except UnreadableError as error:
        raise SiteError(str(error)) from error
    if found:
        raise SiteError(listing(found))


def located(message: str, root: Path) -> str:
    """Return a message of MkDocs with the file and line that it speaks of."""
    for pattern, place, needle in ABOUT:
        found = re.search(pattern, message)
        if not found:
            continue
        named = found.groupdict()
        path = f"{place}/{named['file']}" if "file" in named else place
        wanted = re.compile(needle.format(re.escape(named["needle"])))
        lines = (root / path).read_text(encoding="utf-8").splitlines()
        number = next((n for n, line in enumerate(lines, 1) if wanted.search(line)), 0)
        return str(Fault(path, number, message.rstrip("."), "fix it"))
    return message


def finish(
    root: Path,
    folder: Path,
    *,
    language: str = messages.SOURCE,
    reloading: bool = False,
) -> None:
    """Make one release of what MkDocs has built.

    What no page loads or shows is left out; snippets are added for people to read, and
    Python for browsers to run. Scripts speak the site's language. With `reloading`,
    pages load themselves again when `make serve` says so. Raises LookupError where the
    language lacks a message.
    """
    drop(root, folder)
    for path in Tree(root).files(lesson.SNIPPETS, ".py"):
        copy = folder / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, copy)
    if (root / HEADERS).is_file():
        shutil.copy(root / HEADERS, folder)
    said = messages.read(messages.folder(root), language)
    scripts.prepare(folder, said["page"])
    with held.pages(folder) as pages:
        weight.lessen(folder, pages)
        placed = release.arrange(folder, pages)
        script = folder / placed.get("modules", "") / FRAME
        frame = script.read_text(encoding="utf-8") if script.is_file() else ""
        for page, html in pages.items():
            reloads = html.replace("</body>", RELOAD) if reloading else html
            pages[page] = policy.added(reloads, page.name, frame)
        offered = offer.add(root, folder, placed.get("modules", ""), said["live"])
        release.seal(folder, offered, pages)


def drop(root: Path, folder: Path) -> None:
    """Delete what no page loads; a file that docs has of the same name stays."""
    for pattern in UNUSED:
        for unused in sorted(folder.glob(pattern)):
            for file in [unused, *unused.rglob("*")]:
                ours = root / "docs" / file.relative_to(folder)
                if file.is_file() and not ours.is_file():
                    file.unlink()
            if unused.is_dir() and not any(map(Path.is_file, unused.rglob("*"))):
                shutil.rmtree(unused)


def follow(builder: Builder) -> None:
    """Build into each folder named on stdin; answer each with a line of JSON.

    What libraries print goes to stderr, so that answers are all that stdout has.
    """
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        start = time.perf_counter()
        try:
            builder.build(Path(line.strip()))
            said = ""
        except SiteError as error:
            said = str(error)
        seconds = time.perf_counter() - start
        print(json.dumps({"said": said, "seconds": seconds}), file=answers, flush=True)


def main(arguments: list[str]) -> int:
    """Build, and return 1 when something is to mend."""
    root = Path.cwd()
    if arguments[:1] == ["--follow"]:
        follow(Builder(root, *arguments[1:]))
        return 0
    # where a link leads, for the link is not the site
    target = (Path(arguments[0]) if arguments else root / "site").resolve()
    try:
        Builder(root).build(target)
    except SiteError as error:
        kept = (
            f" What is in {target.name}/ was left as it is." if target.exists() else ""
        )
        print(f"{error}\nThe site was not built.{kept}", file=sys.stderr)
        return 1
    print(f"Built {os.path.relpath(target, root)}/index.html")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
