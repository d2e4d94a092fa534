// The files of this page's release: from what is kept here, or from the network. One that
// has not the digest that the release's list gives is not taken, whoever sent it.
import {explained, release, root} from "../edition.js"
import {filled} from "../elements.js"
import {words} from "./words.js"

/** @import {Listed, Offer, Release} from "../shapes.js" */
/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {(bytes: Bytes) => Promise<boolean>} Sound whether bytes are what is listed */

/** The cache of this release, which the service worker fills. */
export const edition = () => `${root}edition-${release()}`
/** The path of this release's list. */
export const list = () => `static/release-${release()}.json`
const SILENCE = 45_000 // ms without a byte until a download has failed

/** Why a file is not there: in words for the reader. */
export class Fault extends Error {}

// a page from http has no digests to compare, nor a cache that anybody could change
const digests = /** @type {SubtleCrypto | undefined} */ (globalThis.crypto?.subtle)
/** @type {(bytes: Bytes) => string} */
const base64 = (bytes) => btoa(String.fromCharCode(...bytes))
/** @type {(bytes: Bytes) => string} */
const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("")

/**
 * Whether bytes have the digest, in one way of writing, that is wanted of them.
 * @param {Bytes} bytes
 * @param {(digest: Bytes) => boolean} wanted
 */
const has = async (bytes, wanted) => !digests || wanted(new Uint8Array(await digests.digest("SHA-256", bytes)))

/** @type {Sound} */
const isListed = (bytes) => has(bytes, (digest) => hex(digest).startsWith(release()))

/**
 * What tells whether bytes are what the list says of a file; of one that it does not
 * name, none are.
 * @param {Listed | undefined} wanted
 * @returns {Sound}
 */
export const isSound = (wanted) => async (bytes) =>
  bytes.length === wanted?.[0] && has(bytes, (digest) => base64(digest) === wanted[1])

/**
 * What is kept of a path, unless it has been changed.
 * @param {string} path
 * @param {Sound} sound
 * @returns {Promise<Bytes | undefined>}
 */
async function kept(path, sound) {
  if (!("caches" in globalThis)) return undefined
  try {
    // to open it would make it, were it not there
    const found = await caches.match(root + path, {cacheName: edition()})
    if (!found) return undefined
    const bytes = new Uint8Array(await found.arrayBuffer())
    if (await sound(bytes)) return bytes
    if (await caches.has(edition())) await (await caches.open(edition())).delete(root + path)
  } catch {
    // nothing may be stored here
  }
  return undefined
}

/** @param {string} path */
const nameOf = (path) => path.split("/").pop() ?? path

/**
 * What the network has at a path; `onbytes` hears how many bytes have come.
 * @param {string} path
 * @param {(count: number) => void} onbytes
 * @param {AbortSignal | undefined} signal
 * @param {RequestInit} how
 * @returns {Promise<Bytes>}
 */
async function fetched(path, onbytes, signal, how) {
  const named = {file: nameOf(path)}
  const away = new AbortController()
  const give = () => away.abort(signal?.reason)
  signal?.addEventListener("abort", give)
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let watch
  const wait = () => {
    clearTimeout(watch)
    watch = setTimeout(() => away.abort(new Fault(filled(words.stands_still, named))), SILENCE)
  }
  let got = 0
  let began = false
  try {
    wait()
    if (signal?.aborted) throw signal.reason
    const response = await fetch(root + path, {...how, signal: away.signal})
    if (!response.ok) {
      if (await explained()) throw new Fault(filled(words.replaced_edition, named))
      const said = [404, 410].includes(response.status) ? words.missing : words.refused
      throw new Fault(filled(said, {...named, status: response.status}))
    }
    began = true
    /** @type {Bytes[]} */
    const parts = []
    for (const reader = response.body?.getReader(); reader; ) {
      wait()
      const {done, value} = await reader.read()
      if (done) break
      parts.push(value)
      got += value.length
      onbytes(value.length)
    }
    return joined(parts, got)
  } catch (error) {
    onbytes(-got)
    if (signal?.aborted) throw signal.reason
    if (error instanceof Fault) throw error
    throw new Fault(filled(began ? words.in_part : words.offline, named))
  } finally {
    clearTimeout(watch)
    signal?.removeEventListener("abort", give)
  }
}

/**
 * So many bytes that came in parts, as one.
 * @param {Bytes[]} parts
 * @param {number} count
 */
function joined(parts, count) {
  const whole = new Uint8Array(count)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * The bytes at a path that are `sound`; raises Fault.
 * @param {string} path
 * @param {Sound} sound
 * @param {(count: number) => void} [onbytes]
 * @param {AbortSignal} [signal]
 */
async function taken(path, sound, onbytes = () => {}, signal = undefined) {
  const here = await kept(path, sound)
  if (here) {
    onbytes(here.length)
    return here
  }
  // what came changed may be what the browser, or a worker of this site, had kept
  for (const how of /** @type {RequestInit[]} */ ([{}, {cache: "reload"}])) {
    const bytes = await fetched(path, onbytes, signal, how)
    if (await sound(bytes)) return bytes
    onbytes(-bytes.length)
  }
  throw new Fault(filled(words.unsound, {file: nameOf(path)}))
}

/** @type {Release | undefined} */
let came

/**
 * The release's list, as `engine/site/release.py` and `offer.py` write it.
 * @param {AbortSignal} [signal]
 * @returns {Promise<Release>}
 */
export async function listed(signal) {
  came ??= /** @type {Release} */ (JSON.parse(new TextDecoder().decode(await taken(list(), isListed, undefined, signal))))
  return came
}

/**
 * What a release offers to run; raises Fault where that is nothing.
 * @param {Release} live
 * @returns {Release & Offer}
 */
export function offered(live) {
  const {runtime, python, judge, exercises, snippets, modules, packages, errors, scripts} = live
  if (runtime && python && judge && exercises && snippets && modules && packages && errors && scripts)
    return {...live, runtime, python, judge, exercises, snippets, modules, packages, errors, scripts}
  throw new Fault(words.no_python)
}

/**
 * The bytes of a file of the release; raises Fault where they cannot be had as they are
 * listed.
 * @param {string} path
 * @param {(count: number) => void} [onbytes]
 * @param {AbortSignal} [signal]
 */
export async function file(path, onbytes, signal) {
  const {files} = await listed(signal)
  return taken(path, isSound(files[path]), onbytes, signal)
}

/**
 * Of the files that Python starts from, those for this kind of browser.
 * @param {Release} release
 */
export function started({runtime}) {
  const switching = "Suspending" in WebAssembly
  return Object.entries(runtime?.files ?? {}).filter(([, kind]) => kind === null || kind === switching).map(([path]) => path)
}
