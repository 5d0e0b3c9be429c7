"""Makes this folder an app, so that its system checks and its commands are found."""

from django.apps import AppConfig
from django.conf import settings
from django_structlog.celery.receivers import CeleryReceiver


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from config import checks, refusals  # noqa: F401 - the first registers what it checks

        refusals.refuse_foreign_clocks(demo=settings.DEMO, clocks={"TODAY": settings.TODAY, "NOW": settings.NOW})

        # One receiver for the web (which rings) and the worker (which answers): with the library's own switch and its
        # worker step a worker would log every ring twice. Kept here, because signals hold receivers weakly.
        self.task_log = CeleryReceiver()
        self.task_log.connect_worker_signals()
