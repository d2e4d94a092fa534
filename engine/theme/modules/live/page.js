// The blocks of a page and their one session: who has run, what runs first, what came.
import {keepers, root} from "../edition.js"
import {bring, button, drafts, made, putDrafts} from "../live.js"
import {editor, paint} from "./editor.js"
import {Ended, Runtime} from "./runtime.js"

const ASK = 10_000 // ms after which a reader is asked whether to go on
const ANSWER = 20_000 // ms that the question waits
const LONGER = 60_000 // ms until it is asked again

const WORDS = {
  waiting: "Waits for an earlier block",
  loading: "Python is coming",
  starting: "Python starts",
  running: "Runs",
  ran: "Has run",
  changed: "Changed, not run yet",
  failed: "Failed",
  stopped: "Stopped",
  stale: "Out of date: an earlier block changed",
}

const UNDER_WAY = ["running", "loading", "starting", "waiting"]

const python = new Runtime()
let begun = false

const style = document.createElement("link")
style.rel = "stylesheet"
style.href = new URL("live.css", import.meta.url).href
document.head.append(style)

// one voice for the page; politely, so that it never cuts off what is being read
const voice = document.createElement("p")
voice.className = "unseen"
voice.setAttribute("role", "status")
document.querySelector("main, article, body").append(voice)
export const say = (text) => (voice.textContent = text)

/** Let a button be there and do nothing; the focus stays on it. */
function disable(pressed, off) {
  if (off) pressed.setAttribute("aria-disabled", "true")
  else pressed.removeAttribute("aria-disabled")
}

/** One block: its figure, its text where a reader changed it, and how it stands. */
class Block {
  state = "idle"
  text = null // the reader's, where it differs from the tested one
  ranText = undefined // as it was when it last ran
  sent = null // as it was when its last run was asked for
  #editor
  #output
  #prompt
  #unsent = ""
  #stepper

  constructor(figure) {
    this.figure = figure
    this.session = figure.dataset.kind === "session" || figure.dataset.kind === "error"
    this.module = (figure.dataset.source || "").replace(/^snippets\//, "")
    this.names = (figure.dataset.section || "").split(" ").filter(Boolean)
    this.exercise = figure.closest(".exercise")
    this.name = this.exercise ? "your answer" : this.names.join(", ") || "your code"
    this.shown = figure.querySelector(".highlight")
    this.tools = figure.querySelector(".tools")
    const [run] = this.tools.querySelectorAll("button")
    const edit = [...this.tools.querySelectorAll("button")].find((each) => each.textContent === "Edit")
    Object.assign(this, {runButton: run, editButton: edit})
    this.stopButton = button("Stop", this.name, () => halt(this))
    this.resetButton = button("Reset", this.name, () => this.reset())
    this.said = made("span", "said")
    this.bar = made("progress")
    this.bar.max = 1
    this.bar.setAttribute("aria-label", "Python's files")
    this.stopButton.hidden = this.resetButton.hidden = this.bar.hidden = true
    // at the end, so that no other button moves when they come
    this.tools.append(this.stopButton, this.resetButton, this.bar, this.said, ...this.tools.querySelectorAll(".cost"))
    this.original = this.session
      ? this.shown.dataset.copy.replace(/\n+$/, "\n")
      : this.shown.querySelector("code").textContent.replace(/\n*$/, "\n")
  }

  get running() {
    return UNDER_WAY.includes(this.state)
  }

  /** Show how the block stands, in a word and in its figure's `data-state`. */
  stand(state, ...words) {
    this.state = state
    this.figure.dataset.state = state
    this.said.replaceChildren(...(words.length ? words : [WORDS[state] || ""]))
    // once there it stays, so that nothing comes to lie where it was
    this.stopButton.hidden &&= !this.running
    disable(this.runButton, this.running)
    disable(this.stopButton, !this.running)
    this.bar.hidden = state !== "loading" && state !== "starting"
    if (state === "starting") this.bar.removeAttribute("value")
    this.resetButton.hidden = this.running || (this.text === null && !this.#output && !this.#editor)
  }

  edit() {
    if (this.#editor) return this.#editor.area.focus()
    this.#editor = editor(this.text ?? this.original, `Code of ${this.name}`, {
      input: (text) => {
        this.text = text === this.original ? null : text
        // it stands as it does until its run is over
        if (this.running) return
        if (this.text !== this.ranText) this.stand("changed")
        else this.stand(this.ranText === undefined ? "idle" : "ran")
        this.resetButton.hidden = false
      },
      run: () => pressed(this.figure, "Run"),
    })
    this.copyButton = button("Copy", this.name, async () => {
      await navigator.clipboard.writeText(this.#editor.text)
      say("Copied")
    })
    this.editButton.hidden = true
    this.editButton.after(this.copyButton)
    this.shown.hidden = true
    this.shown.after(this.#editor.box)
    this.resetButton.hidden = this.running
    // the button that had the focus is gone: what it asked for takes its place
    this.#editor.area.focus()
  }

  /** Put a text into the editor without taking the focus. */
  take(text) {
    const focused = document.activeElement
    this.text = text
    if (this.#editor) this.#editor.text = text
    else this.edit()
    focused?.focus?.({preventScroll: true})
    if (focused === document.body) document.activeElement.blur()
    if (this.running) return
    this.stand("changed")
    this.resetButton.hidden = false
  }

  /** Give back the tested text and the recorded output. */
  reset() {
    const had = this.figure.contains(document.activeElement)
    this.text = null
    this.#editor?.box.remove()
    this.copyButton?.remove()
    this.#editor = this.copyButton = undefined
    this.shown.hidden = this.editButton.hidden = false
    this.clear()
    this.#prompt?.remove()
    this.#prompt = undefined
    this.#unsent = ""
    const changed = this.ranText !== undefined && this.ranText !== null
    this.stand(changed ? "changed" : this.ranText === undefined ? "idle" : "ran")
    this.resetButton.hidden = true
    if (had) this.runButton.focus()
    say(`${this.name} is as it was`)
  }

  /** Show a stepper below the block. */
  watch(box) {
    this.unwatch()
    this.#stepper = box
    this.tools.after(box)
    if (this.tools.contains(document.activeElement)) box.querySelectorAll("button")[2].focus()
  }

  unwatch() {
    this.#stepper?.remove()
    this.#stepper = undefined
  }

  clear() {
    this.unwatch()
    this.#output?.remove()
    this.#output = undefined
    for (const mark of this.figure.querySelectorAll(".mark, .differs")) mark.remove()
  }

  /** The element that takes what a run prints. */
  output() {
    if (!this.#output) {
      this.#output = made("pre", "came", made("code"))
      this.#output.tabIndex = 0
      this.#output.setAttribute("role", "region")
      this.#output.setAttribute("aria-label", `Output of ${this.name}`)
      this.tools.after(this.#output)
    }
    return this.#output.firstChild
  }

  /** Mark an input of the recorded transcript as the same, or show what came instead. */
  compare(index, example) {
    const rows = [...this.shown.querySelectorAll(".line")]
    // by its prompt, for a row may begin with a mark by now
    const first = (row) => row.querySelector(".gp")?.textContent.startsWith(">>>")
    const starts = rows.flatMap((row, at) => (first(row) ? [at] : []))
    const last = rows[(starts[index + 1] ?? rows.length) - 1]
    if (example.same) {
      const mark = made("span", "mark", "✓")
      mark.setAttribute("aria-hidden", "true")
      last.prepend(mark)
    } else {
      last.after(made("span", "line differs", made("b", "", "here: "), example.output || "nothing\n"))
    }
  }

  /** What stands at the prompt and was not sent. */
  get unsent() {
    return this.#prompt?.querySelector("textarea").value ?? this.#unsent
  }

  set unsent(text) {
    this.dropPrompt()
    this.#unsent = text
  }

  /** Leave a prompt on which the reader goes on. */
  leavePrompt() {
    if (this.#prompt) return
    this.#prompt = prompt(this)
    ;(this.#output || this.tools).after(this.#prompt)
  }

  dropPrompt() {
    this.#unsent = this.unsent
    this.#prompt?.remove()
    this.#prompt = undefined
  }
}

const blocks = [...document.querySelectorAll("figure:is([data-run], [data-kind=starter])")].map((figure) => new Block(figure))
const asked = [...document.querySelectorAll(".parsons")].map((each) => each.dataset.exercise.replace(/^snippets\//, ""))
const own = blocks.filter((block) => block.module && !block.exercise)
const main = (own.find((block) => block.session) || own[0])?.module || ""

/** Do what a button of a figure asks. */
export function pressed(figure, word) {
  const block = blocks.find((each) => each.figure === figure)
  if (word === "Edit") return block.edit()
  if (word === "Check") return bring("exercise", block.tools, ({check}) => checked(block, check))
  return run(block, word === "Step")
}

/** Check the answer that stands in a block. */
async function checked(block, check) {
  const {text} = block
  await check(block.exercise, text ?? block.original, block)
  if (block.text !== text && !block.running) block.stand("changed")
}

/** Let the lines of a Parsons problem be arranged. */
export const arranged = (section) => bring("exercise", section.querySelector(".tools"), ({arrange}) => arrange(section))

// whose turn it is, what runs for that, and who waits; one Python does one thing at a time
let owner
let current
const queue = []

/** Wait until it is a block's turn, and say so; tells whether it is still wanted then. */
function turn(asked) {
  if (!owner) {
    owner = asked
    return true
  }
  // a run that has ended may still be shown: then one more is meant
  const twice = asked === owner && UNDER_WAY.includes(asked.state)
  if (twice || queue.some((each) => each.asked === asked)) return false
  const coming = python.state === "loading" || python.state === "starting"
  const words = coming ? "Runs when Python is there" : `Runs when “${owner.name}” is over`
  const {state} = asked
  const said = [...asked.said.childNodes]
  const back = () => asked.stand(state === "waiting" ? "idle" : state || "idle", ...said)
  asked.stand("waiting", words)
  say(`${asked.name}: ${words}`)
  return new Promise((go) => queue.push({asked, go, back}))
}

/** Let the next have its turn. */
function passOn() {
  const next = queue.shift()
  current = undefined
  owner = next?.asked
  if (!next) return
  next.back()
  next.go(true)
}

/** Stop a block, or its waiting. */
export function halt(asked) {
  const at = queue.findIndex((each) => each.asked === asked)
  if (at < 0) {
    if (asked === owner || asked === current) stop()
    return
  }
  const [left] = queue.splice(at, 1)
  left.back()
  left.go(false)
}

/** Judge an answer to an exercise; `asked`, as a block, shows how that goes. Nothing when it fails. */
export async function judge(module, text, asked) {
  if (!(await turn(asked))) return
  current = asked
  try {
    await ready()
    asked.stand("running", "Is being checked")
    const verdict = await watched(asked, () => python.ask(["judge", module, text]))
    if (verdict.state === "stopped") return void asked.stand("stopped", "Stopped.")
    asked.stand(verdict.passed ? "ran" : "failed", "")
    offline()
    return verdict
  } catch (error) {
    broken(asked, error)
  } finally {
    passOn()
  }
}

const shown = [...blocks.map((block) => block.module), ...asked]
python.snippets = ({modules}) => [...new Set(shown.flatMap((module) => modules[module] || []))]

const SLOW = 8_000 // ms of starting after which it is said that this may take long
let slow

python.onchange = (state, share) => {
  clearTimeout(slow)
  if (state === "off") begun = false
  if (!current) return
  if (state === "loading") {
    document.querySelector(".tools .cost")?.remove() // it has been told, and Stop goes there
    if (current.state !== "loading") say("Python is coming")
    current.stand("loading", share ? `Python is coming: ${Math.round(share * 100)} %` : WORDS.loading)
    current.bar.value = share
  } else if (state === "starting") {
    const {name} = current
    current.stand("starting", "All has come. Python starts")
    say("Python starts")
    slow = setTimeout(() => {
      if (current?.name !== name) return
      current.stand("starting", "Python starts. A slow device needs a minute or two for that")
      say("Python still starts")
    }, SLOW)
  }
}

/** See that Python is there and that this page's session has begun. */
async function ready() {
  // it may be on its way already, for nobody yet
  if (python.state === "loading" || python.state === "starting") python.onchange(python.state, 0)
  const live = await python.start()
  if (!begun) await python.ask(["start", main])
  begun = true
  return live
}

/** Run a block, and before it those that it stands on. */
async function run(block, stepping = false) {
  if (!(await turn(block))) return
  current = block
  // an exercise stands alone, and no block stands on an answer to one
  const above = block.exercise ? [] : blocks.slice(0, blocks.indexOf(block))
  const before = above.filter((each) => each.state !== "ran" && !each.exercise)
  block.clear()
  try {
    const live = await ready()
    let first = 0
    for (const earlier of before) {
      block.stand("waiting", `Runs “${earlier.name}” above first`)
      current = earlier
      const outcome = await once(earlier, true)
      if (outcome.state === "stopped" || (outcome.state === "failed" && earlier.sent !== null)) {
        earlier.stand(outcome.state)
        if (outcome.state === "failed") earlier.output().append(outcome.printed)
        block.stand("failed", `Not run: “${earlier.name}” above ${outcome.state}`)
        return say(block.said.textContent)
      }
      settle(earlier, outcome)
      first += 1
    }
    current = block
    const outcome = await once(block, false, stepping)
    tell(block, outcome, first, live)
    settle(block, outcome)
    block.leavePrompt()
    if (outcome.recording) await watch(block, outcome)
    offline()
  } catch (error) {
    const failed = current
    broken(failed, error)
    if (failed !== block) block.stand("failed", `Not run: ${error.message}`)
  } finally {
    passOn()
  }
}

/** Run one block; show what comes unless it runs silently, for another. */
async function once(block, silent, stepping = false) {
  block.stand("running")
  block.dropPrompt()
  // the reader may go on typing
  const text = (block.sent = block.text)
  const request = [block.session ? "transcript" : "code", block.module, block.names]
  if (text !== null) request.push(text)
  if (stepping) request.unshift("step")
  let seen = 0
  const {add, flush} = printing(() => block.output())
  if (silent) block.clear()
  // even a silent run shows where it differs: what stands there is not true any more
  const heard = silent ? (event) => {
    if (event.same === false) block.compare(event.example, event)
  } : (event) => {
    if (event.example !== undefined) {
      flush()
      if (text === null) block.compare(event.example, event)
      else {
        const into = block.output()
        // what it printed has come already, after the place where its input belongs
        const printed = into.textContent.slice(seen)
        into.append("")
        if (printed) into.lastChild.remove?.()
        cut(into, seen)
        typed(into, event.source)
        into.append(event.output)
        seen = into.textContent.length
      }
    } else if (!block.session || text !== null) {
      add(event.text)
    }
  }
  return meant(await watched(block, () => python.ask(request, heard)).finally(flush))
}

/** An outcome of a run; raises Ended where code that ran has answered for the session. */
function meant(outcome) {
  if (["ran", "failed", "stopped"].includes(outcome?.state) && typeof outcome.printed === "string") return outcome
  throw new Ended("Its answer makes no sense: what ran has spoken for Python")
}

/** Step through what a block has just done. */
async function watch(block, {recording, words}) {
  const shut = () => {
    block.unwatch()
    block.runButton.focus()
  }
  await bring("stepper", block.tools, ({sentence, stepper}) => {
    if (!recording.steps.length) return
    const {box} = stepper(recording, {tell: (n) => sentence(words[n]), name: block.name, close: shut})
    block.watch(box)
  })
}

/** Shorten an element's text to what it had. */
function cut(element, length) {
  while (element.textContent.length > length && element.lastChild) {
    const over = element.textContent.length - length
    const last = element.lastChild
    if (last.textContent.length <= over) last.remove()
    else last.textContent = last.textContent.slice(0, -over)
  }
}

/** Show an input as a REPL does, with its prompts. */
function typed(into, source) {
  source.replace(/\n$/, "").split("\n").forEach((line, at) => {
    const code = made("span")
    paint(code, line)
    into.append(made("span", "gp", at ? "... " : ">>> "), code, "\n")
  })
}

/** Let text appear in an element as often as the page is painted, and no oftener. */
function printing(into) {
  let waiting = ""
  let painting = 0
  const flush = () => {
    cancelAnimationFrame(painting)
    painting = 0
    if (!waiting) return
    into().append(waiting)
    waiting = ""
    const {parentElement: shell} = into()
    shell.scrollTop = shell.scrollHeight
  }
  const add = (text) => {
    waiting += text
    painting ||= requestAnimationFrame(flush)
  }
  return {add, flush}
}

/** Wait for a run; after a while ask whether it should go on, and stop it if nobody says. */
async function watched(block, start) {
  let timer
  const ask = () => {
    const on = button("Go on", block.name, () => {
      clearTimeout(timer)
      timer = setTimeout(ask, LONGER)
      block.stopButton.focus()
      block.said.replaceChildren(WORDS.running)
    })
    block.said.replaceChildren("Still runs after a while. ", on)
    say(`${block.name} still runs. Go on, or stop?`)
    timer = setTimeout(stop, ANSWER)
  }
  timer = setTimeout(ask, ASK)
  try {
    return await start()
  } finally {
    clearTimeout(timer)
  }
}

function stop() {
  if (python.state === "loading" || python.state === "starting") python.cancel()
  else python.stop()
}

/** Note that a block has run; what ran after it and stood on another text is out of date. */
function settle(block, outcome) {
  const text = block.sent
  if (block.ranText !== undefined && block.ranText !== text)
    for (const later of blocks.slice(blocks.indexOf(block) + 1))
      if (later.state === "ran" && !later.exercise && !block.exercise) later.stand("stale")
  block.ranText = text
  if (block.text !== text) block.stand("changed")
  else if (block.state === "running") block.stand(outcome.state)
}

/** Say what came of a run. */
function tell(block, outcome, first, live) {
  const words = []
  const examples = outcome.examples || []
  const recorded = examples.filter((each) => each.recorded !== null && each.recorded !== undefined)
  const same = recorded.filter((each) => each.same).length
  let state = outcome.state
  if (state === "stopped") words.push("Stopped; the names you had are kept.")
  else if (recorded.length) words.push(same === recorded.length ? `As recorded, ${same} of ${same}.` : `${same} of ${recorded.length} as recorded.`)
  else if (state === "failed") words.push(`${outcome.error}`)
  else if (outcome.printed || examples.length) words.push("Has run.")
  else words.push(outcome.defined?.length ? `Has run: it defines ${outcome.defined.join(", ")}.` : "Has run. It printed nothing.")
  if (outcome.cut) words.push("Its output was too long; the rest is left out.")
  if (first) words.push(first === 1 ? "The block before it ran first." : `The ${first} blocks before it ran first.`)
  block.stand(state, words.join(" "))
  explain(block, outcome, live)
  say(`${block.name}: ${block.said.textContent}`)
}

/** Whether an error is one that a page explains; `*` stands for any text. */
const matches = (pattern, error) => {
  const parts = pattern.split("*").map((each) => each.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${parts.join(".*")}(:|$)`).test(error)
}

/** Lead from an error to the lesson that explains it. */
function explain(block, outcome, live) {
  const lesson = outcome.state === "failed" && live.errors.find((each) => matches(each.error, outcome.error))
  if (!lesson) return
  const link = made("a", "", lesson.title)
  link.href = root + lesson.page
  block.said.append(` ${lesson.error.split(":")[0]} is explained in `, link, ".")
}

/** Note that no block stands as run any more, for the names that it made are gone. */
function forgetNames() {
  for (const each of blocks) {
    each.ranText = undefined
    each.dropPrompt()
    if (["ran", "stale"].includes(each.state)) each.stand("idle")
  }
}

const GONE = ": names are gone, and the next Run brings back what it needs."

/** Show why nothing came. */
function broken(block, error) {
  if (!(error instanceof Ended)) console.error(error)
  if (error.lost) forgetNames()
  const words = error.message + (error.lost ? GONE : "")
  block.ranText = undefined
  block.stand(error.stopped ? "stopped" : "failed", words)
  say(words)
  if (error.lost) anew()
}

// what a run has left behind may end Python later, when nobody asks anything of it
python.onbreak = (error) => {
  const last = blocks.findLast((each) => each.state === "ran")
  forgetNames()
  last?.stand("failed", error.message + GONE)
  say(error.message + GONE)
  anew()
}

/** Start Python again, so that the next Run finds it there. */
function anew() {
  current = undefined
  python.start().catch(() => {})
}

/** A prompt below a block: the reader's own lines, in the page's session. */
function prompt(block) {
  const log = made("code")
  const shell = made("pre", "came log", log)
  shell.hidden = true
  shell.tabIndex = 0
  shell.setAttribute("role", "region")
  shell.setAttribute("aria-label", `What you typed after ${block.name}`)
  const past = []
  let at = 0
  const entry = editor(block.unsent, `Python prompt after ${block.name}`, {
    run: () => enter(true),
    key: (event, area) => {
      if (event.key === "Enter" && !event.shiftKey) {
        enter(false)
        return true
      }
      const up = event.key === "ArrowUp" && !area.value.slice(0, area.selectionStart).includes("\n")
      const down = event.key === "ArrowDown" && !area.value.slice(area.selectionEnd).includes("\n")
      if (!(up || down) || !past.length) return false
      at = Math.min(past.length, Math.max(0, at + (up ? -1 : 1)))
      entry.text = past[at] ?? ""
      // at the edge, so that the next arrow goes on
      area.setSelectionRange(up ? 0 : entry.text.length, up ? 0 : entry.text.length)
      return true
    },
  })
  entry.box.querySelector(".hint").textContent = "Enter runs a line, the arrows bring back earlier ones."
  const box = made("div", "prompt", shell, made("div", "entry", made("span", "gp", ">>> "), entry.box))

  async function enter(over) {
    const text = entry.text
    if (!text.trim() || !(await turn(block))) return
    current = block
    let seen = log.textContent.length
    const {add, flush} = printing(() => log)
    // the next line may be typed meanwhile
    if (entry.text === text) entry.text = ""
    const before = block.state
    const stand = (words) => {
      const changed = block.ranText !== undefined && block.text !== block.ranText
      block.stand(changed ? "changed" : before, ...(changed || !words ? [] : [words]))
    }
    try {
      const live = await ready()
      block.stand("running")
      const outcome = await watched(block, () =>
        python.ask(["prompt", over ? text + "\n\n" : text + (/\n\s*$/.test(text) ? "\n" : "")], (event) => {
          shell.hidden = false
          if (event.example === undefined) return add(event.text)
          flush()
          cut(log, seen)
          typed(log, event.source)
          log.append(event.output)
          seen = log.textContent.length
          shell.scrollTop = shell.scrollHeight
        }),
      ).finally(flush)
      if (outcome?.more !== true) meant(outcome)
      if (outcome.more) {
        const last = text.split("\n").pop()
        entry.text = text + "\n" + last.match(/^\s*/)[0] + (/:\s*(#.*)?$/.test(last) ? "    " : "") + entry.text
        entry.area.setSelectionRange(entry.text.length, entry.text.length)
        stand("More is wanted: a blank line ends the block.")
      } else {
        past.push(text.trimEnd())
        at = past.length
        stand(outcome.cut ? "Its output was too long; the rest is left out." : undefined)
        explain(block, outcome, live)
        say(outcome.printed || "Done")
      }
    } catch (error) {
      entry.text ||= text
      broken(block, error)
    } finally {
      passOn()
    }
  }
  return box
}

/** Say something beside the button that shares. */
function told(element, words) {
  const said = element.querySelector(".said") || element.appendChild(made("span", "said"))
  said.textContent = words
  say(words)
}

// over a reload: what was typed, by what each block is, for another edition may have more
blocks.forEach((block, at) => {
  const place = `${block.module} ${block.names}`
  block.place = `${place} ${blocks.slice(0, at).filter((each) => each.place.startsWith(`${place} `)).length}`
})
const hasTyped = ({text, unsent}) => text !== null || unsent.trim()
keepers.push(() => putDrafts(blocks.filter(hasTyped).map(({place, text, unsent}) => ({place, text, unsent}))))

/** Put back what was typed before a reload. */
export function restore() {
  for (const {place, text, unsent} of drafts()) {
    const block = blocks.find((each) => each.place === place)
    if (block && text !== null) block.take(text)
    if (block && unsent.trim()) {
      block.unsent = unsent
      block.leavePrompt()
    }
    if (!block) {
      const lost = made("p", "", "This edition no longer has the block in which you typed this:")
      document.querySelector("h1").after(lost, made("pre", "", made("code", "", [text, unsent].filter(Boolean).join("\n"))))
    }
  }
  putDrafts([])
}

/** Put a link that holds the first block's code on the clipboard, and into the address. */
export const copyLink = (element) => bring("share", element, async ({link}) => {
  const address = await link(blocks[0].text ?? blocks[0].original).catch(() => "")
  if (!address) return told(element, "This is too long for a link: share it as a file.")
  history.replaceState(null, "", address)
  const copied = await navigator.clipboard?.writeText(address).then(() => true, () => false)
  told(element, copied ? "Copied; it is in the address bar too." : "It is in the address bar: copy it there.")
})

const LINKED = "This code came with the link. It can compute and print here, and no more: it reaches no network, and nothing that your browser keeps."

/** Put the code that this page's address holds into the first block, and say there what it can do. */
export const bringLink = (element) => bring("share", element, async ({shared}) => {
  const [block] = blocks
  try {
    block.take(await shared())
    told(element, "The code of the link is in the first block.")
    if (!block.running) block.stand("changed", LINKED)
    say(LINKED)
  } catch {
    told(element, "The code in this link is broken or too long: ask for the link again.")
  }
})

let kept

/** Once Python has run, let this page and Python be there without a network. */
function offline() {
  // some browsers, and windows, register no service worker
  kept ||= import("./offline.js").then(({keep}) => keep()).catch(() => false).then((done) => (kept = done))
}
