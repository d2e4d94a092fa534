// What Material's script does to a page that this site does not want done.

// it wraps each copy button in an unnamed <nav>: a landmark for every listing
const unname = () => {
  for (const nav of document.querySelectorAll(".md-code__nav:not([role])"))
    nav.setAttribute("role", "presentation")
}
unname()
new MutationObserver(unname).observe(document.body, {childList: true, subtree: true})

// it opens every answer for the printer; print.css shows those that a reader opened,
// or all of them where the address says ?answers
const wanted = new URLSearchParams(location.search).has("answers")
for (const answer of document.querySelectorAll("article details")) {
  answer.open ||= wanted
  answer.toggleAttribute("data-opened", answer.open)
  answer.querySelector("summary")?.addEventListener("click", () => {
    answer.toggleAttribute("data-opened", !answer.open)
  })
}

// it brings the page of today into view in the sidebar, but not in the drawer
const drawer = /** @type {HTMLInputElement | null} */ (document.querySelector("#__drawer"))
drawer?.addEventListener("change", () => {
  const here = document.querySelector(".md-sidebar--primary [aria-current]")
  if (drawer.checked) here?.scrollIntoView({block: "center"})
})
