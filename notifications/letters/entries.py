"""One thing that a message tells: its subject, its text and where it leads, from the folder of its ledger action."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template import engines

from audit.models import AuditEvent
from governance.models import Appointment, Comment, Condition, Decision, Deputation, Finding, Stage, TargetOutcome
from interface.sinks import header
from interface.words import clock
from meetings.models import Meeting
from notifications.hearing.parts import Case, Part
from notifications.letters.places import absolute, by_when, place_of
from notifications.models import Snooze
from workflow.sentences import Change, changes, sentence
from workflow.words import day

LONGEST_TEXT = 1000
"""Characters of what somebody wrote; the page has all of it"""
LONGEST_OF_A_CHANGE = 300
"""Characters of the text before a change, and of that after it"""
SHOWN_BEFORE = 100
"""Characters of these that are the same, before the first that is not"""


@dataclass(frozen=True)
class Entry:
    """One thing to tell."""

    subject: str
    body: str
    url: str
    section: str = ""
    rank: int = 0
    """the most pressing first"""


def entry_of(case: Case, event: AuditEvent, person: int, zone: ZoneInfo) -> Entry:
    """A line of the ledger as one person is told of it; its templates stand in email/<action>/."""
    words = _words(case, event, person, zone)
    folder = f"email/{event.action}"
    subject = header(as_text(f"{folder}/subject.txt", words), 190)
    body = re.sub(r"\n{3,}", "\n\n", as_text(f"{folder}/body.txt", words).strip())
    return Entry(subject, body, absolute(place_of(case, person)))


def as_text(template: str, words: Mapping[str, Any]) -> str:
    """A template as plain text: nothing in it is markup, so nothing is escaped."""
    return str(engines["text"].get_template(template).render(dict(words)))


def _words(case: Case, event: AuditEvent, person: int, zone: ZoneInfo) -> dict[str, Any]:
    by = by_when(case)
    words: dict[str, Any] = {
        "sentence": one_line(sentence(event)),
        "thing": one_line(event.subject_label or str(case.thing), 150),
        "about": one_line(str(case.objective or case.plan or case.thing), 150),
        "because": one_line(event.because),
        "basis": one_line(event.basis),
        "by": day(by) if by else "",
        "is_mine": person in case.people(Part.OWNER),
        "changes": [_change(one) for one in changes(event)],
    }
    words |= _of_thing(case.thing)
    if case.objective is not None:
        words["stage"] = case.objective.get_state_display()
    if case.meeting is not None:
        words |= _of_meeting(case.meeting, zone)
    return words


def _change(change: Change) -> dict[str, str]:
    old, new = where_they_part(change.old, change.new)
    return {"label": change.label, "old": old, "new": new}


def where_they_part(old: str, new: str) -> tuple[str, str]:
    """Both texts on one line each; of long ones that begin alike not the beginning, but what is no longer the same."""
    lines = [header(each, 2 * len(each) + 1) for each in (old, new)]
    begin = 0
    if max(len(line) for line in lines) > LONGEST_OF_A_CHANGE:
        alike = next(
            (at for at, (was, now) in enumerate(zip(*lines, strict=False)) if was != now), min(map(len, lines))
        )
        begin = lines[0].rfind(" ", 0, max(0, alike - SHOWN_BEFORE)) + 1
    was, now = (one_line(f"…{line[begin:]}" if begin else line, LONGEST_OF_A_CHANGE) for line in lines)
    return was, now


def _of_thing(thing: Any) -> dict[str, Any]:
    if isinstance(thing, Comment):
        return {"disposition": thing.replied.get_disposition_display(), "answer": one_line(thing.replied.answer)}
    if isinstance(thing, Condition):
        checks = thing.checker.short_name
        told = {"condition": one_line(thing.text), "comes_from": one_line(thing.comes_from)}
        return {**told, "fulfils": one_line(thing.owner), "checks": checks}
    if isinstance(thing, Decision):
        return {"body": one_line(thing.body), "why_urgent": [one_line(each) for each in thing.why_urgent]}
    if isinstance(thing, Finding):
        return _of_a_finding(thing)
    if isinstance(thing, Stage):
        return {"closes": day(thing.closes_on)}
    if isinstance(thing, Snooze):
        return {"to": day(thing.last_day) if thing.last_day else ""}
    if isinstance(thing, TargetOutcome):
        return {"said": thing.get_kind_display(), "in_words": one_line(thing.words)}
    if isinstance(thing, Appointment | Deputation):
        return {"from": day(thing.starts_on), "to": day(thing.ends_on) if thing.ends_on else ""}
    return {}


def _of_a_finding(thing: Finding) -> dict[str, Any]:
    return {
        "found": one_line(thing.what),
        "of_which_thing": one_line(thing.thing, 300),
        "severity": thing.get_severity_display(),
        "view": thing.get_view_display(),
        "answer": one_line(thing.answer),
        "done_by": day(thing.done_by) if thing.done_by else "",
    }


def _of_meeting(meeting: Meeting, zone: ZoneInfo) -> dict[str, Any]:
    return {"meeting": str(meeting), "at": time_of(meeting, zone), "place": one_line(meeting.place)}


def time_of(meeting: Meeting, zone: ZoneInfo) -> str:
    """2pm; where the reader's clock shows another time, that as well."""
    begins = meeting.begins.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    there: datetime = begins.astimezone(zone)
    here = clock(meeting.held_at)
    if there.replace(tzinfo=None) == begins.replace(tzinfo=None):
        return here
    also = clock(there) if there.date() == begins.date() else f"{clock(there)} on {day(there.date())}"
    return f"{here} ({also} where you are)"


def one_line(text: object, longest: int = LONGEST_TEXT) -> str:
    """What somebody wrote, so that it cannot look like anything we wrote ourselves."""
    return header(text, longest)
