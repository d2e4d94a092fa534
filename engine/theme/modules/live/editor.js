// A text area over its own highlighted lines: undo, IME, phones' keyboards and screen
// readers work as in any text area, and Tab leaves it until the reader has typed.
// CodeMirror 6 with its Python would cost 115 KB gzip and a bundler that needs Node.
import {made, one} from "../elements.js"
import {Painting} from "./paint.js"

export {paint} from "./paint.js"

const INDENT = "    "

let count = 0

/**
 * Make an editor. `heard` has the `hint` below it, what hears its text change, what runs
 * it, what may take a key before the editor does, and a box with a text area and painted
 * lines that is there already, and keeps its text.
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
  const hint = document.createElement("p")
  box.className = "editor highlight"
  mirror.setAttribute("aria-hidden", "true")
  mirror.translate = area.translate = false
  code.replaceChildren()
  hint.className = "hint"
  hint.id = `editor-hint-${++count}`
  hint.textContent = heard.hint
  Object.assign(area, {value: ready ? area.value : text, spellcheck: false, autocapitalize: "off", wrap: "off"})
  area.setAttribute("autocomplete", "off")
  area.setAttribute("autocorrect", "off")
  area.setAttribute("aria-label", label)
  area.setAttribute("aria-describedby", hint.id)
  if (ready) {
    box.className = "editor highlight"
    box.append(hint)
  }
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
  const line = () => {
    const start = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1
    return {start, before: area.value.slice(start, area.selectionStart)}
  }
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
      const {before} = line()
      const lead = before.match(/^\s*/)?.[0] ?? ""
      event.preventDefault()
      type(`\n${lead}${/:\s*(#.*)?$/.test(before) ? INDENT : ""}`)
    } else if (event.key === "Tab" && indents && !event.altKey) {
      event.preventDefault()
      const {start, before} = line()
      if (!event.shiftKey) type(INDENT.slice(before.length % 4))
      else if (area.value.startsWith(INDENT, start)) {
        const at = area.selectionStart
        area.setSelectionRange(start, start + 4)
        type("")
        area.setSelectionRange(Math.max(start, at - 4), Math.max(start, at - 4))
      }
    }
  })
  // a narrow screen scrolls the code and its colours together
  show()
  return {
    box,
    area,
    /** @param {string} warning */
    warn: (warning) => (hint.textContent = `${heard.hint} ${warning}`),
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
