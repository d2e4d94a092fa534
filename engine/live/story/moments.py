"""Which beats are moments: where the stage stops by default.

A moment is a hand-over, and what belongs to it: a request with the lines that it runs
and its answer, what who asked does with that, a call that makes a generator, one that
is closed or gone.
"""

from __future__ import annotations

from engine.live.story.staging import Beat

BEGINS = ("start", "call")
MOST_WIRES = 2  # that are drawn in one moment

Group = list[Beat]


def moments(beats: list[Beat]) -> list[Group]:
    """Return beats in groups: each is a moment, at its last beat, which rests."""
    groups: list[Group] = [[]]
    for beat, following in zip(beats, [*beats[1:], None], strict=True):
        groups[-1].append(beat)
        if following is None or rests(groups[-1], beat, following):
            beat.rest = True
            groups.append([])
    return groups[:-1]


def rests(group: Group, beat: Beat, following: Beat) -> bool:
    """Return whether the stage stops after a beat, before what follows."""
    if beat.kind in ("begin", "over"):
        return True
    if following.input != beat.input:
        return not beat.quiet
    if beat.kind == "make":
        # one that another makes and asks at once is one moment
        return not (following.kind == "ask" and following.by is beat.by is not None)
    if beat.kind == "ask":
        wires = sum(len(each.cross) for each in group if each.kind == "ask")
        return wires >= MOST_WIRES
    if beat.event == "raise" and beat.kind == "own":
        return True
    answered = any(each.kind == "back" for each in group)
    # what the reader's own lines do with an answer belongs to it
    own = beat.kind == "own" or beat.by is None
    return answered and not (own and following.kind == "own")


def run(group: Group, beat: Beat) -> list[int]:
    """Return the lines that a lane ran in a group up to a beat.

    That at which it was woken is none: it had begun before.
    """
    return [
        each.line
        for each in group[: group.index(beat)]
        if each.lane is beat.lane
        and (each.event == "line" or (each.kind == "ask" and each.event in BEGINS))
    ]


def prints(group: Group, beat: Beat) -> list[Beat]:
    """Return the beats of a group, up to one, before which its lane printed.

    The sentence of an error tells that itself.
    """
    return [
        each
        for each in group[: group.index(beat) + 1]
        if each.lane is beat.lane and each.kind in ("line", "back")
        if each.out.strip() and each.event != "raise"
    ]
