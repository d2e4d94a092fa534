// The words of a query, and which of a site's words each may mean.

const WORD = /[\p{L}\p{N}]+(?:_+[\p{L}\p{N}]+)*/gu
const ALIKE = 4 // words that one with a typo may mean
const SAME = 0.7 // how well a word fits that people take for another
const BEGUN = 6 // words that one not typed to its end may become

/**
 * The words of a text in small letters, as engine/site/search.py cuts them.
 * @param {string} text
 * @returns {string[]}
 */
export const wordsOf = (text) => text.toLowerCase().match(WORD) ?? []

/**
 * How many letters must be put in, left out, changed or swapped with the next to make
 * one word of another; more than `most` are not counted to their end.
 * @param {string} one
 * @param {string} other
 * @param {number} most
 */
export function typos(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1
  /** @type {number[]} */
  let before = []
  let row = Array.from({length: other.length + 1}, (_, at) => at)
  for (let down = 1; down <= one.length; down += 1) {
    const next = [down]
    for (let across = 1; across <= other.length; across += 1) {
      const same = one[down - 1] === other[across - 1]
      let least = Math.min((row[across] ?? 0) + 1, (next[across - 1] ?? 0) + 1, (row[across - 1] ?? 0) + (same ? 0 : 1))
      const swapped = one[down - 1] === other[across - 2] && one[down - 2] === other[across - 1]
      if (swapped && down > 1 && across > 1) least = Math.min(least, (before[across - 2] ?? 0) + 1)
      next.push(least)
    }
    if (Math.min(...next) > most) return most + 1
    before = row
    row = next
  }
  return row[other.length] ?? most + 1
}

/**
 * How much two texts look alike, 0 to 1: how many threes of letters they share.
 * @param {string} one
 * @param {string} other
 */
export function likeness(one, other) {
  const threes = (/** @type {string} */ text) => {
    const spelt = ` ${wordsOf(text).join(" ")} `
    return new Set(Array.from(spelt).slice(2).map((_, at) => spelt.slice(at, at + 3)))
  }
  const [first, second] = [threes(one), threes(other)]
  const shared = [...first].filter((three) => second.has(three)).length
  return (2 * shared) / (first.size + second.size || 1)
}

/** A site's words: each has a stem, which is a number here. */
export class Vocabulary {
  /** @type {Map<string, number>} */
  #stems = new Map()
  /** @type {Map<number, Set<number>>} */
  #same = new Map()

  /**
   * Take what index.json says: a stem a line, what its words begin with, and each end; and
   * the words that people take one for another, in groups.
   * @param {string} lines
   * @param {string[][]} same
   */
  constructor(lines, same) {
    for (const [stem, line] of lines.split("\n").entries()) {
      const [start, ...ends] = line.split(" ")
      for (const end of ends) this.#stems.set(`${start}${end}`, stem)
    }
    for (const group of same) {
      const stems = group.flatMap((word) => this.#stems.get(word) ?? [])
      for (const stem of stems) this.#same.set(stem, new Set([...(this.#same.get(stem) ?? []), ...stems]))
    }
  }

  /**
   * The stem of a word that the site has.
   * @param {string} word
   */
  stem(word) {
    return this.#stems.get(word)
  }

  /**
   * The stems that a word may mean, each with how well it fits, 1 being best. One that
   * the site lacks may be begun, have parts, be mistyped, or end in another way. Those
   * that people take for it fit less well.
   * @param {string} word
   * @param {boolean} unfinished whether more of it may come
   * @returns {Map<number, number>}
   */
  meant(word, unfinished = false) {
    /** @type {Map<number, number>} */
    const found = new Map()
    const exact = this.#stems.get(word)
    if (exact !== undefined) found.set(exact, 1)
    if (unfinished || !found.size) this.#add(found, this.#begun(word), 0.6)
    if (!found.size && word.includes("_")) for (const part of wordsOf(word.replaceAll("_", " "))) this.#add(found, [part], 0.8)
    if (!found.size) this.#add(found, this.#alike(word), 0.5)
    if (!found.size) this.#add(found, this.#related(word), 0.5)
    for (const stem of (exact !== undefined && this.#same.get(exact)) || []) if (!found.has(stem)) found.set(stem, SAME)
    return found
  }

  /**
   * @param {Map<number, number>} found
   * @param {string[]} words
   * @param {number} fit
   */
  #add(found, words, fit) {
    for (const word of words) {
      const stem = this.#stems.get(word)
      if (stem !== undefined && !found.has(stem)) found.set(stem, fit)
    }
  }

  /** @param {string} word */
  #begun(word) {
    if (word.length < 3) return []
    const found = [...this.#stems.keys()].filter((each) => each.startsWith(word))
    return found.sort((one, other) => one.length - other.length).slice(0, BEGUN)
  }

  /** @param {string} word */
  #alike(word) {
    if (word.length < 4) return []
    const most = word.length < 8 ? 1 : 2
    /** @type {[number, string][]} */
    const found = []
    for (const each of this.#stems.keys()) {
      const count = typos(word, each, most)
      if (count <= most) found.push([count + (each[0] === word[0] ? 0 : 0.5), each])
    }
    found.sort(([one], [other]) => one - other)
    const best = found[0]?.[0] ?? 0
    return found.filter(([count]) => count < best + 1).slice(0, ALIKE).map(([, each]) => each)
  }

  /**
   * Words that begin as this one does, and end in another way.
   * @param {string} word
   */
  #related(word) {
    for (let length = word.length - 1; length >= Math.max(4, word.length - 4); length -= 1) {
      const found = this.#begun(word.slice(0, length))
      if (found.length) return found
    }
    return []
  }
}
