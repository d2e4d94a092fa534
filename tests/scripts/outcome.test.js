import assert from "node:assert/strict"
import {before, test} from "node:test"
import {aloud, lessonOn, meant, tellPrinted, told} from "../../engine/theme/modules/live/outcome.js"
import {Ended} from "../../engine/theme/modules/live/ended.js"

/** @import {Example, Outcome} from "../../engine/theme/modules/shapes.js" */

before(() => {
  globalThis.document = /** @type {any} */ ({documentElement: {lang: "en"}})
})

/**
 * An outcome of a run.
 * @param {Partial<Outcome>} more
 * @returns {Outcome}
 */
const outcome = (more) => ({state: "ran", printed: "", error: "", cut: false, ...more})

/**
 * Inputs of a transcript, by whether each gave what is recorded.
 * @param {(boolean | null)[]} same
 * @returns {Example[]}
 */
const examples = (...same) => same.map((each) => ({source: "x\n", output: "1\n", same: each, recorded: each === null ? null : "1\n"}))

test("an answer that is none of the session's is one of the code that ran", () => {
  for (const forged of [undefined, null, 1, "ran", {}, {state: "won", printed: ""}, {state: "ran", printed: 1}])
    assert.throws(() => meant(forged), (error) => error instanceof Ended && !error.lost)
  const sound = outcome({})
  assert.equal(meant(sound), sound)
})

test("a run is told in a sentence", () => {
  /** @type {[Partial<Outcome>, string][]} */
  const cases = [
    [{}, "Ran. It printed nothing."],
    [{printed: "1\n"}, "Ran."],
    [{defined: ["one", "two"]}, "Ran, and defined one, two."],
    [{examples: examples(null)}, "Ran."],
    [{examples: examples(true, true)}, "As recorded: 2 of 2."],
    [{examples: examples(true, false)}, "1 of 2 as recorded."],
    [{state: "failed", error: "KeyError: 1"}, "KeyError: 1"],
    [{state: "stopped", error: "KeyboardInterrupt"}, "Stopped; the names you had are kept."],
    [{printed: "1\n", cut: true}, "Ran. Its output was too long; the rest is left out."],
  ]
  for (const [more, sentence] of cases) assert.equal(told(outcome(more), 0), sentence)
})

test("what is printed is heard in a row, and of a traceback its last line", () => {
  const trace = 'Traceback (most recent call last):\n  File "<x>", line 1, in <module>\nKeyError: 1\n'
  const group = [
    "  + Exception Group Traceback (most recent call last):",
    '  |   File "<x>", line 1, in <module>',
    "  | ExceptionGroup: two (1 sub-exception)",
    "  +-+---------------- 1 ----------------",
    "    | ValueError: 2",
    "    +------------------------------------",
    "",
  ].join("\n")
  const typed = (/** @type {string[]} */ ...outputs) => outputs.map((output) => ({source: "x\n", output, same: null, recorded: null}))
  /** @type {[Partial<Outcome>, boolean, string][]} */
  const cases = [
    [{printed: "1\n\n  2\n"}, false, "1, 2"],
    [{printed: `so\n${trace}`, state: "failed"}, false, "so"],
    [{printed: `so\n${trace}`, state: "failed"}, true, "so, KeyError: 1"],
    [{printed: `so\n${trace}`, state: "stopped"}, false, "so"],
    [{printed: '  File "<x>", line 1\n    def\n       ^\nSyntaxError: no\n', state: "failed"}, true, "SyntaxError: no"],
    [{examples: typed(trace, "2\n", trace), state: "failed"}, false, "KeyError: 1, 2"],
    [{printed: `so\n${trace}on\n${trace}`, state: "failed"}, false, "so, KeyError: 1, on"],
    [{printed: `${trace}on\n`}, false, "KeyError: 1, on"],
    [{printed: `so\n${group}`, state: "failed"}, true, "so, ExceptionGroup: two (1 sub-exception), ValueError: 2"],
    [{printed: `so\n${group}`, state: "failed"}, false, "so"],
    [{examples: examples(true), printed: "1\n"}, true, ""],
  ]
  for (const [more, error, heard] of cases) assert.equal(aloud(outcome(more), error), heard)
  assert.equal(tellPrinted(""), "")
  assert.equal(tellPrinted("1, 2"), "It printed: 1, 2")
  assert.match(tellPrinted("x".repeat(999)), /^It printed a lot, beginning with: x{300} …$/)
})

test("what ran before is counted", () => {
  assert.equal(told(outcome({printed: "1\n"}), 1), "Ran. The block before it ran first.")
  assert.equal(told(outcome({printed: "1\n"}), 3), "Ran. The 3 blocks before it ran first.")
})

test("an error leads to the first lesson that explains it, and only an error does", () => {
  const errors = ["TypeError: 'gen*' object is not *", "StopIteration", "ValueError"].map((error, at) => ({error, page: `${at}/`, title: ""}))
  const page = (/** @type {string} */ error) => lessonOn(outcome({state: "failed", error}), errors)?.page
  assert.equal(page("TypeError: 'generator' object is not subscriptable"), "0/")
  assert.equal(page("StopIteration: 3"), "1/")
  assert.equal(page("StopIterations"), undefined)
  assert.equal(page("ValueError"), "2/")
  assert.equal(lessonOn(outcome({error: "ValueError"}), errors), undefined)
})

test("an error leads away from the page where it came, to its entry or to another lesson", () => {
  const errors = ["errors/#two", "lesson/"].map((page) => ({error: "ValueError: *", page, title: ""}))
  const page = (/** @type {string} */ here) => lessonOn(outcome({state: "failed", error: "ValueError: 2"}), errors, here)?.page
  assert.equal(page(""), "errors/#two")
  assert.equal(page("lesson/"), "errors/#two")
  assert.equal(page("errors/"), "lesson/")
})

test("what a reader should know beside the result is told after it, each in a sentence", () => {
  const failed = {state: "failed", printed: "", error: "MemoryError", cut: false}
  const said = (/** @type {object} */ more) => told(/** @type {any} */ ({...failed, ...more}), 0)
  assert.equal(said({}), "MemoryError")
  assert.match(said({full: true}), /^MemoryError\. .* memory is full.*start afresh/)
  assert.match(said({absent: {name: "pandas", standard: false}}), /There's no pandas here/)
  assert.match(said({absent: {name: "tkinter", standard: true}}), /tkinter is one of the few parts/)
  assert.match(said({taken: "prompts"}), /The prompts and the answers were taken out\.$/)
  assert.match(said({taken: "indent", cut: true}), /indentation .* taken off\. Its output was too long/)
})
