"""`manage.py restore FILE`: bring an installation back from a backup, into an empty database."""

from __future__ import annotations

import json
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from config.backup.chest import Manifest, unpacked
from config.backup.database import CannotBeDone, load
from config.backup.release import refuse_unless_ours
from notifications.outbox.holding import hold_what_is_on_its_way


class Command(BaseCommand):
    help = (
        "Brings a backup back into an empty database: migrates it to this release, holds all post that was on its way, "
        "and then says whether the ledger continues the heads of the backup and the data is sound."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `manage.py backup` wrote")

    def handle(self, *, file: Path, **_: Any) -> None:
        try:
            with unpacked(file) as (manifest, dumped):
                refuse_unless_ours(manifest)
                load(dumped)
        except CannotBeDone as refusal:
            raise CommandError(str(refusal)) from None
        call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
        held = hold_what_is_on_its_way(timezone.now())
        Session.objects.all().delete()  # somebody may have signed out since
        self.stdout.write(f"Brought back as it was at {manifest.made_at}. Messages held: {held}. All sign in anew.")
        self._examine(manifest)

    def _examine(self, manifest: Manifest) -> None:
        """Raises SystemExit where something is not as it must be; what was brought back stays."""
        with tempfile.NamedTemporaryFile("w", suffix=".json") as kept:
            json.dump({"books": manifest.heads}, kept)
            kept.flush()
            call_command("verify_ledger", checkpoint=Path(kept.name), stdout=self.stdout)
        call_command("doctor", stdout=self.stdout)
