"""`manage.py retention`: what of past meetings the law no longer asks a body to keep open to the public."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand

from meetings.models import Meeting
from meetings.retention import SOURCE, retention_of
from workflow.clock import today
from workflow.words import capital, day


class Command(BaseCommand):
    help = "Lists what of meetings in public may be closed on a day. Closes nothing, deletes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", type=_day, metavar="DATE", help="the day: 2007-02-01; today, if none is given")

    def handle(self, *, on: date | None, **options: Any) -> None:
        asked = on or today()
        found = list(_past(asked))
        told = found or [f"On {day(asked)} everything must still be open to the public."]
        self.stdout.write("\n".join([*told, f"Nothing has been closed ({SOURCE})."]))


def _past(on: date) -> Iterator[str]:
    """One line for each meeting of which something may be closed, the earliest first."""
    for meeting in Meeting.objects.filter(in_public=True, agendas__supplement=0).select_related("body").in_order():
        kept = retention_of(meeting)
        if kept.papers_until < on:
            yield f"{capital(meeting)}: minutes, agenda and all reports, open until {day(kept.papers_until)}."
        elif kept.background_until < on:
            yield f"{capital(meeting)}: background papers, open until {day(kept.background_until)}."


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write it as 2007-02-01") from None
