// What a reader's browser keeps of this site, so that it is there without a network.
import {mine, root} from "./runtime.js"

export const possible = "serviceWorker" in navigator && "caches" in self

async function worker() {
  const registration = await navigator.serviceWorker.register(root + "sw.js")
  return registration.active || (await navigator.serviceWorker.ready).active
}

/** Ask a service worker to keep addresses; `onone` is called after each. */
function ask(active, asked, onone = () => {}) {
  const {port1, port2} = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = ({data}) => (data.done ? resolve(data.failed === 0) : onone(data.url))
    active.postMessage(asked, [port2])
  })
}

const offered = async () => mine(await (await fetch(root + "live.json")).json())

/** The addresses of all that Python is made of here. */
const python = (live) => [
  "live.json",
  ...live.files.map((file) => live.runtime + file.name),
  ...live.python,
  ...Object.values(live.modules).flat().map((name) => `snippets/${name}`),
  ...live.scripts,
]

/** Keep this page and Python; tell whether all of it was kept. */
export async function keep() {
  if (!possible) return false
  const live = await offered()
  const here = performance.getEntriesByType("resource").map((entry) => entry.name)
  const addresses = [location.href, ...here, ...python(live).map((name) => root + name), root + "404.html"]
  const ours = addresses.map((each) => each.split(/[?#]/)[0]).filter((each) => each.startsWith(root))
  const done = await ask(await worker(), {keep: [...new Set(ours)]})
  document.documentElement.dataset.kept = done ? "page" : "part"
  return done
}

/** Keep the whole site; `onshare` is told how much is there. */
export async function keepAll(onshare) {
  const live = await offered()
  const addresses = [...new Set([...live.pages, ...python(live)])].map((name) => root + name)
  let count = 0
  return ask(await worker(), {keep: addresses}, () => onshare(++count / addresses.length))
}

/** Delete what was kept. */
export async function forget() {
  const registration = await navigator.serviceWorker.getRegistration(root)
  // it is in charge of this page for as long as that is open
  if (registration?.active) await ask(registration.active, {keep: [], forget: true})
  for (const name of await caches.keys()) if (name.startsWith(root)) await caches.delete(name)
  await registration?.unregister()
}

/** How many bytes are kept, and whether the whole site is. */
export async function kept() {
  if (!possible) return {bytes: 0, whole: false}
  let bytes = 0
  const names = (await caches.keys()).filter((name) => name.startsWith(root))
  const there = new Set()
  for (const name of names) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      there.add(request.url)
      bytes += (await (await cache.match(request)).blob()).size
    }
  }
  if (!names.length) return {bytes, whole: false}
  const live = await offered().catch(() => null)
  const whole = Boolean(live) && [...live.pages, ...python(live)].every((name) => there.has(root + name))
  return {bytes, whole}
}
