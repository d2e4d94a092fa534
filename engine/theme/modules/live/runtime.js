// The page's side of Python: starts the worker, asks it, stops it, replaces it.
const PATIENCE = 250 // ms from "stop" until the worker is replaced
const SILENCE = 45_000 // ms without a byte or a word until a start has failed

export const root = new URL("../../", import.meta.url).href

/** What is offered, without the files that are for other kinds of browsers. */
export function mine(live) {
  const switching = "Suspending" in WebAssembly
  const files = live.files.filter((file) => file.switching === null || file.switching === switching)
  return {...live, files, bytes: files.reduce((sum, file) => sum + file.bytes, 0)}
}

/** A request that got no answer: `why` is for the reader, `lost` says that names are gone. */
export class Ended extends Error {
  constructor(why, lost = false) {
    super(why)
    this.lost = lost
  }
}

/**
 * One Python. `state` is "off", "loading", "ready" or "running"; `onchange` is called
 * with it, and while loading with the share of bytes that came.
 */
export class Runtime {
  state = "off"
  files = [] // what it will find below /site, besides the engine's
  onchange = () => {}
  #worker
  #starting
  #module
  #snapshot
  #live
  #came = 0
  #pending
  #count = 0
  #giveUp

  /** Read what this site offers; raise Ended where Python cannot run at all. */
  async offer() {
    if (location.protocol === "file:")
      throw new Ended("Python cannot start from a file on disk: serve this site, with `make serve` or `python -m http.server`, and open it from there.")
    if (typeof WebAssembly !== "object" || typeof Worker !== "function" || typeof DecompressionStream !== "function")
      throw new Ended("This browser has no WebAssembly, or it is switched off, and Python needs it. Everything else on this page works without.")
    if (!this.#live) {
      const wait = new AbortController()
      this.#giveUp = (why) => wait.abort(new Ended(why))
      this.#change("loading", 0)
      try {
        const response = await fetch(root + "live.json", {signal: wait.signal})
        if (response.ok) this.#live = mine(await response.json())
      } catch (error) {
        if (error instanceof Ended) throw error
      } finally {
        this.#change("off")
      }
    }
    if (!this.#live) throw new Ended("The list of Python's files could not be fetched: are you online? Then try again.")
    return this.#live
  }

  /** Start Python unless it is there. */
  start() {
    this.#starting ||= this.#start().catch((error) => {
      this.#drop()
      throw error
    })
    return this.#starting
  }

  async #start() {
    const live = await this.offer()
    this.#change("loading", 0)
    this.#came = 0
    const worker = new Worker(new URL("worker.js", import.meta.url), {type: "module"})
    this.#worker = worker
    return new Promise((resolve, reject) => {
      let watch
      const wait = () => {
        clearTimeout(watch)
        watch = setTimeout(() => fail("Python does not answer: the download stands still. Press Run to try again."), SILENCE)
      }
      const fail = (why) => {
        clearTimeout(watch)
        reject(new Ended(why))
      }
      this.#giveUp = fail
      worker.onerror = (event) => {
        event.preventDefault?.()
        fail(`Python's worker could not start${event.message ? `: ${event.message}` : ". Is the script blocked, or sent with a wrong type?"}`)
      }
      worker.onmessage = ({data}) => {
        wait()
        if (data.bytes) this.#change("loading", Math.min(1, (this.#came += data.bytes) / live.bytes))
        else if (data.fault) fail(data.fault)
        else if (data.ready) {
          clearTimeout(watch)
          this.#module = data.module
          this.#snapshot ||= data.snapshot
          worker.onmessage = (event) => this.#heard(event.data)
          worker.onerror = (event) => {
            event.preventDefault?.()
            this.#broke(event.message || "the worker ended")
          }
          this.#change("ready")
          resolve()
        }
      }
      wait()
      worker.postMessage({
        start: {root, live: {...live, python: [...live.python, ...this.files]}, module: this.#module, snapshot: this.#snapshot},
      })
    })
  }

  /** Ask the session; `onevent` gets what it sends meanwhile. Raises Ended. */
  ask(request, onevent = () => {}) {
    // of a type, or Firefox reads it as XML, and says that it is none
    const alive = URL.createObjectURL(new Blob(["go on"], {type: "text/plain"}))
    const id = ++this.#count
    this.#change("running")
    return new Promise((resolve, reject) => {
      this.#pending = {id, alive, onevent, resolve, reject}
      this.#worker.postMessage({id, request, alive})
    })
  }

  /** Stop what runs: its Python is interrupted, or else its worker is replaced. */
  stop() {
    const pending = this.#pending
    if (!pending) return
    URL.revokeObjectURL(pending.alive)
    setTimeout(() => {
      if (this.#pending !== pending) return
      this.#drop()
      pending.reject(new Ended("Stopped. This loop does not listen, so Python was replaced", true))
    }, PATIENCE)
  }

  /** Give up a start. */
  cancel() {
    this.#giveUp?.("Stopped before Python had come. What came is kept by your browser.")
  }

  #heard(data) {
    const pending = this.#pending
    if (!pending || data.id !== pending.id) return
    if (data.event) return pending.onevent(data.event)
    if (data.died !== undefined) return this.#broke(data.died)
    this.#done()
    this.#change("ready")
    pending.resolve(data.answer)
  }

  #broke(why) {
    const pending = this.#pending
    this.#drop()
    pending?.reject(new Ended(`Python broke down (${why.trim().split("\n").pop().slice(0, 120)}) and was replaced`, true))
  }

  #done() {
    if (this.#pending) URL.revokeObjectURL(this.#pending.alive)
    this.#pending = undefined
  }

  #drop() {
    this.#worker?.terminate()
    this.#worker = this.#starting = undefined
    this.#done()
    this.#change("off")
  }

  #change(state, share) {
    this.state = state
    this.onchange(state, share)
  }
}
