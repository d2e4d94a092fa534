"""Changes of a module: of what its session prints, and of its sections."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from engine.book.page import Page
from engine.book.tree import Module
from engine.live.transcript import session
from tests.engine.mutants import Mutant, changed_character, with_line


def outputs(module: Module) -> Iterator[Mutant]:
    """Yield a mutant for every line of output in a module's session."""
    lines = module.source.splitlines()
    for example in session(module.source):
        for offset in range(example.output.count("\n")):
            number = example.output_line + offset
            new = changed_character(lines[number - 1])
            yield Mutant(
                module.path,
                with_line(module.source, number, new),
                number,
                f"{lines[number - 1].strip()!r} → {new.strip()!r}",
            )


def prompts(module: Module) -> Iterator[Mutant]:
    """Yield mutants of a session, each with a prompt that touches what was typed."""
    lines = module.source.splitlines()
    for example in session(module.source):
        for number in range(example.line, example.output_line):
            prompt, _, typed = lines[number - 1].partition(" ")
            if typed.strip():
                text = with_line(module.source, number, prompt + typed.lstrip())
                what = f"no blank behind the prompt of {typed.strip()!r}"
                yield Mutant(module.path, text, number, what)


def markers(module: Module) -> Iterator[Mutant]:
    """Yield mutants of a module's section markers."""
    lines = module.source.splitlines()
    for section in module.sections.values():
        start, end = section.start - 1, section.end + 1
        prompt = ">>> " if section.session else ""
        yield Mutant(
            module.path,
            with_line(
                module.source,
                start,
                lines[start - 1].replace(f":{section.name}]", f":{section.name}-new]"),
            ),
            start,
            f"section {section.name} renamed at its start",
        )
        yield Mutant(
            module.path,
            with_line(module.source, end, None),
            start,
            f"end marker of {section.name} deleted",
        )
        yield Mutant(
            module.path,
            with_line(
                module.source,
                end,
                f"{lines[end - 1]}\n{prompt}# --8<-- [start:{section.name}]",
            ),
            end + 1,
            f"section {section.name} started twice",
        )
    last = module.source + "\n# --8<-- [start:extra]\nEXTRA = 1\n# --8<-- [end:extra]\n"
    yield Mutant(module.path, last, last.count("\n") - 2, "a section that no page uses")


def renamed(
    module: Module, page: Page, beside: tuple[Module, ...] = ()
) -> Iterator[Mutant]:
    """Yield mutants of a module, each without a name that its page still says.

    `beside` are other modules that the page shows: what they name as well stays there.
    """
    defined = {
        node.name
        for node in ast.parse(module.source).body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
    }
    for name in sorted(defined):
        said = rf"{name}(\(.*\))?"
        line = next((c.line for c in page.text.codes if re.fullmatch(said, c.text)), 0)
        kept = any(re.search(rf"\b{name}\b", each.source) for each in beside)
        if line and not kept:
            text = "".join(
                each
                if "8<--" in each
                else re.sub(rf"\b{name}\b", f"other_{name}", each)
                for each in module.source.splitlines(keepends=True)
            )
            what = f"{name} renamed"
            yield Mutant(module.path, text, line, what, place=page.path)
