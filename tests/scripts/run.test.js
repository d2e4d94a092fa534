import assert from "node:assert/strict"
import {test} from "node:test"
import {before, outdated, request} from "../../engine/theme/modules/live/run.js"

/**
 * A block that stands like this.
 * @param {object} more
 * @returns {any}
 */
const block = (more = {}) => ({state: "idle", exercise: null, ranText: undefined, sent: null, ...more})

test("a request has a reader's text only where there is one, and a step's word first", () => {
  const code = {session: false, module: "m.py", names: ["a"]}
  const session = {...code, session: true}
  assert.deepEqual(request(code, null, false), ["code", "m.py", ["a"]])
  assert.deepEqual(request(session, "", false), ["transcript", "m.py", ["a"], ""])
  assert.deepEqual(request(code, null, true), ["step", "code", "m.py", ["a"]])
  assert.deepEqual(request(session, "1\n", true), ["step", "transcript", "m.py", ["a"], "1\n"])
})

test("a block stands on all above it that have not run as they are", () => {
  const blocks = ["ran", "idle", "changed", "stale", "failed", "idle", "ran"].map((state) => block({state}))
  assert.deepEqual(before(blocks[5], blocks), [1, 2, 3, 4].map((at) => blocks[at]))
})

test("no block stands on an exercise, and an exercise on none", () => {
  const [one, task, two] = [block(), block({exercise: {}}), block()]
  assert.deepEqual(before(two, [one, task, two]), [one])
  assert.deepEqual(before(task, [one, task, two]), [])
})

test("once a block has run with another text, what ran below it is out of date", () => {
  const changed = block({state: "running", ranText: null, sent: "x"})
  const [above, ran, idle, task] = [block({state: "ran"}), block({state: "ran"}), block(), block({state: "ran", exercise: {}})]
  assert.deepEqual(outdated(changed, [above, changed, ran, idle, task]), [ran])
})

test("nothing is out of date after a first run, the same text, or an exercise", () => {
  const ran = block({state: "ran"})
  for (const first of [block({sent: "x"}), block({ranText: "x", sent: "x"}), block({ranText: "y", sent: "x", exercise: {}})])
    assert.deepEqual(outdated(first, [first, ran]), [])
})
