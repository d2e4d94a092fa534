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
  return (await caches.match(request.url, {cacheName: shelf(request.url)})) || fetch(request)
}

/** What the network has; without one, what was kept. */
async function fresh(event) {
  const {request} = event
  const url = request.url.split(/[?#]/)[0]
  try {
    const response = await fetch(request)
    if (response.ok && !response.redirected) event.waitUntil(store(url, response.clone()))
    return response
  } catch {
    const from = {cacheName: PAGES}
    const found = (await caches.match(url, from)) || (await caches.match(url + "/", from))
    if (found) return found
    if (request.mode === "navigate") {
      const lost = await caches.match(scope + "404.html", from)
      if (lost) return new Response(await lost.blob(), {status: 503, headers: {"content-type": "text/html; charset=utf-8"}})
    }
    return Response.error()
  }
}

let forgotten = 0 // how often

/** Keep what the network had, unless the reader had all deleted: then no shelf is there. */
async function store(url, response) {
  const before = forgotten
  if ((await caches.has(PAGES)) && forgotten === before) await (await caches.open(PAGES)).put(url, response)
}

/** Delete those of this site's caches, and of no site below it, that `which` picks. */
async function drop(which) {
  for (const name of await caches.keys()) {
    const own = name.startsWith(scope) && name.slice(scope.length)
    if (own && !own.includes("/") && which(name)) await caches.delete(name)
  }
}

/**
 * Keep what a page names: `{keep: [url, …]}`; each is answered. With `forget`, all that
 * was kept is deleted first.
 */
self.addEventListener("message", (event) => {
  const {keep, forget} = event.data
  const [port] = event.ports
  const all = async () => {
    if (forget) {
      forgotten += 1
      await drop(() => true)
    }
    const before = forgotten
    let failed = 0
    for (const url of keep) {
      try {
        if (forgotten !== before) throw new Error("deleted meanwhile")
        const cache = await caches.open(shelf(url))
        // Python's files are what they were; all else may have changed
        if (shelf(url) === PAGES) await cache.add(new Request(url, {cache: "no-cache"}))
        else if (!(await cache.match(url))) await cache.add(new Request(url, {cache: "force-cache"}))
      } catch {
        failed += 1
      }
      port.postMessage({url})
    }
    // with all of a new Python there, nobody needs an older one
    const shelves = new Set(keep.map(shelf))
    if (!failed && shelves.size > 1) await drop((name) => !shelves.has(name))
    port.postMessage({done: true, failed})
  }
  event.waitUntil(all())
})
