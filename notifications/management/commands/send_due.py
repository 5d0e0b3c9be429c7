"""`manage.py send_due`: now what beat does once a minute; with cron alone this is all it takes."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from governance.notice.words import long_day
from notifications.due.finders import RANK
from notifications.due.scan import Reminder, reminders_for
from notifications.round import go_round
from workflow.clock import today
from workflow.words import day, listed


class Command(BaseCommand):
    help = "Tells everybody what they are to be told, and reminds them of what is due; says who gets what."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", metavar="DATE", help="take it to be this day: 2001-01-29")
        parser.add_argument("--dry-run", action="store_true", help="send nothing and write nothing; only say")

    def handle(self, *, on: str | None, dry_run: bool, **options: Any) -> None:
        chosen = _day(on) if on else today()
        for line in told(list(reminders_for(chosen)), chosen):
            self.stdout.write(line)
        if dry_run:
            self.stdout.write("\nNothing was sent.")
        else:
            self.stdout.write(f"\n{go_round(on=chosen, whatever_the_hour=True)}")


def told(reminders: list[Reminder], on: date) -> Iterator[str]:
    """Each person once, with everything they are to be reminded of on that day."""
    people = sorted({each.person for each in reminders}, key=lambda person: (str(person), person.pk))
    doers = User.objects.filter(pk__in={doer for each in reminders for doer in each.due.doers})
    names = {person.pk: str(person) for person in doers}
    yield f"{long_day(on)}: {len(people)} {'person is' if len(people) == 1 else 'people are'} to be reminded."
    for person in people:
        own = [each.due for each in reminders if each.person == person]
        yield f"\n{person} <{person.email}>"
        for due in sorted(own, key=lambda each: (each.by, RANK[each.kind], each.about, each.what)):
            waits = "" if person.pk in due.doers else f" (it waits for {listed([names[key] for key in due.doers])})"
            yield f"  by {day(due.by)}: {due.what}, {due.about}{waits}"


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise CommandError(f"“{typed}” is no day: write it like 2001-01-29.") from error
