"""One round: find who hears of what, put it into messages, send them. Everything that beat, cron and people start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from notifications.composing import compose
from notifications.hearing.following import catch_up
from notifications.letters import write
from notifications.outbox import Swept, sweep
from workflow.clock import today


@dataclass(frozen=True)
class Round:
    """What one round did."""

    found: int
    messages: int
    swept: Swept

    def __str__(self) -> str:
        return f"{self.found} things to tell, {self.messages} messages written; {self.swept}"


def go_round(now: Callable[[], datetime] = timezone.now) -> Round:
    """All of it once. May run twice, and several at once: the database keeps them apart."""
    found = catch_up(today(), now())
    return Round(found, compose(now()), sweep(write, now=now))
