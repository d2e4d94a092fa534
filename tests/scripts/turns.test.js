import assert from "node:assert/strict"
import {test} from "node:test"
import {Turns} from "../../engine/theme/modules/live/turns.js"

/**
 * Somebody who asks.
 * @param {string} name
 * @returns {any}
 */
const asker = (name) => ({name, state: "idle"})

/**
 * Take a turn, and note what becomes of that.
 * @param {Turns} turns
 * @param {any} asked
 * @param {string[]} log
 */
function take(turns, asked, log) {
  const got = turns.take(asked, (owner) => {
    log.push(`${asked.name} waits for ${owner.name}`)
    asked.state = "waiting"
    return () => log.push(`${asked.name} waits no more`)
  })
  return Promise.resolve(got).then((wanted) => log.push(`${asked.name} ${wanted ? "goes" : "goes not"}`))
}

test("the first goes at once, and the others in the order in which they asked", async () => {
  const turns = new Turns()
  /** @type {string[]} */
  const log = []
  const [one, two, three] = ["one", "two", "three"].map(asker)
  await take(turns, one, log)
  const later = [take(turns, two, log), take(turns, three, log)]
  assert.equal(turns.current, one)
  turns.passOn()
  await later[0]
  assert.equal(turns.owner, two)
  turns.passOn()
  await later[1]
  turns.passOn()
  assert.equal(turns.owner, undefined)
  assert.deepEqual(log, [
    "one goes", "two waits for one", "three waits for one", "two waits no more", "two goes",
    "three waits no more", "three goes",
  ])
})

test("who runs or waits already does not ask twice", async () => {
  const turns = new Turns()
  /** @type {string[]} */
  const log = []
  const [one, two] = ["one", "two"].map(asker)
  await take(turns, one, log)
  one.state = "running"
  await take(turns, one, log)
  const waits = take(turns, two, log)
  await take(turns, two, log)
  assert.deepEqual(log, ["one goes", "one goes not", "two waits for one", "two goes not"])
  turns.passOn()
  await waits
})

test("who has ended, and is still shown, may ask once more", async () => {
  const turns = new Turns()
  /** @type {string[]} */
  const log = []
  const one = asker("one")
  await take(turns, one, log)
  one.state = "ran"
  const again = take(turns, one, log)
  turns.passOn()
  await again
  assert.equal(log.at(-1), "one goes")
})

test("who leaves is not wanted any more, and only who waited can leave", async () => {
  const turns = new Turns()
  /** @type {string[]} */
  const log = []
  const [one, two] = ["one", "two"].map(asker)
  await take(turns, one, log)
  const waits = take(turns, two, log)
  assert.equal(turns.leave(one), false)
  assert.equal(turns.leave(two), true)
  await waits
  assert.deepEqual(log.slice(2), ["two waits no more", "two goes not"])
  turns.passOn()
  assert.equal(turns.owner, undefined)
})
