// The blocks of a page and their one session: who is asked, and whose turn it is.
import {every, filled} from "../elements.js"
import {bring} from "../live.js"
import {moduleOf} from "../progress.js"
import {Block} from "./block.js"
import {Drafts} from "./drafts.js"
import {aloud, meant, notes, tellPrinted} from "./outcome.js"
import {Runs, explain} from "./run.js"
import {Session} from "./session.js"
import {styled} from "./style.js"
import {Turns} from "./turns.js"
import {give, say} from "./voice.js"
import {words} from "./words.js"

/** @import {Outcome, Verdict} from "../shapes.js" */
/** @import {Prompt} from "./prompt.js" */
/** @import {Asked} from "./turns.js" */

/** What a button of a block asks for. @typedef {"run" | "step" | "edit" | "check"} Act */

export class Page {
  #turns = new Turns()
  #session
  #runs
  #drafts
  #kept = false

  constructor() {
    styled("live.css")
    give()
    this.blocks = every("figure:is([data-run], [data-kind=starter])").map((figure) => new Block(figure, this))
    const own = this.blocks.filter((block) => block.module && !block.exercise)
    const main = (own.find((block) => block.session) ?? own[0])?.module ?? ""
    const shown = [...this.blocks.map((block) => block.module), ...every(".parsons").map(moduleOf)]
    this.#session = new Session(this.#turns, main, shown, (error) => this.#runs.brokenLater(error))
    this.#runs = new Runs(this.blocks, this.#turns, this.#session)
    this.#drafts = new Drafts(this.blocks)
    // what a reader types already, where one plays
    const ready = every("figure:has(> .ready)")
    for (const block of this.blocks) if (ready.includes(block.figure)) block.open()
    this.#drafts.restore()
    for (const figure of ready) this.play(figure)
  }

  /**
   * Do what a button of a figure asks.
   * @param {HTMLElement} figure
   * @param {Act} act
   */
  pressed(figure, act) {
    const block = this.blocks.find((each) => each.figure === figure)
    if (!block) return undefined
    if (act === "edit") return block.edit()
    if (act === "check") return this.#check(block)
    return this.run(block, act === "step")
  }

  /** @param {Block} block */
  #check(block) {
    const {exercise, text} = block
    if (!exercise) return undefined
    return bring("exercise", block.tools, async ({check}) => {
      await check(this, exercise, text ?? block.original, block)
      if (block.text !== text && !block.running) block.stand("changed")
    })
  }

  /**
   * Run a block, and before it those that it stands on.
   * @param {Block} block
   */
  async run(block, stepping = false) {
    await this.#inTurn(block, async () => {
      await this.#runs.run(block, stepping)
      this.#keep()
    }, (error) => {
      const failed = this.#turns.current ?? block
      this.#runs.broken(failed, error)
      if (failed !== block) block.stand("failed", filled(words.not_run, {why: error instanceof Error ? error.message : ""}))
    })
  }

  /**
   * Judge an answer to an exercise; `asked`, as a block, shows how that goes. Nothing when
   * it fails.
   * @param {string} module
   * @param {string} text
   * @param {Asked} asked
   * @returns {Promise<Verdict | undefined>}
   */
  async judge(module, text, asked) {
    /** @type {Verdict | undefined} */
    let found
    await this.#inTurn(asked, async () => {
      await this.#session.ready()
      asked.stand("running", words.being_checked)
      const verdict = /** @type {Verdict | Outcome} */ (await this.#session.ask(["judge", module, text]))
      if ("state" in verdict) return asked.stand("stopped", words.stopped)
      asked.stand(verdict.passed ? "ran" : "failed", "")
      this.#keep()
      found = verdict
    }, (error) => this.#runs.broken(asked, error))
    return found
  }

  /**
   * Type what stands at the prompt of a block; `over`, as a whole block.
   * @param {Block} block
   * @param {Prompt} prompt
   * @param {boolean} over
   */
  async enter(block, prompt, over) {
    const {text} = prompt
    if (!text.trim()) return
    await this.#inTurn(block, async () => {
      // where one plays, the prompt is there before anything has run
      if (block.stays && block.ranText === undefined) {
        await this.#runs.run(block, false)
        if (block.state === "failed") return
      }
      const sent = prompt.send(text)
      const before = block.state
      /** @param {string[]} said */
      const stand = (...said) => {
        const changed = block.ranText !== undefined && block.text !== block.ranText
        if (changed) block.stand("changed")
        else block.stand(before, ...said)
      }
      const {errors} = await this.#session.ready()
      block.stand("running")
      const answer = /** @type {any} */ (
        await this.#session.ask(["prompt", sent, over], (event) => prompt.hear(event)).finally(() => prompt.flush())
      )
      const more = answer?.more === "bracket" ? "bracket" : answer?.more === "block" && "block"
      if (more) {
        prompt.goOn(text)
        say(words.more[more])
        return stand(words.more[more])
      }
      const outcome = meant(answer)
      prompt.keep(text)
      const noted = notes(outcome).join(" ")
      stand(...(noted ? [noted] : []))
      explain(block, outcome, errors)
      say([tellPrinted(aloud(outcome, true), "{printed}") || words.done, noted].join(" ").trim())
    }, (error) => {
      prompt.giveBack(text)
      this.#runs.broken(block, error)
    })
  }

  /**
   * Do something once it is somebody's turn, unless it is no longer wanted by then.
   * @param {Asked} asked
   * @param {() => Promise<void>} does
   * @param {(error: unknown) => void} failed
   */
  async #inTurn(asked, does, failed) {
    const turn = this.#turns.take(asked, (owner) => this.#wait(asked, owner))
    if (turn === false) return this.#already(asked)
    if (!(await turn)) return
    try {
      await does()
    } catch (error) {
      failed(error)
    } finally {
      this.#turns.passOn()
    }
  }

  /**
   * Show that somebody waits; gives what undoes that.
   * @param {Asked} asked
   * @param {Asked} owner
   */
  #wait(asked, owner) {
    const said = this.#session.coming ? words.runs_with_python : filled(words.runs_after, {name: owner.name})
    const {state} = asked
    const stood = [...asked.said.childNodes]
    asked.stand("waiting", said)
    say(filled(words.says, {name: asked.name, said}))
    return () => asked.stand(state === "waiting" ? "idle" : state, ...stood)
  }

  /**
   * Say that what is asked for is under way already, or waits.
   * @param {Asked} asked
   */
  #already(asked) {
    const said = this.#session.coming ? words.runs_with_python : words.runs_already
    // what waits says already for whom
    if (asked.state === "running") asked.stand("running", said)
    say(filled(words.says, {name: asked.name, said}))
  }

  /**
   * Start afresh: a new Python, in which nothing has run; all that was typed stays.
   * @param {Block} block
   */
  afresh(block) {
    const why = words.new_python
    if (this.#session.there && !this.#session.discard(why)) {
      this.#runs.forgetNames()
      this.#session.anew()
    }
    if (block.running) return
    const said = filled(words.names_gone, {why})
    block.stand(block.state === "changed" ? "changed" : "idle", said)
    say(said)
  }

  /** Hear that something was typed. */
  typed() {
    this.#drafts.typed()
  }

  /**
   * Stop something, or its waiting.
   * @param {Asked} asked
   */
  halt(asked) {
    if (this.#turns.leave(asked)) return
    if (asked === this.#turns.owner || asked === this.#turns.current) this.#session.stop()
  }

  /** Once Python has run, let this page and Python be there without a network. */
  #keep() {
    // some browsers, and windows, register no service worker
    if (this.#kept) return
    this.#kept = true
    import("./offline.js").then(({keep}) => keep()).catch(() => false).then((done) => (this.#kept = done))
  }

  /**
   * Let the lines of a Parsons problem be arranged.
   * @param {HTMLElement} section
   */
  arranged(section) {
    const [tools] = every(".tools", section)
    return tools && bring("parsons", tools, ({arrange}) => arrange(this, section))
  }

  /**
   * Let a block be one to play in, its prompt beside it from the start; with a program,
   * begin with that.
   * @param {HTMLElement} figure
   * @param {HTMLElement} [program]
   */
  play(figure, program) {
    const block = this.blocks.find((each) => each.figure === figure)
    const chosen = this.blocks.find((each) => each.figure === program)
    if (!block) return
    block.stays = true
    block.programs = this.blocks.map(({original}) => original)
    block.open()
    if (chosen) block.take(chosen.original)
    // a line that the reader has typed is not taken away
    const [first = ""] = block.original.split("\n")
    if ((chosen || (block.text ?? first).includes(first)) && [block.offered, ""].includes(block.unsent))
      block.unsent = block.offered = this.#call(chosen ?? block)
    block.leavePrompt()
  }

  /**
   * What a page asks first of the program that a block shows: the session below it begins
   * with that.
   * @param {Block} program
   */
  #call(program) {
    const below = this.blocks[this.blocks.indexOf(program) + 1]
    return below?.session ? (below.original.split("\n")[0] ?? "") : ""
  }

  /**
   * Put a link that holds the first block's code on the clipboard, and into the address.
   * @param {HTMLElement} element
   */
  copyLink(element) {
    const [block] = this.blocks
    return block && bring("share", element, ({copy}) => copy(block, element))
  }

  /**
   * Put the code that this page's address holds into the first block.
   * @param {HTMLElement} element
   */
  bringLink(element) {
    const [block] = this.blocks
    return block && bring("share", element, ({take}) => take(block, element))
  }
}

/** @type {Page | undefined} */
let page

/** The page's blocks, made with the first press; what was typed before stands in them then. */
export const main = () => (page ??= new Page())
