// Draws one state of a stage into its figure: who is where, and how it stands.
import {every, filled, made} from "../elements.js"
import {ABSENT, since} from "./stage-states.js"
import {sign, word, words} from "./stage-signs.js"

/** @import {Board, StageStep} from "../shapes.js" */
/** @import {Lane, Stand} from "./stage-states.js" */

const ROOMS = 4 // of what is kept, so many of the longest keep their room
const SHORT = 24 // characters of a last line that leave room for a count beside it

/** @typedef {{
 *   id: string,
 *   node: HTMLElement,
 *   rows: HTMLElement[],
 *   you: boolean,
 *   first: number,
 *   counts: boolean,
 * }} Drawn a lane, and its nodes */

/**
 * The lanes of a figure, by their names.
 * @param {HTMLElement} figure
 * @param {Board[]} boards
 */
export function lanes(figure, boards) {
  const cards = new Map(boards.flatMap((board) => board.cards.map((card) => [card.id, card])))
  return new Map(every("[data-lane]", figure).map((node) => {
    const id = node.dataset.lane ?? ""
    const of = cards.get(id)
    /** @type {Drawn} */
    const lane = {id, node, rows: every("li:not(.fold)", node), you: !of, first: of?.first ?? 0, counts: of?.counts ?? false}
    return [id, lane]
  }))
}

/**
 * The row of a lane at a line, as a crossing names it; its head where it has none.
 * @param {Drawn} lane
 * @param {number} line
 */
export function rowAt(lane, line) {
  const row = lane.rows[line - lane.first]
  if (row && (lane.you || line)) return seen(row)
  return /** @type {HTMLElement} */ (lane.node.querySelector(".head"))
}

/**
 * A row, or the sign of the fold that hides it.
 * @param {HTMLElement} row
 */
function seen(row) {
  if (!row.hidden) return row
  let shown = row
  while (shown.hidden && shown.previousElementSibling) shown = /** @type {HTMLElement} */ (shown.previousElementSibling)
  return shown
}

/**
 * Show what names hold, and a count; the longest of all keeps its room, so that nothing
 * moves. A count alone stands in the corner, where the last line leaves it room.
 * @param {Drawn} lane
 * @param {Lane} now
 * @param {Lane[]} all
 */
function keep({node, rows, counts}, {keeps: text, asked, gave}, all) {
  const longest = [...new Set(all.map(({keeps}) => keeps))].filter(Boolean).sort((one, other) => other.length - one.length).slice(0, ROOMS)
  const count = counts && asked ? filled(words.counts, {asked, gave}) : ""
  const held = (/** @type {string} */ name, /** @type {string} */ said, /** @type {string} */ beside) =>
    made("span", name, made("span", "count", beside), ...(said ? [made("i", "", words.keeps), " ", said.replaceAll("  ", " \u00a0")] : []))
  const most = Math.max(...all.flatMap((each) => [each.asked, each.gave]))
  const room = counts ? filled(words.counts, {asked: most, gave: most}) : ""
  const rooms = (longest.length ? longest : [""]).map((each) => held("off", each, room))
  for (const keeps of every(".keeps", node)) {
    keeps.replaceChildren(...rooms, held("now", text, count))
    keeps.hidden = !longest.length && !counts
    keeps.classList.toggle("corner", !longest.length && (rows.at(-1)?.textContent ?? "").length <= SHORT)
  }
}

/**
 * Show a number, as a length too.
 * @param {HTMLElement} meter
 * @param {number} size
 * @param {number} most
 */
function measure(meter, size, most) {
  meter.style.setProperty("--share", String(size / most))
  for (const number of every("b", meter)) number.textContent = String(size)
}

/**
 * Draw how all stand at a step; `ran` are the steps since the moment before.
 * @param {Map<string, Drawn>} drawn
 * @param {Stand[]} stands
 * @param {StageStep[]} steps
 * @param {number} at
 * @param {Stand} [half] how they stand instead, while something is on its way
 */
export function paint(drawn, stands, steps, at, half) {
  const stand = half ?? stands[at]
  const most = Math.max(1, ...stands.flatMap((each) => [...each.values()].flatMap(({meters}) => meters)))
  const past = steps.slice(since(steps, at), at + 1)
  for (const lane of drawn.values()) {
    const now = stand?.get(lane.id) ?? ABSENT
    const {node, rows, you} = lane
    node.dataset.state = now.state
    node.hidden = now.off
    for (const is of every(".is", node)) {
      const own = you && node.dataset.turn && now.state === "running" && now.at >= now.seen
      is.replaceChildren(...sign(now.state), " ", own ? (node.dataset.turn ?? "") : word(now.state))
    }
    rows.forEach((row, place) => {
      const line = place + lane.first
      const here = line === now.at && (you ? place <= now.seen : now.state !== "created")
      // it comes to a line; where it's woken, it was before
      const ran = !you && past.some((each) => each.lanes?.[lane.id]?.at === line)
      row.classList.toggle("ran", ran)
      row.classList.remove("wrong")
      row.querySelector(":scope > .sign")?.remove()
      row.toggleAttribute("data-at", here)
      if (here) row.prepend(...sign(now.state))
      if (you) {
        row.classList.toggle("seen", place < now.seen)
        row.classList.toggle("next", here && place === now.seen && row.classList.contains("in"))
      }
    })
    keep(lane, now, stands.map((each) => each.get(lane.id) ?? ABSENT))
    every(".meter", node).forEach((meter, n) => measure(meter, now.meters[n] ?? 0, most))
  }
}
