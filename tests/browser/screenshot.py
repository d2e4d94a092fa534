"""Draws the first page as a reader sees it, light and dark, for the README.

    python -m tests.browser.screenshot

A screenshot of pixels would be a binary that no diff can show. This one is an SVG made
from the real page in a real browser: each box, line of text and icon where Chromium has
put it, so that the README shows the site as it is.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from engine.setup.browser import find
from tests.browser.serving import ROOT, served

FOLDER = ROOT / ".github"
WIDTH, HEIGHT = 1100, 760

# what of the page's boxes, lines of text and icons is in view, drawn in their order
DRAW = """([width, height]) => {
  const canvas = document.createElement("canvas").getContext("2d");
  const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  const round = (n) => Math.round(n * 10) / 10;
  const clear = (colour) => /^rgba\\(.*, 0\\)$|^transparent$/.test(colour);
  const hex = (colour) => {
    canvas.fillStyle = colour;
    return canvas.fillStyle;
  };
  const inView = (box) =>
    box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < height;
  const shown = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const out = [];

  const box = (element, style) => {
    const at = element.getBoundingClientRect();
    if (!inView(at)) return;
    const corner = Math.min(parseFloat(style.borderTopLeftRadius) || 0, 12);
    const place = `x="${round(at.x)}" y="${round(at.y)}" width="${round(at.width)}"` +
      ` height="${round(at.height)}"${corner ? ` rx="${corner}"` : ""}`;
    if (!clear(style.backgroundColor))
      out.push(`<rect ${place} fill="${hex(style.backgroundColor)}"/>`);
    for (const [side, x1, y1, x2, y2] of [
      ["Top", at.left, at.top, at.right, at.top],
      ["Right", at.right, at.top, at.right, at.bottom],
      ["Bottom", at.left, at.bottom, at.right, at.bottom],
      ["Left", at.left, at.top, at.left, at.bottom],
    ]) {
      const wide = parseFloat(style[`border${side}Width`]);
      const colour = style[`border${side}Color`];
      if (!wide || style[`border${side}Style`] === "none" || clear(colour)) continue;
      out.push(`<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}"` +
        ` stroke="${hex(colour)}" stroke-width="${wide}"/>`);
    }
  };

  const line = (text, at, style) => {
    canvas.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ` +
      style.fontFamily;
    const base = at.top + canvas.measureText("x").fontBoundingBoxAscent;
    const bold = style.fontWeight > 400 ? ` font-weight="${style.fontWeight}"` : "";
    const slant = style.fontStyle === "italic" ? ' font-style="italic"' : "";
    out.push(`<text x="${round(at.left)}" y="${round(base)}"` +
      ` textLength="${round(at.width)}" lengthAdjust="spacingAndGlyphs"` +
      ` font-size="${parseFloat(style.fontSize)}" fill="${hex(style.color)}"` +
      ` font-family="${escape(style.fontFamily)}"${bold}${slant}>` +
      `${escape(text)}</text>`);
  };

  const words = (node, style) => {
    const range = document.createRange();
    let run = "", at = null;
    const end = () => {
      if (run.trim() && inView(at)) line(run.trim(), at, style);
      run = "";
      at = null;
    };
    for (const word of node.data.matchAll(/\\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      if (!box.width || box.right < 2) continue;
      const follows = at && Math.abs(box.top - at.top) < 2;
      if (!follows) end();
      run += (run ? " " : "") + word[0];
      at = at
        ? new DOMRect(at.x, at.y, box.right - at.x, at.height)
        : new DOMRect(box.x, box.y, box.width, box.height);
    }
    end();
  };

  const walk = (element) => {
    if (!shown(element)) return;
    const style = getComputedStyle(element);
    if (element instanceof SVGElement) {
      const at = element.getBoundingClientRect();
      if (!inView(at)) return;
      const copy = element.cloneNode(true);
      const originals = [element, ...element.querySelectorAll("*")];
      for (const [i, shape] of [copy, ...copy.querySelectorAll("*")].entries()) {
        const { fill, stroke, strokeWidth } = getComputedStyle(originals[i]);
        shape.setAttribute("fill", fill === "none" ? fill : hex(fill));
        if (stroke !== "none") shape.setAttribute("stroke", hex(stroke));
        if (stroke !== "none") shape.setAttribute("stroke-width", strokeWidth);
        shape.removeAttribute("class");
      }
      for (const [name, value] of Object.entries({
        x: round(at.x), y: round(at.y),
        width: round(at.width), height: round(at.height),
      })) copy.setAttribute(name, value);
      out.push(new XMLSerializer().serializeToString(copy));
      return;
    }
    const { width: w, height: h } = element.getBoundingClientRect();
    if (style.position === "absolute" && (w <= 1 || h <= 1) && w + h > 0) {
      if (style.overflow === "hidden" || style.clip !== "auto") return;
    }
    box(element, style);
    for (const child of element.childNodes) {
      if (child.nodeType === Node.ELEMENT_NODE) walk(child);
      if (child.nodeType === Node.TEXT_NODE && element.checkVisibility())
        words(child, style);
    }
  };

  // what style sheets put before and after elements becomes elements, to be walked
  const made = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element instanceof SVGElement || !inView(element.getBoundingClientRect()))
      continue;
    for (const [pseudo, place] of [["::before", "prepend"], ["::after", "append"]]) {
      const style = getComputedStyle(element, pseudo);
      if (["none", "normal"].includes(style.content)) continue;
      const span = document.createElement("span");
      for (const name of style) span.style[name] = style.getPropertyValue(name);
      span.textContent = style.content.match(/^"([^"]*)"/)?.[1] ?? "";
      // a grid gives its items their size, and would else be sized by them
      if (getComputedStyle(element).display === "grid")
        for (const name of ["width", "height", "inlineSize", "blockSize"])
          span.style[name] = "auto";
      made.push([element, place, span]);
    }
  }
  const sheet = document.createElement("style");
  sheet.textContent = "*::before, *::after { content: none !important }";
  document.head.append(sheet);
  for (const [element, place, span] of made) element[place](span);

  walk(document.body);
  const header = document.querySelector("header");
  if (header) walk(header);
  const ground = hex(getComputedStyle(document.body).backgroundColor);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"` +
      ` role="img" aria-label="${escape(document.title)}">`,
    `<rect width="${width}" height="${height}" fill="${ground}"/>`,
    ...out,
    "</svg>",
  ].join("\\n") + "\\n";
}"""


def main() -> int:
    """Write the pictures, and say which."""
    from playwright.sync_api import sync_playwright

    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    files = {scheme: FOLDER / f"start-{scheme}.svg" for scheme in ("light", "dark")}
    for file in files.values():
        file.touch()  # the README names them, and a link to nowhere stops the build
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "site") as site,
        sync_playwright() as playwright,
        playwright.chromium.launch(executable_path=find(), args=flags) as chromium,
    ):
        for scheme, file in files.items():
            page = chromium.new_page(
                color_scheme=scheme,  # type: ignore[arg-type]
                viewport={"width": WIDTH, "height": HEIGHT},
                reduced_motion="reduce",
            )
            page.goto(site.url("index"), wait_until="load")
            page.evaluate("document.fonts.ready")
            file.write_text(page.evaluate(DRAW, [WIDTH, HEIGHT]), encoding="utf-8")
            print(f"drew {file.relative_to(ROOT)}")
            page.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
