"""The Content-Security-Policy of each page: nothing from elsewhere, nothing inline.

A page's own inline scripts and styles are let in by their hashes, which is what CSP 3
has for them (https://www.w3.org/TR/CSP3/). Python needs `wasm-unsafe-eval`. The worker
asks an object URL of the page whether to go on, hence `blob:`; it matters where a host
sends this policy as a header, which then holds for workers too.
"""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape, unescape
from pathlib import Path

INLINE = re.compile(
    r"<(?P<tag>script|style)(?P<attributes>(?:\s[^>]*)?)>(?P<text>.*?)</(?P=tag)>",
    re.DOTALL,
)
DATA = re.compile(r"""\bsrc=|\btype=["']?application/(?:ld\+)?json""")
PLACE = re.compile(r'<meta charset="?utf-8"?\s*/?>', re.IGNORECASE)


def digest(text: str) -> str:
    """Return a CSP source that lets in one inline text."""
    raw = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(raw).decode()}'"


def policy(html: str) -> str:
    """Return the policy under which a page works, and no more than it needs."""
    allowed: dict[str, list[str]] = {"script": [], "style": []}
    for found in INLINE.finditer(html):
        if not DATA.search(found["attributes"]):
            source = digest(found["text"])
            if source not in allowed[found["tag"]]:
                allowed[found["tag"]].append(source)
    return "; ".join(
        [
            # Firefox fetches ahead what a page names as its next
            "default-src 'self'",
            "object-src 'none'",
            "frame-src 'none'",
            "media-src 'none'",
            " ".join(["script-src 'self' 'wasm-unsafe-eval'", *allowed["script"]]),
            " ".join(["style-src 'self'", *allowed["style"]]),
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self' blob:",
            "worker-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def add(file: Path) -> None:
    """Write a page's policy into it, ahead of all that it loads.

    Raises ValueError when the page has no `<meta charset>` to stand behind.
    """
    html = file.read_text(encoding="utf-8")
    place = PLACE.search(html)
    if not place:
        raise ValueError(f"{file.name} has no <meta charset>: where would its CSP go?")
    meta = (
        '<meta http-equiv="Content-Security-Policy" '
        f'content="{escape(policy(html), quote=False)}">'
    )
    file.write_text(html[: place.end()] + meta + html[place.end() :], encoding="utf-8")


def of(html: str) -> str | None:
    """Return the policy that a page carries, or None."""
    found = re.search(
        r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', html
    )
    return unescape(found[1]) if found else None
