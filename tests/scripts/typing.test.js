import assert from "node:assert/strict"
import {randomBytes} from "node:crypto"
import {test} from "node:test"
import {name} from "../../engine/theme/modules/live/drafts.js"
import {tokens} from "../../engine/theme/modules/live/editor.js"
import {parting} from "../../engine/theme/modules/live/parsons.js"
import {continued} from "../../engine/theme/modules/live/prompt.js"
import {packed, unpacked} from "../../engine/theme/modules/live/share.js"

test("Python has the classes that listings have", () => {
  const found = tokens('yield x1 # "no"\nreturn "a\\"b" + 0x1F, f\'\', """c\n# d""", yields')
  assert.deepEqual(found.map(({kind, word}) => [kind, word]), [
    ["k-Yield", "yield"], ["c1", '# "no"'], ["k", "return"], ["s1", '"a\\"b"'], ["mi", "0x1F"],
    ["s1", "f''"], ["s1", '"""c\n# d"""'],
  ])
})

test("text that is not over yet has its colour already", () => {
  assert.deepEqual(tokens("'''a\nb").map(({kind, at}) => [kind, at]), [["s1", 0]])
  assert.deepEqual(tokens('"a\nif').map(({kind}) => kind), ["s1", "k"])
})

test("a line goes on as deep as the one before, and deeper after a colon", () => {
  assert.equal(continued("x = 1"), "")
  assert.equal(continued("if x:\n  y = 1"), "  ")
  assert.equal(continued("  for x in y:  # why"), "      ")
})

test("lines that are the solution's part nowhere", () => {
  assert.equal(parting(["a", "  b"], ["a", "  b"]), "")
})

test("where lines part from the solution's is said with the line and why", () => {
  const solution = ["for a in b:", "    c(a)", "d()"]
  const cases = /** @type {[string[], RegExp][]} */ ([
    [["for a in b:"], /Up to line 1 all is well: more lines are wanted/],
    [[...solution, "e()"], /Up to line 3 all is well: what follows does not belong/],
    [["for a in b:", "c(a)", "d()"], /line 2: `c\(a\)` is indented in another way/],
    [["d()", "for a in b:", "    c(a)"], /line 1: `d\(\)` comes at another place/],
    [["for a in b:", "    e()", "d()"], /line 2: `e\(\)` does not belong/],
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
