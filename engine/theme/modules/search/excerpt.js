// The piece of a text that a hit shows.

const AROUND = 70

/** @typedef {{text: string, found: boolean}} Part of an excerpt; what was asked for, or not */

/**
 * Cut a text around what was asked for.
 * @param {string} text
 * @param {string} query
 * @param {(word: string) => boolean} meant whether a word of the text was asked for
 * @returns {Part[]}
 */
export function cut(text, query, meant) {
  const words = [...text.matchAll(/[\p{L}\p{N}]+(?:_+[\p{L}\p{N}]+)*/gu)]
  const whole = text.toLowerCase().indexOf(query.toLowerCase().trim())
  const first = words.find(([word]) => meant(word.toLowerCase()))?.index ?? 0
  const at = query.trim() && whole >= 0 ? whole : first
  const start = at < AROUND ? 0 : text.indexOf(" ", at - AROUND) + 1
  const stop = text.indexOf(" ", start + 2.3 * AROUND)
  const end = stop < 0 ? text.length : stop
  /** @type {Part[]} */
  const parts = [{text: start ? "… " : "", found: false}]
  let done = start
  for (const {0: word, index} of words) {
    if (index < start || index + word.length > end || !meant(word.toLowerCase())) continue
    parts.push({text: text.slice(done, index), found: false}, {text: word, found: true})
    done = index + word.length
  }
  parts.push({text: text.slice(done, end) + (stop < 0 ? "" : " …"), found: false})
  return parts.filter((part) => part.text)
}
