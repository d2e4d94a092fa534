// One block: its figure, its text where a reader changed it, and how it stands.
import {button, disable, every, filled, made, one, words as first} from "../elements.js"
import {editor} from "./editor.js"
import {Prompt} from "./prompt.js"
import {isUnderWay, tell} from "./turns.js"
import {say} from "./voice.js"
import {words} from "./words.js"

/** @import {BlockState, Example} from "../shapes.js" */
/**
 * What a block asks of its page.
 * @typedef {{
 *   run(block: Block): unknown,
 *   halt(block: Block): void,
 *   enter(block: Block, prompt: Prompt, over: boolean): unknown,
 *   afresh(block: Block): unknown,
 *   typed(): void,
 * }} Asking
 */

export class Block {
  /** @type {BlockState} */
  state = "idle"
  /** The reader's, where it differs from the tested one. @type {string | null} */
  text = null
  /** As it was when it last ran. @type {string | null | undefined} */
  ranText = undefined
  /** As it was when its last run was asked for. @type {string | null} */
  sent = null
  /** Which block this is, for another edition may have more. */
  place = ""
  /** The moment that the next stage of it opens at, which a link brought. */
  opensAt = 0
  /** Whether its prompt is there from the start, and stays. */
  stays = false
  /** @type {ReturnType<typeof editor> | undefined} */
  #editor
  /** @type {HTMLElement | undefined} */
  #output
  /** @type {Prompt | undefined} */
  #prompt
  #unsent = ""
  /** What the page itself put at the prompt, for the reader to send. */
  offered = ""
  /** What other texts took the place of: the last comes back next. @type {string[]} */
  #shelf = []
  /** What the page shows and a button brings: none of it needs the shelf. @type {string[]} */
  programs = []
  /** What a link brought, as it came. @type {string | null} */
  #linked = null
  /** @type {string} */
  #warning = ""
  /** @type {HTMLElement | undefined} */
  #stage
  #asking

  /**
   * @param {HTMLElement} figure
   * @param {Asking} asking
   */
  constructor(figure, asking) {
    const {kind, source, section} = figure.dataset
    this.#asking = asking
    this.figure = figure
    this.session = kind === "session" || kind === "error"
    this.module = (source ?? "").replace(/^snippets\//, "")
    this.names = (section ?? "").split(" ").filter(Boolean)
    this.exercise = /** @type {HTMLElement | null} */ (figure.closest(".exercise"))
    this.name = this.exercise ? first.your_answer : this.names.join(", ") || first.your_code
    this.shown = one(figure, ".highlight")
    this.tools = one(figure, ".tools")
    this.runButton = one(this.tools, "[data-act=run]")
    this.editButton = one(this.tools, "[data-act=edit]")
    this.stopButton = button(words.stop, this.name, () => asking.halt(this), "stop")
    this.resetButton = button(words.reset, this.name, () => this.reset(), "reset")
    this.backButton = button(words.bring_back, this.name, () => this.#unshelve(), "back")
    this.afreshButton = button(words.afresh, this.name, () => {
      asking.afresh(this)
      this.runButton.focus()
    }, "afresh")
    this.said = made("span", "said")
    this.bar = made("progress")
    this.bar.max = 1
    this.bar.setAttribute("aria-label", words.files)
    const late = [this.stopButton, this.resetButton, this.backButton, this.afreshButton, this.bar]
    for (const each of late) each.hidden = true
    // at the end, so that no other button moves when they come
    this.tools.append(...late, this.said, ...every(".cost", this.tools))
    this.original = this.session
      ? (this.shown.dataset.copy ?? "").replace(/\n+$/, "\n")
      : (one(this.shown, "code").textContent ?? "").replace(/\n*$/, "\n")
  }

  get running() {
    return isUnderWay(this.state)
  }

  /**
   * Show how the block stands, in a word and in its figure's `data-state`.
   * @param {BlockState} state
   * @param {(string | Node)[]} said
   */
  stand(state, ...said) {
    this.state = state
    this.figure.dataset.state = state
    tell(this, ...(said.length ? said : [words.states[state]]))
    // once there it stays, so that nothing comes to lie where it was
    this.stopButton.hidden &&= !this.running
    disable(this.runButton, this.running)
    disable(this.stopButton, !this.running)
    this.bar.hidden = state !== "loading" && state !== "starting"
    if (state === "starting") this.bar.removeAttribute("value")
    this.resetButton.hidden = this.running || (this.text === null && !this.#output && !this.#editor)
    this.backButton.hidden = this.running || !this.#shelf.length
    this.afreshButton.hidden &&= this.running || state === "idle"
    if (state === "ran" || state === "failed" || state === "stopped") this.afreshButton.hidden = false
  }

  /** Number the lines, for something speaks of them: a file's as there, a reader's own from 1. */
  number() {
    const [from = 1, to = 0] = (this.figure.dataset.lines ?? "").split("-").map(Number)
    // of lines with others between them, no count would be right
    if (this.text === null && to - from + 1 !== every(".line", this.shown).length) return
    this.figure.style.counterReset = `line ${this.text === null ? from - 1 : 0}`
    this.figure.dataset.numbered = ""
  }

  /** Offer a fresh Python beside what is said. */
  offerAfresh() {
    this.afreshButton.hidden = false
  }

  /**
   * Say something below the editor, now or when there is one.
   * @param {string} warning
   */
  warn(warning) {
    this.#warning = warning
    this.#editor?.warn(warning)
  }

  /** Let a text that another took the place of have its place again: by turns, if there are more. */
  #unshelve() {
    const text = this.#shelf.pop()
    if (text === undefined) return
    if (this.text !== null) this.shelve(this.text, true)
    this.#put(text)
    this.#editor?.area.focus()
  }

  /**
   * Put a text on the shelf: as the next to come back or, as what a link brought, the last.
   * @param {string} text
   */
  shelve(text, last = text === this.#linked) {
    if (this.programs.includes(text)) return
    const others = this.#shelf.filter((each) => each !== text)
    this.#shelf = last ? [text, ...others] : [...others, text]
  }

  /** Stand as a block does that has run, or has not. */
  #rest() {
    this.stand(this.ranText === undefined ? "idle" : "ran")
  }

  edit() {
    this.open().area.focus()
  }

  /** Open the editor, and leave the focus where it is. */
  open() {
    return this.#editor ?? this.#edited()
  }

  /** Put an editor in the place of the tested text; what had the focus may be gone. */
  #edited() {
    const ready = /** @type {HTMLElement | null} */ (this.figure.querySelector(":scope > .ready"))
    const edited = (this.#editor = editor(this.text ?? this.original, filled(words.code_of, {name: this.name}), {
      hint: first.editor_hint,
      input: (text) => this.#changed(text),
      run: () => this.#asking.run(this),
      ready,
    }))
    if (this.#warning) edited.warn(this.#warning)
    this.shown.hidden = true
    if (!ready) this.shown.after(edited.box)
    else if (this.#own(edited.text) !== null) this.#changed(edited.text)
    this.resetButton.hidden = this.running
    return edited
  }

  /**
   * A text, unless it is the tested one, whatever blank ends it.
   * @param {string} text
   */
  #own(text) {
    return text.trimEnd() === this.original.trimEnd() ? null : text
  }

  /** @param {string} text */
  #changed(text) {
    this.text = this.#own(text)
    if (this.figure.dataset.numbered !== undefined) this.number()
    this.#asking.typed()
    // it stands as it does until its run is over
    if (this.running) return
    if (this.text !== this.ranText) this.stand("changed")
    else this.#rest()
    this.resetButton.hidden = false
  }

  /**
   * Let a text have the place of what stands there, without taking the focus.
   * @param {string} text
   * @param {boolean} [linked] whether a link brought it
   */
  take(text, linked = false) {
    this.open()
    if (this.text !== null && this.text !== text) this.shelve(this.text)
    if (linked) this.#linked = text
    this.#put(text)
  }

  /** @param {string} text */
  #put(text) {
    const edited = this.open()
    this.#shelf = this.#shelf.filter((each) => each !== text)
    this.text = this.#own(text)
    this.#asking.typed()
    edited.text = text
    if (this.running) return
    this.stand("changed")
    this.resetButton.hidden = false
  }

  /** Give back the tested text and the recorded output. */
  reset() {
    const had = this.figure.contains(document.activeElement)
    if (this.text !== null) this.shelve(this.text)
    this.text = null
    this.#asking.typed()
    this.#editor?.box.remove()
    this.#editor = undefined
    this.shown.hidden = false
    this.clear()
    if (this.stays) this.open()
    else {
      this.#prompt?.box.remove()
      this.#prompt = undefined
    }
    this.unsent = ""
    if (typeof this.ranText === "string") this.stand("changed")
    else this.#rest()
    this.resetButton.hidden = true
    if (had) this.runButton.focus()
    say(filled(words.as_it_was, {name: this.name}))
  }

  /**
   * Show a stage below the block.
   * @param {HTMLElement} box
   */
  watch(box) {
    this.unwatch()
    this.#stage = box
    this.tools.after(box)
    if (!this.tools.contains(document.activeElement)) return
    one(box, "[data-act=next]").focus({preventScroll: true})
    box.scrollIntoView({block: "nearest"})
  }

  unwatch() {
    this.#stage?.remove()
    this.#stage = undefined
  }

  clear() {
    this.unwatch()
    delete this.figure.dataset.numbered
    this.#output?.remove()
    this.#output = undefined
    for (const mark of every(".mark, .differs", this.figure)) mark.remove()
  }

  /** The element that takes what a run prints. */
  output() {
    if (!this.#output) {
      this.#output = made("pre", "came", made("code"))
      this.#output.tabIndex = 0
      this.#output.setAttribute("role", "region")
      this.#output.setAttribute("aria-label", filled(words.output_of, {name: this.name}))
      this.tools.after(this.#output)
    }
    return one(this.#output, "code")
  }

  /**
   * Mark an input of the recorded transcript as the same, or show what came instead.
   * @param {number} index
   * @param {Example} example
   */
  compare(index, example) {
    const rows = every(".line", this.shown)
    // by its prompt, for a row may begin with a mark by now
    const starts = rows.flatMap((row, at) => (row.querySelector(".gp")?.textContent?.startsWith(">>>") ? [at] : []))
    const last = rows[(starts[index + 1] ?? rows.length) - 1]
    if (example.same) {
      const mark = made("span", "mark", "✓")
      mark.setAttribute("aria-hidden", "true")
      last?.prepend(mark)
    } else {
      const came = example.output || `${words.nothing}\n`
      last?.after(made("span", "line differs", made("b", "", words.here), came))
    }
  }

  /** What stands at the prompt and was not sent. */
  get unsent() {
    return this.#prompt?.text ?? this.#unsent
  }

  set unsent(text) {
    this.#unsent = text
    if (this.#prompt) this.#prompt.text = text
  }

  /** Leave a prompt on which the reader goes on. */
  leavePrompt() {
    if (this.#prompt) return
    /** @type {Prompt} */
    const prompt = new Prompt(this.name, this.#unsent, (over) => this.#asking.enter(this, prompt, over), () => this.#asking.typed())
    this.#prompt = prompt
    ;(this.#output ?? this.tools).after(prompt.box)
  }

  dropPrompt() {
    if (this.stays) return
    this.#unsent = this.unsent
    this.#prompt?.box.remove()
    this.#prompt = undefined
  }
}
