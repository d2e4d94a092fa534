// The Python of one page, in a worker of its own, so that the page never waits for it.
//
// in   {start: {root, live, module, snapshot}}      {id, request, alive}
// out  {bytes} {ready, module, snapshot}  {fault}  {id, event}  {id, answer}  {id, died}
const POLL = 40 // ms between two looks at whether a run is to stop
const MEMORY = 256 * 2 ** 20 // bytes
const PAGE = 65536 // bytes in a page of WebAssembly's memory

const SWITCHING = "Suspending" in WebAssembly // lets Python wait, as asyncio.run must
const SNAPSHOT = SWITCHING ? "snapshot-switching.gz" : "snapshot.gz"

class Fault extends Error {}

let python, answer, wasm
let alive = ""

// What grows past the cap gets Python's MemoryError, and Python goes on.
const grow = WebAssembly.Memory.prototype.grow
WebAssembly.Memory.prototype.grow = function (pages) {
  if (this.buffer.byteLength + pages * PAGE > MEMORY) throw new RangeError("over the cap")
  return grow.call(this, pages)
}

// Python looks here for a signal every few instructions. While it runs, no message can
// reach this worker; but whether an object URL of the page still leads anywhere can be
// asked at once. The page revokes it to say stop.
let looked = 0
const signals = {
  get 0() {
    const now = performance.now()
    if (!alive || now - looked < POLL) return 0
    looked = now
    try {
      const asked = new XMLHttpRequest()
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

/** Fetch a file, its bytes counted; raise Fault with what to do when it does not come. */
async function fetched(root, file) {
  const url = root + file.name
  let response
  try {
    response = await fetch(url)
  } catch {
    throw new Fault(`${file.name} could not be fetched: are you online? Then try again.`)
  }
  if (!response.ok)
    throw new Fault(`${file.name} is missing from this site (${response.status}).`)
  const parts = []
  let got = 0
  try {
    for (const reader = response.body.getReader(); ; ) {
      const {done, value} = await reader.read()
      if (done) break
      parts.push(value)
      got += value.length
      postMessage({bytes: value.length})
    }
  } catch {
    throw new Fault(`${file.name} arrived in part, ${got} of ${file.bytes} bytes: try again.`)
  }
  if (got !== file.bytes)
    throw new Fault(`${file.name} has ${got} bytes, not ${file.bytes}: reload this page.`)
  return new Blob(parts)
}

/** Import a module of the runtime; tell why where a browser would not. */
async function imported(root, file) {
  try {
    const found = await import(root + file.name)
    postMessage({bytes: file.bytes})
    return found
  } catch {
    const response = await fetch(root + file.name).catch(() => null)
    if (!response) throw new Fault(`${file.name} could not be fetched: are you online? Then try again.`)
    if (!response.ok) throw new Fault(`${file.name} is missing from this site (${response.status}).`)
    const type = response.headers.get("content-type") || "no type"
    throw new Fault(
      /javascript/.test(type)
        ? `${file.name} arrived in part: reload this page.`
        : `This site's host sends ${file.name} as ${type}; it must be text/javascript.`,
    )
  }
}

const unzipped = (blob) => new Response(blob.stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer()

async function compiled(blob) {
  const stream = blob.stream().pipeThrough(new DecompressionStream("gzip"))
  try {
    return await WebAssembly.compileStreaming(
      new Response(stream, {headers: {"content-type": "application/wasm"}}),
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

/** Load Python; give back what makes the next start quick. */
async function start({root, live, module, snapshot}) {
  const base = root + live.runtime
  const named = Object.fromEntries(live.files.map((file) => [file.name, file]))
  const library = fetched(base, named["python_stdlib.zip"])
  const tested = files(root, live.python)
  // what Python's memory holds after its start, less what WebAssembly puts there itself
  const shipped = snapshot
    ? null
    : named[SNAPSHOT] && fetched(base, named[SNAPSHOT]).then(unzipped).then((buffer) => new Uint8Array(buffer))
  const [{loadPyodide}, {default: createPyodideModule}, ready] = await Promise.all([
    imported(base, named["pyodide.mjs"]),
    imported(base, named["pyodide.asm.mjs"]),
    module || fetched(base, named["pyodide.asm.wasm.gz"]).then(compiled),
  ])
  wasm = ready
  const zip = await library
  const memory = snapshot || (await shipped)
  // Pyodide fetches its parts itself; it gets those that came
  const outer = self.fetch
  self.fetch = (url, ...more) => {
    const name = String(url).split("/").pop()
    if (name === "python_stdlib.zip") return Promise.resolve(new Response(zip))
    if (name === "pyodide.asm.wasm") return Promise.resolve(new Response(""))
    return outer(url, ...more)
  }
  const streaming = WebAssembly.instantiateStreaming
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const instance = await WebAssembly.instantiate(wasm, imports)
    if (memory && !snapshot) restore(memory, instance.exports.memory.buffer)
    return {module: wasm, instance}
  }
  const common = {
    indexURL: base,
    createPyodideModule,
    packageBaseUrl: base,
    // no package is served here, so the list of them is empty
    lockFileContents: {info: live.info, packages: {}},
    stdin: () => {
      throw new Error("there is nobody to ask")
    },
    stdout: () => {},
    stderr: () => {},
  }
  try {
    python = await loadPyodide({...common, ...(memory ? {_loadSnapshot: memory} : {_makeSnapshot: true})})
  } finally {
    self.fetch = outer
    WebAssembly.instantiateStreaming = streaming
  }
  write(await tested)
  python.runPython(IMPORT)
  let made = memory
  if (!memory) {
    try {
      made = python.makeMemorySnapshot()
    } catch {
      // without one, a stop that replaces the worker takes longer
    }
  }
  python.setInterruptBuffer(signals)
  answer = python.runPython(BEGIN)
  return made === snapshot ? undefined : made
}

const IMPORT = `
import os, sys
from pathlib import Path
os.chdir("/site")
if "/site" not in sys.path:
    sys.path.insert(0, "/site")
if "doctest" not in sys.modules:
    import engine.live.early
from engine.live.session import Session
for name in ("pdb", "unittest", "doctest"):
    sys.modules.pop(name, None)
`

const BEGIN = `
import gc
import random
from js import send
random.seed()  # a start from a snapshot would repeat it
gc.freeze()  # what is there now is no reader's, and need not be looked through
Session(Path("/site/snippets"), send).answer
`

/** Fetch text files of the site. */
const files = (root, names) =>
  Promise.all(
    names.map(async (name) => {
      const response = await fetch(root + name).catch(() => null)
      if (!response?.ok) throw new Fault(`${name} could not be fetched: are you online? Then try again.`)
      return [name, await response.text()]
    }),
  )

/** Write files below /site, where Python finds them. */
function write(found) {
  for (const [name, text] of found) {
    const path = "/site/" + name.replace(/^python\//, "")
    python.FS.mkdirTree(path.slice(0, path.lastIndexOf("/")))
    python.FS.writeFile(path, text)
  }
}

let current
self.send = (event) => postMessage({id: current, event: JSON.parse(event)})

/** Run one request; with stack switching where there is any, so that `await` works. */
async function run({id, request, alive: url}) {
  current = id
  alive = url
  looked = performance.now()
  try {
    const text = JSON.stringify(request)
    const value = SWITCHING ? await answer.callPromising(text) : answer(text)
    postMessage({id, answer: JSON.parse(value)})
  } catch (error) {
    const dead = error.pyodide_fatal_error || error.name !== "PythonError"
    const interrupted = /KeyboardInterrupt\s*$/.test(error.message)
    if (interrupted) postMessage({id, answer: {state: "stopped", printed: "", error: "KeyboardInterrupt", examples: []}})
    else postMessage({id, died: dead ? String(error.message || error) : `The session failed: ${error.message}`})
  } finally {
    alive = ""
  }
}

self.onmessage = async ({data}) => {
  if (data.id) return run(data)
  try {
    const snapshot = await start(data.start)
    postMessage({ready: true, module: wasm, snapshot}, snapshot ? [snapshot.buffer] : [])
  } catch (error) {
    postMessage({fault: error instanceof Fault ? error.message : `Python did not start: ${error.message}`})
  }
}
