"""Celery, the doorbell. What is due lives in the database; a task only wakes what looks for it."""

import logging.config
import os
from typing import Any

from celery import Celery
from celery.signals import beat_embedded_init, beat_init, setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("assent")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def log_as_the_web_does(**kwargs: Any) -> None:
    from django.conf import settings

    logging.config.dictConfig(settings.LOGGING)


@beat_init.connect
@beat_embedded_init.connect
def ring_at_once(**kwargs: Any) -> None:
    """So that `/ready` tells the truth seconds after a start, and what piled up goes out, not a minute later."""
    from config.tasks import heartbeat
    from notifications.tasks import look_for_what_is_due

    try:
        for task in (heartbeat, look_for_what_is_due):
            task.apply_async(expires=55, retry=False)
    except heartbeat.OperationalError:
        logging.getLogger(__name__).warning("broker_unreachable")
