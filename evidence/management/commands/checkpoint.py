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


class Command(BaseCommand):
    help = (
        "Writes the head of every book of the ledger, with the time, to a file. Keep it elsewhere: “verify_ledger "
        "--checkpoint FILE” tells whether anything before it has been written anew, and “verify.py --head” of an audit "
        "pack whether that pack is of this ledger."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="a file that is not there yet")

    def handle(self, *, output: Path, **_: Any) -> None:
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
