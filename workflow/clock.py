"""What day it is for the people on the pages.

The domain never asks: middleware and commands ask here and hand the day in. The instant at which something is recorded
is never taken from here: the ledger has a clock of its own (`audit/clock.py`).
"""

from datetime import date, time

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string

from audit.clock import now


def today() -> date:
    """Today, in the time zone of the installation; in the demo, the day its own clock shows."""
    return import_string(settings.TODAY)()  # type: ignore[no-any-return]


def server_today() -> date:
    """The server's date in the time zone of the installation."""
    return timezone.localdate()


def hour() -> time:
    """The time of day in the time zone of the installation, by the ledger's clock: what goes out late may count as
    issued on the next day."""
    return timezone.localtime(now()).time().replace(microsecond=0)
