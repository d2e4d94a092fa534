// What a reader's browser keeps of this site, so that it is there without a network.
import {explained, release, root} from "../edition.js"
import {edition, list, listed, started} from "./files.js"
import {words} from "./words.js"

/** @import {Kept, KeepRequest, Release} from "../shapes.js" */

export const possible = "serviceWorker" in navigator && "caches" in globalThis

/** The service worker that the site has now, once it is in charge. */
async function worker() {
  const registration = await navigator.serviceWorker.register(`${root}sw.js`)
  await registration.update().catch(() => {}) // there may be no network
  const coming = registration.installing || registration.waiting
  if (coming)
    await new Promise((/** @type {(done: true) => void} */ resolve) => {
      const look = () => ["activated", "redundant"].includes(coming.state) && resolve(true)
      coming.addEventListener("statechange", look)
      look()
    })
  if (!registration.active) throw new Error(words.no_worker)
  return registration.active
}

/**
 * Ask a service worker to keep paths of this release, or to delete what it has. Resolves
 * to whether all is kept; `onone` is called after each.
 * @param {ServiceWorker} active
 * @param {Omit<KeepRequest, "release">} asked
 * @returns {Promise<boolean>}
 */
function ask(active, asked, onone = () => {}) {
  const {port1, port2} = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = (/** @type {MessageEvent<Kept>} */ {data}) => {
      if (!("done" in data)) return onone()
      if (data.release !== release()) explained()
      resolve(data.failed === 0)
    }
    active.postMessage({...asked, release: release()}, [port2])
  })
}

/**
 * The paths of all that running code takes, and of what a page without a network needs.
 * @param {Release} live
 */
const always = (live) => [
  "503.html", // first, so that it is there if no more comes
  "404.html",
  ...Object.keys(live.files).filter((path) => /^static\/(search-|modules-[^/]+\/search\/)/.test(path)),
  ...started(live),
  ...[live.python, live.judge].flatMap((path) => path ?? []),
  ...(live.scripts ?? []),
  ...new Set(Object.values(live.packages ?? {}).flat()),
  ...Object.values(live.modules ?? {}).flat().map((name) => `${live.snippets}${name}`),
]

/** Keep this page and Python; tell whether all of it was kept. */
export async function keep() {
  if (!possible) return false
  const live = await listed()
  const loaded = [location.href, ...performance.getEntriesByType("resource").map((entry) => entry.name)]
  const here = loaded.filter((each) => each.startsWith(root)).map((each) => each.slice(root.length).split(/[?#]/)[0] ?? "")
  const paths = [...here, ...always(live)].filter((path) => path in live.files)
  const done = await ask(await worker(), {keep: [...new Set(paths)]})
  document.documentElement.dataset.kept = done ? "page" : "part"
  return done
}

/**
 * The paths of the whole site, but for what other kinds of browsers start from.
 * @param {Release} live
 */
function whole(live) {
  const here = new Set(started(live))
  const other = new Set(Object.keys(live.runtime?.files ?? {}).filter((path) => !here.has(path)))
  return [...Object.keys(live.files).filter((path) => !other.has(path)), list()]
}

/**
 * Keep the whole site; `onshare` is told how much is there.
 * @param {(share: number) => void} onshare
 */
export async function keepAll(onshare) {
  const paths = whole(await listed())
  let count = 0
  return ask(await worker(), {keep: paths}, () => onshare(++count / paths.length))
}

/** @param {string[]} names */
const ours = (names) => names.filter((name) => name.startsWith(root) && !name.slice(root.length).includes("/"))

/** Delete what was kept. */
export async function forget() {
  const registration = await navigator.serviceWorker.getRegistration(root)
  // it is in charge of this page for as long as that is open
  if (registration?.active) await ask(registration.active, {keep: [], forget: true})
  for (const name of ours(await caches.keys())) await caches.delete(name)
  await registration?.unregister()
}

/** How many bytes are kept, and whether that is the whole site as it is now. */
export async function kept() {
  if (!possible) return {bytes: 0, whole: false}
  let bytes = 0
  const there = new Set()
  for (const name of ours(await caches.keys())) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      if (name === edition()) there.add(request.url.slice(root.length))
      bytes += (await (await cache.match(request))?.blob())?.size ?? 0
    }
  }
  const live = bytes ? await listed().catch(() => null) : null
  return {bytes, whole: live !== null && whole(live).every((path) => there.has(path))}
}
