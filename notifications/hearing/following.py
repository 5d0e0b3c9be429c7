"""Following the ledger: every line is looked at once, in the order of its book, by whoever comes first.

The ledger announces its lines after they are committed; that only rings. What decides is how far each book has been
heard, and that moves in the same transaction in which the deliveries are written. So a lost ring, a crash or two
sweeps at once lose nothing and tell nobody twice.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from audit.models import AuditEvent, Book
from notifications.hearing.finding import hearers_of, told_once
from notifications.models import Delivery, Heard

SLICE = 500


def catch_up(today: date, now: datetime) -> int:
    """Find everybody concerned by lines nobody has looked at yet; returns how many deliveries came of it."""
    heard = dict(Heard.objects.values_list("book", "seq"))
    behind = [key for key, seq in Book.objects.values_list("key", "seq") if heard.get(key, 0) < seq]
    found = 0
    for book in sorted(behind):
        while (more := _hear_some(book, today, now)) is not None:
            found += more
    return found


def _hear_some(book: str, today: date, now: datetime) -> int | None:
    """The next lines of a book; None if there are no more."""
    with transaction.atomic():
        Heard.objects.bulk_create([Heard(book=book)], ignore_conflicts=True)
        place = Heard.objects.select_for_update().get(book=book)
        events = list(AuditEvent.objects.filter(book=book, seq__gt=place.seq).order_by("seq")[:SLICE])
        if not events:
            return None
        deliveries = deliveries_of(events, today, now)
        Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)
        place.seq = events[-1].seq
        place.save(update_fields=["seq"])
        return len(deliveries)


def deliveries_of(events: list[AuditEvent], today: date, now: datetime) -> list[Delivery]:
    """One for each person and line they hear of, not saved yet."""
    told = told_once(events, hearers_of(events, today))
    return [
        Delivery(
            person=person,
            kind=event.action,
            thing=event.key,
            due_on=timezone.localdate(event.recorded_at),
            created_at=now,
        )
        for event in events
        for person in told.get(event.key, ())
    ]


def begin_here() -> None:
    """Tell nobody of what the ledger holds until now: it was written before anybody was to be told."""
    for book, seq in Book.objects.values_list("key", "seq"):
        Heard.objects.update_or_create(book=book, defaults={"seq": seq})
