"""What follows when a meeting is closed or its minutes are confirmed: numbers run on, and the record is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from django.db.models import Max

from meetings.models import Determination, Meeting, Minute, Minutes
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
    """The last number given in the year of the body, which begins with its annual meeting; 0 at its beginning."""
    if meeting.kind == MeetingKind.ANNUAL:
        return 0
    rows = Meeting.objects.filter(body=meeting.body_id).exclude(state=MeetingState.CANCELLED)
    begins = (
        rows.filter(kind=MeetingKind.ANNUAL, held_on__lte=meeting.held_on)
        .exclude(state=MeetingState.INQUORATE)
        .aggregate(on=Max("held_on"))["on"]
    )
    of_the_year = Minute.objects.filter(meeting__body=meeting.body_id)
    if begins is not None:
        of_the_year = of_the_year.filter(meeting__held_on__gte=begins)
    return of_the_year.aggregate(last=Max("number"))["last"] or 0


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
