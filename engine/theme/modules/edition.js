// Which release of the site this page is of, and what to do where the site has a newer one.
import {made, parts, words} from "./elements.js"

/** @import {Draft} from "./shapes.js" */

export const root = new URL("../../", import.meta.url).href
const NAMED = /<meta name="?release"? content="?(\w+)/
const DRAFTS = `${new URL(root).pathname}.drafts`

/** The name of this page's release. */
export const release = () => document.querySelector("meta[name=release]")?.getAttribute("content") || ""

/** Whether the site has another release by now than this page. */
export async function isOld() {
  try {
    const response = await fetch(location.href.split("#")[0] ?? "", {cache: "no-store"})
    const found = NAMED.exec(await response.text())
    return found !== null && found[1] !== release()
  } catch {
    return false // nobody is there to say so
  }
}

/**
 * What keeps a reader's text over a reload, and tells whether it could.
 * @type {(() => boolean)[]}
 */
export const keepers = []

/**
 * The drafts of all pages of this tab, by their paths.
 * @returns {Record<string, Draft[]>}
 */
function allDrafts() {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFTS) ?? "{}") ?? {}
  } catch {
    return {} // broken, or nothing may be stored here
  }
}

/**
 * What was typed on this page in this tab before it was loaded, a draft a block.
 * @returns {Draft[]}
 */
export function drafts() {
  const {[location.pathname]: found} = allDrafts()
  return Array.isArray(found) ? found : []
}

/**
 * Keep what was typed on this page as long as this tab is open; tells whether that can be.
 * @param {Draft[]} found
 */
export function putDrafts(found) {
  try {
    const all = allDrafts()
    if (found.length) all[location.pathname] = found
    else delete all[location.pathname]
    if (Object.keys(all).length) sessionStorage.setItem(DRAFTS, JSON.stringify(all))
    else sessionStorage.removeItem(DRAFTS)
    return true
  } catch {
    return !found.length // nothing may be stored here
  }
}

/** @type {HTMLElement | undefined} */
let notice

/** Say that there is a new edition, and offer to load it; once a page. */
export function offerNew() {
  if (notice) return
  const load = made("button", "", words.load)
  load.type = "button"
  load.addEventListener("click", () => {
    if (keepers.every((keep) => keep())) location.reload()
    else notice?.replaceChildren(words.nothing_stored)
  })
  notice = made("p", "edition tools")
  notice.setAttribute("role", "alert")
  notice.append(...parts(words.edition, {load}))
  document.body.append(notice)
}

/** After something did not come: offer the new edition if that is why. Tells whether it is. */
export async function explained() {
  const old = await isOld()
  if (old) offerNew()
  return old
}

/** Hear of another release's service worker that takes over while this page is open. */
export function main() {
  try {
    if (navigator.serviceWorker?.controller) navigator.serviceWorker.addEventListener("controllerchange", explained)
  } catch {
    // in somebody's sandboxed frame there is none, and not even asking is allowed
  }
}
