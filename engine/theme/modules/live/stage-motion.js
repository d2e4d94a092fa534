// Lets control, or a value, travel along its wire.
import {isBack} from "./stage-states.js"
import {drawn} from "./stage-signs.js"

/** @import {Wire} from "./stage-wires.js" */

const CROSSING = 520 // ms
const DASHED = ["end", "make", "drop"] // whose pattern must not be drawn over

/** Whether this reader wants nothing to travel. */
export const isCalm = () => matchMedia("(prefers-reduced-motion: reduce)").matches

/**
 * Wait.
 * @param {number} ms
 */
export const later = (ms) => new Promise((done) => setTimeout(done, ms))

/**
 * Let what crosses travel; ends when it has landed, or once `goesOn` says no.
 * @param {Wire[]} wires
 * @param {() => boolean} goesOn
 */
export function travel(wires, goesOn) {
  const parts = wires.map(({group, path, tip, what, kind}) => {
    const value = (isBack(kind) || kind === "send" || kind === "throw") && what.isConnected
    const token = value ? /** @type {SVGElement} */ (what.cloneNode(true)) : drawn("circle", {r: 6, class: "token"})
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
