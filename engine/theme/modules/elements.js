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
 * Make a button: its word, what it is about for those who only hear it, what it does.
 * @param {string} word
 * @param {string} about
 * @param {(event: MouseEvent) => unknown} press
 */
export function button(word, about, press) {
  const found = made("button", "", word)
  found.type = "button"
  if (about) found.setAttribute("aria-label", filled(words.about, {word, about}))
  found.addEventListener("click", press)
  return found
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
