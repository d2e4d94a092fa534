// What came of a run: whether it makes sense, and the words for it.
import {counted, filled} from "../elements.js"
import {Ended} from "./ended.js"
import {words} from "./words.js"

/** @import {Example, Explained, Outcome} from "../shapes.js" */

const STATES = ["ran", "failed", "stopped"]
const ALOUD = 300 // letters of what was printed that are heard
const TRACEBACK = /^ *(\+ Exception Group )?Traceback \(most recent call last\):| {2}File "/

/**
 * An outcome of a run; raises Ended where code that ran has answered for the session.
 * @param {any} outcome
 * @returns {Outcome}
 */
export function meant(outcome) {
  if (STATES.includes(outcome?.state) && typeof outcome.printed === "string") return outcome
  throw new Ended(words.no_sense)
}

/**
 * What is to be said of a run, before which so many blocks ran.
 * @param {Outcome} outcome
 * @param {number} before
 */
export function told(outcome, before) {
  const said = []
  said.push(...notes(outcome))
  if (before) said.push(counted(words.ran_before, before))
  const first = result(outcome)
  return [said.length ? closed(first) : first, ...said].join(" ")
}

/**
 * A sentence with its full stop, which an error has not.
 * @param {string} said
 */
export const closed = (said) => (/[.!?]$/.test(said) ? said : `${said}.`)

/**
 * What else is to be said of a run, or of a line at the prompt.
 * @param {Outcome} outcome
 */
export function notes({cut, full, absent, taken}) {
  const said = []
  if (taken) said.push(words.taken[taken])
  if (absent) said.push(filled(absent.standard ? words.not_in_browsers : words.not_here, {name: absent.name}))
  if (full) said.push(words.memory_full)
  if (cut) said.push(words.cut)
  return said
}

/** @param {Outcome} outcome */
function result({state, error, printed, defined = [], examples = []}) {
  const recorded = examples.filter(isRecorded)
  const all = recorded.length
  const same = recorded.filter((each) => each.same).length
  if (state === "stopped") return words.names_kept
  if (all) return filled(same === all ? words.all_as_recorded : words.some_as_recorded, {same, all})
  if (state === "failed") return String(error)
  if (printed || examples.length) return words.ran
  return defined.length ? filled(words.defines, {names: defined.join(", ")}) : words.printed_nothing
}

/**
 * What a run printed, as it is heard: its lines in a row, and of a traceback the last one.
 * What was recorded is on the page, and isn't told again.
 * @param {Outcome} outcome
 * @param {boolean} error whether the error that ended it is told too
 */
export function aloud({state, printed, examples = []}, error) {
  if (examples.some(isRecorded)) return ""
  const outputs = examples.length ? examples.map(({output}) => output) : [printed]
  const ended = !error && state !== "ran"
  return outputs.flatMap((output, at) => heard(output, ended && at === outputs.length - 1)).join(", ")
}

/**
 * The lines of an output that are heard: of a traceback what it ends with, and of a group
 * of errors each of them.
 * @param {string} output
 * @param {boolean} elsewhere whether its last error is told there
 */
function heard(output, elsewhere) {
  /** @type {string[]} */
  const found = []
  let before = -1 // how much was heard before the last traceback
  let within = /^$/ // what the errors of a traceback look like; nothing else of it is heard
  let inside = false
  for (const line of output.split("\n")) {
    const opens = inside ? null : TRACEBACK.exec(line)
    if (opens) {
      before = found.length
      inside = true
      within = opens[1] ? /^ *\| (?=[^ ])/ : /^(?=[^ ])/
    } else if (!inside || within.test(line)) {
      found.push(line.replace(within, "").trim())
    }
    // what isn't indented ends it
    if (/^[^ ]/.test(line) && !opens) inside = false
  }
  return (elsewhere && before >= 0 ? found.slice(0, before) : found).filter(Boolean)
}

/**
 * That something was printed, in a sentence; of much of it only the beginning.
 * @param {string} printed
 * @param {string} [sentence]
 */
export const tellPrinted = (printed, sentence = words.printed) =>
  printed.length > ALOUD ? filled(words.printed_much, {printed: printed.slice(0, ALOUD)}) : printed && filled(sentence, {printed})

/** @param {Example} example */
const isRecorded = ({recorded}) => recorded !== null && recorded !== undefined

/**
 * Whether an error is one that a page explains; in the pattern, `*` stands for any text.
 * @param {string} pattern
 * @param {string} error
 */
function matches(pattern, error) {
  const texts = pattern.split("*").map((each) => each.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
  return new RegExp(`^${texts.join(".*")}(:|$)`).test(error)
}

/**
 * What explains how a run went, where something does: the first that isn't the very page,
 * since a link to it would lead nowhere.
 * @param {Outcome} outcome
 * @param {Explained[]} errors
 * @param {string} [here] the page's address below the site's
 */
export function lessonOn(outcome, errors, here) {
  if (outcome.state !== "failed") return undefined
  return errors.find(({error, page}) => matches(error, outcome.error) && page.split("#")[0] !== here)
}
