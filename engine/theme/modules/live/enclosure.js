// The frame in which all code of readers runs, as the page makes it: nobody's origin, and
// a policy of its own, under which it fetches nothing from anywhere.
import {made} from "../elements.js"
import {Ended} from "./ended.js"
import {file, listed} from "./files.js"
import {words} from "./words.js"

const FRAME = 20_000 // ms until a frame must be there

/**
 * Make the frame; return the port that leads into it. Raises Ended where it does not
 * answer.
 * @param {string} scripts the folder of these scripts, from the site's root
 * @returns {Promise<MessagePort>}
 */
export async function framed(scripts) {
  const {files} = await listed()
  const path = `${scripts}frame.js`
  const script = new TextDecoder().decode(await file(path))
  // its own policy, besides the page's, which it inherits
  const policy = `default-src 'none'; script-src 'sha256-${files[path]?.[1]}' 'wasm-unsafe-eval' blob:; worker-src blob:; connect-src blob:`
  const frame = made("iframe")
  frame.setAttribute("sandbox", "allow-scripts")
  frame.setAttribute("aria-hidden", "true")
  frame.hidden = true
  frame.title = "Python"
  frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><script>${script}</script>`
  const {port1, port2} = new MessageChannel()
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let watch
  try {
    await new Promise((resolve, reject) => {
      watch = setTimeout(() => reject(new Ended(words.no_frame)), FRAME)
      port1.onmessage = resolve
      frame.addEventListener("load", () => frame.contentWindow?.postMessage("", "*", [port2]), {once: true})
      document.body.append(frame)
    })
  } catch (error) {
    frame.remove()
    throw error
  } finally {
    clearTimeout(watch)
  }
  return port1
}
