// One voice for the page; politely, so that it never cuts off what is being read.
import {made} from "../elements.js"

/** @type {HTMLElement | undefined} */
let voice

/** Put the voice there; what is put there with its first words is not always heard. */
export function give() {
  if (voice) return voice
  voice = made("p", "unseen")
  voice.setAttribute("role", "status")
  document.querySelector("main, article, body")?.append(voice)
  return voice
}

/**
 * Let a text be heard.
 * @param {string | null} text
 */
export const say = (text) => (give().textContent = text)
