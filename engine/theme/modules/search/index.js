// Finds pages of a site by words: by what each is for first, then by its headings and
// its text. engine/site/search.py makes the index.
import {cut} from "./excerpt.js"
import {Pieces} from "./pieces.js"
import {Purpose} from "./purpose.js"
import {flat, message, saying, telling} from "./query.js"
import {Vocabulary, likeness} from "./words.js"

/** @import {Start} from "./pieces.js" */

const MOST = 10 // pages that are found
const BESIDE = 2 // further sections of a page
const NEAREST = 3 // pages that are offered where none answers
const ASKED = 8 // words of a query that are looked up, the rarest ones
const READ = 3 // pages that are read to see whether a query stands there as it is
const FOR = 1.4 // what a page is for counts so much more than what stands on it
const WHOLE = 0.6 // what it is worth that a query stands somewhere as it is
const ENOUGH = 0.3 // a page answers that meets so much of what was asked
const AS_WELL = 0.75 // of what the page about errors explains: so much is as good
const LISTED = 0.5 // what stands there is worth, where no error is asked for: all is there

/**
 * @typedef {{word: string, stems: Map<number, number>, rarity: number}} Asked
 * @typedef {{section: number, beside: number[]}} Hit the best section of a page, and others of it
 * @typedef {{hits: Hit[], near: boolean}} Found near: none answers, these come nearest
 * @typedef {{address: string, title: string, page: string}} Place where a section stands
 * @typedef {{score: number, met: number}} Sum what a section is worth, and how much it meets
 * @typedef {Sum & {explained: number, error: number}} Meant how well what a page is for meets a query: how much of a message it explains, and by which of its errors
 */

/** The index of a site. */
export class Index {
  #vocabulary
  #start
  #pieces
  #stop
  #boosts
  /** @type {Purpose[]} */
  #purposes

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
    this.#pieces = new Pieces(start, read)
    this.#stop = new Set(start.stop.split(" "))
    this.#boosts = new Map(start.boosts)
    const vocabulary = new Vocabulary(start.words, start.same)
    this.#vocabulary = vocabulary
    const stems = (/** @type {string} */ text) =>
      telling(text, this.#stop).map((word) => vocabulary.stem(word)).filter((stem) => stem !== undefined)
    this.#purposes = start.pages.map(
      ([, title], page) => new Purpose([title, ...(start.asked[page] ?? [])], start.errors[page] ?? [], stems, (stem) => this.#rarity(stem)),
    )
  }

  /**
   * The pages that answer a query, best first; where none does, those that come nearest.
   * @param {string} query
   * @returns {Promise<Found>}
   */
  async find(query) {
    const text = message(query)
    const asked = this.#asked(text)
    const known = asked.filter(({stems}) => stems.size)
    const sections = await this.#scored(known)
    if (/\W/.test(text)) await this.#whole(saying(text).toLowerCase(), sections)
    const pages = this.#start.pages.map((_, page) => this.#page(page, sections, this.#purposes[page]?.meets(text, known)))
    this.#listed(pages)
    const found = pages.filter(({score}) => score > 0).sort((one, other) => other.score - one.score)
    const enough = ENOUGH * asked.reduce((sum, {rarity}) => sum + rarity, 0)
    const answers = found.filter(({met}) => met >= enough)
    if (answers.length) return {hits: answers.slice(0, MOST), near: false}
    return {hits: this.#nearest(text, found), near: true}
  }

  /**
   * Where a section stands: its address below the site's, its title and its page's.
   * @param {number} section
   * @returns {Place}
   */
  place(section) {
    const [page, anchor, title] = this.#pieces.section(section)
    const [address, name] = this.#start.pages[page] ?? ["", ""]
    return {address: anchor ? `${address}#${anchor}` : address, title, page: name}
  }

  /**
   * The text around what a query asks for, in parts.
   * @param {number} section
   * @param {string} query
   */
  async excerpt(section, query) {
    const text = message(query)
    const stems = new Set(this.#asked(text).flatMap(({stems: each}) => [...each.keys()]))
    return cut(await this.#pieces.text(section), text, (word) => stems.has(this.#vocabulary.stem(word) ?? -1))
  }

  /** @param {number} stem */
  #rarity(stem) {
    return Math.log(1 + this.#start.sections.length / (1 + (this.#start.often[stem] ?? 0)))
  }

  /**
   * The words of a message that say something, each with what it may mean. The last may
   * not be typed to its end.
   * @param {string} text
   * @returns {Asked[]}
   */
  #asked(text) {
    const asked = telling(text, this.#stop).map((word) => {
      const stems = this.#vocabulary.meant(word, text.toLowerCase().endsWith(word))
      const exact = this.#vocabulary.stem(word)
      const meant = exact === undefined ? [...stems.keys()] : [exact]
      // what the site has not one word of says little: a name, a path
      const rarity = meant.length ? Math.min(...meant.map((stem) => this.#rarity(stem))) : this.#rarity(-1) / 2
      return {word, stems, rarity}
    })
    return asked.sort((one, other) => other.rarity - one.rarity).slice(0, ASKED)
  }

  /**
   * What the words of a query are worth in sections.
   * @param {Asked[]} asked
   * @returns {Promise<Map<number, Sum>>}
   */
  async #scored(asked) {
    const whole = asked.reduce((sum, {rarity}) => sum + rarity, 0)
    /** @type {Map<number, Sum>} */
    const sums = new Map()
    const standing = await Promise.all(asked.map(({stems}) => this.#pieces.standing(stems)))
    for (const [at, {rarity}] of asked.entries())
      for (const [section, {worth, fit}] of standing[at] ?? []) {
        const sum = sums.get(section) ?? {score: 0, met: 0}
        sums.set(section, {score: sum.score + (rarity * worth) / whole, met: sum.met + rarity * fit})
      }
    for (const sum of sums.values()) sum.score *= (sum.met / whole) ** 1.5
    return sums
  }

  /**
   * Let those sections count more in which a text stands as it was asked for.
   * @param {string} text
   * @param {Map<number, Sum>} sections
   */
  async #whole(text, sections) {
    const ordered = [...sections].sort(([, one], [, other]) => other.score - one.score)
    const near = new Set(ordered.map(([section]) => this.#pieces.section(section)[0]).slice(0, 5 * READ))
    const read = [...near].slice(0, READ)
    for (const [section, sum] of sections)
      if (read.includes(this.#pieces.section(section)[0]) && flat(await this.#pieces.text(section)).toLowerCase().includes(text)) sum.score += WHOLE
  }

  /**
   * What a page is worth, and where on it to go: to the section that is worth most, or to
   * its top, where the page as a whole is what was asked for.
   * @param {number} page
   * @param {Map<number, Sum>} sections
   * @param {Meant} purpose how well what it is for meets the query
   * @returns {Hit & Sum & {explained: number}}
   */
  #page(page, sections, purpose = {score: 0, met: 0, explained: 0, error: -1}) {
    const [first, count] = this.#pieces.sections(page)
    const none = {section: first, score: 0, met: 0}
    const scored = Array.from({length: count}, (_, at) => ({...none, ...sections.get(first + at), section: first + at}))
    const most = Math.max(...scored.map(({score}) => score))
    const met = Math.max(purpose.met, ...scored.map((each) => each.met))
    if (scored[0]) scored[0].score += 0.3 * purpose.score
    scored.sort((one, other) => other.score - one.score)
    const instead = page === this.#start.instead
    // the page about errors knows where each of them stands
    const place = instead ? this.#start.places[purpose.error] : undefined
    if (place) scored.sort((one, other) => Number(other.section === place) - Number(one.section === place))
    const [best = none, ...others] = scored
    const beside = others.filter(({score}) => score > 0.5 * best.score).slice(0, BESIDE)
    const worth = instead && !purpose.explained ? LISTED * most : FOR * purpose.score + most
    const score = worth * (this.#boosts.get(page) ?? 1)
    return {section: best.section, beside: beside.map(({section}) => section), score, met, explained: purpose.explained}
  }

  /**
   * Let the page about errors come behind one that explains the same error.
   * @param {(Sum & {explained: number})[]} pages
   */
  #listed(pages) {
    const list = pages[this.#start.instead ?? -1]
    if (!list?.explained) return
    const others = pages.filter((each) => each !== list && each.explained >= AS_WELL * list.explained)
    if (others.length) list.score = Math.min(list.score, 0.99 * Math.max(...others.map(({score}) => score)))
  }

  /**
   * What to offer where no page answers: those that have a little of it, else those whose
   * title looks most like it; and the page about errors, if the site has one.
   * @param {string} text
   * @param {Hit[]} found
   * @returns {Hit[]}
   */
  #nearest(text, found) {
    const {pages, instead} = this.#start
    const top = (/** @type {number} */ page) => ({section: this.#pieces.sections(page)[0], beside: []})
    const like = pages.map(([, title], page) => ({page, like: likeness(text, title)}))
    like.sort((one, other) => other.like - one.like)
    const near = found.length ? found : like.map(({page}) => top(page))
    const last = instead === null ? [] : [top(instead)]
    return [...near.slice(0, NEAREST).filter(({section}) => section !== last[0]?.section), ...last]
  }
}
