"""A stranger's server notes what comes, and leaves nothing behind."""

from __future__ import annotations

import socket
import threading
import time

from tests.browser.collector import collecting, settled


def test_datagrams_are_noted_by_their_ports_marks() -> None:
    with (
        collecting(datagrams=("one", "two")) as collector,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger,
    ):
        for size in (0, 3):
            stranger.sendto(b"x" * size, ("127.0.0.1", collector.ports["two"]))
        settled(collector)
    assert collector.of("one") == []
    assert collector.of("two") == ["a datagram of 0 bytes", "a datagram of 3 bytes"]


def test_no_thread_of_it_stays() -> None:
    before = {*threading.enumerate()}
    with collecting(datagrams=("one", "two")):
        assert len({*threading.enumerate()} - before) == 3
    end = time.monotonic() + 5
    while left := {*threading.enumerate()} - before:
        assert time.monotonic() < end, left
        time.sleep(0.01)
