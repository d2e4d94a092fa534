import assert from "node:assert/strict"
import {beforeEach, mock, test} from "node:test"
import {run} from "./classic.js"

const info = {abi_version: "", arch: "", platform: "", python: ""}

/** @type {any[]} */
let workers
/** @type {any[]} */
let heard
/** @type {Map<string, string>} */
let addresses
/** @type {any} */
let page
/** @type {Record<string, (event: any) => void>} */
let listeners
/** @type {{listen: any, run: () => void}[]} */
let timers

class Worker {
  /** @type {any[]} */
  got = []
  ended = false
  /** @type {(event: any) => void} */
  onmessage = () => {}
  /** @type {(event: any) => void} */
  onerror = () => {}
  constructor(/** @type {string} */ address) {
    this.script = addresses.get(address)
    workers.push(this)
  }

  postMessage(/** @type {any} */ message) {
    this.got.push(message)
  }

  terminate() {
    this.ended = true
  }

  says(/** @type {any} */ data) {
    this.onmessage({data})
  }
}

/** A frame that its page has begun to talk to. */
beforeEach(() => {
  workers = []
  heard = []
  addresses = new Map()
  listeners = {}
  timers = []
  const parent = {}
  let count = 0
  run(["modules/live/frame.js"], {
    parent,
    Worker,
    Blob: class {
      constructor(/** @type {string[]} */ parts) {
        this.text = parts.join("")
      }
    },
    URL: {
      createObjectURL: (/** @type {{text: string}} */ {text}) => {
        addresses.set(`blob:${++count}`, text)
        return `blob:${count}`
      },
      revokeObjectURL: (/** @type {string} */ address) => addresses.delete(address),
    },
    addEventListener: (/** @type {string} */ name, /** @type {(event: any) => void} */ does) => (listeners[name] = does),
    setTimeout: (/** @type {() => void} */ does) => timers.push({listen: true, run: does}),
    clearTimeout: (/** @type {number} */ at) => {
      const timer = timers[at - 1]
      if (timer) timer.listen = false
    },
  })
  page = {postMessage: mock.fn((message) => heard.push(structuredClone(message)))}
  listeners.message?.({source: {}, ports: [page]})
  assert.deepEqual(heard, [])
  listeners.message?.({source: parent, ports: [page]})
  assert.deepEqual(heard.splice(0), [{here: true}])
})

/** @param {any} data */
const tell = (data) => page.onmessage({data})

/** A worker that is ready, as a page begins it. */
function begun() {
  tell({file: "globals.js", bytes: "one()"})
  tell({file: "worker.js", bytes: "two()"})
  tell({file: "snapshot.bin", bytes: "memory"})
  tell({start: {info, quick: true}, number: 1})
  const worker = workers.at(-1)
  worker.says({ready: true, module: "module", snapshot: "memory of it"})
  assert.deepEqual(heard.splice(0), [{ready: true, number: 1}])
  return worker
}

test("a worker's script is its parts in one block, and its address leads nowhere later", () => {
  const worker = begun()
  assert.equal(worker.script, '"use strict"\n{\none()two()\n}')
  assert.equal(addresses.size, 0)
})

test("a worker has the files, and the next what the first has made of them", () => {
  assert.deepEqual(begun().got.map((/** @type {any} */ each) => each.file), ["globals.js", "worker.js", "snapshot.bin", undefined])
  tell({start: {info, quick: true}, number: 2})
  const {got} = workers.at(-1)
  assert.deepEqual(got.map((/** @type {any} */ each) => each.file), ["globals.js", "worker.js", undefined])
  assert.equal(got.at(-1).module, "module")
  assert.equal(got.at(-1).snapshot, "memory of it")
  assert.equal(workers[0].ended, true)
})

test("a request goes on while its address leads somewhere, which a stop ends", () => {
  const worker = begun()
  tell({id: 7, request: ["start", ""]})
  const {alive} = worker.got.at(-1)
  assert.equal(addresses.has(alive), true)
  tell({stop: 6})
  assert.equal(addresses.has(alive), true)
  tell({stop: 7})
  assert.equal(addresses.has(alive), false)
})

test("a ready worker can answer, and neither start nor fail as another would", () => {
  const worker = begun()
  tell({id: 7, request: ["start", ""]})
  for (const forged of [undefined, null, 3, {ready: true}, {fault: {kind: "start", said: ""}}, {broke: {}}, {here: true}]) worker.says(forged)
  assert.deepEqual(heard, [])
  worker.says({id: 7, answer: {}, number: 1, ready: true})
  assert.deepEqual(heard, [{id: 7, event: undefined, answer: {}, died: undefined}])
})

test("a worker that takes no request is taken for dead", () => {
  const worker = begun()
  tell({id: 7, request: ["start", ""]})
  timers.filter(({listen}) => listen).forEach(({run: does}) => does())
  assert.equal(worker.ended, true)
  assert.deepEqual(heard, [{broke: {kind: "busy", said: ""}}])
})

test("one that says that it has begun is not", () => {
  const worker = begun()
  tell({id: 7, request: ["start", ""]})
  worker.says({id: 7})
  assert.deepEqual(timers.filter(({listen}) => listen), [])
})

test("more than a page can show ends the worker, by messages or by letters", () => {
  for (const [count, text] of /** @type {[number, string][]} */ ([[5_001, ""], [11, "x".repeat(100_000)]])) {
    const worker = begun()
    tell({id: 7, request: ["start", ""]})
    for (let at = 0; at < count; at += 1) worker.says({id: 7, event: {text}})
    assert.equal(worker.ended, true)
    assert.deepEqual(heard.pop(), {broke: {kind: "flood", said: ""}, number: 1})
    assert.equal(heard.length, count - 1)
    heard.length = 0
  }
})

test("what a worker that was replaced says goes nowhere", () => {
  const old = begun()
  tell({start: {info, quick: true}, number: 2})
  old.says({id: 7, answer: {}})
  old.onerror({preventDefault() {}, message: "late"})
  assert.deepEqual(heard, [])
})

test("a worker that cannot start, or ends, is told with its start", () => {
  tell({file: "globals.js", bytes: ""})
  tell({file: "worker.js", bytes: ""})
  tell({start: {info, quick: false}, number: 3})
  const worker = workers.at(-1)
  worker.says({fault: {kind: "wasm", said: "no"}})
  worker.onerror({preventDefault() {}, message: ""})
  assert.deepEqual(heard, [{fault: {kind: "wasm", said: "no"}, number: 3}, {broke: {kind: "ended", said: ""}, number: 3}])
  tell({end: true})
  assert.equal(worker.ended, true)
})

test("a host's own policy is named by what it lacks", () => {
  listeners.securitypolicyviolation?.({blockedURI: "wasm-eval", effectiveDirective: "script-src"})
  listeners.securitypolicyviolation?.({blockedURI: "blob", effectiveDirective: "worker-src"})
  assert.deepEqual(heard.map(({fault}) => ({...fault})), [
    {kind: "policy", said: "'wasm-unsafe-eval' (script-src)"},
    {kind: "policy", said: "blob: (worker-src)"},
  ])
})
