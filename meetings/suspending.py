"""Whether standing orders are suspended while an item is taken. Asks no database: everything is handed in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def suspensions_among(motions: Iterable[Any], minute: Any) -> list[Any]:
    """The motions by which standing orders are suspended under an item: carried under it; or under an item taken before
    it, to the end of the meeting."""
    return [
        motion
        for motion in motions
        if motion.suspends
        and motion.state == "carried"
        and (motion.minute_id == minute.pk or (motion.suspended_for == "meeting" and motion.minute_id < minute.pk))
    ]


def are_suspended(minute: Any) -> bool:
    """Whether they are under an item, as far as its meeting has come."""
    return bool(suspensions_among(minute.meeting.motions.all(), minute))
