"""`manage.py notice`: by when a body must give notice of a meeting, counted day by day."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from governance.models import Body
from governance.notice.counting import FIRST_YEAR, LAST_YEAR, SOURCE, Notice, notice_of
from governance.notice.in_force import counting_for, rule_for
from governance.notice.words import count_in_words, long_day, rule_in_words
from workflow.words import capital


class Command(BaseCommand):
    help = "Tells by when a body must give notice of a meeting on a day, and which days are counted. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--body", required=True, metavar="SHORT_NAME", help="as papers write it: FPBV")
        parser.add_argument("--meeting", required=True, metavar="DATE", help="the day of the meeting: 2001-01-22")
        parser.add_argument("--json", action="store_true", dest="as_json", help="as JSON")

    def handle(self, *, body: str, meeting: str, as_json: bool, **options: Any) -> None:
        this, meeting_on = _body(body), _day(meeting)
        counting, rule = counting_for(this, meeting_on), rule_for(this, meeting_on)
        named = str(rule) if rule else "No rule of notice is in force; three clear days are counted"
        notice = notice_of(meeting_on, counting)
        told = _json(notice, f"{named}. {rule_in_words(counting)}") if as_json else _told(notice, named)
        self.stdout.write(told if isinstance(told, str) else "\n".join(told))


def _body(short_name: str) -> Body:
    found: Body | None = Body.objects.filter(short_name=short_name).first()
    if found is None:
        known = ", ".join(Body.objects.order_by("short_name").values_list("short_name", flat=True))
        raise CommandError(f"There is no body “{short_name}”. There are: {known or 'none yet'}.")
    return found


def _day(typed: str) -> date:
    try:
        day = date.fromisoformat(typed)
    except ValueError as error:
        raise CommandError(f"“{typed}” is no day: write it like 2001-01-22.") from error
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise CommandError(f"Notice is counted for meetings from {FIRST_YEAR} to {LAST_YEAR}.")
    return day


def _told(notice: Notice, rule: str) -> Iterator[str]:
    yield count_in_words(notice)
    yield f"{capital(rule)}. Bank holidays as {SOURCE} has them."
    yield ""
    for day in notice.days:
        yield f"  {long_day(day.on)}: {'a clear day' if day.counts else f'does not count ({day.why})'}"


def _json(notice: Notice, rule: str) -> str:
    days = [{"date": day.on.isoformat(), "counts": day.counts, "why": day.why} for day in notice.days]
    return json.dumps({"latest_issue": notice.latest_issue.isoformat(), "days": days, "rule": rule}, indent=2)
