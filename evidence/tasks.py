"""Tasks of this room: each only wakes what looks for what is to be made, and may run twice."""

from celery import shared_task
from django.utils import timezone

from audit import clock
from evidence.heads_by_mail import mail_heads_that_are_due
from evidence.making import make_what_was_asked_for
from workflow.clock import today


@shared_task
def make_exports() -> None:
    """Make whatever packs people asked for."""
    make_what_was_asked_for(timezone.now(), today())


@shared_task
def mail_heads() -> None:
    """Send auditors where the ledger stands, if that is due."""
    mail_heads_that_are_due(clock.now(), today())
