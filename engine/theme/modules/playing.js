// The page on which one plays: code that is open, and programs to begin with.
import {button, every, made, one, words} from "./elements.js"
import {withPage} from "./live.js"

/**
 * Let the place to play be ready to type: its first program open, the others to choose
 * from. What it does comes with the first key, touch or click, and takes over the box.
 * @param {HTMLElement} place
 */
export function main(place) {
  const figures = every("figure[data-run]")
  const [figure] = figures
  if (!figure) return
  const tools = one(figure, ".tools")
  one(tools, "[data-act=edit]").hidden = true
  const wake = () => withPage(tools, (page) => page.play(figure))
  // what does it may have come before, and opened a draft
  const area = figure.querySelector(":scope > .editor") ? undefined : ready(figure)
  if (!area) wake()
  for (const event of ["keydown", "pointerdown", "input"]) area?.addEventListener(event, wake, {once: true})
  const programs = figures.filter((each) => each.dataset.kind === "code")
  const choice = made("div", "tools", words.begin_with)
  choice.setAttribute("role", "group")
  choice.setAttribute("aria-label", words.begin_with)
  for (const [at, each] of programs.entries()) {
    const name = each.dataset.section ?? ""
    const chosen = button(name, "", () => withPage(choice, (page) => {
      page.play(figure, each)
      for (const other of every("button", choice)) other.setAttribute("aria-pressed", String(other === chosen))
    }))
    chosen.setAttribute("aria-pressed", String(!at))
    chosen.translate = false
    choice.append(chosen)
  }
  for (const each of figures.slice(1)) each.hidden = true
  place.append(choice)
  // a phone's keyboard would cover the page
  if (matchMedia("(hover: hover) and (pointer: fine)").matches && !location.hash) area?.focus({preventScroll: true})
}

/**
 * Put a text area in the place of a listing, with its lines; return it.
 * @param {HTMLElement} figure
 */
function ready(figure) {
  const shown = one(figure, ".highlight")
  const mirror = made("pre", "", made("code", "", ...one(shown, "code").cloneNode(true).childNodes, made("span", "line", "\n")))
  const area = made("textarea")
  const lines = `${(one(shown, "code").textContent ?? "").trimEnd()}\n`
  Object.assign(area, {value: lines, rows: lines.split("\n").length, spellcheck: false, autocapitalize: "off", wrap: "off", translate: false})
  area.setAttribute("aria-label", words.your_code)
  // a theme's script makes a stop for Tab of code that scrolls
  mirror.inert = true
  mirror.setAttribute("aria-hidden", "true")
  // there from the start, for a Run that moves when it comes is missed
  const box = made("div", "editor highlight ready", mirror, area, made("p", "hint", words.editor_hint))
  shown.hidden = true
  shown.after(box)
  // its colours come with what it does; until then what is typed has none
  area.addEventListener("input", () => box.classList.toggle("bare", box.matches(".ready")))
  return area
}
