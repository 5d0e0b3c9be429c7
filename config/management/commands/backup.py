"""`manage.py backup FILE`: everything this installation knows, in one file."""

from __future__ import annotations

import tempfile
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from audit.chain import heads
from config.backup.chest import Manifest, digest_of, pack
from config.backup.database import CannotBeDone, dump


class Command(BaseCommand):
    help = (
        "Writes the database, and with it every paper and every pack, to one file while people go on working. It holds "
        "personal and exempt data: keep it as you keep those. Keys are not in it: keep them elsewhere."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="where to; nothing is written over")

    def handle(self, *, file: Path, **_: Any) -> None:
        # The heads come first: what is written meanwhile is in the copy as well, and continues them.
        before = heads()
        with tempfile.TemporaryDirectory(dir=file.parent if file.parent.is_dir() else None) as folder:
            dumped = Path(folder) / "database"
            try:
                dump(dumped)
                pack(dumped, _manifest(dumped, before), file)
            except CannotBeDone as refusal:
                raise CommandError(str(refusal)) from None
        entries = sum(book["seq"] for book in before.values())
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes, with {entries} entries of the ledger or more.")


def _manifest(dumped: Path, heads_before: dict[str, Any]) -> Manifest:
    applied = sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())
    return Manifest(
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        vendor=connection.vendor,
        migrations=applied,
        heads=heads_before,
        digest=digest_of(dumped),
    )
