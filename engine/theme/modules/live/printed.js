// What a run prints, as it appears in an element.
import {made} from "../elements.js"
import {paint} from "./paint.js"

/** Lets text appear as often as the page is painted, and no oftener. */
export class Printing {
  #into
  #waiting = ""
  #painting = 0

  /** @param {() => Element} into makes or finds the element, once there is a text */
  constructor(into) {
    this.#into = into
  }

  /** @param {string} text */
  add(text) {
    this.#waiting += text
    this.#painting ||= requestAnimationFrame(() => this.flush())
  }

  /** Show what waits. */
  flush() {
    cancelAnimationFrame(this.#painting)
    this.#painting = 0
    if (!this.#waiting) return
    const into = this.#into()
    into.append(this.#waiting)
    this.#waiting = ""
    const shell = into.parentElement
    if (shell) shell.scrollTop = shell.scrollHeight
  }
}

/**
 * Shorten an element's text to so many letters.
 * @param {Element} element
 * @param {number} length
 */
export function cut(element, length) {
  for (let last = element.lastChild; last; last = element.lastChild) {
    const over = lengthOf(element) - length
    if (over <= 0) return
    if (lengthOf(last) <= over) last.remove()
    else last.textContent = (last.textContent ?? "").slice(0, -over)
  }
}

/**
 * How many letters stand in a node.
 * @param {Node} node
 */
export const lengthOf = (node) => (node.textContent ?? "").length

/**
 * Show an input as a REPL does, with its prompts.
 * @param {Element} into
 * @param {string} source
 */
export function typed(into, source) {
  source.replace(/\n$/, "").split("\n").forEach((line, at) => {
    const code = made("span")
    paint(code, line)
    into.append(made("span", "gp", at ? "... " : ">>> "), code, "\n")
  })
}
