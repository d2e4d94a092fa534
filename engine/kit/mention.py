"""Where files speak of a page or a module by name, and what they say once it moved.

An include, a link, an import, a path in quotes, a name in `needs`: each is rewritten
where it stands, and nothing else on its line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import quote, unquote

from engine.book import lesson
from engine.book.page import FRONT_MATTER
from engine.book.text import read
from engine.kit import place
from engine.kit.draft import Draft, relative
from engine.live.names import PACKAGE

# files of the root that an author writes and that speak of others
ROOT_FILES = ("README.md", "CONTRIBUTING.md", "SECURITY.md", "pyproject.toml")

INCLUDE = re.compile(r"(?P<mark>8<-+[ \t]+[\"'])(?P<file>[^\"':]+)")
LINK = re.compile(
    r"(?P<lead>\]\(\s*<?|^[ ]{0,3}\[[^\]\[^]+\]:[ \t]*<?|"
    r"\b(?:href|src)\s*=\s*[\"']?)(?P<address>[^\s()<>\"']+)",
    re.MULTILINE,
)
CODE = re.compile(r"<!--.*?-->|(?<![`\\])(`+)(?!`).+?(?<!`)\1(?!`)", re.DOTALL)
FROM = re.compile(
    r"^(?P<lead>[^\w\n]*from\s+)(?P<package>[\w.]+)(?P<import>\s+import\s+)"
    r"(?P<names>\([^()#]*\)|\w+(?:[ \t,]+\w+)*)",
    re.MULTILINE,
)
# lessons that a page draws a list of, or counts
DRAWN = re.compile(r"(?P<key>\bdata-(?:lessons|size)=\")(?P<value>[^\"]*)")
# an item of a list may stand at the margin, as the dashes do that end it all
LISTED = re.compile(
    r"^(?P<key>needs|notebook)\s*:(?P<value>.*(?:\n(?:[ \t]|-(?!--)).*)*)", re.M
)

Moves = Mapping[str, str]


def follow(draft: Draft, moves: Moves) -> None:
    """Let every file name what moved by where it stands now.

    `moves` maps paths from the root; the files themselves have been moved in the draft.
    """
    came_from = {new: old for old, new in moves.items()}
    for path in draft.files(lesson.DOCS, ".md"):
        text = included(draft.text(path), moves)
        text = front(text, moves)
        draft.write(path, linked(draft, text, path, came_from.get(path, path), moves))
    for name in ROOT_FILES[:3]:
        if draft.there(name):
            text = linked(draft, draft.text(name), name, name, moves)
            draft.write(name, quoted(text, moves))
    if draft.there(ROOT_FILES[3]):
        draft.write(
            ROOT_FILES[3], quoted(imported(draft.text(ROOT_FILES[3]), moves), moves)
        )
    for path in draft.files(lesson.DOCS, ".ipynb"):
        old = came_from.get(path, path)
        text = served(draft.text(path), place.name(path), place.name(old), moves)
        draft.write(path, text)
    for path in draft.files(PACKAGE, ".py"):
        text = imported(included(draft.text(path), moves), moves)
        if path.endswith(f"{lesson.NOTEBOOK}.py"):
            old = came_from.get(path, path)
            own, was = (lesson.page(place.name(each)) for each in (path, old))
            text = served(text, own, was, moves)
        draft.write(path, text)
    for path in draft.files(lesson.TESTS, ".py"):
        text = quoted(imported(draft.text(path), moves), moves)
        deeper = path.count("/") - came_from.get(path, path).count("/")
        draft.write(path, climbing(text, deeper))


def included(text: str, moves: Moves) -> str:
    """Return a text whose includes name the files that moved by their new names."""

    def again(found: re.Match[str]) -> str:
        new = moves.get(f"{PACKAGE}/{found['file']}")
        return found["mark"] + (place.name(new) if new else found["file"])

    return INCLUDE.sub(again, text)


def linked(draft: Draft, text: str, path: str, old: str, moves: Moves) -> str:
    """Return Markdown whose relative links lead where they led before.

    It stood at `old` and stands at `path`.
    """

    def again(address: str) -> str:
        to, mark, anchor = address.partition("#")
        if not to or re.match(r"[a-z][a-z0-9+.-]*:|/", to, re.IGNORECASE):
            return address
        target = normpath(join(dirname(old), unquote(to)))
        new = moves.get(target, target)
        if new == target and (dirname(old) == dirname(path) or not draft.there(new)):
            return address
        # another page in its place need not have that heading
        instead = new != target and draft.there(target)
        if anchor and instead and anchor not in read(draft.text(new)).anchors:
            mark = anchor = ""
        return quote(relative(new, dirname(path))) + mark + anchor

    stems = {
        lesson.stem(place.name(a)): lesson.stem(place.name(b))
        for a, b in moves.items()
        if is_page(a)
    }

    here = [
        lesson.stem(place.name(each))
        for each in draft.files(lesson.DOCS, ".md")
        if each not in moves
    ]

    def now(name: str) -> list[str]:
        if name in stems:
            return [stems[name]]
        inside = [new for old, new in stems.items() if old.startswith(f"{name}/")]
        # a folder is named as long as it has a page
        left = any(each.startswith(f"{name}/") for each in here)
        return inside if inside and not left else [name]

    def drawn(found: re.Match[str]) -> str:
        names = [new for name in found["value"].split(" ") for new in now(name)]
        return found["key"] + " ".join(dict.fromkeys(names))

    return DRAWN.sub(drawn, in_links(text, again))


def in_links(text: str, again: Callable[[str], str]) -> str:
    """Return Markdown with every address outside code made anew."""
    shaded = shade(text)
    done, at = [], 0
    for found in LINK.finditer(shaded):
        start, end = found.span("address")
        done += [text[at:start], again(text[start:end])]
        at = end
    return "".join([*done, text[at:]])


def shade(text: str) -> str:
    """Return a text of the same length in which code reads `x`."""
    lines = text.split("\n")
    for fence in read(text).fences:
        for index in range(fence.line - 1, fence.last):
            lines[index] = "x" * len(lines[index])

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\n]", "x", found[0])

    return CODE.sub(blank, "\n".join(lines))


def served(text: str, page: str, old: str, moves: Moves) -> str:
    """Return a notebook's text whose links to pages, as they are served, still lead.

    `page` and `old` are its names now and before.
    """

    def again(found: re.Match[str]) -> str:
        to, mark, anchor = found["address"].partition("#")
        if not to.endswith("/") or ":" in to:
            return found[0]
        stem = normpath(join(lesson.stem(old), to))
        for suffix in (".md", ".ipynb"):
            target = f"{lesson.DOCS}/{stem}{suffix}"
            if target in moves or page != old:
                new = moves.get(target, target)
                way = relative(lesson.stem(new), lesson.stem(page))
                return f"{found['lead']}{way}/{mark}{anchor}"
        return found[0]

    return re.sub(r"(?P<lead>\]\()(?P<address>[^\s()\"\\]+)", again, text)


def front(text: str, moves: Moves) -> str:
    """Return a page whose front matter names other pages as they are called now."""
    head = FRONT_MATTER.match(text)
    if not head:
        return text
    pages = [(place.name(a), place.name(b)) for a, b in moves.items() if is_page(a)]

    def again(found: re.Match[str]) -> str:
        value = found["value"]
        for old, new in pages:
            called = lesson.stem if found["key"] == "notebook" else lesson.last
            value = token(called(old)).sub(called(new), value)
        return f"{found['key']}:{value}"

    return LISTED.sub(again, head[0]) + text[head.end() :]


def imported(text: str, moves: Moves) -> str:
    """Return Python that imports what moved from where it stands now."""
    for old, new in moves.items():
        if not is_module(old):
            continue
        before, after = dotted(old), dotted(new)
        package, _, last = before.rpartition(".")
        onto, _, name = after.rpartition(".")

        def again(
            found: re.Match[str],
            package: str = package,
            last: str = last,
            onto: str = onto,
            name: str = name,
        ) -> str:
            listed = found["names"].strip("()").split(",")
            names = [" ".join(each.split()) for each in listed]
            mine = [each for each in names if each.split(" ")[0] == last]
            if found["package"] != package or not mine:
                return found[0]
            called = mine[0].partition(" as ")[2] or last
            now = name if called == name else f"{name} as {called}"
            there = f"{found['lead']}{onto}{found['import']}{now}"
            others = ", ".join(each for each in names if each and each not in mine)
            stay = f"{found['lead']}{package}{found['import']}{others}\n"
            return stay + there if others else there

        text = token(before).sub(after, FROM.sub(again, text))
        # as a traceback names it
        shown = f'File "{PurePosixPath(old).name}"'
        text = text.replace(shown, f'File "{PurePosixPath(new).name}"')
    return text


def quoted(text: str, moves: Moves) -> str:
    """Return a text in which paths, and names below a room in quotes, are the new."""
    for old, new in moves.items():
        text = token(old).sub(new, text)
        # a path put together: "snippets" / "part" / "module.py"
        parts = [re.escape(each) for each in PurePosixPath(old).parts]
        chain = r"\s*/\s*".join(rf"([\"']){each}[\"']" for each in parts)
        text = re.sub(chain, partial(chained, new), text)
        if not old.startswith((f"{lesson.DOCS}/", f"{PACKAGE}/")):
            continue
        names = [(place.name(old), place.name(new))]
        if is_page(old):
            names.append((lesson.stem(names[0][0]), lesson.stem(names[0][1])))
        for before, after in names:
            if "/" in before:
                wanted = rf"([\"']){re.escape(before)}(?=[\"'])"
                text = re.sub(wanted, rf"\g<1>{after}", text)
    return text


def chained(path: str, found: re.Match[str]) -> str:
    """Return a path as strings with slashes between, in the quotes that were there."""
    return " / ".join(f"{found[1]}{e}{found[1]}" for e in PurePosixPath(path).parts)


def climbing(text: str, deeper: int) -> str:
    """Return a test that finds the root from so many folders deeper than before."""

    def again(found: re.Match[str]) -> str:
        return f"{found[1]}{int(found[2]) + deeper}]"

    return re.sub(r"(__file__\)(?:\.resolve\(\))?\.parents\[)(\d+)\]", again, text)


def token(name: str) -> re.Pattern[str]:
    """Return what finds a name that is no piece of a longer one."""
    return re.compile(rf"(?<![\w./-]){re.escape(name)}(?![\w-])")


def is_page(path: str) -> bool:
    """Return whether a path is that of a page."""
    return path.startswith(f"{lesson.DOCS}/") and path.endswith((".md", ".ipynb"))


def is_module(path: str) -> bool:
    """Return whether a path is that of what Python imports: of snippets, of tests."""
    return path.startswith((f"{PACKAGE}/", f"{lesson.TESTS}/")) and path.endswith(".py")


def dotted(path: str) -> str:
    """Return what Python calls the module at a path."""
    return path.removesuffix(".py").replace("/", ".")


def of(draft: Draft, files: list[str], page: str) -> Iterator[tuple[str, int, str]]:
    """Yield where files that stay speak of others: path, line, and what is there.

    `files` are to go, and `page` is the page among them.
    """
    gone = set(files)
    stem = lesson.last(page)
    dots = [dotted(path) for path in files if is_module(path)]
    others = [name for name in ROOT_FILES[:3] if draft.there(name)]
    for path in [*others, *draft.files(lesson.DOCS, ".md")]:
        if path in gone:
            continue
        text = draft.text(path)
        for found in INCLUDE.finditer(text):
            if f"{PACKAGE}/{found['file']}" in gone:
                yield path, line_at(text, found.start()), f"shows {found['file']}"
        for found in LINK.finditer(shade(text)):
            to = unquote(found["address"].partition("#")[0])
            if to and normpath(join(dirname(path), to)) in gone:
                yield path, line_at(text, found.start()), f"links {found['address']}"
        for found in DRAWN.finditer(text):
            if lesson.stem(page) in found["value"].split():
                what = f"links {lesson.stem(page)} in {found['key'][:-2]}"
                yield path, line_at(text, found.start()), what
        for found in LISTED.finditer(place.front(draft, path)):
            name = stem if found["key"] == "needs" else lesson.stem(page)
            if token(name).search(found["value"]):
                yield path, line_at(text, found.start()), f"{found['key']} {name}"
    for path in [*draft.files(PACKAGE, ".py"), *draft.files(lesson.TESTS, ".py")]:
        if path in gone:
            continue
        text = draft.text(path)
        for each in dots:
            package, _, last = each.rpartition(".")
            plain = token(each).search(text)
            other = re.search(rf"from {re.escape(package)} import .*\b{last}\b", text)
            if at := plain or other:
                yield path, line_at(text, at.start()), f"imports {each}"
    for path in draft.files(lesson.DOCS, ".ipynb"):
        text = draft.text(path)
        for found in re.finditer(r"\]\((?P<address>[^\s()\"\\#]+/)", text):
            stem_there = normpath(join(lesson.stem(path), found["address"]))
            if f"{lesson.DOCS}/{stem_there}.md" in gone:
                yield path, line_at(text, found.start()), f"links {found['address']}"


def line_at(text: str, offset: int) -> int:
    """Return the number of the line that an offset is on."""
    return text.count("\n", 0, offset) + 1
