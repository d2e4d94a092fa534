"use strict"
// The script of the frame in which all code of readers runs. The frame is sandboxed: its
// origin is its own and nobody else's, so nothing in it has storage, caches or an address,
// and what it may fetch is nothing. Files come from the page, one by one, by one port.
// engine/shapes.py says what is sent to and fro.

/** @import {FileMessage, FromFrame, FromWorker, Said, Start, StartWorker, ToFrame, TroubleKind} from "../shapes.js" */

// the worker's script, in the order of its parts; only they see each other's names
const PARTS = ["globals.js", "worker.js"]

// of one request; a session sends far less, and a page that hears more could not be used
const MOST = {messages: 5_000, letters: 1_000_000}
let sent = {messages: 0, letters: 0}

const DEAF = 5_000 // ms in which a worker that has nothing else to do takes a request
/** @type {ReturnType<typeof setTimeout> | undefined} */
let deaf

/** @type {Map<string, FileMessage["bytes"]>} */
const files = new Map()
/** @type {(parts: BlobPart[], type: string) => string} */
const made = (parts, type) => URL.createObjectURL(new Blob(parts, {type}))
/** @type {MessagePort | undefined} */
let page
/** @type {Worker | undefined} */
let worker
/** @type {StartWorker["module"]} */
let module = null
/** @type {StartWorker["snapshot"]} */
let snapshot = null
// the request under way; its worker goes on while the address leads somewhere
let alive = {id: 0, url: ""}

/** @param {FromFrame} message */
const tell = (message) => page?.postMessage(message)

/** @type {(kind: TroubleKind, said: string, number?: number) => void} */
const broke = (kind, said, number) => tell({broke: {kind, said}, ...(number === undefined ? {} : {number})})

/**
 * Whether a message is within what one request may send.
 * @param {unknown} event
 */
function fits(event) {
  sent.messages += 1
  for (const each of Object.values(Object(event))) if (typeof each === "string") sent.letters += each.length
  return sent.messages <= MOST.messages && sent.letters <= MOST.letters
}

/** End the worker. */
function end() {
  clearTimeout(deaf)
  worker?.terminate()
  worker = undefined
  URL.revokeObjectURL(alive.url)
}

/** The worker's script: a block, so that what it names is no global of a reader's code. */
function script() {
  const parts = PARTS.map((name) => /** @type {Uint8Array<ArrayBuffer>} */ (files.get(name)))
  return made(['"use strict"\n{\n', ...parts, "\n}"], "text/javascript")
}

/**
 * Start a worker in the place of any other.
 * @param {Start} start
 * @param {number} number
 */
function begin(start, number) {
  end()
  const address = script()
  const own = (worker = new Worker(address))
  URL.revokeObjectURL(address)
  let ready = false
  own.onmessage = (/** @type {MessageEvent<FromWorker>} */ {data}) => {
    if (own !== worker) return
    // once ready, it may be a reader's code that speaks: it answers, and no more
    if (ready) {
      const {id, event, answer, died} = /** @type {Partial<Said>} */ (Object(data))
      if (!id) return
      clearTimeout(deaf)
      if (fits(event)) return tell({id, event, answer, died})
      end()
      broke("flood", "", number)
    } else if ("ready" in data) {
      ready = true
      module = data.module
      snapshot = data.snapshot ?? snapshot
      // the next start has these two instead
      for (const file of files.keys()) if (file.endsWith(".bin")) files.delete(file)
      tell({ready, number})
    } else if ("fault" in data) tell({fault: data.fault, number})
  }
  own.onerror = (event) => {
    event.preventDefault()
    if (own === worker) broke("ended", event.message, number)
  }
  for (const [file, bytes] of files) own.postMessage({file, bytes})
  own.postMessage({start, module, snapshot})
}

/** @param {MessageEvent<ToFrame>} event */
function heard({data}) {
  if ("file" in data) {
    files.set(data.file, data.bytes)
    worker?.postMessage(data)
  } else if ("start" in data) begin(data.start, data.number)
  else if ("stop" in data) {
    if (data.stop === alive.id) URL.revokeObjectURL(alive.url)
  } else if ("end" in data) end()
  else {
    URL.revokeObjectURL(alive.url)
    // of a type, or Firefox reads it as XML, and says that it is none
    alive = {id: data.id, url: made(["go on"], "text/plain")}
    sent = {messages: 0, letters: 0}
    worker?.postMessage({id: data.id, request: data.request, alive: alive.url})
    deaf = setTimeout(() => {
      end()
      broke("busy", "")
    }, DEAF)
  }
}

addEventListener("message", ({source, ports}) => {
  if (page || source !== parent || !ports[0]) return
  page = ports[0]
  page.onmessage = heard
  tell({here: true})
})

// a host may send a policy besides the page's own
addEventListener("securitypolicyviolation", ({blockedURI, effectiveDirective}) => {
  const lacks = blockedURI === "wasm-eval" ? "'wasm-unsafe-eval'" : `${blockedURI}:`
  tell({fault: {kind: "policy", said: `${lacks} (${effectiveDirective})`}})
})
