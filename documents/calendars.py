"""Meetings for the calendars of other programs (RFC 5545): one, all of a body, or a person's with their deadlines.

Nothing here asks the clock: an entry bears the instant of its last change in the ledger, so the same meetings always
give the same bytes. Text is made one line and goes through the escaping of the icalendar package, so that nobody writes
an entry of their own into the title of another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max
from icalendar import Calendar, Event, Timezone

from accounts.models import User
from audit.models import AuditEvent
from documents.deadlines import Due
from governance.models import Body
from meetings.models import JointBody, Meeting, MeetingState
from workflow.words import listed

KEPT_FREE = timedelta(hours=2)
"""How long an entry lasts. Nobody knows when a meeting will end; without an end a calendar would show no time at all,
and would not keep it free"""
ASK_AGAIN = timedelta(hours=12)
STATUS = {MeetingState.PLANNED: "TENTATIVE", MeetingState.CANCELLED: "CANCELLED"}
"""Planned is tentative until the agenda is out; whatever took place is confirmed, quorate or not"""


def calendar_of(meeting: Meeting) -> bytes:
    """One meeting."""
    return _calendar([meeting], meeting.title).to_ical()  # type: ignore[no-any-return]


def calendar_of_body(body: Body, meetings: Sequence[Meeting]) -> bytes:
    """Meetings in which a body sits: those handed in, in their order."""
    return _calendar(meetings, f"Meetings of {body.name}").to_ical()  # type: ignore[no-any-return]


def calendar_of_person(person: User, meetings: Sequence[Meeting], due: Iterable[Due], today: date) -> bytes:
    """Meetings and deadlines of one person, as they stand today."""
    calendar = _calendar(meetings, f"Meetings and deadlines of {person}", kept_short=True)
    for each in due:
        calendar.add_component(_deadline(each, today))
    return calendar.to_ical()  # type: ignore[no-any-return]


def _calendar(meetings: Sequence[Meeting], name: str, *, kept_short: bool = False) -> Calendar:
    """`kept_short`: without what a meeting that is not in public is called for."""
    calendar = Calendar()
    calendar.add("prodid", "-//Assent//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", one_line(name))
    calendar.add("x-wr-calname", one_line(name))
    calendar.add("refresh-interval", ASK_AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    if meetings:
        days = [meeting.held_on for meeting in meetings]
        calendar.add_component(_zone(settings.TIME_ZONE, min(days).year, max(days).year))
    changed = last_changes(meetings)
    for meeting in meetings:
        calendar.add_component(_entry(meeting, changed[meeting.pk], kept_short))
    return calendar


def _entry(meeting: Meeting, changed_at: datetime, kept_short: bool) -> Event:
    begins = meeting.begins.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    status = STATUS.get(MeetingState(meeting.state), "CONFIRMED")
    entry = Event()
    entry.add("uid", f"meeting-{meeting.pk}@{urlsplit(settings.ADDRESS).hostname}")
    entry.add("dtstamp", changed_at)
    entry.add("last-modified", changed_at)
    entry.add("sequence", meeting.sequence)
    entry.add("status", status)
    entry.add("class", "PUBLIC" if meeting.in_public else "PRIVATE")
    entry.add("dtstart", begins)
    entry.add("dtend", begins + KEPT_FREE)
    entry.add("summary", one_line(f"{'Cancelled: ' if status == 'CANCELLED' else ''}{meeting.title}"))
    entry.add("location", one_line(meeting.place))
    entry.add("url", f"{settings.ADDRESS}{meeting.get_absolute_url()}")
    entry.add("description", "\n".join(_description(meeting, kept_short)))
    return entry


def _deadline(due: Due, today: date) -> Event:
    """A whole day that leaves the person free. No line of the ledger says when it last changed, as it follows from many
    rows: so it bears the day on which it was asked for, and the same day gives the same bytes."""
    asked_on = datetime.combine(today, time(), UTC)
    entry = Event()
    entry.add("uid", f"due-{due.key}@{urlsplit(settings.ADDRESS).hostname}")
    entry.add("dtstamp", asked_on)
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    entry.add("dtstart", due.on)
    entry.add("dtend", due.on + timedelta(days=1))
    entry.add("summary", one_line(f"Due: {due.summary}"))
    entry.add("url", f"{settings.ADDRESS}{due.url}")
    entry.add("description", "\n".join(f"{one_line(about)} {settings.ADDRESS}{url}" for about, url in due.things))
    return entry


def _description(meeting: Meeting, kept_short: bool) -> Iterable[str]:
    yield one_line(listed([body.name for body in meeting.bodies]))
    yield "Open to press and public." if meeting.in_public else "Not in public."
    if meeting.business and (meeting.in_public or not kept_short):
        yield one_line(f"Called for: {meeting.business}")
    if meeting.state == MeetingState.INQUORATE:
        yield "Too few members were present to meet."
    yield "Two hours are kept free; when it ends is not known before."


def last_changes(meetings: Sequence[Meeting]) -> dict[int, datetime]:
    """meeting -> when its entry was last changed, by the ledger; one query."""
    types = [model._meta.label_lower for model in (Meeting, JointBody)]
    rows = AuditEvent.objects.filter(
        within_type=Meeting._meta.label_lower,
        within_id__in=[str(meeting.pk) for meeting in meetings],
        subject_type__in=types,
    )
    found = rows.order_by().values_list("within_id").annotate(Max("recorded_at"))
    return {int(pk): at.astimezone(UTC).replace(microsecond=0) for pk, at in found}


@cache
def _zone(name: str, first: int, last: int) -> Timezone:
    """The zone's changes of the clock from the year before the first meeting to the year after the last."""
    return Timezone.from_tzid(name, first_date=date(first - 1, 1, 1), last_date=date(last + 2, 1, 1))


def one_line(text: str) -> str:
    """`text` without line ends and other control characters, which some calendar program might act upon."""
    kept = "".join(" " if unicodedata.category(sign) in ("Cc", "Zl", "Zp", "Cs") else sign for sign in text)
    return " ".join(kept.split())
