// What Material's script does to a page that this site does not want done.

/**
 * It opens every answer for the printer; print.css shows those that a reader opened, or
 * all of them where the address says ?answers.
 */
function markOpened() {
  const wanted = new URLSearchParams(location.search).has("answers")
  const answers = /** @type {NodeListOf<HTMLDetailsElement>} */ (document.querySelectorAll("article details"))
  for (const answer of answers) {
    answer.open ||= wanted
    answer.toggleAttribute("data-opened", answer.open)
    answer.querySelector("summary")?.addEventListener("click", () => {
      answer.toggleAttribute("data-opened", !answer.open)
    })
  }
}

/** It brings the page of today into view in the sidebar, but not in the drawer. */
function follow() {
  const drawer = /** @type {HTMLInputElement | null} */ (document.querySelector("#__drawer"))
  drawer?.addEventListener("change", () => {
    const here = document.querySelector(".md-sidebar--primary [aria-current]")
    if (drawer.checked) here?.scrollIntoView({block: "center"})
  })
}

/** It makes a stop for Tab, and a word of each heading, of a sign: the table of contents has both. */
function unstop() {
  const signs = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".headerlink"))
  for (const sign of signs) {
    sign.tabIndex = -1
    sign.setAttribute("aria-hidden", "true")
  }
}

/** Mend the page. */
export function main() {
  unstop()
  markOpened()
  follow()
}
