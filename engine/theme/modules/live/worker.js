// The Python of one page, in a worker of its own, so that the page never waits for it.
// frame.js starts it and hands it all it needs; engine/shapes.py says what is sent. The
// last part of the worker's script, after globals.js.

/** @typedef {import("../shapes.js").FileMessage["bytes"]} Given */
/** @typedef {import("../shapes.js").Content} Content */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {{(request: string): string, callPromising(request: string): Promise<string>}} Answering */
/** @typedef {{
 *   FS: {mkdirTree(path: string): void, writeFile(path: string, content: string | Bytes): void},
 *   runPython(source: string): unknown,
 *   setInterruptBuffer(buffer: {0: number}): void,
 *   makeMemorySnapshot(): Bytes,
 * }} Pyodide what is used of it */

const POLL = 40 // ms between two looks at whether a run is to stop
const MEMORY = 256 * 2 ** 20 // bytes
const PAGE = 65536 // bytes in a page of WebAssembly's memory
const NOWHERE = "https://python.invalid/" // an address for Pyodide, which fetches nothing

const SWITCHING = "Suspending" in WebAssembly // lets Python wait, as asyncio.run must
const SNAPSHOT = SWITCHING ? "snapshot-switching.bin" : "snapshot.bin"

// as they are before a reader's code can put others in their place
/** @type {(message: import("../shapes.js").FromWorker, transfer: Transferable[]) => void} */
const send = postMessage.bind(self)
/** @type {(message: import("../shapes.js").FromWorker, transfer?: Transferable[]) => void} */
const post = (message, transfer = []) => send(message, transfer)
const {parse, stringify} = JSON
const Asking = XMLHttpRequest

/** @type {Pyodide} */
let python
/** @type {Answering} */
let answer
/** @type {WebAssembly.Module} */
let wasm
let alive = ""

// What grows past the cap gets Python's MemoryError, and Python goes on.
const grow = WebAssembly.Memory.prototype.grow
WebAssembly.Memory.prototype.grow = function (/** @type {number} */ pages) {
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
/** @type {Record<string, {promise: Promise<Given>, resolve: (bytes: Given) => void}>} */
const files = {}

/**
 * A file that is to come, once.
 * @param {string} file
 */
function came(file) {
  return (files[file] ??= deferred())
}

function deferred() {
  /** @type {(bytes: Given) => void} */
  let resolve = () => {}
  /** @type {Promise<Given>} */
  const promise = new Promise((done) => (resolve = done))
  return {promise, resolve}
}

/**
 * The bytes of a file.
 * @param {string} file
 */
const bytesOf = async (file) => /** @type {Bytes} */ (await came(file).promise)

/**
 * Import a module from its bytes.
 * @param {string} file
 */
async function imported(file) {
  const url = URL.createObjectURL(new Blob([await bytesOf(file)], {type: "text/javascript"}))
  try {
    return await import(url)
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** @param {Bytes} bytes */
const unpacked = (bytes) => new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), {headers: {"content-type": "application/wasm"}})

/** @param {unknown} error */
const reason = (error) => (error instanceof Error ? error.message : String(error))

/** @param {Bytes} bytes */
async function compiled(bytes) {
  try {
    return await WebAssembly.compileStreaming(unpacked(bytes))
  } catch (error) {
    const why = reason(error)
    // what browsers say of it differs, and no field of theirs tells
    throw /unsafe-eval|Content Security Policy/i.test(why) ? new Fault("policy", "'wasm-unsafe-eval'") : new Fault("wasm", why)
  }
}

/**
 * Undo what kept a snapshot small: add what the memory of a new instance holds.
 * @param {Bytes} snapshot
 * @param {ArrayBuffer} buffer
 */
function restore(snapshot, buffer) {
  const from = snapshot.length - buffer.byteLength
  const old = new Uint32Array(buffer)
  const all = new Uint32Array(snapshot.buffer, from)
  for (const [at, word] of old.entries()) all[at] = (all[at] ?? 0) ^ word
}

// all else is Python's own, in engine/live/boot.py
const LOAD = `import sys
if "/site" not in sys.path: sys.path.insert(0, "/site")
from engine.live import boot
boot.load()`

/**
 * Load Python; give back what makes the next start quick, where the page has it not.
 * @param {import("../shapes.js").StartWorker} how
 */
async function startPython({start: {info, quick}, module, snapshot}) {
  // what Python's memory holds after its start, less what WebAssembly puts there itself
  const shipped = !snapshot && quick ? bytesOf(SNAPSHOT).then(async (bytes) => new Uint8Array(await unpacked(bytes).arrayBuffer())) : null
  const [{loadPyodide}, {default: createPyodideModule}, ready] = await Promise.all([
    imported("pyodide.js"),
    imported("pyodide.asm.js"),
    module ?? bytesOf("pyodide.asm.wasm.bin").then(compiled),
  ])
  wasm = ready
  const zip = await bytesOf("python_stdlib.zip")
  const memory = snapshot ?? (await shipped)
  // Pyodide fetches its parts itself; it gets those that came, and there is nothing else
  self.fetch = async (/** @type {RequestInfo | URL} */ url) => new Response(String(url).endsWith("python_stdlib.zip") ? zip : "")
  const streaming = WebAssembly.instantiateStreaming
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const instance = await WebAssembly.instantiate(wasm, imports)
    const {memory: own} = instance.exports
    if (memory && !snapshot && own instanceof WebAssembly.Memory) restore(memory, own.buffer)
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
    Reflect.deleteProperty(self, "fetch")
    WebAssembly.instantiateStreaming = streaming
  }
  write(/** @type {Record<string, Content>} */ (await came("site").promise))
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
  const beginning = /** @type {(send: (event: string) => void) => Answering} */ (python.runPython("boot.begin"))
  answer = beginning(pass)
  for (const file of Object.keys(files)) delete files[file] // megabytes that nobody needs now
  return made === snapshot ? null : made
}

/**
 * Write files below /site, where Python finds them.
 * @param {Record<string, Content>} found
 */
function write(found) {
  for (const [name, content] of Object.entries(found)) {
    const path = `/site/${name}`
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")))
    python.FS.writeFile(path, typeof content === "string" ? content : decoded(content.base64))
  }
}

/** @param {string} text */
const decoded = (text) => Uint8Array.from(atob(text), (each) => each.charCodeAt(0))

let current = 0
/** @param {string} event */
const pass = (event) => post({id: current, event: parse(event)})

/** What is answered for a session that was interrupted before it could answer. */
const INTERRUPTED = {state: "stopped", printed: "", error: "KeyboardInterrupt", cut: false, examples: []}

/**
 * Run one request; with stack switching where there is any, so that `await` works.
 * @param {import("../shapes.js").AskWorker} asked
 */
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
    // Pyodide says of what class an error of Python's is
    const interrupted = error instanceof Error && "type" in error && error.type === "KeyboardInterrupt"
    if (interrupted) post({id, answer: INTERRUPTED})
    else post({id, died: reason(error) || String(error)})
  } finally {
    alive = ""
  }
}

/** @param {unknown} error */
const fail = (error) => post({fault: error instanceof Fault ? error.trouble : {kind: "start", said: reason(error)}})

addEventListener("message", async (/** @type {MessageEvent<import("../shapes.js").ToWorker>} */ {data}) => {
  if ("file" in data) return came(data.file).resolve(data.bytes)
  if ("id" in data) return run(data)
  try {
    const snapshot = await startPython(data)
    post({ready: true, module: wasm, snapshot}, snapshot ? [snapshot.buffer] : [])
  } catch (error) {
    fail(error)
  }
})

try {
  enclose(self)
} catch (error) {
  fail(error)
}
