"""Measures each page with Lighthouse as on a phone, and prints a table.

    python -m tests.browser.lighthouse [page …]

Accessibility, best practices and SEO must be 100. Performance is reported, as the
median of three: it depends on the machine. The 404 page is not measured, because
Lighthouse takes no page with that status.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from engine.setup.browser import find
from tests.browser import node
from tests.browser.serving import page_stems, served

ASSERTED = ("accessibility", "best-practices", "seo")
TIMINGS = {
    "LCP s": "largest-contentful-paint",
    "TBT ms": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}
RUNS = 3


def measure(url: str, *categories: str) -> dict[str, Any]:
    """Return Lighthouse's report of one visit.

    Raises RuntimeError with what Lighthouse said when it makes no report.
    """
    flags = "--headless=new" + (" --no-sandbox" if os.geteuid() == 0 else "")
    done = node.run(
        "lighthouse/cli/index.js",
        url,
        "--quiet",
        "--output=json",
        f"--chrome-path={find()}",
        f"--chrome-flags={flags}",
        f"--only-categories={','.join(categories)}",
    )
    try:
        found = json.loads(done.stdout)
    except ValueError as error:
        raise RuntimeError(done.stdout + done.stderr) from error
    if "runtimeError" in found:
        raise RuntimeError(found["runtimeError"]["message"])
    return dict(found)


def score(report: dict[str, Any], category: str) -> int:
    """Return a category's score out of 100."""
    return round(100 * (report["categories"][category]["score"] or 0))


def failed(report: dict[str, Any]) -> list[str]:
    """Return what keeps the asserted categories of a report from 100."""
    return [
        f"{category}: {report['audits'][each['id']]['title']}"
        for category in ASSERTED
        for each in report["categories"][category]["auditRefs"]
        if each["weight"]
        and (report["audits"][each["id"]]["score"] or 0) < 1
        and report["audits"][each["id"]]["scoreDisplayMode"]
        not in {
            "notApplicable",
            "informative",
            "manual",
        }
    ]


def main(stems: list[str]) -> int:
    """Measure the pages, print a table, and return 1 where a bar is missed."""
    rows, wrong = [], []
    with tempfile.TemporaryDirectory() as folder, served(Path(folder, "site")) as site:
        for stem in stems or [each for each in page_stems() if each != "404"]:
            reports = [measure(site.url(stem), "performance", *ASSERTED)]
            reports += [measure(site.url(stem), "performance") for _ in range(RUNS - 1)]
            median = statistics.median(score(each, "performance") for each in reports)
            asserted = [score(reports[0], category) for category in ASSERTED]
            times = [
                statistics.median(
                    each["audits"][audit]["numericValue"] for each in reports
                )
                for audit in TIMINGS.values()
            ]
            rows.append([stem, round(median), *asserted, *times])
            print(line(rows[-1]), flush=True)
            wrong += [f"{stem}: {each}" for each in failed(reports[0])]
            wrong += [
                f"{stem}: {category} is {found}"
                for category, found in zip(ASSERTED, asserted, strict=True)
                if found < 100
            ]
    print(
        "\n".join(wrong) or "Accessibility, best practices and SEO: 100 on every page."
    )
    return bool(wrong)


def line(row: list[Any]) -> str:
    """Return a page's figures as a line of the table."""
    stem, performance, accessibility, practices, seo, painted, blocked, shifted = row
    return (
        f"{stem:<26} performance {performance:>3}  accessibility {accessibility:>3}  "
        f"best practices {practices:>3}  SEO {seo:>3}  LCP {painted / 1000:.1f} s  "
        f"TBT {blocked:.0f} ms  CLS {shifted:.3f}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
