"""The ledger's clock: the instant at which a line is recorded.

It is the server's own, and nobody hands it in. Only the demo has another, so that its history of the winter of 2000 can
be read back day by day; `config/refusals.py` lets no other installation start with it.
"""

from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string


def now() -> datetime:
    """The instant that is recorded; in the demo, an instant of the day its own clock shows."""
    return import_string(settings.NOW)()  # type: ignore[no-any-return]


def server_now() -> datetime:
    """The server's clock."""
    return timezone.now()
