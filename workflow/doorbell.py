"""Ringing for a worker, so that nobody waits for the next minute. Nothing rests on it (docs/adr/0008)."""

from __future__ import annotations

from typing import Any

import structlog

PATIENCE = {"socket_timeout": 1.0, "socket_connect_timeout": 1.0, "max_retries": 0}
"""How long, in seconds, and how often again a person waits for a broker that answers nobody; a worker has more of it"""
EXPIRES = 55
"""Seconds after which a ring is worth nothing: the next minute's says the same"""

logger = structlog.get_logger(__name__)


def ring(task: Any, *, countdown: int = 0) -> bool:
    """Wake a worker for `task` in `countdown` seconds. False, and a line in the log, if no broker took the ring."""
    try:
        with task.app.connection_for_write(transport_options=PATIENCE) as wire:
            task.apply_async(connection=wire, expires=EXPIRES, retry=False, countdown=countdown)
    except Exception as error:  # noqa: BLE001 - whatever a broker does, somebody's act is done and stays done
        logger.warning("doorbell_broken", error=type(error).__name__)
        return False
    return True
