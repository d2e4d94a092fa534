"""What axe-core finds wrong with an open page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser import reading

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# all that another scheme changes
COLOURS = ["color-contrast", "link-in-text-block"]

ANALYSE = """async ([type, values]) => {
  const found = await axe.run(document, {
    runOnly: {type, values},
    resultTypes: ["violations"],
  });
  return found.violations.flatMap(each => each.nodes.map(node => ({
    rule: each.id,
    selector: node.target.flat().join(" "),
    why: (node.any[0] || node.all[0] || node.none[0] || {}).message || each.help,
  })));
}"""


@dataclass(frozen=True)
class Violation:
    """One rule that one element breaks."""

    rule: str
    selector: str
    why: str

    def __str__(self) -> str:
        """Return the violation as a line."""
        return f"{self.rule}: {self.selector}: {self.why}"


def violations(page: Page, colours_alone: bool = False) -> list[Violation]:
    """Return what axe finds on a page, everything that can be opened being open."""
    reading.open_answers(page)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    asked = ["rule", COLOURS] if colours_alone else ["tag", RULES]
    return [Violation(**each) for each in page.evaluate(ANALYSE, asked)]
