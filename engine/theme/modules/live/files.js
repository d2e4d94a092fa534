// The files of this page's release: from what is kept here, or from the network. One that
// has not the digest that the release's list gives is not taken, whoever sent it.
import {explained, release, root} from "../edition.js"

export const EDITION = `${root}edition-${release}` // the cache; sw.js fills it
export const LIST = `static/release-${release}.json`
const SILENCE = 45_000 // ms without a byte until a download has failed

/** Why a file is not there: in words for the reader. */
export class Fault extends Error {}

// a page from http has no digests to compare, nor a cache that anybody could change
const digests = globalThis.crypto?.subtle
const hash = async (bytes) => new Uint8Array(await digests.digest("SHA-256", bytes))
const base64 = (bytes) => btoa(String.fromCharCode(...bytes))
const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("")

const isListed = async (bytes) => !digests || hex(await hash(bytes)).startsWith(release)
const isSound = ([size, digest]) => async (bytes) =>
  bytes.length === size && (!digests || base64(await hash(bytes)) === digest)

/** What is kept of a path, unless it has been changed. */
async function kept(path, sound) {
  if (!("caches" in self)) return
  try {
    // to open it would make it, were it not there
    const found = await caches.match(root + path, {cacheName: EDITION})
    if (!found) return
    const bytes = new Uint8Array(await found.arrayBuffer())
    if (await sound(bytes)) return bytes
    if (await caches.has(EDITION)) await (await caches.open(EDITION)).delete(root + path)
  } catch {
    // nothing may be stored here
  }
}

/** What the network has at a path; `onbytes` hears how many bytes have come. */
async function fetched(path, {onbytes, signal, ...how}) {
  const name = path.split("/").pop()
  const away = new AbortController()
  const give = () => away.abort(signal.reason)
  signal?.addEventListener("abort", give)
  let watch
  const wait = () => {
    clearTimeout(watch)
    watch = setTimeout(() => away.abort(new Fault(`${name} stands still on its way: press again to go on.`)), SILENCE)
  }
  let got = 0
  let began = false
  try {
    wait()
    if (signal?.aborted) throw signal.reason
    const response = await fetch(root + path, {...how, signal: away.signal})
    if (!response.ok) {
      if (await explained()) throw new Fault(`${name} is of an edition that this site has replaced: load the new one first.`)
      if (![404, 410].includes(response.status)) throw new Fault(`${name} is refused by this site's host (${response.status}): try again later.`)
      throw new Fault(`${name} is missing from this site (${response.status}).`)
    }
    began = true
    const parts = []
    for (const reader = response.body.getReader(); ; ) {
      wait()
      const {done, value} = await reader.read()
      if (done) break
      parts.push(value)
      got += value.length
      onbytes(value.length)
    }
    const whole = new Uint8Array(got)
    let at = 0
    for (const part of parts) {
      whole.set(part, at)
      at += part.length
    }
    return whole
  } catch (error) {
    onbytes(-got)
    if (signal?.aborted) throw signal.reason
    if (error instanceof Fault) throw error
    if (began) throw new Fault(`${name} arrived in part: try again.`)
    throw new Fault(`${name} could not be fetched: are you online? Then try again.`)
  } finally {
    clearTimeout(watch)
    signal?.removeEventListener("abort", give)
  }
}

/** The bytes at a path that are `sound`; raises Fault. */
async function taken(path, sound, onbytes = () => {}, signal = undefined) {
  const here = await kept(path, sound)
  if (here) {
    onbytes(here.length)
    return here
  }
  // what came changed may be what the browser, or a worker of this site, had kept
  for (const how of [{}, {cache: "reload"}]) {
    const bytes = await fetched(path, {onbytes, signal, ...how})
    if (await sound(bytes)) return bytes
    onbytes(-bytes.length)
  }
  throw new Fault(`${path.split("/").pop()} is not what this site's release says: try again later.`)
}

let list

/** The release's list, as `engine/site/release.py` and `offer.py` write it. */
export async function listed(signal) {
  list ||= JSON.parse(new TextDecoder().decode(await taken(LIST, isListed, undefined, signal)))
  return list
}

/** The bytes of a file of the release; raises Fault where they cannot be had as they are listed. */
export async function file(path, onbytes, signal) {
  const {files} = await listed(signal)
  return taken(path, isSound(files[path]), onbytes, signal)
}

/** Of the files that Python starts from, those for this kind of browser. */
export function started({runtime}) {
  const switching = "Suspending" in WebAssembly
  return Object.entries(runtime.files).filter(([, kind]) => kind === null || kind === switching).map(([path]) => path)
}
