import assert from "node:assert/strict"
import {createHash} from "node:crypto"
import {beforeEach, mock, test} from "node:test"
import {Runtime, worded} from "../../engine/theme/modules/live/runtime.js"

const scope = /** @type {any} */ (globalThis)

// the release's list, its name, and the bytes of its files; where modules stand is where
// this file finds them
const FOLDER = "theme/modules/live/"
const info = {abi_version: "", arch: "", platform: "", python: ""}
/** @type {Record<string, string>} */
const texts = {
  [`${FOLDER}frame.js`]: "frame", [`${FOLDER}globals.js`]: "globals", [`${FOLDER}worker.js`]: "worker",
  "run/pyodide.js": "pyodide", "run/snapshot.bin": "memory", "python.json": '{"engine/live.py": "1"}', "snippets/one.py": "one",
}
const digest = (/** @type {string} */ text) => createHash("sha256").update(text).digest("base64")
const list = JSON.stringify({
  pages: {}, files: Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, [text.length, digest(text)]])),
  runtime: {info, files: {"run/pyodide.js": null, "run/snapshot.bin": null}},
  python: "python.json", judge: "judge.json", exercises: [], snippets: "snippets/", modules: {"one.py": ["one.py"]}, packages: {}, errors: [], scripts: [],
})
const release = createHash("sha256").update(list).digest("hex").slice(0, 32)

// all that Python is made of, as the frame gets it
const NEEDED = ["pyodide.js", "snapshot.bin", "site"]

/** What the page has said to its frame, and what makes the frame speak. */
class Port {
  /** @type {any[]} */
  got = []
  /** @type {(event: any) => void} */
  onmessage = () => {}

  postMessage(/** @type {any} */ message) {
    this.got.push(message)
    if (message.start) this.starting = message
    // as a worker, it waits for all that Python is made of
    if (!this.starting || (this.answers === this.ready && !NEEDED.every((name) => this.got.some(({file}) => file === name)))) return
    this.answers(this.starting)
    this.starting = undefined
  }

  says(/** @type {any} */ data) {
    this.onmessage({data})
  }

  /** @type {(message: any) => void} */
  ready = ({number}) => queueMicrotask(() => this.says({ready: true, number}))
  /** How a start is answered. @type {(message: any) => void} */
  answers = this.ready
  /** @type {any} */
  starting

  get last() {
    return this.got.at(-1)
  }
}

/** @type {Port} */
let port
/** What the network has, by path; a number is a status. @type {Record<string, string | number>} */
let site
/** @type {string[]} */
let asked
let shown = ""

beforeEach(() => {
  port = new Port()
  site = {...texts, [`static/release-${release}.json`]: list}
  asked = []
  mock.timers.reset()
  scope.Worker = class {}
  scope.location = {href: "http://127.0.0.1/"}
  scope.MessageChannel = class {
    port1 = port
    port2 = {}
  }
  scope.document = {
    querySelector: () => ({getAttribute: () => release}),
    body: {append: (/** @type {any} */ frame) => frame.load()},
    createElement: () => ({
      setAttribute() {}, append() {}, remove() {},
      addEventListener(/** @type {string} */ _, /** @type {() => void} */ does) {
        this.load = does
      },
      set srcdoc(/** @type {string} */ html) {
        shown = html
      },
      contentWindow: {postMessage: () => port.says({here: true})},
      load() {},
    }),
  }
  scope.fetch = async (/** @type {string} */ url) => {
    const path = url.slice(url.indexOf("/engine/") + "/engine/".length)
    asked.push(path)
    const here = site[path]
    return typeof here === "string" ? new Response(here) : new Response("", {status: here ?? 404})
  }
})

/** A Python that notes how it stands. */
function python() {
  const found = new Runtime()
  /** @type {string[]} */
  const states = []
  found.snippets = ({modules}) => modules["one.py"] ?? []
  found.onchange = (state) => {
    if (states.at(-1) !== state) states.push(state)
  }
  return {found, states}
}

test("a start brings the frame under a policy of its own, the worker, and what Python is made of", async () => {
  const {found, states} = python()
  const offer = await found.start()
  assert.equal(offer.python, "python.json")
  assert.match(shown, /default-src 'none'; script-src 'sha256-[^']+' 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src blob:/)
  assert.ok(shown.includes(`'sha256-${digest("frame")}'`))
  assert.ok(shown.endsWith("<script>frame</script>"))
  const [first, second, start] = port.got
  // whichever comes first: the frame waits for both
  assert.deepEqual([first.file, second.file].sort(), ["globals.js", "worker.js"])
  assert.deepEqual(start, {start: {info, quick: true}, number: 1})
  assert.deepEqual(port.got.find(({file}) => file === "site")?.bytes, {"engine/live.py": "1", "snippets/one.py": "one"})
  assert.deepEqual(states, ["loading", "starting", "ready"])
})

test("a second start fetches nothing anew, and who asks twice gets the same", async () => {
  const {found} = python()
  assert.equal(await found.start(), await found.start())
  const before = asked.length
  found.ask(["start", ""]).catch(() => {})
  port.says({broke: {kind: "busy", said: ""}})
  await found.start()
  assert.equal(asked.length, before)
})

test("a file that is not as it is listed is asked for once more, and then is a fault", async () => {
  site["run/pyodide.js"] = "changed"
  const {found, states} = python()
  port.answers = () => {}
  await assert.rejects(found.start(), /pyodide\.js doesn't match this site's release/)
  assert.equal(asked.filter((path) => path === "run/pyodide.js").length, 2)
  assert.equal(states.at(-1), "off")
  assert.deepEqual(port.last, {end: true})
})

test("a host that refuses, lacks or cannot be reached is told apart", async () => {
  port.answers = () => {}
  for (const [status, words] of /** @type {[number, RegExp][]} */ ([[403, /refused by this site's host \(403\)/], [404, /missing from this site \(404\)/]])) {
    site["run/pyodide.js"] = status
    await assert.rejects(python().found.start(), words)
  }
  const {fetch} = scope
  scope.fetch = async (/** @type {string} */ url) => {
    if (url.endsWith("pyodide.js")) throw new TypeError("offline")
    return fetch(url)
  }
  await assert.rejects(python().found.start(), /pyodide\.js could not be fetched: are you online/)
})

test("without WebAssembly it says so at once", async () => {
  const {Worker} = scope
  scope.Worker = undefined
  await assert.rejects(python().found.start(), /no WebAssembly/)
  scope.Worker = Worker
})

test("a start that the worker gives up is told in the page's words", async () => {
  port.answers = ({number}) => queueMicrotask(() => {
    port.says({ready: true, number: number - 1})
    port.says({fault: {kind: "policy", said: "blob: (worker-src)"}, number})
  })
  await assert.rejects(python().found.start(), /Policy lacks blob: \(worker-src\), so Python cannot run/)
  port.answers = ({number}) => queueMicrotask(() => port.says({broke: {kind: "ended", said: ""}, number}))
  await assert.rejects(python().found.start(), /worker could not start: the worker ended/)
})

test("a start can be given up, and a later one goes on with what has come", async () => {
  const {found, states} = python()
  port.answers = () => {}
  const start = found.start()
  found.cancel()
  await assert.rejects(start, (/** @type {any} */ error) => error.stopped && !error.lost && /Stopped before Python/.test(error.message))
  port.answers = port.ready
  await found.start()
  assert.equal(states.at(-1), "ready")
})

test("an answer is that of its request, and events come before it", async () => {
  const {found} = python()
  await found.start()
  /** @type {any[]} */
  const events = []
  const answer = found.ask(["prompt", "1"], (event) => events.push(event))
  const {id} = port.last
  port.says({id: id + 1, answer: "another's"})
  port.says({id})
  port.says({id, event: {text: "1\n"}})
  port.says({id, answer: {state: "ran"}})
  port.says({id, answer: "late"})
  assert.deepEqual(await answer, {state: "ran"})
  assert.deepEqual(events, [{text: "1\n"}])
  assert.equal(found.state, "ready")
})

test("a stop that is heard leaves Python there, and one that is not replaces it", async () => {
  const {found} = python()
  await found.start()
  mock.timers.enable({apis: ["setTimeout"]})
  const heard = found.ask(["prompt", "1"])
  const {id} = port.last
  found.stop()
  assert.deepEqual(port.last, {stop: id})
  port.says({id, answer: {state: "stopped"}})
  mock.timers.tick(1_000)
  assert.deepEqual(await heard, {state: "stopped"})
  assert.deepEqual(port.last, {stop: id})
  const deaf = found.ask(["prompt", "2"])
  found.stop()
  mock.timers.tick(1_000)
  await assert.rejects(deaf, (/** @type {any} */ error) => error.stopped && error.lost)
  assert.deepEqual(port.last, {end: true})
  found.stop()
  assert.deepEqual(port.last, {end: true})
})

test("whatever a dead Python is said to have died of, a line of it is shown", async () => {
  for (const [died, words] of [["Traceback\n  x\nFatalError: no", "FatalError: no"], [{forged: 1}, "without a word"], ["x".repeat(500), "x".repeat(120)]]) {
    const {found} = python()
    await found.start()
    const answer = found.ask(["prompt", "1"])
    port.says({id: port.got.findLast(({id}) => id).id, died})
    await assert.rejects(answer, (/** @type {any} */ error) => error.lost && error.message === `Python broke down (${words}) and was replaced`)
  }
})

test("a Python that ends when nothing was asked is told too", async () => {
  const {found} = python()
  await found.start()
  found.onbreak = mock.fn()
  port.says({broke: {kind: "flood", said: ""}, number: 1})
  const [call] = /** @type {any} */ (found.onbreak).mock.calls
  assert.match(call.arguments[0].message, /it sent more than a page can show/)
})

test("each kind of trouble has words", () => {
  assert.equal(worded({kind: "busy", said: ""}), "what ran before has left it busy")
  assert.equal(worded({kind: "globals", said: "fetch"}), "This browser does not let fetch be taken away, so no code runs here.")
})
