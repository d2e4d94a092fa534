// Parsons problems: lines are put in order by dragging, by the arrow keys, or by buttons
// that the chosen line has, so that each way of pointing and a screen reader do it.
import {button, disable, every, filled, made, one, parts, words as first} from "../elements.js"
import {draggable} from "./drag.js"
import {check} from "./exercise.js"
import {isUnderWay, tell} from "./turns.js"
import {say, unheard} from "./voice.js"
import {words} from "./words.js"

/** @import {BlockState} from "../shapes.js" */
/** @import {Page} from "./page.js" */

const STEP = 4 // blanks of one indentation
const DEPTHS = Object.values(words.depth)
/** @type {Record<string, {sign: string, name: string}>} */
const ARROWS = {
  ArrowUp: {sign: "↑", name: words.move_up},
  ArrowDown: {sign: "↓", name: words.move_down},
  ArrowLeft: {sign: "←", name: words.indent_less},
  ArrowRight: {sign: "→", name: words.indent_more},
}

/**
 * Where lines first part from the solution's, in words; "" where they don't.
 * @param {string[]} lines
 * @param {string[]} solution
 */
export function parting(lines, solution) {
  const at = solution.findIndex((line, each) => line !== lines[each])
  const wanted = solution[at]
  if (wanted === undefined) return lines.length > solution.length ? filled(words.rest_surplus, {line: solution.length}) : ""
  const here = lines[at]
  if (here === undefined) return filled(words.lines_missing, {line: at})
  const text = here.trim()
  const what = !solution.some((line) => line.trim() === text) ? words.does_not_belong
    : text === wanted.trim() ? words.indented_otherwise : words.other_place
  return filled(words.first_difference, {line: at + 1, text, what})
}

/** An order of lines that asks to be checked; stands as a block does. */
class Order {
  name = words.your_order
  /** @type {BlockState} */
  state = "idle"
  said = made("span", "said")

  /**
   * @param {() => unknown} press
   * @param {(order: Order) => void} halt
   */
  constructor(press, halt) {
    this.checkButton = button(first.check, this.name, press)
    this.stopButton = button(words.stop, this.name, () => halt(this))
    this.checkButton.dataset.act = "check"
    this.stopButton.dataset.act = "stop"
    this.stopButton.hidden = true
  }

  /**
   * @param {BlockState} state
   * @param {(string | Node)[]} said
   */
  stand(state, ...said) {
    this.state = state
    const running = isUnderWay(state)
    this.stopButton.hidden &&= !running
    disable(this.checkButton, running)
    disable(this.stopButton, !running)
    tell(this, ...said)
  }
}

/** The lines of one problem: those in order, and those left out. */
class Lines {
  #section
  #list
  #out = made("ol", "lines out highlight")
  #title = made("p", "", words.left_out)
  #arrows = made("span", "arrows")
  #given
  /** The line that has the arrows. @type {HTMLElement | undefined} */
  #chosen

  /** @param {HTMLElement} section */
  constructor(section) {
    const label = section.getAttribute("aria-labelledby")
    this.#section = section
    this.#list = one(section, "ol.lines")
    this.#list.id ||= `${label}-lines`
    this.#list.setAttribute("aria-label", words.your_lines)
    this.#title.id = `${label}-out`
    this.#out.setAttribute("aria-labelledby", this.#title.id)
    this.#list.after(this.#title, this.#out)
    this.#given = every("li", this.#list)
    for (const [key, {sign, name}] of Object.entries(ARROWS)) {
      const arrow = button(sign, "", () => {
        if (!this.#chosen) return
        this.#step(this.#chosen, key)
      })
      arrow.setAttribute("aria-label", name)
      arrow.title = name
      this.#arrows.append(arrow)
    }
    for (const line of this.#given) this.#movable(line)
    this.#settle()
    draggable(this.#list, this.#out, {
      step: () => widthOf(this.#list) * STEP,
      begin: (line) => {
        this.#choose(undefined)
        line.dataset.held = line.dataset.depth
        this.#title.hidden = this.#out.hidden = false
      },
      over: (line, {list, before, by}) => {
        this.#mark(list, before)
        indent(line, Number(line.dataset.held) + by * Number(list === this.#list))
      },
      end: (line, place) => {
        this.#mark()
        if (!place) indent(line, Number(line.dataset.held))
        delete line.dataset.held
        if (place) place.list.insertBefore(line, place.before)
        this.#tell(line)
        one(line, "[data-act=move]").focus({preventScroll: true})
      },
    })
  }

  /** The lines in order, indented as they are. */
  get texts() {
    return every("li", this.#list).map((line) => " ".repeat(STEP * depthOf(line)) + text(line))
  }

  /**
   * Give a line its two buttons: one chooses and moves it, one leaves it out.
   * @param {HTMLElement} line
   */
  #movable(line) {
    line.dataset.depth = "0"
    const move = made("span", "move")
    const knob = button("⠿", "", () => this.#choose(line))
    knob.dataset.act = "move"
    knob.title = words.move
    knob.setAttribute("aria-label", filled(first.about, {word: words.move, about: text(line)}))
    knob.setAttribute("aria-pressed", "false")
    knob.addEventListener("blur", () => this.#settle())
    knob.addEventListener("keydown", (event) => {
      if (event.key === "Delete" || event.key === "Backspace") this.#leave(line)
      else if (event.key === "Escape") this.#choose(undefined)
      else if (Object.hasOwn(ARROWS, event.key) && !event.altKey && !event.ctrlKey && !event.metaKey) this.#step(line, event.key)
      else return
      event.preventDefault()
    })
    const out = button("✕", "", () => this.#leave(line))
    out.dataset.act = "leave"
    move.append(knob, out)
    line.append(move)
  }

  /**
   * Give a line the four arrows, or take them from it.
   * @param {HTMLElement | undefined} line
   */
  #choose(line) {
    const chosen = line === this.#chosen ? undefined : line
    this.#chosen = chosen
    this.#arrows.remove()
    if (chosen) one(chosen, ".move").before(this.#arrows)
    for (const each of this.#given) one(each, "[data-act=move]").setAttribute("aria-pressed", String(each === chosen))
  }

  /**
   * Move a line by one step; the focus stays on it.
   * @param {HTMLElement} line
   * @param {string} key
   */
  #step(line, key) {
    // its neighbour moves: what has the focus keeps it, and isn't read out once more
    if (key === "ArrowUp" && line.previousElementSibling) line.after(line.previousElementSibling)
    if (key === "ArrowDown" && line.nextElementSibling) line.before(line.nextElementSibling)
    if (key === "ArrowLeft") indent(line, depthOf(line) - 1)
    if (key === "ArrowRight") indent(line, depthOf(line) + 1)
    this.#tell(line)
  }

  /**
   * Leave a line out, or take it back; the focus goes to the line that comes next.
   * @param {HTMLElement} line
   */
  #leave(line) {
    const out = line.parentElement === this.#list
    // by the key of one button or by the other, and so on at the next line
    const act = document.activeElement === one(line, "[data-act=move]") ? "move" : "leave"
    const next = line.nextElementSibling ?? line.previousElementSibling ?? line
    if (line === this.#chosen) this.#choose(undefined)
    const into = out ? this.#out : this.#list
    into.append(line)
    this.#tell(line)
    if (out && next instanceof HTMLElement) one(next, `[data-act=${act}]`).focus()
    else one(line, "[data-act=move]").focus()
  }

  /**
   * Mark where a line would be dropped, or nothing.
   * @param {HTMLElement} [list]
   * @param {HTMLElement | null} [before]
   */
  #mark(list, before) {
    for (const each of [this.#list, this.#out, ...this.#given]) delete each.dataset.drop
    const at = before ?? list
    if (at) at.dataset.drop = ""
  }

  /**
   * Say where a line is now; what was said of the order before is not true any more.
   * @param {HTMLElement} line
   */
  #tell(line) {
    say(filled(first.about, {word: this.#place(line), about: text(line)}))
    this.#settle()
    this.#section.querySelector(":scope > .verdict")?.remove()
  }

  /**
   * Where a line is, in words.
   * @param {HTMLElement} line
   */
  #place(line) {
    if (line.parentElement === this.#out) return words.place_left_out
    const kin = every(":scope > li", this.#list)
    return filled(words.place, {number: kin.indexOf(line) + 1, all: kin.length, depth: DEPTHS[depthOf(line)] ?? ""})
  }

  /** Show the second list where it has lines; tell of the buttons what they do, and where. */
  #settle() {
    this.#title.hidden = this.#out.hidden = !this.#out.children.length
    for (const line of this.#given) {
      const back = line.parentElement === this.#out
      const pressed = one(line, "[data-act=leave]")
      const word = back ? words.take_back : words.leave_out
      pressed.textContent = back ? "↶" : "✕"
      // the same as its name, so that it isn't heard twice
      pressed.title = filled(first.about, {word, about: text(line)})
      pressed.setAttribute("aria-label", pressed.title)
      // where the focus is, the voice tells that
      const knob = one(line, "[data-act=move]")
      if (knob !== document.activeElement) knob.setAttribute("aria-description", this.#place(line))
    }
  }

  /** Put all lines back as they were given. */
  startOver() {
    this.#choose(undefined)
    this.#list.append(...this.#given)
    for (const line of this.#given) indent(line, 0)
    this.#settle()
    this.#section.querySelector(":scope > .verdict")?.remove()
    say(words.as_given)
  }
}

/** @param {HTMLElement} line */
const text = (line) => one(line, "code").textContent ?? ""

/** @param {HTMLElement} line */
const depthOf = (line) => Number(line.dataset.depth)

/**
 * @param {HTMLElement} line
 * @param {number} depth
 */
function indent(line, depth) {
  const most = Math.max(0, Math.min(DEPTHS.length - 1, depth))
  line.dataset.depth = String(most)
  one(line, "code").style.setProperty("margin-left", `${most * STEP}ch`)
}

/**
 * How wide a letter of code is.
 * @param {HTMLElement} list
 */
function widthOf(list) {
  const ruler = made("span", "", "0")
  const code = one(list, "code")
  code.append(ruler)
  const {width} = ruler.getBoundingClientRect()
  ruler.remove()
  return width
}

/**
 * Let the lines of a Parsons problem be moved, indented and left out.
 * @param {Page} page
 * @param {HTMLElement} section
 */
export function arrange(page, section) {
  if (section.dataset.arranged !== undefined) return
  section.dataset.arranged = ""
  one(section, ".letters").hidden = true
  const lines = new Lines(section)
  const solution = every(".answer .line", section).map((line) => (line.textContent ?? "").trimEnd()).filter(Boolean)
  const order = new Order(() => {
    const {texts} = lines
    return check(page, section, `${texts.join("\n")}\n`, order, parting(texts, solution))
  }, (each) => page.halt(each))
  const again = button(words.start_over, order.name, () => lines.startOver())
  /** @type {(sign: string, word: string) => Node} */
  const called = (sign, word) => made("span", "", unheard(sign), made("span", "unseen", word))
  const signs = {move: called("⠿", words.move), out: called("✕", words.leave_out)}
  one(section, "ol.lines").before(made("p", "hint", ...parts(words.arrange_hint, signs)))
  one(section, ".tools").replaceChildren(order.checkButton, again, order.stopButton, order.said)
  one(section, ".lines [data-act=move]").focus({preventScroll: true})
  say(filled(words.arrange_hint, {move: words.move, out: words.leave_out}))
}
