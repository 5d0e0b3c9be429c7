"""The ledger's clock in tests: what happens inside `recorded_on(day)` is recorded on that day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from itertools import count

from django.test.utils import override_settings
from django.utils import timezone

_day: ContextVar[date] = ContextVar("day")
_ticks = count()


def now() -> datetime:
    """Nine in the morning of the day, and later with every line."""
    begins = timezone.make_aware(datetime.combine(_day.get(), time(9)))
    return begins + timedelta(milliseconds=next(_ticks))


@contextmanager
def recorded_on(day: date) -> Iterator[None]:
    """Let the ledger record on `day`."""
    token = _day.set(day)
    try:
        with override_settings(NOW=f"{__name__}.now"):
            yield
    finally:
        _day.reset(token)
