// Steps through a recording, forth and back: the program on one side, on the other a card
// for each generator, which stays while its frame is suspended.
import {button, made} from "../live.js"
import {paint} from "./editor.js"

const style = document.createElement("link")
style.rel = "stylesheet"
style.href = new URL("stepper.css", import.meta.url).href
document.head.append(style)
// nobody should see it before it has its shape
await new Promise((done) => (style.onload = style.onerror = done))

// shape and word, as the frame strips have them
const STATES = {
  C: ["created", "○ created"],
  R: ["running", "▶ running"],
  S: ["suspended", "❚❚ suspended"],
  X: ["finished", "■ finished"],
  "!": ["raised", "✕ raised"],
}
const REST = 400 // ms after the last step until it is said
const WHOLE = 3 // generators whose lines are all shown; of more, the one line that counts

/** A sentence as `engine.live.story` tells it: text and code take turns. */
export function sentence(words) {
  return words.map((each, at) => (at % 2 ? made("code", "", each) : each))
}

/** How all stands after the step at `at`: replayed from the start, so back is as good. */
function scene({frames, steps}, at) {
  const now = frames.map(({name, kind, code, before, l, d}, number) => ({
    number, name, kind, code, state: before || "", row: before ? l : undefined, held: {...d}, out: 0, last: -1,
  }))
  let output = "", fresh = ""
  for (let n = 0; n <= at; n += 1) {
    const step = steps[n]
    const frame = now[step.f]
    for (const each of now) each.changed = []
    if (!["make", "close", "drop"].includes(step.e)) frame.row = step.l
    for (const [name, value] of Object.entries(step.d || {})) {
      if (value === null) delete frame.held[name]
      else frame.held[name] = value
      frame.changed.push(name)
    }
    if (step.g !== undefined) Object.assign(now[step.g], {state: now[step.g].state || "C", last: n})
    if (step.e === "yield" || step.e === "pass") frame.out += 1
    if (step.e === "unwind") frame.raised = true
    if (frame.kind === "function") frame.state = {call: "R", return: "", unwind: ""}[step.e] ?? frame.state
    for (const [number, state] of Object.entries(step.s || {})) {
      now[number].state = state
      now[number].last = n
    }
    frame.last = n
    fresh = step.o || ""
    output += fresh
  }
  return {now, output, fresh, step: steps[at]}
}

/** What crosses the gap at a step: its text, and to which side it goes. */
function crossing(step) {
  if (step.e === "yield" || step.e === "pass") return [step.v, "out"]
  if (step.e === "end" && step.v !== "None") return [step.v, "return out"]
  if (step.e === "unwind") return [step.v, "raise out"]
  if (step.e === "throw") return [step.v, "raise in"]
  if (step.sent && step.sent !== "None") return [step.sent, "in"]
}

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

function locals({held, changed}) {
  const list = made("dl", "locals")
  for (const [name, value] of Object.entries(held)) {
    const pair = made("div", changed.includes(name) ? "new" : "", made("dt", "", name), made("dd", "", value))
    list.append(pair)
  }
  return list
}

/** A card for one generator or call; `whole` shows all its lines. */
function card(recording, frame, step, whole) {
  const [name, words] = STATES[frame.state === "X" && frame.raised ? "!" : frame.state]
  const element = made("li", "card")
  element.dataset.state = name
  const active = step.f === frame.number && !["make", "close", "drop"].includes(step.e)
  if (active) element.dataset.active = ""
  const head = made("p", "head", made("b", "", frame.name), " ", made("span", "state", frame.kind === "function" ? "▶ called" : words))
  if (frame.out) head.append(" ", made("span", "count", `${frame.out} out`))
  element.append(head)
  const code = recording.code[frame.code]
  if (frame.state !== "X") {
    const row = frame.state === "C" ? -1 : frame.row
    const one = {at: code.at + row, lines: [code.lines[row]]}
    if (whole) element.append(lines(code, row, name))
    else if (row >= 0 && code.lines[row] !== undefined) element.append(lines(one, 0, name))
    element.append(locals(frame))
  }
  const value = active && crossing(step)
  if (value) {
    const chip = made("span", "value", value[0])
    chip.dataset.way = value[1]
    element.append(chip)
  }
  return element
}

/**
 * Make a stepper for a recording. `tell(n)` returns the nodes of a step's sentence, `name`
 * what is stepped through; `moved(n)` hears of each step; `close` is what Close does.
 */
export function stepper(recording, {tell, name, moved = () => {}, close, address}) {
  const most = recording.steps.length
  let at = 0
  let timer

  const slider = made("input")
  Object.assign(slider, {type: "range", min: 1, max: most, value: 1})
  slider.setAttribute("aria-label", `Step of ${name}`)
  const buttons = {}
  for (const [word, to] of [["First", () => 0], ["Back", () => at - 1], ["Next", () => at + 1], ["Last", () => most - 1]])
    buttons[word] = button(word, name, () => go(to()))
  const place = made("a", "place")
  const words = made("p", "words")
  const heard = made("p", "unseen")
  heard.setAttribute("role", "status")
  const stage = made("div", "stage")
  const controls = made("div", "controls", ...Object.values(buttons), slider, place)
  if (close) controls.append(button("Close", name, close))
  const box = made("div", "stepper", controls, words, stage, heard)
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", `Step through ${name}`)
  const notes = recording.left.map((each) => `Not shown: ${each}.`)
  if (recording.cut) notes.push(`Only the first ${most - 1} steps are kept; what it printed is whole.`)
  if (notes.length) box.append(made("p", "notes", notes.join(" ")))

  function show() {
    const {now, output, fresh, step} = scene(recording, at)
    const program = recording.code[0]
    const row = now[0].row ?? -1
    const mine = !step.f || ["make", "close", "drop"].includes(step.e)
    const left = made("div", "program", made("p", "head", "The program"), lines(program, row, mine ? "running" : "waits"), locals({...now[0], held: now[0].held}))
    const shown = now.filter((each) => each.number && each.state && (each.state !== "X" || each.last > at - 8))
    // the latest have all their lines; a card keeps its place
    const whole = [...shown].filter((each) => each.state !== "X").sort((a, b) => b.last - a.last).slice(0, WHOLE)
    const cards = made("ul", "cards")
    for (const each of shown) cards.append(card(recording, each, step, whole.includes(each)))
    const gone = now.filter((each) => each.number && each.state === "X" && !shown.includes(each)).length
    if (gone) cards.append(made("li", "more", `■ ${gone} more finished`))
    const right = made("div", "frames-now", made("p", "head", "Generators"), shown.length || gone ? cards : made("p", "none", "None yet"))
    const printed = made("pre", "printed", made("code", "", output.slice(0, output.length - fresh.length), made("ins", "", fresh)))
    printed.hidden = !output
    left.append(printed)
    stage.replaceChildren(left, right)
    for (const shell of stage.querySelectorAll("pre > code")) {
      if (shell.scrollHeight <= shell.clientHeight) continue
      // what scrolls can be reached by key
      Object.assign(shell, {tabIndex: 0, role: "group"})
      shell.setAttribute("aria-label", shell.closest(".printed") ? "Output" : "Lines")
      const marked = shell.querySelector("[data-at]")
      shell.scrollTop = marked ? marked.offsetTop - shell.offsetTop - shell.clientHeight / 2 : shell.scrollHeight
    }
  }

  function go(to, quiet = false) {
    at = Math.min(most - 1, Math.max(0, to))
    words.replaceChildren(...tell(at))
    const said = `Step ${at + 1} of ${most}: ${words.textContent}`
    slider.value = at + 1
    slider.setAttribute("aria-valuetext", said)
    place.textContent = `Step ${at + 1} of ${most}`
    if (address) place.href = address(at)
    for (const [word, off] of [["First", !at], ["Back", !at], ["Next", at === most - 1], ["Last", at === most - 1]])
      if (off) buttons[word].setAttribute("aria-disabled", "true")
      else buttons[word].removeAttribute("aria-disabled")
    show()
    clearTimeout(timer)
    // said once it holds still; a slider says its own
    if (!quiet && document.activeElement !== slider) timer = setTimeout(() => (heard.textContent = said), REST)
    if (!quiet) moved(at)
  }

  box.addEventListener("keydown", (event) => {
    const to = {ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: most - 1}[event.key]
    if (to === undefined || event.target === slider || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    go(to)
  })
  slider.addEventListener("input", () => go(slider.value - 1))
  go(0, true)
  return {box, go}
}

/** Bring a drawn strip alive, at a step if one is given. */
export function alive(figure, at = 0) {
  const frames = figure.querySelector(".frames")
  const steps = [...figure.querySelectorAll(".story > ol > li")]
  const section = figure.dataset.section
  const opener = figure.querySelector(".tools")
  const shut = () => {
    box.remove()
    frames.hidden = opener.hidden = false
    opener.querySelector("button").focus()
    if (location.hash.startsWith(`#step-${section}-`)) history.replaceState(null, "", location.pathname + location.search)
  }
  const {box, go} = stepper(JSON.parse(figure.querySelector("script").textContent), {
    tell: (n) => [...steps[n].cloneNode(true).childNodes],
    name: section,
    close: shut,
    address: (n) => `#step-${section}-${n + 1}`,
  })
  box.id = `step-${section}`
  frames.hidden = opener.hidden = true
  opener.after(box)
  go(at, true)
  return box
}
