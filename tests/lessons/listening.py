"""Which processes listen to other machines, read from Linux' own tables."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

LISTENS = "0A"
# 127.0.0.1 as the tables have it, by itself and within IPv6, and ::1
LOOPBACK = re.compile(r"(0{16}FFFF0000)?[0-9A-F]{6}7F|0{24}01000000")


def to_others(processes: Iterable[int]) -> list[str]:
    """Return address and port of each socket of theirs that listens to others."""
    sockets = {
        os.readlink(file)
        for process in processes
        for file in files_of(process)
        if os.path.islink(file)
    }
    lines = [
        line.split()
        for name in ("tcp", "tcp6")
        for line in Path("/proc/net", name).read_text().splitlines()[1:]
    ]
    return [
        local
        for _, local, _, state, *_, inode in (line[:10] for line in lines)
        if state == LISTENS and f"socket:[{inode}]" in sockets
        if not LOOPBACK.fullmatch(local.split(":")[0])
    ]


def files_of(process: int) -> list[Path]:
    """Return the open files of a process; none if it has ended."""
    try:
        return list(Path(f"/proc/{process}/fd").iterdir())
    except OSError:
        return []
