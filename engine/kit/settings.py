"""mkdocs.yml edited as text, so that comments and the order of its lines stay.

Its YAML is read for where things stand, never written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from engine.book import lesson
from engine.book.tree import SETTINGS, PlainLoader, UnreadableError, settings_fault
from engine.kit.draft import Draft, RefusalError


@dataclass(frozen=True)
class Item:
    """An item of nav: its lines (from 0, the last not counted), dash and value."""

    first: int
    end: int
    indent: int
    value: yaml.Node

    @property
    def file(self) -> str:
        """The file that it names, or nothing where it holds others."""
        return str(self.value.value) if isinstance(self.value, yaml.ScalarNode) else ""


def composed(text: str) -> yaml.MappingNode:
    """Return mkdocs.yml as nodes that know where they stand."""
    try:
        node = yaml.compose(text, Loader=PlainLoader)
    except yaml.YAMLError as error:
        raise UnreadableError(settings_fault(error)) from error
    if not isinstance(node, yaml.MappingNode):
        raise RefusalError(f"{SETTINGS}: no settings in it — put them back")
    return node


def child(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """Return what a mapping has below a key, or None."""
    for name, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if name.value == key:
            return value
    return None


def crowded(node: yaml.Node, what: str, each: str) -> RefusalError:
    """Return what is said where no line is of one thing alone, to add or take out."""
    line = node.start_mark.line + 1
    return RefusalError(
        f"{SETTINGS}:{line}: {what} in one line — write a {each} a line"
    )


def ready(draft: Draft) -> None:
    """Raise RefusalError unless nav and redirects can be edited, a thing a line.

    It is asked before anything is edited, so that the lines are those of the file.
    """
    everything(nav(draft.text(SETTINGS)))
    pairs(draft)


def nav(text: str) -> yaml.SequenceNode:
    """Return the nodes of nav; raise RefusalError where it isn't one item a line."""
    found = child(composed(text), "nav")
    if not isinstance(found, yaml.SequenceNode):
        raise RefusalError(f"{SETTINGS}: no list `nav` — write one, a page a line")
    return found


def items(node: yaml.Node) -> list[Item]:
    """Return the items of a list of nav, in order."""
    found: list[Item] = []
    if not isinstance(node, yaml.SequenceNode):
        return found
    if node.flow_style:
        raise crowded(node, "a list", "page")
    for each in node.value:
        value = each.value[0][1] if isinstance(each, yaml.MappingNode) else each
        last = value
        while isinstance(last, (yaml.SequenceNode, yaml.MappingNode)) and last.value:
            final = last.value[-1]
            last = final[1] if isinstance(final, tuple) else final
        found.append(
            Item(
                first=each.start_mark.line,
                end=last.end_mark.line + 1,
                indent=node.start_mark.column,
                value=value,
            )
        )
    return found


def everything(node: yaml.Node) -> list[Item]:
    """Return the items of nav and of all lists within, in order."""
    found = []
    for item in items(node):
        found.append(item)
        found += everything(item.value)
    return found


def rename(draft: Draft, old: str, new: str) -> None:
    """Let nav name a page by its new name, in its old place."""
    text = draft.text(SETTINGS)
    lines = text.split("\n")
    for item in everything(nav(text)):
        if item.file == old:
            mark = item.value.start_mark
            line = lines[mark.line]
            there = line[mark.column :].replace(old, new, 1)
            lines[mark.line] = line[: mark.column] + there
    draft.write(SETTINGS, "\n".join(lines))


def drop(draft: Draft, page: str) -> list[str]:
    """Take a page out of nav, and groups that are empty then; return its lines."""
    text = draft.text(SETTINGS)
    found = next((i for i in everything(nav(text)) if i.file == page), None)
    if not found:
        return []
    lines = text.split("\n")
    taken = [line[found.indent :] for line in lines[found.first : found.end]]
    # the outermost group that holds nothing else
    gone = next(i for i in everything(nav(text)) if leaves(i) == [page])
    del lines[gone.first : gone.end]
    draft.write(SETTINGS, "\n".join(lines))
    return taken


def leaves(item: Item) -> list[str]:
    """Return the files that an item names, at any depth."""
    if item.file:
        return [item.file]
    return [file for each in items(item.value) for file in leaves(each)]


def part_of(item: Item) -> str:
    """Return the part that a group of nav shows: what its pages have in common."""
    found = [PurePosixPath(file).parent.parts for file in leaves(item)]
    same: list[str] = []
    for column in zip(*found, strict=False):
        if len(set(column)) > 1:
            break
        same.append(column[0])
    return "/".join(same)


def add(draft: Draft, lines: list[str], part: str, after: str = "") -> None:
    """Put a page's lines into nav: after another page, or at the end of its part.

    A part that nav does not show gets a group of its own, in that of the part above.
    """
    text = draft.text(SETTINGS)
    root = nav(text)
    known = everything(root)
    if after:
        at = next((i for i in known if i.file == after), None)
        if not at:
            raise RefusalError(
                f"{SETTINGS}: nav has no {after} — name a page that it has"
            )
        insert(draft, at.end, at.indent, lines)
        return
    groups = [each for each in known if not each.file and part_of(each) == part]
    within = items(groups[0].value if groups and part else root)
    if groups or not part:
        # pages come before the parts beside them
        begun = lines[0].endswith(":")
        last = [each for each in within if each.file and not begun] or within
        insert(draft, last[-1].end, last[-1].indent, lines)
        return
    title = PurePosixPath(part).name.capitalize()
    group = [f"- {title}:", *(f"    {line}" for line in lines)]
    add(draft, group, PurePosixPath(part).parent.as_posix().removeprefix("."))


def insert(draft: Draft, at: int, indent: int, lines: list[str]) -> None:
    """Put lines into mkdocs.yml, as far in as the list that they join."""
    text = draft.text(SETTINGS).split("\n")
    text[at:at] = [" " * indent + line if line else line for line in lines]
    draft.write(SETTINGS, "\n".join(text))


def pairs(draft: Draft) -> list[tuple[yaml.Node, yaml.Node]]:
    """Return the nodes of the redirects; raise RefusalError unless each has a line."""
    found = child(child(composed(draft.text(SETTINGS)), "extra"), "redirects")
    if not isinstance(found, yaml.MappingNode) or not found.value:
        return []
    if found.flow_style:
        raise crowded(found, "redirects", "redirect")
    return list(found.value)


def redirects(draft: Draft) -> dict[str, str]:
    """Return the redirects, as mkdocs.yml has them."""
    return {key.value: value.value for key, value in pairs(draft)}


def redirect(draft: Draft, old: str, new: str, leave: bool) -> None:
    """Lead the page that was at `old` to `new`, and all that led to `old` as well.

    With `leave` false the old address itself gets no redirect: it never was public.
    """
    known = redirects(draft)
    for was, leads in known.items():
        if was == new or (leads == old and lesson.address(was) == lesson.address(new)):
            forget(draft, was)
        elif leads == old:
            lead(draft, was, new)
    if leave:
        write_redirect(draft, old, new)
        draft.say(
            f"redirect {lesson.address(old)} -> {lesson.address(new) or 'the start'}"
        )


def pair(draft: Draft, old: str) -> tuple[yaml.Node, yaml.Node]:
    """Return the nodes of a redirect that is there."""
    return next((k, v) for k, v in pairs(draft) if k.value == old)


def forget(draft: Draft, old: str) -> None:
    """Take a redirect out, and the key above it where it was the last."""
    lines = draft.text(SETTINGS).split("\n")
    key, value = pair(draft, old)
    first, end = key.start_mark.line, value.end_mark.line + 1
    if len(redirects(draft)) == 1:
        first = next(n for n in range(first, -1, -1) if "redirects:" in lines[n])
        while lines[first - 1].lstrip().startswith("#"):
            first -= 1  # what was said of them
    del lines[first:end]
    draft.write(SETTINGS, "\n".join(lines))


def lead(draft: Draft, old: str, new: str) -> None:
    """Let a redirect that is there lead elsewhere."""
    lines = draft.text(SETTINGS).split("\n")
    _, value = pair(draft, old)
    start, end = value.start_mark, value.end_mark
    line = lines[start.line]
    lines[start.line] = line[: start.column] + new + line[end.column :]
    draft.write(SETTINGS, "\n".join(lines))


def write_redirect(draft: Draft, old: str, new: str) -> None:
    """Add a redirect, in the order of the alphabet where the others keep it."""
    text = draft.text(SETTINGS)
    lines = text.split("\n")
    extra = child(composed(text), "extra")
    found = child(extra, "redirects")
    if known := pairs(draft):
        column = known[0][0].start_mark.column
        later = [key.start_mark.line for key, _ in known if key.value > old]
        at = later[0] if later else known[-1][1].end_mark.line + 1
        lines.insert(at, f"{' ' * column}{old}: {new}")
    elif isinstance(extra, yaml.MappingNode) and not extra.flow_style:
        if found is not None:
            del lines[found.start_mark.line : found.end_mark.line + 1]
        first = extra.value[0][0].start_mark
        indent = " " * first.column
        lines[first.line : first.line] = [
            f"{indent}redirects:",
            f"{indent}  {old}: {new}",
        ]
    elif extra is None:
        lines = [*"\n".join(lines).rstrip("\n").split("\n"), "", "extra:"]
        lines += ["  redirects:", f"    {old}: {new}", ""]
    else:
        raise crowded(extra, "extra", "setting")
    draft.write(SETTINGS, "\n".join(lines))


def plain(text: str) -> str:
    """Return a text as YAML has it on one line, in quotes only where it must."""
    try:
        same = yaml.safe_load(f"key: {text}") == {"key": text}
    except yaml.YAMLError:
        same = False
    return text if same and not re.search(r"\s#|: ", text) else quoted(text)


def quoted(text: str) -> str:
    """Return a text in double quotes, as YAML has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def assign(draft: Draft, keys: tuple[str, ...], value: str) -> None:
    """Let a setting that is there have another value, which is given as YAML."""
    text = draft.text(SETTINGS)
    node: yaml.Node | None = composed(text)
    for key in keys:
        node = child(node, key)
    if not isinstance(node, yaml.ScalarNode):
        raise RefusalError(f"{SETTINGS}: no {'.'.join(keys)} — put it back")
    lines = text.split("\n")
    start, end = node.start_mark, node.end_mark
    line = lines[start.line]
    rest = lines[end.line][end.column :] if start.line == end.line else ""
    lines[start.line : end.line + 1] = [line[: start.column] + value + rest]
    draft.write(SETTINGS, "\n".join(lines))


def unset(draft: Draft, keys: tuple[str, ...]) -> None:
    """Take out a setting, a word or a list of words, where it is there."""
    text = draft.text(SETTINGS)
    node: yaml.Node | None = composed(text)
    for key in keys[:-1]:
        node = child(node, key)
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if key.value != keys[-1] or isinstance(value, yaml.MappingNode):
            continue
        if node.flow_style:
            raise crowded(node, ".".join(keys), "setting")
        # a list of lines ends, as YAML has it, only where the next thing begins
        lines_of = isinstance(value, yaml.SequenceNode) and not value.flow_style
        last = value.value[-1] if lines_of else value
        lines = text.split("\n")
        del lines[key.start_mark.line : last.end_mark.line + 1]
        draft.write(SETTINGS, "\n".join(lines))


def replace_nav(draft: Draft, lines: list[str]) -> None:
    """Put other lines in the place of those of nav."""
    text = draft.text(SETTINGS)
    found = everything(nav(text))
    start, end = found[0].first, max(item.end for item in found)
    rows = text.split("\n")
    rows[start:end] = lines
    draft.write(SETTINGS, "\n".join(rows))
