// Predict with your hand: before it goes on, a stage asks for a line or for a text.
import {button, every, made} from "../elements.js"
import {rowAt} from "./stage-drawn.js"
import {sign, words} from "./stage-signs.js"

/** @import {Prediction, Sentence} from "../shapes.js" */
/** @import {Drawn} from "./stage-drawn.js" */

/** @typedef {{
 *   figure: HTMLElement,
 *   lanes: Map<string, Drawn>,
 *   tell: (said: Sentence) => void,
 *   solved: () => void,
 * }} Asked what a question needs of its stage */

export class Predicting {
  /** @type {Prediction | undefined} */
  #question
  #box = made("form", "predicting")
  #stage

  /** @param {Asked} stage */
  constructor(stage) {
    this.#stage = stage
    this.#box.hidden = true
    this.#box.addEventListener("submit", (event) => {
      event.preventDefault()
      this.#answer(this.#box.querySelector("input")?.value.trim() ?? "")
    })
    stage.figure.querySelector(".controls")?.before(this.#box)
    stage.figure.addEventListener("click", (event) => this.#pressed(event.target))
    stage.figure.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return
      if (this.#pressed(event.target)) event.preventDefault()
    })
  }

  /** Whether an answer is waited for. */
  get waits() {
    return this.#question !== undefined
  }

  /**
   * Ask, or ask nothing.
   * @param {Prediction} [question]
   */
  ask(question) {
    if (question === this.#question) return
    const had = this.#box.contains(document.activeElement) || document.activeElement?.hasAttribute("data-pick")
    this.#question = question
    const {figure} = this.#stage
    figure.classList.toggle("asking", question !== undefined)
    this.#box.hidden = !question
    for (const row of every("[data-pick]", figure)) {
      for (const name of ["data-pick", "tabindex", "role"]) row.removeAttribute(name)
    }
    if (!question) {
      if (had) /** @type {HTMLElement | null} */ (figure.querySelector("[data-act=next]"))?.focus({preventScroll: true})
      return
    }
    const reveal = button(words.reveal, "", () => this.#stage.solved())
    if (question.kind === "line") {
      for (const row of this.#rows()) {
        row.dataset.pick = ""
        row.tabIndex = 0
        row.setAttribute("role", "button")
      }
      this.#box.replaceChildren(button(words.nowhere, "", () => this.#answer("0")), reveal)
    } else {
      const field = made("input")
      field.autocapitalize = "off"
      field.autocomplete = "off"
      field.spellcheck = false
      field.setAttribute("aria-label", question.asks.join(""))
      const answer = made("button", "", words.answer)
      this.#box.replaceChildren(field, answer, reveal)
    }
  }

  #rows() {
    const lane = this.#stage.lanes.get(this.#question?.card ?? "")
    return lane?.rows ?? []
  }

  /**
   * Take a press on a line as the answer; tells whether it was one.
   * @param {EventTarget | null} target
   */
  #pressed(target) {
    const row = target instanceof Element ? target.closest("[data-pick]") : null
    const {card = ""} = this.#question ?? {}
    const lane = this.#stage.lanes.get(card)
    if (!row || !lane) return false
    const place = lane.rows.indexOf(/** @type {HTMLElement} */ (row))
    this.#answer(String(place + lane.first))
    return true
  }

  /** @param {string} given */
  #answer(given) {
    const question = this.#question
    if (!question || !given) return
    if (given === question.right) return this.#stage.solved()
    const lane = this.#stage.lanes.get(question.card ?? "")
    if (question.kind === "line" && lane) {
      for (const old of every("li.wrong", lane.node)) {
        old.classList.remove("wrong")
        if (!old.hasAttribute("data-at")) old.querySelector(":scope > .sign")?.remove()
      }
      if (given !== "0") {
        const row = rowAt(lane, Number(given))
        row.classList.add("wrong")
        row.querySelector(":scope > .sign")?.remove()
        row.prepend(...sign("raised"))
      }
    }
    this.#stage.tell(question.wrong[given] ?? question.other ?? [words.not_so])
  }
}
