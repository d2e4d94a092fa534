// What a stage computes without a page: how lanes stand, where it rests, what crosses.
import assert from "node:assert/strict"
import {test} from "node:test"
import {midway, moments, shared, since, stands} from "../../engine/theme/modules/live/stage-states.js"

/** @import {Stage} from "../../engine/theme/modules/shapes.js" */

/** @type {Stage} */
const stage = {
  boards: [{
    you: {id: "you", name: "You", rows: [["in", "list(g)"], ["out", "[7]"]]},
    cards: [{id: "g", name: "g", made: [""], first: 1, code: ["def g():", "    yield 7"], place: 0}],
  }],
  steps: [
    {rest: 1, lanes: {you: {state: "running"}, g: {state: "created", keeps: "n = 1"}}},
    {lanes: {you: {state: "waits"}, g: {state: "running", at: 2, asked: 1}}, cross: [["you", 0, "g", 2, "", "ask"]]},
    {rest: 1, lanes: {you: {state: "running"}, g: {state: "suspended", gave: 1}}, cross: [["g", 2, "you", 0, "7", "yield"]]},
    {rest: 1, lanes: {you: {seen: 2}}},
  ],
}

test("a lane stands as it did, but for what a step changes", () => {
  const found = stands(stage).map((each) => each.get("g"))
  assert.deepEqual(found.map((lane) => [lane?.state, lane?.at, lane?.keeps, lane?.asked, lane?.gave]), [
    ["created", 0, "n = 1", 0, 0],
    ["running", 2, "n = 1", 1, 0],
    ["suspended", 2, "n = 1", 1, 1],
    ["suspended", 2, "n = 1", 1, 1],
  ])
})

test("a lane of which no step has told yet is absent", () => {
  const [first] = stands({...stage, steps: [{rest: 1}]})
  assert.equal(first?.get("g")?.state, "absent")
})

test("a moment is a step that rests", () => {
  assert.deepEqual(moments(stage.steps), [0, 2, 3])
})

test("what crossed since the moment before stays drawn", () => {
  assert.deepEqual([0, 1, 2, 3].map((at) => since(stage.steps, at)), [0, 1, 1, 3])
})

test("while something travels, who handed over has changed and who receives still waits", () => {
  const [, asking, answered] = stands(stage)
  assert.ok(asking && answered)
  const half = midway(asking, answered, stage.steps[2]?.cross ?? [])
  assert.equal(half.get("g")?.state, "suspended")
  assert.equal(half.get("you")?.state, "waits")
})

test("a frame that is asked does not run before the request has arrived", () => {
  const before = new Map([["g", {...(stands(stage)[0]?.get("g") ?? assert.fail()), state: /** @type {const} */ ("running")}]])
  const half = midway(before, before, [["you", 0, "g", 2, "", "ask"]])
  assert.equal(half.get("g")?.state, "waits")
})

test("a line from which one asks and at which the answer lands is shared", () => {
  assert.deepEqual([...shared(stage.steps)], ["you:0"])
})
