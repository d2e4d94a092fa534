// Lets pages and Python be there without a network. It is registered when Python has
// first run, or when a reader asks to keep the site; pages come from the network while
// there is one.
//
// It trusts nobody, for a cache may be written by whoever runs on this origin. It knows one
// release, by the name below; it hands out of its cache only what that release's list
// names, and only bytes that have the digest given there. What differs is deleted and
// fetched anew.
const RELEASE = "release0release0release0release0"
const BLANK = "release0".repeat(4) // is in a listed page where RELEASE is in a built one
const scope = registration.scope
const EDITION = `${scope}edition-${RELEASE}`
const LIST = `static/release-${RELEASE}.json`

// a type is no part of a digest, so what a cache says of it counts for nothing
const TYPES = {
  js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", html: "text/html; charset=utf-8",
  json: "application/json", txt: "text/plain; charset=utf-8", py: "text/plain; charset=utf-8",
  woff2: "font/woff2", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg",
  gif: "image/gif", webp: "image/webp", avif: "image/avif", ico: "image/x-icon", pdf: "application/pdf",
}
const isPage = (path) => !path || path.endsWith("/") || path.endsWith(".html")
const typeOf = (path) => TYPES[isPage(path) ? "html" : path.split(".").pop().toLowerCase()] || "application/octet-stream"

// where not one page that is kept is whole
const NOTHING = `<!doctype html><meta name="viewport" content="width=device-width"><title>You are offline</title>
<h1>You are offline</h1><p>This page cannot be reached, and your browser has kept nothing of it that is whole. Load it again once you are online.</p>`
const PLAIN = {"content-type": TYPES.html, "content-security-policy": "default-src 'none'"}

/** The path of an address below this site, or nothing. */
const pathOf = (url) => {
  const plain = url.split(/[?#]/)[0]
  return plain.startsWith(scope) ? plain.slice(scope.length) : undefined
}

const hash = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
const base64 = (bytes) => btoa(String.fromCharCode(...bytes))
const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("")

/** What is kept of a path, as it is. To open the shelf would make it, were it not there. */
const shelved = (path) => caches.match(scope + path, {cacheName: EDITION})

let list

/** What this release is made of. */
function listed() {
  list ||= read().catch((error) => {
    list = undefined
    throw error
  })
  return list
}

async function read() {
  for (const way of [() => shelved(LIST), ...network(LIST)]) {
    const bytes = await good(LIST, await way().catch(() => undefined))
    if (bytes) return JSON.parse(new TextDecoder().decode(bytes))
  }
  throw new Error("the list of this release cannot be had")
}

/** How to fetch a file; what came changed may be what the browser itself had kept. */
const network = (path) => [{}, {cache: "reload"}].map((how) => () => fetch(scope + path, how))

/** The bytes of a response that are what this release has at a path, or nothing. */
async function good(path, response) {
  if (!response?.ok) return
  const bytes = await response.arrayBuffer()
  if (path === LIST) return hex(await hash(bytes)).startsWith(RELEASE) ? bytes : undefined
  const {files} = await listed()
  // a name that every object has is no file's
  if (!Object.hasOwn(files, path)) return
  const plain = isPage(path) ? new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll(RELEASE, BLANK)) : bytes
  return base64(await hash(plain)) === files[path][1] ? bytes : undefined
}

/** A response that the list vouches for, or nothing. */
async function sound(path, response) {
  const bytes = await good(path, response)
  return bytes && new Response(bytes, {headers: {"content-type": typeOf(path)}})
}

/** What is kept of a path; what was changed is deleted. */
async function kept(path) {
  const found = await shelved(path)
  if (!found) return
  const whole = found.headers.get("content-type") === typeOf(path) && (await sound(path, found))
  if (!whole && (await caches.has(EDITION))) await (await caches.open(EDITION)).delete(scope + path)
  return whole || undefined
}

let forgotten = 0 // how often the reader has had all deleted

/** Keep what the list vouches for, where anything is kept. */
async function store(path, response) {
  const before = forgotten
  if (!(await caches.has(EDITION))) return
  const whole = await sound(path, response)
  if (whole && forgotten === before) await (await caches.open(EDITION)).put(scope + path, whole)
}

/** A page: from the network; without one, what was kept, or a page that says so. */
async function page(event, path) {
  try {
    // whatever a host lets browsers keep, a page is asked for anew
    const response = await fetch(event.request.url, {cache: "no-cache", redirect: "manual", credentials: "same-origin"})
    if (response.ok) event.waitUntil(store(path, response.clone()).catch(() => {}))
    return response
  } catch {
    const folder = `${path.replace(/(^|\/)index\.html$|\/$/, "")}/`.replace(/^\/$/, "")
    for (const each of new Set([path, folder])) {
      const found = await kept(each).catch(() => undefined)
      // elsewhere, what the page names beside itself would not be found
      if (found) return each === path ? found : Response.redirect(scope + each)
    }
    return offline().catch(() => new Response(NOTHING, {status: 503, headers: PLAIN}))
  }
}

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The page that says that there is no network, with what is kept. */
async function offline() {
  const found = await kept("503.html")
  if (!found) throw new Error("not even that page is kept whole")
  const {pages} = await listed()
  const there = await paths(EDITION)
  const items = Object.entries(pages)
    .filter(([path]) => there.has(path))
    // without the site's own name, which is the first page's title
    .map(([path, title]) => `<li><a href="${escaped(scope + path)}">${escaped(title.replace(` – ${pages[""]}`, ""))}</a></li>`)
  const html = (await found.text()).replace(/<ul data-kept[^>]*>/, (start) => start + items.join(""))
  return new Response(html, {status: 503, headers: {"content-type": "text/html; charset=utf-8"}})
}

/** A file of the release: what is kept of it, or what the network has. */
async function file(event, path) {
  const found = await kept(path).catch(() => undefined)
  if (found) return found
  const response = await fetch(event.request)
  event.waitUntil(store(path, response.clone()).catch(() => {}))
  return response
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

/** The paths of what a cache holds. */
const paths = async (name) => new Set((await (await caches.open(name)).keys()).map(({url}) => pathOf(url)))

const HANDS = 6 // files that are brought at a time

/** Bring files to the shelf; returns how many could not be had as they are listed. */
async function bring(wanted, onone = () => {}) {
  await listed() // without it nothing can be kept, and nothing need be fetched
  const before = forgotten
  // opened once: when the reader has all deleted, what is still on its way goes nowhere
  const shelf = await caches.open(EDITION)
  const older = await others()
  const one = async (path) => {
    if (await kept(path)) return true
    // what did not change is in the older edition
    const ways = older.map((cacheName) => () => caches.match(scope + path, {cacheName}))
    for (const way of [...ways, ...network(path)]) {
      const whole = await sound(path, await way().catch(() => undefined))
      if (!whole) continue
      await shelf.put(scope + path, whole)
      return true
    }
  }
  const left = [...new Set([...wanted, LIST])]
  let failed = 0
  const work = async () => {
    while (left.length) {
      const path = left.shift()
      const there = forgotten === before && (await caches.has(EDITION))
      if (there && (await one(path).catch(() => false))) onone(path)
      else failed += 1
    }
  }
  await Promise.all(Array.from({length: HANDS}, work))
  return failed
}

/** Look through what else is kept: what is not as it is listed is fetched again, or goes. */
async function sweep(seen) {
  const before = forgotten
  const {files} = await listed()
  // to look into what the reader has had deleted would make it again
  for (const path of (await caches.has(EDITION)) ? await paths(EDITION) : []) {
    if (forgotten !== before) return
    if (path === LIST || seen.has(path) || (await kept(path).catch(() => true))) continue
    if (Object.hasOwn(files, path)) await bring([path])
    else await (await caches.open(EDITION)).delete(scope + path)
  }
}

/** Where a reader keeps an older edition, keep this one as far, whole, before it goes. */
async function carry() {
  const older = await others()
  if (!older.length) return
  const there = new Set()
  for (const name of older) for (const path of await paths(name)) there.add(path)
  const {files, pages, runtime} = await listed()
  let whole = false
  for (const name of older) {
    // by its own list: this release may have pages that no older one had
    const list = `static/${name.slice(scope.length).replace("edition", "release")}.json`
    // whoever has written it, it only says how much is wanted
    const own = await caches.match(scope + list, {cacheName: name}).then((found) => found.json()).catch(() => null)
    whole ||= Object.keys(own?.pages || pages).every((path) => there.has(path))
  }
  const switching = "Suspending" in WebAssembly
  const unfit = ([, kind]) => kind !== null && kind !== switching
  const left = new Set(Object.entries(runtime?.files || {}).filter(unfit).map(([path]) => path))
  const wanted = Object.keys(files).filter((path) => !left.has(path) && (whole || there.has(path) || !(path in pages)))
  if (await bring(wanted)) throw new Error("some files of this release could not be had")
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
    let failed = keep.length
    try {
      if (failed && release === RELEASE) {
        failed = await bring(keep, (path) => port.postMessage({path}))
        await sweep(new Set(keep))
      }
    } finally {
      port.postMessage({done: true, failed, release: RELEASE})
    }
  }
  event.waitUntil(all())
})
