// What was typed in a page's blocks: kept in this tab, and put back when it comes again.
import {drafts, keepers, putDrafts} from "../edition.js"
import {button, made} from "../elements.js"
import {say} from "./voice.js"
import {words} from "./words.js"

/** @import {Draft} from "../shapes.js" */
/** @import {Block} from "./block.js" */

const REST = 300 // ms without a key until it is kept

/**
 * Say which block each is: its module and names, and how many before it have the same.
 * @param {Pick<Block, "module" | "names" | "place">[]} blocks
 */
export function name(blocks) {
  for (const [at, block] of blocks.entries()) {
    const place = `${block.module} ${block.names}`
    block.place = `${place} ${blocks.slice(0, at).filter((each) => each.place.startsWith(`${place} `)).length}`
  }
}

export class Drafts {
  #blocks
  /** What has no block any more. @type {Draft[]} */
  #homeless = []
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer
  #warned = false

  /** @param {Block[]} blocks */
  constructor(blocks) {
    name(blocks)
    this.#blocks = blocks
  }

  /** Hear that something was typed. */
  typed() {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#keep() || this.#warn(), REST)
  }

  /** Keep what stands in the blocks; tells whether that could be. */
  #keep() {
    clearTimeout(this.#timer)
    const {hash} = location
    const typed = this.#blocks.map(({place, text, unsent, offered}) => ({place, text, unsent: unsent === offered ? "" : unsent, hash}))
    return putDrafts([...this.#homeless, ...typed.filter(({text, unsent}) => text !== null || unsent.trim())])
  }

  /** Say once that a reload loses what is typed, and let the browser ask before it does. */
  #warn() {
    if (this.#warned) return
    this.#warned = true
    for (const block of this.#blocks) block.warn(words.not_stored)
    say(words.not_stored)
    addEventListener("beforeunload", (event) => {
      if (!this.#keep()) event.preventDefault()
    })
  }

  /** Put back what was typed before, and from then on keep it; what has no block is shown. */
  restore() {
    for (const draft of drafts()) {
      const {place, text, unsent} = draft
      const block = this.#blocks.find((each) => each.place === place)
      // what is being typed already stays where it is
      if (block && text !== null && block.text !== null) {
        block.shelve(text)
        block.stand("changed")
      } else if (block && text !== null) {
        block.take(text)
        block.stand("changed", words.brought_back)
      }
      if (block && unsent.trim()) {
        block.unsent = unsent
        block.leavePrompt()
      }
      if (!block) this.#show(draft)
    }
    const keep = () => this.#keep()
    keepers.push(keep)
    // the last that a page hears on a phone, and before it lies in a browser's own memory
    addEventListener("pagehide", keep)
    document.addEventListener("visibilitychange", keep)
  }

  /**
   * Show what has no block any more, until the reader lets it go.
   * @param {Draft} draft
   */
  #show(draft) {
    this.#homeless.push(draft)
    const code = made("code", "", [draft.text, draft.unsent].filter(Boolean).join("\n"))
    const box = made("div", "", made("p", "", words.draft_lost), made("pre", "", code))
    code.translate = false
    box.append(made("p", "tools", button(words.let_go, "", () => {
      this.#homeless = this.#homeless.filter((each) => each !== draft)
      this.#keep()
      box.remove()
    })))
    document.querySelector("h1")?.after(box)
  }
}
