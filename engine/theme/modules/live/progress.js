// What a reader has passed and written, in this browser alone: one entry of
// localStorage, `<site's path>.progress`, as `{v: 1, passed: {name: answer}}`.
// It is read in live.js, which marks what was passed on each page.
import {PROGRESS, called, progress as read} from "../live.js"

/** Store progress; a browser that lets nothing be stored goes without. */
export function write(progress) {
  try {
    localStorage.setItem(PROGRESS, JSON.stringify(progress))
  } catch {
    // private windows and full disks
  }
}

export function passed(name, answer) {
  const progress = read()
  progress.passed[called(name)] = answer
  write(progress)
}

export function clear() {
  localStorage.removeItem(PROGRESS)
}
