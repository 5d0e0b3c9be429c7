"""Tasks of the whole installation. A room's own tasks live in the room."""

from celery import shared_task

from config import heartbeat as heart


@shared_task
def heartbeat() -> None:
    """Say that a worker listens."""
    heart.beat()
