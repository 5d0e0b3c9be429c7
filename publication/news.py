"""What a body published: its agendas, its minutes, and the decisions it took, as entries of a feed.

The ledger says when: the line by which an agenda went out, minutes were circulated or confirmed, or a decision was
recorded. What is not open any more, or not yet, is left out by asking the rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from audit.models import AuditEvent
from governance.models import Body, Decision
from meetings.filters import of_a_body
from meetings.models import Agenda, Meeting, Minutes
from publication.deciding import decisions_read_by
from workflow.actors import Actor
from workflow.words import day

PUBLISHED = {
    "agenda.published": "The agenda was published.",
    "minutes.circulated": "Draft minutes were circulated.",
    "minutes.confirmed": "The minutes were confirmed.",
    "decision.recorded": "",
    "decision.taken": "",
    "decision.taken_in_urgency": "",
}
"""ledger action that is news -> what it says; a decision says itself who decided"""


@dataclass(frozen=True)
class Item:
    """One thing a body published."""

    key: str
    """the link of its ledger line, which tells it from every other for good"""
    at: datetime
    title: str
    told: str
    address: str


def news_of(body: Body, reader: Actor, most: int) -> list[Item]:
    """The latest `most` things that `body` published, the latest first; in as many queries, however many there are."""
    meetings = Meeting.objects.visible_to(reader).filter(of_a_body(body)).order_by().values("pk")
    agendas = Agenda.objects.visible_to(reader).filter(meeting__in=meetings).select_related("meeting__body")
    minutes = Minutes.objects.visible_to(reader).filter(meeting__in=meetings).select_related("meeting__body")
    rows: dict[tuple[str, str], Any] = {
        (row._meta.label_lower, str(row.pk)): row
        for found in (
            agendas.order_by("-issued_on", "-pk")[:most],
            minutes.order_by("-meeting__held_on", "-pk")[:most],
            decisions_read_by(reader).filter(body=body)[:most],
        )
        for row in found
    }
    keys: dict[str, list[str]] = {}
    for label, pk in rows:
        keys.setdefault(label, []).append(pk)
    about = Q(pk__in=[])
    for label, pks in keys.items():
        about |= Q(subject_type=label, subject_id__in=pks)
    lines = AuditEvent.objects.filter(about, action__in=PUBLISHED).latest_first()[:most]
    return [_item(line, rows[line.subject_type, line.subject_id]) for line in lines]


def _item(line: AuditEvent, row: Any) -> Item:
    if isinstance(row, Decision):
        address = reverse("published_decision", args=[row.pk])
        told = f"{row.who} decided on {day(row.decided_on)} ({row.reference})."
        return Item(line.link, line.recorded_at, f"Decision: {row.reference}", told, address)
    page = "published_minutes" if isinstance(row, Minutes) else "published_meeting"
    title, told = f"{_kind(line, row)}: {row.meeting.heading}", PUBLISHED[line.action]
    return Item(line.link, line.recorded_at, title, told, reverse(page, args=[row.meeting_id]))


def _kind(line: AuditEvent, row: Any) -> str:
    if isinstance(row, Agenda):
        return f"Supplement {row.supplement}" if row.supplement else "Agenda"
    return "Minutes" if line.action == "minutes.confirmed" else "Draft minutes"
