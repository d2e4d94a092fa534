// Writes what Python's memory holds once it has started and imported what a session
// stands on, so that a reader's browser need not do that work again.
//
//   node engine/setup/snapshot.mjs PACKAGE EARLY OUT [switching]
//
// OUT is Pyodide's own snapshot, its memory less what WebAssembly puts there by itself
// (bytes XOR bytes), which compresses to two thirds. Python notes at its start whether
// the host can switch stacks (JSPI), so there is one for each kind of browser.
import crypto from "node:crypto"
import fs from "node:fs"
import {pathToFileURL} from "node:url"

const [folder, early, out, switching] = process.argv.slice(2)
// a start asks only whether these are there; nothing is suspended before the snapshot
if (switching) {
  WebAssembly.Suspending = function (run) {
    return run
  }
  WebAssembly.promising = (run) => async (...all) => run(...all)
} else {
  delete WebAssembly.Suspending
  delete WebAssembly.promising
}
const {loadPyodide} = await import(pathToFileURL(`${folder}/pyodide.mjs`).href)
const {info} = JSON.parse(fs.readFileSync(`${folder}/pyodide-lock.json`, "utf8"))

// without types of WebAssembly's garbage collector, Python takes a detour through
// JavaScript for each call, and a snapshot would have browsers take it too
if (Number(process.versions.node.split(".")[0]) < 22)
  throw new Error(`Node ${process.versions.node} is too old for a snapshot: 22 is needed`)

// the same bytes each time, so that a browser which has them fetches none anew: neither
// chance nor a clock goes in, and a session seeds `random` when it starts
crypto.randomFillSync = (bytes) => bytes.fill(0)
Date.now = performance.now = () => 0

let before
const instantiate = WebAssembly.instantiate
WebAssembly.instantiate = async (...all) => {
  const made = await instantiate(...all)
  const {memory} = (made.instance || made).exports
  if (memory instanceof WebAssembly.Memory && !before) before = new Uint8Array(memory.buffer.slice(0))
  return made
}
let full = false
const grow = WebAssembly.Memory.prototype.grow
WebAssembly.Memory.prototype.grow = function (pages) {
  if (full) throw new RangeError("no more")
  return grow.call(this, pages)
}

const python = await loadPyodide({
  indexURL: folder,
  lockFileContents: {info, packages: {}},
  packageBaseUrl: folder,
  env: {PYTHONHASHSEED: "0"},
  _makeSnapshot: true,
})
python.runPython(fs.readFileSync(early, "utf8"))
python.runPython("import random; random.seed(0)")

// memory that was used and is free holds what nobody reads: zeros compress better
const {_malloc, _free} = python._module
const taken = []
full = true
for (let size = 2 ** 24; size >= 16; size /= 2)
  for (let at; (at = _malloc(size)); taken.push(at)) python._module.HEAPU8.fill(0, at, at + size)
for (const at of taken) _free(at)
full = false

const made = python.makeMemorySnapshot()
const start = made.length - before.length
if (start < 0) throw new Error("memory has grown: the snapshot does not fit what a start has")
for (let at = 0; at < before.length; at += 1) made[start + at] ^= before[at]
fs.writeFileSync(out, made)
