"""Ringing when the ledger has news, so that nobody waits for the next minute. Nothing rests on it."""

from __future__ import annotations

import time
from typing import Any

from workflow import doorbell

SELDOM = 2.0
"""Seconds in which a process rings once at most: one ring finds everything"""
AFTER_A_FAILURE = 60.0
"""Seconds in which it does not try again: a broker that hangs must not hold up people who act"""


class Doorbell:
    """When this process may ring again."""

    not_before = 0.0


def ring(**_: Any) -> None:
    """Wake a worker. A broker that is away is told in the log; the next minute's sweep finds what is due."""
    from notifications.tasks import look_for_what_is_due

    if time.monotonic() < Doorbell.not_before:
        return
    Doorbell.not_before = time.monotonic() + SELDOM
    if not doorbell.ring(look_for_what_is_due, countdown=1):
        Doorbell.not_before = time.monotonic() + AFTER_A_FAILURE
