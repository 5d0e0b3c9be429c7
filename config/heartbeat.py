"""When a worker was last heard. Beat rings, a worker answers; an old answer means one of the two is deaf."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

KEY = "heartbeat"
LATEST = timedelta(minutes=3)  # two rings may be missed while a worker restarts


def beat() -> None:
    cache.set(KEY, timezone.now().isoformat(), timeout=None)


def age() -> timedelta | None:
    """How long ago a worker answered, or None if none ever did."""
    heard = cache.get(KEY)
    return None if heard is None else timezone.now() - datetime.fromisoformat(heard)
