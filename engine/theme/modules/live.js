// Puts the buttons there. What they do is fetched when the first of them is pressed.
const {content: megabytes, dataset: {version}} = document.querySelector("meta[name=python]")
const root = new URL("../", import.meta.url).href

/** Make a button: its word, what it is about for those who only hear it, what it does. */
export function button(word, about, press) {
  const made = document.createElement("button")
  made.type = "button"
  made.textContent = word
  if (about) made.setAttribute("aria-label", `${word}: ${about}`)
  made.addEventListener("click", press)
  return made
}

const page = () => import("./live/page.js")
const figures = [...document.querySelectorAll("figure[data-run]")]
for (const figure of figures) {
  const name = figure.dataset.section || "your code"
  const tools = document.createElement("div")
  tools.className = "tools"
  tools.setAttribute("role", "group")
  tools.setAttribute("aria-label", name)
  for (const word of ["Run", "Edit"])
    tools.append(button(word, name, async () => (await page()).pressed(figure, word)))
  figure.querySelector(".highlight").after(tools)
}

// what the first press will fetch, said once; later visits have it
const first = figures[0]?.querySelector(".tools button")
const kept = "caches" in self ? caches.has(`${root}python-${version}`) : Promise.resolve(false)
kept.catch(() => false).then((there) => {
  if (there || !first) return
  first.textContent = `Run (${megabytes} MB, once)`
  first.setAttribute("aria-label", `${first.textContent}: ${figures[0].dataset.section}`)
})
