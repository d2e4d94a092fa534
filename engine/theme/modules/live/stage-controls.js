// The controls of a stage: what is pressed, where one is, and what else can be done.
import {button, disable, every, filled, made} from "../elements.js"
import {words} from "./stage-signs.js"

/** @typedef {"back" | "play" | "next"} Act */

/** @typedef {{
 *   to: (stop: number) => unknown,
 *   act: (act: Act | "first" | "last") => unknown,
 *   lines: ((every: boolean) => void) | undefined,
 *   picture: (pressed: HTMLElement) => unknown,
 *   link: ((pressed: HTMLElement) => unknown) | undefined,
 *   alone: string | undefined,
 * }} Heard what controls tell their stage */

/** @typedef {{moment: boolean}} Stop */

const DOT = 13 // px that a dot takes, with a gap

export class Controls {
  #track = made("ol")
  #range = made("input")
  #place = made("span", "place")
  #box
  #figure
  #name

  /**
   * @param {HTMLElement} figure
   * @param {string} name
   * @param {Heard} heard
   */
  constructor(figure, name, heard) {
    this.#figure = figure
    this.#name = name
    this.#box = /** @type {HTMLElement} */ (figure.querySelector(".controls"))
    this.#range.type = "range"
    this.#range.min = "1"
    this.#range.setAttribute("aria-label", words.moment)
    this.#track.setAttribute("aria-hidden", "true")
    this.#range.addEventListener("input", () => heard.to(Number(this.#range.value) - 1))
    this.#box.append(made("div", "time", this.#track, this.#range), this.#place)
    figure.querySelector(".under")?.append(this.#along(heard))
    figure.addEventListener("keydown", (event) => this.#key(event, heard))
  }

  /** @param {Heard} heard */
  #along({lines, picture, link, alone}) {
    const along = made("div", "along")
    if (lines) {
      const all = button(words.every_line, "", () => {
        const on = all.getAttribute("aria-pressed") !== "true"
        all.setAttribute("aria-pressed", String(on))
        lines(on)
      })
      all.setAttribute("aria-pressed", "false")
      along.append(all)
    }
    if (this.#figure.querySelector(".times")) {
      const table = button(words.table, "", () => {
        const on = this.#figure.classList.toggle("tabled")
        table.setAttribute("aria-pressed", String(on))
      })
      table.setAttribute("aria-pressed", "false")
      along.append(table)
    }
    const copy = button(words.copy_picture, "", () => picture(copy))
    along.append(copy)
    if (link) {
      const address = button(words.copy_link, "", () => link(address))
      along.append(address)
    }
    if (alone) {
      const away = made("a", "", words.alone)
      away.href = alone
      along.append(away)
    }
    return along
  }

  /**
   * Keys inside; Escape leaves.
   * @param {KeyboardEvent} event
   * @param {Heard} heard
   */
  #key(event, {act}) {
    const {key, target} = event
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element)) return
    if (target.closest("input:not([type=range]), summary, .prompt, .editor")) return
    if (key === "Escape") return this.#leave()
    /** @type {Record<string, Parameters<typeof act>[0]>} */
    const acts = {ArrowRight: "next", ArrowLeft: "back", Home: "first", End: "last"}
    const found = key === " " && !target.closest("button, a, [data-pick]") ? "play" : acts[key]
    if (!found) return
    event.preventDefault()
    act(found)
  }

  /** Let the focus go on behind the stage. */
  #leave() {
    const behind = made("span")
    behind.tabIndex = -1
    this.#figure.after(behind)
    behind.addEventListener("blur", () => behind.remove(), {once: true})
    behind.focus({preventScroll: true})
  }

  /**
   * The button of an act.
   * @param {Act} act
   */
  #pressed(act) {
    return every(`[data-act=${act}]`, this.#box)
  }

  /** @param {boolean} playing */
  play(playing) {
    for (const each of this.#pressed("play")) {
      const word = playing ? words.pause : words.play
      if (each.textContent === word) continue
      each.textContent = word
      if (this.#name) each.setAttribute("aria-label", filled(words.about, {word, about: this.#name}))
    }
  }

  /**
   * Show at which stop a stage is.
   * @param {Stop[]} stops
   * @param {number} at
   * @param {boolean} asking
   */
  show(stops, at, asking) {
    const last = stops.length - 1
    this.#place.textContent = at ? filled(words.place, {number: at, all: last}) : words.start
    this.#range.max = String(stops.length)
    this.#range.value = String(at + 1)
    this.#range.setAttribute("aria-valuetext", at ? filled(words.moment_of, {number: at, all: last}) : words.start)
    this.#track.replaceChildren(...stops.map(({moment}, stop) => {
      const dot = made("li", `${stop < at ? "past" : ""} ${moment ? "" : "small"}`.trim())
      if (stop === at) dot.setAttribute("aria-current", "step")
      return dot
    }))
    this.#track.classList.toggle("many", stops.length * DOT > this.#track.clientWidth)
    for (const each of this.#pressed("back")) disable(each, !at)
    for (const each of this.#pressed("next")) disable(each, at === last || asking)
    for (const each of this.#pressed("play")) disable(each, asking)
  }
}
