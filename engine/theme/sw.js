// Lets pages and Python be there without a network. It is registered when Python has
// first run, or when a reader asks to keep the site; pages come from the network while
// there is one.
//
// It trusts nobody, for a cache may be written by whoever runs on this origin. It knows one
// release, by the name below; it hands out of its cache only what that release's list
// names, and only bytes that have the digest given there. What differs is deleted and
// fetched anew.
const RELEASE = "00000000000000000000000000000000"
const BLANK = "0".repeat(RELEASE.length) // stands in a page's bytes where RELEASE does
const scope = registration.scope
const EDITION = `${scope}edition-${RELEASE}`
const LIST = `static/release-${RELEASE}.json`

/** The path of an address below this site, or nothing. */
const pathOf = (url) => {
  const plain = url.split(/[?#]/)[0]
  return plain.startsWith(scope) ? plain.slice(scope.length) : undefined
}

const hash = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
const base64 = (bytes) => btoa(String.fromCharCode(...bytes))
const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("")

/** The shelf of this release; only one that is there, unless it may be made. */
const shelf = async (make) => (make || (await caches.has(EDITION)) ? caches.open(EDITION) : undefined)

let list, listing

/** What this release is made of. */
async function listed() {
  if (list) return list
  const cache = await shelf()
  const ways = [() => cache?.match(scope + LIST), () => fetch(scope + LIST), () => fetch(scope + LIST, {cache: "reload"})]
  for (const way of ways) {
    const bytes = await good(LIST, await Promise.resolve(way()).catch(() => undefined))
    if (!bytes) continue
    listing = bytes
    list = JSON.parse(new TextDecoder().decode(bytes))
    return list
  }
  throw new Error("the list of this release cannot be had")
}

/** The bytes of a response that are what this release has at a path, or nothing. */
async function good(path, response) {
  if (!response?.ok) return
  const bytes = await response.arrayBuffer()
  if (path === LIST) return hex(await hash(bytes)).startsWith(RELEASE) ? bytes : undefined
  const {files} = await listed()
  // a name that every object has is no file's
  if (!Object.hasOwn(files, path)) return
  const page = path.endsWith(".html") || path.endsWith("/") || !path
  const plain = page ? new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll(RELEASE, BLANK)) : bytes
  return base64(await hash(plain)) === files[path][1] ? bytes : undefined
}

/** A response that the list vouches for, or nothing. */
async function sound(path, response) {
  const bytes = await good(path, response)
  return bytes && new Response(bytes, {headers: {"content-type": response.headers.get("content-type") || ""}})
}

/** What is kept of a path; what was changed is deleted. */
async function kept(path) {
  const cache = await shelf()
  const found = await cache?.match(scope + path)
  if (!found) return
  const whole = await sound(path, found)
  if (!whole) await cache.delete(scope + path)
  return whole
}

let forgotten = 0 // how often

/** Keep what the list vouches for, unless the reader has had all deleted. */
async function store(path, response) {
  const before = forgotten
  const whole = await sound(path, response)
  const cache = await shelf()
  if (whole && cache && forgotten === before) await cache.put(scope + path, whole)
}

/** A page: from the network; without one, what was kept, or a page that says so. */
async function page(event, path) {
  try {
    // whatever a host lets browsers keep, a page is asked for anew
    const response = await fetch(event.request.url, {cache: "no-cache", redirect: "manual", credentials: "same-origin"})
    if (response.ok) event.waitUntil(store(path, response.clone()).catch(() => {}))
    return response
  } catch {
    for (const each of [path, `${path}/`, `${path.replace(/\/?index\.html$/, "")}/`.replace(/^\/$/, "")]) {
      const found = await kept(each).catch(() => undefined)
      if (found) return found
    }
    return offline().catch(() => Response.error())
  }
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page that says that there is no network, with what is kept. */
async function offline() {
  const found = await kept("503.html")
  if (!found) return Response.error()
  const {pages} = await listed()
  const cache = await shelf()
  const there = new Set((await cache.keys()).map(({url}) => pathOf(url)))
  const items = Object.entries(pages)
    .filter(([path]) => there.has(path))
    .map(([path, title]) => `<li><a href="${escaped(scope + path)}">${escaped(title)}</a></li>`)
  const html = (await found.text()).replace(/<ul data-kept[^>]*>/, (start) => start + items.join(""))
  return new Response(html, {status: 503, headers: {"content-type": "text/html; charset=utf-8"}})
}

/** A file of the release: what is kept of it, or what the network has. */
async function file(event, path) {
  const found = await kept(path).catch(() => undefined)
  return found || fetch(event.request)
}

self.addEventListener("fetch", (event) => {
  const {request} = event
  const path = pathOf(request.url)
  if (request.method !== "GET" || path === undefined) return
  // nothing in static/ is a page, and what `make serve` asks is not for keeping
  if (request.mode === "navigate") {
    if (!path.startsWith("static/")) event.respondWith(page(event, path))
  } else if (!path.startsWith("-/") && request.cache !== "no-store" && request.cache !== "reload") event.respondWith(file(event, path))
})

/** The caches of this site, and of no site below it, but for the release's own. */
const others = async () => (await caches.keys()).filter((name) => name.startsWith(scope) && !name.slice(scope.length).includes("/") && name !== EDITION)

/** Fetch a file into the shelf; tells whether it is there, and as it is listed. */
async function bring(path) {
  if (await kept(path)) return true
  const cache = await shelf(true)
  const ways = [() => fetch(scope + path), () => fetch(scope + path, {cache: "reload"})]
  // what did not change is in the older edition
  for (const name of await others()) ways.unshift(async () => (await caches.open(name)).match(scope + path))
  for (const way of ways) {
    const whole = await sound(path, await way())
    if (!whole) continue
    await cache.put(scope + path, whole)
    return true
  }
  return false
}

/** Put the list itself on the shelf, from where it is read when there is no network. */
async function keepList() {
  await listed()
  const headers = {"content-type": "application/json"}
  await (await shelf(true)).put(scope + LIST, new Response(listing, {headers}))
}

/** Where a reader keeps an older edition, keep this one as far, whole, before it goes. */
async function carry() {
  const older = await others()
  if (!older.length) return
  const there = new Set()
  for (const name of older)
    for (const {url} of await (await caches.open(name)).keys()) there.add(pathOf(url))
  const {files, pages, runtime} = await listed()
  const whole = Object.keys(pages).every((path) => there.has(path))
  const switching = "Suspending" in WebAssembly
  const unfit = ([, kind]) => kind !== null && kind !== switching
  const left = new Set(Object.entries(runtime?.files || {}).filter(unfit).map(([path]) => path))
  for (const path of Object.keys(files)) {
    if (left.has(path) || (path in pages && !whole && !there.has(path))) continue
    if (!(await bring(path))) throw new Error(`${path} is not as it is listed`)
  }
  await keepList()
}

self.addEventListener("install", (event) => event.waitUntil(carry().then(() => skipWaiting())))

self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => clients.claim())))

/** Delete what older editions have left, now that this one is in charge. */
async function tidy() {
  for (const name of await others()) await caches.delete(name)
}

/**
 * Keep what a page names: `{keep: [path, …]}`; each is answered. With `forget`, all that
 * was kept is deleted first. A page of another release is told which one this is.
 */
self.addEventListener("message", (event) => {
  const {keep, forget, release} = event.data
  const [port] = event.ports
  const all = async () => {
    if (forget) {
      forgotten += 1
      for (const name of [EDITION, ...(await others())]) await caches.delete(name)
    }
    const before = forgotten
    let failed = 0
    for (const path of keep) {
      const done = forgotten === before && release === RELEASE && (await bring(path).catch(() => false))
      if (!done) failed += 1
      port.postMessage({path, release: RELEASE})
    }
    if (keep.length) await keepList().catch(() => (failed += 1))
    port.postMessage({done: true, failed, release: RELEASE})
  }
  event.waitUntil(all())
})
