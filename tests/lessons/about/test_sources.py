"""What the page *Sources and licences* says of us and of the packages used."""

from importlib.metadata import metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/about/sources.md").read_text(encoding="utf-8")


def test_the_line_to_credit_us_is_the_one_in_the_readme() -> None:
    (credit,) = [line for line in PAGE.splitlines() if line.startswith("From “")]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"*{credit}*" in readme


def test_our_licences_are_the_files_at_the_top() -> None:
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    text = (ROOT / "LICENSE-docs").read_text(encoding="utf-8")
    assert text.startswith("Attribution 4.0 International")


@pytest.mark.parametrize(
    ("package", "licence"),
    [
        ("mkdocs", "BSD-2-Clause"),
        ("mkdocs-material", "MIT"),
        ("pymdown-extensions", "MIT"),
        ("mkdocs-jupyter", "Apache-2.0"),
        ("numpy", "BSD-3-Clause"),
    ],
)
def test_a_package_has_the_licence_that_the_page_names(
    package: str, licence: str
) -> None:
    held = metadata(package)
    fields = [held.get_all(name) for name in ("License-Expression", "License")]
    told = next((each[0] for each in fields if each and each[0]), "")
    assert told.startswith(licence)
    named = licence.replace("-", " ").replace("2 C", "2-C").replace("3 C", "3-C")
    assert f"| {named} |" in PAGE
