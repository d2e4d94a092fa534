// What was typed in a page's blocks, over a reload.
import {drafts, keepers, putDrafts} from "../edition.js"
import {made} from "../elements.js"
import {words} from "./words.js"

/** @import {Block} from "./block.js" */

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

/**
 * Keep what is typed in blocks whenever the page is loaded again.
 * @param {Block[]} blocks
 */
export function keepTyped(blocks) {
  name(blocks)
  keepers.push(() => {
    const typed = blocks.filter(({text, unsent}) => text !== null || unsent.trim())
    return putDrafts(typed.map(({place, text, unsent}) => ({place, text, unsent})))
  })
}

/**
 * Put back what was typed before a reload; what has no block any more is shown.
 * @param {Block[]} blocks
 */
export function restore(blocks) {
  for (const {place, text, unsent} of drafts()) {
    const block = blocks.find((each) => each.place === place)
    if (block && text !== null) block.take(text)
    if (block && unsent.trim()) {
      block.unsent = unsent
      block.leavePrompt()
    }
    if (!block) {
      const typed = made("pre", "", made("code", "", [text, unsent].filter(Boolean).join("\n")))
      document.querySelector("h1")?.after(made("p", "", words.draft_lost), typed)
    }
  }
  putDrafts([])
}
