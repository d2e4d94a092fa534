// Makes the figure of a stage from its data, as the build does for a page: for what a
// reader's own code did.
import {filled, made} from "../elements.js"
import {paint} from "./paint.js"
import {moments} from "./stage-states.js"
import {sentence, words} from "./stage-signs.js"

/** @import {Board, Card, Stage, You} from "../shapes.js" */

/**
 * A line of code, coloured.
 * @param {string} text
 */
function code(text) {
  const element = made("code")
  paint(element, text)
  return element
}

/**
 * Rows with parts that are folded: nothing happens there, and one row stands for each.
 * @param {HTMLElement[]} rows
 * @param {[number, number][]} [folds] places of the first and the last row
 */
function folded(rows, folds = []) {
  for (const [first, last] of folds) {
    const row = made("li", "fold", filled(words.folded, {count: last - first + 1}))
    rows[first]?.before(row)
    for (const each of rows.slice(first, last + 1)) each.hidden = true
  }
}

/** @param {You} you */
function session({id, name, rows, fold, script}) {
  const list = made("ol", "", ...rows.map(([kind, text]) => {
    const prompt = {in: ">>> ", more: "... "}[String(kind)]
    const typed = prompt || kind === "code"
    const row = made("li", kind, made("code", "", ...(prompt ? [made("span", "p", prompt)] : []), made("span", "t")))
    const shown = /** @type {HTMLElement} */ (row.querySelector(".t"))
    if (typed) paint(shown, text)
    else shown.textContent = text
    return row
  }))
  folded(/** @type {HTMLElement[]} */ ([...list.children]), fold)
  const lane = made("div", "lane you", made("p", "head", made("b", "", name), made("span", "is")), list, made("div", "keeps"))
  lane.dataset.lane = id
  if (!script) lane.dataset.turn = words.your_turn
  return lane
}

/** @param {Card} card */
function card({id, name, made: how, first, code: lines, place, plain, fold, meters = []}) {
  const list = made("ol", "", ...lines.map((line, at) => {
    const row = made("li", "", code(line))
    row.value = first + at
    return row
  }))
  folded(/** @type {HTMLElement[]} */ ([...list.children]), fold?.map(([from, to]) => [from - first, to - first]))
  const head = made("p", "head", made("b", "", name), made("span", "made", ...sentence(how)), made("span", "is"))
  const measures = meters.map((each) => made("p", "meter", made("span", "", each), made("i"), made("b")))
  const lane = made("div", "lane card", head, list, ...measures, made("div", "keeps"))
  lane.dataset.lane = id
  lane.dataset.place = String(place)
  if (plain) lane.dataset.plain = ""
  return lane
}

/** @param {Board} board */
const board = ({you, cards}) => made("div", "board", session(you), made("div", "cards", ...cards.map(card)))

/**
 * Make a figure of a stage.
 * @param {Stage} stage
 * @param {string} name what was stepped through
 */
export function figure(stage, name) {
  const says = made("ol", "says", ...moments(stage.steps).map((at) => made("li", "", ...sentence(stage.steps[at]?.say ?? []))))
  says.start = 0
  const under = made("div", "under", says)
  const boards = made("div", stage.boards.length > 1 ? "boards two" : "boards", ...stage.boards.map(board))
  const found = made("figure", "stage", boards, under, made("div", "controls"))
  const notes = (stage.left ?? []).map((what) => filled(words.not_shown, {what}))
  if (stage.cut) notes.push(filled(words.steps_cut, {count: stage.steps.length - 1}))
  found.append(made("figcaption", "", [filled(words.caption, {name}), ...notes].join(" ")))
  return found
}
