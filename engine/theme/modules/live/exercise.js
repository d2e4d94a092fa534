// Exercises: an answer is judged by the same check as in the tests.
import {every, filled, made, parts as woven} from "../elements.js"
import {moduleOf, passed} from "../progress.js"
import {say, unheard} from "./voice.js"
import {words} from "./words.js"

/** @import {Verdict} from "../shapes.js" */
/** @import {Page} from "./page.js" */
/** @import {Asked} from "./turns.js" */

/**
 * A text; what stands in backticks is code.
 * @param {string} text
 */
const worded = (text) => text.split("`").map((part, at) => (at % 2 ? made("code", "", part) : part))

/**
 * Show a verdict below a section's tools, and where to look; say it once.
 * @param {HTMLElement} section
 * @param {Verdict} verdict
 * @param {string} where
 */
function tell(section, verdict, where) {
  const {line, expected, got, printed, full, taken} = verdict
  const message = full ? `${verdict.message} ${words.memory_full}` : verdict.message
  const word = verdict.passed ? words.passed : words.not_yet
  const sign = verdict.passed ? words.passed_sign : words.not_yet_sign
  const said = made("p", "", made("b", "", unheard(sign), ` ${word} `), ...worded(message))
  const noted = taken ? words.taken[taken] : ""
  if (line) said.append(filled(words.line_of_answer, {line}))
  if (noted) said.append(` ${noted}`)
  const parts = [said]
  if (where) parts.push(made("p", "", ...worded(where)))
  const shown = place(section)
  shown.dataset.passed = String(verdict.passed)
  shown.replaceChildren(...parts)
  if (expected || got) shown.append(made("dl", "", pair(words.expected, expected), pair(words.got, got)))
  if (printed) shown.append(made("pre", "came", made("code", "", printed)))
  const next = verdict.passed ? onward(section) : undefined
  if (next) shown.append(made("p", "next", ...woven(words.next_task, {next})))
  say([
    word,
    message,
    line ? filled(words.line_of_answer, {line}).trim() : "",
    noted,
    where,
    expected || got ? filled(words.compared, {expected, got}) : "",
    next ? filled(words.next_task, {next: next.textContent ?? ""}) : "",
  ].filter(Boolean).join(" ").replaceAll("`", ""))
}

/**
 * The element of a section that shows its verdict.
 * @param {HTMLElement} section
 */
function place(section) {
  const found = /** @type {HTMLElement | null} */ (section.querySelector(":scope > .verdict"))
  if (found) return found
  const shown = made("div", "verdict")
  section.querySelector(":scope > .tools, :scope > .listing")?.after(shown)
  return shown
}

/**
 * @param {string} word
 * @param {string} text
 */
const pair = (word, text) => made("div", "", made("dt", "", word), made("dd", "", made("code", "", text)))

/**
 * A link to what to do after an exercise: the next one on the page that has not passed,
 * else the next page.
 * @param {HTMLElement} section
 */
function onward(section) {
  const after = every("[data-exercise]").filter((each) => section.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_FOLLOWING)
  const title = after.find((each) => each.dataset.passed === undefined)?.querySelector(".admonition-title")
  /** @type {HTMLAnchorElement | null} */
  const page = document.querySelector("nav.onward a[rel=next]")
  const link = made("a", "", title?.textContent ?? page?.lastChild?.textContent ?? "")
  link.href = title ? `#${title.id}` : page?.href ?? ""
  return title || page ? link : undefined
}

/**
 * What is to be checked once the check before it is over.
 * @type {WeakMap<HTMLElement, {text: string, where: string}>}
 */
const later = new WeakMap()
/** What is being checked. @type {WeakMap<HTMLElement, string>} */
const now = new WeakMap()

/**
 * Judge an answer, and remember that it passed; `asked` shows how that goes, and `where`
 * is said of one that did not.
 * @param {Page} page
 * @param {HTMLElement} section
 * @param {string} text
 * @param {Asked} asked
 * @param {string} [where]
 * @returns {Promise<void>}
 */
export async function check(page, section, text, asked, where = "") {
  const checked = now.get(section)
  if (checked !== undefined) {
    if (text === checked) {
      // nothing newer is to be checked any more
      if (!later.delete(section)) return
      const said = asked.state === "running" ? words.being_checked : words.states[asked.state]
      asked.stand(asked.state, said)
      say(said)
      return
    }
    later.set(section, {text, where})
    asked.stand(asked.state, words.checked_next)
    say(words.checked_next)
    return
  }
  // it was said of another answer
  section.querySelector(":scope > .verdict")?.remove()
  now.set(section, text)
  const verdict = await page.judge(moduleOf(section), text, asked).finally(() => now.delete(section))
  const next = later.get(section)
  later.delete(section)
  if (next) return check(page, section, next.text, asked, next.where)
  if (!verdict) return
  if (verdict.passed) passed(section, text)
  tell(section, verdict, verdict.passed ? "" : where)
}
