"use strict"
// Says what to do on a page that was opened from disk, where browsers load no module: so
// this is none, and only such a page loads it.
{
  const made = (tag, ...inside) => {
    const element = document.createElement(tag)
    element.append(...inside)
    return element
  }
  const script = document.currentScript
  // where a path begins with a drive, Python goes by another name
  const folder = decodeURIComponent(new URL("../../", script.src).pathname).replace(/^\/(?=\w:)/, "")
  const python = folder.startsWith("/") ? "python3" : "py"
  const there = made("a", "http://127.0.0.1:8000/")
  there.href = there.textContent
  const said = made(
    "p",
    "This page comes from your disk: to have search and running code, open a terminal in the folder ",
    made("b", folder),
    ", run ",
    made("code", `${python} -m http.server -b 127.0.0.1`),
    ", and go to ",
    there,
    ".",
  )
  // Material's classes for such a thing; it can be read without any
  said.className = "md-banner__inner md-grid md-typeset"
  const banner = made("aside", said)
  banner.className = "md-banner"
  script.replaceWith(banner)
}
