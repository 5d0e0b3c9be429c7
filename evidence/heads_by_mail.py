"""The heads of the ledger go out of the house by mail: to auditors, every week and whenever a plan is published or
minutes are signed. Whoever writes the ledger anew afterwards cannot take those messages back."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from audit.chain import heads
from audit.models import AuditEvent
from audit.moment import one_moment
from evidence.models import Posting
from evidence.post import send
from governance.ledger import lines_read_by
from governance.models import Appointment
from governance.roles import RoleName
from workflow.actors import Actor

A_WEEK = timedelta(days=7)
TRIED_AGAIN_AFTER = timedelta(minutes=15)
"""Longer than a posting may take: whoever began it was killed"""
OCCASIONS = ("plan.published", "minutes.confirmed")
"""after these something rests on the ledger that did not before"""


def mail_heads_that_are_due(now: datetime, today: date) -> int:
    """Send them if a week is over, or if anything of the kind has happened since; how many messages went out. May run
    twice, and several at once: one of them has the posting. `now` is read off the ledger's own clock."""
    last = Posting.objects.order_by("number").last()
    if last is not None and last.sent_at is None:
        return _send(last, now, today) if _taken(last, now) else 0
    if last is not None and now - last.began_at < A_WEEK and not _happened_since(last):
        return 0
    return mail_heads(now, today)


def mail_heads(now: datetime, today: date) -> int:
    """Send them now, whatever is due."""
    last = Posting.objects.order_by("number").last()
    try:
        with transaction.atomic():
            posting = Posting.objects.create(number=last.number + 1 if last else 1, began_at=now)
    except IntegrityError:  # somebody else has just begun it
        return 0
    return _send(posting, now, today)


def _happened_since(last: Posting) -> bool:
    """Asked of the instant at which the lines were recorded."""
    return AuditEvent.objects.filter(action__in=OCCASIONS, recorded_at__gte=last.began_at).exists()


def _taken(posting: Posting, now: datetime) -> bool:
    """Whether one that was begun and never ended is ours now."""
    unended = Posting.objects.filter(pk=posting.pk, sent_at=None, began_at__lt=now - TRIED_AGAIN_AFTER)
    return bool(unended.update(began_at=now))


def _send(posting: Posting, now: datetime, today: date) -> int:
    """To each auditor the heads of the books in which they read."""
    offices = Appointment.objects.in_force(today).filter(role=RoleName.AUDITOR, person__is_active=True)
    people = {office.person_id: office.person for office in offices.select_related("person").order_by("person")}
    sent = 0
    with one_moment():
        stood = heads()
        books = {pk: _books_of(Actor(person, today=today), stood) for pk, person in people.items()}
    for pk, person in people.items():
        words = {"books": books[pk], "at": now, "address": settings.ADDRESS}
        sent += bool(books[pk]) and send(person, "Where the ledger stood: keep this message", "heads", words)
    if sent or not any(books.values()):  # else the mail server took none, and it is tried again
        Posting.objects.filter(pk=posting.pk).update(sent_at=now, messages=sent)
    return sent


def _books_of(actor: Actor, stood: dict[str, Any]) -> dict[str, Any]:
    lines = AuditEvent.objects.filter(lines_read_by(actor)).order_by()
    read = set(lines.values_list("book", flat=True).distinct())
    return {key: head for key, head in stood.items() if key in read}
