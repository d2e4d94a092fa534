// Scripts that are no modules, as a browser has them: parts of one scope, with the globals
// of a place that a test makes up.
import {readFileSync} from "node:fs"
import vm from "node:vm"
import en from "../../engine/theme/messages/en.json" with {type: "json"}

const THEME = new URL("../../engine/theme/", import.meta.url)

/**
 * Run parts of a script, one after the other, in a scope with these globals; return what
 * gives the value of an expression there.
 * @param {string[]} parts
 * @param {object} globals
 * @param {(text: string) => string} [built] what a build makes of each part
 * @returns {(expression: string) => any}
 */
export function run(parts, globals, built = (text) => text) {
  const context = vm.createContext({en, ...globals})
  vm.runInContext("globalThis.self = globalThis", context)
  for (const part of parts) {
    const file = new URL(part, THEME)
    vm.runInContext(built(readFileSync(file, "utf8")), context, {filename: file.href})
  }
  return (expression) => vm.runInContext(expression, context)
}
