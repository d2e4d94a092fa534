// What a query asks for: of what was pasted, the message; of that, what is not only here.
import {wordsOf} from "./words.js"

// how Python names what it raises; a message begins with it
const ERROR = /(?:\b[a-z_]\w*\.)*\b[A-Z]\w*(?:Error|Exception|Warning|Iteration|Interrupt|Exit|Group)\b/g
const TRACEBACK = /Traceback \(most recent call last\)|\bFile "[^"]*", line \d+/
const ADDRESS = /\b(?:at )?0x[0-9a-f]+\b/gi
const QUOTES = /[‘’`´]/g

/**
 * A text on one line, its quotes alike, without addresses in memory.
 * @param {string} text
 */
export const flat = (text) => text.replace(QUOTES, "'").replace(/[“”]/g, '"').replace(ADDRESS, " ").replace(/\s+/g, " ").trim()

/**
 * The message of a query: of a traceback, what is raised last.
 * @param {string} query
 */
export function message(query) {
  const text = flat(query)
  const last = TRACEBACK.test(text) && [...text.matchAll(ERROR)].at(-1)
  return last ? text.slice(last.index) : text
}

/**
 * What a message says without the name of its kind.
 * @param {string} text
 */
export const saying = (text) => text.replace(new RegExp(`^${ERROR.source}: `), "")

/**
 * The words of a message that say something; all of them, if none does.
 * @param {string} text
 * @param {Set<string>} stop words that say nothing
 */
export function telling(text, stop) {
  const words = [...new Set(wordsOf(text))]
  const left = words.filter((word) => !stop.has(word) && !/^\d+$/.test(word))
  return left.length ? left : words
}

/** An error that a page explains; `*` in it stands for any text, such as a name. */
export class Pattern {
  #parts
  #bare

  /** @param {string} error */
  constructor(error) {
    const text = flat(error)
    this.#parts = parted(text)
    this.#bare = parted(saying(text))
    /** What it says beside names. */
    this.text = this.#parts.join(" ")
  }

  /**
   * What a message says before and after this error; null where it is another. A message
   * may leave out the name of its kind.
   * @param {string} text
   */
  beside(text) {
    const named = text.search(ERROR) >= 0
    return around(text, this.#parts) ?? (named ? null : around(text, this.#bare))
  }
}

/** @param {string} text */
const parted = (text) => text.toLowerCase().split("*").map((part) => part.trim())

/**
 * What a text says before and after some parts, which follow each other; null where it
 * doesn't have them. What follows an empty one at the end is part of it.
 * @param {string} text
 * @param {string[]} parts
 */
function around(text, parts) {
  const said = text.toLowerCase()
  const start = said.indexOf(parts[0] ?? "")
  let end = start
  for (const part of parts) {
    const at = end < 0 ? -1 : said.indexOf(part, end)
    end = at < 0 ? -1 : at + part.length
  }
  if (end < 0) return null
  return `${said.slice(0, start)} ${parts.at(-1) ? said.slice(end) : ""}`
}
