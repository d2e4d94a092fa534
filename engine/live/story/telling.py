"""The sentence of a moment: who asks, what runs, what comes of it."""

from __future__ import annotations

from types import SimpleNamespace

from engine.live.messages import TURN, counted, message, worded
from engine.live.sources import lines_of
from engine.live.story.crossings import DELEGATES, STOP, closes
from engine.live.story.lanes import Lane
from engine.live.story.moments import BEGINS, Group, prints, run
from engine.live.story.rows import TRACEBACK, Rows
from engine.live.story.sentences import LONGEST, changed
from engine.live.story.staging import Beat

MOST_LINES = 5  # that a sentence names

KINDS = {
    "generator": "stage.kinds.generator",
    "expression": "stage.kinds.generator",
    "coroutine": "stage.kinds.coroutine",
    "async generator": "stage.kinds.async_generator",
}
# by event, and whether another is asked in the same moment to answer
ASKS = {
    ("start", False): "stage.start",
    ("start", True): "stage.start_on",
    ("resume", False): "stage.resume",
    ("resume", True): "stage.resume_on",
}
PUT_IN = {
    "close": "stage.shut",
    "drop": "stage.throw_dropped",
    "throw": "stage.throw",
    "send": "stage.send",
}
ENDS = {
    "for": "stage.end_loop",
    "async for": "stage.end_loop",
    "yield from": "stage.end_delegated",
    "await": "stage.end_delegated",
    "in": "stage.end_in",
}


class Telling:
    """Says the sentences of a stage's moments."""

    def __init__(self, rows: Rows, error: str) -> None:
        """Take the rows of who asks, and what the program ended with."""
        self.rows = rows
        self.error = error

    def of(self, group: Group) -> list[str]:
        """Return the sentence of one moment."""
        last = group[-1]
        if last.kind == "begin":
            typed = bool(self.rows.inputs)
            return message("stage.begin" if typed else "stage.begin_script").split(TURN)
        parts: list[str] = []
        about: Lane | None = None
        for beat in group:
            told = self.part(group, beat, about)
            if told:
                parts.append(told)
                about = beat.lane
        parts += self.printed(group)
        return " ".join(parts).split(TURN) if parts else last.say

    def part(self, group: Group, beat: Beat, about: Lane | None = None) -> str:
        """Return what is said of one beat, "" for nothing; the last was `about` one."""
        if beat.kind == "make":
            return makes(group, beat)
        if beat.kind == "ask":
            before = printed(beat.out) if beat.out.strip() else ""
            return f"{before} {asks(group, beat)}".strip()
        if beat.kind == "back":
            return answers(group, beat, about)
        if beat.kind == "over":
            return gone(beat)
        if beat.event == "over" and self.error:
            last = lines_of(self.error)[-1]
            error = worded("stage.with_error", SimpleNamespace(error=last))
            before = beat.out.partition(TRACEBACK)[0]
            return f"{printed(before)} {error}" if before.strip() else error
        return TURN.join(beat.say) if beat.event == "raise" else ""

    def printed(self, group: Group) -> list[str]:
        """Return what was printed meanwhile, or is seen at the prompt."""
        last, found = group[-1], []
        backs = [each for each in group if says_prints(group, each)]
        told = {each for back in backs for each in prints(group, back)}
        told |= {each for each in group if says_itself(each)}
        out = "".join(each.out for each in group if each not in told)
        if out.strip() and not (last.event == "over" and self.error):
            found.append(printed(out))
        seen = untold(group)
        if seen.strip():
            about = SimpleNamespace(
                printed=short(seen),
                typed=self.rows.inputs[last.input].source.strip(),
                changes=changed(last.step.get("d", {})),
            )
            key = "stage.typed_seen" if last.kind == "typed" else "stage.seen"
            found.append(worded(key, about))
        return found


def printed(out: str) -> str:
    """Return that something was printed."""
    return worded("stage.printed", SimpleNamespace(printed=short(out)))


def untold(group: Group) -> str:
    """Return what is seen at the prompt, but for a value or an error that is told."""
    seen, last = group[-1].seen, group[-1]
    if last.event == "raise" or any(each.shown or each.raised for each in group):
        seen = seen.partition(TRACEBACK)[0]
    rows = seen.splitlines()
    if rows and any(each.shown and each.cross[-1][4] == rows[-1] for each in group):
        rows.pop()
    return "\n".join(rows)


def makes(group: Group, beat: Beat) -> str:
    """Return that one or more generators are made."""
    lane, by = beat.lane, beat.by
    assert lane is not None
    after = [*group, None][group.index(beat) + 1]
    if by and after and after.kind == "ask" and after.lane is lane:
        about = SimpleNamespace(by=by.name, name=lane.name, line=after.line)
        return worded("stage.make_and_start", about)
    if beat.also:
        calls = listed([each.made or each.name for each in (lane, *beat.also)])
        return worded("stage.make_several", SimpleNamespace(calls=calls))
    key = "stage.make_named" if lane.named else "stage.make"
    about = SimpleNamespace(
        made=lane.made or lane.name,
        name=lane.name,
        kind=message(KINDS[lane.kind]),
        inside=inside(by),
    )
    return worded(key, about)


def asks(group: Group, beat: Beat) -> str:
    """Return that one is asked, by whom and how."""
    lane, event = beat.lane, beat.event
    assert lane is not None
    before = group[max(group.index(beat) - 1, 0)]
    if event == "ask" or (before.kind == "make" and before.lane is lane and beat.by):
        return ""  # told with what comes of it, or with its making
    first = beat is next(each for each in group if each.kind == "ask")
    about = SimpleNamespace(
        asker=beat.asker,
        name=lane.name,
        line=beat.line,
        sent=beat.step.get("sent", ""),
        value=beat.step.get("v", ""),
        by=beat.by.name if beat.by else "",
    )
    kind = beat.cross[0][-1]
    if event == "call":
        return worded("stage.call", about)
    if event == "through" and kind == "ask":
        return worded("stage.through", about)
    on = not first and bool(beat.by)
    return worded(PUT_IN.get(kind) or ASKS[event, on], about)


def answers(group: Group, beat: Beat, about: Lane | None) -> str:
    """Return what comes out of one, and which lines it has run for that."""
    lane, event = beat.lane, beat.event
    assert lane is not None
    subject = f"{TURN}{lane.name}{TURN}"
    found = SimpleNamespace(
        name=lane.name,
        value=beat.step.get("v", ""),
        line=beat.line,
        ran=ran(group, beat),
        printed=short("".join(each.out for each in prints(group, beat))),
        subject=message("stage.it") if about is lane else subject,
        asker=beat.request.asker if beat.request else "",
        how=beat.request.step.get("how", "") if beat.request else "",
        inside=inside(beat.by),
        raised=beat.raised,
    )
    if event == "nothing":
        key = "stage.asked_over_raised" if beat.raised else "stage.asked_over"
        return worded(key, found)
    if event == "pass":
        return worded("stage.pass", found)
    if event == "yield":
        return worded(yields(group, beat, found), found)
    if event == "unwind":
        return unwinds(group, beat, found)
    if lane.plain:
        return worded("stage.return", found)
    ends = "stage.ends_printed" if found.printed else "stage.ends_after"
    first = worded(ends if found.ran else "stage.ends", found)
    if beat.raised and found.how not in DELEGATES:
        key = "stage.end_raised"
        if STOP in beat.raised and found.value != "None":
            key = "stage.end_raised_value"
    elif closes(beat.request):
        key = "stage.shut_gives" if beat.gives else "stage.shut_ends"
    elif found.how in DELEGATES and found.value != "None":
        key = "stage.end_gets"
    else:
        key = ENDS.get(found.how) or whole(beat)
    return f"{first} {worded(key, found)}"


def yields(group: Group, beat: Beat, found: SimpleNamespace) -> str:
    """Return the message for a yield: after which lines, and what these printed."""
    if not found.ran:
        return "stage.yield"
    if found.printed:
        return "stage.yield_printed"
    lines = run(group, beat)
    there = len(lines) <= MOST_LINES and lines[-1] == beat.line
    return "stage.yield_there" if there else "stage.yield_after"


def says_itself(beat: Beat) -> bool:
    """Return whether a beat's own sentence tells what was printed before it."""
    return beat.kind == "ask" or beat.event == "raise"


def says_prints(group: Group, beat: Beat) -> bool:
    """Return whether what is said of an answer tells what was printed before it."""
    if beat.kind != "back" or beat.lane is None or beat.lane.plain:
        return False
    return beat.event in ("yield", "end", "return") and bool(ran(group, beat))


def whole(beat: Beat) -> str:
    """Return the message for an end that a call takes in its own way."""
    via = beat.request.step.get("via", "") if beat.request else ""
    if via.startswith("next("):
        return "stage.end_default"
    return "stage.end_whole" if via else "stage.end_plain"


def unwinds(group: Group, beat: Beat, found: SimpleNamespace) -> str:
    """Return that an error leaves one, or that it is closed."""
    before = group[group.index(beat) - 1]
    if "GeneratorExit" in found.value:
        return worded("stage.shut_ends", found)
    if found.value.startswith("RuntimeError(") and "raised Stop" in found.value:
        return worded("stage.unwind_changed", found)  # as PEP 479 has it
    if before.event == "raise" and before.step.get("v") == found.value:
        return worded("stage.unwind_told", found)
    return worded("stage.unwind", found)


def gone(beat: Beat) -> str:
    """Return that one is over that nobody waits for."""
    if beat.event == "close":
        return worded("stage.close", beat.lane)
    unbegun = beat.lane is not None and not beat.lane.touched
    return worded("stage.over_fresh" if unbegun else "stage.drop", beat.lane)


def inside(by: Lane | None) -> str:
    """Return in which lane something is, "" for who asks first."""
    return worded("story.inside", SimpleNamespace(by=by.name)) if by else ""


def ran(group: Group, beat: Beat) -> str:
    """Return the lines that a lane ran between a request and its answer, in words."""
    lines = run(group, beat)
    if not lines or (len(lines) == 1 and beat.request and beat.request.event in BEGINS):
        return ""  # a single line is that at which it was said to start
    if len(lines) > MOST_LINES:
        return message("stage.many_lines", count=len(lines))
    words = listed([str(each) for each in lines], "")
    return counted("stage.lines", len(lines), lines=words)


def listed(texts: list[str], mark: str = TURN) -> str:
    """Return texts as a list of words, code as they are with a mark."""
    named = [f"{mark}{each}{mark}" for each in texts]
    if len(named) == 1:
        return named[0]
    comma, last = message("stage.comma"), message("stage.and")
    return comma.join(named[:-1]) + last + named[-1]


def short(out: str) -> str:
    """Return what was printed in one line; of a traceback the last."""
    text = out.rstrip("\n")
    if "Traceback (most" in text:
        text = lines_of(text)[-1]
    text = text.replace("\n", " ⏎ ").replace(TURN, "\ufffd")
    return text if len(text) < LONGEST else text[: LONGEST - 1] + "…"
