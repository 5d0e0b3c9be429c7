"""What this room brings to the filters of the ledger: at which meeting."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from governance.ledger_filter import LedgerFilter, OfferFilter
from meetings.models import Meeting
from workflow.actors import Actor
from workflow.words import day


def _meetings(lines: QuerySet[Any], actor: Actor) -> list[tuple[str, str]]:
    """Every meeting somebody may know of, the latest first: FPBV, 22 January 2001."""
    rows = Meeting.objects.visible_to(actor).order_by("-held_on", "-held_at", "-pk")
    found = rows.values_list("pk", "body__short_name", "held_on")
    return [(str(pk), f"{body}, {day(held_on)}") for pk, body, held_on in found]


def _of_a_meeting(lines: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
    """Those about a meeting and everything that is part of it."""
    label = Meeting._meta.label_lower
    return lines.filter(Q(subject_type=label, subject_id=value) | Q(within_type=label, within_id=value))


LedgerFilter.also_by("body", meeting=OfferFilter(label="Meeting", method=_of_a_meeting, offers=_meetings))
