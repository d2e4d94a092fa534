// Made from engine/shapes.py by `python -m engine.record.declarations`.

/**
 * `data-*` of a listing's figure. Lines are those of the file, `first-last`.
 */
export interface ListingData {
  kind: "code" | "session" | "error" | "starter"
  source?: string
  lines?: string
  section?: string
  run?: ""
  state?: BlockState
}

/**
 * `data-*` of an exercise's section: the module that judges, from the root.
 */
export interface TaskData {
  exercise: string
  kind?: string
  arranged?: ""
}

/**
 * `data-*` of a stage's figure, which also holds a Stage as JSON.
 */
export interface StageData {
  source: string
  section: string
}

export type Listed = [number, string]

/**
 * An error that a page explains: `*` stands for any text.
 */
export interface Explained {
  error: string
  page: string
  title: string
}

/**
 * Pyodide: what it says of itself, and the files that a start needs.
 *
 * A file is for browsers that can switch stacks, for those that cannot, or for all.
 */
export interface Runtime {
  info: PyodideInfo
  files: Record<string, boolean | null>
}

/**
 * What Pyodide's own lock says of itself.
 */
export interface PyodideInfo {
  abi_version: string
  arch: string
  platform: string
  python: string
}

/**
 * What a release has for browsers that run its code; paths are from its root.
 *
 * `judge` is what only `exercises` need besides `python`.
 */
export interface Offer {
  runtime: Runtime
  python: string
  judge: string
  exercises: string[]
  snippets: string
  modules: Record<string, string[]>
  packages: Record<string, string[]>
  errors: Explained[]
  scripts: string[]
}

/**
 * What every release lists: the titles of its pages, and all its files.
 */
export interface Files {
  pages: Record<string, string>
  files: Record<string, Listed>
}

/**
 * A release's list. Without a runtime it offers nothing to run.
 */
export interface Release extends Files {
  runtime?: Runtime
  python?: string
  judge?: string
  exercises?: string[]
  snippets?: string
  modules?: Record<string, string[]>
  packages?: Record<string, string[]>
  errors?: Explained[]
  scripts?: string[]
}

/**
 * What of a page is done: its questions, and how many of all its tasks.
 */
export interface Done {
  answered: string[]
  done: number
  all: number
}

/**
 * What a reader has done.
 *
 * `passed` has the answers by kind and module of the exercise; `pages` and `last`, the
 * one where something was done last, name pages by the last part of their address.
 */
export interface Progress {
  v: 1
  passed: Record<string, string>
  pages?: Record<string, Done>
  last?: string
}

/**
 * What was typed in one block before a reload.
 *
 * `text` is None where it is as it was tested; `hash` is that of the address then.
 */
export interface Draft {
  place: string
  text: string | null
  unsent: string
  hash?: string
}

export type Event = "input" | "line" | "make" | "start" | "resume" | "through" | "yield" | "pass" | "end" | "stop" | "throw" | "raise" | "unwind" | "close" | "drop" | "ask" | "over" | "call" | "return"

export type GeneratorState = "C" | "R" | "S" | "X"

export type FrameKind = "module" | "function" | "generator" | "expression" | "coroutine" | "async generator"

/**
 * A listing: the number of its first line, and its lines.
 */
export interface Lines {
  at: number
  lines: string[]
}

/**
 * One frame: the first is the program's own. `code` is the number of its listing.
 *
 * A generator's `name` is what the reader calls it; `made` is the call that made it,
 * and `alias` the frame that calls it otherwise, and how.
 *
 * A generator that was there before the first step has `before`, its state then, its
 * line `l` and its names `d`.
 */
export interface Frame {
  name: string
  kind: FrameKind
  code: number
  made?: string
  alias?: [number, string]
  before?: GeneratorState
  l?: number
  d?: Record<string, string>
}

/**
 * One event `e`, in frame `f`, at line `l` of its listing, counted from 0.
 *
 * `d` has what names hold now (None where one is gone), `k` the same of other frames,
 * by their numbers, `s` the states that changed, by the same, `v` a value, `sent` what
 * was put in, `by` the frame that asked, `via` its words in the source and `how` the
 * kind of it, `g` the generator that was made, asked, closed or dropped, `h` what the
 * names of one that was made hold, and `o` new output.
 */
export interface Step {
  e: Event
  f: number
  l: number
  d?: Record<string, string | null>
  k?: Record<string, Record<string, string | null>>
  h?: Record<string, string>
  s?: Record<string, GeneratorState>
  v?: string
  sent?: string
  by?: number
  via?: string
  how?: string
  g?: number
  o?: string
}

/**
 * What a program did: `out` is all that it printed, `error` what it raised, or "".
 *
 * `cut` says whether there were more steps than are kept, `left` in words what could
 * not be followed.
 */
export interface Recording {
  v: 1
  code: Lines[]
  frames: Frame[]
  steps: Step[]
  out: string
  error: string
  cut: boolean
  left: string[]
}

export type Sentence = string[]

export type RowKind = "in" | "more" | "out" | "err" | "note" | "code"

export type LaneState = "absent" | "created" | "running" | "waits" | "suspended" | "finished" | "raised"

export type CrossingKind = "make" | "ask" | "send" | "throw" | "close" | "yield" | "end" | "raise" | "drop"

export type Crossing = [string, number, string, number, string, CrossingKind]

/**
 * Who asks: a session, or a `script`, whose lines are all there at the start.
 */
export interface You {
  id: string
  name: string
  rows: [RowKind, string][]
  script?: boolean
  fold?: [number, number][]
}

/**
 * A generator, or a `plain` function, under the `name` that the reader gave it.
 *
 * `made` says how it was made, or is empty. `first` is the number of the first line of
 * `code`. Of cards with the same `place` one is drawn at a time. `counts` says that it
 * counts how often it was asked, and what it gave; `meters` are names of what else.
 */
export interface Card {
  id: string
  name: string
  made: Sentence
  first: number
  code: string[]
  place: number
  plain?: boolean
  counts?: boolean
  meters?: string[]
  fold?: [number, number][]
}

/**
 * An asker, and the cards beside it.
 */
export interface Board {
  you: You
  cards: Card[]
}

/**
 * What a step changes in a lane; the rest stays as it was.
 *
 * `at` is its line, as in a crossing (a card's is 0 where it has none). `seen` is how
 * many rows of a session are there by now. `keeps` is what its names hold, `asked` how
 * often it was asked, `gave` how many values it handed out. `off` says that another
 * card is drawn in its place. `meters` are the numbers that its card's meters show.
 */
export interface Change {
  state?: LaneState
  at?: number
  seen?: number
  keeps?: string
  asked?: number
  gave?: number
  off?: boolean
  meters?: number[]
}

/**
 * What a stage asks before it goes on from a moment.
 *
 * `line`: press the line of `card` that is `right`, "0" for nowhere; `text`: type what
 * is `right`. `wrong` has a reply for each wrong line or text, `other` for the rest.
 */
export interface Prediction {
  kind: "line" | "text"
  asks: Sentence
  right: string
  wrong: Record<string, Sentence>
  card?: string
  other?: Sentence
}

/**
 * One step: changes by lane, what crosses, and what is said of it.
 *
 * At a step that rests, the stage stops by default: it is a moment. Others are passed
 * through, unless a reader goes line by line.
 */
export interface StageStep {
  lanes?: Record<string, Change>
  cross?: Crossing[]
  rest?: 1
  say?: Sentence
  ask?: Prediction
}

/**
 * A row a moment: `heads` are those of the columns, cells are sentences.
 */
export interface TimeTable {
  heads: Sentence[]
  rows: Sentence[][]
}

/**
 * One picture of a program and its generators, moment by moment.
 *
 * In a page `table` stands in the HTML alone. `lines` says whether it may be gone
 * through line by line, `cut` that there were more steps than are kept, `left` what
 * could not be followed.
 */
export interface Stage {
  boards: Board[]
  steps: StageStep[]
  table?: TimeTable
  lines?: boolean
  cut?: boolean
  left?: string[]
}

export type RunState = "ran" | "failed" | "stopped"

export type StartRequest = ["start", string]

export type RunRequest = ["code" | "transcript", string, string[]] | ["code" | "transcript", string, string[], string]

export type StepRequest = ["step", "code" | "transcript", string, string[]] | ["step", "code" | "transcript", string, string[], string]

export type PromptRequest = ["prompt", string] | ["prompt", string, boolean]

export type JudgeRequest = ["judge", string, string]

export type Request = StartRequest | RunRequest | StepRequest | PromptRequest | JudgeRequest

/**
 * One input of a transcript that is done.
 *
 * `same` says whether `output` is what is recorded, and is None where nothing is.
 */
export interface Example {
  source: string
  output: string
  same: boolean | null
  recorded: string | null
}

/**
 * Sent when an input is done: the how manyth it is, from 0.
 */
export interface ExampleEvent extends Example {
  example: number
}

/**
 * Sent when something is printed.
 */
export interface TextEvent {
  text: string
}

export type SessionEvent = TextEvent | ExampleEvent

export type Taken = "prompts" | "indent"

/**
 * A module that is not here; `standard` for one of the standard library.
 */
export interface Absent {
  name: string
  standard: boolean
}

/**
 * How code went: `error` is the last line of a traceback, or "".
 *
 * `cut` says whether output was left out, `full` whether memory was, `absent` which
 * module is not here, `taken` what was taken off a pasted text; `defined` names the
 * functions and classes that it made. A step also has `stage`.
 */
export interface Outcome {
  state: RunState
  printed: string
  error: string
  cut: boolean
  full?: boolean
  absent?: Absent | null
  taken?: Taken | null
  defined?: string[]
  examples?: Example[]
  stage?: Stage
}

/**
 * How a line at the prompt went.
 */
export interface PromptOutcome extends Outcome {
  more: null
}

/**
 * At the prompt, a REPL would wait for more.
 *
 * A blank line ends a "block"; what a "bracket" stands for must be closed.
 */
export interface More {
  more: "block" | "bracket"
}

/**
 * What became of an answer to an exercise.
 *
 * `line` is that of the answer where an error came from, 0 where there is none;
 * `expected` and `got` are empty where there is nothing to compare. `full` says
 * whether it filled the memory, `taken` what was taken off a pasted text.
 */
export interface Verdict {
  passed: boolean
  message: string
  expected: string
  got: string
  printed: string
  line: number
  full: boolean
  taken: Taken | null
}

export type TroubleKind = "policy" | "wasm" | "globals" | "start" | "flood" | "busy" | "ended"

/**
 * Why Python is not there: a kind that the page has words for, and a detail.
 */
export interface Trouble {
  kind: TroubleKind
  said: string
}

/**
 * A file that is no text, as JSON can hold it.
 */
export interface Encoded {
  base64: string
}

export type Content = string | Encoded

/**
 * To frame and worker: a file, by its name; `site` is files by their paths.
 */
export interface FileMessage {
  file: string
  bytes: Uint8Array<ArrayBuffer> | Record<string, Content>
}

/**
 * What a worker starts Python from: `quick` where a snapshot comes too.
 */
export interface Start {
  info: PyodideInfo
  quick: boolean
}

/**
 * To the frame: start a worker; what it says of this start carries the number.
 */
export interface StartFrame {
  start: Start
  number: number
}

/**
 * To the frame: a request for the session.
 */
export interface AskFrame {
  id: number
  request: Request
}

/**
 * To the frame: interrupt the request of this number.
 */
export interface StopFrame {
  stop: number
}

/**
 * To the frame: end the worker.
 */
export interface EndFrame {
  end: true
}

export type ToFrame = FileMessage | StartFrame | AskFrame | StopFrame | EndFrame

/**
 * To the worker: start Python, from what an earlier start has left if it can.
 */
export interface StartWorker {
  start: Start
  module: WebAssembly.Module | null
  snapshot: Uint8Array<ArrayBuffer> | null
}

/**
 * To the worker: a request; once `alive` leads nowhere, it is to stop.
 */
export interface AskWorker extends AskFrame {
  alive: string
}

export type ToWorker = FileMessage | StartWorker | AskWorker

/**
 * From the worker: Python is there; and what makes the next start quick.
 */
export interface WorkerReady {
  ready: true
  module: WebAssembly.Module
  snapshot: Uint8Array<ArrayBuffer> | null
}

/**
 * From the worker: Python will not be there.
 */
export interface WorkerFault {
  fault: Trouble
}

/**
 * From the worker, and on from the frame: a word on a request.
 *
 * With none of the three, it has begun. A reader's code may have said it: what is in
 * them is not to be relied on.
 */
export interface Said {
  id: number
  event?: unknown
  answer?: unknown
  died?: unknown
}

export type FromWorker = WorkerReady | WorkerFault | Said

/**
 * From the frame: it listens.
 */
export interface FrameHere {
  here: true
}

/**
 * From the frame: the start of this number is done.
 */
export interface FrameReady {
  ready: true
  number: number
}

/**
 * From the frame: the start of this number, or any, failed.
 */
export interface FrameFault {
  fault: Trouble
  number?: number
}

/**
 * From the frame: the worker is gone, and its names with it.
 */
export interface FrameBroke {
  broke: Trouble
  number?: number
}

export type FromFrame = FrameHere | FrameReady | FrameFault | FrameBroke | Said

/**
 * To the service worker: keep these paths of a release; `forget` all else first.
 */
export interface KeepRequest {
  keep: string[]
  forget?: boolean
  release: string
}

/**
 * From the service worker: this path is kept.
 */
export interface KeptOne {
  path: string
}

/**
 * From the service worker: it is done. How many paths failed; its own release.
 */
export interface KeptAll {
  done: true
  failed: number
  release: string
}

export type Kept = KeptOne | KeptAll

export type BlockState = "idle" | "waiting" | "loading" | "starting" | "running" | "ran" | "changed" | "failed" | "stopped" | "stale"
