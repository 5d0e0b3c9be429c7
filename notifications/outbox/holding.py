"""Holding the post of an installation that was brought back from a backup."""

from __future__ import annotations

from datetime import datetime

from notifications.models import Message
from notifications.models.message import ON_ITS_WAY, MessageState

SAID = "It was on its way when the backup was made that this installation was brought back from: it may have gone out."


def hold_what_is_on_its_way(now: datetime) -> int:
    """Send nothing that may have been sent since the backup; a person sees it among what is stuck, and decides. How
    many are held."""
    return Message.objects.filter(state__in=ON_ITS_WAY).update(
        state=MessageState.UNCONFIRMED, unconfirmed_at=now, lease="", leased_until=None, said=SAID
    )
