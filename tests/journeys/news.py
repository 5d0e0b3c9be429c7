"""Addresses of messages and of who hears of what: their forms, their lines of the table, and the things they name."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from accounts.models import User
from notifications.letters.stopping import link_to_stop
from notifications.models import Message, Topic
from tests.world import World

FORMS: dict[str, dict[str, str]] = {
    "choices": {**dict.fromkeys(Topic.values, "daily"), "zone": "Europe/Paris"},
}

TABLE = """
inbox | | nothing | in; 200 | in; 405 | in; 405
choices | | choices | in; 200 | in; done | =
message | {told} | nothing | in; 200 olive; 404 | in; 405 | in; 405
stop | {stop} | nothing | 200 | done | 405
who_hears | | nothing | in; 200 colin ada una; 403 | in; 405 | in; 405
hearers | {entry} | nothing | in; 200 colin ada; 404 una; 403 | in; 405 | in; 405
outbox | | nothing | in; 200 clerks; 403 | in; 405 | in; 405
outbox_act | {stuck} again | nothing | in; 405 | in; done clare ken; 404 una; 403 | in; 405
outbox_act | {stuck} leave | nothing | in; 405 | in; done clare ken; 404 una; 403 | in; 405
"""


def messages_of(world: World) -> dict[str, Any]:
    """Olive was told something; what Ken was to be told stands still."""
    return {
        "told": told(world.olive).pk,
        "stuck": told(world.ken, state="failed").pk,
        "stop": link_to_stop(world.olive.pk, ["comments"]).rstrip("/").rpartition("/")[2],
    }


def told(person: User, state: str = "sent", subject: str = "Answer a comment by 22 January 2001") -> Message:
    """A message that came to its end."""
    now = timezone.now()
    return Message.objects.create(
        person=person, occasion="at_once", state=state, created_at=now, next_try_at=now, sent_at=now, subject=subject
    )
