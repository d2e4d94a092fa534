// Dragging: a line follows a mouse, a pen or a finger, and is put where it is dropped.

const SLACK = 5 // pixels that a press may wander and still be a press
const EDGE = 56 // pixels from the edge of the window, where the page scrolls along

/**
 * Where a line would go: before another of a list, or at its end, and by how many steps
 * further in.
 * @typedef {{list: HTMLElement, before: HTMLElement | null, by: number}} Place
 */
/** @typedef {{line: HTMLElement, x: number, y: number, id: number, place?: Place}} Held */

/**
 * Let the lines of two lists be dragged, the second of which lies below the first. By a
 * finger only at a button that says so (`data-act="move"`): elsewhere it scrolls.
 * @param {HTMLElement} upper
 * @param {HTMLElement} lower
 * @param {{
 *   step: () => number,
 *   begin: (line: HTMLElement) => void,
 *   over: (line: HTMLElement, place: Place) => void,
 *   end: (line: HTMLElement, place: Place | undefined) => void,
 * }} does
 */
export function draggable(upper, lower, does) {
  /** @type {Held | undefined} */
  let held

  /** @param {PointerEvent} event */
  const start = (event) => {
    const pressed = /** @type {Element} */ (event.target)
    const line = /** @type {HTMLElement | null} */ (pressed.closest("li"))
    const knob = pressed.closest("button")
    if (event.button || !line || held) return
    if (knob ? knob.dataset.act !== "move" : event.pointerType !== "mouse") return
    held = {line, x: event.pageX, y: event.pageY, id: event.pointerId}
    addEventListener("pointermove", move)
    addEventListener("pointerup", drop)
    addEventListener("pointercancel", cancel)
    addEventListener("keydown", escape)
  }

  /** @param {PointerEvent} event */
  const move = (event) => {
    if (event.pointerId !== held?.id) return
    const {line, x, y} = held
    const [right, down] = [event.pageX - x, event.pageY - y]
    if (!held.place) {
      if (Math.hypot(right, down) < SLACK) return
      line.setPointerCapture(held.id)
      does.begin(line)
    }
    if (event.clientY < EDGE) scrollBy(0, -8)
    if (event.clientY > innerHeight - EDGE) scrollBy(0, 8)
    held.place = placed(line, event.clientY, Math.round(right / does.step()))
    line.style.setProperty("transform", `translateY(${down}px)`)
    does.over(line, held.place)
  }

  /**
   * @param {HTMLElement} line
   * @param {number} y
   * @param {number} by
   * @returns {Place}
   */
  const placed = (line, y, by) => {
    const list = y < lower.getBoundingClientRect().top ? upper : lower
    const before = [...list.children].find((each) => {
      const {top, height} = each.getBoundingClientRect()
      return each !== line && y < top + height / 2
    })
    return {list, before: /** @type {HTMLElement | undefined} */ (before) ?? null, by}
  }

  /** @param {Place} [place] */
  const over = (place) => {
    removeEventListener("pointermove", move)
    removeEventListener("pointerup", drop)
    removeEventListener("pointercancel", cancel)
    removeEventListener("keydown", escape)
    const last = held
    held = undefined
    if (!last?.place) return
    last.line.style.removeProperty("transform")
    does.end(last.line, place)
  }

  /** @param {PointerEvent} event */
  const drop = (event) => {
    if (event.pointerId === held?.id) over(held.place)
  }

  /** @param {PointerEvent} event */
  const cancel = (event) => {
    if (event.pointerId === held?.id) over()
  }

  /** @param {KeyboardEvent} event */
  const escape = (event) => {
    if (event.key === "Escape") over()
  }

  for (const list of [upper, lower]) list.addEventListener("pointerdown", start)
}
