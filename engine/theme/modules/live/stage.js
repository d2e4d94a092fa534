// A stage come alive: it goes from moment to moment, by hand or by itself.
import {button, every, filled, made} from "../elements.js"
import {bring} from "../live.js"
import {Controls} from "./stage-controls.js"
import {lanes, paint} from "./stage-drawn.js"
import {figure as drawnFigure} from "./stage-figure.js"
import {Predicting} from "./stage-predict.js"
import {sentence, words} from "./stage-signs.js"
import {midway, moments, shared, stands} from "./stage-states.js"
import {isCalm, later, travel, wires} from "./stage-wires.js"
import {styled} from "./style.js"
import {give, say} from "./voice.js"

/** @import {Sentence, Stage as Data} from "../shapes.js" */
/** @import {Act} from "./stage-controls.js" */

const LANDED = 200 // ms after a crossing
const LINE = 360 // ms of a line
const REST = 1000 // ms of a moment, while it plays
const SAID = 400 // ms after the last move until it is said

/** @typedef {{link?: ((moment: number, pressed: HTMLElement) => unknown) | undefined}} Ways what else a place can do with a moment */

export class Stage {
  #figure
  #data
  #lanes
  #stands
  #shared
  #controls
  #predicting
  #at = 0
  #run = 0 // which going this is: a newer one ends it
  #every = false
  /** Which playing this is: who pauses and plays again begins another. @type {object | null} */
  #playing = null
  /** What the page says of this moment, shown or not. @type {HTMLElement | undefined} */
  #told
  /** @type {Set<number>} */
  #solved = new Set()
  #now = made("p", "line")
  #said = "" // what is shown of this stop
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer

  /**
   * @param {HTMLElement} figure
   * @param {Data} data
   * @param {string} name
   * @param {Ways} [ways]
   */
  constructor(figure, data, name, {link} = {}) {
    this.#figure = figure
    this.#data = data
    this.#lanes = lanes(figure, data.boards)
    this.#stands = stands(data)
    this.#shared = shared(data.steps)
    give()
    const own = figure.querySelector(".says > [id]") ? (/** @type {HTMLElement} */ pressed) => this.#copyLink(pressed) : undefined
    this.#controls = new Controls(figure, name, {
      to: (stop) => this.#jump(this.#stops[stop] ?? 0),
      act: (act) => this.press(act),
      lines: data.lines ? (on) => this.#lines(on) : undefined,
      picture: (pressed) => this.#picture(pressed),
      link: link ? (pressed) => link(this.moment, pressed) : own,
      alone: figure.dataset.alone,
    })
    this.#predicting = new Predicting({
      figure,
      lanes: this.#lanes,
      tell: (said) => this.#tell(said),
      solved: () => {
        this.#solved.add(this.#at)
        this.#predicting.ask()
        this.press("next")
      },
    })
    this.#now.hidden = true
    figure.querySelector(".under")?.append(this.#now)
    figure.classList.add("alive")
    const over = () => this.#wires()
    new ResizeObserver(over).observe(figure)
    document.fonts.ready.then(over)
    this.#show(0, true)
  }

  get #steps() {
    return this.#data.steps
  }

  get #rests() {
    return moments(this.#steps)
  }

  get #stops() {
    return this.#every ? this.#steps.map((_, at) => at) : this.#rests
  }

  /** At which moment it is; 0 is the start. */
  get moment() {
    return this.#rests.findLastIndex((at) => at <= this.#at)
  }

  /** @param {Act | "first" | "last"} act */
  press(act) {
    if (act === "play") return this.#play()
    this.#pause()
    if (this.#predicting.waits && (act === "next" || act === "last")) return undefined
    if (act === "first") return this.#jump(0)
    if (act === "last") return this.#jump(this.#steps.length - 1)
    if (act === "back") return this.#jump(this.#stops.findLast((at) => at < this.#at) ?? 0)
    return this.#next()
  }

  /**
   * Go to a moment, at once.
   * @param {number} moment
   */
  bring(moment) {
    this.#pause()
    this.#jump(this.#rests[Math.min(moment, this.#rests.length - 1)] ?? 0)
  }

  #pause() {
    this.#playing = null
    this.#controls.play(false)
  }

  async #play() {
    if (this.#playing) return this.#pause()
    const mine = (this.#playing = {})
    this.#controls.play(true)
    const last = this.#steps.length - 1
    if (this.#at === last) this.#jump(0)
    while (this.#playing === mine && this.#at < last && !this.#predicting.waits) {
      await this.#next()
      if (this.#at < last) await later(REST)
    }
    if (this.#playing === mine) this.#pause()
  }

  #next() {
    const to = this.#stops.find((at) => at > this.#at)
    return to === undefined ? undefined : this.#go(to)
  }

  /** @param {number} at */
  #jump(at) {
    this.#run += 1
    this.#show(at)
  }

  /**
   * Go on to a step, so that what crosses is seen on its way.
   * @param {number} to
   */
  async #go(to) {
    const mine = (this.#run += 1)
    const goesOn = () => mine === this.#run
    if (isCalm()) return this.#show(to)
    this.#figure.classList.add("moving")
    while (this.#at < to && goesOn()) {
      const next = this.#at + 1
      const crossings = this.#steps[next]?.cross
      const [before, after] = [this.#stands[this.#at], this.#stands[next]]
      if (crossings?.length && before && after) {
        paint(this.#lanes, this.#stands, this.#steps, this.#at, midway(before, after, crossings))
        await travel(this.#wires(next), goesOn)
        if (!goesOn()) return
      }
      this.#show(next)
      if (next < to) await later(crossings?.length ? LANDED : LINE)
    }
  }

  /**
   * Draw the wires as they are at a step; returns those that this step adds.
   * @param {number} [at]
   */
  #wires(at = this.#at) {
    return this.#figure.isConnected ? wires(this.#figure, this.#lanes, this.#steps, at, this.#shared) : []
  }

  /**
   * Show how all stands at a step.
   * @param {number} at
   * @param {boolean} [quiet]
   */
  #show(at, quiet = false) {
    this.#at = at
    if (this.#stops.includes(at)) this.#figure.classList.remove("moving")
    paint(this.#lanes, this.#stands, this.#steps, at)
    this.#wires()
    const stops = this.#stops
    const stop = stops.findLastIndex((each) => each <= at)
    const {ask, say: own = []} = this.#steps[at] ?? {}
    const asks = ask && !this.#solved.has(at) ? ask : undefined
    this.#predicting.ask(asks)
    this.#controls.show(stops.map((each) => ({moment: this.#steps[each]?.rest === 1})), stop, asks !== undefined)
    const {moment} = this
    const told = every(".says > li", this.#figure)
    told.forEach((each, place) => each.toggleAttribute("data-now", place === moment))
    this.#told = told[moment]
    this.#now.hidden = true
    if (stops[stop] !== at) return
    if (asks) this.#tell(asks.asks, quiet)
    else if (this.#rests[moment] !== at && own.length) this.#tell(own, quiet)
    else this.#say(this.#told?.textContent ?? "", quiet)
  }

  /**
   * Say something else than the moment's own sentence, in its place.
   * @param {Sentence} said
   */
  #tell(said, quiet = false) {
    this.#told?.removeAttribute("data-now")
    this.#now.replaceChildren(...sentence(said))
    this.#now.hidden = false
    this.#say(said.join(""), quiet)
  }

  /**
   * Let it be heard, once it holds still.
   * @param {string} said
   * @param {boolean} quiet
   */
  #say(said, quiet) {
    clearTimeout(this.#timer)
    this.#said = said
    if (quiet) return
    const range = this.#figure.querySelector("[type=range]")
    const where = range?.ariaValueText ?? ""
    // who moves the slider has heard from it where that is
    this.#timer = setTimeout(() => this.#figure.isConnected && say(range === document.activeElement ? said : filled(words.says, {where, said})), SAID)
  }

  /** @param {boolean} on */
  #lines(on) {
    this.#pause()
    this.#every = on
    this.#jump(on ? this.#at : (this.#rests[this.moment] ?? 0))
  }

  /** @param {HTMLElement} pressed */
  #picture(pressed) {
    return bring("stage-picture", pressed, ({copy}) => copy(this.#figure, this.#said, pressed))
  }

  /** @param {HTMLElement} pressed */
  async #copyLink(pressed) {
    history.replaceState(null, "", `#${this.#told?.id}`)
    const copied = await navigator.clipboard?.writeText(location.href).then(() => true, () => false)
    pressed.textContent = copied ? words.copied : words.in_address
    say(pressed.textContent)
  }
}

/** @type {WeakMap<HTMLElement, Stage>} */
const alive = new WeakMap()
/** @type {Promise<unknown> | undefined} */
let dressed

/**
 * The stage of a figure of the page, come alive.
 * @param {HTMLElement} figure
 */
export async function stageOf(figure) {
  await (dressed ??= styled("stage.css"))
  const known = alive.get(figure)
  if (known) return known
  const data = /** @type {Data} */ (JSON.parse(figure.querySelector("script")?.textContent ?? ""))
  const found = new Stage(figure, data, figure.dataset.section ?? "")
  alive.set(figure, found)
  return found
}

/**
 * Make a stage of what a reader's own code did, in a figure of its own.
 * @param {Data} data
 * @param {{name: string, close: () => void} & Ways} about
 */
export async function staged(data, {name, close, link}) {
  await (dressed ??= styled("stage.css"))
  const figure = drawnFigure(data, name)
  figure.setAttribute("aria-label", filled(words.stage_of, {name}))
  const controls = /** @type {HTMLElement} */ (figure.querySelector(".controls"))
  for (const act of /** @type {const} */ (["back", "play", "next"])) {
    const each = button(words[act], name, () => stage.press(act))
    each.dataset.act = act
    controls.append(each)
  }
  const stage = new Stage(figure, data, name, {link})
  const shut = button(words.close, name, close)
  figure.querySelector(".along")?.append(shut)
  return {figure, stage}
}
