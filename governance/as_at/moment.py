"""A moment of the record: the end of a day, an entry of the ledger, or what a body had before it when it decided.

A moment is told by what had been recorded by then, not by what had taken effect: "as it stood on 22 January" is what
anybody would have read on that day.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from audit.models import AuditEvent
from governance.models import Decision, Plan
from workflow.words import day as in_words

WRITTEN_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
WRITTEN_ENTRY = re.compile(r"(?:(?P<book>[a-z]+(?:-\d+)?):)?(?P<seq>\d{1,18})")
WRITTEN_DECISION = re.compile(r"decision:(?P<pk>\d{1,18})")
OTHER_DAYS = ("%d %B %Y", "%d %b %Y", "%d/%m/%Y")
"""as people write them: 22 January 2001, 22/1/2001"""

HOW_TO = "Write a day such as 22 January 2001, or the number of a ledger entry such as {book}:212."


class NoSuchMoment(ValueError):
    """What was asked for is no moment of the plan; the sentence says why."""


@dataclass(frozen=True)
class Moment:
    """A point in the record, with everything a page needs to name it."""

    asked: str
    """as an address writes it: 2001-01-22, plan-1:212 or decision:3"""
    day: date
    recorded: Q
    """the lines of the ledger recorded by then"""
    of: str = ""
    """what it was the moment of, if it was no end of a day: ledger entry plan-1:212"""

    def __str__(self) -> str:
        return f"{in_words(self.day)}, {self.of}" if self.of else in_words(self.day)


def at_the_end_of(day: date) -> Moment:
    """The record as it stood when `day` was over."""
    return Moment(day.isoformat(), day, Q(recorded_at__lt=_midnight_after(day)))


def at_entry(plan: Plan, seq: int) -> Moment:
    """The record after entry `seq` of the book of `plan`, and after what was done in one act with it: nobody ever saw
    half an act. Raises NoSuchMoment."""
    book = plan.ledger_book
    of_its_act = AuditEvent.objects.filter(book=book, seq=seq).values("act_id")
    lines = AuditEvent.objects.filter(book=book, act_id__in=of_its_act).order_by("-seq")
    last = lines.values_list("seq", "recorded_at").first()
    if last is None:
        raise NoSuchMoment(f"The ledger has no entry {book}:{seq}.")
    until, instant = last
    own = Q(book=book, seq__lte=until)
    others = ~Q(book=book) & Q(recorded_at__lte=instant)
    return Moment(f"{book}:{seq}", timezone.localdate(instant), own | others, f"ledger entry {book}:{seq}")


def before_decision(decision: Decision) -> Moment:
    """What the body had before it when it decided: the record at the end of that day, but for the decision itself and
    what followed from it. Raises NoSuchMoment if the ledger does not know of the decision."""
    label = Decision._meta.label_lower
    line = (
        AuditEvent.objects.about(label, decision.pk).order_by("seq").values_list("book", "seq", "recorded_at").first()
    )
    if line is None:
        raise NoSuchMoment("The ledger knows of no such decision.")
    book, seq, instant = line
    own = Q(book=book, seq__lt=seq)
    others = ~Q(book=book) & Q(recorded_at__lte=instant)
    day = decision.decided_on
    of = f"what {decision.body.short_name} had before it ({decision.reference})"
    return Moment(f"decision:{decision.pk}", day, (own | others) & at_the_end_of(day).recorded, of)


def moment_of(asked: str, plan: Plan, today: date, find_decision: Callable[[int], Decision | None]) -> Moment:
    """The moment that an address or a person asks for. Raises NoSuchMoment with a sentence for whoever asked.

    `find_decision` finds those decisions about `plan` that the person may know of.
    """
    asked = " ".join(asked.split())
    if found := WRITTEN_DECISION.fullmatch(asked):
        decision = find_decision(int(found["pk"]))
        if decision is None:
            raise NoSuchMoment("No such decision about this plan is recorded.")
        return before_decision(decision)
    if (day := _day(asked)) is not None:
        if day > today:
            raise NoSuchMoment(f"{in_words(day)} is still to come: nobody knows yet how the plan will stand.")
        return at_the_end_of(day)
    if found := WRITTEN_ENTRY.fullmatch(asked):
        if found["book"] not in (None, plan.ledger_book):
            raise NoSuchMoment(f"This plan has its own book in the ledger: name an entry of {plan.ledger_book}.")
        return at_entry(plan, int(found["seq"]))
    if not asked:
        raise NoSuchMoment(HOW_TO.format(book=plan.ledger_book))
    raise NoSuchMoment(f"“{asked[:60]}” is no moment of this plan. {HOW_TO.format(book=plan.ledger_book)}")


def _day(asked: str) -> date | None:
    if WRITTEN_DAY.fullmatch(asked):
        written: tuple[str, ...] = ("%Y-%m-%d",)
    else:
        written = OTHER_DAYS
    for form in written:
        try:
            return datetime.strptime(asked, form).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    return None


def _midnight_after(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=timezone.get_current_timezone())
