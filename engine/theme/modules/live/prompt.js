// A prompt below a block: the reader's own lines, in the page's session.
import {button, filled, made} from "../elements.js"
import {editor} from "./editor.js"
import {Printing, cut, lengthOf, typed} from "./printed.js"
import {unheard} from "./voice.js"
import {words} from "./words.js"

/** @import {SessionEvent} from "../shapes.js" */

export class Prompt {
  #log = made("code")
  #shell = made("pre", "came log", this.#log)
  /** What was sent, and last what wasn't yet; each as it was left. */
  #lines = [""]
  #at = 0
  #entry
  #shown = 0
  #printing = new Printing(() => this.#log)

  /**
   * @param {string} name what it comes after
   * @param {string} unsent what stands there
   * @param {(over: boolean) => unknown} enter sends it; `over`, as a whole block
   * @param {() => void} heard hears that something was typed
   */
  constructor(name, unsent, enter, heard) {
    this.#shell.hidden = true
    this.#shell.tabIndex = 0
    this.#shell.setAttribute("role", "region")
    this.#shell.setAttribute("aria-label", filled(words.typed_after, {name}))
    this.#entry = editor(unsent, filled(words.prompt_after, {name}), {
      hint: words.prompt_hint,
      input: heard,
      run: () => enter(true),
      key: (event, area) => {
        if (event.key !== "Enter" || event.shiftKey) return this.#recall(event, area)
        enter(false)
        return true
      },
    })
    const send = button(words.send, filled(words.prompt_after, {name}), () => {
      enter(false)
      this.#entry.area.focus()
    }, "send")
    const sign = unheard(">>> ")
    sign.className = "gp"
    this.#shell.translate = sign.translate = false
    this.box = made("div", "prompt", this.#shell, made("div", "entry", sign, this.#entry.box, send))
  }

  get text() {
    return this.#entry.text
  }

  set text(text) {
    this.#entry.text = text
  }

  /**
   * At the edge of the text, bring back an earlier or a later input by an arrow alone.
   * @param {KeyboardEvent} event
   * @param {HTMLTextAreaElement} area
   */
  #recall({key, shiftKey, ctrlKey, altKey, metaKey}, area) {
    if (shiftKey || ctrlKey || altKey || metaKey) return false
    const up = key === "ArrowUp" && !area.value.slice(0, area.selectionStart).includes("\n")
    const down = key === "ArrowDown" && !area.value.slice(area.selectionEnd).includes("\n")
    const at = this.#at + Number(down) - Number(up)
    const line = this.#lines[at]
    if (line === undefined || at === this.#at) return false
    this.#lines[this.#at] = this.text
    this.#at = at
    this.#entry.replace(line)
    // at the edge, so that the next arrow goes on
    area.setSelectionRange(up ? 0 : this.text.length, up ? 0 : this.text.length)
    return true
  }

  /**
   * Give what is to be sent for a text, and take it out of the entry.
   * @param {string} text
   */
  send(text) {
    this.#shown = lengthOf(this.#log)
    // the next line may be typed meanwhile
    if (this.text === text) this.#begin()
    return text + (/\n\s*$/.test(text) ? "\n" : "")
  }

  /** Begin the next line; one that was left for an earlier one counts as sent. */
  #begin() {
    const last = this.#lines.length - 1
    if (this.#at < last && this.#lines[last]?.trim()) this.#lines.push("")
    else this.#lines[last] = ""
    this.#at = this.#lines.length - 1
    this.text = ""
  }

  /**
   * Show what comes.
   * @param {SessionEvent} event
   */
  hear(event) {
    this.#shell.hidden = false
    if (!("example" in event)) return this.#printing.add(event.text)
    this.flush()
    cut(this.#log, this.#shown)
    typed(this.#log, event.source)
    this.#log.append(event.output)
    this.#shown = lengthOf(this.#log)
    this.#shell.scrollTop = this.#shell.scrollHeight
  }

  flush() {
    this.#printing.flush()
  }

  /**
   * Let a block that is not over go on, indented as it wants.
   * @param {string} text
   */
  goOn(text) {
    this.text = `${text}\n${continued(text)}${this.text}`
    this.#entry.area.setSelectionRange(this.text.length, this.text.length)
  }

  /**
   * Remember what was sent.
   * @param {string} text
   */
  keep(text) {
    const last = this.#lines.length - 1
    this.#lines.splice(last, 0, text.trimEnd())
    if (this.#at === last) this.#at++
  }

  /**
   * Give back what did not reach Python.
   * @param {string} text
   */
  giveBack(text) {
    this.text ||= text
  }
}

/**
 * The indentation of the line that follows a text.
 * @param {string} text
 */
export function continued(text) {
  const last = text.split("\n").pop() ?? ""
  const lead = last.match(/^\s*/)?.[0] ?? ""
  return lead + (/:\s*(#.*)?$/.test(last) ? "    " : "")
}
