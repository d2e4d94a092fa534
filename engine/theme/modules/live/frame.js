"use strict"
// The script of the frame in which all code of readers runs. The frame is sandboxed: its
// origin is its own and nobody else's, so nothing in it has storage, caches or an address,
// and what it may fetch is nothing. Files come from the page, one by one, by one port.
//
// page   {file, bytes}  {start, number}  {id, request}  {stop: id}  {end}
// worker {file, bytes}  {start, module, snapshot}  {id, request, alive}
//        it answers {id} at once, or is taken for dead
// back   {here}  {ready, number}  {fault, number}  {broke, number}
//        {id, event}  {id, answer}  {id, died}
const files = new Map()
const made = (bytes, type) => URL.createObjectURL(new Blob([bytes], {type}))
let page, worker, module, snapshot
let alive = {}

// of one request; a session sends far less, and a page that hears more could not be used
const MOST = {messages: 5_000, letters: 1_000_000}
let sent = {messages: 0, letters: 0}

const DEAF = 5_000 // ms in which a worker that has nothing else to do takes a request
let deaf

/** Whether a message is within what one request may send. */
function fits(event) {
  sent.messages += 1
  for (const each of Object.values(Object(event))) if (typeof each === "string") sent.letters += each.length
  return sent.messages <= MOST.messages && sent.letters <= MOST.letters
}

function end() {
  clearTimeout(deaf)
  worker?.terminate()
  worker = undefined
  URL.revokeObjectURL(alive.url)
}

function begin(start, number) {
  end()
  const address = made(files.get("worker.js"), "text/javascript")
  const own = (worker = new Worker(address))
  URL.revokeObjectURL(address)
  let ready = false
  own.onmessage = ({data}) => {
    if (own !== worker) return
    // once ready, it may be a reader's code that speaks: it answers, and no more
    if (ready) {
      if (!data?.id) return
      clearTimeout(deaf)
      if (fits(data.event)) return page.postMessage({id: data.id, event: data.event, answer: data.answer, died: data.died})
      end()
      page.postMessage({broke: "it sent more than a page can show", number})
    } else if (data.ready) {
      ready = true
      module = data.module
      snapshot = data.snapshot || snapshot
      // the next start has these two instead
      for (const file of files.keys()) if (file.endsWith(".bin")) files.delete(file)
      page.postMessage({ready, number})
    } else if (data.fault) page.postMessage({fault: data.fault, number})
  }
  own.onerror = (event) => {
    event.preventDefault()
    if (own === worker) page.postMessage({broke: event.message || "the worker ended", number})
  }
  for (const [file, bytes] of files) own.postMessage({file, bytes})
  own.postMessage({start, module, snapshot})
}

function heard({data}) {
  if (data.file) {
    files.set(data.file, data.bytes)
    worker?.postMessage(data)
  } else if (data.start) begin(data.start, data.number)
  else if (data.stop) {
    if (data.stop === alive.id) URL.revokeObjectURL(alive.url)
  } else if (data.end) end()
  else if (data.id) {
    URL.revokeObjectURL(alive.url)
    // of a type, or Firefox reads it as XML, and says that it is none
    alive = {id: data.id, url: made("go on", "text/plain")}
    sent = {messages: 0, letters: 0}
    worker?.postMessage({id: data.id, request: data.request, alive: alive.url})
    deaf = setTimeout(() => {
      end()
      page.postMessage({broke: "what ran before left it busy"})
    }, DEAF)
  }
}

addEventListener("message", ({source, ports}) => {
  if (page || source !== parent || !ports.length) return
  page = ports[0]
  page.onmessage = heard
  page.postMessage({here: true})
})

// a host may send a policy besides the page's own
addEventListener("securitypolicyviolation", ({blockedURI, effectiveDirective}) => {
  const lacks = blockedURI === "wasm-eval" ? "'wasm-unsafe-eval'" : `${blockedURI}:`
  page?.postMessage({fault: `This site's Content-Security-Policy lacks ${lacks} (${effectiveDirective}), so Python cannot run.`})
})
