"""A book of lines about one paper: many, of every kind, written in a moment."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import transaction

from audit import ledger
from audit.ledger import Line
from audit.models import AuditEvent, Book

FEB_8 = date(2001, 2, 8)
PAPER = "paper"


def a_line(number: int = 1, book: str = PAPER, **more: Any) -> Line:
    """Clare revises target `number` of report 3; some lines have reasons, some speak for somebody, some are private."""
    private = number % 5 == 0
    return Line(
        **{
            "action": "target.revised",
            "act_id": f"{number:032x}",
            "book": book,
            "subject": ("paper.target", str(number), f"“{number} per cent” of Straßenraub"),
            "within": ("paper.report", "3"),
            "version": number,
            "actor": ("7", "Clare Hobbs"),
            "role": "clerk of FPBV",
            "effective_on": FEB_8 + timedelta(days=number % 40),
            "changes": {
                "text": ["?? per cent", f"{number} per cent"],
                "numbers": [[], [str(number)]],
                "holder": [None, True],
            },
            "on_behalf_of": ("9", "Ken Marsh") if number % 7 == 0 else ("", ""),
            "plan": "4" if number % 2 else "",
            "because": "The boroughs have reported, ✓ all of them." if number % 3 == 0 else "",
            "basis": "Returns to December 2000" if number % 4 == 0 else "",
            "private": frozenset({"text"}) if private else frozenset(),
            **more,
        }
    )


def write_book(entries: int = 200, book: str = PAPER) -> list[AuditEvent]:
    """A book of that many entries, read back from the database."""
    with transaction.atomic():
        ledger.write(a_line(number, book) for number in range(1, entries + 1))
    return read_book(book)


def read_book(book: str = PAPER) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(book=book).order_by("seq").with_words())


def head_of(book: str = PAPER) -> Book:
    return Book.objects.get(key=book)


def verify(*options: object) -> dict[str, Any]:
    """What `verify_ledger --json` says, with its exit code."""
    answer, code = io.StringIO(), 0
    try:
        call_command("verify_ledger", "--json", *map(str, options), stdout=answer)
    except SystemExit as end:
        code = end.code
    return {**json.loads(answer.getvalue()), "code": code}


def in_words(*options: object) -> tuple[str, int]:
    """What `verify_ledger` says without --json, and its exit code."""
    answer, code = io.StringIO(), 0
    try:
        call_command("verify_ledger", *map(str, options), stdout=answer)
    except SystemExit as end:
        code = end.code
    return answer.getvalue().strip(), code


def keep_checkpoint(folder: Path) -> Path:
    """The JSON of a run, kept in a file outside the database."""
    file, answer = folder / "checkpoint.json", io.StringIO()
    call_command("verify_ledger", "--json", stdout=answer)
    file.write_text(answer.getvalue())
    return file
