// The page's side of Python: brings the files, makes the frame in which it runs, asks it,
// stops it, replaces it.
import {root} from "../edition.js"
import {filled} from "../elements.js"
import {framed} from "./enclosure.js"
import {Fault, file, listed, offered, started} from "./files.js"
import {Ended} from "./ended.js"
import {words} from "./words.js"

/** @import {FromFrame, Offer, Release, Request, SessionEvent, ToFrame, Trouble} from "../shapes.js" */
/** @typedef {"off" | "loading" | "starting" | "ready" | "running"} State */
/** @typedef {(bytes: number) => void} Heard hears how many bytes came */

const PATIENCE = 250 // ms from "stop" until the worker is replaced
const START = 600_000 // ms without a word from a Python that starts; slow devices compile long
const WORKER = ["globals.js", "worker.js"]

const scripts = new URL("./", import.meta.url).href.slice(root.length)
const decoded = (/** @type {BufferSource} */ bytes) => new TextDecoder().decode(bytes)

/**
 * A trouble of Python's, in words.
 * @param {Trouble} trouble
 */
export const worded = ({kind, said}) => filled(words.trouble[kind], {said: said || words.worker_ended})

/**
 * One Python. `state` is "off", "loading" (its files come), "starting", "ready" or
 * "running"; `onchange` is called with it, and while loading with the share that came.
 */
export class Runtime {
  /** @type {State} */
  state = "off"
  /** Of what is offered, the lessons' modules that it will find. @type {(offer: Offer) => string[]} */
  snippets = () => []
  /** @type {(state: State, share: number) => void} */
  onchange = () => {}
  /** Called when Python ends and nothing was asked. @type {(error: Ended) => void} */
  onbreak = () => {}
  /** @type {Promise<MessagePort> | undefined} */
  #frame
  /** @type {MessagePort | undefined} */
  #port
  /** The files that the frame has. @type {Set<string>} */
  #given = new Set()
  /** @type {Promise<Release & Offer> | undefined} */
  #starting
  /** @type {{id: number, onevent: (event: SessionEvent) => void, resolve: (answer: unknown) => void, reject: (error: Ended) => void} | undefined} */
  #pending
  #count = 0
  #starts = 0
  /** @type {((why: string) => void) | undefined} */
  #giveUp

  /**
   * Read what this site offers; raise Ended where Python cannot run at all.
   * @param {AbortSignal} signal
   */
  async #offer(signal) {
    const there = [globalThis.WebAssembly, globalThis.Worker, globalThis.DecompressionStream]
    if (there.some((each) => each === undefined)) throw new Ended(words.no_wasm)
    return offered(await listed(signal))
  }

  /**
   * Start Python unless it is there; return what this site offers. Raises Ended.
   * @returns {Promise<Release & Offer>}
   */
  start() {
    this.#starting ??= this.#start().catch((error) => {
      this.#drop()
      throw error instanceof Fault ? new Ended(error.message) : error
    })
    return this.#starting
  }

  async #start() {
    const away = new AbortController()
    this.#giveUp = (why) => away.abort(new Ended(why, {stopped: true}))
    /** @type {Promise<never>} */
    const gone = new Promise((_, reject) => away.signal.addEventListener("abort", () => reject(away.signal.reason)))
    gone.catch(() => {})
    /** @type {<T>(promise: Promise<T>) => Promise<T>} */
    const unless = (promise) => Promise.race([promise, gone])
    this.#change("loading", 0)
    const offer = await unless(this.#offer(away.signal))
    this.#port = await unless((this.#frame ??= framed(scripts).catch((error) => {
      this.#frame = undefined
      throw error
    })))
    await unless(this.#give(WORKER.map((name) => scripts + name), away.signal))
    // it begins with what has come; the rest it gets while that comes
    const begun = this.#begin(offer)
    begun.ready.catch(() => {})
    gone.catch(begun.end)
    await unless(Promise.race([this.#fill(offer, away.signal), begun.ready]))
    this.#change("starting")
    begun.wait()
    await unless(begun.ready).finally(begun.end)
    this.#change("ready")
    return offer
  }

  /**
   * Hand the frame all that Python is made of.
   * @param {Release & Offer} offer
   * @param {AbortSignal} signal
   */
  async #fill(offer, signal) {
    const paths = started(offer)
    const names = this.snippets(offer)
    const judged = names.some((name) => offer.exercises.includes(name))
    const packages = new Set(names.flatMap((name) => offer.packages[name] || []))
    const engine = [offer.python, ...(judged ? [offer.judge] : []), ...packages]
    const texts = this.#given.has("site") ? [] : [...engine, ...names.map((name) => offer.snippets + name)]
    const missing = [...paths.filter((path) => !this.#given.has(path)), ...texts]
    const all = missing.reduce((sum, path) => sum + (offer.files[path]?.[0] ?? 0), 0)
    let came = 0
    /** @type {Heard} */
    const heard = (bytes) => {
      came += bytes
      this.#change("loading", Math.min(1, came / all))
    }
    const site = async () => {
      if (!texts.length) return
      const got = await Promise.all(texts.map(async (path) => decoded(await file(path, heard, signal))))
      const found = Object.assign({}, ...got.splice(0, engine.length).map((each) => JSON.parse(each)))
      for (const [at, text] of got.entries()) found[`snippets/${names[at]}`] = text
      this.#post({file: "site", bytes: found})
      this.#given.add("site")
    }
    await Promise.all([this.#give(paths, signal, heard), site()])
  }

  /**
   * Hand the frame files that it has not yet, each as it comes.
   * @param {string[]} paths
   * @param {AbortSignal} signal
   * @param {Heard} [heard]
   */
  #give(paths, signal, heard) {
    return Promise.all(paths.filter((path) => !this.#given.has(path)).map(async (path) => {
      const bytes = await file(path, heard, signal)
      this.#post({file: path.split("/").pop() ?? path, bytes}, [bytes.buffer])
      this.#given.add(path)
    }))
  }

  /**
   * Let the frame start Python: `ready` when it is there; `wait()` bounds its silence, and
   * `end()` gives that up.
   * @param {Offer} offer
   */
  #begin({runtime}) {
    const number = ++this.#starts
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let watch
    const end = () => clearTimeout(watch)
    /** @type {(error: Ended) => void} */
    let fail = () => {}
    /** @type {Promise<void>} */
    const ready = new Promise((resolve, reject) => {
      fail = (error) => {
        end()
        reject(error)
      }
      this.#listen((data) => {
        // a start that was given up may still have something to say
        if ("number" in data && data.number !== number) return
        if ("fault" in data) fail(new Ended(worded(data.fault)))
        else if ("broke" in data) fail(new Ended(filled(words.worker_broke, {why: worded(data.broke)})))
        else if ("ready" in data) {
          end()
          this.#listen((said) => this.#heard(said))
          resolve()
        }
      })
    })
    const wait = () => {
      end()
      watch = setTimeout(() => fail(new Ended(words.no_start)), START)
    }
    const quick = Object.keys(runtime.files).some((path) => path.includes("snapshot"))
    this.#post({start: {info: runtime.info, quick}, number})
    return {ready, wait, end}
  }

  /**
   * Ask the session; `onevent` gets what it sends meanwhile. Raises Ended.
   * @param {Request} request
   * @param {(event: SessionEvent) => void} [onevent]
   * @returns {Promise<unknown>}
   */
  ask(request, onevent = () => {}) {
    const id = ++this.#count
    this.#change("running")
    return new Promise((resolve, reject) => {
      this.#pending = {id, onevent, resolve, reject}
      this.#post({id, request})
    })
  }

  /** Stop what runs: its Python is interrupted, or else its worker is replaced. */
  stop() {
    const pending = this.#pending
    if (!pending) return
    this.#post({stop: pending.id})
    setTimeout(() => {
      if (this.#pending !== pending) return
      this.#drop()
      pending.reject(new Ended(words.deaf_loop, {lost: true, stopped: true}))
    }, PATIENCE)
  }

  /**
   * End Python, so that the next start brings a new one; tells whether something ran,
   * which then fails with an Ended of these words.
   * @param {string} why
   */
  discard(why) {
    const pending = this.#pending
    this.#drop()
    pending?.reject(new Ended(why, {lost: true, stopped: true}))
    return pending !== undefined
  }

  /** Give up a start. */
  cancel() {
    this.#giveUp?.(words.given_up)
  }

  /**
   * Hear what may be a reader's code: it can answer what was asked, as it likes.
   * @param {FromFrame} data
   */
  #heard(data) {
    if ("broke" in data) return this.#broke(worded(data.broke))
    const pending = this.#pending
    if (!("id" in data) || !pending || data.id !== pending.id) return
    if (data.died !== undefined) return this.#broke(data.died)
    if (data.event !== undefined) return pending.onevent(/** @type {SessionEvent} */ (data.event))
    if (data.answer === undefined) return // it only says that it has begun
    this.#pending = undefined
    this.#change("ready")
    pending.resolve(data.answer)
  }

  /** @param {unknown} said */
  #broke(said) {
    const pending = this.#pending
    const last = typeof said === "string" ? said.trim().split("\n").pop()?.slice(0, 120) : undefined
    this.#drop()
    const error = new Ended(filled(words.broke_down, {why: last ?? words.without_a_word}), {lost: true})
    if (pending) pending.reject(error)
    else this.onbreak(error)
  }

  #drop() {
    this.#post({end: true})
    this.#starting = this.#pending = undefined
    this.#change("off")
  }

  /**
   * @param {ToFrame} message
   * @param {Transferable[]} [transfer]
   */
  #post(message, transfer = []) {
    this.#port?.postMessage(message, transfer)
  }

  /** @param {(message: FromFrame) => void} hear */
  #listen(hear) {
    if (this.#port) this.#port.onmessage = (/** @type {MessageEvent<FromFrame>} */ {data}) => hear(data)
  }

  /**
   * @param {State} state
   * @param {number} [share]
   */
  #change(state, share = 0) {
    this.state = state
    this.onchange(state, share)
  }
}
