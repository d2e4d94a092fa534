// Style sheets that come with a press.
import {made} from "../elements.js"

/**
 * Fetch a style sheet of this folder; resolves once it is there, or cannot be had.
 * @param {string} name
 * @returns {Promise<unknown>}
 */
export function styled(name) {
  const style = made("link")
  style.rel = "stylesheet"
  style.href = new URL(name, import.meta.url).href
  const done = new Promise((resolve) => (style.onload = style.onerror = resolve))
  document.head.append(style)
  return done
}
