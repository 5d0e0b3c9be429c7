"""What a server, or its silence, means for a message, and when it is tried again."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum


class Fate(Enum):
    """What becomes of a message after one try."""

    SENT = "the server took it"
    LATER = "the server will not take it now"
    BROKEN = "the connection broke before the last dot: the server has taken nothing"
    UNREACHED = "the server could not be reached, or takes nothing from us: no fault of the message"
    REFUSED = "the server will never take it"
    UNKNOWN = "the connection broke after the last dot: it may have been taken"


class Phase(Enum):
    """Where in the conversation something was said."""

    OPENING = "connecting"
    SENDER = "naming the sender"
    RECIPIENT = "naming the recipient"
    DATA = "beginning the text"
    TEXT = "sending the text"
    END = "ending the text"


ABOUT_US = {530, 534, 535, 538}
"""The server wants us to sign in, or to encrypt: nobody's message is to blame (RFC 4954 section 6)"""
TOO_MANY = 552
"""As an answer to a recipient it means: not just now (RFC 5321 section 4.5.3.1.10)"""
GOING = 421
"""The server closes the connection (RFC 5321 section 3.8)"""


class Trouble(Exception):
    """A try that did not end with the message taken."""

    def __init__(self, fate: Fate, said: str) -> None:
        super().__init__(said)
        self.fate = fate


def trouble(phase: Phase, code: int, words: bytes | str = b"") -> Trouble:
    """What an answer that was not hoped for means; `code` -1 is none of SMTP's."""
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    said = f"The mail server said {code} when {phase.value}: {' '.join(text.split())}".rstrip(": ")
    return Trouble(_fate(phase, code), said)


def _fate(phase: Phase, code: int) -> Fate:
    if phase is Phase.OPENING or code in ABOUT_US:
        return Fate.UNREACHED
    if code == GOING:
        return Fate.BROKEN
    if phase is Phase.RECIPIENT and code == TOO_MANY:
        return Fate.LATER
    if 500 <= code < 600:
        return Fate.REFUSED
    if 400 <= code < 500:
        return Fate.LATER
    # Neither yes nor no. Before the last dot nothing has been taken; after it nobody knows.
    return Fate.UNKNOWN if phase is Phase.END else Fate.LATER


def silence(phase: Phase, error: Exception) -> Trouble:
    """The connection broke, or nobody answered in time."""
    fate = {Phase.OPENING: Fate.UNREACHED, Phase.END: Fate.UNKNOWN}.get(phase, Fate.BROKEN)
    return Trouble(fate, f"The connection to the mail server broke when {phase.value} ({type(error).__name__}).")


MOST_TRIES = 5
"""After so many refusals for now, a message is parked where people see it"""


@dataclass(frozen=True)
class Backoff:
    """How long to wait: the first time, and how much longer each time after."""

    first: timedelta
    factor: int
    longest: timedelta

    def after(self, tries: int) -> timedelta:
        """Never the same for two messages: those refused together do not come back together."""
        wait: timedelta = min(self.first * self.factor ** max(0, tries - 1), self.longest)
        share = random.uniform(0.8, 1.2)  # noqa: S311 - nobody gains from guessing it
        return timedelta(seconds=wait.total_seconds() * share)


SLOW = Backoff(timedelta(minutes=10), 3, timedelta(hours=6))
"""A server that said not now: grey lists ask for minutes, full mailboxes for hours"""
QUICK = Backoff(timedelta(seconds=45), 2, timedelta(minutes=15))
"""A server that is away: it comes back, and then everything is to go out soon"""
