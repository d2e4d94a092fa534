"""The Content-Security-Policy of each page: nothing from elsewhere, nothing inline.

A page's own inline scripts and styles are let in by their hashes, which is what CSP 3
has for them (https://www.w3.org/TR/CSP3/). Code that a reader runs has no page: it runs
in a worker of a sandboxed frame. Both inherit the page's policy, so a page that runs
code must also let in what these two need: the frame's script by its hash, `blob:` for
the worker and what it imports, and `wasm-unsafe-eval` for Python. The frame's own
policy, in theme/modules/live/enclosure.js, takes all else away again.
"""

from __future__ import annotations

import re
from html import escape, unescape

from engine.site import release

INLINE = re.compile(
    r"<(?P<tag>script|style)(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</(?P=tag)>",
    re.DOTALL,
)
DATA = re.compile(r"""\bsrc=|\btype=["']?application/(?:ld\+)?json""")
PLACE = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


# a page whose code can be run says what it will fetch for that
RUNS = re.compile(r"<meta name=\"?python\b")


def source(text: str) -> str:
    """Return a CSP source that lets in one inline text."""
    return f"'sha256-{release.digest(text.encode())}'"


def policy(html: str, frame: str = "") -> str:
    """Return the policy under which a page works, and no more than it needs.

    `frame` is the script of the frame that runs code, for pages that have any.
    """
    allowed: dict[str, list[str]] = {"script": [], "style": []}
    for found in INLINE.finditer(html):
        if not DATA.search(found["attributes"]):
            each = source(found["text"])
            if each not in allowed[found["tag"]]:
                allowed[found["tag"]].append(each)
    runs = bool(frame and RUNS.search(html))
    blob = " blob:" if runs else ""
    if runs:
        allowed["script"] += ["'wasm-unsafe-eval'", "blob:", source(frame)]
    return "; ".join(
        [
            # Firefox fetches ahead what a page names as its next
            "default-src 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "media-src 'none'",
            " ".join(["script-src 'self'", *allowed["script"]]),
            " ".join(["style-src 'self'", *allowed["style"]]),
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self'{blob}",
            f"worker-src 'self'{blob}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def added(html: str, name: str, frame: str = "") -> str:
    """Return the HTML of a page with its policy, ahead of all that it loads.

    Raises ValueError, with the page's `name`, when it has no `<meta charset>` to
    stand behind.
    """
    place = PLACE.search(html)
    if not place:
        raise ValueError(f"{name} has no <meta charset>: where would its CSP go?")
    meta = (
        '<meta http-equiv="Content-Security-Policy" '
        f'content="{escape(policy(html, frame), quote=False)}">'
    )
    return html[: place.end()] + meta + html[place.end() :]


def of(html: str) -> str | None:
    """Return the policy that a page carries, or None."""
    found = re.search(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html
    )
    return unescape(found[1]) if found else None
