"""`manage.py checkpoint`: the heads of all books with the time, to be kept where nobody can write over them."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit import clock
from audit.canonical import instant
from audit.chain import heads
from audit.moment import one_moment
from evidence.heads_by_mail import mail_heads, mail_heads_that_are_due
from workflow.clock import today


class Command(BaseCommand):
    help = (
        "Writes the head of every book of the ledger, with the time, to a file. Keep it elsewhere: “verify_ledger "
        "--checkpoint FILE” tells whether anything before it has been written anew, and “verify.py --head” of an audit "
        "pack whether that pack is of this ledger."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        where = parser.add_mutually_exclusive_group(required=True)
        where.add_argument("--output", type=Path, metavar="FILE", help="a file that is not there yet")
        where.add_argument("--mail", action="store_true", help="to every auditor, now")
        where.add_argument(
            "--mail-if-due", action="store_true", help="the same, if beat would: for cron without Celery"
        )

    def handle(self, *, output: Path | None, mail: bool, mail_if_due: bool, **_: Any) -> None:
        if output is None:
            send = mail_heads if mail else mail_heads_that_are_due
            sent = send(clock.now(), today())
            self.stdout.write(f"{sent} message{'' if sent == 1 else 's'} sent.")
            return
        with one_moment():
            kept = {"books": heads(), "taken_at": instant(clock.now())}
        try:
            with output.open("x", encoding="utf-8") as file:
                json.dump(kept, file, indent=2, sort_keys=True)
                file.write("\n")
        except FileExistsError as error:
            raise CommandError(f"{output} is there already: an earlier checkpoint is not written over.") from error
        except OSError as error:
            raise CommandError(f"{output} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"The heads of {len(kept['books'])} books are in {output}.")
