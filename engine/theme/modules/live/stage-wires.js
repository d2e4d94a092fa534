// Draws what crosses between an asker and its cards, and lets it travel.
import {every} from "../elements.js"
import {rowAt} from "./stage-drawn.js"
import {drawn as draw} from "./stage-signs.js"
import {end, isBack, since} from "./stage-states.js"

/** @import {Crossing, StageStep} from "../shapes.js" */
/** @import {Drawn} from "./stage-drawn.js" */

/** @typedef {{
 *   group: SVGGElement,
 *   path: SVGPathElement,
 *   tip: SVGElement,
 *   what: SVGGElement,
 *   kind: Crossing[5],
 * }} Wire */

const OFF = 3.5 // px that what leaves and what comes keep from the middle of a card's line
const WIDER = 6 // where one asks and gets at the same line
const LONGEST = 18 // characters of a value on a wire; its title has the whole
const FEWER = 12 // where two stand side by side
const HIGH = 9 // px, half of a word on a wire
const WORSE = 99 // to lie on another word than to be so many px away
const PLACES = 20 // on a wire, where its word may stand
const CROSSING = 520 // ms
const DASHED = ["end", "make", "drop"] // whose pattern must not be drawn over
const VALUES = ["yield", "send", "throw"]

/** @typedef {{x: number, y: number, off: number, card?: DOMRect}} End */

/** @typedef {{x: number, y: number, edge: number, path: SVGPathElement}} Word where it would stand, and its wire */

/**
 * Where an end of a wire is, from a board's corner.
 * @param {Drawn} lane
 * @param {number} line
 * @param {DOMRect} box
 * @param {boolean} narrow
 * @param {boolean} both
 * @returns {End}
 */
function place(lane, line, box, narrow, both) {
  const row = rowAt(lane, line)
  const at = row.getBoundingClientRect()
  const y = at.top + Number.parseFloat(getComputedStyle(row).lineHeight) / 2 - box.top
  if (!lane.you) {
    const card = lane.node.getBoundingClientRect()
    return {x: card.left - 2 - box.left, y, off: OFF, card}
  }
  const code = (row.querySelector("code") ?? row).getBoundingClientRect()
  return {x: (narrow ? at.left - 1 : code.right + 8) - box.left, y, off: both ? WIDER : 0}
}

/**
 * The way of a wire, which turns once in the gutter; and the place of its word.
 * @param {End} a
 * @param {End} b
 * @param {boolean} back
 * @param {boolean} narrow
 * @param {DOMRect} box
 */
function route(a, b, back, narrow, box) {
  const edge = (a.card ?? b.card ?? box).left - box.left
  let x
  if (a.card && b.card) {
    a.y += OFF
    b.y -= OFF
    x = edge - (narrow ? (back ? 26 : 14) : back ? 62 : 24)
  } else {
    a.y += back ? a.off : -a.off
    b.y += back ? b.off : -b.off
    const down = back ? a.y > b.y : b.y > a.y
    x = narrow ? edge - (back ? 28 : 20) : edge - (back === down ? 48 : 34)
  }
  if (Math.abs(b.y - a.y) < 9) b.y = a.y
  const rise = b.y - a.y
  const turn = Math.min(6, Math.abs(rise) / 2)
  const down = Math.sign(rise)
  const out = Math.sign(x - a.x) || 1
  const into = Math.sign(b.x - x) || 1
  const way = turn < 1.5
    ? `M${a.x} ${a.y}H${b.x}`
    : `M${a.x} ${a.y}H${x - out * turn}Q${x} ${a.y} ${x} ${a.y + down * turn}V${b.y - down * turn}Q${x} ${b.y} ${x + into * turn} ${b.y}H${b.x}`
  // its word stands on the longest part
  const parts = [
    {long: Math.abs(x - a.x), x: (a.x + x) / 2, y: a.y},
    {long: Math.abs(rise), x, y: a.y + rise * (a.card && b.card ? 0.5 : 0.3)},
    {long: Math.abs(b.x - x), x: (x + b.x) / 2, y: b.y},
  ]
  const best = parts.reduce((most, each) => (each.long > most.long ? each : most))
  const flat = best.y === a.y || best.y === b.y
  const aside = flat && (a.off === WIDER || b.off === WIDER) ? (back ? -0.12 : 0.28) * best.long : 0
  return {way, into, edge, x: best.x + aside, y: best.y, long: best.long}
}

/**
 * A text, or as much of it as there is room for.
 * @param {string} text
 * @param {number} most
 */
function cut(text, most) {
  const letters = [...text]
  return letters.length > most ? `${letters.slice(0, Math.max(most, 4) - 1).join("")}…` : text
}

/**
 * Where on its wire a word lies on nothing: as near as can be to where it would stand.
 * @param {Word} best
 * @param {number} half
 * @param {DOMRect[]} taken
 */
function free(best, half, taken) {
  const part = best.path.getTotalLength() / PLACES
  /** @param {{x: number, y: number}} at */
  const cost = ({x, y}) => taken.reduce((sum, {left, right, top, bottom}) => {
    const across = Math.min(x + half, right) - Math.max(x - half, left)
    const down = Math.min(y + HIGH, bottom) - Math.max(y - HIGH, top)
    return sum + (across > 0 && down > 0 ? WORSE * across * down : 0)
  }, Math.hypot(x - best.x, y - best.y))
  /** @type {{x: number, y: number}[]} */
  const places = [best, ...Array.from({length: PLACES}, (_, n) => best.path.getPointAtLength(n * part))]
  return places.reduce((least, each) => (cost(each) < cost(least) ? each : least))
}

/**
 * Draw what has crossed since the moment before a step; returns the wires of that step.
 * @param {HTMLElement} figure
 * @param {Map<string, Drawn>} lanes
 * @param {StageStep[]} steps
 * @param {number} at
 * @param {Set<string>} shared
 * @returns {Wire[]}
 */
export function wires(figure, lanes, steps, at, shared) {
  /** @type {Wire[]} */
  const last = []
  const crossings = steps.slice(since(steps, at), at + 1).flatMap(({cross}, n) => (cross ?? []).map((each) => ({each, step: since(steps, at) + n})))
  for (const board of every(".board", figure)) {
    const over = board.querySelector(":scope > svg") ?? board.appendChild(draw("svg", {class: "wires", "aria-hidden": "true"}))
    over.replaceChildren()
    const box = board.getBoundingClientRect()
    const narrow = getComputedStyle(board).getPropertyValue("--narrow").trim() === "1"
    /** @type {(Word & {half: number, what: SVGGElement})[]} */
    const said = []
    for (const {each, step} of crossings) {
      const [fromId, fromLine, toId, toLine, value, kind] = each
      const from = lanes.get(fromId)
      const to = lanes.get(toId)
      if (!from || !to || from === to || !board.contains(from.node) || from.node.hidden || to.node.hidden) continue
      const back = isBack(kind)
      const a = place(from, fromLine, box, narrow, shared.has(end(fromId, fromLine)))
      const b = place(to, toLine, box, narrow, shared.has(end(toId, toLine)))
      const found = route(a, b, back, narrow, box)
      const letter = VALUES.includes(kind) ? 8 : 6.6
      const text = cut(value, narrow ? FEWER : Math.max(value.length < 8 ? 8 : 0, Math.min(LONGEST, Math.floor((found.long - 20) / letter))))
      const half = [...text].length * letter / 2 + 6
      const path = draw("path", {d: found.way, class: "wire"})
      const tip = draw("path", {class: "tip", d: `M${b.x + found.into * 2} ${b.y}l${-found.into * 8} -4.5v9z`})
      const what = draw("g", {class: `what ${kind}`}, draw("title", {}, value), draw("rect", {x: -half, y: -HIGH, width: half * 2, height: HIGH * 2, rx: 4}), draw("text", {y: 4.5}, text))
      const group = draw("g", {class: kind}, draw("path", {d: found.way, class: "halo"}), path, tip)
      over.append(group)
      // in the gap above the lower one's head, the answer to the right of the question
      if (narrow) found.y = Math.max(...[a, b].map((one) => (one.card ?? box).top)) - box.top - 12
      if (text) said.push({...found, half, path, what})
      if (step === at) last.push({group, path, tip, what, kind})
    }
    // words lie above all wires; the longest has the choice
    over.append(...said.map(({what}) => what))
    let beside = -12
    if (!narrow) said.sort((one, two) => two.half - one.half)
    // lines scarcely touch where their boxes do
    const taken = every(".card, .you code, .you .head > *, .tip", board).filter((each) => each.checkVisibility({visibilityProperty: true}))
      .flatMap((each) => [...each.getClientRects()]).map(({x, y, width, height}) => new DOMRect(x - box.x, y - box.y + 2, width, height - 4))
    for (const {what, half, ...word} of said) {
      const {x, y} = narrow ? {...word, x: word.edge + half + beside} : free(word, half, taken)
      beside += half * 2 + 6
      taken.push(new DOMRect(x - half, y - HIGH, half * 2, HIGH * 2))
      what.setAttribute("transform", `translate(${x} ${y})`)
    }
  }
  return last
}

/** Whether this reader wants nothing to travel. */
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches

/**
 * Wait.
 * @param {number} ms
 */
export const later = (ms) => new Promise((done) => setTimeout(done, ms))

/**
 * Let what crosses travel; ends when it has landed, or once `goesOn` says no.
 * @param {Wire[]} moving
 * @param {() => boolean} goesOn
 */
export function travel(moving, goesOn) {
  const parts = moving.map(({group, path, tip, what, kind}) => {
    const value = (isBack(kind) || kind === "send" || kind === "throw") && what.isConnected
    const token = value ? /** @type {SVGElement} */ (what.cloneNode(true)) : draw("circle", {r: 6, class: "token"})
    what.style.opacity = tip.style.opacity = "0"
    group.append(token)
    const long = path.getTotalLength()
    const dashed = DASHED.includes(kind)
    if (!dashed) path.style.strokeDasharray = String(long)
    return {path, token, long, dashed}
  })
  const start = performance.now()
  return new Promise((done) => {
    /** @param {number} now */
    const tick = (now) => {
      const part = Math.min(1, Math.max(0, now - start) / CROSSING)
      const eased = part * part * (3 - 2 * part)
      for (const {path, token, long, dashed} of parts) {
        const {x, y} = path.getPointAtLength(long * eased)
        token.setAttribute("transform", `translate(${x} ${y})`)
        if (!dashed) path.style.strokeDashoffset = String(long * (1 - eased))
      }
      if (part < 1 && goesOn()) requestAnimationFrame(tick)
      else done(undefined)
    }
    requestAnimationFrame(tick)
  })
}
