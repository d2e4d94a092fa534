// What a reader's browser keeps of this site: shown, added to, taken along, deleted.
import {button, ours, progress as read} from "../live.js"
import {forget, keepAll, kept, possible} from "./offline.js"
import {clear, write} from "./progress.js"

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`

/** Fill an element with the controls. */
export function controls(element) {
  const told = document.createElement("p")
  told.setAttribute("role", "status")
  const now = document.createElement("p")
  const tools = document.createElement("div")
  tools.className = "tools"
  element.append(now, tools, told)
  element.className = ""

  const show = async () => {
    // a browser that lets nothing be stored may refuse even to say so
    const {bytes, whole} = await kept().catch(() => ({bytes: 0, whole: false}))
    const count = Object.keys(read().passed).length
    const pages = whole ? "the whole site" : bytes ? "a part of the site" : "nothing of the site"
    now.textContent = `At the moment: ${pages} (${megabytes(bytes)}), and ${count === 1 ? "1 passed exercise" : `${count} passed exercises`}.`
  }
  const act = (word, does) => tools.append(button(word, "", async () => {
    try {
      told.textContent = await does()
    } catch (error) {
      told.textContent = `That did not work: ${error.message}`
    }
    show()
  }))

  if (possible)
    act("Keep all for offline", async () => {
      const done = await keepAll((share) => (told.textContent = `Keeping: ${Math.round(share * 100)} %`))
      return done ? "All pages and Python are kept." : "Some files could not be kept: are you online?"
    })
  else told.textContent = "This browser, or this window, keeps no pages for offline use."
  act("Delete what is kept", async () => {
    if (possible) await forget()
    return "Deleted: pages and Python. Your progress is still there."
  })
  act("Save progress as a file", () => {
    const link = document.createElement("a")
    link.href = URL.createObjectURL(new Blob([JSON.stringify(read(), null, 2)], {type: "application/json"}))
    link.download = "progress.json"
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
    return "Saved."
  })
  const file = document.createElement("input")
  file.type = "file"
  file.accept = "application/json"
  file.hidden = true
  element.append(file)
  file.addEventListener("change", async () => {
    try {
      const found = JSON.parse(await file.files[0].text())
      if (!ours(found)) throw new Error("no progress in it")
      write({v: 1, passed: {...read().passed, ...found.passed}})
      told.textContent = "Loaded: what you had passed here is kept too."
    } catch (error) {
      told.textContent = `That file could not be read: ${error.message}`
    }
    show()
  })
  act("Load progress", () => {
    file.value = ""
    file.click()
    return ""
  })
  act("Delete progress", () => {
    clear()
    return "Deleted: no exercise counts as passed."
  })
  show()
  tools.querySelector("button").focus()
}
