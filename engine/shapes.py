"""Every record that crosses a border: from the build to a page, from a page to Python.

`engine/theme/modules/shapes.d.ts` says the same to the scripts, and is made from this
file (`python -m engine.record.declarations`). Nothing here runs, and only types are
imported, so that any room may name a shape.

Some borders lie between scripts alone: those records stand here too, for there is no
other place where both ends can read what they agreed on.
"""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict

# --- from the build to a page, as attributes and text of its HTML


class ListingData(TypedDict):
    """`data-*` of a listing's figure. Lines are those of the file, `first-last`."""

    kind: Literal["code", "session", "error", "starter"]
    source: NotRequired[str]
    lines: NotRequired[str]
    section: NotRequired[str]
    run: NotRequired[Literal[""]]
    state: NotRequired[BlockState]


class TaskData(TypedDict):
    """`data-*` of an exercise's section: the module that judges, from the root."""

    exercise: str
    kind: NotRequired[str]
    arranged: NotRequired[Literal[""]]


class StageData(TypedDict):
    """`data-*` of a stage's figure, which also holds a Stage as JSON."""

    source: str
    section: str


# --- the list of a release, `static/release-*.json`

# a file's bytes and the SHA-256 of its content, in base64
Listed: TypeAlias = tuple[int, str]


class Explained(TypedDict):
    """An error that a page explains: `*` stands for any text."""

    error: str
    page: str
    title: str


class Runtime(TypedDict):
    """Pyodide: what it says of itself, and the files that a start needs.

    A file is for browsers that can switch stacks, for those that cannot, or for all.
    """

    info: PyodideInfo
    files: dict[str, bool | None]


class PyodideInfo(TypedDict):
    """What Pyodide's own lock says of itself."""

    abi_version: str
    arch: str
    platform: str
    python: str


class Offer(TypedDict):
    """What a release has for browsers that run its code; paths are from its root.

    `judge` is what only `exercises` need besides `python`.
    """

    runtime: Runtime
    python: str
    judge: str
    exercises: list[str]
    snippets: str
    modules: dict[str, list[str]]
    packages: dict[str, list[str]]
    errors: list[Explained]
    scripts: list[str]


class Files(TypedDict):
    """What every release lists: the titles of its pages, and all its files."""

    pages: dict[str, str]
    files: dict[str, Listed]


class Release(Files):
    """A release's list. Without a runtime it offers nothing to run."""

    runtime: NotRequired[Runtime]
    python: NotRequired[str]
    judge: NotRequired[str]
    exercises: NotRequired[list[str]]
    snippets: NotRequired[str]
    modules: NotRequired[dict[str, list[str]]]
    packages: NotRequired[dict[str, list[str]]]
    errors: NotRequired[list[Explained]]
    scripts: NotRequired[list[str]]


# --- what a browser keeps


class Done(TypedDict):
    """What of a page is done: its questions, and how many of all its tasks."""

    answered: list[str]
    done: int
    all: int


class Progress(TypedDict):
    """What a reader has done.

    `passed` has the answers by kind and module of the exercise; `pages` and `last`, the
    one where something was done last, name pages by the last part of their address.
    """

    v: Literal[1]
    passed: dict[str, str]
    pages: NotRequired[dict[str, Done]]
    last: NotRequired[str]


class Draft(TypedDict):
    """What was typed in one block before a reload.

    `text` is None where it is as it was tested; `hash` is that of the address then.
    """

    place: str
    text: str | None
    unsent: str
    hash: NotRequired[str]


# --- a recording, as `engine.live.recorder` makes it

Event: TypeAlias = Literal[
    "input",  # a line typed at a prompt
    "line",  # a line is about to run
    "make",  # a generator is made
    "start",  # its first line is about to run
    "resume",  # it goes on after its yield
    "through",  # a request passes through `yield from`
    "yield",  # it hands out a value
    "pass",  # `yield from` hands on a value
    "end",  # it returns
    "stop",  # a consumer sees that it is over
    "throw",  # an error is put in
    "raise",  # an error is raised, or comes through
    "unwind",  # an error leaves a frame
    "close",  # closed without running a line of it
    "drop",  # nothing refers to it now
    "ask",  # one is asked that is finished
    "over",  # the program is over
    "call",  # of a plain function
    "return",
]

# created, running, suspended, closed
GeneratorState: TypeAlias = Literal["C", "R", "S", "X"]

FrameKind: TypeAlias = Literal[
    "module", "function", "generator", "expression", "coroutine", "async generator"
]


class Lines(TypedDict):
    """A listing: the number of its first line, and its lines."""

    at: int
    lines: list[str]


class Frame(TypedDict):
    """One frame: the first is the program's own. `code` is the number of its listing.

    A generator's `name` is what the reader calls it; `made` is the call that made it,
    and `alias` the frame that calls it otherwise, and how.

    A generator that was there before the first step has `before`, its state then, its
    line `l` and its names `d`.
    """

    name: str
    kind: FrameKind
    code: int
    made: NotRequired[str]
    alias: NotRequired[tuple[int, str]]
    before: NotRequired[GeneratorState]
    l: NotRequired[int]  # noqa: E741
    d: NotRequired[dict[str, str]]


class Step(TypedDict):
    """One event `e`, in frame `f`, at line `l` of its listing, counted from 0.

    `d` has what names hold now (None where one is gone), `k` the same of other frames,
    by their numbers, `s` the states that changed, by the same, `v` a value, `sent` what
    was put in, `by` the frame that asked, `via` its words in the source and `how` the
    kind of it, `g` the generator that was made, asked, closed or dropped, `h` what the
    names of one that was made hold, and `o` new output.
    """

    e: Event
    f: int
    l: int  # noqa: E741
    d: NotRequired[dict[str, str | None]]
    k: NotRequired[dict[str, dict[str, str | None]]]
    h: NotRequired[dict[str, str]]
    s: NotRequired[dict[str, GeneratorState]]
    v: NotRequired[str]
    sent: NotRequired[str]
    by: NotRequired[int]
    via: NotRequired[str]
    how: NotRequired[str]
    g: NotRequired[int]
    o: NotRequired[str]


class Recording(TypedDict):
    """What a program did: `out` is all that it printed, `error` what it raised, or "".

    `cut` says whether there were more steps than are kept, `left` in words what could
    not be followed.
    """

    v: Literal[1]
    code: list[Lines]
    frames: list[Frame]
    steps: list[Step]
    out: str
    error: str
    cut: bool
    left: list[str]


# a sentence: text and code take turns, text first
Sentence: TypeAlias = list[str]

# --- the stage: who asks whom, moment by moment, as `engine.live.story.stage` makes it

# of a row of the asker: typed, its second and later lines, what came, an error, a
# word about what came, a line of a script
RowKind: TypeAlias = Literal["in", "more", "out", "err", "note", "code"]

LaneState: TypeAlias = Literal[
    "absent",  # not made yet
    "created",
    "running",  # the one lane that has control
    "waits",  # for what it asked, or called
    "suspended",
    "finished",
    "raised",  # an error ended it
]

CrossingKind: TypeAlias = Literal[
    "make",
    "ask",  # a request: `next`, a loop, whoever makes it; also a plain call
    "send",  # a value goes in
    "throw",  # an error goes in
    "close",
    "yield",  # a value comes out
    "end",  # it is over: what it returned, or the sign that nothing more comes
    "raise",  # an error comes out
    "drop",  # nobody refers to it any more
]

# from which lane and line, to which lane and line, what, and the kind of it. The line
# of a session is the number of its row from 0; that of a card is as numbered there, 0
# for its head
Crossing: TypeAlias = tuple[str, int, str, int, str, CrossingKind]


class You(TypedDict):
    """Who asks: a session, or a `script`, whose lines are all there at the start."""

    id: str
    name: str
    rows: list[tuple[RowKind, str]]
    script: NotRequired[bool]
    # first and last row, from 0, of each part that is folded: nothing happens there
    fold: NotRequired[list[tuple[int, int]]]


class Card(TypedDict):
    """A generator, or a `plain` function, under the `name` that the reader gave it.

    `made` says how it was made, or is empty. `first` is the number of the first line of
    `code`. Of cards with the same `place` one is drawn at a time. `counts` says that it
    counts how often it was asked, and what it gave; `meters` are names of what else.
    """

    id: str
    name: str
    made: Sentence
    first: int
    code: list[str]
    place: int
    plain: NotRequired[bool]
    counts: NotRequired[bool]
    meters: NotRequired[list[str]]
    # first and last line, as numbered, of each part that is folded
    fold: NotRequired[list[tuple[int, int]]]


class Board(TypedDict):
    """An asker, and the cards beside it."""

    you: You
    cards: list[Card]


class Change(TypedDict):
    """What a step changes in a lane; the rest stays as it was.

    `at` is its line, as in a crossing (a card's is 0 where it has none). `seen` is how
    many rows of a session are there by now. `keeps` is what its names hold, `asked` how
    often it was asked, `gave` how many values it handed out. `off` says that another
    card is drawn in its place. `meters` are the numbers that its card's meters show.
    """

    state: NotRequired[LaneState]
    at: NotRequired[int]
    seen: NotRequired[int]
    keeps: NotRequired[str]
    asked: NotRequired[int]
    gave: NotRequired[int]
    off: NotRequired[bool]
    meters: NotRequired[list[int]]


class Prediction(TypedDict):
    """What a stage asks before it goes on from a moment.

    `line`: press the line of `card` that is `right`, "0" for nowhere; `text`: type what
    is `right`. `wrong` has a reply for each wrong line or text, `other` for the rest.
    """

    kind: Literal["line", "text"]
    asks: Sentence
    right: str
    wrong: dict[str, Sentence]
    card: NotRequired[str]
    other: NotRequired[Sentence]


class StageStep(TypedDict):
    """One step: changes by lane, what crosses, and what is said of it.

    At a step that rests, the stage stops by default: it is a moment. Others are passed
    through, unless a reader goes line by line.
    """

    lanes: NotRequired[dict[str, Change]]
    cross: NotRequired[list[Crossing]]
    rest: NotRequired[Literal[1]]
    say: NotRequired[Sentence]
    ask: NotRequired[Prediction]


class TimeTable(TypedDict):
    """A row a moment: `heads` are those of the columns, cells are sentences."""

    heads: list[Sentence]
    rows: list[list[Sentence]]


class Stage(TypedDict):
    """One picture of a program and its generators, moment by moment.

    In a page `table` stands in the HTML alone. `lines` says whether it may be gone
    through line by line, `cut` that there were more steps than are kept, `left` what
    could not be followed.
    """

    boards: list[Board]
    steps: list[StageStep]
    table: NotRequired[TimeTable]
    lines: NotRequired[bool]
    cut: NotRequired[bool]
    left: NotRequired[list[str]]


# --- what a page asks of its session, and what that answers (`engine.live.session`)

RunState: TypeAlias = Literal["ran", "failed", "stopped"]

StartRequest: TypeAlias = tuple[Literal["start"], str]
# a module and names of its sections; last, what a reader has made of them
RunRequest: TypeAlias = (
    tuple[Literal["code", "transcript"], str, list[str]]
    | tuple[Literal["code", "transcript"], str, list[str], str]
)
StepRequest: TypeAlias = (
    tuple[Literal["step"], Literal["code", "transcript"], str, list[str]]
    | tuple[Literal["step"], Literal["code", "transcript"], str, list[str], str]
)
# True: all that was meant is there, whatever a REPL would wait for
PromptRequest: TypeAlias = (
    tuple[Literal["prompt"], str] | tuple[Literal["prompt"], str, bool]
)
# a module, and the text of an answer
JudgeRequest: TypeAlias = tuple[Literal["judge"], str, str]
Request: TypeAlias = (
    StartRequest | RunRequest | StepRequest | PromptRequest | JudgeRequest
)


class Example(TypedDict):
    """One input of a transcript that is done.

    `same` says whether `output` is what is recorded, and is None where nothing is.
    """

    source: str
    output: str
    same: bool | None
    recorded: str | None


class ExampleEvent(Example):
    """Sent when an input is done: the how manyth it is, from 0."""

    example: int


class TextEvent(TypedDict):
    """Sent when something is printed."""

    text: str


SessionEvent: TypeAlias = TextEvent | ExampleEvent


# what was taken off a pasted text so that it runs
Taken: TypeAlias = Literal["prompts", "indent"]


class Absent(TypedDict):
    """A module that is not here; `standard` for one of the standard library."""

    name: str
    standard: bool


class Outcome(TypedDict):
    """How code went: `error` is the last line of a traceback, or "".

    `cut` says whether output was left out, `full` whether memory was, `absent` which
    module is not here, `taken` what was taken off a pasted text; `defined` names the
    functions and classes that it made. A step also has `stage`.
    """

    state: RunState
    printed: str
    error: str
    cut: bool
    full: NotRequired[bool]
    absent: NotRequired[Absent | None]
    taken: NotRequired[Taken | None]
    defined: NotRequired[list[str]]
    examples: NotRequired[list[Example]]
    stage: NotRequired[Stage]


class PromptOutcome(Outcome):
    """How a line at the prompt went."""

    more: None


class More(TypedDict):
    """At the prompt, a REPL would wait for more.

    A blank line ends a "block"; what a "bracket" stands for must be closed.
    """

    more: Literal["block", "bracket"]


class Verdict(TypedDict):
    """What became of an answer to an exercise.

    `line` is that of the answer where an error came from, 0 where there is none;
    `expected` and `got` are empty where there is nothing to compare. `full` says
    whether it filled the memory, `taken` what was taken off a pasted text.
    """

    passed: bool
    message: str
    expected: str
    got: str
    printed: str
    line: int
    full: bool
    taken: Taken | None


# --- between a page, the frame that runs code, and the worker in it

TroubleKind: TypeAlias = Literal[
    "policy",  # the host's policy lacks what `said` names
    "wasm",  # WebAssembly does not compile: `said`
    "globals",  # `said` cannot be taken from the worker's globals
    "start",  # Python did not start: `said`
    "flood",  # more came than a page can show
    "busy",  # what ran before answers nothing
    "ended",  # the worker ended: `said`, if that is known
]


class Trouble(TypedDict):
    """Why Python is not there: a kind that the page has words for, and a detail."""

    kind: TroubleKind
    said: str


class Encoded(TypedDict):
    """A file that is no text, as JSON can hold it."""

    base64: str


Content: TypeAlias = str | Encoded


class FileMessage(TypedDict):
    """To frame and worker: a file, by its name; `site` is files by their paths."""

    file: str
    bytes: bytes | dict[str, Content]


class Start(TypedDict):
    """What a worker starts Python from: `quick` where a snapshot comes too."""

    info: PyodideInfo
    quick: bool


class StartFrame(TypedDict):
    """To the frame: start a worker; what it says of this start carries the number."""

    start: Start
    number: int


class AskFrame(TypedDict):
    """To the frame: a request for the session."""

    id: int
    request: Request


class StopFrame(TypedDict):
    """To the frame: interrupt the request of this number."""

    stop: int


class EndFrame(TypedDict):
    """To the frame: end the worker."""

    end: Literal[True]


ToFrame: TypeAlias = FileMessage | StartFrame | AskFrame | StopFrame | EndFrame


class StartWorker(TypedDict):
    """To the worker: start Python, from what an earlier start has left if it can."""

    start: Start
    module: WasmModule | None
    snapshot: bytes | None


class AskWorker(AskFrame):
    """To the worker: a request; once `alive` leads nowhere, it is to stop."""

    alive: str


ToWorker: TypeAlias = FileMessage | StartWorker | AskWorker


class WorkerReady(TypedDict):
    """From the worker: Python is there; and what makes the next start quick."""

    ready: Literal[True]
    module: WasmModule
    snapshot: bytes | None


class WorkerFault(TypedDict):
    """From the worker: Python will not be there."""

    fault: Trouble


class Said(TypedDict):
    """From the worker, and on from the frame: a word on a request.

    With none of the three, it has begun. A reader's code may have said it: what is in
    them is not to be relied on.
    """

    id: int
    event: NotRequired[Any]
    answer: NotRequired[Any]
    died: NotRequired[Any]


FromWorker: TypeAlias = WorkerReady | WorkerFault | Said


class FrameHere(TypedDict):
    """From the frame: it listens."""

    here: Literal[True]


class FrameReady(TypedDict):
    """From the frame: the start of this number is done."""

    ready: Literal[True]
    number: int


class FrameFault(TypedDict):
    """From the frame: the start of this number, or any, failed."""

    fault: Trouble
    number: NotRequired[int]


class FrameBroke(TypedDict):
    """From the frame: the worker is gone, and its names with it."""

    broke: Trouble
    number: NotRequired[int]


FromFrame: TypeAlias = FrameHere | FrameReady | FrameFault | FrameBroke | Said


# --- between a page and the service worker


class KeepRequest(TypedDict):
    """To the service worker: keep these paths of a release; `forget` all else first."""

    keep: list[str]
    forget: NotRequired[bool]
    release: str


class KeptOne(TypedDict):
    """From the service worker: this path is kept."""

    path: str


class KeptAll(TypedDict):
    """From the service worker: it is done. How many paths failed; its own release."""

    done: Literal[True]
    failed: int
    release: str


Kept: TypeAlias = KeptOne | KeptAll


# --- how a block stands

BlockState: TypeAlias = Literal[
    "idle",
    "waiting",
    "loading",
    "starting",
    "running",
    "ran",
    "changed",
    "failed",
    "stopped",
    "stale",
]


class WasmModule:
    """A compiled module of WebAssembly, which only scripts can hold."""
