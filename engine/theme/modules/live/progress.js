// What a reader has passed and written, in this browser alone: one entry of
// localStorage, `<site's path>.progress`, as `{v: 1, passed: {name: answer}}`.
import {root} from "./runtime.js"

const KEY = `${new URL(root).pathname}.progress`

/** Whether an object is progress of ours. */
export const ours = (found) => found?.v === 1 && typeof found.passed === "object" && found.passed !== null

/** Read what is stored; what is no progress of ours counts as none. */
export function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY))
    return ours(found) ? found : {v: 1, passed: {}}
  } catch {
    return {v: 1, passed: {}}
  }
}

/** Store progress; a browser that lets nothing be stored goes without. */
export function write(progress) {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress))
  } catch {
    // private windows and full disks
  }
}

export function passed(name, answer) {
  const progress = read()
  progress.passed[name] = answer
  write(progress)
}

export function clear() {
  localStorage.removeItem(KEY)
}
