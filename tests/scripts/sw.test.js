import assert from "node:assert/strict"
import {createHash} from "node:crypto"
import {beforeEach, test} from "node:test"
import {run} from "./classic.js"

const PARTS = ["release", "shelf", "answers", "worker"].map((name) => `sw/${name}.js`)
const SCOPE = "http://127.0.0.1/site/"
const RELEASE = "release0".repeat(4)

/** Caches as a browser has them: by name, then by address. */
class Caches {
  /** @type {Map<string, Map<string, Response>>} */
  all = new Map()

  async keys() {
    return [...this.all.keys()]
  }

  async has(/** @type {string} */ name) {
    return this.all.has(name)
  }

  async delete(/** @type {string} */ name) {
    return this.all.delete(name)
  }

  async open(/** @type {string} */ name) {
    const shelf = this.all.get(name) ?? new Map()
    this.all.set(name, shelf)
    return {
      keys: async () => [...shelf.keys()].map((url) => ({url})),
      put: async (/** @type {string} */ url, /** @type {Response} */ response) => void shelf.set(url, response),
      delete: async (/** @type {string} */ url) => shelf.delete(url),
    }
  }

  async match(/** @type {string} */ url, /** @type {{cacheName: string}} */ {cacheName}) {
    return this.all.get(cacheName)?.get(url)?.clone()
  }
}

const digest = (/** @type {string} */ text) => createHash("sha256").update(text).digest("base64")

/** What the network has, by path. @type {Record<string, string>} */
let site
/** @type {Caches} */
let caches
/** @type {Record<string, (event: any) => void>} */
let hears
/** What was asked of the network. @type {string[]} */
let asked
let edition = ""
let name = ""
let online = true

/** A service worker of a release with these files, on a network that has them. */
function begin(/** @type {Record<string, string>} */ files, /** @type {Record<string, string>} */ pages = {}) {
  const listed = Object.entries(files).map(([path, text]) => [path, [text.length, digest(text)]])
  const list = JSON.stringify({pages, files: Object.fromEntries(listed)})
  name = createHash("sha256").update(list).digest("hex").slice(0, 32)
  edition = `${SCOPE}edition-${name}`
  site = {...files, [`static/release-${name}.json`]: list}
  hears = {}
  asked = []
  online = true
  const globals = {
    registration: {scope: SCOPE}, caches, crypto, btoa, TextDecoder, TextEncoder, Response, WebAssembly,
    fetch: async (/** @type {string | Request} */ request) => {
      const url = typeof request === "string" ? request : request.url
      const path = url.slice(SCOPE.length)
      asked.push(path)
      if (!online) throw new TypeError("offline")
      return path in site ? new Response(site[path]) : new Response("", {status: 404})
    },
    skipWaiting: async () => {},
    clients: {claim: async () => {}},
    addEventListener: (/** @type {string} */ kind, /** @type {(event: any) => void} */ does) => (hears[kind] = does),
  }
  run(PARTS, globals, (text) => text.replaceAll(RELEASE, name))
}

/**
 * Let an event be heard; return its answer, once all that it waits for is done.
 * @param {string} kind
 * @param {object} more
 */
async function happens(kind, more = {}) {
  /** @type {Promise<unknown>[]} */
  const waits = []
  /** @type {Promise<Response> | undefined} */
  let answer
  hears[kind]?.({waitUntil: (/** @type {Promise<unknown>} */ each) => waits.push(each), respondWith: (/** @type {Promise<Response>} */ each) => (answer = each), ...more})
  const found = await answer
  await Promise.all(waits)
  return found
}

/**
 * Ask for a path, as a page does.
 * @param {string} path
 * @param {object} more
 */
const get = (path, more = {}) => happens("fetch", {request: {url: SCOPE + path, method: "GET", mode: "no-cors", cache: "default", ...more}})

/**
 * Ask that paths be kept; return what is said.
 * @param {string[]} wanted
 * @param {object} more
 */
async function keep(wanted, more = {}) {
  /** @type {any[]} */
  const said = []
  await happens("message", {data: {keep: wanted, release: name, ...more}, ports: [{postMessage: (/** @type {any} */ each) => said.push({...each})}]})
  return said
}

const kept = () => [...(caches.all.get(edition)?.keys() ?? [])].map((url) => url.slice(SCOPE.length))
const shelf = (/** @type {string} */ path, /** @type {string} */ text, type = "text/javascript; charset=utf-8") =>
  caches.all.get(edition)?.set(SCOPE + path, new Response(text, {headers: {"content-type": type}}))

beforeEach(() => {
  caches = new Caches()
  begin({"a.js": "one", "b.js": "two", "503.html": "<p><ul data-kept></ul>", "": "home", "page/": "a page"}, {"": "Home", "page/": "Page – Home"})
})

test("nothing is kept until a page asks for it", async () => {
  assert.equal(await (await get("a.js"))?.text(), "one")
  assert.deepEqual([...caches.all], [])
})

test("what a page asks for is kept with the list that vouches for it, and each is told", async () => {
  const said = await keep(["a.js"])
  assert.deepEqual(kept().sort(), ["a.js", `static/release-${name}.json`])
  assert.deepEqual(said.at(-1), {done: true, failed: 0, release: name})
  assert.equal(said.length, 3)
})

test("a page of another release is told which one this is, and nothing is kept for it", async () => {
  assert.deepEqual(await keep(["a.js"], {release: "older"}), [{done: true, failed: 1, release: name}])
  assert.deepEqual(kept(), [])
})

test("what is kept is handed out without the network", async () => {
  await keep(["a.js"])
  online = false
  assert.equal(await (await get("a.js"))?.text(), "one")
})

test("what somebody put there instead is deleted and fetched anew, by content or by type", async () => {
  for (const [text, type] of [["evil", undefined], ["one", "text/html; charset=utf-8"]]) {
    await keep(["a.js"])
    shelf("a.js", text ?? "", type)
    assert.equal(await (await get("a.js"))?.text(), "one")
    const now = caches.all.get(edition)?.get(`${SCOPE}a.js`)?.clone()
    assert.equal(await now?.text(), "one")
    assert.equal(now?.headers.get("content-type"), "text/javascript; charset=utf-8")
  }
})

test("a file that the network has changed is not kept, nor one that the list does not name", async () => {
  site["b.js"] = "changed"
  site["c.js"] = "new"
  const said = await keep(["b.js", "c.js", "constructor"])
  assert.equal(said.at(-1)?.failed, 3)
  assert.deepEqual(kept(), [`static/release-${name}.json`])
  assert.ok(asked.filter((path) => path === "b.js").length === 2, "it is asked for once more, past what a browser had kept")
})

test("without a sound list nothing is kept, and a later try may have it", async () => {
  const path = `static/release-${name}.json`
  const {[path]: list} = site
  site[path] = `${list} `
  await assert.rejects(keep(["a.js"]))
  assert.deepEqual(kept(), [])
  site[path] = list ?? ""
  assert.equal((await keep(["a.js"])).at(-1)?.failed, 0)
})

test("what is left over on the shelf is looked through", async () => {
  await keep(["a.js"])
  shelf("b.js", "evil")
  shelf("z.js", "evil")
  await keep(["a.js"])
  assert.equal(await caches.all.get(edition)?.get(`${SCOPE}b.js`)?.clone().text(), "two")
  assert.equal(kept().includes("z.js"), false)
})

test("a reader who has all deleted finds nothing there", async () => {
  await keep(["a.js"])
  await caches.open(`${SCOPE}edition-old`)
  await keep([], {forget: true})
  assert.deepEqual([...caches.all.keys()], [])
})

test("a page comes from the network, and without one from the shelf", async () => {
  const mode = "navigate"
  await keep(["page/"])
  site["page/"] = "newer"
  assert.equal(await (await get("page/", {mode}))?.text(), "newer")
  online = false
  assert.equal(await (await get("page/", {mode}))?.text(), "a page")
})

test("a page that is not kept becomes one that lists those that are, by their own titles", async () => {
  await keep(["503.html", "page/"])
  online = false
  const answer = await get("other/", {mode: "navigate"})
  assert.equal(answer?.status, 503)
  assert.equal(await answer?.text(), `<p><ul data-kept><li><a href="${SCOPE}page/">Page</a></li></ul>`)
})

test("where not even that is whole, a bare page says so and can run nothing", async () => {
  await keep(["503.html"])
  shelf("503.html", "<script>evil</script>", "text/html; charset=utf-8")
  online = false
  const answer = await get("other/", {mode: "navigate"})
  assert.match((await answer?.text()) ?? "", /^<!doctype html>.*<title>You are offline<\/title>/)
  assert.equal(answer?.headers.get("content-security-policy"), "default-src 'none'")
})

test("what is not this site's, not a GET, or asked past every cache, is not answered", async () => {
  for (const request of [{url: "http://127.0.0.1/other/"}, {method: "POST"}, {cache: "reload"}, {cache: "no-store"}, {url: `${SCOPE}-/reload`}])
    assert.equal(await get("a.js", request), undefined)
})

test("a new release carries on what an older one kept, whole, and only then takes its place", async () => {
  const old = await caches.open(`${SCOPE}edition-old`)
  await old.put(`${SCOPE}page/`, new Response("older"))
  await old.put(`${SCOPE}b.js`, new Response("two"))
  await happens("install")
  assert.deepEqual(kept().sort(), ["503.html", "a.js", "b.js", "page/", `static/release-${name}.json`])
  assert.equal(asked.includes("b.js"), false)
  assert.equal(caches.all.has(`${SCOPE}edition-old`), true)
  await happens("activate")
  assert.deepEqual([...caches.all.keys()], [edition])
})

test("where some file cannot be had, the older release stays", async () => {
  const old = await caches.open(`${SCOPE}edition-old`)
  await old.put(`${SCOPE}page/`, new Response("older"))
  delete site["a.js"]
  await assert.rejects(happens("install"))
})

test("a site below this one keeps what it has", async () => {
  await caches.open(`${SCOPE}below/edition-other`)
  await happens("install")
  await happens("activate")
  assert.deepEqual([...caches.all.keys()], [`${SCOPE}below/edition-other`])
})
