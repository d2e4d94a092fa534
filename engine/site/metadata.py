"""What shared links and search engines are told of a page: OpenGraph, and JSON-LD.

The vocabularies are those of https://ogp.me and https://schema.org. All words come
from mkdocs.yml and from the page's front matter. A lesson is a page with a `question`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from engine.book import lesson

Meta = Mapping[str, Any]


@dataclass(frozen=True)
class Course:
    """What holds for the whole site; `address` ends in / or is empty."""

    name: str
    description: str
    author: str
    address: str
    language: str
    locale: str
    licences: tuple[str, ...]


@dataclass(frozen=True)
class Entry:
    """A page: its file below docs without suffix, address, title, front matter, day.

    The address is the whole one, or empty; so is `day`, where git cannot tell it.
    """

    stem: str
    address: str
    title: str
    meta: Meta
    day: str = ""

    @property
    def question(self) -> str:
        """The question that makes a page a lesson, or nothing."""
        return plain(self.meta.get("question"))

    @property
    def description(self) -> str:
        """The front matter's description, or nothing."""
        return plain(self.meta.get("description"))

    @property
    def minutes(self) -> int:
        """The minutes that a lesson takes, to read and to do; 0 where none are said."""
        said = self.meta.get("minutes")
        values = said.values() if isinstance(said, dict) else ()
        return sum(each for each in values if isinstance(each, int))


def plain(value: object) -> str:
    """Return a value of front matter as one line of text."""
    return " ".join(str(value or "").split())


def title(meta: Meta, heading: str) -> str:
    """Return a page's title: of its front matter, else of its heading, without tags."""
    return plain(meta.get("title") or unescape(re.sub("<[^>]*>", "", heading)))


def graph(course: Course, entry: Entry, home: bool, picture: str) -> dict[str, str]:
    """Return a page's OpenGraph properties by name; `picture` is an address or empty.

    Without the site's address there is neither `og:url` nor a picture, for both must
    be whole addresses.
    """
    found = {
        "og:type": "website" if home else "article",
        "og:site_name": course.name,
        "og:title": course.name if home else entry.title,
        "og:description": entry.description or course.description,
        "og:locale": course.locale,
        "og:url": entry.address,
    }
    if picture:
        found |= {
            "og:image": picture,
            "og:image:width": "1200",
            "og:image:height": "630",
            "og:image:alt": f"{entry.title}: {entry.question or entry.description}",
        }
    return {name: value for name, value in found.items() if value}


def data(
    course: Course, entry: Entry, lessons: Sequence[Entry], home: bool
) -> dict[str, object] | None:
    """Return what schema.org has for a page: of a course, of a lesson; None for others.

    `lessons` are all lessons in their order.
    """
    if home and lessons:
        found = described_course(course, entry, lessons)
    elif entry in lessons:
        found = described_lesson(course, entry, lessons)
    else:
        return None
    found = {"@context": "https://schema.org", **found}
    return {name: value for name, value in found.items() if value not in ("", [], ())}


def described_course(
    course: Course, entry: Entry, lessons: Sequence[Entry]
) -> dict[str, object]:
    """Return the course with its lessons in order."""
    minutes = sum(lesson.minutes for lesson in lessons)
    run: dict[str, object] = {"@type": "CourseInstance", "courseMode": "Online"}
    if minutes:
        run["courseWorkload"] = f"PT{minutes}M"
    return {
        "@type": "Course",
        "name": course.name,
        "description": entry.description or course.description,
        "url": course.address,
        "provider": {"@type": "Organization", "name": course.author or course.name},
        **common(course, entry),
        "offers": {"@type": "Offer", "category": "Free"},
        "hasCourseInstance": run,
        "hasPart": [
            {"@type": "LearningResource", "position": number, **link(lesson)}
            for number, lesson in enumerate(lessons, 1)
        ],
    }


def described_lesson(
    course: Course, entry: Entry, lessons: Sequence[Entry]
) -> dict[str, object]:
    """Return one lesson of the course."""
    needs = entry.meta.get("needs")
    return {
        "@type": "LearningResource",
        **link(entry),
        "description": entry.description,
        "position": lessons.index(entry) + 1,
        "timeRequired": f"PT{entry.minutes}M" if entry.minutes else "",
        "teaches": entry.question,
        "competencyRequired": [
            each.title
            for each in lessons
            if isinstance(needs, list) and lesson.last(each.stem) in needs
        ],
        "isPartOf": {
            "@type": "Course",
            "name": course.name,
            **({"url": course.address} if course.address else {}),
        },
        **common(course, entry),
    }


def common(course: Course, entry: Entry) -> dict[str, object]:
    """Return what course and lessons have alike."""
    licences = course.licences
    return {
        "inLanguage": course.language,
        "isAccessibleForFree": True,
        "license": licences[0] if len(licences) == 1 else licences,
        "dateModified": entry.day,
    }


def link(entry: Entry) -> dict[str, object]:
    """Return a lesson's name and address."""
    address = {"url": entry.address} if entry.address else {}
    return {"name": entry.title, **address}


def script(value: object) -> str:
    """Return JSON that may stand in a script element: nothing in it can end that."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def robots(address: str) -> str:
    """Return a robots.txt that lets everybody in and names the sitemap."""
    sitemap = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nAllow: /\n{sitemap}"


def manifest(name: str, short: str, paper: str, icons: Sequence[Meta]) -> str:
    """Return a web manifest whose addresses are relative, so that it works anywhere.

    It has no `id`: that is resolved against the host alone, so two sites below one
    host would be taken for one. Without it, a browser takes `start_url`.
    """
    # with the address and a way back, for these are pages with links
    return json.dumps(
        {
            "name": name,
            "short_name": short,
            "start_url": "./",
            "scope": "./",
            "display": "minimal-ui",
            "background_color": paper,
            "theme_color": paper,
            "icons": list(icons),
        },
        ensure_ascii=False,
    )
