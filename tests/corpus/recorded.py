"""What the recorder sees of the corpus; run in the Python that it is for."""

from __future__ import annotations

import ast
import gc
import inspect
import io
import os
import sys
import time
import types
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any

from engine.live.recorder import MOST_STEPS, TOOL, Recorder
from engine.live.recorder.generators import frame_of
from engine.live.recorder.listen import LOG
from engine.live.session import Session
from engine.live.story import stage, told
from tests.corpus.oracle import PROGRAMS, Facts

GENERATORS = ("generator", "expression", "async generator")
FILE = "<program>"
ASIDE = ("make", "close", "drop", "ask", "pass")  # told at a step of another frame
RIGHT = {"yield": "S", "pass": "S", "end": "X", "unwind": "X"}  # else R


def run(text: str, most: int = MOST_STEPS) -> tuple[dict[str, Any], float]:
    """Record a program; return the recording, and the seconds that it took."""
    out = io.StringIO()
    recorder = Recorder(lambda: out, lambda _: None, most)
    start = time.perf_counter()
    recorder.begin(text, FILE)
    code = compile(text, FILE, "exec", dont_inherit=True)

    def program() -> None:
        with redirect_stdout(out):
            exec(code, {"__name__": "__main__"})

    try:
        recorder.follow(program)
    except Exception as error:
        out.write(f"{type(error).__name__}: {error}\n")
    recording = recorder.result(out.getvalue())
    return recording, time.perf_counter() - start


def plain(text: str) -> tuple[str, float]:
    """Run a program alone; return what it prints, and the seconds that it took."""
    out = io.StringIO()
    start = time.perf_counter()
    code = compile(text, FILE, "exec", dont_inherit=True)
    try:
        with redirect_stdout(out):
            exec(code, {"__name__": "__main__"})
    except Exception as error:
        out.write(f"{type(error).__name__}: {error}\n")
    return out.getvalue(), time.perf_counter() - start


def guarded(text: str) -> set[int]:
    """Return the lines of functions that stand in a `try` or a `with` there."""
    found: set[int] = set()
    for outer in ast.walk(ast.parse(text)):
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef):
            for node in ast.walk(outer):
                inside: list[ast.stmt | ast.excepthandler] = []
                if isinstance(node, ast.With | ast.AsyncWith):
                    inside += node.body
                elif isinstance(node, ast.Try):
                    inside += [*node.body, *node.handlers]
                    inside += node.orelse if node.finalbody else []
                for part in inside:
                    found.update(range(part.lineno, (part.end_lineno or 0) + 1))
    return found


def counted(recording: dict[str, Any], text: str) -> Facts:
    """Return the facts of a program, as its recording has them."""
    inside = guarded(text)
    frames, steps = recording["frames"], recording["steps"]
    ours = {n for n, each in enumerate(frames) if each["kind"] in GENERATORS}
    begun: set[int] = set()
    yields = resumes = 0
    for step in steps:
        number = step["f"]
        if number not in ours:
            continue
        if step["e"] == "start":
            begun.add(number)
        yields += step["e"] == "yield"
        resumes += step["e"] == "resume"
        if step["e"] == "throw" and number in begun:
            # closed where nothing encloses the yield: no code of it runs
            line = recording["code"][frames[number]["code"]]["at"] + step["l"]
            silent = step["v"].startswith("GeneratorExit") and line not in inside
            resumes += not silent
    return Facts(len(ours), yields, resumes)


def seen(name: str) -> dict[str, Any]:
    """Return what a recording of a program has, and what a plain run prints."""
    text = Path(PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
    gc.collect()  # what others left may bring on a collection in the middle of this
    recording, _ = run(text, 100_000)
    pairs = zip(recording["steps"], run(text, 100_000)[0]["steps"], strict=False)
    error = recording["out"].splitlines()[-1:] if recording["error"] else []
    said = "".join(step.get("o", "") for step in recording["steps"])
    return {
        "facts": counted(recording, text),
        "printed": recording["out"],
        "plain": plain(text)[0],
        "steps": said + "".join(f"{line}\n" for line in error),
        "said": recording["out"],
        "left": recording["left"],
        "cut": recording["cut"],
        "count": len(recording["steps"]),
        "words": len(told(recording)),
        "again": [[was, now] for was, now in pairs if was != now],
        "faults": faults(recording),
        "wrong": wrong_states(text),
        "stale": stale_names(text),
    }


def staged(name: str) -> dict[str, Any]:
    """Return the stage of a program: its moments in words, and what its cards count."""
    text = Path(PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
    found = stage(run(text, 100_000)[0])
    now: dict[str, dict[str, Any]] = {}
    for step in found["steps"]:
        for lane, change in step.get("lanes", {}).items():
            now.setdefault(lane, {}).update(change)
    moments = [step["say"] for step in found["steps"] if "rest" in step]
    return {
        "moments": ["".join(coded(each)) for each in moments],
        "counts": {
            card["name"]: [now[card["id"]]["asked"], now[card["id"]]["gave"]]
            for card in found["boards"][0]["cards"]
            if "plain" not in card
        },
        "kinds": sorted({c[-1] for s in found["steps"] for c in s.get("cross", ())}),
    }


def kept(text: str) -> list[dict[str, str]]:
    """Return what each lane keeps at each moment of a program's stage, by its name."""
    found = stage(run(text, 100_000)[0])
    board = found["boards"][0]
    now: dict[str, dict[str, Any]] = {}
    moments = []
    for step in found["steps"]:
        for lane, change in step.get("lanes", {}).items():
            now.setdefault(lane, {}).update(change)
        if "rest" in step:
            lanes = [board["you"], *board["cards"]]
            moments.append({each["name"]: now[each["id"]]["keeps"] for each in lanes})
    return moments


def said(call: str, text: str) -> list[str]:
    """Step through what is typed, or a program; return its moments in words."""
    session = Session(Path("snippets"), lambda _: None)
    found = session.step(call, "", [], text)["stage"]["steps"]
    return ["".join(coded(step["say"])) for step in found if "rest" in step]


def rows_seen(text: str) -> tuple[int, int]:
    """Return how many rows a program's stage shows in the end, and how many it has."""
    found = stage(run(text, 100_000)[0])
    seen = [s["lanes"]["you"]["seen"] for s in found["steps"] if at_you(s)]
    return seen[-1], len(found["boards"][0]["you"]["rows"])


def at_you(step: dict[str, Any]) -> bool:
    """Return whether a step shows other rows of who asks."""
    return "seen" in step.get("lanes", {}).get("you", {})


def coded(words: list[str]) -> list[str]:
    """Return a sentence with marks around its code."""
    return [f"`{each}`" if at % 2 else each for at, each in enumerate(words)]


def twice(name: str) -> list[Any]:
    """Step through a program twice in one session; return both stages."""
    text = Path(PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
    session = Session(Path("snippets"), lambda _: None)
    session.most_steps = 100_000
    return [session.step("code", "", [], text)["stage"] for _ in range(2)]


def later(before: str, text: str) -> dict[str, Any]:
    """Record a text in a session in which another has run before."""
    session = Session(Path("snippets"), lambda _: None)
    session.code("", [], before)
    found: dict[str, Any] = session.record("code", "", [], text)["recording"]
    return found


def wrong_states(text: str) -> list[str]:
    """Return where a recorded state is not what `inspect` says at that very step."""
    found: list[str] = []

    def check(recorder: Recorder, step: dict[str, Any]) -> None:
        if step["e"] in ("make", "close", "drop"):
            return
        for each, reference in recorder.frames.living.items():
            generator = reference()
            if generator is None or each.number == step["f"]:
                continue
            if each.state != state(generator):
                found.append(f"{step}: {each.number} is {state(generator)}")

    checked(text, check)
    return found


def stale_names(text: str) -> list[str]:
    """Return where a frame keeps something else at a step than a recording says."""
    found: list[str] = []
    told: dict[int, dict[str, str | None]] = {}

    def check(recorder: Recorder, step: dict[str, Any]) -> None:
        frames, program = recorder.frames, recorder.program
        news = [(step["f"], step.get("d", {})), (step.get("g", 0), step.get("h", {}))]
        for number, names in [*news, *step.get("k", {}).items()]:
            there = frames.every[int(number)].about.get("d", {})
            told.setdefault(int(number), {**there}).update(names)
        now: dict[int, dict[str, Any]] = {}
        for each, reference in frames.living.items():
            inner = frame_of(reference())
            if inner is not None:
                now[each.number] = {**inner.f_locals}
        back: types.FrameType | None = sys._getframe()
        runs = recorder.steps.asking.followed(back)
        if runs and step["e"] in ASIDE:  # its own names are told with the next step
            now.pop(frames.of(runs).number, None)
        while back := back.f_back if back else None:
            if back is runs and step["e"] in ASIDE:
                continue
            if id(back) in frames.calls:
                now[frames.calls[id(back)].number] = {**back.f_locals}
            elif back.f_code.co_filename == FILE and back.f_code.co_name == "<module>":
                names = program.names - program.hidden
                now[0] = {n: v for n, v in back.f_globals.items() if n in names}
        for number, held in now.items():
            passed: tuple[type, ...] = (types.ModuleType,)
            passed += () if number else (type, types.FunctionType)
            is_so = {
                name: frames.shown(value)
                for name, value in held.items()
                if not (issubclass(type(value), passed) or name.startswith((".", "__")))
            }
            said = {n: v for n, v in told.get(number, {}).items() if v is not None}
            if is_so != said:
                found.append(f"{step}: {number} keeps {is_so}, and not {said}")

    checked(text, check)
    return found


def checked(text: str, check: Callable[[Recorder, dict[str, Any]], None]) -> None:
    """Record a program, and check each step when it is added."""
    out = io.StringIO()
    recorder = Recorder(lambda: out, lambda _: None, 100_000)
    add = recorder.steps.add

    def adds(step: dict[str, Any], *more: Any, **named: Any) -> None:
        add(step, *more, **named)
        check(recorder, step)

    recorder.steps.add = adds  # type: ignore[method-assign]
    recorder.begin(text, FILE)
    code = compile(text, FILE, "exec", dont_inherit=True)

    def program() -> None:
        with redirect_stdout(out):
            exec(code, {"__name__": "__main__"})

    with suppress(Exception):
        recorder.follow(program)
    del recorder.steps.add  # or it would be kept in a circle


def state(generator: Any) -> str:
    """Return a generator's state by `inspect`, as a letter."""
    ask = {
        types.GeneratorType: inspect.getgeneratorstate,
        types.CoroutineType: inspect.getcoroutinestate,
        types.AsyncGeneratorType: inspect.getasyncgenstate,  # type: ignore[attr-defined]
    }[type(generator)]
    word = str(ask(generator)).rpartition("_")[2]
    return {"CREATED": "C", "RUNNING": "R", "SUSPENDED": "S", "CLOSED": "X"}[word]


def both(text: str, most: int = MOST_STEPS) -> list[dict[str, Any]]:
    """Run a text as a page's block, followed and alone; return what came of each."""
    followed, alone = (Session(Path("snippets"), lambda _: None) for _ in range(2))
    followed.most_steps = most
    found = followed.record("code", "", [], text)
    found["words"] = told(found["recording"])
    return [found, alone.code("", [], text)]


def littered() -> list[str]:
    """Type an input while what an earlier one left is collected; return its steps."""
    text = "def f():\n    yield 1\n"
    space: dict[str, Any] = {}
    exec(compile(text, "<earlier>", "exec"), space)
    litter: list[Any] = [space["f"]()]
    next(litter[0])
    litter.append(litter)
    out = io.StringIO()
    recorder = Recorder(lambda: out, {"<earlier>": text}.get)
    recorder.begin("x = 1", FILE, typed=True)
    waiting = [litter]
    del litter

    def program() -> None:
        waiting.clear()
        gc.collect()
        exec(compile("x = 1", FILE, "exec"), {})

    recorder.follow(program)
    return [step["e"] for step in recorder.result("")["steps"]]


def logged(text: str) -> str:
    """Record a program with the log on; return what that says."""
    err, log = sys.__stderr__, io.StringIO()
    sys.__stderr__ = log  # type: ignore[assignment, misc]
    os.environ[LOG] = "1"
    try:
        run(text)
        return log.getvalue()
    finally:
        del os.environ[LOG]
        sys.__stderr__ = err  # type: ignore[misc]


def taken(text: str) -> dict[str, Any]:
    """Step through a text while another tool listens."""
    watch = sys.monitoring  # type: ignore[attr-defined]
    watch.use_tool_id(TOOL, "another")
    try:
        return Session(Path("snippets"), lambda _: None).record("code", "", [], text)
    finally:
        watch.free_tool_id(TOOL)


def faults(recording: dict[str, Any]) -> list[str]:
    """Return where the states of a recording contradict its own steps."""
    states = dict.fromkeys(range(len(recording["frames"])), "")
    found = []
    for at, step in enumerate(recording["steps"], 1):
        if step["e"] == "make":
            states[step["g"]] = "C"
        for number, state in step.get("s", {}).items():
            states[int(number)] = state
        kind = recording["frames"][step["f"]]["kind"]
        if kind in ("module", "function"):
            continue
        right = RIGHT.get(step["e"], "R")
        if step["e"] == "pass" and kind == "async generator":
            right = "R"  # it waits within `await`, and takes no request meanwhile
        if step["e"] in ("make", "close", "drop"):
            continue
        if states[step["f"]] != right:
            found.append(f"step {at}, {step['e']}: {states[step['f']]}, not {right}")
    return found


def cost(names: list[str], times: int = 5) -> dict[str, list[float]]:
    """Return for each program its plain and its recorded seconds, the best of some."""
    found = {}
    gc.collect()
    gc.freeze()  # as a reader's session has it
    for name in names:
        text = Path(PROGRAMS / f"{name}.py").read_text(encoding="utf-8")
        alone = min(plain(text)[1] for _ in range(times))
        followed = min(run(text)[1] for _ in range(times))
        found[name] = [alone, followed]
    return found
