// What a reader has passed and written, in this browser alone: one entry of localStorage.
import {root} from "./edition.js"
import {every, made, one, parts, words} from "./elements.js"

/** @import {Progress} from "./shapes.js" */

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
    if (ours(found)) {
      // older progress has paths, and modules move
      const named = Object.entries(found.passed).map(([name, answer]) => [called(name), answer])
      return {...found, passed: Object.fromEntries(named)}
    }
  } catch {
    // broken, or nothing may be stored here
  }
  return {v: 1, passed: {}}
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
  write(progress)
  mark(section)
}

/** @param {HTMLElement} section */
function mark(section) {
  if (section.dataset.passed !== undefined) return
  section.dataset.passed = ""
  one(section, ".admonition-title").append(words.passed)
}

/** Remember the lesson on which something is pressed, so that one can go on there. */
export function stopHere() {
  if (!every(".lesson-head").length) return
  const page = location.pathname.slice(new URL(root).pathname.length)
  const progress = read()
  if (progress.at?.page === page) return
  write({...progress, at: {page, title: document.title.split(" – ")[0] ?? ""}})
}

/** Lead a reader who was here before to where they stopped, on a page with a place for that. */
export function resume() {
  const {at} = read()
  for (const element of at ? every("[data-resume]") : []) {
    const link = made("a", "", at?.title ?? "")
    link.href = root + at?.page
    element.replaceChildren(...parts(words.resume, {link}))
    element.hidden = false
  }
}

/** Let each exercise of the page that was passed in this browser say so. */
export function markPassed() {
  const progress = read()
  for (const section of every("[data-exercise]")) if (Object.hasOwn(progress.passed, nameOf(section))) mark(section)
}
