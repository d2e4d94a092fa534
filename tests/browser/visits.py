"""One visit to a page at rest: it is opened once for all that tests ask of it then.

The visit says nothing about right and wrong. Each test names one thing of what was
found, and judges that.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from tests.browser import keyboard, layout, reading, tabs
from tests.browser.accessibility import violations
from tests.browser.layout import of_all
from tests.browser.serving import SCHEMES, WIDE, WIDTHS, Elsewhere, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

FILE = "visit.json"
OFFERED = of_all("all.filter(seen).map((each) => each.innerText)")
UNREAD = of_all(
    "all.filter((each) => !each.closest('details') && !seen(each))"
    ".map((each) => each.innerText)"
)
# closed before, and whole once it is opened
OPEN_ALL = of_all("""all.flatMap((summary) => {
  const answer = [...summary.parentElement.children].slice(1)
  const found = seen(answer[0]) ? [`open before it was: ${summary.innerText}`] : []
  summary.click()
  return answer.every(seen) ? found : [...found, `does not open: ${summary.innerText}`]
})""")
# a sentence that asks for a press
PRESSES = re.compile(r"\b(?:press|click|tap|drag)\b[^.!?\n]*", re.IGNORECASE)
GROUND = "getComputedStyle(document.body).backgroundColor"


@dataclass
class Visit:
    """What a visit found; lists of faults are empty where all is well."""

    requests: list[str] = field(default_factory=list)  # of the first view
    copied: dict[str, str] = field(default_factory=dict)  # by the listing's kind
    violations: dict[str, list[str]] = field(default_factory=dict)  # by `seen_in`
    grounds: dict[str, str] = field(default_factory=dict)  # the page's colour, likewise
    wider: dict[str, list[str]] = field(default_factory=dict)  # by width
    unsigned: dict[str, list[str]] = field(default_factory=dict)  # likewise
    charted: dict[str, list[str]] = field(default_factory=dict)  # likewise
    looks: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # likewise
    moving: list[str] = field(default_factory=list)
    keyboard: list[str] = field(default_factory=list)
    skip: list[Any] = field(default_factory=list)  # the first stop; whether it led in
    printed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)  # of this host, by all that was done
    elsewhere: list[str] = field(default_factory=list)
    kept: dict[str, list[str]] = field(default_factory=dict)
    headings: int = 0  # seen without scripts
    unread: list[str] = field(default_factory=list)  # likewise
    offered: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)  # what it asks to press, likewise


def seen_in(scheme: str, width: int) -> str:
    """Return under which name a visit holds what it saw in a scheme and a width."""
    return f"{scheme}, {width} px"


def to_json(visit: Visit) -> str:
    """Return a visit as text, for other processes of the run."""
    return json.dumps(asdict(visit), indent=1)


def from_json(text: str) -> Visit:
    """Return the visit that a text is."""
    return Visit(**json.loads(text))


def visited(stem: str, site: Site, browser: Browser, others: Elsewhere) -> Visit:
    """Visit a page with scripts and without, and return what was found."""
    found = Visit()
    window = {"width": 1280, "height": WIDTHS[1280]}
    context = browser.new_context(
        color_scheme="light",
        viewport=window,  # type: ignore[arg-type]
        permissions=["clipboard-read", "clipboard-write"],
    )
    context.set_default_timeout(10_000)
    del others.asked[:]
    context.on("request", lambda request: found.asked.append(request.url))
    page = context.new_page()
    page.goto(site.url(stem), wait_until="networkidle")
    found.requests = [*found.asked]
    found.skip = keyboard.skipped(page)
    look(page, found)
    use(page, found)
    found.elsewhere = [*others.asked]
    keep(context, page, found)
    tabs.close(context)

    context = browser.new_context(java_script_enabled=False, viewport=window)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.goto(site.url(stem), wait_until="load")
    without_scripts(page.locator("main, [role=main]").first, found)
    tabs.close(context)
    return found


def look(page: Page, found: Visit) -> None:
    """See a page in each scheme and width, by its keyboard stops, and on paper."""
    page.emulate_media(reduced_motion="reduce")
    found.moving = page.evaluate(layout.MOVING)
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.reload(wait_until="load")
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            wrong = violations(page, colours_alone=scheme != SCHEMES[0])
            found.violations[seen_in(scheme, width)] = [*map(str, wrong)]
            found.grounds[seen_in(scheme, width)] = page.evaluate(GROUND)
    # answers are open since then
    for width, height in WIDE.items():
        page.set_viewport_size({"width": width, "height": height})
        found.wider[str(width)] = page.evaluate(layout.WIDER)
        found.charted[str(width)] = page.evaluate(layout.CHARTED)
        found.looks[str(width)] = layout.drawn(page)
        found.unsigned[str(width)] = layout.unsigned(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": WIDTHS[1280]})
    page.reload(wait_until="load")
    found.printed = layout.print_faults(page)
    reading.open_answers(page)
    found.keyboard = keyboard.problems(page)


def use(page: Page, found: Visit) -> None:
    """Do what a reader does: open answers, copy, change the scheme, scroll, search."""
    page.reload(wait_until="load")
    page.locator(reading.OPENED).evaluate_all(
        of_all("all.filter(seen).forEach((each) => each.click())")
    )
    reading.open_answers(page)
    # a page may show one of some programs at a time
    seen = [each for each in page.locator(reading.LISTING).all() if each.is_visible()]
    for listing in seen:
        kind = str(listing.get_attribute("data-kind"))
        if kind not in found.copied:
            found.copied[kind] = reading.copy(page, listing)
    for toggle in page.locator("[data-md-component=palette] label:visible").all()[:1]:
        toggle.click()
    page.mouse.wheel(0, 20_000)
    page.mouse.wheel(0, -20_000)
    reading.search(page, page.locator("h1").first.inner_text().split()[-1].strip("¶"))
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)


def keep(context: BrowserContext, page: Page, found: Visit) -> None:
    """Note what the browser has kept."""
    local, session = page.evaluate(reading.STORED)
    cookies = [str(each.get("name")) for each in context.cookies()]
    found.kept = {"local": local, "session": session, "cookies": cookies}


def without_scripts(main: Locator, found: Visit) -> None:
    """Read a page without scripts, opening all that opens."""
    found.headings = sum(each.is_visible() for each in main.locator("h1").all())
    found.offered = main.locator("button").evaluate_all(OFFERED)
    told = f"{reading.LISTING} code, .stage :is(.says, .times)"
    found.unread = main.locator(told).evaluate_all(UNREAD)
    found.unread += main.locator(reading.OPENED).evaluate_all(OPEN_ALL)
    found.pressed = PRESSES.findall(main.inner_text())
