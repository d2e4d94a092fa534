// The page's side of Python: brings the files, makes the frame in which it runs, asks it,
// stops it, replaces it.
import {root} from "../edition.js"
import {Fault, file, listed, started} from "./files.js"

const PATIENCE = 250 // ms from "stop" until the worker is replaced
const FRAME = 20_000 // ms until a frame must be there
const START = 600_000 // ms without a word from a Python that starts; slow devices compile long

const scripts = new URL("./", import.meta.url).href.slice(root.length)
const text = (bytes) => new TextDecoder().decode(bytes)

/**
 * A request that got no answer. Its message is for the reader; `lost` says that names are
 * gone, `stopped` that this is what the reader wanted.
 */
export class Ended extends Error {
  constructor(why, {lost = false, stopped = false} = {}) {
    super(why)
    Object.assign(this, {lost, stopped})
  }
}

/** Make the frame; return the port that leads into it. */
async function framed() {
  const {files} = await listed()
  const path = `${scripts}frame.js`
  const script = text(await file(path))
  // its own policy, besides the page's, which it inherits: it fetches nothing from anywhere
  const policy = `default-src 'none'; script-src 'sha256-${files[path][1]}' 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src blob:`
  const frame = document.createElement("iframe")
  frame.setAttribute("sandbox", "allow-scripts")
  frame.setAttribute("aria-hidden", "true")
  frame.hidden = true
  frame.title = "Python"
  frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`
  const {port1, port2} = new MessageChannel()
  let watch
  await new Promise((resolve, reject) => {
    watch = setTimeout(() => reject(new Ended("The frame in which Python runs does not answer. Does this site's host send a Content-Security-Policy that forbids it?")), FRAME)
    port1.onmessage = resolve
    frame.addEventListener("load", () => frame.contentWindow.postMessage("", "*", [port2]), {once: true})
    document.body.append(frame)
  }).catch((error) => {
    frame.remove()
    throw error
  })
  clearTimeout(watch)
  return port1
}

/**
 * One Python. `state` is "off", "loading" (its files come), "starting", "ready" or
 * "running"; `onchange` is called with it, and while loading with the share that came.
 */
export class Runtime {
  state = "off"
  snippets = () => [] // of what is offered, the lessons' modules that it will find
  onchange = () => {}
  onbreak = () => {} // called with an Ended when nothing was asked
  #frame // the promise of its port
  #port
  #given = new Set() // the files that the frame has
  #starting
  #pending
  #count = 0
  #starts = 0
  #giveUp

  /** Read what this site offers; raise Ended where Python cannot run at all. */
  async #offer(signal) {
    if (typeof WebAssembly !== "object" || typeof Worker !== "function" || typeof DecompressionStream !== "function")
      throw new Ended("This browser has no WebAssembly, or it is switched off, and Python needs it. Everything else on this page works without.")
    return listed(signal)
  }

  /** Start Python unless it is there; return what this site offers. Raises Ended. */
  start() {
    this.#starting ||= this.#start().catch((error) => {
      this.#drop()
      throw error instanceof Fault ? new Ended(error.message) : error
    })
    return this.#starting
  }

  async #start() {
    const away = new AbortController()
    this.#giveUp = (why) => away.abort(new Ended(why, {stopped: true}))
    const gone = new Promise((_, reject) => away.signal.addEventListener("abort", () => reject(away.signal.reason)))
    gone.catch(() => {})
    const unless = (promise) => Promise.race([promise, gone])
    this.#change("loading", 0)
    const offered = await unless(this.#offer(away.signal))
    this.#port = await unless((this.#frame ||= framed().catch((error) => {
      this.#frame = undefined
      throw error
    })))
    await unless(this.#give([`${scripts}worker.js`], away.signal))
    // it begins with what has come; the rest it gets while that comes
    const started = this.#begin(offered)
    started.ready.catch(() => {})
    gone.catch(started.end)
    await unless(Promise.race([this.#fill(offered, away.signal), started.ready]))
    this.#change("starting")
    started.wait()
    await unless(started.ready)
    this.#change("ready")
    return offered
  }

  /** Hand the frame all that Python is made of. */
  async #fill(offered, signal) {
    const paths = started(offered)
    const names = this.snippets(offered)
    const judged = names.some((name) => offered.exercises.includes(name))
    const engine = [offered.python, ...(judged ? [offered.judge] : [])]
    const texts = this.#given.has("site") ? [] : [...engine, ...names.map((name) => offered.snippets + name)]
    const missing = [...paths.filter((path) => !this.#given.has(path)), ...texts]
    const all = missing.reduce((sum, path) => sum + offered.files[path][0], 0)
    let came = 0
    const heard = (bytes) => {
      came += bytes
      this.#change("loading", Math.min(1, came / all))
    }
    const site = async () => {
      if (!texts.length) return
      const got = (await Promise.all(texts.map((path) => file(path, heard, signal)))).map(text)
      const found = Object.assign({}, ...got.splice(0, engine.length).map((each) => JSON.parse(each)))
      names.forEach((name, at) => (found[`snippets/${name}`] = got[at]))
      this.#port.postMessage({file: "site", bytes: found})
      this.#given.add("site")
    }
    await Promise.all([this.#give(paths, signal, heard), site()])
  }

  /** Hand the frame files that it has not yet, each as it comes. */
  #give(paths, signal, heard) {
    return Promise.all(paths.filter((path) => !this.#given.has(path)).map(async (path) => {
      const bytes = await file(path, heard, signal)
      this.#port.postMessage({file: path.split("/").pop(), bytes}, [bytes.buffer])
      this.#given.add(path)
    }))
  }

  /**
   * Let the frame start Python: `ready` when it is there; `wait()` bounds its silence, and
   * `end()` gives that up.
   */
  #begin({runtime}) {
    let wait, watch
    const number = ++this.#starts
    const end = () => clearTimeout(watch)
    const ready = new Promise((resolve, reject) => {
      const fail = (why) => {
        clearTimeout(watch)
        reject(new Ended(why))
      }
      wait = () => {
        clearTimeout(watch)
        watch = setTimeout(() => fail("Python does not start on this device. Press Run to try again."), START)
      }
      this.#port.onmessage = ({data}) => {
        // a start that was given up may still have something to say
        if (data.number !== undefined && data.number !== number) return
        if (data.fault) fail(String(data.fault))
        else if (data.broke) fail(`Python's worker could not start: ${data.broke}`)
        else if (data.ready) {
          clearTimeout(watch)
          this.#port.onmessage = (event) => this.#heard(event.data)
          resolve()
        }
      }
    })
    const quick = Object.keys(runtime.files).some((path) => path.includes("snapshot"))
    this.#port.postMessage({start: {info: runtime.info, quick}, number})
    return {ready, wait, end}
  }

  /** Ask the session; `onevent` gets what it sends meanwhile. Raises Ended. */
  ask(request, onevent = () => {}) {
    const id = ++this.#count
    this.#change("running")
    return new Promise((resolve, reject) => {
      this.#pending = {id, onevent, resolve, reject}
      this.#port.postMessage({id, request})
    })
  }

  /** Stop what runs: its Python is interrupted, or else its worker is replaced. */
  stop() {
    const pending = this.#pending
    if (!pending) return
    this.#port.postMessage({stop: pending.id})
    setTimeout(() => {
      if (this.#pending !== pending) return
      this.#drop()
      pending.reject(new Ended("Stopped. This loop does not listen, so Python was replaced", {lost: true, stopped: true}))
    }, PATIENCE)
  }

  /** Give up a start. */
  cancel() {
    this.#giveUp?.("Stopped before Python was there. What has come stays while this page is open.")
  }

  /** Hear what may be a reader's code: it can answer what was asked, as it likes. */
  #heard(data) {
    const pending = this.#pending
    if (data.broke) return this.#broke(data.broke)
    if (!pending || data.id !== pending.id) return
    if (data.died !== undefined) return this.#broke(data.died)
    if (data.event !== undefined) return pending.onevent(data.event)
    if (data.answer === undefined) return // it only says that it has begun
    this.#pending = undefined
    this.#change("ready")
    pending.resolve(data.answer)
  }

  #broke(why) {
    const pending = this.#pending
    const last = typeof why === "string" ? why.trim().split("\n").pop().slice(0, 120) : "without a word"
    this.#drop()
    const error = new Ended(`Python broke down (${last}) and was replaced`, {lost: true})
    if (pending) pending.reject(error)
    else this.onbreak(error)
  }

  #drop() {
    this.#port?.postMessage({end: true})
    this.#starting = this.#pending = undefined
    this.#change("off")
  }

  #change(state, share) {
    this.state = state
    this.onchange(state, share)
  }
}
