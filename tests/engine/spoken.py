"""The words of blocks, for tests that draw one alone."""

from __future__ import annotations

from engine.book import messages
from engine.book.messages import Messages
from tests.samples import ROOT

SAY = Messages(messages.read(messages.folder(ROOT), messages.SOURCE)["blocks"])
