"""`manage.py make_exports`: now what beat does once a minute; with cron alone this is all it takes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from evidence.making import make_what_was_asked_for
from workflow.clock import today


class Command(BaseCommand):
    help = "Makes the audit packs that people asked for, and lets go of those whose last day is over."

    def handle(self, **_: Any) -> None:
        made = make_what_was_asked_for(timezone.now(), today())
        self.stdout.write(f"{made} audit pack{'' if made == 1 else 's'} made.")
