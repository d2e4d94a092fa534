// This page's one Python: that it is there, how it comes, how long it may run.
import {button, every, filled, parts} from "../elements.js"
import {Runtime} from "./runtime.js"
import {tell} from "./turns.js"
import {say} from "./voice.js"
import {words} from "./words.js"

/** @import {Offer, Release, Request, SessionEvent} from "../shapes.js" */
/** @import {Ended} from "./ended.js" */
/** @import {State} from "./runtime.js" */
/** @import {Turns} from "./turns.js" */

const ASK = 10_000 // ms after which a reader is asked whether to go on
const ANSWER = 20_000 // ms that the question waits
const LONGER = 60_000 // ms until it is asked again
const SLOW = 8_000 // ms of starting after which it is said that this may take long

export class Session {
  #python = new Runtime()
  #turns
  #main
  #begun = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #slow

  /**
   * @param {Turns} turns whose turn it is is told how Python comes
   * @param {string} main the module that the page's session begins with, or ""
   * @param {string[]} shown the modules that the page shows
   * @param {(error: Ended) => void} onbreak what hears that Python ended unasked
   */
  constructor(turns, main, shown, onbreak) {
    this.#turns = turns
    this.#main = main
    this.#python.snippets = ({modules}) => [...new Set(shown.flatMap((module) => modules[module] ?? []))]
    this.#python.onchange = (state, share) => this.#tell(state, share)
    this.#python.onbreak = onbreak
  }

  /** Whether Python is on its way. */
  get coming() {
    return this.#python.state === "loading" || this.#python.state === "starting"
  }

  /**
   * Say how Python comes, where it is waited for.
   * @param {State} state
   * @param {number} share
   */
  #tell(state, share) {
    clearTimeout(this.#slow)
    if (state === "off") this.#begun = false
    const {current} = this.#turns
    if (!current) return
    if (state === "loading") {
      // it has been told, and Stop goes there
      for (const cost of every(".tools .cost")) cost.remove()
      if (current.state !== "loading") say(words.states.loading)
      current.stand("loading", share ? filled(words.coming, {percent: Math.round(share * 100)}) : words.states.loading)
      if (current.bar) current.bar.value = share
    } else if (state === "starting") {
      current.stand("starting", words.all_came)
      say(words.states.starting)
      this.#slow = setTimeout(() => {
        if (this.#turns.current?.name !== current.name) return
        current.stand("starting", words.starts_slowly)
        say(words.still_starts)
      }, SLOW)
    }
  }

  /**
   * See that Python is there and that this page's session has begun; raises Ended.
   * @returns {Promise<Release & Offer>}
   */
  async ready() {
    // it may be on its way already, for nobody yet
    if (this.coming) this.#tell(this.#python.state, 0)
    const live = await this.#python.start()
    if (!this.#begun) await this.#python.ask(["start", this.#main])
    this.#begun = true
    return live
  }

  /** Start Python again, so that the next Run finds it there. */
  anew() {
    this.#turns.current = undefined
    this.#python.start().catch(() => {})
  }

  /** Whether a Python is there. */
  get there() {
    return this.#python.state === "ready" || this.#python.state === "running"
  }

  /**
   * Put a new Python in the place of this one; tells whether something ran.
   * @param {string} why what is said to who asked for that
   */
  discard(why) {
    return this.#python.discard(why)
  }

  /**
   * Ask something for whose turn it is; after a while ask the reader whether it should go
   * on, and stop it if nobody says. Raises Ended.
   * @param {Request} request
   * @param {(event: SessionEvent) => void} [onevent]
   * @returns {Promise<unknown>}
   */
  async ask(request, onevent) {
    const asked = this.#turns.current
    if (!asked) throw new TypeError("it is nobody's turn")
    /** @type {ReturnType<typeof setTimeout>} */
    let timer
    const ask = () => {
      const on = button(words.go_on, asked.name, () => {
        clearTimeout(timer)
        timer = setTimeout(ask, LONGER)
        tell(asked, words.states.running)
      }, "on")
      tell(asked, ...parts(words.still_runs, {on}))
      say(filled(words.ask, {name: asked.name}))
      timer = setTimeout(() => this.stop(), ANSWER)
    }
    timer = setTimeout(ask, ASK)
    try {
      return await this.#python.ask(request, onevent)
    } finally {
      clearTimeout(timer)
    }
  }

  /** Stop what runs, or give up the start that it waits for. */
  stop() {
    if (this.coming) this.#python.cancel()
    else this.#python.stop()
  }
}
