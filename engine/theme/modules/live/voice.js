// One voice for the page; politely, so that it never cuts off what is being read.
import {made} from "../elements.js"

const ANEW = 100 // ms without a word, after which the same words are new

/** @type {HTMLElement | undefined} */
let voice
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause

/** Put the voice there; what is put there with its first words is not always heard. */
export function give() {
  if (voice) return voice
  voice = made("p", "unseen")
  voice.setAttribute("role", "status")
  document.querySelector("main, article, body")?.append(voice)
  return voice
}

/**
 * Let a text be heard, also where it's what was said last: what stays as it is isn't.
 * @param {string | null} text
 */
export function say(text) {
  const found = give()
  const same = found.textContent === text
  clearTimeout(pause)
  found.textContent = same ? "" : text
  if (same) pause = setTimeout(() => (found.textContent = text), ANEW)
}

/**
 * A sign that is seen and not heard: the words beside it say the same.
 * @param {string} sign
 */
export function unheard(sign) {
  const shown = made("span", "", sign)
  shown.setAttribute("aria-hidden", "true")
  return shown
}
