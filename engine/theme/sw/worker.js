// Lets pages and Python be there without a network. It is registered when Python has
// first run, or when a reader asks to keep the site; pages come from the network while
// there is one.
//
// The last part of the service worker, which hears what happens; engine/site/scripts.py
// puts the parts together, as `sw.js`.
const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self))

/**
 * Keep what a page names, and answer each. With `forget`, all that was kept is deleted
 * first. A page of another release is told which one this is.
 * @param {import("../modules/shapes.js").KeepRequest} asked
 * @param {(message: import("../modules/shapes.js").Kept) => void} tell
 */
async function keep({keep: wanted, forget, release}, tell) {
  if (forget) await forgetAll()
  let failed = wanted.length
  try {
    if (failed && release === RELEASE) {
      failed = await bring(wanted, (path) => tell({path}))
      await sweep(new Set(wanted))
    }
  } finally {
    tell({done: true, failed, release: RELEASE})
  }
}

worker.addEventListener("install", (event) => event.waitUntil(carry().then(() => worker.skipWaiting())))
worker.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => worker.clients.claim())))
worker.addEventListener("fetch", answer)
worker.addEventListener("message", (event) => {
  const [port] = event.ports
  event.waitUntil(keep(event.data, (message) => port?.postMessage(message)))
})
