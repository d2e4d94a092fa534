// A text area over its own highlighted lines: undo, IME, phones' keyboards and screen
// readers work as in any text area, and Tab leaves it until the reader has typed.
const TOKEN = new RegExp(
  [
    /(?<c1>#.*)/,
    /(?<s1>[rbfu]{0,2}(?:"""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?))/,
    /\b(?<kYield>yield)\b/,
    /\b(?<k>and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|False|None|True)\b/,
    /\b(?<mi>\d[\w.]*)/,
    /[A-Za-z_]\w*/,
  ].map((each) => each.source).join("|"),
  "g",
)
const INDENT = "    "

/** Paint Python into an element, with the classes that listings have. */
export function paint(element, text) {
  element.replaceChildren()
  let done = 0
  for (const found of text.matchAll(TOKEN)) {
    const [kind, word] = Object.entries(found.groups).find(([, value]) => value !== undefined) || []
    if (!kind) continue
    const span = document.createElement("span")
    span.className = kind === "kYield" ? "k-Yield" : kind
    span.textContent = word
    element.append(text.slice(done, found.index), span)
    done = found.index + found[0].length
  }
  element.append(text.slice(done))
}

let count = 0

/** Make an editor; `heard` has `input(text)`, `run()`, and may have `key(event, area)`. */
export function editor(text, label, heard) {
  const box = document.createElement("div")
  const mirror = document.createElement("pre")
  const code = document.createElement("code")
  const area = document.createElement("textarea")
  const hint = document.createElement("p")
  box.className = "editor highlight"
  mirror.setAttribute("aria-hidden", "true")
  mirror.append(code)
  hint.className = "hint"
  hint.id = `editor-hint-${++count}`
  hint.textContent = "Ctrl+Enter runs. Tab indents once you have typed; Escape, then Tab leaves."
  Object.assign(area, {value: text, spellcheck: false, autocapitalize: "off", wrap: "off"})
  area.setAttribute("autocomplete", "off")
  area.setAttribute("autocorrect", "off")
  area.setAttribute("aria-label", label)
  area.setAttribute("aria-describedby", hint.id)
  box.append(mirror, area, hint)

  let indents = false
  const show = () => {
    paint(code, area.value + "\n")
    area.rows = Math.max(1, area.value.split("\n").length)
  }
  const type = (text) => {
    // keeps the browser's own undo, which setRangeText does not
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, area.selectionStart, area.selectionEnd, "end")
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
      const lead = before.match(/^\s*/)[0]
      event.preventDefault()
      type("\n" + lead + (/:\s*(#.*)?$/.test(before) ? INDENT : ""))
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
    get text() {
      return area.value
    },
    set text(value) {
      area.value = value
      show()
    },
  }
}
