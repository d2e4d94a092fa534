// Lets pages and Python be there without a network. It is registered when Python has
// first run, or when a reader asks to keep the site; pages come from the network while
// there is one.
const scope = registration.scope
const PAGES = `${scope}pages`
const python = /^runtime\/([^/]+)\//

const shelf = (url) => {
  const found = python.exec(url.slice(scope.length))
  return found ? `${scope}python-${found[1]}` : PAGES
}

self.addEventListener("activate", (event) => event.waitUntil(clients.claim()))

self.addEventListener("fetch", (event) => {
  const {request} = event
  if (request.method !== "GET" || !request.url.startsWith(scope)) return
  if (python.test(request.url.slice(scope.length))) event.respondWith(kept(request))
  else if (!request.url.includes("/-/")) event.respondWith(fresh(event))
})

/** A file of Python's: its address names its version, so what is kept is right. */
async function kept(request) {
  const cache = await caches.open(shelf(request.url))
  return (await cache.match(request.url)) || fetch(request)
}

/** What the network has; without one, what was kept. */
async function fresh(event) {
  const {request} = event
  const url = request.url.split(/[?#]/)[0]
  const cache = await caches.open(PAGES)
  try {
    const response = await fetch(request)
    if (response.ok && !response.redirected) event.waitUntil(cache.put(url, response.clone()))
    return response
  } catch {
    const found = (await cache.match(url)) || (await cache.match(url + "/"))
    if (found) return found
    if (request.mode === "navigate") {
      const lost = await cache.match(scope + "404.html")
      if (lost) return new Response(await lost.blob(), {status: 503, headers: {"content-type": "text/html; charset=utf-8"}})
    }
    return Response.error()
  }
}

/** Keep what a page names: `{keep: [url, …]}`; each that is there is answered. */
self.addEventListener("message", (event) => {
  const {keep} = event.data
  const [port] = event.ports
  const all = async () => {
    let failed = 0
    for (const url of keep) {
      try {
        const cache = await caches.open(shelf(url))
        // what the browser has already it need not fetch again
        if (!(await cache.match(url))) await cache.add(new Request(url, {cache: "force-cache"}))
      } catch {
        failed += 1
      }
      port.postMessage({url})
    }
    port.postMessage({done: true, failed})
  }
  event.waitUntil(all())
})
