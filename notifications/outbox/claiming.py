"""Taking up messages so that nobody else does: one statement, on each database in its own words."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q

from notifications.models import Message, MessageState

State = MessageState
FOR = timedelta(minutes=5)
"""How long a worker may take over what it has taken up; then somebody else does"""
SKIP_LOCKED = "FOR UPDATE SKIP LOCKED"
"""On PostgreSQL two workers then look past each other's rows; on SQLite one writer waits for the other"""


def claim(most: int, now: datetime) -> list[Message]:
    """Up to `most` messages whose time has come, with a lease of ours; those whose holder was never heard of again too.

    Committed when it returns: from then on they are ours until the lease ends.
    """
    lease = uuid4().hex
    with transaction.atomic():
        keys = _take(lease, most, now)
    found: list[Message] = list(
        Message.objects.filter(pk__in=keys).select_related("person").order_by("next_try_at", "pk")
    )
    return found


def _take(lease: str, most: int, now: datetime) -> list[int]:
    table = connection.ops.quote_name(Message._meta.db_table)
    lock = SKIP_LOCKED if connection.vendor == "postgresql" else ""
    statement = f"""
        UPDATE {table} SET state = %s, lease = %s, leased_until = %s
        WHERE id IN (
            SELECT id FROM {table}
            WHERE (state IN (%s, %s) AND next_try_at <= %s) OR (state = %s AND leased_until < %s)
            ORDER BY next_try_at, id LIMIT %s {lock}
        )
        RETURNING id
    """  # noqa: S608 - names of our own
    at = connection.ops.adapt_datetimefield_value
    values = [State.LEASED, lease, at(now + FOR), State.QUEUED, State.RETRY, at(now), State.LEASED, at(now), most]
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(value) if isinstance(value, State) else value for value in values])
        return [row[0] for row in cursor.fetchall()]


def hold(message: Message, now: datetime, **values: object) -> bool:
    """Commit that `message` is handed over from now on, so that the last dot may go; False if it is no longer ours."""
    until = now + timedelta(seconds=2 * settings.EMAIL_TIMEOUT + 60)
    held = Message.objects.filter(pk=message.pk, state=State.LEASED, lease=message.lease, leased_until__gt=now)
    return bool(held.update(state=State.HANDING_OVER, leased_until=until, handed_over_at=now, **values))


def settle(message: Message, state: MessageState, **values: object) -> bool:
    """Record what became of a message that is ours; whoever holds another lease of it is not overruled."""
    ours = Message.objects.filter(pk=message.pk, lease=message.lease)
    if state != State.SENT:
        ours = ours.filter(state__in=[State.LEASED, State.HANDING_OVER])
    return bool(ours.update(state=state, leased_until=None, **values))


def record_unconfirmed(now: datetime) -> int:
    """Messages whose sender was never heard of again between the last dot and the answer: nobody knows whether they
    arrived. What the law asks for is handed over once more, under the same Message-ID; the rest waits for a person."""
    lost = Message.objects.filter(state=State.HANDING_OVER, leased_until__lt=now)
    once_more = lost.filter(statutory=True, unconfirmed_at__isnull=True)
    said = "Whoever sent it was interrupted while the mail server took it."
    again: int = once_more.update(
        state=State.RETRY, unconfirmed_at=now, next_try_at=now, leased_until=None, said=said, tries=F("tries") + 1
    )
    parked: int = lost.filter(Q(statutory=False) | Q(unconfirmed_at__isnull=False)).update(
        state=State.UNCONFIRMED, unconfirmed_at=now, leased_until=None, said=said
    )
    return again + parked
