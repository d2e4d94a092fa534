// Parsons problems: lines are put in order by buttons, so that a keyboard and a screen
// reader do it as well as a mouse.
import {button, disable, every, filled, made, one, words as first} from "../elements.js"
import {check} from "./exercise.js"
import {isUnderWay} from "./turns.js"
import {say} from "./voice.js"
import {words} from "./words.js"

/** @import {BlockState} from "../shapes.js" */
/** @import {Page} from "./page.js" */

const STEP = 4 // blanks of one indentation
const DEPTHS = Object.values(words.depth)

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
    this.said.replaceChildren(...said)
  }
}

/** The lines of one problem: those in order, and those left out. */
class Lines {
  #section
  #list
  #out = made("ol", "lines out highlight")
  #title = made("p", "", words.left_out)
  #given

  /** @param {HTMLElement} section */
  constructor(section) {
    const label = section.getAttribute("aria-labelledby")
    this.#section = section
    this.#list = one(section, "ol.lines")
    this.#list.id ||= `${label}-lines`
    this.#list.setAttribute("aria-label", words.your_lines)
    this.#title.id = `${label}-out`
    this.#out.setAttribute("aria-labelledby", this.#title.id)
    this.#title.hidden = true
    this.#list.after(this.#title, this.#out)
    this.#given = every("li", this.#list)
    for (const line of this.#given) this.#movable(line)
  }

  /** The lines in order, indented as they are. */
  get texts() {
    return every("li", this.#list).map((line) => " ".repeat(STEP * Number(line.dataset.depth)) + text(line))
  }

  /**
   * Give a line the buttons that move it.
   * @param {HTMLElement} line
   */
  #movable(line) {
    line.dataset.depth = "0"
    const move = made("span", "move")
    move.setAttribute("role", "group")
    move.setAttribute("aria-label", text(line))
    /** @type {(sign: string, name: string, does: () => void) => void} */
    const act = (sign, name, does) => {
      const each = button(sign, "", () => {
        does()
        this.#tell(line)
        each.focus()
      })
      each.setAttribute("aria-label", name)
      each.title = name
      move.append(each)
    }
    act("↑", words.move_up, () => line.previousElementSibling?.before(line))
    act("↓", words.move_down, () => line.nextElementSibling?.after(line))
    act("←", words.indent_less, () => indent(line, -1))
    act("→", words.indent_more, () => indent(line, 1))
    act("✕", words.leave_out, () => (line.parentElement === this.#list ? this.#out : this.#list).append(line))
    line.append(move)
  }

  /**
   * Say where a line is now; what was said of the order before is not true any more.
   * @param {HTMLElement} line
   */
  #tell(line) {
    const kin = every("li", line.parentElement ?? this.#list)
    const depth = DEPTHS[Number(line.dataset.depth)] ?? ""
    if (line.parentElement === this.#out) say(filled(words.place_left_out, {line: text(line)}))
    else say(filled(words.place, {line: text(line), number: kin.indexOf(line) + 1, all: kin.length, depth}))
    this.#title.hidden = !this.#out.children.length
    this.#forget()
  }

  #forget() {
    this.#section.querySelector(":scope > .verdict")?.remove()
  }

  /** Put all lines back as they were given. */
  startOver() {
    this.#list.append(...this.#given)
    for (const line of this.#given) indent(line, -DEPTHS.length)
    this.#title.hidden = true
    this.#forget()
    say(words.as_given)
  }
}

/** @param {HTMLElement} line */
const text = (line) => one(line, "code").textContent ?? ""

/**
 * @param {HTMLElement} line
 * @param {number} by
 */
function indent(line, by) {
  const depth = Math.max(0, Math.min(DEPTHS.length - 1, Number(line.dataset.depth) + by))
  line.dataset.depth = String(depth)
  one(line, "code").style.setProperty("margin-left", `${depth * STEP}ch`)
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
  one(section, ".tools").replaceChildren(order.checkButton, again, order.stopButton, order.said)
  order.checkButton.focus()
}
