"""Tasks of this room: each only wakes what looks for what is due, and may run twice."""

from celery import shared_task

from notifications.round import go_round


@shared_task
def look_for_what_is_due() -> None:
    """Tell whoever is to be told of anything."""
    go_round()
