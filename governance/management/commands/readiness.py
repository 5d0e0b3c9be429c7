"""`manage.py readiness`: whether a plan can be approved at a meeting, and why not, as the page tells it."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.management.base import BaseCommand, CommandError

from governance.as_at import NotThereYet, at_the_end_of
from governance.models import Plan
from governance.notice.counting import MOST_CLEAR_DAYS
from governance.notice.words import count_in_words
from governance.readiness import (
    Finding,
    Readiness,
    Seen,
    Verdict,
    as_it_stands,
    as_it_stood,
    readiness,
    usual_meeting,
)
from governance.readiness.lists import is_listed
from workflow import clock
from workflow.actors import Actor


class Command(BaseCommand):
    help = (
        "Tells whether a plan can be approved at a meeting: every objective and every target that is not resolved, "
        "with the verdict and its reason. Changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--plan", required=True, metavar="YEAR", help="the plan's financial year: 2001/02")
        parser.add_argument("--body", default="", metavar="SHORT_NAME", help="whose plan it is, if that is not plain")
        parser.add_argument(
            "--meeting", type=date.fromisoformat, metavar="DATE", help="the day of the meeting, if not the route's last"
        )
        parser.add_argument("--as-at", type=date.fromisoformat, metavar="DATE", help="the day it is seen from")
        parser.add_argument(
            "--clear-days", type=int, choices=range(MOST_CLEAR_DAYS + 1), metavar="N",
            help="clear days between papers and meeting, if not as the rule of notice has it",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", dest="as_json", help="as JSON")

    def handle(self, *, plan: str, body: str, clear_days: int | None, as_json: bool, **options: Any) -> None:
        seen = _seen(_plan(plan, body), options["as_at"])
        meeting_on = options["meeting"] or usual_meeting(seen.plan)
        if meeting_on is None:
            raise CommandError("The route leads to no body that approves: say which meeting it is (--meeting DATE).")
        answer = readiness(seen, meeting_on, clear_days)
        self.stdout.write(_json(answer) if as_json else "\n".join(_told(answer)))


def _plan(year: str, body: str) -> Plan:
    plans = Plan.objects.filter(financial_year=year).select_related("body").prefetch_related("stages__body")
    found: list[Plan] = list(plans.filter(body__short_name=body) if body else plans)
    if not found:
        raise CommandError(f"There is no plan for {year}.")
    if len(found) > 1:
        raise CommandError("Say whose plan it is: --body SHORT_NAME.")
    return found[0]


def _seen(plan: Plan, as_at: date | None) -> Seen:
    actor = Actor(AnonymousUser(), today=clock.today())
    if as_at is None:
        return as_it_stands(plan, actor)
    try:
        return as_it_stood(plan, at_the_end_of(as_at), actor)
    except NotThereYet as refusal:
        raise CommandError(str(refusal)) from refusal


def _json(found: Readiness) -> str:
    return json.dumps(found.answer.as_json(), indent=2, ensure_ascii=False)


def _told(found: Readiness) -> Iterator[str]:
    answer = found.answer
    yield answer.headline
    yield count_in_words(found.notice)
    yield found.burn_down.in_words
    for count in answer.counts:
        yield f"{count.verdict.label}: {count.objectives} objectives, {count.targets} targets"
    for verdict in reversed(Verdict):
        own = [each for each in answer.findings if each.verdict == verdict and is_listed(each)]
        if verdict != Verdict.RESOLVED and own:
            yield f"\n{verdict.label.capitalize()}:"
            yield from map(_line, own)


def _line(finding: Finding) -> str:
    who = f" ({finding.reasons[0].cleared_by})" if finding.reasons[0].cleared_by else ""
    return f"  {finding.name}: {finding.sentence}{who}"
