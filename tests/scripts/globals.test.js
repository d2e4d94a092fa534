import assert from "node:assert/strict"
import {test} from "node:test"
import {run} from "./classic.js"

const scope = run(["modules/live/globals.js"], {})

/**
 * What is left of a worker's globals that were these.
 * @param {object} own
 * @param {object} above
 */
function left(own, above = {}) {
  const navigator = {userAgent: "x", storage: {}, onLine: true, serviceWorker: {}}
  const made = Object.assign(Object.create(above), {navigator, ...own})
  scope("enclose")(made)
  return {own: Object.keys(made), above: Object.keys(above), navigator: Object.keys(navigator)}
}

test("the language stays, and what Pyodide stands on, and nothing else", () => {
  const gone = ["fetch", "XMLHttpRequest", "WebSocket", "caches", "indexedDB", "Worker", "importScripts", "postMessage", "close", "BroadcastChannel", "evalx", "Objects"]
  const stays = ["Map", "WeakRef", "eval", "Float64Array", "AggregateError", "SuspendError", "URL", "crypto"]
  const found = left(Object.fromEntries([...gone, ...stays].map((name) => [name, {}])))
  assert.deepEqual(found.own, ["navigator", ...stays])
  assert.deepEqual(found.navigator, ["userAgent", "onLine"])
})

test("what a scope inherits goes too", () => {
  assert.deepEqual(left({}, {fetch: {}, setTimeout: {}}).above, ["setTimeout"])
})

test("a number that cannot be deleted leads nowhere, and stays", () => {
  const constants = Object.defineProperty({}, "TEMPORARY", {value: 0})
  left({}, constants)
  assert.equal(Object.hasOwn(constants, "TEMPORARY"), true)
})

test("a browser that lets something else not be deleted runs no code", () => {
  const stubborn = Object.defineProperty({}, "fetch", {value: () => {}})
  assert.throws(() => left({}, stubborn), (/** @type {any} */ error) => {
    assert.deepEqual({...error.trouble}, {kind: "globals", said: "fetch"})
    return true
  })
})
