"""Messages that only a person moves on from, and the two ways out; and those that a mail server keeps waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Min

from governance.models import Appointment
from meetings.access import bodies_with
from notifications.models import Message, MessageState
from notifications.models.message import STUCK
from workflow.actors import Actor

State = MessageState
SEES = "governance.publish_agenda"
"""A clerk's right: whoever publishes an agenda must know that its summons arrived"""
LEFT = "The clerk left it so: "


def sees_the_outbox(actor: Actor) -> bool:
    """Whether there is anybody whose messages this person looks after."""
    return actor.may_anywhere(SEES)


def open_to(actor: Actor) -> Any:
    """What stands still for people with an office in a body whose clerk this is, or in one below it."""
    return Message.objects.stuck().filter(person__in=_looked_after(actor)).select_related("person")


@dataclass(frozen=True)
class KeptWaiting:
    """Messages that were tried and will be tried again by themselves."""

    number: int
    since: datetime
    """when the oldest of them was written"""
    said: str
    """what stopped the one that was tried last"""


def kept_waiting(actor: Actor) -> KeptWaiting | None:
    """Those for the same people; None if there are none. Nobody need do anything about them, unless what stopped them
    is a password or a certificate: then every message waits, and is sent once that is put right."""
    rows = Message.objects.filter(state=State.RETRY, person__in=_looked_after(actor)).exclude(said="")
    found = rows.aggregate(number=Count("pk"), since=Min("created_at"))
    last = rows.order_by("-next_try_at", "-pk").values_list("said", flat=True).first() if found["number"] else None
    return None if last is None else KeptWaiting(found["number"], found["since"], last)


def _looked_after(actor: Actor) -> Any:
    return Appointment.objects.filter(body__in=bodies_with(SEES, actor)).order_by().values("person")


def send_again(message: Message, now: datetime) -> bool:
    """It is tried anew, under the same Message-ID; False if somebody was faster."""
    rows = Message.objects.filter(pk=message.pk, state__in=STUCK)
    return bool(rows.update(state=State.RETRY, tries=0, next_try_at=now))


def leave(message: Message) -> bool:
    """Nobody tries again; False if somebody was faster."""
    said = f"{LEFT}{message.said}"[:300]
    return bool(Message.objects.filter(pk=message.pk, state__in=STUCK).update(state=State.DROPPED, said=said))
