// Search in a dialog. The index (MkDocs' own) is fetched when it is first opened, and
// every word of it is at hand, so that a whole pasted error message finds its lesson.
import {explained, root} from "./edition.js"

const MOST = 12
const AROUND = 70
const WORD = /[\p{L}\p{N}_]+/gu

const dialog = document.querySelector("dialog.search")
const openers = document.querySelectorAll(".search-open")
const field = dialog.querySelector("input")
const told = dialog.querySelector("[role=status]")
const list = dialog.querySelector("ol")
const hint = told.textContent

const plain = (html) =>
  new DOMParser().parseFromString(html, "text/html").body.textContent.replace(/\s+/g, " ").trim()
const words = (text) => text.toLowerCase().match(WORD) || []

/** Read the index into entries, each with its words counted. */
async function read() {
  const answer = await fetch(dialog.dataset.index)
  const {docs} = await answer.json()
  const titles = new Map()
  for (const doc of docs) if (!doc.location.includes("#")) titles.set(doc.location, plain(doc.title))
  return docs.map((doc) => {
    const title = plain(doc.title)
    const text = plain(doc.text)
    const counted = new Map()
    for (const word of words(text)) counted.set(word, (counted.get(word) || 0) + 1)
    const page = titles.get(doc.location.split("#")[0])
    return {location: doc.location, title, text, page, counted, titled: new Set(words(title))}
  })
}

/** How well an entry answers one word; a word that has only begun counts half. */
function fit(entry, word) {
  let most = entry.titled.has(word) ? 8 : 0
  most += Math.min(entry.counted.get(word) || 0, 4)
  if (most || word.length < 3) return most
  for (const each of entry.titled) if (each.startsWith(word)) return 4
  for (const each of entry.counted.keys()) if (each.startsWith(word)) return 0.5
  return 0
}

/** Return the entries that answer a query, best first: rare words count most. */
export function ranked(entries, query) {
  const asked = [...new Set(words(query))]
  const phrase = query.toLowerCase().replace(/\s+/g, " ").trim()
  const fits = asked.map((word) => entries.map((entry) => fit(entry, word)))
  const rarity = fits.map((row) => Math.log(1 + entries.length / (1 + row.filter(Boolean).length)))
  const whole = rarity.reduce((sum, each) => sum + each, 0)
  return entries
    .map((entry, at) => {
      let met = 0
      let score = 0
      for (const [index, row] of fits.entries()) {
        if (row[at]) met += rarity[index]
        score += row[at] * rarity[index]
      }
      if (asked.length > 1 && entry.text.toLowerCase().includes(phrase)) score += 30 * asked.length
      return {entry, score: met >= whole * 0.6 ? score * (met / whole) ** 2 : 0}
    })
    .filter(({score}) => score > 0)
    .sort((one, other) => other.score - one.score)
    .slice(0, MOST)
    .map(({entry}) => entry)
}

/** Cut the text around what was asked for, its words marked. */
function excerpt(entry, query) {
  const low = entry.text.toLowerCase()
  const asked = words(query).sort((one, other) => other.length - one.length)
  const places = [query.toLowerCase().trim(), ...asked].map((each) => low.indexOf(each))
  const at = Math.max(0, places.find((place) => place >= 0) ?? 0)
  const start = at < AROUND ? 0 : low.indexOf(" ", at - AROUND) + 1
  const end = entry.text.indexOf(" ", start + 2.3 * AROUND)
  const cut = entry.text.slice(start, end < 0 ? undefined : end)
  const line = document.createElement("span")
  line.className = "excerpt"
  line.append(start ? "… " : "")
  let done = 0
  for (const found of cut.matchAll(WORD)) {
    const word = found[0].toLowerCase()
    if (!asked.some((each) => word === each || (each.length > 2 && word.startsWith(each)))) continue
    const mark = document.createElement("mark")
    mark.textContent = found[0]
    line.append(cut.slice(done, found.index), mark)
    done = found.index + found[0].length
  }
  line.append(cut.slice(done), end < 0 ? "" : " …")
  return line
}

function shown(entry, query) {
  const item = document.createElement("li")
  const link = document.createElement("a")
  const title = document.createElement("strong")
  link.href = new URL(entry.location, root)
  title.textContent = entry.title
  link.append(title)
  if (entry.page && entry.page !== entry.title) link.append(" ", entry.page)
  link.append(excerpt(entry, query))
  item.append(link)
  return item
}

let entries
async function look() {
  const query = field.value
  try {
    entries ||= read()
    const found = ranked(await entries, query)
    if (query !== field.value) return
    list.replaceChildren(...found.map((entry) => shown(entry, query)))
    if (!query.trim()) told.textContent = hint
    else told.textContent = found.length ? `${found.length} found` : "Nothing found"
  } catch {
    entries = undefined
    told.textContent = (await explained())
      ? "The search index is in the new edition of this site: load that first."
      : "The search index could not be read: are you online?"
  }
}

function open() {
  if (dialog.open) return
  dialog.showModal()
  field.select()
  look()
}

for (const opener of openers) {
  opener.hidden = false
  opener.addEventListener("click", open)
}
field.addEventListener("input", look)
dialog.querySelector(".search-close").addEventListener("click", () => dialog.close())
dialog.addEventListener("click", (event) => {
  // a click on the backdrop, or on a hit of this very page
  if (event.target === dialog || event.target.closest("a")) dialog.close()
})
dialog.addEventListener("keydown", (event) => {
  const stops = [field, ...list.querySelectorAll("a")]
  const step = {ArrowDown: 1, ArrowUp: -1}[event.key]
  if (step) {
    event.preventDefault()
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus()
  } else if (event.key === "Enter" && event.target === field) {
    event.preventDefault()
    stops[1]?.click()
  }
  event.stopPropagation()
})
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=radio]), textarea, select, [contenteditable]")
  const asked = event.key === "/" ? !typing : event.key === "k" && (event.ctrlKey || event.metaKey)
  if (!asked || event.altKey) return
  event.preventDefault()
  open()
})
