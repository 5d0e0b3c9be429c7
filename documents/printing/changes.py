"""When something that has not been published was last changed."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from audit.models import AuditEvent
from meetings.models import Meeting


def last_change_of(meeting: Meeting) -> datetime:
    """The instant of the last line of the ledger about a meeting or anything in it, on the clock of the body."""
    rows = AuditEvent.objects.within(Meeting._meta.label_lower, meeting.pk).order_by()
    at: datetime = rows.aggregate(at=Max("recorded_at"))["at"]
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).replace(tzinfo=None, microsecond=0)
