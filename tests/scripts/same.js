// Names the scripts, of [[name, before, after], …] in a file of JSON, whose two texts are
// not the same program.
import {readFileSync} from "node:fs"
import {parse} from "acorn"

/**
 * A program without the places of its parts, as text.
 * @param {string} text
 * @param {boolean} module
 */
const program = (text, module) => JSON.stringify(
  parse(text, {ecmaVersion: "latest", sourceType: module ? "module" : "script", allowReturnOutsideFunction: false}),
  (key, value) => {
    if (key === "start" || key === "end") return undefined
    return typeof value === "bigint" || value instanceof RegExp ? String(value) : value
  },
)

for (const [name, before, after] of JSON.parse(readFileSync(process.argv[2] ?? "", "utf8"))) {
  const module = /^(import|export) /m.test(before)
  if (program(before, module) !== program(after, module)) console.log(name)
}
