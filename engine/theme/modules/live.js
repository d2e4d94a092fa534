// Puts the buttons there. What they do is fetched when the first of them is pressed.
// A site without a Python to serve says nothing of one; its strips can be stepped through.
import {DRAFTS, explained, root} from "./edition.js"

const megabytes = document.querySelector("meta[name=python]")?.content

export function made(tag, name, ...inside) {
  const element = document.createElement(tag)
  if (name) element.className = name
  element.append(...inside)
  return element
}

/** Make a button: its word, what it is about for those who only hear it, what it does. */
export function button(word, about, press) {
  const found = made("button", "", word)
  found.type = "button"
  if (about) found.setAttribute("aria-label", `${word}: ${about}`)
  found.addEventListener("click", press)
  return found
}

export const came = {} // the modules that came, by name
const failed = {} // how often one did not

/** Fetch a module and let `does` have it; where it does not come, say so at the end of `tools`. */
export async function bring(name, tools, does) {
  tools.querySelector(":scope > .lost")?.remove()
  try {
    // a browser may remember what did not come: another address is asked for anew
    came[name] ||= await import(`./live/${name}.js${failed[name] ? `?${failed[name]}` : ""}`)
  } catch (error) {
    failed[name] = (failed[name] || 0) + 1
    console.error(error)
    const words = (await explained())
      ? "What this needs is in the new edition of this site: load that first."
      : "What this needs could not be fetched: check your connection and press again. If that does not help, reload the page."
    tools.querySelector(":scope > .lost")?.remove()
    const lost = made("span", "lost", words)
    lost.setAttribute("role", "alert")
    return tools.append(lost)
  }
  return does(came[name])
}

const figures = megabytes ? [...document.querySelectorAll("figure:is([data-run], [data-kind=starter])")] : []
for (const figure of figures) {
  const exercise = figure.closest(".exercise")
  const name = exercise ? "your answer" : figure.dataset.section || "your code"
  const tools = made("div", "tools")
  tools.setAttribute("role", "group")
  tools.setAttribute("aria-label", name)
  for (const word of ["Run", "Step", "Edit", ...(exercise ? ["Check"] : [])])
    tools.append(button(word, name, () => bring("page", tools, ({pressed}) => pressed(figure, word))))
  figure.querySelector(".highlight").after(tools)
}

// a strip can be stepped through; the address may name the step to begin at
const strips = [...document.querySelectorAll("figure.strip")]
const watch = (strip, at, then) => bring("stepper", strip.querySelector(".tools"), ({alive}) => then(alive(strip, at)))
for (const strip of strips) {
  const press = () => watch(strip, 0, (box) => box.querySelector("button").focus())
  strip.querySelector(".frames").after(made("div", "tools", button("Step through it", strip.dataset.section, press)))
}
const named = location.hash.match(/^#step-(.+)-(\d+)$/)
const strip = named && strips.find((each) => each.dataset.section === named[1])
if (strip) {
  for (let box = strip.closest("details"); box; box = box.parentElement.closest("details")) box.open = true
  watch(strip, named[2] - 1, (box) => box.scrollIntoView())
}

for (const section of megabytes ? document.querySelectorAll(".parsons") : []) {
  const tools = made("div", "tools")
  tools.append(button("Arrange here", "", () => bring("page", tools, ({arranged}) => arranged(section))))
  section.querySelector("ol").after(tools)
}

// hints come one at a time: the next is there when the one before was opened
for (const hint of document.querySelectorAll(".hint + .hint")) {
  hint.hidden = true
  hint.previousElementSibling.addEventListener("toggle", () => (hint.hidden = false), {once: true})
}

const keeping = document.querySelector("[data-keeping]")
if (keeping) {
  const open = ({target}) => bring("keeping", keeping, ({controls}) => {
    target.remove()
    controls(keeping)
  })
  keeping.className = "tools"
  keeping.append(button("Show what is kept here", "", open))
}

const share = document.querySelector("[data-share]")
if (share) {
  share.className = "tools"
  share.append(button("Copy a link to this code", "", () => bring("page", share, ({copyLink}) => copyLink(share))))
  const take = () => location.hash.startsWith("#code=") && bring("page", share, ({bringLink}) => bringLink(share))
  addEventListener("hashchange", take)
  // what was typed after it came is newer
  if (!drafts().length) take()
}

export const PROGRESS = `${new URL(root).pathname}.progress`

/** Whether an object is progress of ours. */
export const ours = (found) => found?.v === 1 && typeof found.passed === "object" && found.passed !== null

/** What progress calls an exercise: its kind and its module's own name, in whatever folder. */
export const called = (name) => name.replace(/^(\S+) (?:.*\/)?([^/]+?)(?:\.py)?$/, "$1 $2")

/** Read the progress that is stored; what is no progress of ours counts as none. */
export function progress() {
  try {
    const found = JSON.parse(localStorage.getItem(PROGRESS))
    if (ours(found)) {
      // older progress has paths, and modules move
      const passed = Object.entries(found.passed).map(([name, answer]) => [called(name), answer])
      return {...found, passed: Object.fromEntries(passed)}
    }
  } catch {
    // broken, or nothing may be stored here
  }
  return {v: 1, passed: {}}
}

// what was passed in this browser says so
const {passed} = progress()
for (const section of document.querySelectorAll("[data-exercise]")) {
  const kind = section.className.split(" ")[0]
  if (called(`${kind} ${section.dataset.exercise}`) in passed)
    section.querySelector(".admonition-title").append(" · passed")
}

/** What was typed on this page before a reload: of each block its place, text and unsent line. */
export function drafts() {
  try {
    const {[location.pathname]: found} = JSON.parse(sessionStorage.getItem(DRAFTS))
    return Array.isArray(found) ? found : []
  } catch {
    return [] // none, or nothing may be stored here
  }
}

/** Keep what was typed on this page until it is loaded again; tells whether that can be. */
export function putDrafts(found) {
  try {
    if (found.length) sessionStorage.setItem(DRAFTS, JSON.stringify({[location.pathname]: found}))
    else sessionStorage.removeItem(DRAFTS)
    return true
  } catch {
    return !found.length // nothing may be stored here
  }
}

if (figures.length && drafts().length)
  bring("page", figures[0].querySelector(".tools"), ({restore}) => restore())

// what the first press will fetch, said once; later visits have it
const tools = figures[0]?.querySelector(".tools")
const kept = "caches" in self ? caches.keys() : Promise.resolve([])
kept.catch(() => []).then((names) => {
  if (!tools || names.some((name) => name.startsWith(`${root}edition-`))) return
  const cost = made("span", "cost", `The first Run fetches ${megabytes} MB, once.`)
  cost.id = "cost"
  tools.querySelector("button").setAttribute("aria-describedby", cost.id)
  tools.append(cost)
})
