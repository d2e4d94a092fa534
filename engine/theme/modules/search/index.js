// Finds sections of a site by words. Its index is in pieces, which engine/site/search.py
// makes: each is read when a query first needs it.
import {Vocabulary, wordsOf} from "./words.js"

const MOST = 12 // sections that are found
const ASKED = 8 // words of a query that are looked up, the rarest ones
const READ = 5 // pages that are read to see whether a query stands there as it is
const AROUND = 70

/**
 * @typedef {{
 *   pages: [address: string, title: string][],
 *   sections: [page: number, anchor: string, title: string, length: number][],
 *   words: string, often: number[], pieces: number[],
 * }} Start what index.json says
 * @typedef {{section: number, score: number}} Hit
 * @typedef {{word: string, stems: Map<number, number>, rarity: number}} Asked
 * @typedef {{address: string, title: string, page: string}} Place where a section stands
 * @typedef {{text: string, found: boolean}} Part of an excerpt; what was asked for, or not
 */

/** The index of a site. */
export class Index {
  #vocabulary
  #start
  #read
  #length
  /** @type {number[]} */
  #firsts = []
  /** @type {Map<string, Promise<any>>} */
  #pieces = new Map()

  /**
   * Read where an index begins.
   * @param {(name: string) => Promise<any>} read gives what a file of it says
   */
  static async open(read) {
    return new Index(await read("index.json"), read)
  }

  /**
   * @param {Start} start
   * @param {(name: string) => Promise<any>} read
   */
  constructor(start, read) {
    this.#start = start
    this.#read = read
    this.#vocabulary = new Vocabulary(start.words)
    this.#length = start.sections.reduce((sum, [, , , length]) => sum + length, 0) / start.sections.length
    for (const [number, [page]] of start.sections.entries()) this.#firsts[page] ??= number
  }

  /**
   * The sections that answer a query, by their numbers, best first: rare words count
   * most, and words that stand together as they were asked for count more.
   * @param {string} query
   * @returns {Promise<number[]>}
   */
  async find(query) {
    const asked = this.#asked(query)
    const hits = await this.#scored(asked)
    const phrase = query.toLowerCase().replace(/\s+/g, " ").trim()
    if (hits.length > 1 && /\W/.test(phrase)) {
      const pages = new Set(hits.map(({section}) => this.#page(section)))
      const near = [...pages].slice(0, READ)
      await Promise.all(near.map((page) => this.#piece(`page-${page}.json`)))
      for (const hit of hits)
        if (near.includes(this.#page(hit.section)) && (await this.text(hit.section)).toLowerCase().includes(phrase)) hit.score *= 3
    }
    hits.sort((one, other) => other.score - one.score)
    return hits.slice(0, MOST).map(({section}) => section)
  }

  /**
   * Where a section stands: its address below the site's, its title and its page's.
   * @param {number} section
   * @returns {Place}
   */
  place(section) {
    const [page, anchor, title] = this.#section(section)
    const [address, name] = this.#start.pages[page] ?? ["", ""]
    return {address: anchor ? `${address}#${anchor}` : address, title, page: name}
  }

  /**
   * The text of a section.
   * @param {number} section
   * @returns {Promise<string>}
   */
  async text(section) {
    const page = this.#page(section)
    /** @type {string[]} */
    const texts = await this.#piece(`page-${page}.json`)
    return texts[section - (this.#firsts[page] ?? 0)] ?? ""
  }

  /**
   * The text around what a query asks for, in parts.
   * @param {number} section
   * @param {string} query
   * @returns {Promise<Part[]>}
   */
  async excerpt(section, query) {
    const stems = new Set(this.#asked(query).flatMap(({stems: each}) => [...each.keys()]))
    return cut(await this.text(section), query, (word) => stems.has(this.#vocabulary.stem(word) ?? -1))
  }

  /** @param {number} section */
  #section(section) {
    return this.#start.sections[section] ?? [0, "", "", 0]
  }

  /** @param {number} section */
  #page(section) {
    return this.#section(section)[0]
  }

  /**
   * A file of the index, read once; one that could not be read is asked for again.
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

  /**
   * The words of a query that are looked up. The last may not be typed to its end.
   * @param {string} query
   * @returns {Asked[]}
   */
  #asked(query) {
    const words = [...new Set(wordsOf(query))]
    const unfinished = /[\p{L}\p{N}]$/u.test(query)
    const count = this.#start.sections.length
    const asked = words.map((word, at) => {
      const stems = this.#vocabulary.meant(word, unfinished && at === words.length - 1)
      const often = Math.max(0, ...[...stems.keys()].map((stem) => this.#start.often[stem] ?? 0))
      return {word, stems, rarity: Math.log(1 + count / (1 + often))}
    })
    // what the site has not one word of says nothing: a name, a path, a number
    const known = asked.filter(({stems}) => stems.size)
    return known.sort((one, other) => other.rarity - one.rarity).slice(0, ASKED)
  }

  /**
   * The sections in which words stand, unordered.
   * @param {Asked[]} asked
   * @returns {Promise<Hit[]>}
   */
  async #scored(asked) {
    const whole = asked.reduce((sum, {rarity}) => sum + rarity, 0)
    /** @type {Map<number, {score: number, met: number}>} */
    const sums = new Map()
    const standing = await Promise.all(asked.map(({stems}) => this.#standing(stems)))
    for (const [at, {rarity}] of asked.entries())
      for (const [section, worth] of standing[at] ?? []) {
        const sum = sums.get(section) ?? {score: 0, met: 0}
        sums.set(section, {score: sum.score + rarity * worth, met: sum.met + rarity})
      }
    return [...sums]
      .filter(([, {met}]) => met >= whole * 0.6)
      .map(([section, {score, met}]) => ({section, score: score * (met / whole) ** 2}))
      .sort((one, other) => other.score - one.score)
      .slice(0, 2 * MOST)
  }

  /**
   * In which sections stems stand, and what that is worth: in a title most, often more
   * than once, in a long text less.
   * @param {Map<number, number>} stems each with how well it fits
   * @returns {Promise<Map<number, number>>}
   */
  async #standing(stems) {
    /** @type {Map<number, number>} */
    const found = new Map()
    const read = [...stems].map(async ([stem, fit]) => ({fit, numbers: await this.#numbers(stem)}))
    for (const {fit, numbers} of await Promise.all(read)) {
      let section = 0
      for (let at = 0; at + 1 < numbers.length; at += 2) {
        section += numbers[at] ?? 0
        const twice = numbers[at + 1] ?? 0
        const often = twice >> 1
        const length = this.#section(section)[3] / this.#length
        const worth = fit * ((2.2 * often) / (often + 1.2 * (0.3 + 0.7 * length)) + 2.5 * (twice & 1))
        found.set(section, Math.max(worth, found.get(section) ?? 0))
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
}

/**
 * Cut a text around what was asked for.
 * @param {string} text
 * @param {string} query
 * @param {(word: string) => boolean} meant whether a word of the text was asked for
 * @returns {Part[]}
 */
function cut(text, query, meant) {
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
