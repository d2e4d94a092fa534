// The release that a service worker is of: its list, and what that vouches for.
//
// A cache may be written by whoever runs on this origin, so nobody is trusted: what is
// handed out has the digest that the list gives, and the list has the one that is this
// release's name.
const RELEASE = "release0release0release0release0"
const BLANK = "release0".repeat(4) // is in a listed page where RELEASE is in a built one
const scope = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self)).registration.scope
const EDITION = `${scope}edition-${RELEASE}`
const LIST = `static/release-${RELEASE}.json`

// a type is no part of a digest, so what a cache says of it counts for nothing
const HTML = "text/html; charset=utf-8"
/** @type {Record<string, string>} */
const TYPES = {
  js: "text/javascript; charset=utf-8", css: "text/css; charset=utf-8", html: HTML,
  json: "application/json", txt: "text/plain; charset=utf-8", py: "text/plain; charset=utf-8",
  woff2: "font/woff2", svg: "image/svg+xml", png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg",
  gif: "image/gif", webp: "image/webp", avif: "image/avif", ico: "image/x-icon", pdf: "application/pdf",
}

/** @param {string} path */
const isPage = (path) => !path || path.endsWith("/") || path.endsWith(".html")

/** @param {string} path */
const typeOf = (path) => TYPES[isPage(path) ? "html" : path.split(".").pop()?.toLowerCase() ?? ""] ?? "application/octet-stream"

/**
 * The path of an address below this site, or nothing.
 * @param {string} url
 */
function pathOf(url) {
  const [plain = ""] = url.split(/[?#]/)
  return plain.startsWith(scope) ? plain.slice(scope.length) : undefined
}

/** @param {BufferSource} bytes */
const hash = async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
/** @param {Uint8Array} bytes */
const base64 = (bytes) => btoa(String.fromCharCode(...bytes))
/** @param {Uint8Array} bytes */
const hex = (bytes) => Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("")

/** @type {Promise<import("../modules/shapes.js").Release> | undefined} */
let list

/**
 * What this release is made of.
 * @returns {Promise<import("../modules/shapes.js").Release>}
 */
function listed() {
  list ??= read().catch((error) => {
    list = undefined
    throw error
  })
  return list
}

/** @returns {Promise<import("../modules/shapes.js").Release>} */
async function read() {
  for (const way of [() => shelved(LIST), ...network(LIST)]) {
    const bytes = await good(LIST, await way().catch(() => undefined))
    if (bytes) return JSON.parse(new TextDecoder().decode(bytes))
  }
  throw new Error("the list of this release cannot be had")
}

/**
 * How to fetch a file; what came changed may be what the browser itself had kept.
 * @param {string} path
 */
const network = (path) => /** @type {RequestInit[]} */ ([{}, {cache: "reload"}]).map((how) => () => fetch(scope + path, how))

/**
 * The bytes of a response that are what this release has at a path, or nothing.
 * @param {string} path
 * @param {Response | undefined} response
 */
async function good(path, response) {
  if (!response?.ok) return undefined
  const bytes = await response.arrayBuffer()
  if (path === LIST) return hex(await hash(bytes)).startsWith(RELEASE) ? bytes : undefined
  const {files} = await listed()
  // a name that every object has is no file's
  const wanted = Object.hasOwn(files, path) ? files[path]?.[1] : undefined
  if (wanted === undefined) return undefined
  const plain = isPage(path) ? new TextEncoder().encode(new TextDecoder().decode(bytes).replaceAll(RELEASE, BLANK)) : bytes
  return base64(await hash(plain)) === wanted ? bytes : undefined
}

/**
 * A response that the list vouches for, or nothing.
 * @param {string} path
 * @param {Response | undefined} response
 */
async function sound(path, response) {
  const bytes = await good(path, response)
  return bytes && new Response(bytes, {headers: {"content-type": typeOf(path)}})
}
