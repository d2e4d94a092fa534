// Makes elements, and the words in them.
import en from "../messages/en.json" with {type: "json"}

/** What a page says before anything is pressed. */
export const words = en.page.first

/**
 * The parts of a message, with what is given in the places of their names.
 * @template {string | number | Node} T
 * @param {string} message
 * @param {Record<string, T>} given
 * @returns {(string | T)[]}
 */
export function parts(message, given) {
  return message.split(/\{(\w+)\}/).map((part, at) => {
    const here = at % 2 ? given[part] : part
    if (here === undefined) throw new RangeError(`“${message}” is given no ${part}`)
    return here
  })
}

/**
 * A message, with texts and numbers in the places of their names.
 * @param {string} message
 * @param {Record<string, string | number>} given
 */
export const filled = (message, given) => parts(message, given).join("")

/**
 * Of the forms of a message, the one for a count, with that count in it.
 * @param {Partial<Record<Intl.LDMLPluralRule, string>> & {other: string}} forms
 * @param {number} count
 */
export function counted(forms, count) {
  const form = new Intl.PluralRules(document.documentElement.lang || "en").select(count)
  return filled(forms[form] ?? forms.other, {count})
}

/**
 * Make an element of a class, with what is inside it.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} [name]
 * @param {(string | Node)[]} inside
 */
export function made(tag, name, ...inside) {
  const element = document.createElement(tag)
  if (name) element.className = name
  element.append(...inside)
  return element
}

/**
 * Make a button: its word, what it is about for those who only hear it, what it does,
 * and by what name a script finds it, for its word may be translated.
 * @param {string} word
 * @param {string} about
 * @param {(event: MouseEvent) => unknown} press
 * @param {string} [act]
 */
export function button(word, about, press, act) {
  const found = made("button", "", word)
  found.type = "button"
  if (act) found.dataset.act = act
  if (about) found.setAttribute("aria-label", filled(words.about, {word, about}))
  found.addEventListener("click", press)
  return found
}

/**
 * Make of some elements one stop for Tab, in which arrows lead from one to the next.
 * @param {HTMLElement} box
 * @param {string} selector what finds them in the box, now and later
 */
export function rove(box, selector) {
  const all = () => every(selector, box)
  const seen = () => all().filter((each) => !each.hidden)
  /** @param {Element | null | undefined} chosen */
  const stop = (chosen) => {
    for (const each of all()) each.tabIndex = each === chosen ? 0 : -1
  }
  // what comes later is no stop of its own, and a stop that goes leaves it to the first
  const mend = () => {
    const there = seen()
    stop(there.find((each) => each === document.activeElement) ?? there.find((each) => each.getAttribute("tabindex") === "0") ?? there[0])
  }
  new MutationObserver(mend).observe(box, {subtree: true, childList: true, attributes: true, attributeFilter: ["hidden"]})
  box.addEventListener("focusin", ({target}) => target instanceof HTMLElement && target.matches(selector) && stop(target))
  box.addEventListener("keydown", (event) => {
    const there = seen()
    const at = there.findIndex((each) => each === document.activeElement)
    const last = there.length - 1
    /** @type {Record<string, number>} */
    const to = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last}
    const next = to[event.key]
    if (at < 0 || next === undefined) return
    event.preventDefault()
    there[next > last ? 0 : next < 0 ? last : next]?.focus()
  })
  stop(all()[0])
}

/**
 * Make a row of tools, with room for its buttons.
 * @param {string} name
 */
export function row(name) {
  const tools = made("div", "tools row")
  tools.setAttribute("role", "toolbar")
  tools.setAttribute("aria-label", name)
  rove(tools, "button")
  return tools
}

/**
 * Let a button be there and do nothing; the focus stays on it.
 * @param {Element} pressed
 * @param {boolean} off
 */
export function disable(pressed, off) {
  if (off) pressed.setAttribute("aria-disabled", "true")
  else pressed.removeAttribute("aria-disabled")
}

/**
 * The one element that a selector finds. Raises where the page lacks it, which is a
 * fault of the theme.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} inside
 * @param {string} selector
 * @returns {T}
 */
export function one(inside, selector) {
  const found = /** @type {T | null} */ (inside.querySelector(selector))
  if (!found) throw new TypeError(`nothing here is ${selector}`)
  return found
}

/**
 * All elements that a selector finds.
 * @param {string} selector
 * @param {ParentNode} [inside]
 * @returns {HTMLElement[]}
 */
export const every = (selector, inside = document) => [...inside.querySelectorAll(selector)].map((each) => /** @type {HTMLElement} */ (each))
