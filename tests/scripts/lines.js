// Says what ESLint finds, a line a fault: where, what, which rule.
import {relative} from "node:path"

/** @param {{filePath: string, messages: {line?: number, message: string, ruleId: string | null}[]}[]} results */
export default (results) => results
  .flatMap(({filePath, messages}) => messages.map(({line = 0, message, ruleId}) => {
    const rule = ruleId ? `fix it (rule ${ruleId})` : "fix it"
    return `${relative(".", filePath)}:${line}: ${message.replace(/\.$/, "")} — ${rule}`
  }))
  .join("\n")
