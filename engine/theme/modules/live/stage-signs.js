// Words and signs: a state has one shape and one word, wherever it is told.
import en from "../../messages/en.json" with {type: "json"}
import {made} from "../elements.js"

/** @import {LaneState, Sentence} from "../shapes.js" */

/** What a stage says. */
export const words = en.page.stage

/** @type {Record<string, string>} */
const SHAPES = {
  running: "M2 1 10 5.5 2 10z",
  waits: "M2 1 10 5.5 2 10z",
  suspended: "M1.5 1h2.5v9H1.5zM7 1h2.5v9H7z",
  finished: "M1.5 1.5h8v8h-8z",
  created: "M5.5 1a4.5 4.5 0 1 0 .01 0z",
  raised: "M1.5 1.5l8 8m0-8l-8 8",
}
const HOLLOW = ["waits", "created", "raised"]
const SVG = "http://www.w3.org/2000/svg"

/**
 * Make an element of a drawing.
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} properties
 * @param {(string | Node)[]} inside
 */
export function drawn(tag, properties, ...inside) {
  const node = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(properties)) node.setAttribute(name, String(value))
  node.append(...inside)
  return node
}

/**
 * The sign of a state; nothing where it has none.
 * @param {string} state
 */
export function sign(state) {
  const shape = SHAPES[state]
  if (!shape) return []
  const name = HOLLOW.includes(state) ? "sign hollow" : "sign"
  return [drawn("svg", {viewBox: "0 0 11 11", class: name, "aria-hidden": "true"}, drawn("path", {d: shape}))]
}

/**
 * The word of a state.
 * @param {LaneState} state
 */
export const word = (state) => words.states[state]

/**
 * A sentence of the data: text and code take turns.
 * @param {Sentence} told
 */
export const sentence = (told) => told.map((each, at) => (at % 2 ? made("code", "", each) : each))
