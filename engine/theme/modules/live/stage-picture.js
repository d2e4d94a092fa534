// A moment of a stage as one picture for slides and papers: text, boxes and lines alone.
import {every, made} from "../elements.js"
import {say} from "./voice.js"
import {words} from "./stage-signs.js"

const AROUND = 8 // px of paper
const TYPE = "image/svg+xml"

/**
 * A text as it may stand in XML.
 * @param {string} text
 */
const plain = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)

/**
 * An element of the picture.
 * @param {string} tag
 * @param {Record<string, string | number | undefined>} properties
 * @param {string} [inside]
 */
function element(tag, properties, inside = "") {
  const said = Object.entries(properties).flatMap(([name, value]) => {
    if (value === undefined) return []
    return [` ${name}="${typeof value === "number" ? Math.round(value * 10) / 10 : plain(value)}"`]
  })
  return `<${tag}${said.join("")}>${inside}</${tag}>`
}

/**
 * The words in a box, each where it stands on the page.
 * @param {HTMLElement} box
 * @param {DOMRect} corner
 */
function texts(box, corner) {
  const found = []
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT)
  const range = document.createRange()
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const parent = node.parentElement
    const text = node.nodeValue ?? ""
    if (!parent || !text.trim() || parent.closest("svg") || !parent.checkVisibility({visibilityProperty: true})) continue
    const style = getComputedStyle(parent)
    // a line at a time, for words may wrap
    for (const {from, to} of lines(node, range)) {
      range.setStart(node, from)
      range.setEnd(node, to)
      const at = range.getBoundingClientRect()
      found.push(written(text.slice(from, to).replace(/\n/g, ""), at.left - corner.left, at.bottom - corner.top - at.height * 0.24, style, at.width))
    }
  }
  return found
}

/**
 * Where each line of a text begins and ends, as it is wrapped.
 * @param {Node} node
 * @param {Range} range
 */
function lines(node, range) {
  const {length} = node.nodeValue ?? ""
  const found = [{from: 0, to: 0}]
  let top = Number.NaN
  for (let at = 0; at < length; at += 1) {
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    const box = range.getBoundingClientRect()
    const last = found.at(-1)
    if (box.width && top < box.top - 4) found.push({from: at, to: at + 1})
    else if (last) last.to = at + 1
    if (box.width) ({top} = box)
  }
  return found.filter(({from, to}) => to > from)
}

/**
 * @param {string} text
 * @param {number} x
 * @param {number} y
 * @param {CSSStyleDeclaration} style
 * @param {number} [wide]
 */
const written = (text, x, y, style, wide) => element("text", {
  x,
  y,
  textLength: wide && text.length > 1 ? wide : undefined,
  lengthAdjust: "spacingAndGlyphs",
  "font-family": style.fontFamily.replaceAll('"', "'"),
  "font-size": style.fontSize,
  "font-weight": style.fontWeight,
  fill: style.color,
  "xml:space": "preserve",
}, plain(text))

/**
 * The frames of cards, the lines that are lit, and the numbers beside them.
 * @param {HTMLElement} boards
 * @param {DOMRect} corner
 */
function frames(boards, corner) {
  return every(".card", boards).filter((card) => card.checkVisibility()).flatMap((card) => {
    const at = card.getBoundingClientRect()
    const style = getComputedStyle(card)
    const x = at.left - corner.left
    const y = at.top - corner.top
    const shut = style.borderLeftWidth === "0px" ? "" : "z"
    const rows = every("li", card).filter((row) => row.checkVisibility()).flatMap((row) => {
      const line = row.getBoundingClientRect()
      const lit = row.hasAttribute("data-at")
        ? [element("rect", {x: line.left - corner.left, y: line.top - corner.top, width: line.width, height: line.height, fill: getComputedStyle(row).backgroundColor})]
        : []
      const number = getComputedStyle(row, "::before")
      const value = row.getAttribute("value")
      return value ? [...lit, written(value, line.left - corner.left + Number.parseFloat(number.left), line.top - corner.top + 15, number)] : lit
    })
    return [
      element("path", {
        d: `M${x} ${y}h${at.width}v${at.height}h${-at.width}${shut}`,
        fill: style.backgroundColor,
        stroke: style.borderTopColor,
        "stroke-width": 1.5,
        "stroke-dasharray": style.borderTopStyle === "dashed" ? "4 3" : undefined,
      }),
      ...rows,
    ]
  })
}

/**
 * What is drawn already: wires and signs.
 * @param {HTMLElement} boards
 * @param {DOMRect} corner
 */
function shapes(boards, corner) {
  return [...boards.querySelectorAll("svg")].flatMap((svg) => {
    const at = svg.getBoundingClientRect()
    const small = svg.classList.contains("sign")
    const found = [...svg.querySelectorAll("path, rect, text")]
    return found.filter((shape) => shape.checkVisibility({visibilityProperty: true})).map((shape) => {
      const style = getComputedStyle(shape)
      const own = /** @type {SVGGraphicsElement} */ (shape.cloneNode(true))
      const matrix = /** @type {SVGGraphicsElement} */ (shape).getCTM()
      const {a = 1, d = 1, e = 0, f = 0} = matrix ?? {}
      own.removeAttribute("class")
      for (const name of ["fill", "stroke", "stroke-width", "stroke-dasharray", "font", "text-anchor"]) {
        own.setAttribute(name, style.getPropertyValue(name).replaceAll('"', "'"))
      }
      own.removeAttribute("style")
      own.setAttribute("transform", `translate(${at.left - corner.left} ${at.top - corner.top}) matrix(${a} 0 0 ${d} ${small ? 0 : e} ${small ? 0 : f})`)
      return new XMLSerializer().serializeToString(own).replace(/ xmlns="[^"]*"/, "")
    })
  })
}

/**
 * A moment as SVG, with its words as the title.
 * @param {HTMLElement} figure
 * @param {string} said
 */
export function picture(figure, said) {
  const boards = /** @type {HTMLElement} */ (figure.querySelector(".boards"))
  const corner = boards.getBoundingClientRect()
  const [wide, high] = [corner.width + 2 * AROUND, corner.height + 2 * AROUND]
  const paper = getComputedStyle(document.body).backgroundColor
  const parts = [
    element("title", {}, plain(said)),
    element("rect", {x: -AROUND, y: -AROUND, width: wide, height: high, fill: paper}),
    ...frames(boards, corner),
    ...texts(boards, corner),
    ...shapes(boards, corner),
  ]
  const box = `${-AROUND} ${-AROUND} ${Math.ceil(wide)} ${Math.ceil(high)}`
  return element("svg", {xmlns: "http://www.w3.org/2000/svg", viewBox: box, width: Math.ceil(wide), height: Math.ceil(high), role: "img"}, parts.join(""))
}

/**
 * Put a picture on the clipboard; where none takes it, save it as a file.
 * @param {HTMLElement} figure
 * @param {string} said
 * @param {HTMLElement} pressed
 */
export async function copy(figure, said, pressed) {
  const image = new Blob([picture(figure, said)], {type: TYPE})
  try {
    if (!ClipboardItem.supports(TYPE)) throw new TypeError(`no clipboard for ${TYPE}`)
    await navigator.clipboard.write([new ClipboardItem({[TYPE]: image})])
    pressed.textContent = words.copied_picture
  } catch {
    const link = made("a")
    link.href = URL.createObjectURL(image)
    link.download = `${figure.dataset.section || "stage"}.svg`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
    pressed.textContent = words.saved_picture
  }
  say(pressed.textContent)
}
