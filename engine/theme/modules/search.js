// Search in a dialog. What finds is in search/, and is fetched when the dialog is first
// opened, as is the index: its pieces come as queries need them.
import {explained, root} from "./edition.js"
import {counted, every, filled, made, one, words} from "./elements.js"

/** @import {Hit, Index} from "./search/index.js" */

const PAUSE = 120 // ms in a query's typing after which it is looked up
const ANEW = 100 // ms without a word, after which the same words are new
const REST = 400 // ms after which the pages are read that its hits stand on

/** The dialog of a page: it opens, asks the index, and shows what answers. */
class Search {
  #dialog = /** @type {HTMLDialogElement} */ (one(document, "dialog.search"))
  #field = /** @type {HTMLInputElement} */ (one(this.#dialog, "input"))
  #told = one(this.#dialog, "[role=status]")
  #list = one(this.#dialog, "ol")
  #hint = this.#told.textContent
  /** @type {Promise<Index> | undefined} */
  #index
  /** @type {number | undefined} */
  #waiting
  /** @type {number | undefined} */
  #resting
  /** @type {number | undefined} */
  #anew
  /** What gives a hit its excerpt when it comes into sight. */
  #sight = new IntersectionObserver((entries) => {
    for (const {isIntersecting, target} of entries) if (isIntersecting) this.#excerpt(/** @type {HTMLElement} */ (target))
  }, {root: this.#dialog, threshold: 0.9})

  constructor() {
    for (const opener of every(".search-open")) {
      opener.hidden = false
      opener.addEventListener("click", () => this.open())
    }
    this.#field.addEventListener("input", () => {
      clearTimeout(this.#waiting)
      clearTimeout(this.#resting)
      this.#waiting = setTimeout(() => this.#look(), PAUSE)
    })
    this.#field.addEventListener("paste", (event) => this.#paste(event))
    this.#dialog.querySelector(".search-close")?.addEventListener("click", () => this.#dialog.close())
    this.#dialog.addEventListener("click", ({target}) => {
      // a click on the backdrop, or on a hit of this very page
      if (target === this.#dialog || (target instanceof Element && target.closest("a"))) this.#dialog.close()
    })
    this.#dialog.addEventListener("keydown", (event) => {
      // closed a moment ago: the focus is still inside, and a key is the page's
      if (!this.#dialog.open) return
      this.#move(event)
      event.stopPropagation()
    })
    addEventListener("keydown", (event) => {
      const {target} = event
      const typing = target instanceof Element && target.checkVisibility() && target.closest("input:not([type=radio]), textarea, select, [contenteditable]")
      const asked = event.key === "/" ? !typing : event.key === "k" && (event.ctrlKey || event.metaKey)
      if (!asked || event.altKey) return
      event.preventDefault()
      this.open()
    })
  }

  open() {
    if (this.#dialog.open) return
    this.#dialog.showModal()
    this.#field.select()
    this.#look()
  }

  /**
   * Keep the lines of what is pasted apart, such as those of a traceback: the field would
   * join the last word of each to the first of the next.
   * @param {ClipboardEvent} event
   */
  #paste(event) {
    const text = event.clipboardData?.getData("text") ?? ""
    if (!/\n/.test(text.trim())) return
    event.preventDefault()
    const {selectionStart, selectionEnd, value} = this.#field
    this.#field.setRangeText(text.replace(/\s*\n\s*/g, " ").trim(), selectionStart ?? 0, selectionEnd ?? value.length, "end")
    this.#look()
  }

  /** Show what answers the query that stands there. */
  async #look() {
    clearTimeout(this.#waiting)
    clearTimeout(this.#anew)
    const query = this.#field.value
    try {
      this.#index ??= opened(this.#dialog.dataset.index ?? "")
      const index = await this.#index
      const {hits: found, near} = query.trim() ? await index.find(query) : {hits: [], near: false}
      if (query !== this.#field.value) return
      const hits = found.map((hit) => shown(index, hit))
      this.#sight.disconnect()
      this.#list.replaceChildren(...hits)
      clearTimeout(this.#resting)
      this.#resting = setTimeout(() => hits.forEach((hit) => this.#sight.observe(hit)), REST)
      if (!query.trim()) this.#told.textContent = this.#hint
      else this.#tell(near ? (found.length ? words.nearest : words.not_found) : counted(words.found, found.length), near ? " {title}" : words.first_found)
    } catch {
      await this.#lost()
    }
  }

  /**
   * Tell what was found; who only hears it is told of the first as well, where Enter leads.
   * @param {string} text
   * @param {string} first
   */
  #tell(text, first) {
    const title = this.#list.querySelector("strong")?.textContent
    const parts = [text, ...(title ? [made("span", "unseen", filled(first, {title}))] : [])]
    const same = this.#told.textContent === parts.map((each) => (typeof each === "string" ? each : each.textContent)).join("")
    const show = () => this.#told.replaceChildren(...parts)
    if (!same) return show()
    // words that stay as they are would not be heard
    this.#told.textContent = "\u00a0"
    this.#anew = setTimeout(show, ANEW)
  }

  /**
   * Show where a hit has what was asked for.
   * @param {HTMLElement} hit
   */
  async #excerpt(hit) {
    this.#sight.unobserve(hit)
    try {
      const index = await this.#index
      const parts = (await index?.excerpt(Number(hit.dataset.section), this.#field.value)) ?? []
      const line = parts.map(({text, found}) => (found ? made("mark", "", text) : text))
      hit.firstElementChild?.append(made("span", "excerpt", ...line))
    } catch {
      await this.#lost()
    }
  }

  /** Say that the index, or a piece of it, could not be read. */
  async #lost() {
    this.#index = undefined
    this.#told.textContent = (await explained()) ? words.search_lost_to_edition : words.search_lost
  }

  /**
   * Go from the field to the hits and between them by arrows; Enter takes the first.
   * @param {KeyboardEvent} event
   */
  async #move(event) {
    const stops = [this.#field, ...every("a", this.#list)]
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
    if (step) {
      event.preventDefault()
      const here = stops.findIndex((each) => each === document.activeElement)
      stops.at((here + step) % stops.length)?.focus()
    } else if (event.key === "Enter" && event.target === this.#field) {
      event.preventDefault()
      // what was typed last may not have been looked up yet
      await this.#look()
      this.#list.querySelector("a")?.click()
    }
  }
}

/**
 * Begin to read an index.
 * @param {string} address of its first file
 */
async function opened(address) {
  const {Index} = await import("./search/index.js")
  const folder = new URL(address, location.href)
  return Index.open(async (name) => {
    const answer = await fetch(new URL(name, folder))
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`)
    return answer.json()
  })
}

/**
 * A hit, as yet without its excerpt: the best section of a page, and others below it.
 * @param {Index} index
 * @param {Hit} hit
 */
function shown(index, {section, beside}) {
  const {address, title, page} = index.place(section)
  const link = made("a", "", made("strong", "", title))
  const item = made("li", "", link)
  item.dataset.section = String(section)
  link.href = new URL(address, root).href
  if (page && page !== title) link.append(" ", page)
  for (const each of beside) {
    const place = index.place(each)
    const other = made("a", "beside", place.title)
    other.href = new URL(place.address, root).href
    item.append(other)
  }
  return item
}

/** Let the page be searched. */
export function main() {
  new Search()
}
