"""An empty site about another subject: this engine, and nothing of the lessons here."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import tomllib
import unicodedata
from pathlib import Path
from string import Template

from engine.book import lesson
from engine.book.page import parsed
from engine.book.settings import TABLE, Settings
from engine.book.tree import SETTINGS
from engine.gates.prose import said
from engine.gates.words import WORD, dictionary
from engine.kit import beginning, history, owned, settings, verdict
from engine.kit.draft import Draft, RefusalError
from engine.kit.tables import PROJECT, general
from engine.live.names import PACKAGE
from engine.setup import lock, packages

BLANK = Path(__file__).parent / "blank"
LICENCE = "LICENSE"
PART, FIRST = "lessons", "first-lesson"
# what a fork installs beyond the engine's own, and begins without
GROUPS = ("browser", "lessons", "lessons-test")
INCLUDED = {"lessons": '{ include-group = "browser" }'}
ROOMS = tuple(f"{room}/" for room in (lesson.DOCS, PACKAGE, lesson.TESTS))
# drawn of a site's own first page
PICTURE = re.compile(r"\.github/[^/]+\.svg")


def fork(root: Path, name: str, author: str, to: str = "") -> list[str]:
    """Make a fork of the tree at `root`, in its place or in the folder `to`.

    Returns what to print. Raises RefusalError, with everything as it was.
    """
    name, author = " ".join(name.split()), " ".join(author.split())
    if not name or not author:
        lacks, such = (
            ("AUTHOR", "Ada Example") if name else ("NAME", "Knots for sailors")
        )
        raise RefusalError(f"{lacks} is missing — say it, as in {lacks}='{such}'")
    version = owned.version(root)
    if to:
        place = Path(to).expanduser().resolve()
        free(root, place)
        try:
            copied(root, place)
            said = emptied(place, owned.files(root), name, author, version)
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        return [*said, *first_commit(place, name)]
    if (root / owned.RECORD).is_file():
        raise RefusalError(
            f"{owned.RECORD}: this is a fork already — name a new folder with TO=…"
        )
    work = history.unsaved(root)
    if work:
        raise RefusalError(
            f"{work[0]}: edited since the last commit, and a fork begins by deleting "
            "— commit it, or name a new folder with TO=…"
        )
    said = emptied(root, owned.files(root), name, author, version)
    return [*said, "Read it with `make serve`; `git add --all`, then commit it."]


def free(root: Path, place: Path) -> None:
    """Raise RefusalError where a folder can't be that of a new fork."""
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise RefusalError(f"{place}: is not empty — name a folder that is not there")
    if place.is_relative_to(root.resolve()):
        raise RefusalError(f"{place}: is inside this repository — name one beside it")


def copied(root: Path, place: Path) -> None:
    """Copy a tree's files into a new folder."""
    for path in owned.files(root):
        copy = place / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(root / path, copy)


def emptied(
    root: Path, files: list[str], name: str, author: str, version: str
) -> list[str]:
    """Put a site about `name` in the place of that at `root`; return what to print.

    Of the old one `files` go, and nothing that git ignores: no commit gives that back.
    """
    draft = Draft(root)
    for path in files:
        if path.startswith(ROOMS) or path == owned.CHANGES or PICTURE.fullmatch(path):
            draft.delete(path)
    holders(draft, author)
    project(draft, name)
    site(draft, name, author)
    shapes(draft, name, author)
    known = words(draft)
    draft.write(Settings.words, "".join(f"{each}\n" for each in known))
    verdict.make(draft)
    record = owned.record(root, version or "0.0.0")
    (root / owned.RECORD).write_text(record, encoding="utf-8")
    # uv takes minutes: who ends it then has a fork, whose locks are out of date
    told = locked(root)
    count = len(owned.recorded(root))
    return [
        f"{name}: {root}",
        f"docs/, snippets/ and {lesson.TESTS}/ hold one lesson of yours to begin with:",
        f"  docs/{PART}/{FIRST}.md, and what belongs to it",
        f"{SETTINGS}, {PROJECT}, README.md and CITATION.cff have your name.",
        f"{LICENCE} has a line for you, and keeps that of the engine's authors: the "
        "licence asks for both.",
        f"{owned.RECORD} says which engine this is ({count} files): `make upgrade` "
        "compares with it.",
        *told,
    ]


def holders(draft: Draft, author: str) -> None:
    """Add the author to those who hold the licence; none that is there may go."""
    text = draft.text(LICENCE)
    year = datetime.datetime.now(datetime.UTC).year
    mine = f"Copyright (c) {year} {author}\n"
    first = re.search(r"^Copyright \(c\)", text, re.MULTILINE)
    if not first:
        raise RefusalError(f"{LICENCE}: no line of a holder — put it back")
    if mine not in text:
        draft.write(LICENCE, text[: first.start()] + mine + text[first.start() :])


def project(draft: Draft, name: str) -> None:
    """Let pyproject.toml have the fork's name, and no package of these lessons."""
    text = draft.text(PROJECT)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = "-".join(re.findall("[a-z0-9]+", plain.lower())) or "tutorial"
    for key, value in {
        "name": slug,
        "version": "0.1.0",
        "description": described(name),
    }.items():
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        before = re.search(rf"^{key} = .*$", text, re.MULTILINE)
        assert before, key
        text = text[: before.start()] + line + text[before.end() :]
    for group in GROUPS:
        inner = INCLUDED.get(group, "")
        text = re.sub(
            rf"^{group} = \[[^\]]*\]$", f"{group} = [{inner}]", text, flags=re.MULTILINE
        )
    for group in lock.optional(draft.root):
        whole = rf"^(?:#.*\n)*{re.escape(group)} = \[[^\]]*\]\n"
        text = re.sub(whole, "", text, flags=re.MULTILINE)
        draft.delete(f"lock/{group}.txt")
    # what these lessons may import, and how they are written, is theirs alone
    own = rf"^(?:#.*\n)*\[{re.escape(TABLE)}[.\w-]*\]\n(?:(?!\[).*\n?)*"
    text = re.sub(own, "", text, flags=re.MULTILINE).rstrip() + "\n"
    text = general(text)
    text += f'\n[{TABLE}]\nwords = "{Settings.words}"\n'
    draft.write(PROJECT, text)


def described(name: str) -> str:
    """Return a description of a site, as search engines show it."""
    return f"{name}: lessons in which every line of code was run and is tested."


def site(draft: Draft, name: str, author: str) -> None:
    """Let mkdocs.yml be that of the new site."""
    settings.ready(draft)
    for key, value in {
        "site_name": name,
        "site_description": described(name),
        "site_author": author,
    }.items():
        settings.assign(draft, (key,), settings.plain(value))
    for key in ("logo", "favicon"):
        settings.unset(draft, ("theme", key))
    settings.unset(draft, ("extra", "lost"))
    settings.unset(draft, ("extra_css",))
    for old in settings.redirects(draft):
        settings.forget(draft, old)
    settings.unset(draft, ("extra", "sharing", "short_name"))
    settings.replace_nav(
        draft,
        [
            "  - Start: index.md",
            "  - Lessons:",
            f"      - A first lesson: {PART}/{FIRST}.md",
            "  - About this site:",
            "      - What your browser keeps: about/your-browser.md",
            "      - Licences: about/licences.md",
        ],
    )


def shapes(draft: Draft, name: str, author: str) -> None:
    """Write the pages and files that a site begins with."""
    first, *between, last = tomllib.loads(draft.text(PROJECT))["tool"]["pythons"][
        "supported"
    ]
    filled = {
        "title": settings.plain(name),
        "heading": name,
        "description": settings.plain(START.format(name)),
        "author": author,
        "author_yaml": settings.plain(author),
        "licence": draft.text(LICENCE).rstrip(),
        "pythons": f"{', '.join([first, *between])} or {last}",
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }
    for file in sorted(each for each in BLANK.rglob("*") if each.is_file()):
        path = file.relative_to(BLANK).as_posix()
        text = file.read_text(encoding="utf-8")
        draft.write(path, Template(text).substitute(filled))
    # it has its line in nav already
    before = draft.text(SETTINGS)
    beginning.write(draft, PART, FIRST, "A first lesson", new=True)
    draft.write(SETTINGS, before)


START = (
    "{}: lessons in which every line of code and every output comes from a real run "
    "and is tested."
)


def words(draft: Draft) -> list[str]:
    """Return the words of the new site that no dictionary has, sorted as a list is."""
    known = dictionary("")
    found = set()
    for path in (*draft.files(lesson.DOCS, ".md"), *prose_files(draft)):
        page = parsed(draft.text(path), path)
        for line in (*said(page), *page.text.words):
            for word in WORD.findall(line.text):
                if not known(word):
                    found.add(word.replace("’", "'").removesuffix("'s"))
    return sorted(found, key=lambda each: (each.lower(), each))


def prose_files(draft: Draft) -> list[str]:
    """Return the files of the root that the gate on words reads."""
    named = ("README.md", "CONTRIBUTING.md", "SECURITY.md")
    return [name for name in named if draft.there(name)]


def locked(root: Path) -> list[str]:
    """Let the locks be those of the fork's own groups; return what to print.

    Where they can't be resolved, they go on naming more than is needed.
    """
    if not lock.complaint(root, lock.LEVELS[0]):
        return []
    try:
        lock.compile_all(root)
    except (packages.SetupError, subprocess.CalledProcessError, OSError):
        head = lock.fingerprint((root / PROJECT).read_text(encoding="utf-8"))
        for level in lock.all_locks(root):
            file = root / "lock" / f"{level}.txt"
            _, _, body = file.read_text(encoding="utf-8").partition("\n")
            file.write_text(f"{head}\n{body}", encoding="utf-8")
        return [
            "The locks could not be resolved here, so they may name more than is "
            "needed: run `make lock` once an index answers."
        ]
    return []


def first_commit(root: Path, name: str) -> list[str]:
    """Make a repository of a fork; return what to print."""
    for command in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        ["commit", "--quiet", "--message", f"{name}: an empty site"],
    ):
        done = subprocess.run(
            ["git", *command], cwd=root, capture_output=True, text=True
        )
        if done.returncode:
            said = (done.stderr.strip() or "git said nothing").splitlines()[-1]
            return [f"git {command[0]}: {said} Do that, then commit what is there."]
    return [f"It is a repository of one commit: `cd {root}`, then `make serve`."]
