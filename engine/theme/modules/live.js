// Puts the buttons there. What they do is fetched when the first of them is pressed.
// A site without a Python to serve says nothing of one; its stages come alive all the same.
import {drafts, explained, root} from "./edition.js"
import {button, disable, every, filled, made, one, rove, row, words} from "./elements.js"
import {markPassed} from "./progress.js"

/** @import {Page} from "./live/page.js" */
/** @typedef {{
 *   page: typeof import("./live/page.js"),
 *   exercise: typeof import("./live/exercise.js"),
 *   parsons: typeof import("./live/parsons.js"),
 *   keeping: typeof import("./live/keeping.js"),
 *   share: typeof import("./live/share.js"),
 *   stage: typeof import("./live/stage.js"),
 *   "stage-picture": typeof import("./live/stage-picture.js"),
 * }} Late the modules that come with a press */

/** @type {Partial<Late>} */
const came = {}
/** @type {Partial<Record<keyof Late, number>>} */
const failed = {} // how often one did not come

/**
 * Fetch a module and let `does` have it; where it does not come, say so at the end of
 * `tools`.
 * @template {keyof Late} Name
 * @template T
 * @param {Name} name
 * @param {Element} tools
 * @param {(module: Late[Name]) => T} does
 */
export async function bring(name, tools, does) {
  tools.querySelector(":scope > .lost")?.remove()
  let module
  try {
    // a browser may remember what did not come: another address is asked for anew
    module = came[name] ??= await import(`./live/${name}.js${failed[name] ? `?${failed[name]}` : ""}`)
  } catch (error) {
    failed[name] = (failed[name] ?? 0) + 1
    console.error(error)
    const lost = made("span", "lost", (await explained()) ? words.lost_to_edition : words.lost)
    tools.querySelector(":scope > .lost")?.remove()
    lost.setAttribute("role", "alert")
    tools.append(lost)
    return
  }
  return does(/** @type {Late[Name]} */ (module))
}

/**
 * Fetch what a page's blocks do, and let `does` have it.
 * @param {Element} tools
 * @param {(page: Page) => unknown} does
 */
export const withPage = (tools, does) => bring("page", tools, (module) => does(module.main()))

/**
 * Put a row of tools below each listing: Copy, and where it can run Run, Step, Edit and
 * Check before it; return the first row that runs.
 * @param {boolean} runs whether this site has a Python
 */
function blocks(runs) {
  const rows = every("div.highlight").map((shown) => {
    /** @type {HTMLElement} */
    const figure = shown.closest("figure") ?? shown
    const exercise = shown.closest(".exercise")
    const able = runs && figure.matches("[data-run], [data-kind=starter]")
    const name = able && exercise ? words.your_answer : figure.dataset.section || words.your_code
    const tools = row(name)
    for (const act of /** @type {const} */ (["run", "step", "edit", "check"])) {
      if (!able || (act === "check" && !exercise)) continue
      tools.append(button(words[act], name, () => withPage(tools, (page) => page.pressed(figure, act)), act))
    }
    const copied = button(words.copy, name, () => copy(shown, copied), "copy")
    tools.append(copied)
    shown.after(tools)
    return able ? [tools] : []
  })
  const [first] = rows.flat()
  first?.classList.add("first")
  return first
}

/**
 * Put a listing's text on the clipboard, as it stands; say so on the button.
 * @param {HTMLElement} shown
 * @param {HTMLElement} pressed
 */
async function copy(shown, pressed) {
  const area = shown.parentElement?.querySelector(":scope > .editor textarea")
  // as it was tested, it goes with all that it needs
  const typed = area instanceof HTMLTextAreaElement && area.value.trimEnd() !== shown.innerText.trimEnd() ? area.value : undefined
  const text = typed ?? shown.dataset.copy ?? shown.innerText
  const done = await navigator.clipboard?.writeText(text).then(() => true, () => false)
  const said = done ? words.copied : words.not_copied
  pressed.textContent = said
  setTimeout(() => (pressed.textContent = words.copy), 2000)
  import("./live/voice.js").then(({say}) => say(said), () => {})
}

/**
 * What a hash leads to; one that is badly encoded is a name as it stands.
 * @param {string} hash
 */
function named(hash) {
  const name = hash.slice(1)
  try {
    return document.getElementById(decodeURIComponent(name))
  } catch {
    return document.getElementById(name)
  }
}

/**
 * Let stages come alive: when one is pressed, or when its address, or words that lead to
 * one of its moments, say so.
 */
function stages() {
  for (const figure of every("figure.stage")) {
    const controls = one(figure, ".controls")
    for (const act of /** @type {const} */ (["back", "play", "next"])) {
      const press = () => bring("stage", controls, async ({stageOf}) => (await stageOf(figure)).press(act))
      const each = button(words[act], figure.dataset.section ?? "", press)
      each.dataset.act = act
      disable(each, act === "back")
      controls.append(each)
    }
  }
  /** @type {(hash: string) => boolean} */
  const lead = (hash) => {
    const said = named(hash)?.closest(".says > li")
    const figure = said?.closest("figure")
    if (!said || !figure) return false
    for (let box = figure.closest("details"); box; box = box.parentElement?.closest("details") ?? null) box.open = true
    bring("stage", one(figure, ".controls"), async ({stageOf}) => {
      ;(await stageOf(figure)).bring([...(said.parentElement?.children ?? [])].indexOf(said))
      figure.scrollIntoView({block: "nearest"})
    })
    return true
  }
  addEventListener("click", (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href*='#']") : null
    if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return
    if (link.href.split("#")[0] !== location.href.split("#")[0] || !lead(link.hash)) return
    event.preventDefault()
    if (location.hash !== link.hash) history.pushState(null, "", link.hash)
  })
  addEventListener("popstate", () => lead(location.hash))
  lead(location.hash)
}

/** Let the lines of Parsons problems be arranged. */
function problems() {
  for (const section of every(".parsons")) {
    const tools = made("div", "tools")
    tools.append(button(words.arrange, "", () => withPage(tools, (page) => page.arranged(section))))
    one(section, "ol").after(tools)
  }
}

/** Let the choices of a question be one stop for Tab, as the choices of a form are. */
function choices() {
  for (const asked of every(".asked")) rove(asked, ".asked > details > summary")
}

/** Let hints come one at a time: the next is there when the one before was opened. */
function hints() {
  for (const hint of every(".hint + .hint")) {
    hint.hidden = true
    hint.previousElementSibling?.addEventListener("toggle", () => (hint.hidden = false), {once: true})
  }
}

/** Let what is kept be shown, on the page that tells of it. */
function keeping() {
  const [element] = every("[data-keeping]")
  if (!element) return
  const opener = button(words.show_kept, "", () => bring("keeping", element, ({controls}) => {
    opener.remove()
    controls(element)
  }))
  element.className = "tools"
  element.append(opener)
}

/** Let code travel in a link, where a page has a place for that. */
function sharing() {
  const [element] = every("[data-share]")
  if (!element) return
  element.className = "tools"
  element.append(button(words.copy_link, "", () => withPage(element, (page) => page.copyLink(element))))
  const take = () => {
    if (location.hash.startsWith("#code=")) withPage(element, (page) => page.bringLink(element))
  }
  addEventListener("hashchange", take)
  // what was typed after it came is newer
  if (!drafts().some(({hash}) => hash === location.hash)) take()
}

/**
 * Say once what the first press will fetch; later visits have it.
 * @param {HTMLElement} tools
 * @param {string} megabytes
 */
async function tellCost(tools, megabytes) {
  const kept = "caches" in self ? await caches.keys().catch(() => []) : []
  if (kept.some((name) => name.startsWith(`${root}edition-`))) return
  const cost = made("span", "cost", filled(words.cost, {megabytes}))
  cost.id = "cost"
  one(tools, "button").setAttribute("aria-describedby", cost.id)
  tools.append(cost)
}

/** Put all buttons there. */
export function main() {
  const megabytes = document.querySelector("meta[name=python]")?.getAttribute("content")
  const tools = blocks(Boolean(megabytes))
  stages()
  if (megabytes) problems()
  const [place] = every("[data-playground]")
  if (tools && place) import("./playing.js").then(({main: play}) => play(place), console.error)
  // it puts them back as it comes, now or with a later press
  if (tools && drafts().length) withPage(tools, () => {})
  choices()
  hints()
  keeping()
  sharing()
  markPassed()
  if (!tools || !megabytes) return
  tellCost(tools, megabytes)
}
