"""Messages for tests: to whom, and with which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from notifications.models import Message, MessageState, Occasion
from notifications.outbox import Letter, NotNeeded, sweep
from notifications.outbox.sweeping import Swept

State = MessageState


def somebody(username: str = "olga", **more: Any) -> User:
    values = {"name": username.title(), "email": f"{username}@example.org", **more}
    return User.objects.create(username=username, **values)


def a_message(person: User, **more: Any) -> Message:
    now = timezone.now()
    values = {"occasion": Occasion.AT_ONCE, "created_at": now, "next_try_at": now, **more}
    return Message.objects.create(person=person, **values)


def plain(messages: Sequence[Message]) -> Mapping[int, Letter | NotNeeded]:
    """The same words for everybody."""
    return {
        each.pk: Letter("Resolve a target by Friday", "Two lines\nof text.", "<p>Two lines</p>") for each in messages
    }


def swept(write: Any = plain, later: timedelta = timedelta(), **more: Any) -> Swept:
    """A sweep now, or later."""

    def now() -> datetime:
        return timezone.now() + later

    return sweep(write, now=now, **more)


def state_of(message: Message) -> str:
    return Message.objects.get(pk=message.pk).state
