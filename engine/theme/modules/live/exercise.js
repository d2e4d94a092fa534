// Exercises: an answer is judged by the same check as in the tests; lines are put in
// order by buttons, so that a keyboard and a screen reader do it as well as a mouse.
import {button, came, made} from "../live.js"
import {passed} from "./progress.js"

// not imported by its name: after a fetch that failed it has another
const {halt, judge, say} = came.page

/** Put a text into an element; what stands in backticks is code. */
function worded(element, text) {
  element.replaceChildren(...text.split("`").map((part, at) => (at % 2 ? made("code", "", part) : part)))
}

/** Show a verdict below a section's tools, and where to look; say it once. */
function tell(section, verdict, where) {
  let shown = section.querySelector(":scope > .verdict")
  if (!shown) {
    shown = made("div", "verdict")
    section.querySelector(":scope > .tools, :scope > .listing")?.after(shown)
  }
  shown.dataset.passed = verdict.passed
  const words = made("p")
  worded(words, verdict.message)
  words.prepend(made("b", "", verdict.passed ? "■ Passed. " : "✕ Not yet. "))
  shown.replaceChildren(words)
  if (verdict.line) words.append(` It is line ${verdict.line} of your answer.`)
  if (where) {
    const place = made("p")
    worded(place, where)
    shown.append(place)
  }
  if (verdict.expected || verdict.got) {
    const pair = made("dl")
    for (const [word, text] of [["Expected", verdict.expected], ["Got", verdict.got]])
      pair.append(made("div", "", made("dt", "", word), made("dd", "", made("code", "", text))))
    shown.append(pair)
  }
  if (verdict.printed) shown.append(made("pre", "came", made("code", "", verdict.printed)))
  say(`${verdict.passed ? "Passed." : "Not yet."} ${verdict.message} ${where}`.replaceAll("`", ""))
}

const name = (section) => section.dataset.exercise.replace(/^snippets\//, "")

const PASSED = " · passed"

/**
 * Judge an answer, and remember that it passed; `asked` shows how that goes, and `where`
 * is said of one that did not.
 */
export async function check(section, text, asked, where = "") {
  const verdict = await judge(name(section), text, asked)
  if (!verdict) return
  tell(section, verdict, verdict.passed ? "" : where)
  if (!verdict.passed) return
  passed(`${section.className.split(" ")[0]} ${name(section)}`, text)
  const title = section.querySelector(".admonition-title")
  if (!title.textContent.endsWith(PASSED)) title.append(PASSED)
}

/** Say where lines first part from the solution's. */
function parting(lines, solution) {
  const at = solution.findIndex((line, each) => line !== lines[each])
  if (at < 0) return lines.length > solution.length ? `Up to line ${solution.length} all is well: what follows does not belong.` : ""
  const here = lines[at]
  if (here === undefined) return `Up to line ${at} all is well: more lines are wanted.`
  const text = here.trim()
  const what = !solution.some((line) => line.trim() === text) ? "does not belong"
    : text === solution[at].trim() ? "is indented in another way" : "comes at another place"
  return `Beside the solution, the first difference is line ${at + 1}: \`${text}\` ${what}.`
}

const STEP = 4
const DEPTHS = ["not indented", "indented once", ...[2, 3, 4, 5].map((times) => `indented ${times} times`)]

/** Let the lines of a Parsons problem be moved, indented and left out. */
export function arrange(section) {
  if (section.dataset.arranged) return
  section.dataset.arranged = ""
  const list = section.querySelector("ol.lines")
  const tools = section.querySelector(".tools")
  const out = made("ol", "lines out highlight")
  const title = made("p", "", "Left out:")
  title.id = `${section.getAttribute("aria-labelledby")}-out`
  out.setAttribute("aria-labelledby", title.id)
  title.hidden = true
  list.after(title, out)
  section.querySelector(".letters").hidden = true
  const label = list.id || (list.id = `${section.getAttribute("aria-labelledby")}-lines`)
  list.setAttribute("aria-label", "Your lines, in order")

  const text = (line) => line.querySelector("code").textContent
  const place = (line) => {
    const kin = [...line.parentElement.children]
    const depth = Number(line.dataset.depth)
    const where = line.parentElement === out ? "left out" : `line ${kin.indexOf(line) + 1} of ${kin.length}, ${DEPTHS[depth]}`
    say(`${text(line)}: ${where}`)
    title.hidden = !out.children.length
    section.querySelector(":scope > .verdict")?.remove()
  }
  const indent = (line, by) => {
    line.dataset.depth = Math.max(0, Math.min(DEPTHS.length - 1, Number(line.dataset.depth) + by))
    line.querySelector("code").style.setProperty("margin-left", `${Number(line.dataset.depth) * STEP}ch`)
  }
  const given = [...list.children]
  for (const line of given) {
    line.dataset.depth = 0
    const move = made("span", "move")
    move.setAttribute("role", "group")
    move.setAttribute("aria-label", text(line))
    const act = (sign, words, does) => {
      const each = button(sign, "", () => {
        does()
        place(line)
        each.focus()
      })
      each.setAttribute("aria-label", words)
      each.title = words
      move.append(each)
    }
    act("↑", "Move up", () => line.previousElementSibling?.before(line))
    act("↓", "Move down", () => line.nextElementSibling?.after(line))
    act("←", "Indent less", () => indent(line, -1))
    act("→", "Indent more", () => indent(line, 1))
    act("✕", "Leave out, or take back", () => (line.parentElement === list ? out : list).append(line))
    line.append(move)
  }
  const solution = [...section.querySelectorAll(".answer .line")].map((line) => line.textContent.trimEnd()).filter(Boolean)
  const checks = button("Check", "your order", () => {
    const answer = [...list.children].map((line) => " ".repeat(STEP * Number(line.dataset.depth)) + text(line))
    check(section, answer.join("\n") + "\n", asked, parting(answer, solution))
  })
  const stopButton = button("Stop", "your order", () => halt(asked))
  stopButton.hidden = true
  const again = button("Start over", "your order", () => {
    list.append(...given)
    for (const line of given) indent(line, -DEPTHS.length)
    title.hidden = true
    section.querySelector(":scope > .verdict")?.remove()
    say("All lines are as they were given")
  })
  const said = made("span", "said")
  // stands as a block does
  const asked = {name: "your order", stopButton, said, bar: {}, stand(state, ...words) {
    asked.state = state
    const running = ["running", "loading", "starting", "waiting"].includes(state)
    stopButton.hidden &&= !running
    for (const [each, off] of [[checks, running], [stopButton, !running]])
      if (off) each.setAttribute("aria-disabled", "true")
      else each.removeAttribute("aria-disabled")
    said.replaceChildren(...words)
  }}
  tools.replaceChildren(checks, again, stopButton, said)
  checks.focus()
}
