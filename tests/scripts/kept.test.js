import assert from "node:assert/strict"
import {beforeEach, mock, test} from "node:test"
import {drafts, explained, isOld, keepers, main, putDrafts} from "../../engine/theme/modules/edition.js"
import {isSound, offered, started} from "../../engine/theme/modules/live/files.js"
import {add, clear, main as showDone, markPassed, ours, passed, read, write} from "../../engine/theme/modules/progress.js"

const scope = /** @type {any} */ (globalThis)

/** What a browser keeps for a page. */
function storage() {
  /** @type {Map<string, string>} */
  const kept = new Map()
  return {
    kept,
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
    removeItem: (/** @type {string} */ key) => void kept.delete(key),
  }
}

/** A browser that lets nothing be stored. */
const refusing = new Proxy({}, {
  get() {
    throw new DOMException("no", "SecurityError")
  },
})

/** @type {any} */
let section
/** @type {string[]} */
let title

beforeEach(() => {
  title = []
  section = {
    dataset: {exercise: "snippets/exercises/one.py"}, classList: ["exercise"],
    querySelector: () => ({append: (/** @type {string} */ text) => title.push(text)}),
  }
  scope.localStorage = storage()
  scope.sessionStorage = storage()
  scope.location = {pathname: "/one/", href: "http://127.0.0.1/one/#two"}
  scope.document = {
    querySelector: () => ({getAttribute: () => "abc"}),
    querySelectorAll: (/** @type {string} */ which) => (which === "[data-exercise]" ? [section] : which === ".asks" ? [{innerText: "Why?"}] : []),
  }
})

test("what was passed is kept by the kind and module of the exercise, and said once", () => {
  assert.deepEqual(read(), {v: 1, passed: {}})
  passed(section, "x\n")
  passed(section, "y\n")
  assert.deepEqual(read().passed, {"exercise one": "y\n"})
  assert.deepEqual(title, [" · passed"])
  clear()
  assert.deepEqual(read().passed, {})
})

test("a page says of each exercise whether it was passed, and of no other", () => {
  write({v: 1, passed: {constructor: "", "parsons one": ""}})
  markPassed()
  assert.deepEqual(title, [])
  write({v: 1, passed: {"exercise old/place/one.py": "x"}})
  markPassed()
  assert.equal(title.length, 1)
})

test("what of a page is done is kept by the page's own name, and where that was", () => {
  passed(section, "x\n")
  assert.deepEqual(read().pages, {one: {answered: [], done: 1, all: 2}})
  assert.equal(read().last, "one")
})

test("progress from elsewhere goes beside what there is, as far as it makes sense", () => {
  passed(section, "x\n")
  const done = {answered: ["Why?"], done: 1, all: 1}
  const pages = /** @type {any} */ ({two: done, three: null, four: {done: 1, all: 1}, five: {...done, all: 0}})
  add({v: 1, passed: {"exercise two": "y\n"}, pages})
  assert.deepEqual(read(), {
    v: 1, last: "one",
    passed: {"exercise one": "x\n", "exercise two": "y\n"},
    pages: {one: {answered: [], done: 1, all: 2}, two: done},
  })
  add(/** @type {any} */ ({v: 1, passed: {}, pages: null}))
  assert.deepEqual(Object.keys(read().pages ?? {}), ["one", "two"])
})

test("an older file takes nothing back: the newest answer here stays, and what either has counts", () => {
  const page = (/** @type {string[]} */ answered, /** @type {number} */ done, all = 4) => ({answered, done, all})
  write({v: 1, last: "two", passed: {"exercise one": "newest\n"}, pages: {two: page(["Q1", "Q2"], 3), three: page([], 1), four: page(["Q1"], 1)}})
  add({
    v: 1, last: "three", passed: {"exercise one": "old\n", "exercise old/place/one.py": "older\n", "exercise two": "y\n"},
    pages: {two: page(["Q1", "Q3"], 2), three: page([], 5, 5), four: page(["Q2", "Q3"], 2)},
  })
  assert.deepEqual(read(), {
    v: 1, last: "two", passed: {"exercise one": "newest\n", "exercise two": "y\n"},
    pages: {two: page(["Q1", "Q2", "Q3"], 3), three: page([], 4), four: page(["Q1", "Q2", "Q3"], 3)},
  })
})

test("a page that is opened counts anew, for all that lead to it", () => {
  write({v: 1, passed: {"exercise one": "x\n"}, pages: {one: {answered: ["Why?", "Gone?"], done: 1, all: 3}}})
  showDone()
  assert.deepEqual(read().pages, {one: {answered: ["Why?", "Gone?"], done: 2, all: 2}})
})

test("what is no progress of ours counts as none", () => {
  for (const other of [undefined, null, 1, "x", [], {}, {v: 2, passed: {}}, {v: 1, passed: null}]) assert.equal(ours(other), false)
  write({v: 1, passed: {}})
  const [key] = scope.localStorage.kept.keys()
  for (const text of ['{"v": 1, "passed": "x"}', '{"v": 1}', "null", "[1", '{"passed": {}}']) {
    scope.localStorage.setItem(key, text)
    assert.deepEqual(read(), {v: 1, passed: {}})
  }
  scope.localStorage = refusing
  assert.deepEqual(read().passed, {})
  write({v: 1, passed: {}})
})

test("drafts are those of the page that they were typed on", () => {
  const draft = {place: "m.py a 0", text: "x", unsent: ""}
  assert.equal(putDrafts([draft]), true)
  assert.deepEqual(drafts(), [draft])
  scope.location.pathname = "/two/"
  assert.deepEqual(drafts(), [])
  putDrafts([])
  scope.location.pathname = "/one/"
  assert.deepEqual(drafts(), [draft], "another page's are no business of a page")
  putDrafts([])
  assert.equal(scope.sessionStorage.kept.size, 0)
})

test("where nothing can be stored, only nothing is kept", () => {
  scope.sessionStorage = refusing
  assert.deepEqual(drafts(), [])
  assert.equal(putDrafts([]), true)
  assert.equal(putDrafts([{place: "", text: "x", unsent: ""}]), false)
})

test("a page is old once the site gives its address another release's name", async () => {
  const answers = ['<meta name="release" content="abc">', "<meta name=release content=abd>", "<p>gone"]
  scope.fetch = mock.fn(async () => new Response(answers.shift()))
  assert.deepEqual([await isOld(), await isOld(), await isOld()], [false, true, false])
  assert.deepEqual(scope.fetch.mock.calls[0].arguments, ["http://127.0.0.1/one/", {cache: "no-store"}])
  scope.fetch = async () => {
    throw new TypeError("offline")
  }
  assert.equal(await explained(), false)
  assert.deepEqual(keepers, [])
})

test("a page that may not even ask for a service worker goes without", () => {
  Object.defineProperty(scope, "navigator", {value: refusing, configurable: true})
  main()
  const listened = mock.fn()
  Object.defineProperty(scope, "navigator", {value: {serviceWorker: {controller: {}, addEventListener: listened}}, configurable: true})
  main()
  assert.equal(listened.mock.callCount(), 1)
})

test("a file is sound with its own size and digest alone", async () => {
  const bytes = new TextEncoder().encode("abc")
  const digest = "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
  assert.equal(await isSound([3, digest])(bytes), true)
  assert.equal(await isSound([4, digest])(bytes), false)
  assert.equal(await isSound([3, digest.replace("u", "v")])(bytes), false)
  assert.equal(await isSound(undefined)(bytes), false)
})

test("a release without a Python offers nothing, and a start takes what fits the browser", () => {
  const files = {pages: {}, files: {}}
  assert.throws(() => offered(files), /no Python/)
  const info = {abi_version: "", arch: "", platform: "", python: ""}
  const whole = {
    ...files, runtime: {info, files: {all: null, with: true, without: false}},
    python: "p", judge: "j", exercises: [], snippets: "s", modules: {}, packages: {}, errors: [], scripts: [],
  }
  assert.equal(offered(whole).python, "p")
  const switching = "Suspending" in WebAssembly
  assert.deepEqual(started(whole), ["all", switching ? "with" : "without"])
  assert.deepEqual(started(files), [])
})
