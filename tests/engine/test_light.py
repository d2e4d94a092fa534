"""What readers' browsers get of the engine is the same program, only lighter."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from engine.site import offer
from engine.site.light import DOCUMENTED, light

ENGINE = offer.sources(Path(__file__).parents[2])


def bare(source: str) -> str:
    """Return a module's tree as text, without docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, False) is not None:
            del node.body[0]
            if not node.body:
                node.body.append(ast.Expr(ast.Constant("")))
    return ast.dump(tree).replace("Expr(value=Constant(value=''))", "")


@pytest.mark.parametrize("path", ENGINE)
def test_it_is_the_same_program(path: str) -> None:
    assert bare(light(ENGINE[path])) == bare(ENGINE[path])


def test_what_only_people_read_is_left_out_and_texts_stay() -> None:
    source = (
        '"""A module."""\n\n# a comment\nTEXT = """a\n\n# no comment\n"""\n\n\n'
        'class A(Exception):\n    """Nothing more."""\n\n\n'
        'def f():  # why\n    """Do."""\n\n    return 1\n'
    )
    assert light(source) == (
        'TEXT = """a\n\n# no comment\n"""\n'
        'class A(Exception):\n    ""\ndef f():  # why\n    return 1\n'
    )


def test_it_is_a_fifth_lighter_at_least() -> None:
    before = sum(map(len, ENGINE.values()))
    assert sum(len(light(each)) for each in ENGINE.values()) < 0.8 * before
