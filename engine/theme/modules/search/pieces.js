// The pieces of an index, each read once, when a query first needs it.

/**
 * @typedef {{
 *   pages: [address: string, title: string][],
 *   asked: string[][], errors: string[][], boosts: [page: number, boost: number][],
 *   same: string[][], stop: string, instead: number | null, places: (number | null)[],
 *   sections: [page: number, anchor: string, title: string, length: number][],
 *   words: string, often: number[], pieces: number[],
 * }} Start what index.json says
 * @typedef {{worth: number, fit: number}} Standing what it is worth that a word stands somewhere
 */

const HEAD = 2.5 // that a word stands in a title is worth so much more than once in a text
const OFTEN = 2.2 // what a word that stands often is worth at most

/** What can be asked of an index's files. */
export class Pieces {
  #start
  #read
  #length
  /** @type {number[]} */
  #firsts = []
  /** @type {Map<string, Promise<any>>} */
  #pieces = new Map()

  /**
   * @param {Start} start
   * @param {(name: string) => Promise<any>} read gives what a file says
   */
  constructor(start, read) {
    this.#start = start
    this.#read = read
    this.#length = start.sections.reduce((sum, [, , , length]) => sum + length, 0) / start.sections.length
    for (const [number, [page]] of start.sections.entries()) this.#firsts[page] ??= number
  }

  /**
   * The sections of a page: the first, which is the page's own, and how many.
   * @param {number} page
   * @returns {[first: number, count: number]}
   */
  sections(page) {
    const first = this.#firsts[page] ?? 0
    const next = this.#start.sections.findIndex(([each], at) => at > first && each !== page)
    return [first, (next < 0 ? this.#start.sections.length : next) - first]
  }

  /** @param {number} section */
  section(section) {
    return this.#start.sections[section] ?? [0, "", "", 0]
  }

  /**
   * The text of a section.
   * @param {number} section
   * @returns {Promise<string>}
   */
  async text(section) {
    const [page] = this.section(section)
    /** @type {string[]} */
    const texts = await this.#piece(`page-${page}.json`)
    return texts[section - (this.#firsts[page] ?? 0)] ?? ""
  }

  /**
   * In which sections stems stand, and what that is worth, 0 to 1: in a title most, often
   * more than once, in a long text less.
   * @param {Map<number, number>} stems each with how well it fits
   * @returns {Promise<Map<number, Standing>>}
   */
  async standing(stems) {
    /** @type {Map<number, Standing>} */
    const found = new Map()
    const read = [...stems].map(async ([stem, fit]) => ({fit, numbers: await this.#numbers(stem)}))
    for (const {fit, numbers} of await Promise.all(read)) {
      let section = 0
      for (let at = 0; at + 1 < numbers.length; at += 2) {
        section += numbers[at] ?? 0
        const twice = numbers[at + 1] ?? 0
        const often = twice >> 1
        const length = this.section(section)[3] / this.#length
        const text = (OFTEN * often) / (often + 1.2 * (0.3 + 0.7 * length))
        const worth = (fit * (text + HEAD * (twice & 1))) / (OFTEN + HEAD)
        if (worth > (found.get(section)?.worth ?? 0)) found.set(section, {worth, fit})
      }
    }
    return found
  }

  /**
   * What the index says of a stem: pairs of the next section and how often, as
   * engine/site/search.py writes them.
   * @param {number} stem
   * @returns {Promise<number[]>}
   */
  async #numbers(stem) {
    const {pieces} = this.#start
    const piece = pieces.findLastIndex((start) => start <= stem)
    /** @type {number[][]} */
    const found = await this.#piece(`words-${piece}.json`)
    return found[stem - (pieces[piece] ?? 0)] ?? []
  }

  /**
   * A file of the index; one that could not be read is asked for again.
   * @param {string} name
   */
  #piece(name) {
    let found = this.#pieces.get(name)
    if (!found) {
      found = this.#read(name)
      this.#pieces.set(name, found)
      found.catch(() => this.#pieces.delete(name))
    }
    return found
  }
}
