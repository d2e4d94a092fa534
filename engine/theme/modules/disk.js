"use strict"
// Says what to do on a page that was opened from disk, where browsers load no module: so
// this is none, and only such a page loads it.
{
  /** @type {(tag: string, ...inside: (string | Node)[]) => HTMLElement} */
  const made = (tag, ...inside) => {
    const element = document.createElement(tag)
    element.append(...inside)
    return element
  }
  const script = /** @type {HTMLScriptElement} */ (document.currentScript)
  // where a path begins with a drive, Python goes by another name
  const folder = decodeURIComponent(new URL("../../", script.src).pathname).replace(/^\/(?=\w:)/, "")
  const python = folder.startsWith("/") ? "python3" : "py"
  const there = document.createElement("a")
  there.href = there.textContent = "http://127.0.0.1:8000/"
  /** @type {Record<string, HTMLElement>} */
  const given = {
    folder: made("b", folder),
    command: made("code", `${python} -m http.server -b 127.0.0.1`),
    there,
  }
  const said = made("p", ...en.page.disk.from_disk.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? given[part] ?? "" : part)))
  // Material's classes for such a thing; it can be read without any
  said.className = "md-banner__inner md-grid md-typeset"
  const banner = made("aside", said)
  banner.className = "md-banner"
  script.replaceWith(banner)
}
