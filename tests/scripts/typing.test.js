import assert from "node:assert/strict"
import {randomBytes} from "node:crypto"
import {test} from "node:test"
import {name} from "../../engine/theme/modules/live/drafts.js"
import {indented} from "../../engine/theme/modules/live/editor.js"
import {Painting, tokens} from "../../engine/theme/modules/live/paint.js"
import {parting} from "../../engine/theme/modules/live/parsons.js"
import {continued} from "../../engine/theme/modules/live/prompt.js"
import {packed, unpacked} from "../../engine/theme/modules/live/share.js"

/**
 * What has a colour in a text, line by line.
 * @param {string} text
 */
function coloured(text) {
  let open = ""
  return text.split("\n").flatMap((line) => {
    const found = tokens(line, open)
    open = found.open
    return found.tokens.map(({kind, word}) => [kind, word])
  })
}

test("Python has the classes that listings have", () => {
  assert.deepEqual(coloured('yield x1 # "no"\nreturn "a\\"b" + 0x1F, f\'\', """c\n# d""", yields'), [
    ["k-Yield", "yield"], ["c1", '# "no"'], ["k", "return"], ["s1", '"a\\"b"'], ["mi", "0x1F"],
    ["s1", "f''"], ["s1", '"""c'], ["s1", '# d"""'],
  ])
})

test("text that is not over yet has its colour already", () => {
  assert.deepEqual(coloured("'''a\nb"), [["s1", "'''a"], ["s1", "b"]])
  assert.deepEqual(coloured('"a\nif'), [["s1", '"a'], ["k", "if"]])
  assert.deepEqual(coloured('"""a\\"""b\n""" if'), [["s1", '"""a\\"""b'], ["s1", '"""'], ["k", "if"]])
})

test("no colour begins or ends within a name, a letter or a sign", () => {
  for (const text of ["ifé", "éif", "if\u0301", "𝒾if", "näme_in", "for2", "x.yielding"]) assert.deepEqual(coloured(text), [])
  assert.deepEqual(coloured("'👩‍👩‍👧' in x"), [["s1", "'👩‍👩‍👧'"], ["k", "in"]])
})

test("a line goes on as deep as the one before, and deeper after a colon", () => {
  assert.equal(continued("x = 1"), "")
  assert.equal(continued("if x:\n  y = 1"), "  ")
  assert.equal(continued("  for x in y:  # why"), "      ")
})

/**
 * A text with its selection between two bars, indented; one bar where nothing is selected.
 * @param {string} marked
 * @param {boolean} back
 */
function shifted(marked, back) {
  const [before = "", chosen = "", after = ""] = marked.split("|")
  const single = marked.split("|").length === 2
  const text = single ? before + chosen : before + chosen + after
  const found = indented(text, before.length, before.length + (single ? 0 : chosen.length), back)
  const all = text.slice(0, found.from) + found.lines + text.slice(found.to)
  const {start, end} = found
  return `${all.slice(0, start)}|${all.slice(start, end)}${single ? "" : "|"}${all.slice(end)}`
}

test("selected lines get deeper together, and what is selected stays so", () => {
  assert.equal(shifted("|a\nb|", false), "|    a\n    b|")
  assert.equal(shifted("x\na|b\ncd|e\ny", false), "x\n    a|b\n    cd|e\ny")
  assert.equal(shifted("x = |y| + 1", false), "    x = |y| + 1")
  assert.equal(shifted("|a\n|b", false), "|    a\n|b", "no line that the selection ends before")
  assert.equal(shifted("|a\n\n\n  b|\n", false), "|    a\n\n\n      b|\n", "no blank line gets blanks")
  assert.equal(shifted("\n|\n|\n", false), "\n|\n|\n")
})

test("lines get less deep by what they have, up to an indentation", () => {
  assert.equal(shifted("|      a\n  b\nc\n\td|", true), "|  a\nb\nc\nd|")
  assert.equal(shifted("x\n    a|b", true), "x\na|b")
  assert.equal(shifted("  |  a|b", true), "|a|b")
  assert.equal(shifted("|    a", true), "|a")
  assert.equal(shifted("|\n    a", true), "|\n    a")
})

test("lines that are the solution's part nowhere", () => {
  assert.equal(parting(["a", "  b"], ["a", "  b"]), "")
})

test("where lines part from the solution's is said with the line and why", () => {
  const solution = ["for a in b:", "    c(a)", "d()"]
  const cases = /** @type {[string[], RegExp][]} */ ([
    [["for a in b:"], /Everything up to line 1 is right, but more lines are needed/],
    [[...solution, "e()"], /Everything up to line 3 is right: what follows doesn't belong/],
    [["for a in b:", "c(a)", "d()"], /line 2: `c\(a\)` is indented differently/],
    [["d()", "for a in b:", "    c(a)"], /line 1: `d\(\)` belongs somewhere else/],
    [["for a in b:", "    e()", "d()"], /line 2: `e\(\)` doesn't belong/],
  ])
  for (const [lines, words] of cases) assert.match(parting(lines, solution), words)
})

test("blocks of the same sections are told apart by how many come before", () => {
  const blocks = [["m.py", "a"], ["m.py", "a"], ["m.py", "a b"], ["n.py", "a"]].map(([module = "", names = ""]) => ({module, names: [names], place: ""}))
  name(blocks)
  assert.equal(new Set(blocks.map(({place}) => place)).size, 4)
  assert.equal(blocks[1]?.place, "m.py a 1")
})

test("a text comes out of a link as it went in", async () => {
  // packed, the last is longer than what one call of a function takes
  for (const text of ["", "print('ä → 🐍')\n", "x = 1\n".repeat(5_000), randomBytes(200_000).toString("hex")]) {
    const code = await packed(text)
    assert.match(code, /^[\w-]+$/)
    assert.equal(await unpacked(code), text)
  }
})

test("a link holds no more than a page can unpack, whichever end is asked", async () => {
  await assert.rejects(packed("x".repeat(1_000_001)), RangeError)
  const bomb = new Blob([new Uint8Array(2_000_000)]).stream().pipeThrough(new CompressionStream("deflate-raw"))
  const code = Buffer.from(await new Response(bomb).arrayBuffer()).toString("base64url")
  await assert.rejects(unpacked(code))
  for (const broken of ["nonsense", "!", "", "S04tUc"]) await assert.rejects(unpacked(broken))
})

/** An element, as far as painting needs one. */
class Node {
  /** @type {any[]} */
  children = []
  className = ""
  textContent = ""
  /** @type {Node | undefined} */
  within
  replaceChildren() {
    this.children = []
    painted.push(this)
  }

  /** @param {any[]} more */
  append(...more) {
    this.children.push(...more)
  }

  /**
   * @param {Node} child
   * @param {Node | null} next
   */
  insertBefore(child, next) {
    child.within = this
    this.children.splice(next ? this.children.indexOf(next) : this.children.length, 0, child)
  }

  remove() {
    this.within?.children.splice(this.within.children.indexOf(this), 1)
  }

  /** @returns {string} */
  get text() {
    return this.textContent || this.children.map((each) => (typeof each === "string" ? each : each.text)).join("")
  }
}

/** What was painted, since it was last emptied. @type {Node[]} */
const painted = []

test("after an edit only what changed is painted again, and all stands as it should", () => {
  const scope = /** @type {any} */ (globalThis)
  scope.document = {createElement: () => new Node()}
  const into = new Node()
  const painting = new Painting(/** @type {any} */ (into))
  const lines = Array.from({length: 1000}, (_, at) => `x${at} = ${at}`)
  /** @type {(edit: (lines: string[]) => void) => number} */
  const after = (edit) => {
    painted.length = 0
    edit(lines)
    assert.equal(painting.show(lines.join("\n")), lines.length)
    assert.equal(into.text, lines.map((each) => `${each}\n`).join(""))
    return painted.length
  }
  assert.equal(after(() => {}), 1000)
  assert.equal(after(() => {}), 0)
  assert.equal(after((all) => void (all[500] += "1")), 1)
  assert.equal(after((all) => void all.splice(3, 0, "a", "b")), 2)
  assert.equal(after((all) => void all.splice(0, 7)), 0)
  assert.equal(after((all) => void all.push("", "")), 2)
  assert.equal(after((all) => void all.splice(0, all.length, "")), 0, "the last line is as it was")
  assert.equal(after((all) => void all.splice(0, 1, "a", "b", "c")), 3)
  assert.equal(after((all) => void (all[0] = '"""')), 3, "what a string swallows is painted as one")
  assert.equal(after((all) => void (all[0] = '""""""')), 3)
})
