import assert from "node:assert/strict"
import {test} from "node:test"
import {Pattern} from "../../engine/theme/modules/search/query.js"

const beside = (/** @type {string} */ error, /** @type {string} */ text) => new Pattern(error).beside(text)?.trim()

test("an error is found with any name in the place of its star, and what stands beside it is told", () => {
  assert.equal(beside("CupError: '*' is full", "CupError: 'jar' is full"), "")
  assert.equal(beside("CupError: '*' is full", "my cup.CupError: 'jar' is full of tea"), "my cup.  of tea")
  assert.equal(beside("CupError: '*' is full", "CupError: 'jar' is empty"), undefined)
})

test("a star at its end takes all that follows", () => {
  assert.equal(beside("CupError: too many", "CupError: too many spoons"), "spoons")
  assert.equal(beside("CupError: too many*", "CupError: too many spoons"), "")
})

test("a message may leave out the name of its kind, but not have another", () => {
  assert.equal(beside("CupError: too many", "too many spoons"), "spoons")
  assert.equal(beside("CupError: too many", "JarError: too many spoons"), undefined)
})
