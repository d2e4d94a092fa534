// Python in colours, with the classes that listings have, line by line: after a key only
// what changed is painted again.
const WORDS = /^(and|as|assert|async|await|break|class|continue|def|del|elif|else|except|finally|for|from|global|if|import|in|is|lambda|nonlocal|not|or|pass|raise|return|try|while|with|False|None|True)$/
// names as Python has them, so that no colour begins or ends within one
const TOKEN = /(?<comment>#[^]*)|[rbfut]{0,2}(?<triple>"""|''')|(?<string>[rbfut]{0,2}(?:"(?:\\.|[^"\\])*"?|'(?:\\.|[^'\\])*'?))|(?<name>[\p{L}\p{Nl}_][\p{L}\p{M}\p{N}\p{Pc}]*)|(?<number>\d[\w.]*)/giu

/** @typedef {{kind: string, word: string, at: number}} Token */

/**
 * Where a string of three quotes ends in a line; -1 where it goes on.
 * @param {string} line
 * @param {string} quotes
 * @param {number} from
 */
function end(line, quotes, from) {
  for (let at = from; at < line.length; at += line[at] === "\\" ? 2 : 1)
    if (line.startsWith(quotes, at)) return at + quotes.length
  return -1
}

/**
 * What in a line of Python has a colour, and which string is open after it.
 * @param {string} line
 * @param {string} open the quotes of the string that is open before it, or ""
 * @returns {{tokens: Token[], open: string}}
 */
export function tokens(line, open) {
  /** @type {Token[]} */
  const found = []
  /** @type {(kind: string, at: number, to: number) => void} */
  const add = (kind, at, to) => void (to > at && found.push({kind, word: line.slice(at, to), at}))
  TOKEN.lastIndex = 0
  if (open) {
    const to = end(line, open, 0)
    add("s1", 0, to < 0 ? line.length : to)
    if (to < 0) return {tokens: found, open}
    TOKEN.lastIndex = to
  }
  for (let match = TOKEN.exec(line); match; match = TOKEN.exec(line)) {
    const {comment, triple, string, name, number} = match.groups ?? {}
    const {index} = match
    if (triple) {
      const to = end(line, triple, TOKEN.lastIndex)
      add("s1", index, to < 0 ? line.length : to)
      if (to < 0) return {tokens: found, open: triple}
      TOKEN.lastIndex = to
    } else if (comment) add("c1", index, TOKEN.lastIndex)
    else if (string) add("s1", index, TOKEN.lastIndex)
    else if (number) add("mi", index, TOKEN.lastIndex)
    else if (name === "yield") add("k-Yield", index, TOKEN.lastIndex)
    else if (name && WORDS.test(name)) add("k", index, TOKEN.lastIndex)
  }
  return {tokens: found, open: ""}
}

/**
 * Paint a text into an element; gives the string that is open after it.
 * @param {Element} element
 * @param {string} text
 * @param {string} [open] the quotes of the string that is open before it
 */
export function paint(element, text, open = "") {
  element.replaceChildren()
  for (const [number, line] of text.split("\n").entries()) {
    const painted = tokens(line, open)
    let done = 0
    if (number) element.append("\n")
    for (const {kind, word, at} of painted.tokens) {
      const span = document.createElement("span")
      span.className = kind
      span.textContent = word
      element.append(line.slice(done, at), span)
      done = at + word.length
    }
    element.append(line.slice(done))
    ;({open} = painted)
  }
  return open
}

/** A line that is painted: its element, and the strings open before and after it. */
class Line {
  element = document.createElement("span")

  /**
   * @param {string} text
   * @param {string} before
   */
  constructor(text, before) {
    this.text = text
    this.element.className = "line"
    this.before = before
    this.after = paint(this.element, `${text}\n`, before)
  }

  /** @param {string} before */
  again(before) {
    this.before = before
    this.after = paint(this.element, `${this.text}\n`, before)
  }
}

/** The painted lines of a text, in an element. */
export class Painting {
  /** @type {Line[]} */
  #lines = []
  #into

  /** @param {Element} into */
  constructor(into) {
    this.#into = into
  }

  /**
   * Show a text; gives the number of its lines.
   * @param {string} text
   */
  show(text) {
    const wanted = text.split("\n")
    const lines = this.#lines
    const most = Math.min(wanted.length, lines.length)
    let head = 0
    while (head < most && wanted[head] === lines[head]?.text) head += 1
    let tail = 0
    while (tail < most - head && wanted.at(-1 - tail) === lines.at(-1 - tail)?.text) tail += 1
    let open = lines[head - 1]?.after ?? ""
    // where none comes or goes they stay: a neighbour that does styles all of them anew
    const stay = wanted.length === lines.length
    const fresh = wanted.slice(head, wanted.length - tail).map((each, at) => {
      const line = (stay && lines[head + at]) || new Line(each, open)
      if (stay) {
        line.text = each
        line.again(open)
      }
      open = line.after
      return line
    })
    const gone = lines.splice(head, lines.length - tail - head, ...fresh)
    if (!stay) {
      for (const each of gone) each.element.remove()
      const next = lines[head + fresh.length]?.element ?? null
      for (const each of fresh) this.#into.insertBefore(each.element, next)
    }
    // a string that was opened or closed colours what follows
    for (const line of lines.slice(head + fresh.length)) {
      if (line.before === open) break
      line.again(open)
      open = line.after
    }
    return wanted.length
  }
}
