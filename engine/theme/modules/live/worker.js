"use strict"
// The Python of one page, in a worker of its own, so that the page never waits for it.
// frame.js starts it and hands it all it needs; see there for what is said.
{
const POLL = 40 // ms between two looks at whether a run is to stop
const MEMORY = 256 * 2 ** 20 // bytes
const PAGE = 65536 // bytes in a page of WebAssembly's memory
const NOWHERE = "https://python.invalid/" // an address for Pyodide, which fetches nothing

const SWITCHING = "Suspending" in WebAssembly // lets Python wait, as asyncio.run must
const SNAPSHOT = SWITCHING ? "snapshot-switching.bin" : "snapshot.bin"

class Fault extends Error {}

// as they are before a reader's code can put others in their place
const post = self.postMessage.bind(self)
const {parse, stringify} = JSON
const Asking = XMLHttpRequest

// What stays of this worker's globals: the language, and what Pyodide stands on. A page's
// policy and the frame's origin keep a reader's code in; this leaves it nothing to try.
const WEB = `
  AbortController AbortSignal Blob CustomEvent DOMException DecompressionStream Event EventTarget
  Headers MessageChannel MessageEvent MessagePort ReadableStream Request Response TextDecoder
  TextEncoder TransformStream URL URLSearchParams WebAssembly WritableStream
  DedicatedWorkerGlobalScope WorkerGlobalScope WorkerLocation WorkerNavigator
  addEventListener atob btoa clearInterval clearTimeout console constructor crypto Crypto
  dispatchEvent isSecureContext location navigator origin performance Performance queueMicrotask
  removeEventListener reportError self setInterval setTimeout structuredClone toString
`.trim().split(/\s+/)
// by their names here, since later ones of the language are to stay, too
const LANGUAGE = /^(globalThis|Infinity|NaN|undefined|eval|parse\w+|is(Finite|NaN)|(de|en)codeURI(Component)?|(un)?escape|Object|Function|Array|Number|Boolean|String|Symbol|Date|Promise|RegExp|\w*Error|JSON|Math|Intl|ArrayBuffer|SharedArrayBuffer|Atomics|\w+Array|DataView|Map|Set|BigInt|Weak\w+|FinalizationRegistry|Iterator|Proxy|Reflect|\w*Generator|Temporal|\w*DisposableStack|Suspend\w+)$/
const OF_NAVIGATOR = ["constructor", "userAgent", "platform", "language", "languages", "hardwareConcurrency", "onLine"]

/** Delete from an object, and from what it inherits from, all that is not to stay. */
function strip(object, stays) {
  for (let each = object; each && each !== Object.prototype; each = Object.getPrototypeOf(each))
    for (const name of Object.getOwnPropertyNames(each)) {
      // a number that cannot be deleted leads nowhere
      if (stays(name) || Reflect.deleteProperty(each, name) || typeof each[name] === "number") continue
      throw new Fault(`This browser does not let ${name} be taken away, so no code runs here.`)
    }
}

let python, answer, wasm
let alive = ""

// What grows past the cap gets Python's MemoryError, and Python goes on.
const grow = WebAssembly.Memory.prototype.grow
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * PAGE > MEMORY) throw new RangeError("over the cap")
  return grow.call(this, pages)
}

// Python looks here for a signal every few instructions. While it runs, no message can
// reach this worker; but whether an object URL of the frame still leads anywhere can be
// asked at once. The frame revokes it to say stop.
let looked = 0
const signals = {
  get 0() {
    const now = performance.now()
    if (!alive || now - looked < POLL) return 0
    looked = now
    try {
      const asked = new Asking()
      asked.open("GET", alive, false)
      asked.send()
      if (asked.status === 200) return 0
    } catch {
      // revoked
    }
    alive = ""
    return 2 // SIGINT: KeyboardInterrupt
  },
  set 0(_) {},
}

// the files that came, and those that wait for one
const files = {}
const came = (file) => (files[file] ||= Promise.withResolvers ? Promise.withResolvers() : deferred())

function deferred() {
  const made = {}
  made.promise = new Promise((resolve) => (made.resolve = resolve))
  return made
}

/** Import a module from its bytes. */
async function imported(file) {
  const url = URL.createObjectURL(new Blob([await came(file).promise], {type: "text/javascript"}))
  try {
    return await import(url)
  } finally {
    URL.revokeObjectURL(url)
  }
}

const unpacked = (bytes) => new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))

async function compiled(bytes) {
  try {
    return await WebAssembly.compileStreaming(
      new Response(unpacked(bytes), {headers: {"content-type": "application/wasm"}}),
    )
  } catch (error) {
    if (/unsafe-eval|Content Security Policy/i.test(error.message))
      throw new Fault("This site's Content-Security-Policy lacks 'wasm-unsafe-eval', so Python cannot run.")
    throw new Fault(`Python's WebAssembly does not compile here: ${error.message}`)
  }
}

/** Undo what kept a snapshot small: add what the memory of a new instance holds. */
function restore(snapshot, buffer) {
  const start = snapshot.length - buffer.byteLength
  const old = new Uint32Array(buffer)
  const all = new Uint32Array(snapshot.buffer, start)
  for (let at = 0; at < old.length; at += 1) all[at] ^= old[at]
}

// all else is Python's own, in engine/live/boot.py
const LOAD = `import sys
if "/site" not in sys.path: sys.path.insert(0, "/site")
from engine.live import boot
boot.load()`

/** Load Python; give back what makes the next start quick. */
async function start({info, quick}, module, snapshot) {
  // what Python's memory holds after its start, less what WebAssembly puts there itself
  const shipped = !snapshot && quick && came(SNAPSHOT).promise.then(async (bytes) => new Uint8Array(await new Response(unpacked(bytes)).arrayBuffer()))
  const [{loadPyodide}, {default: createPyodideModule}, ready] = await Promise.all([
    imported("pyodide.js"),
    imported("pyodide.asm.js"),
    module || came("pyodide.asm.wasm.bin").promise.then(compiled),
  ])
  wasm = ready
  const zip = await came("python_stdlib.zip").promise
  const memory = snapshot || (await shipped)
  // Pyodide fetches its parts itself; it gets those that came, and there is nothing else
  self.fetch = async (url) => new Response(String(url).endsWith("python_stdlib.zip") ? zip : "")
  const streaming = WebAssembly.instantiateStreaming
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const instance = await WebAssembly.instantiate(wasm, imports)
    if (memory && !snapshot) restore(memory, instance.exports.memory.buffer)
    return {module: wasm, instance}
  }
  const common = {
    indexURL: NOWHERE,
    createPyodideModule,
    packageBaseUrl: NOWHERE,
    // no package is served here, so the list of them is empty
    lockFileContents: {info, packages: {}},
    stdin: () => {
      throw new Error("there is nobody to ask")
    },
    stdout: () => {},
    stderr: () => {},
  }
  try {
    python = await loadPyodide({...common, ...(memory ? {_loadSnapshot: memory} : {_makeSnapshot: true})})
  } finally {
    delete self.fetch
    WebAssembly.instantiateStreaming = streaming
  }
  write(await came("site").promise)
  python.runPython(LOAD)
  let made = memory
  if (!memory) {
    try {
      made = python.makeMemorySnapshot()
    } catch {
      // without one, a stop that replaces the worker takes longer
    }
  }
  python.setInterruptBuffer(signals)
  answer = python.runPython("boot.begin")(send)
  for (const file of Object.keys(files)) delete files[file] // megabytes that nobody needs now
  return made === snapshot ? undefined : made
}

/** Write files below /site, where Python finds them. */
function write(texts) {
  for (const [name, text] of Object.entries(texts)) {
    const path = "/site/" + name
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")))
    python.FS.writeFile(path, text)
  }
}

let current
const send = (event) => post({id: current, event: parse(event)})

/** Run one request; with stack switching where there is any, so that `await` works. */
async function run({id, request, alive: url}) {
  current = id
  alive = url
  looked = performance.now()
  post({id})
  try {
    const text = stringify(request)
    const value = SWITCHING ? await answer.callPromising(text) : answer(text)
    post({id, answer: parse(value)})
  } catch (error) {
    const dead = error.pyodide_fatal_error || error.name !== "PythonError"
    const interrupted = /KeyboardInterrupt\s*$/.test(error.message)
    if (interrupted) post({id, answer: {state: "stopped", printed: "", error: "KeyboardInterrupt", examples: []}})
    else post({id, died: dead ? String(error.message || error) : `The session failed: ${error.message}`})
  } finally {
    alive = ""
  }
}

addEventListener("message", async ({data}) => {
  if (data.file) return came(data.file).resolve(data.bytes)
  if (data.id) return run(data)
  try {
    const snapshot = await start(data.start, data.module, data.snapshot)
    post({ready: true, module: wasm, snapshot}, snapshot ? [snapshot.buffer] : [])
  } catch (error) {
    post({fault: error instanceof Fault ? error.message : `Python did not start: ${error.message}`})
  }
})

try {
  strip(navigator, (name) => OF_NAVIGATOR.includes(name))
  strip(self, (name) => WEB.includes(name) || LANGUAGE.test(name))
} catch (error) {
  post({fault: error.message})
}
}
