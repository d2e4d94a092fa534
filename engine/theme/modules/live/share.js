// A reader's code in the address itself: a link that needs no server. The code is in
// the part behind `#`, which no browser sends to anybody.
import {filled, made} from "../elements.js"
import {say} from "./voice.js"
import {words} from "./words.js"

/** @import {Block} from "./block.js" */

const MARK = "#code="
// the code, and the moment of its stage that is meant
const LINK = /^#code=([\w-]*)(?:&moment=(\d{1,6}))?$/
// bytes; a short link may hold so much more that unpacking it would stop the page
const MOST = 1e6

/**
 * Pass bytes through a stream that packs or unpacks them.
 * @param {Uint8Array<ArrayBuffer>} data
 * @param {GenericTransformStream} transform
 */
async function through(data, transform) {
  const changed = new Blob([data]).stream().pipeThrough(/** @type {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>} */ (transform))
  return new Uint8Array(await new Response(changed.pipeThrough(upTo(MOST))).arrayBuffer())
}

/**
 * A stream that passes on so many bytes, and fails at one more.
 * @param {number} most
 * @returns {TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>}
 */
function upTo(most) {
  return new TransformStream({
    transform(part, passed) {
      most -= part.length
      if (most < 0) throw new RangeError("too long for a link")
      passed.enqueue(part)
    },
  })
}

/**
 * A text as it stands in a link; raises RangeError where it is too long.
 * @param {string} text
 */
export async function packed(text) {
  const whole = new TextEncoder().encode(text)
  if (whole.length > MOST) throw new RangeError("too long for a link")
  const short = await through(whole, new CompressionStream("deflate-raw"))
  const letters = btoa(Array.from(short, (each) => String.fromCharCode(each)).join(""))
  return letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "")
}

/**
 * The text that stands in a link; raises where it is broken or too long.
 * @param {string} code
 */
export async function unpacked(code) {
  const letters = code.replaceAll("-", "+").replaceAll("_", "/")
  const short = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0))
  return new TextDecoder().decode(await through(short, new DecompressionStream("deflate-raw")))
}

/**
 * Say something beside the button that shares.
 * @param {Element} element
 * @param {string} text
 */
function tell(element, text) {
  const said = element.querySelector(".said") ?? element.appendChild(made("span", "said"))
  said.textContent = text
  say(text)
}

/**
 * Put a link that holds a block's code on the clipboard, and into the address; it may
 * lead to a moment of the code's stage.
 * @param {Block} block
 * @param {Element} element
 * @param {number} [moment]
 */
export async function copy(block, element, moment) {
  const code = await packed(block.text ?? block.original).catch(() => "")
  const address = `${location.href.split("#")[0]}${MARK}${code}${moment ? `&moment=${moment}` : ""}`
  if (!code) return tell(element, words.too_long_for_link)
  history.replaceState(null, "", address)
  const copied = await navigator.clipboard?.writeText(address).then(() => true, () => false)
  tell(element, copied ? words.link_copied : words.link_in_address)
}

/**
 * Put the code that this page's address holds into a block, and say there what it can do.
 * @param {Block} block
 * @param {Element} element
 */
export async function take(block, element) {
  try {
    const [, code = "", moment = ""] = location.hash.match(LINK) ?? []
    block.take(await unpacked(code), true)
    block.opensAt = Number(moment)
    tell(element, moment ? filled(words.link_moment, {moment}) : words.link_brought)
    if (!block.running) block.stand("changed", words.link_allowed)
    say(words.link_allowed)
  } catch {
    tell(element, words.link_broken)
  }
}
