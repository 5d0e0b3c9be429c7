"""Messages that only a person moves on from, and the two ways out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

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
    people = Appointment.objects.filter(body__in=bodies_with(SEES, actor)).order_by().values("person")
    return Message.objects.stuck().filter(person__in=people).select_related("person")


def send_again(message: Message, now: datetime) -> bool:
    """It is tried anew, under the same Message-ID; False if somebody was faster."""
    rows = Message.objects.filter(pk=message.pk, state__in=STUCK)
    return bool(rows.update(state=State.RETRY, tries=0, next_try_at=now))


def leave(message: Message) -> bool:
    """Nobody tries again; False if somebody was faster."""
    said = f"{LEFT}{message.said}"[:300]
    return bool(Message.objects.filter(pk=message.pk, state__in=STUCK).update(state=State.DROPPED, said=said))
