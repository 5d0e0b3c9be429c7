"""How the outbox fares, for whoever watches the installation."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Min

from notifications.models import Message
from notifications.models.message import ON_ITS_WAY


def longest_wait(now: datetime) -> timedelta:
    """For how long the message that waits longest has been due; nothing waits longer than this."""
    oldest: datetime | None = Message.objects.filter(state__in=ON_ITS_WAY).aggregate(at=Min("created_at"))["at"]
    return max(timedelta(), now - oldest) if oldest else timedelta()
