// How well what a page is for meets a query: its question, what people also call that,
// and the errors that it explains.
import {Pattern} from "./query.js"

/** @import {Asked, Meant} from "./index.js" */

const ALL = 0.4 // what all phrases together are worth beside the best one

/** What one page is for. */
export class Purpose {
  #stems
  #rarity
  /** @type {Set<number>[]} */
  #phrases
  /** @type {Pattern[]} */
  #errors

  /**
   * @param {string[]} phrases
   * @param {string[]} errors
   * @param {(text: string) => number[]} stems those of the words of a text that say something
   * @param {(stem: number) => number} rarity
   */
  constructor(phrases, errors, stems, rarity) {
    this.#stems = stems
    this.#rarity = rarity
    this.#errors = errors.map((error) => new Pattern(error))
    this.#phrases = [...phrases, ...this.#errors.map(({text}) => text)].map((text) => new Set(stems(text)))
  }

  /**
   * How well the page meets a query, 0 to 1 and a bit: by its best phrase or error, and a
   * little by all its phrases together. How much of a message it explains is told apart,
   * and which of its errors does.
   * @param {string} message
   * @param {Asked[]} asked
   * @returns {Meant}
   */
  meets(message, asked) {
    const whole = asked.reduce((sum, {rarity}) => sum + rarity, 0)
    if (!whole) return {score: 0, met: 0, explained: 0, error: -1}
    let best = 0
    for (const phrase of this.#phrases) best = Math.max(best, (2 * this.#met(asked, phrase)) / (whole + this.#weight(phrase)))
    const met = this.#met(asked, new Set(this.#phrases.flatMap((phrase) => [...phrase])))
    const {explained, error} = this.#explains(message)
    return {score: Math.max(best, explained) + (ALL * met) / whole, met, explained, error}
  }

  /**
   * How much of a message is an error that the page explains, and which: of two, the one
   * that says more.
   * @param {string} message
   */
  #explains(message) {
    const most = {explained: 0, length: 0, error: -1}
    for (const [error, pattern] of this.#errors.entries()) {
      const beside = pattern.beside(message)
      if (beside === null) continue
      const own = this.#weight(this.#stems(pattern.text))
      const explained = own && own / (own + this.#weight(this.#stems(beside)))
      const {length} = pattern.text
      if (explained > most.explained || (explained === most.explained && length > most.length)) Object.assign(most, {explained, length, error})
    }
    return most
  }

  /**
   * @param {Asked[]} asked
   * @param {Set<number>} phrase
   */
  #met(asked, phrase) {
    let sum = 0
    for (const {stems, rarity} of asked) sum += rarity * Math.max(0, ...[...stems].map(([stem, fit]) => (phrase.has(stem) ? fit : 0)))
    return sum
  }

  /** @param {Iterable<number>} stems */
  #weight(stems) {
    return [...stems].reduce((sum, stem) => sum + this.#rarity(stem), 0)
  }
}
