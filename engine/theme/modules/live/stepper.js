// Steps through a recording, forth and back: the program on one side, on the other a card
// for each generator, which stays while its frame is suspended.
import {button, disable, every, filled, made, one} from "../elements.js"
import {paint} from "./editor.js"
import {styled} from "./style.js"
import {words} from "./words.js"

/** @import {FrameKind, GeneratorState, Lines, Recording, Sentence, Step} from "../shapes.js" */
/**
 * How a frame stands: its line is counted from 0 in its listing, `out` is how many values
 * it handed out, `last` the step that it had a part in last.
 * @typedef {{
 *   number: number, name: string, kind: FrameKind, code: number, state: GeneratorState | "",
 *   row: number | undefined, held: Record<string, string>, changed: string[], out: number,
 *   last: number, raised: boolean,
 * }} Standing
 */

// shape and word, as the frame strips have them
const STATES = {
  C: {name: "created", word: words.created},
  R: {name: "running", word: words.runs},
  S: {name: "suspended", word: words.suspended},
  X: {name: "finished", word: words.finished},
  "!": {name: "raised", word: words.raised},
}
const REST = 400 // ms after the last step until it is said
const WHOLE = 3 // generators whose lines are all shown; of more, the one line that counts
const RECENT = 8 // steps that what is over still has a card

/**
 * A sentence as `engine.live.story` tells it: text and code take turns.
 * @param {Sentence} told
 */
export function sentence(told) {
  return told.map((each, at) => (at % 2 ? made("code", "", each) : each))
}

/**
 * Whether a step is about another frame than the one that runs.
 * @param {Step} step
 */
const isAside = ({e}) => e === "make" || e === "close" || e === "drop"

/**
 * How all stands after the step at `at`: replayed from the start, so back is as good.
 * @param {Recording} recording
 * @param {number} at
 */
export function scene({frames, steps}, at) {
  const now = frames.map(({name, kind, code, before, l, d}, number) => /** @type {Standing} */ ({
    number, name, kind, code, state: before ?? "", row: before ? l : undefined, held: {...d}, changed: [], out: 0, last: -1, raised: false,
  }))
  let output = "", fresh = ""
  for (const [n, step] of steps.slice(0, at + 1).entries()) {
    for (const each of now) each.changed = []
    const frame = now[step.f]
    if (frame) advance(frame, step)
    const about = step.g === undefined ? undefined : now[step.g]
    if (about) Object.assign(about, {state: about.state || "C", last: n})
    for (const [number, state] of Object.entries(step.s ?? {})) Object.assign(now[Number(number)] ?? {}, {state, last: n})
    if (frame) frame.last = n
    fresh = step.o ?? ""
    output += fresh
  }
  return {now, output, fresh}
}

/**
 * Let a frame make a step.
 * @param {Standing} frame
 * @param {Step} step
 */
function advance(frame, step) {
  if (!isAside(step)) frame.row = step.l
  for (const [name, value] of Object.entries(step.d ?? {})) {
    if (value === null) delete frame.held[name]
    else frame.held[name] = value
    frame.changed.push(name)
  }
  if (step.e === "yield" || step.e === "pass") frame.out += 1
  if (step.e === "unwind") frame.raised = true
  if (frame.kind !== "function") return
  if (step.e === "call") frame.state = "R"
  if (step.e === "return" || step.e === "unwind") frame.state = ""
}

/**
 * What crosses the gap at a step: its text, and to which side it goes.
 * @param {Step} step
 */
function crossing({e, v = "", sent}) {
  if (e === "yield" || e === "pass") return {text: v, way: "out"}
  if (e === "end" && v !== "None") return {text: v, way: "return out"}
  if (e === "unwind") return {text: v, way: "raise out"}
  if (e === "throw") return {text: v, way: "raise in"}
  return sent && sent !== "None" ? {text: sent, way: "in"} : undefined
}

/**
 * A listing, with a mark at one of its lines.
 * @param {Lines} code
 * @param {number} row
 * @param {string} mark
 */
function lines(code, row, mark) {
  const pre = made("pre", "lines")
  const shown = made("code")
  code.lines.forEach((line, at) => {
    const text = made("span", "text")
    paint(text, line)
    const number = made("span", "number", String(code.at + at))
    number.setAttribute("aria-hidden", "true")
    const element = made("span", "row", number, text)
    if (at === row) element.dataset.at = mark
    shown.append(element)
  })
  pre.append(shown)
  return pre
}

/**
 * What a frame's names hold, and which of them has changed.
 * @param {Standing} frame
 */
function locals({held, changed}) {
  const list = made("dl", "locals")
  for (const [name, value] of Object.entries(held)) {
    const pair = made("div", changed.includes(name) ? "new" : "", made("dt", "", name), made("dd", "", value))
    list.append(pair)
  }
  return list
}

/**
 * A card for one generator or call; `whole` shows all its lines.
 * @param {Recording} recording
 * @param {Standing} frame
 * @param {Step} step
 * @param {boolean} whole
 */
function card(recording, frame, step, whole) {
  const {name, word} = STATES[frame.state === "X" && frame.raised ? "!" : frame.state || "R"]
  const element = made("li", "card")
  element.dataset.state = name
  const active = step.f === frame.number && !isAside(step)
  if (active) element.dataset.active = ""
  const head = made("p", "head", made("b", "", frame.name), " ", made("span", "state", frame.kind === "function" ? words.called : word))
  if (frame.out) head.append(" ", made("span", "count", filled(words.out, {count: frame.out})))
  element.append(head)
  const code = recording.code[frame.code]
  if (frame.state !== "X" && code) {
    const row = frame.state === "C" ? -1 : frame.row ?? -1
    const line = code.lines[row]
    if (whole) element.append(lines(code, row, name))
    else if (line !== undefined) element.append(lines({at: code.at + row, lines: [line]}, 0, name))
    element.append(locals(frame))
  }
  const value = active && crossing(step)
  if (value) {
    const chip = made("span", "value", value.text)
    chip.dataset.way = value.way
    element.append(chip)
  }
  return element
}

/**
 * The stage at a step: the program, and a card for each generator that counts.
 * @param {Recording} recording
 * @param {number} at
 */
function staged(recording, at) {
  const {now, output, fresh} = scene(recording, at)
  const [program] = now
  const step = recording.steps[at]
  const code = recording.code[0]
  if (!program || !step || !code) return []
  const mine = !step.f || isAside(step)
  const left = made("div", "program", made("p", "head", words.program), lines(code, program.row ?? -1, mine ? "running" : "waits"), locals(program))
  const shown = now.filter((each) => each.number && each.state && (each.state !== "X" || each.last > at - RECENT))
  // the latest have all their lines; a card keeps its place
  const whole = [...shown].filter((each) => each.state !== "X").sort((a, b) => b.last - a.last).slice(0, WHOLE)
  const cards = made("ul", "cards")
  for (const each of shown) cards.append(card(recording, each, step, whole.includes(each)))
  const gone = now.filter((each) => each.number && each.state === "X" && !shown.includes(each)).length
  if (gone) cards.append(made("li", "more", filled(words.more_finished, {count: gone})))
  const right = made("div", "frames-now", made("p", "head", words.generators), shown.length || gone ? cards : made("p", "none", words.none_yet))
  const printed = made("pre", "printed", made("code", "", output.slice(0, output.length - fresh.length), made("ins", "", fresh)))
  printed.hidden = !output
  left.append(printed)
  return [left, right]
}

/**
 * Let what scrolls on a stage be reached by key, and show the line that counts.
 * @param {HTMLElement} stage
 */
function reach(stage) {
  for (const shell of every("pre > code", stage)) {
    if (shell.scrollHeight <= shell.clientHeight) continue
    shell.tabIndex = 0
    shell.setAttribute("role", "group")
    shell.setAttribute("aria-label", shell.closest(".printed") ? words.output : words.lines)
    const [marked] = every("[data-at]", shell)
    shell.scrollTop = marked ? marked.offsetTop - shell.offsetTop - shell.clientHeight / 2 : shell.scrollHeight
  }
}

/**
 * Make a stepper for a recording. `tell(n)` returns the nodes of a step's sentence, `name`
 * what is stepped through; `close` is what Close does, `address(n)` leads to a step.
 * @param {Recording} recording
 * @param {{
 *   tell: (at: number) => (string | Node)[],
 *   name: string,
 *   close: () => void,
 *   address?: (at: number) => string,
 * }} how
 */
export async function stepper(recording, {tell, name, close, address}) {
  // nobody should see it before it has its shape
  await (shape ??= styled("stepper.css"))
  const all = recording.steps.length
  let at = 0
  /** @type {ReturnType<typeof setTimeout>} */
  let timer

  const slider = made("input")
  slider.type = "range"
  slider.min = "1"
  slider.max = String(all)
  slider.value = "1"
  slider.setAttribute("aria-label", filled(words.step_of, {name}))
  /** @type {(word: string, act: string, to: () => number) => HTMLButtonElement} */
  const mover = (word, act, to) => {
    const each = button(word, name, () => go(to()))
    each.dataset.act = act
    return each
  }
  const backward = [mover(words.first, "first", () => 0), mover(words.back, "back", () => at - 1)]
  const forward = [mover(words.next, "next", () => at + 1), mover(words.last, "last", () => all - 1)]
  const place = made("a", "place")
  const told = made("p", "words")
  const heard = made("p", "unseen")
  heard.setAttribute("role", "status")
  const stage = made("div", "stage")
  const controls = made("div", "controls", ...backward, ...forward, slider, place, button(words.close, name, close))
  const box = made("div", "stepper", controls, told, stage, heard)
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", filled(words.step_through, {name}))
  const notes = recording.left.map((what) => filled(words.not_shown, {what}))
  if (recording.cut) notes.push(filled(words.steps_cut, {count: all - 1}))
  if (notes.length) box.append(made("p", "notes", notes.join(" ")))

  /** @type {(to: number, quiet?: boolean) => void} */
  function go(to, quiet = false) {
    at = Math.min(all - 1, Math.max(0, to))
    told.replaceChildren(...tell(at))
    const where = {number: at + 1, all}
    const said = filled(words.step_says, {...where, said: told.textContent ?? ""})
    slider.value = String(at + 1)
    slider.setAttribute("aria-valuetext", said)
    place.textContent = filled(words.step_at, where)
    if (address) place.href = address(at)
    for (const each of backward) disable(each, !at)
    for (const each of forward) disable(each, at === all - 1)
    stage.replaceChildren(...staged(recording, at))
    reach(stage)
    clearTimeout(timer)
    // said once it holds still; a slider says its own
    if (!quiet && document.activeElement !== slider) timer = setTimeout(() => (heard.textContent = said), REST)
  }

  box.addEventListener("keydown", (event) => {
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: all - 1}[event.key]
    if (to === undefined || event.target === slider || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    go(to)
  })
  slider.addEventListener("input", () => go(Number(slider.value) - 1))
  go(0, true)
  return {box, go}
}

/** @type {Promise<unknown> | undefined} */
let shape

/**
 * Bring a drawn strip alive, at a step if one is given.
 * @param {HTMLElement} figure
 * @param {number} at
 */
export async function alive(figure, at = 0) {
  const frames = one(figure, ".frames")
  const steps = every(".story > ol > li", figure)
  const section = figure.dataset.section ?? ""
  const opener = one(figure, ".tools")
  const recording = /** @type {Recording} */ (JSON.parse(one(figure, "script").textContent ?? ""))
  const {box, go} = await stepper(recording, {
    tell: (n) => [...(steps[n]?.cloneNode(true).childNodes ?? [])],
    name: section,
    close: () => {
      box.remove()
      frames.hidden = opener.hidden = false
      one(opener, "button").focus()
      if (location.hash.startsWith(`#step-${section}-`)) history.replaceState(null, "", location.pathname + location.search)
    },
    address: (n) => `#step-${section}-${n + 1}`,
  })
  box.id = `step-${section}`
  frames.hidden = opener.hidden = true
  opener.after(box)
  go(at, true)
  return box
}
