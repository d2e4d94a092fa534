import assert from "node:assert/strict"
import {test} from "node:test"
import {counted, filled, parts} from "../../engine/theme/modules/elements.js"

test("a message has what is given in the places of their names", () => {
  assert.equal(filled("{a} of {b}, and {a}", {a: 1, b: "two"}), "1 of two, and 1")
})

test("what stands in a place may be more than text", () => {
  const link = {href: "x"}
  assert.deepEqual(parts("see {link}.", {link: /** @type {any} */ (link)}), ["see ", link, "."])
})

test("a place that is given nothing is a fault, named with its message", () => {
  assert.throws(() => filled("{a} of {b}", {a: 1}), /“\{a\} of \{b\}” is given no b/)
})

test("a count takes the form that the page's language has for it", () => {
  const forms = {one: "{count} cat", few: "{count} few", other: "{count} cats"}
  globalThis.document = /** @type {any} */ ({documentElement: {lang: "en"}})
  assert.deepEqual([0, 1, 3].map((count) => counted(forms, count)), ["0 cats", "1 cat", "3 cats"])
  globalThis.document = /** @type {any} */ ({documentElement: {lang: "pl"}})
  assert.equal(counted(forms, 3), "3 few")
})
