from typing import Any

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class WorkflowConfig(AppConfig):
    name = "workflow"
    verbose_name = "Workflow"

    def ready(self) -> None:
        from workflow import checks, triggers  # noqa: F401 - registers what is checked before anything runs

        connection_created.connect(triggers.teach)
        # Without a sender: the tables of every room with governed models, after each room's migrations.
        post_migrate.connect(guard_governed_tables)


def guard_governed_tables(using: str, **_: Any) -> None:
    """Put the triggers (back) on governed tables: SQLite drops them whenever a migration remakes a table."""
    from django.db import connections

    from workflow import triggers

    triggers.install(connections[using])
