"""Is the ledger whole, and are the rows of today what it proves?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from audit import triggers as ledger_triggers
from audit.chain import Fault, faults_in_ledger, heads
from audit.moment import one_moment
from audit.sealed import faults_in_texts
from workflow import triggers as row_triggers
from workflow.comparison import count_rows, faults_in_rows


class Command(BaseCommand):
    help = (
        "Replays every book of the ledger from entry 1 and compares what it proves with the rows of today. "
        "Names the first entry or object that disagrees and exits 1. What --json prints can be kept outside the "
        "database and handed to a later run with --checkpoint."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the verdict, the heads and all faults as JSON")
        parser.add_argument("--checkpoint", type=Path, metavar="FILE", help="JSON of an earlier run, kept elsewhere")

    def handle(self, *, json: bool, checkpoint: Path | None, **_: Any) -> None:
        kept = _kept_heads(checkpoint) if checkpoint else None
        with one_moment():
            found = _faults(kept)
            faults = list(found) if json else list(islice(found, 1))
            verdict = {"whole": not faults, "books": heads(), "objects": count_rows()}
        if json:
            self.stdout.write(_as_json(verdict, faults))
        else:
            self.stdout.write(_in_words(verdict, faults))
        if faults:
            raise SystemExit(1)


def _faults(kept: dict[str, Any] | None) -> Iterator[Fault]:
    yield from faults_in_ledger(kept)
    yield from faults_in_texts()
    yield from faults_in_rows()
    for name in [*ledger_triggers.missing(connection), *row_triggers.missing(connection)]:
        yield Fault(name, "The trigger is missing or switched off.")


def _kept_heads(file: Path) -> dict[str, Any]:
    try:
        books = json.loads(file.read_text())["books"]
        if all({"identity", "seq", "link"} <= set(book) for book in books.values()):
            return dict(books)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise CommandError(f"{file} is not what an earlier “verify_ledger --json” printed.")


def _as_json(verdict: dict[str, Any], faults: list[Fault]) -> str:
    first = faults[0].as_json() if faults else None
    return json.dumps({**verdict, "first": first, "faults": [fault.as_json() for fault in faults]}, indent=2)


def _in_words(verdict: dict[str, Any], faults: list[Fault]) -> str:
    if faults:
        return f"The ledger is NOT whole. First fault: {faults[0].where}. {faults[0].what}"
    entries = sum(book["seq"] for book in verdict["books"].values())
    books = len(verdict["books"])
    return (
        f"The ledger is whole: {entries} entries in {books} book{'' if books == 1 else 's'}, "
        f"and {verdict['objects']} objects agree with it."
    )
