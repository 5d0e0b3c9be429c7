"""`manage.py ready`: what `/ready` says, for a terminal, cron and the worker's health check."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config import health, readiness


class Command(BaseCommand):
    help = "Say whether everything Assent stands on is there; fail if not."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("check", nargs="*", help="only these: " + ", ".join(readiness.CHECKS))

    def handle(self, *args: Any, check: list[str], **options: Any) -> None:
        if unknown := set(check) - set(readiness.CHECKS):
            raise CommandError("No such check: " + ", ".join(sorted(unknown)))
        report = health.report(check)
        self.stdout.write(json.dumps(report, indent=2))
        if report["status"] != health.READY:
            raise CommandError("Not ready.")
