// What a stage's data says, made whole: how every lane stands at each step.

/** @import {Change, Crossing, CrossingKind, Stage, StageStep} from "../shapes.js" */

/** A lane as it stands: all that any step may change. @typedef {Required<Change>} Lane */
/** How all lanes stand, by their names. @typedef {Map<string, Lane>} Stand */

/** @type {Lane} */
export const ABSENT = {state: "absent", at: 0, seen: 0, keeps: "", asked: 0, gave: 0, off: false, meters: []}

/**
 * How all lanes stand at each step: a step says only what changes.
 * @param {Stage} stage
 * @returns {Stand[]}
 */
export function stands({boards, steps}) {
  const ids = boards.flatMap(({you, cards}) => [you.id, ...cards.map(({id}) => id)])
  let now = new Map(ids.map((id) => [id, ABSENT]))
  return steps.map(({lanes}) => {
    now = new Map(now)
    for (const [id, changes] of Object.entries(lanes ?? {})) now.set(id, {...(now.get(id) ?? ABSENT), ...changes})
    return now
  })
}

/**
 * The places of the steps that are moments.
 * @param {StageStep[]} steps
 */
export const moments = (steps) => steps.flatMap(({rest}, at) => (rest ? [at] : []))

/**
 * The first step after the moment before a step: what has crossed since stays drawn.
 * @param {StageStep[]} steps
 * @param {number} at
 */
export const since = (steps, at) => steps.slice(0, at).findLastIndex(({rest}) => rest) + 1

/**
 * Whether something goes back to who asked.
 * @param {CrossingKind} kind
 */
export const isBack = (kind) => kind === "yield" || kind === "end" || kind === "raise"

/**
 * How all stand while something is on its way: who hands over has changed already, who
 * receives changes when it lands.
 * @param {Stand} before
 * @param {Stand} after
 * @param {Crossing[]} crossings
 * @returns {Stand}
 */
export function midway(before, after, crossings) {
  const half = new Map(before)
  const from = crossings.map(([id]) => id)
  for (const id of from) half.set(id, after.get(id) ?? ABSENT)
  for (const [, , id] of crossings) {
    const lane = half.get(id)
    if (lane?.state === "running" && !from.includes(id)) half.set(id, {...lane, state: "waits"})
  }
  return half
}

/**
 * An end of a crossing as one word.
 * @param {string} id
 * @param {number} line
 */
export const end = (id, line) => `${id}:${line}`

/**
 * The lines of askers at which an answer lands again: both need room there.
 * @param {StageStep[]} steps
 */
export function shared(steps) {
  const all = steps.flatMap(({cross}) => cross ?? [])
  const asking = new Set(all.map(([id, line]) => end(id, line)))
  const landing = all.flatMap(([, , id, line, , kind]) => (isBack(kind) ? [end(id, line)] : []))
  return new Set(landing.filter((each) => asking.has(each)))
}
