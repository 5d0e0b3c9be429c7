"""How far the making of a pack has come, as far as the cache can tell.

It lies there since whoever makes a pack looks at one moment of the database. Nothing rests on it: a pack is made and
had without a cache, and nobody knows how far it is.
"""

from __future__ import annotations

import structlog
from django.core.cache import cache

AN_HOUR = 3600

logger = structlog.get_logger(__name__)


def note(export: int, done: int) -> None:
    """Keep how much of a pack is made, in per cent."""
    try:
        cache.set(_place(export), done, timeout=AN_HOUR)
    except Exception as error:  # noqa: BLE001 - whatever a cache does, the pack is made
        logger.warning("cache_broken", error=type(error).__name__)


def of(export: int) -> int | None:
    """How much of a pack is made, in per cent; None if nobody can tell."""
    try:
        found: int | None = cache.get(_place(export))
    except Exception as error:  # noqa: BLE001 - whatever a cache does, the page is shown
        logger.warning("cache_broken", error=type(error).__name__)
        return None
    return found


def _place(export: int) -> str:
    return f"export-{export}"
