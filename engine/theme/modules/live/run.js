// Running a page's blocks: what runs first, what came of it, what is out of date by then.
import {root} from "../edition.js"
import {every, filled, made, parts, words as resting} from "../elements.js"
import {bring} from "../live.js"
import {aloud, closed, lessonOn, meant, tellPrinted, told} from "./outcome.js"
import {Printing, cut, lengthOf, typed} from "./printed.js"
import {Ended} from "./ended.js"
import {say} from "./voice.js"
import {words} from "./words.js"

/** @import {Explained, Outcome, Request, SessionEvent} from "../shapes.js" */
/** @import {Block} from "./block.js" */
/** @import {Session} from "./session.js" */
/** @import {Asked, Turns} from "./turns.js" */

/**
 * The request that runs a block, with a reader's text where there is one.
 * @param {Pick<Block, "session" | "module" | "names">} block
 * @param {string | null} text
 * @param {boolean} stepping
 * @returns {Request}
 */
export function request({session, module, names}, text, stepping) {
  const call = session ? "transcript" : "code"
  if (stepping) return text === null ? ["step", call, module, names] : ["step", call, module, names, text]
  return text === null ? [call, module, names] : [call, module, names, text]
}

/**
 * The blocks that one stands on and that have not run as they are; an exercise stands
 * alone, and no block stands on an answer to one.
 * @template {Pick<Block, "state" | "exercise">} T
 * @param {T} block
 * @param {T[]} blocks
 */
export function before(block, blocks) {
  if (block.exercise) return []
  return blocks.slice(0, blocks.indexOf(block)).filter((each) => each.state !== "ran" && !each.exercise)
}

/**
 * The blocks that are out of date once one has run with another text than before.
 * @template {Pick<Block, "state" | "exercise" | "ranText" | "sent">} T
 * @param {T} block
 * @param {T[]} blocks
 */
export function outdated(block, blocks) {
  if (block.exercise || block.ranText === undefined || block.ranText === block.sent) return []
  return blocks.slice(blocks.indexOf(block) + 1).filter((each) => each.state === "ran" && !each.exercise)
}

export class Runs {
  #blocks
  #turns
  #session

  /**
   * @param {Block[]} blocks
   * @param {Turns} turns
   * @param {Session} session
   */
  constructor(blocks, turns, session) {
    this.#blocks = blocks
    this.#turns = turns
    this.#session = session
  }

  /**
   * Run a block, whose turn it is, and before it those that it stands on. Raises Ended.
   * @param {Block} block
   * @param {boolean} stepping
   */
  async run(block, stepping) {
    const earlier = before(block, this.#blocks)
    block.clear()
    const {errors} = await this.#session.ready()
    for (const each of earlier) if (!(await this.#first(each, block))) return
    this.#turns.current = block
    const outcome = await this.#once(block, false, stepping)
    block.stand(outcome.state, told(outcome, earlier.length))
    explain(block, outcome, errors)
    number(this.#blocks, block, outcome)
    sayAll(block, outcome)
    this.#settle(block, outcome)
    block.leavePrompt()
    if (outcome.stage) await watch(block, outcome)
  }

  /**
   * Run a block for one below it; tells whether that can run then.
   * @param {Block} earlier
   * @param {Block} block
   */
  async #first(earlier, block) {
    block.stand("waiting", filled(words.runs_first, {name: earlier.name}))
    this.#turns.current = earlier
    const outcome = await this.#once(earlier, true)
    const {state} = outcome
    // a tested block may fail: that is what it shows
    if (state === "ran" || (state === "failed" && earlier.sent === null)) {
      this.#settle(earlier, outcome)
      return true
    }
    earlier.stand(state)
    if (state === "failed") earlier.output().append(outcome.printed)
    block.stand("failed", filled(state === "failed" ? words.above_failed : words.above_stopped, {name: earlier.name}))
    say(block.said.textContent)
    return false
  }

  /**
   * Run one block; show what comes unless it runs silently, for another.
   * @param {Block} block
   * @param {boolean} silent
   * @param {boolean} [stepping]
   */
  async #once(block, silent, stepping = false) {
    block.stand("running")
    block.dropPrompt()
    // the reader may go on typing
    let text = (block.sent = block.text)
    // where one plays, what stands at the prompt asks for the steps
    if (stepping && block.stays && block.unsent.trim()) text = `${(text ?? block.original).trimEnd()}\n\n${block.unsent}\n`
    const printing = new Printing(() => block.output())
    if (silent) block.clear()
    const heard = silent ? comparing(block) : showing(block, text, printing)
    try {
      return meant(await this.#session.ask(request(block, text, stepping), heard))
    } finally {
      printing.flush()
    }
  }

  /**
   * Note that a block has run; what ran after it and stood on another text is out of date.
   * @param {Block} block
   * @param {Outcome} outcome
   */
  #settle(block, outcome) {
    for (const later of outdated(block, this.#blocks)) later.stand("stale")
    block.ranText = block.sent
    if (block.text !== block.sent) block.stand("changed")
    else if (block.state === "running") block.stand(outcome.state)
  }

  /** Note that no block stands as run any more, for the names that it made are gone. */
  forgetNames() {
    for (const each of this.#blocks) {
      each.ranText = undefined
      each.dropPrompt()
      if (each.state === "ran" || each.state === "stale") each.stand("idle")
    }
  }

  /**
   * Show why nothing came.
   * @param {Asked} asked
   * @param {unknown} error
   */
  broken(asked, error) {
    const ended = error instanceof Ended ? error : undefined
    if (!ended) console.error(error)
    const why = error instanceof Error ? error.message : String(error)
    if (ended?.lost) this.forgetNames()
    const said = ended?.lost ? filled(words.names_gone, {why}) : why
    for (const block of this.#blocks) if (block === asked) block.ranText = undefined
    asked.stand(ended?.stopped ? "stopped" : "failed", said)
    say(said)
    if (ended?.lost) this.#session.anew()
  }

  /**
   * Show that what a run has left behind has ended Python, when nobody asked for anything.
   * @param {Ended} error
   */
  brokenLater(error) {
    const last = this.#blocks.filter((each) => each.state === "ran").pop()
    const said = filled(words.names_gone, {why: error.message})
    this.forgetNames()
    last?.stand("failed", said)
    say(said)
    this.#session.anew()
  }
}

/**
 * What hears a silent run: it shows where it differs, for what stands there is not true
 * any more.
 * @param {Block} block
 * @returns {(event: SessionEvent) => void}
 */
const comparing = (block) => (event) => {
  if ("example" in event && event.same === false) block.compare(event.example, event)
}

/**
 * What hears a run, and shows it below the block.
 * @param {Block} block
 * @param {string | null} text
 * @param {Printing} printing
 * @returns {(event: SessionEvent) => void}
 */
function showing(block, text, printing) {
  let seen = 0
  return (event) => {
    if (!("example" in event)) {
      if (!block.session || text !== null) printing.add(event.text)
      return
    }
    printing.flush()
    if (text === null) return block.compare(event.example, event)
    const into = block.output()
    // what it printed has come already, after the place where its input belongs
    cut(into, seen)
    typed(into, event.source)
    into.append(event.output)
    seen = lengthOf(into)
  }
}

/**
 * Number the lines of the blocks that an error speaks of.
 * @param {Block[]} blocks
 * @param {Block} block the one that has run
 * @param {Outcome} outcome
 */
function number(blocks, block, {state, printed}) {
  if (state !== "failed") return
  const found = places(printed)
  for (const each of blocks) {
    const file = fileOf(each, each === block && each.text !== null)
    if (found.some((place) => isOf(file, place.file))) each.number()
  }
}

/**
 * Where a traceback has been, the innermost place last.
 * @param {string} printed
 */
const places = (printed) =>
  [...printed.matchAll(/^ +File "([^"]+)", line (\d+)/gm)].map(([, file = "", line]) => ({file, line: Number(line)}))

/**
 * What the name of a block's file is, or begins with where the text is a reader's own.
 * @param {Block} block
 * @param {boolean} own
 */
const fileOf = ({names, module}, own) => (own ? `<${names[0] ?? ""}` : module.split("/").pop() ?? "")

/**
 * @param {string} file
 * @param {string} found
 */
const isOf = (file, found) => found === file || (file.startsWith("<") && found.startsWith(file))

/**
 * Let it be heard how a run went, and what else it has put on the page.
 * @param {Block} block
 * @param {Outcome} outcome
 */
function sayAll(block, outcome) {
  const file = fileOf(block, block.text !== null)
  const place = outcome.state === "failed" && !block.session ? places(outcome.printed).findLast((each) => isOf(file, each.file)) : undefined
  const said = [filled(words.says, {name: block.name, said: closed(block.said.textContent ?? "")})]
  if (place) said.push(filled(words.line_of_code, {line: place.line}))
  say([...said, tellPrinted(aloud(outcome, false))].join(" ").trim())
}

/**
 * Lead from an error to the lesson that explains it.
 * @param {Block} block
 * @param {Outcome} outcome
 * @param {Explained[]} errors
 */
export function explain(block, outcome, errors) {
  if (outcome.full) block.offerAfresh()
  const found = lessonOn(outcome, errors, location.href.split("#")[0]?.slice(root.length))
  if (!found) return
  const lesson = made("a", "", found.title)
  lesson.href = root + found.page
  const [error = ""] = found.error.split(":")
  block.said.textContent = closed(block.said.textContent ?? "")
  block.said.append(...parts(words.explained, {error, lesson}))
}

/**
 * Step through what a block has just done.
 * @param {Block} block
 * @param {Outcome} outcome
 */
async function watch(block, {stage}) {
  if (!stage) return
  const close = () => {
    block.unwatch()
    block.runButton.focus()
  }
  await bring("stage", block.tools, async ({staged}) => {
    // what a reader has changed is no longer what the section's name says
    const name = block.text !== null && !block.exercise ? resting.your_code : block.name
    const shown = await staged(stage, {name, close, link: linking(block)})
    block.watch(shown.figure)
    if (block.opensAt) shown.stage.bring(block.opensAt)
    block.opensAt = 0
  })
}

/**
 * What puts a moment of a block into a link; the address holds the first block's code.
 * @param {Block} block
 */
function linking(block) {
  const [element] = every("[data-share]")
  const [first] = every("figure[data-run]")
  if (!element || block.figure !== first) return undefined
  return (/** @type {number} */ moment) => bring("share", element, ({copy}) => copy(block, element, moment))
}
