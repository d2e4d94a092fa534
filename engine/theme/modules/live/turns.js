// Whose turn it is, and who waits: one Python does one thing at a time.

/** @import {BlockState} from "../shapes.js" */
/**
 * What asks something of Python, and shows how that goes: a block, or an order of lines.
 * @typedef {{
 *   name: string,
 *   state: BlockState,
 *   said: HTMLElement,
 *   stopButton: HTMLElement,
 *   bar?: HTMLProgressElement,
 *   stand(state: BlockState, ...words: (string | Node)[]): void,
 * }} Asked
 */

/** @type {BlockState[]} */
const UNDER_WAY = ["running", "loading", "starting", "waiting"]

/**
 * Whether something that stands like this is under way.
 * @param {BlockState} state
 */
export const isUnderWay = (state) => UNDER_WAY.includes(state)

/**
 * Let something say how it stands. The focus of what was said before goes to Stop, which
 * stays, and does nothing when it is pressed too late.
 * @param {Pick<Asked, "said" | "stopButton">} asked
 * @param {(string | Node)[]} parts
 */
export function tell({said, stopButton}, ...parts) {
  const had = said.contains(document.activeElement)
  said.replaceChildren(...parts)
  if (had) stopButton.focus()
}

export class Turns {
  /** @type {Asked | undefined} */
  owner
  /** What runs for the owner: itself, or what it stands on. @type {Asked | undefined} */
  current
  /** @type {{asked: Asked, go: (wanted: boolean) => void, back: () => void}[]} */
  #queue = []

  /**
   * Wait until it is somebody's turn; tells whether it is still wanted then. `wait` shows
   * that it waits for the owner, and gives what undoes that.
   * @param {Asked} asked
   * @param {(owner: Asked) => () => void} wait
   * @returns {Promise<boolean> | boolean}
   */
  take(asked, wait) {
    if (!this.owner) {
      this.owner = this.current = asked
      return true
    }
    // a run that has ended may still be shown: then one more is meant
    const twice = asked === this.owner && isUnderWay(asked.state)
    if (twice || this.#queue.some((each) => each.asked === asked)) return false
    const back = wait(this.owner)
    return new Promise((go) => this.#queue.push({asked, go, back}))
  }

  /** Let the next have its turn. */
  passOn() {
    const next = this.#queue.shift()
    this.owner = this.current = next?.asked
    if (!next) return
    next.back()
    next.go(true)
  }

  /**
   * Let somebody wait no longer; tells whether it did.
   * @param {Asked} asked
   */
  leave(asked) {
    const at = this.#queue.findIndex((each) => each.asked === asked)
    if (at < 0) return false
    const [left] = this.#queue.splice(at, 1)
    left?.back()
    left?.go(false)
    return true
  }
}
