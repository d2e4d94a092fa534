// Steps through a recording, forth and back: the program on one side, on the other a card
// for each generator, which stays while its frame is suspended.
import {button, disable, every, filled, made, one} from "../elements.js"
import {paint} from "./paint.js"
import {styled} from "./style.js"
import {words} from "./words.js"

/** @import {Lines, Scene, Sentence, Stage, Stand} from "../shapes.js" */

// shape and word, as the frame strips have them
const STATES = {
  C: {name: "created", word: words.created},
  R: {name: "running", word: words.runs},
  S: {name: "suspended", word: words.suspended},
  X: {name: "finished", word: words.finished},
  "!": {name: "raised", word: words.raised},
}
const REST = 400 // ms after the last step until it is said

/**
 * A sentence as `engine.live.story` tells it: text and code take turns.
 * @param {Sentence} told
 */
export function sentence(told) {
  return told.map((each, at) => (at % 2 ? made("code", "", each) : each))
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
 * @param {Stand} stand
 * @param {Scene} scene
 */
function locals({f, d = {}}, scene) {
  const list = made("dl", "locals")
  const changed = scene.f === f ? scene.new ?? [] : []
  for (const [name, value] of Object.entries(d)) {
    const pair = made("div", changed.includes(name) ? "new" : "", made("dt", "", name), made("dd", "", value))
    list.append(pair)
  }
  return list
}

/**
 * A card for one generator or call, as it stands in a scene.
 * @param {Stage} stage
 * @param {Stand} stand
 * @param {Scene} scene
 */
function card(stage, stand, scene) {
  const frame = stage.frames[stand.f]
  const {name, word} = STATES[stand.s ?? "R"]
  const element = made("li", "card")
  element.dataset.state = name
  const active = scene.f === stand.f && !scene.aside
  if (active) element.dataset.active = ""
  const head = made("p", "head", made("b", "", frame?.name ?? ""), " ", made("span", "state", frame?.kind === "function" ? words.called : word))
  if (stand.o) head.append(" ", made("span", "count", filled(words.out, {count: stand.o})))
  element.append(head)
  const code = frame && stage.code[frame.code]
  if (stand.s !== "X" && stand.s !== "!" && code) {
    const row = stand.s === "C" ? -1 : stand.l ?? -1
    const line = code.lines[row]
    if (scene.whole?.includes(stand.f) ?? true) element.append(lines(code, row, name))
    else if (line !== undefined) element.append(lines({at: code.at + row, lines: [line]}, 0, name))
    element.append(locals(stand, scene))
  }
  if (active && scene.gives) {
    const [text, way] = scene.gives
    const chip = made("span", "value", text)
    chip.dataset.way = way
    element.append(chip)
  }
  return element
}

/**
 * What is shown at a step: the program, and a card for each generator that counts.
 * @param {Stage} stage
 * @param {number} at
 */
function staged(stage, at) {
  const scene = stage.scenes[at]
  const code = stage.code[0]
  if (!scene || !code) return []
  const [program, ...others] = scene.at.flatMap((place) => stage.stands[place] ?? [])
  if (!program) return []
  const mine = !scene.f || scene.aside
  const left = made("div", "program", made("p", "head", words.program), lines(code, program.l ?? -1, mine ? "running" : "waits"), locals(program, scene))
  const cards = made("ul", "cards", ...others.map((each) => card(stage, each, scene)))
  if (scene.over) cards.append(made("li", "more", filled(words.more_finished, {count: scene.over})))
  const right = made("div", "frames-now", made("p", "head", words.generators), cards.children.length ? cards : made("p", "none", words.none_yet))
  const {p: now = 0, o: fresh = 0} = scene
  const output = [...stage.out] // by characters, as Python counts them
  const part = (/** @type {number} */ from, /** @type {number} */ to) => output.slice(from, to).join("")
  const printed = made("pre", "printed", made("code", "", part(0, now - fresh), made("ins", "", part(now - fresh, now))))
  printed.hidden = !now
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
 * Make a stepper for a stage. `tell(n)` returns the nodes of a step's sentence, `name`
 * what is stepped through; `close` is what Close does, `address(n)` leads to a step.
 * @param {Stage} stage
 * @param {{
 *   tell: (at: number) => (string | Node)[],
 *   name: string,
 *   close: () => void,
 *   address?: (at: number) => string,
 * }} how
 */
export async function stepper(stage, {tell, name, close, address}) {
  // nobody should see it before it has its shape
  await (shape ??= styled("stepper.css"))
  const all = stage.scenes.length
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
  const shown = made("div", "stage")
  const controls = made("div", "controls", ...backward, ...forward, slider, place, button(words.close, name, close))
  const box = made("div", "stepper", controls, told, shown, heard)
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", filled(words.step_through, {name}))
  const notes = (stage.left ?? []).map((what) => filled(words.not_shown, {what}))
  if (stage.cut) notes.push(filled(words.steps_cut, {count: all - 1}))
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
    shown.replaceChildren(...staged(stage, at))
    reach(shown)
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
  const stage = /** @type {Stage} */ (JSON.parse(one(figure, "script").textContent ?? ""))
  const {box, go} = await stepper(stage, {
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
