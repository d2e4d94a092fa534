"""One page's live session: its blocks run in one namespace, as `make test` runs them.

The namespace is that of the page's own module, imported whole from the tested file.
A code block runs its section again, at the lines of the file where it stands; a
transcript is typed input by input, by the interpreter that replays it in the tests.
What a reader has changed runs the same way, from the reader's text.

Nothing here waits or stops: who drives a session interrupts it by SIGINT, which is a
KeyboardInterrupt in the code that runs.
"""

from __future__ import annotations

import ast
import importlib
import importlib.util
import json
import os
import sys
import textwrap
import traceback
import types
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.live.inputs import inputs, wanted
from engine.live.interpreter import Interpreter, supported
from engine.live.masks import masked
from engine.live.names import dotted, file_name, is_exercise
from engine.live.output import Output, Send
from engine.live.pasted import plain
from engine.live.recorder import MOST_STEPS, Recorder
from engine.live.sections import read
from engine.live.sources import lines_of, readable, remember, remembered
from engine.live.transcript import session

LIBRARY = os.path.dirname(os.__file__)


class Live(Interpreter):
    """The tests' interpreter, whose output goes to a reader while it comes."""

    printed: Output

    def __init__(self, source: str, name: str, send: Send) -> None:
        """Run the module `name`; what it and later inputs print is sent by `send`."""
        self.send = send
        self.error: BaseException | None = None
        self.typed: list[tuple[types.CodeType, str]] = []  # with what they define
        self.input = ""
        super().__init__(source, name)

    def sink(self) -> Output:
        """Return what the next input prints into."""
        self.error = None
        return Output(self.send)

    def type(self, source: str, seconds: float | None = None) -> str:
        """Run one input, and keep it where it defines what may run later."""
        self.input = source
        return super().type(source, seconds)

    def runsource(self, source: str, *arguments: Any) -> bool:
        """Run a source, and show what is wrong with one that is not complete."""
        more = super().runsource(source, *arguments)
        if more:
            try:
                with readable():
                    compile(source, *arguments)
            except SyntaxError:
                self.showsyntaxerror(arguments[0])
        return more

    def runcode(self, code: Any) -> None:
        """Run code; leaving Python, as `exit()` asks, is an error like any other."""
        inner = any(isinstance(each, types.CodeType) for each in code.co_consts)
        if inner and code.co_filename == "<stdin>":
            self.typed.append((code, self.input))
        try:
            super().runcode(code)
        except SystemExit:
            self.showtraceback()

    def showtraceback(self) -> None:
        """Show an error as a REPL does, without the frames of the library."""
        kind, error, trace = sys.exc_info()
        assert error is not None
        self.error = error
        # the first frame is the interpreter's own
        told = traceback.TracebackException(
            kind or type(error), error, trace.tb_next if trace else None
        )
        each: traceback.TracebackException | None = told
        while each:
            kept = [frame for frame in each.stack if readers(frame.filename)]
            each.stack = traceback.StackSummary.from_list(kept)
            each = each.__cause__ or each.__context__
        self.write("".join(told.format()))

    def showsyntaxerror(self, *args: Any, **more: Any) -> None:
        """Show a SyntaxError as a REPL does, and remember it."""
        self.error = error = sys.exc_info()[1]
        if isinstance(error, SyntaxError) and error.text is None and error.lineno:
            # what the compiler refuses, rather than the parser, has no text of its own
            lines = lines_of(remembered(str(error.filename)) or self.input)
            error.text = lines[error.lineno - 1] if error.lineno <= len(lines) else None
        super().showsyntaxerror(*args, **more)


def readers(file: str) -> bool:
    """Return whether a frame's file is the reader's or a lesson's."""
    ours = os.path.join("engine", "live") + os.sep
    return not file.startswith((LIBRARY, "<frozen")) and ours not in file


class Session:
    """The session of one page. Each of its calls returns data that JSON can hold."""

    most_steps = MOST_STEPS  # that a recording keeps

    def __init__(self, folder: Path, send: Send) -> None:
        """Take the folder of snippets, and what is called with each event, as JSON.

        An event is `{"text": …}` for output or `{"example": n, …}` for an input of a
        transcript that is done.
        """
        self.folder = folder
        self.send = send
        self.typed = 0
        self.recorder: Recorder | None = None
        self.calls: dict[str, Callable[..., dict[str, Any]]] = {
            "start": self.start,
            "code": self.code,
            "transcript": self.transcript,
            "prompt": self.prompt,
            "judge": self.judge,
            "step": self.step,
        }
        self.interpreter = self.begin("")

    def begin(self, module: str) -> Live:
        """Start afresh with the module named, or with nothing where it is empty."""
        source = self.source(module) if module else ""
        self.interpreter = Live(source, module or "blank.py", self.print)
        self.typed = 0
        return self.interpreter

    def answer(self, request: str) -> str:
        """Carry out a request, `[name of a method, argument, …]` as JSON."""
        call, *arguments = json.loads(request)
        if call not in self.calls:
            raise ValueError(f"{call!r} is not one of {', '.join(self.calls)}")
        return json.dumps(self.calls[call](*arguments))

    def start(self, module: str) -> dict[str, Any]:
        """Start afresh; return `{}`."""
        self.begin(module)
        return {}

    def source(self, module: str) -> str:
        """Return the text of a snippets module."""
        return (self.folder / module).read_text(encoding="utf-8")

    def print(self, text: str) -> None:
        """Send a batch of output."""
        self.send(json.dumps({"text": text}))

    def code(
        self, module: str, names: list[str], text: str | None = None
    ) -> dict[str, Any]:
        """Run code sections of a module, or the reader's `text` in their place.

        Returns what `outcome` does, `defined` (names of functions and classes that it
        defined) and, of a text, `taken` (what `pasted.plain` took off). A session that
        was pasted is typed, as `transcript` does.
        """
        self.borrow(module)
        taken = None
        if text is not None:
            text, taken = plain(text)
        if taken == "prompts":
            return {**self.transcript(module, names, text), "taken": taken}
        if self.recorder and is_exercise(module):
            text = self.with_example(module, names, text)
        if text is None:
            source = self.source(module)
            sections = [read(source)[0][name] for name in names]
            for section in sections:
                body = textwrap.dedent("\n".join(section.lines)) + "\n"
                # at its own lines, so that a traceback names them
                outcome = self.run("\n" * (section.start - 1) + body, file_name(module))
                if outcome["state"] != "ran":
                    break
            return outcome
        self.typed += 1
        label = names[0] if names else "your code"
        file = f"<{label}, run {self.typed}>"
        remember(file, text)
        return {**self.run(text, file), "taken": taken}

    def with_example(self, module: str, names: list[str], text: str | None) -> str:
        """Return an answer to an exercise with a call of it, so that it has steps."""
        from engine.live import exercise

        source = self.source(module)
        if text is None:
            text = "\n".join(read(source)[0][names[0]].lines)
        return exercise.with_example(source, text)

    def borrow(self, module: str) -> None:
        """Let a section of another module find what stands around it there.

        Of an exercise that is not its answers, nor its check.
        """
        live = self.interpreter
        if module in ("", live.name):
            return
        source = self.source(module)
        remember(file_name(module), source)
        if is_exercise(module):
            from engine.live import exercise

            found: dict[str, Any] = {"__name__": "exercise"}
            around = "\n".join(exercise.around(source))
            exec(compile(around, file_name(module), "exec"), found)
            del found["check"]
        else:
            found = vars(importlib.import_module(dotted(module)))
        for name, value in found.items():
            live.module.__dict__.setdefault(name, value)

    def run(self, text: str, file: str) -> dict[str, Any]:
        """Run a text as a script; a last line that is an expression shows its value."""
        live = self.interpreter
        live.printed = live.sink()
        defined: list[str] = []
        with live.in_place():
            try:
                with readable():
                    tree = ast.parse(text, file)
                last = tree.body[-1:] if tree.body else []
                value = [each for each in last if isinstance(each, ast.Expr)]
                rest = tree.body[: len(tree.body) - len(value)]
                # a reader may well have a name like that of their own
                flags = getattr(live.module, "annotations", None)
                more = getattr(flags, "compiler_flag", 0)
                if self.recorder:
                    body = text.lstrip("\n")
                    self.recorder.begin(body, file, len(text) - len(body) + 1)
                with readable():
                    first = compile(ast.Module(rest, []), file, "exec", more, True)
                    second = compile(ast.Interactive(list(value)), file, "single", more)
            except (SyntaxError, ValueError, OverflowError):
                live.showsyntaxerror(file)
            else:
                defined = [
                    each.name
                    for each in rest
                    if isinstance(each, ast.FunctionDef | ast.ClassDef)
                ]
                live.runcode(first)
                if value and live.error is None:
                    live.runcode(second)
        return {**self.outcome(), "defined": defined}

    def transcript(
        self, module: str, names: list[str], text: str | None = None
    ) -> dict[str, Any]:
        """Type the inputs of session sections, or those of the reader's `text`.

        Returns what `code` does, and `examples`: for each input its `source`, its
        `output` as printed, and `same`, whether that is what is recorded (None where
        nothing is). Each is sent as it is done.
        """
        wanted: list[tuple[str, str | None]]
        taken = None
        if text is None:
            wanted = [
                (each.source, each.output)
                for each in session(self.source(module))
                if each.section and each.section.name in names and supported(each)
            ]
        else:
            text, taken = plain(text)
            wanted = [(each, None) for each in inputs(text)]
        done: list[dict[str, Any]] = []
        outcome = {**self.outcome(), "defined": []}
        for source, recorded in wanted:
            if self.recorder:
                self.recorder.begin(source, "<stdin>", typed=True)
            out = self.interpreter.type(source)
            outcome = {**self.outcome(), "defined": []}
            example = {
                "source": source,
                "output": outcome["printed"],
                "same": None if recorded is None else out == recorded,
                "recorded": recorded,
            }
            self.send(json.dumps({"example": len(done), **example}))
            done.append(example)
            if outcome["state"] == "stopped":
                break
            if recorded and outcome["state"] == "failed" and out == recorded:
                outcome["state"] = "ran"  # the error is what the page shows
            if text is None and outcome["state"] == "failed":
                break
        return {**outcome, "examples": done, "taken": taken}

    def prompt(self, text: str, over: bool = False) -> dict[str, Any]:
        """Type what a reader has entered at the prompt.

        Returns what `transcript` does, or `more` when a REPL would wait for more:
        "block" where a blank line ends what is open, "bracket" where it must be
        closed. A blank line at the end says that a block is over, `over` that all is.
        """
        typed, taken = plain(text)
        more = None if over else wanted(typed)
        if more:
            return {"more": more}
        return {"more": None, **self.transcript("", [], typed), "taken": taken}

    def judge(self, module: str, text: str) -> dict[str, Any]:
        """Return the verdict on an answer to the exercise in `module`.

        With it, `taken`, what `pasted.plain` took off: what runs is judged as it runs.
        """
        from engine.live import judge  # comes where an exercise stands

        text, taken = plain(text)
        verdict = judge.judge(self.source(module), module, text)
        return {**asdict(verdict), "taken": taken}

    def step(self, call: str, *arguments: Any) -> dict[str, Any]:
        """Do what `code`, `transcript` or `prompt` does, and show it step by step.

        Returns what that does, with `stage`, as `engine.live.story` has it. Needs
        Python 3.14.
        """
        from engine.live import story  # needed where a reader steps

        found = self.record(call, *arguments)
        recording = found.pop("recording")
        return {**found, "stage": story.stage(recording)}

    def record(self, call: str, *arguments: Any) -> dict[str, Any]:
        """Do what `code`, `transcript` or `prompt` does, and record it step by step.

        Returns what that does, with `recording`, as `engine.live.recorder` has it.
        """
        recorder = Recorder(
            lambda: self.interpreter.printed, self.text, self.most_steps
        )
        for code, text in self.interpreter.typed:
            recorder.remember(code, text)
        found: dict[str, Any] = {}

        def run() -> None:
            found.update(self.calls[call](*arguments))

        self.recorder = recorder
        try:
            recorder.follow(run)
        finally:
            self.recorder = None
        outs = [each["output"] for each in found.get("examples", [])]
        recorder.error = found.get("error", "")
        recording = recorder.result("".join(outs) or found.get("printed", ""))
        return {**found, "recording": recording}

    def text(self, file: str) -> str | None:
        """Return the text of a file whose code is a lesson's or the reader's."""
        if file.startswith(str(self.folder)):
            return Path(file).read_text(encoding="utf-8")
        return None if os.path.isabs(file) else remembered(file)

    def outcome(self) -> dict[str, Any]:
        """Return how the last input went.

        That is `state` ("ran", "failed" or "stopped"), `printed`, `error` (the last
        line of a traceback, else ""), `cut` (whether output was left out), `full`
        (whether memory was) and `absent` (a module that is not here, else None).
        """
        live = self.interpreter
        live.printed.pass_on()
        error = live.error
        state = "failed" if error else "ran"
        if isinstance(error, KeyboardInterrupt):
            state = "stopped"
        printed = live.printed.getvalue()
        last = traceback.format_exception_only(error)[-1].strip() if error else ""
        return {
            "state": state,
            "printed": printed,
            "error": masked(last),
            "cut": live.printed.cut,
            "full": isinstance(error, MemoryError),
            "absent": absent(error),
        }


def absent(error: BaseException | None) -> dict[str, Any] | None:
    """Return which module an import did not find, None where that is not the error.

    `standard` says whether it is one of Python's standard library. A part that a module
    lacks is the reader's slip, and no module that is not here.
    """
    if not isinstance(error, ModuleNotFoundError):
        return None
    # a program may raise one itself, with a name that is none
    name = error.name.partition(".")[0] if isinstance(error.name, str) else ""
    if not name or name in sys.modules or importlib.util.find_spec(name):
        return None
    return {"name": name, "standard": name in sys.stdlib_module_names}
