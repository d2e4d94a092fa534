// What a reader's browser keeps of this site: shown, added to, taken along, deleted.
import {button, counted, filled, made} from "../elements.js"
import {add, clear, ours, read} from "../progress.js"
import {forget, keepAll, kept, possible} from "./offline.js"
import {words} from "./words.js"

const megabytes = (/** @type {number} */ bytes) => (bytes / 1e6).toFixed(1)
const reason = (/** @type {unknown} */ error) => (error instanceof Error ? error.message : String(error))

/** What is kept at the moment, in words. */
async function now() {
  // a browser that lets nothing be stored may refuse even to say so
  const {bytes, whole} = await kept().catch(() => ({bytes: 0, whole: false}))
  const pages = whole ? words.kept_whole : bytes ? words.kept_part : words.kept_nothing
  const exercises = counted(words.kept_exercises, Object.keys(read().passed).length)
  return filled(words.kept_now, {pages, megabytes: megabytes(bytes), exercises})
}

/** Hand the reader what was passed, as a file. */
function save() {
  const link = made("a")
  link.href = URL.createObjectURL(new Blob([JSON.stringify(read(), null, 2)], {type: "application/json"}))
  link.download = "progress.json"
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}

/**
 * Add what a file says was passed to what was passed here; says how that went.
 * @param {File | undefined} file
 */
async function load(file) {
  try {
    const found = JSON.parse((await file?.text()) ?? "")
    if (!ours(found)) throw new Error(words.no_progress)
    add(found)
    return words.loaded
  } catch (error) {
    return filled(words.unreadable, {why: reason(error)})
  }
}

/**
 * Fill an element with the controls.
 * @param {HTMLElement} element
 */
export function controls(element) {
  const told = made("p")
  const state = made("p")
  const tools = made("div", "tools")
  const file = made("input")
  told.setAttribute("role", "status")
  element.append(state, tools, told, file)
  element.className = ""

  const show = async () => (state.textContent = await now())
  /** @type {(word: string, does: () => Promise<string> | string) => void} */
  const act = (word, does) => tools.append(button(word, "", async () => {
    try {
      told.textContent = await does()
    } catch (error) {
      told.textContent = filled(words.did_not_work, {why: reason(error)})
    }
    show()
  }))

  if (possible)
    act(words.keep_all, async () => {
      const done = await keepAll((share) => (told.textContent = filled(words.keeping, {percent: Math.round(share * 100)})))
      return done ? words.all_kept : words.some_not_kept
    })
  else told.textContent = words.keeps_none
  act(words.delete_kept, async () => {
    if (possible) await forget()
    return words.deleted_kept
  })
  act(words.save_progress, () => {
    save()
    return words.saved
  })
  file.type = "file"
  file.accept = "application/json"
  file.hidden = true
  file.addEventListener("change", async () => {
    told.textContent = await load(file.files?.[0])
    show()
  })
  act(words.load_progress, () => {
    file.value = ""
    file.click()
    return ""
  })
  act(words.delete_progress, () => {
    clear()
    return words.deleted_progress
  })
  show()
  tools.querySelector("button")?.focus()
}
