"""Records what generators do, step by step, while a program runs unharmed.

It listens to `sys.monitoring`, and asks a frame for its generator, which only Python
3.14 tells (`frame.f_generator`): the Python of readers' browsers. `sys.settrace` would
not do: it shows a `close` as a return of None, and one at a plain `yield` not at all.

    listen.py      begins and ends it; the table of events; the log
    events.py      what each event means
    steps.py       what a step has, and the steps for what happened without an event
    kept.py        what frames keep that do not run
    asking.py      who asked, how, and in which words of the source
    frames.py      a record for each frame and generator that is followed
    program.py     a record for each code object: is it the program's, and where
    listing.py     where things stand in a text
    generators.py  what can be asked of any generator
    bytecode.py    what instructions say; it refuses a Python that it does not know
    operands.py    which names are asked by an instruction that no event tells of
    naming.py      what generators are called by who reads the program
    tidy.py        from what was noted to the recording

A recording is plain data that JSON can hold, and the same on each run:

- `code`: listings, `{"at": number of the first line, "lines": […]}`;
- `frames`: `{"name", "kind", "code": number of its listing}`, for generators also
  `made`, the call that made it, `alias`, who calls it otherwise and how, and `before`,
  their state, where they were there before the first step; the first frame is the
  program's own;
- `steps`: `{"e": event, "f": number of a frame, "l": line, …}`; `out`: all that was
  printed; `error`: what the program raised, or ""; `cut`: whether there were more steps
  than it keeps; `left`: what it could not follow, in words.

Where they apply, a step has `d` (names and values that changed, None where one is
gone), `k` (the same of other frames, by number: what they keep while they wait), `s`
(states that changed, by number of frame), `v` (a value), `by` (the frame that asked),
`via` (how: its words in the source) and `how` (the kind of it), `g` (the generator that
was made, asked, closed or dropped), `h` (what the names of one that was made hold) and
`o` (new output).

A state is one of C (created), R (running), S (suspended) and X (closed).

    input   a line typed at a prompt      line    a line is about to run
    make    a generator is made           start   its first line is about to run
    resume  it goes on after its yield    through a request passes through yield from
    yield   it hands out a value          pass    yield from hands on a value
    end     it returns                    stop    a consumer sees that it is over
    throw   an error is put in            raise   an error is raised, or comes through
    unwind  an error leaves a frame       close   closed without running a line of it
    drop    nothing refers to it now      over    the program is over
    call, return   of a plain function        ask     one is asked that is finished
"""

from engine.live.recorder.bytecode import UnknownPythonError
from engine.live.recorder.listen import TOOL, Recorder
from engine.live.recorder.steps import MOST_STEPS

__all__ = ["MOST_STEPS", "TOOL", "Recorder", "UnknownPythonError"]
