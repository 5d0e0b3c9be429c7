"""What follows when a meeting is closed or its minutes are confirmed: numbers run on, and the record is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from django.db.models import Max, Q

from meetings.models import Determination, EarlierChair, Meeting, Minute, Minutes, Seat
from meetings.models.meeting import MeetingKind, MeetingState
from meetings.numbering import numbered
from workflow.acts import Done
from workflow.consequences import Consequence, follow


@follow
def minutes_are_numbered_when_a_meeting_is_closed(done: Sequence[Done]) -> Iterable[Consequence]:
    """From meeting to meeting within the year of the body, without gap or repeat."""
    for each in done:
        if each.rule.records == "meeting.closed" and isinstance(each.subject, Meeting):
            yield from _numbers(each, each.subject)


def _numbers(done: Done, meeting: Meeting) -> Iterator[Consequence]:
    last = last_number_of_the_year(meeting)
    minutes = {minute.item_id: minute for minute in Minute.objects.filter(meeting=meeting)}
    taken = [item for item, _ in numbered(list(meeting.items.all())) if item.pk in minutes]
    for number, item in enumerate(taken, last + 1):
        yield Consequence(partial(minutes[item.pk].give_number, number=number), of=done)


def last_number_of_the_year(meeting: Meeting) -> int:
    """The last number given so far in the year of the body, which begins with an annual meeting and ends before the
    next; 0 at its beginning. Meetings may be closed in any order: those of another year are not counted."""
    until, later = _when(meeting, "held_on", "held_at")
    took_place = Meeting.objects.filter(body=meeting.body_id).exclude(
        state__in=(MeetingState.CANCELLED, MeetingState.INQUORATE)
    )
    annual = took_place.filter(kind=MeetingKind.ANNUAL).in_order()
    begins, ends = annual.filter(until).last(), annual.filter(later).first()
    of_the_year = Minute.objects.filter(meeting__in=took_place)
    if begins is not None:
        _, since = _when(begins, "meeting__held_on", "meeting__held_at")
        of_the_year = of_the_year.filter(since | Q(meeting=begins.pk))
    if ends is not None:
        until_then, _ = _when(ends, "meeting__held_on", "meeting__held_at")
        of_the_year = of_the_year.filter(until_then).exclude(meeting=ends.pk)
    return of_the_year.aggregate(last=Max("number"))["last"] or 0


def _when(meeting: Meeting, on: str, at: str) -> tuple[Q, Q]:
    """What was up to a meeting, and what was after it."""
    day, hour = meeting.held_on, meeting.held_at
    same_day: dict[str, Any] = {on: day}
    return (
        Q(**{f"{on}__lt": day}) | Q(**same_day, **{f"{at}__lte": hour}),
        Q(**{f"{on}__gt": day}) | Q(**same_day, **{f"{at}__gt": hour}),
    )


@follow
def whoever_hands_over_the_chair_is_kept(done: Sequence[Done]) -> Iterable[Consequence]:
    """The minutes name everybody who presided over an item, and in which order."""
    for each in done:
        if each.rule.records == "minute.handed_over" and isinstance(each.subject, Minute):
            before, _ = each.changes["chair"]
            seat = Seat.objects.select_related("person").get(pk=before)
            yield Consequence(EarlierChair(meeting=each.subject.meeting, minute=each.subject, seat=seat).keep, of=each)


@follow
def confirmed_minutes_are_frozen(done: Sequence[Done]) -> Iterable[Consequence]:
    """The meeting is done with, and what was minuted and resolved no longer changes."""
    for each in done:
        if each.rule.records == "minutes.confirmed" and isinstance(each.subject, Minutes):
            minutes = each.subject
            yield Consequence(minutes.meeting.confirm, of=each)
            for minute in Minute.objects.filter(meeting=minutes.meeting_id):
                yield Consequence(partial(minute.confirm, minutes=minutes), of=each)
            for determination in Determination.objects.filter(meeting=minutes.meeting_id):
                yield Consequence(partial(determination.confirm, minutes=minutes), of=each)
