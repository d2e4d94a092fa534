// A text area over its own highlighted lines: undo, IME, phones' keyboards and screen
// readers work as in any text area, and Tab leaves it until the reader has typed.
// CodeMirror 6 with its Python would cost 115 KB gzip and a bundler that needs Node.
import {made, one} from "../elements.js"
import {Painting} from "./paint.js"

export {paint} from "./paint.js"

const INDENT = "    "

let count = 0

/**
 * The lines that a selection touches, one indentation deeper or less deep: what stands
 * then in place of what is between `from` and `to`, and where the selection is.
 * @param {string} text
 * @param {number} start
 * @param {number} end
 * @param {boolean} back whether less deep
 */
export function indented(text, start, end, back) {
  const from = text.slice(0, start).lastIndexOf("\n") + 1
  // of a line that it ends before, nothing is selected
  const rest = text.indexOf("\n", end > start ? end - 1 : end)
  const to = rest < 0 ? text.length : rest
  const moved = {start, end}
  let at = from
  const lines = text.slice(from, to).split("\n").map((line) => {
    const less = back ? (line.match(/^(\t| {1,4})/)?.[0].length ?? 0) : 0
    const more = back || !line ? 0 : INDENT.length
    for (const edge of /** @type {const} */ (["start", "end"])) {
      const column = (edge === "start" ? start : end) - at
      // whole lines stay whole
      if (column > 0) moved[edge] += more - Math.min(less, column)
    }
    at += line.length + 1
    return " ".repeat(more) + line.slice(less)
  })
  return {...moved, from, to, lines: lines.join("\n")}
}

/**
 * Make an editor. `heard` has the `hint` below it, what hears its text change, what runs
 * it, what may take a key before the editor does, and a box with a text area, painted
 * lines and a hint that is there already, and keeps its text.
 * @param {string} text
 * @param {string} label
 * @param {{
 *   hint: string,
 *   input?: (text: string) => void,
 *   run: () => void,
 *   ready?: HTMLElement | null,
 *   key?: (event: KeyboardEvent, area: HTMLTextAreaElement) => boolean,
 * }} heard
 */
export function editor(text, label, heard) {
  const {ready} = heard
  const box = ready ?? made("div")
  const code = ready ? one(ready, "code") : made("code")
  const mirror = code.parentElement ?? made("pre", "", code)
  /** @type {HTMLTextAreaElement} */
  const area = ready ? one(ready, "textarea") : made("textarea")
  const hint = ready ? one(ready, ".hint") : made("p", "hint")
  box.className = "editor highlight"
  mirror.setAttribute("aria-hidden", "true")
  mirror.translate = area.translate = false
  code.replaceChildren()
  hint.id = `editor-hint-${++count}`
  hint.textContent = heard.hint
  Object.assign(area, {value: ready ? area.value : text, spellcheck: false, autocapitalize: "off", wrap: "off"})
  area.setAttribute("autocomplete", "off")
  area.setAttribute("autocorrect", "off")
  area.setAttribute("aria-label", label)
  area.setAttribute("aria-describedby", hint.id)
  if (!ready) box.append(mirror, area, hint)

  let indents = false
  const painting = new Painting(code)
  const show = () => {
    const lines = painting.show(area.value)
    if (area.rows !== lines) area.rows = lines
  }
  /** @param {string} typed */
  const type = (typed) => {
    // keeps the browser's own undo, which setRangeText does not
    if (!document.execCommand("insertText", false, typed)) {
      area.setRangeText(typed, area.selectionStart, area.selectionEnd, "end")
      area.dispatchEvent(new Event("input"))
    }
  }
  /** @param {boolean} back */
  const indent = (back) => {
    const {start, end, from, to, lines} = indented(area.value, area.selectionStart, area.selectionEnd, back)
    if (area.value.slice(from, to) === lines) return
    area.setSelectionRange(from, to)
    type(lines)
    area.setSelectionRange(start, end)
  }
  const before = () => area.value.slice(0, area.selectionStart).split("\n").pop() ?? ""
  area.addEventListener("input", () => {
    indents = true
    show()
    heard.input?.(area.value)
  })
  area.addEventListener("blur", () => (indents = false))
  area.addEventListener("scroll", () => (mirror.scrollLeft = code.scrollLeft = area.scrollLeft))
  area.addEventListener("keydown", (event) => {
    if (event.isComposing) return
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      heard.run()
    } else if (heard.key?.(event, area)) {
      event.preventDefault()
    } else if (event.key === "Escape") {
      indents = false
    } else if (event.key === "Enter" && !event.shiftKey) {
      const lead = before().match(/^\s*/)?.[0] ?? ""
      event.preventDefault()
      type(`\n${lead}${/:\s*(#.*)?$/.test(before()) ? INDENT : ""}`)
    } else if (event.key === "Tab" && indents && !event.altKey) {
      event.preventDefault()
      // what is selected isn't replaced: nobody presses Tab to delete it
      if (event.shiftKey || area.selectionStart < area.selectionEnd) indent(event.shiftKey)
      else type(INDENT.slice(before().length % 4))
    }
  })
  // a narrow screen scrolls the code and its colours together
  show()
  return {
    box,
    area,
    /** @param {string} warning */
    warn: (warning) => (hint.textContent = `${heard.hint} ${warning}`),
    /**
     * Put another text there, which the browser's undo takes back.
     * @param {string} value
     */
    replace(value) {
      const held = indents
      area.select()
      type(value)
      indents = held
    },
    get text() {
      return area.value
    },
    set text(value) {
      area.value = value
      // nothing is typed any more: Tab leaves
      indents &&= value !== ""
      show()
    },
  }
}
