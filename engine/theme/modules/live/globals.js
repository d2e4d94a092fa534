// What stays of a worker's globals: the language, and what Pyodide stands on. A page's
// policy and the frame's origin keep a reader's code in; this leaves it nothing to try.
// The first part of the worker's script: frame.js puts the parts together.

const WEB = `
  AbortController AbortSignal Blob CustomEvent DOMException DecompressionStream Event EventTarget
  Headers MessageChannel MessageEvent MessagePort ReadableStream Request Response TextDecoder
  TextEncoder TransformStream URL URLSearchParams WebAssembly WritableStream
  DedicatedWorkerGlobalScope WorkerGlobalScope WorkerLocation WorkerNavigator
  addEventListener atob btoa clearInterval clearTimeout console constructor crypto Crypto
  dispatchEvent isSecureContext location navigator origin performance Performance queueMicrotask
  removeEventListener reportError self setInterval setTimeout structuredClone toString
`.trim().split(/\s+/)
// by their names here, since later ones of the language are to stay, too
const LANGUAGE = /^(globalThis|Infinity|NaN|undefined|eval|parse\w+|is(Finite|NaN)|(de|en)codeURI(Component)?|(un)?escape|Object|Function|Array|Number|Boolean|String|Symbol|Date|Promise|RegExp|\w*Error|JSON|Math|Intl|ArrayBuffer|SharedArrayBuffer|Atomics|\w+Array|DataView|Map|Set|BigInt|Weak\w+|FinalizationRegistry|Iterator|Proxy|Reflect|\w*Generator|Temporal|\w*DisposableStack|Suspend\w+)$/
const OF_NAVIGATOR = ["constructor", "userAgent", "platform", "language", "languages", "hardwareConcurrency", "onLine"]

/** Why no code is run here: a kind that the page has words for, and a detail. */
class Fault extends Error {
  /**
   * @param {import("../shapes.js").TroubleKind} kind
   * @param {string} said
   */
  constructor(kind, said) {
    super(said)
    this.trouble = {kind, said}
  }
}

/**
 * Delete from an object, and from what it inherits from, all that is not to stay; raises
 * Fault where a browser does not let that be done.
 * @param {object} object
 * @param {(name: string) => boolean} stays
 */
function strip(object, stays) {
  for (let each = object; each && each !== Object.prototype; each = Object.getPrototypeOf(each))
    for (const name of Object.getOwnPropertyNames(each)) {
      if (stays(name) || Reflect.deleteProperty(each, name)) continue
      // a number that cannot be deleted leads nowhere
      if (typeof Reflect.get(each, name) !== "number") throw new Fault("globals", name)
    }
}

/**
 * Leave of a worker's globals what is to stay; raises Fault.
 * @param {{navigator: object}} scope
 */
function enclose(scope) {
  strip(scope.navigator, (name) => OF_NAVIGATOR.includes(name))
  strip(scope, (name) => WEB.includes(name) || LANGUAGE.test(name))
}
