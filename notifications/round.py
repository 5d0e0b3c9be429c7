"""One round: find who hears of what, put it into messages, send them. Everything that beat, cron and people start."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.utils import timezone

from notifications.composing import compose
from notifications.due.scan import scan
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


def go_round(
    now: Callable[[], datetime] = timezone.now, *, on: date | None = None, whatever_the_hour: bool = False
) -> Round:
    """All of it once. May run twice, and several at once: the database keeps them apart.

    `on` is the day it is taken to be. Reminders wait for the reader's morning, or go `whatever_the_hour`.
    """
    on = on or today()
    found = catch_up(on, now()) + scan(on, now())
    messages = compose(now(), whatever_the_hour=whatever_the_hour)
    return Round(found, messages, sweep(partial(write, on=on), now=now))
