"""`manage.py demo`: fill the demo, or say that it is filled, and who can be signed in as.

With `--until` a day, tell its story on to the end of that.
"""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from demo import building, cast, clock
from demo.people import groups, table
from demo.stage import YEAR, Stage
from demo.story import telling
from governance.models import Plan
from governance.queries import counts_of

SAID = """
People, all with the password “{password}”; on the sign-in page one click is enough:

{people}

Three things to try:
  1. As Karen Maddox, open My tasks, turn “??? per cent” of Burglary into “2 per cent” with a reason and a basis, and
     submit it. Then carry it on: Ruth Pargeter for the workshop, Tessa Holloway for PSPM, Gerald Finch for FPBV, Ruth
     Pargeter again for the Authority and its publication. My tasks says whose turn it is.
  2. As Eleanor Strand, follow “Can the plan be approved in time?” on My tasks, ask about 8 February 2001, and what if
     the approval came with conditions: every objective and target is named with its reason and with who can clear it.
  3. Let the story go on, at the top of every page or with `make demo UNTIL=2001-03-31`: FPBV meets, the Authority
     decides, and the plan is published on 31 March 2001. Nobody needs to sign in to read it then. The auditor, Alan
     Thwaite, takes its audit pack away, which anybody can verify elsewhere. docs/walkthrough.md has every step.

E-mails land in {outbox} and on the page /demo/outbox/.
Stop with Ctrl-C. `make demo-reset` forgets everything; the next `make demo` begins again on {start}."""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day: write it as 2001-03-31") from None


class Command(BaseCommand):
    help = "Fills the demo's own database with the reference plan and its people. A second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--until", type=_day, help="tell the story on to the end of a day: 2001-03-31")

    def handle(self, *, until: date | None, **options: Any) -> None:
        try:
            new = building.build()
            if until is not None:
                telling.tell_on(until)
        except (building.NotOurs, telling.CannotGoOn) as refusal:
            raise CommandError(str(refusal)) from None
        today = clock.today()
        counts = counts_of(Plan.objects.get(financial_year=YEAR), Stage().on(today, "alan"))
        self.stdout.write(
            f"{'The demo is filled' if new else 'The demo is as you left it'}: {clock.in_words(today)}; "
            f"{counts.objectives} objectives and {counts.overall} overall, {counts.indicators} indicators, "
            f"{counts.targets} targets, {counts.unresolved} of them unresolved."
        )
        self.stdout.write(
            SAID.format(
                password=cast.PASSWORD,
                people=table(groups(today)),
                outbox=settings.EMAIL_FILE_PATH,
                start=clock.in_words(clock.START),
            )
        )
