// What a reader has done, in this browser alone: one entry of localStorage. Nothing is
// stored before an answer is taken.
import {root} from "./edition.js"
import {every, filled, made, one, parts, words} from "./elements.js"

/** @import {Done, Progress} from "./shapes.js" */

const PROGRESS = `${new URL(root).pathname}.progress`

/**
 * Whether an object is progress of ours.
 * @param {any} found
 * @returns {found is Progress}
 */
export const ours = (found) => found?.v === 1 && typeof found.passed === "object" && found.passed !== null

/**
 * Read the progress that is stored; what is no progress of ours counts as none.
 * @returns {Progress}
 */
export function read() {
  try {
    const found = JSON.parse(localStorage.getItem(PROGRESS) ?? "null")
    if (ours(found)) return {...found, passed: passedOf(found), pages: pagesOf(found)}
  } catch {
    // broken, or nothing may be stored here
  }
  return {v: 1, passed: {}}
}

/**
 * The answers that passed, by the names of today: older progress has paths, and modules move.
 * @param {Progress} progress
 */
const passedOf = (progress) => Object.fromEntries(Object.entries(progress.passed).map(([name, answer]) => [called(name), answer]))

/**
 * What progress says of pages, as far as it makes sense.
 * @param {Progress} progress
 */
function pagesOf({pages}) {
  const sound = Object.entries(pages ?? {}).filter(([, page]) => Array.isArray(page?.answered) && page.done >= 0 && page.all > 0)
  return Object.fromEntries(sound)
}

/**
 * Put progress from elsewhere beside what there is; what is here stays.
 * @param {Progress} other
 */
export function add(other) {
  const own = read()
  const pages = new Map(Object.entries(own.pages ?? {}))
  for (const [name, page] of Object.entries(pagesOf(other))) pages.set(name, both(pages.get(name) ?? page, page))
  write({...own, passed: {...passedOf(other), ...own.passed}, pages: Object.fromEntries(pages)})
}

/**
 * What is done of a page by either; it is at least that, and the page itself counts anew.
 * @param {Done} here
 * @param {Done} there
 * @returns {Done}
 */
function both(here, there) {
  const answered = [...new Set([...here.answered, ...there.answered])]
  return {answered, done: Math.min(here.all, Math.max(here.done, there.done, answered.length)), all: here.all}
}

/**
 * Store progress; a browser that lets nothing be stored goes without.
 * @param {Progress} progress
 */
export function write(progress) {
  try {
    localStorage.setItem(PROGRESS, JSON.stringify(progress))
  } catch {
    // private windows and full disks
  }
}

/** Forget all that was passed. */
export function clear() {
  localStorage.removeItem(PROGRESS)
}

/**
 * The snippets module that an exercise's section names.
 * @param {HTMLElement} section
 */
export const moduleOf = (section) => (section.dataset.exercise ?? "").replace(/^snippets\//, "")

/**
 * What progress calls an exercise: its kind and its module's own name, in whatever folder.
 * @param {string} name its kind and its module
 */
export const called = (name) => name.replace(/^(\S+) (?:.*\/)?([^/]+?)(?:\.py)?$/, "$1 $2")

/** @param {HTMLElement} section */
const nameOf = (section) => called(`${section.classList[0]} ${moduleOf(section)}`)

/**
 * Remember that an answer to an exercise passed, and say so in its title.
 * @param {HTMLElement} section
 * @param {string} answer
 */
export function passed(section, answer) {
  const progress = read()
  progress.passed[nameOf(section)] = answer
  mark(section)
  keep(progress)
}

/** @param {HTMLElement} section */
function mark(section) {
  if (section.dataset.passed !== undefined) return
  section.dataset.passed = ""
  one(section, ".admonition-title").append(words.passed)
}

/** Let each exercise of the page that was passed in this browser say so. */
export function markPassed() {
  const progress = read()
  for (const section of every("[data-exercise]")) if (Object.hasOwn(progress.passed, nameOf(section))) mark(section)
}

/**
 * What progress calls a page: the last part of its address, since pages move.
 * @param {string} address
 */
const pageOf = (address) => new URL(address, location.href).pathname.replace(/\/?(index\.html)?$/, "").split("/").at(-1) ?? ""

/**
 * What of this page is done by now; an exercise counts once, however it is asked.
 * @param {Progress} progress
 * @param {string[]} answered questions
 * @returns {Done}
 */
function counted(progress, answered) {
  const names = (/** @type {string} */ name) => name.replace(/^\S+ /, "")
  const there = new Set(Object.keys(progress.passed).map(names))
  const exercises = [...new Set(every("[data-exercise]").map((section) => names(nameOf(section))))]
  const questions = every(".asks").map(({innerText}) => innerText)
  const done = [...exercises.filter((name) => there.has(name)), ...questions.filter((asked) => answered.includes(asked))]
  return {answered, done: done.length, all: exercises.length + questions.length}
}

/**
 * Keep what was done on this page, and show it.
 * @param {Progress} progress
 * @param {string[]} more questions that were answered just now
 */
function keep(progress, more = []) {
  const page = pageOf(location.href)
  const answered = [...new Set([...(progress.pages?.[page]?.answered ?? []), ...more])]
  progress.pages = {...progress.pages, [page]: counted(progress, answered)}
  progress.last = page
  write(progress)
  show(progress)
}

/**
 * Let a link to a page say what of it is done, and its frame be filled as far.
 * @param {HTMLElement} link
 * @param {Done} found
 */
function fill(link, {done, all}) {
  const said = filled(words.done, {done, all})
  link.style.setProperty("--done", `${(100 * done) / all}%`)
  link.dataset.done = done === all ? "all" : "some"
  const told = link.querySelector(".done") ?? link.appendChild(made("span", "done unseen"))
  told.textContent = said
}

/**
 * Show what is done wherever a page leads to lessons, and where a reader was.
 * @param {Progress} progress
 */
function show({pages = {}, last}) {
  for (const link of every(".md-nav--primary a, [data-lessons] a")) {
    const found = pages[pageOf(/** @type {HTMLAnchorElement} */ (link).href)]
    if (found?.done) fill(link, found)
  }
  const links = /** @type {HTMLAnchorElement[]} */ (every(".md-nav--primary a"))
  const there = links.find(({href}) => last && pageOf(href) === last)
  const name = there?.querySelector(".step + span")?.textContent ?? ""
  for (const link of /** @type {HTMLAnchorElement[]} */ (there ? every("a[data-resume]") : [])) {
    link.href = there?.href ?? ""
    link.replaceChildren(...parts(words.go_on, {name}))
  }
}

/** Show what was done before, and hear of questions that are answered. */
export function main() {
  const progress = read()
  const page = pageOf(location.href)
  const here = counted(progress, progress.pages?.[page]?.answered ?? [])
  // what was passed before pages were counted, before this one changed or elsewhere counts too
  if (here.done) {
    progress.pages = {...progress.pages, [page]: here}
    write(progress)
  }
  show(progress)
  for (const asked of every(".asked"))
    asked.querySelector(":scope > .right > summary")?.addEventListener("click", () => keep(read(), [one(asked, ".asks").innerText]))
}
