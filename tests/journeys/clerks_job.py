"""The job of a clerk, step by step, for whoever does it: with a pointer or with the keyboard alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from meetings.models import Meeting
from tests.journeys.hands import Pointer
from tests.world import JAN_15


def fill_day(hands: Pointer, name: str, day: date) -> None:
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        hands.write(f"{name}-{part}", str(value))


def schedule(hands: Pointer, day: date) -> Meeting:
    """FPBV is put into the calendar for a day, at two o'clock."""
    hands.go("/meetings/new/")
    fill_day(hands, "held_on", day)
    hands.write("place", "Room 5, Romney House")
    hands.write("held_at", "2pm")
    hands.press("Continue")
    hands.press("Schedule")
    return Meeting.objects.get(held_on=day)


def begin_as_usual(hands: Pointer, meeting: Meeting) -> None:
    """The agenda begins with what stands on every agenda."""
    hands.go(f"/meetings/{meeting.pk}/agenda/")
    hands.press("Begin with the usual items")


def report(hands: Pointer, meeting: Meeting) -> None:
    """A report that asks the committee to note something."""
    hands.go(f"/meetings/{meeting.pk}/agenda/add/report/")
    hands.write("title", "Progress of the plan")
    hands.press("Save", "Add")
    agenda = f"/meetings/{meeting.pk}/agenda/items/{meeting.items.get(kind='report').pk}"
    hands.go(f"{agenda}/report/add/")
    hands.write("by", "Commissioner")
    fill_day(hands, "written_on", JAN_15)
    hands.write("information", "The boroughs have reported.")
    hands.write("background", "None")
    hands.press("Save", "Add")
    hands.go(f"{agenda}/recommendations/add/")
    hands.choose("verb", "note")
    hands.write("text", "the progress")
    hands.press("Save", "Add")


def minutes_item(hands: Pointer, meeting: Meeting) -> None:
    """The minutes of the meeting before are put on the agenda."""
    hands.go(f"/meetings/{meeting.pk}/agenda/add/minutes/")
    hands.write("title", "Minutes of the last meeting")
    hands.press("Save", "Add")


def publish(hands: Pointer, meeting: Meeting) -> None:
    hands.go(f"/meetings/{meeting.pk}/agenda/publish/")
    hands.press("Publish")
    assert "You published the agenda" in hands.page.text_content("main")


def sit(hands: Pointer, meeting: Meeting, resolutions: dict[str, str]) -> None:
    """Everybody is there, every item is taken, and the meeting is closed."""
    hands.go(f"/meetings/{meeting.pk}/sitting/attendance/")
    hands.everybody_is_here()
    hands.press("Record")
    hands.press("Open the meeting")
    for item in meeting.items.filter(agenda__isnull=False).order_by("order", "pk"):
        _take(hands, meeting, item, resolutions)
    hands.go(f"/meetings/{meeting.pk}/sitting/")
    hands.press("Close the meeting")


def _take(hands: Pointer, meeting: Meeting, item: Any, resolutions: dict[str, str]) -> None:
    taken = f"/meetings/{meeting.pk}/sitting/items/{item.pk}/"
    hands.go(taken)
    hands.choose("chair", "Mira Shah")
    hands.press("Take up the item")
    if item.kind in resolutions:
        asked = item.recommendations.first()
        hands.go(f"{taken}resolve/?recommendation={asked.pk}" if asked else f"{taken}resolve/")
        hands.choose("kind", resolutions[item.kind])
        hands.write("text", "it be so.")
        hands.press("Continue")
        hands.press("Record")
    hands.write("text", "Nobody spoke against it.")
    hands.press("Save")
    hands.press("Conclude the item")


def draft_and_circulate(hands: Pointer, meeting: Meeting) -> None:
    hands.go(f"/meetings/{meeting.pk}/minutes/")
    hands.press("Draft the minutes")
    hands.press("Circulate them")
    assert "These minutes have not been confirmed." in hands.page.text_content("main")


def confirm(hands: Pointer, meeting: Meeting) -> None:
    """The next meeting has resolved it, and who presided there signs."""
    hands.go(f"/meetings/{meeting.pk}/minutes/")
    hands.press("Confirm them")
    hands.press("Confirm")
    read = hands.page.text_content("main")
    assert "Confirmed as they are" in read
    assert "Signed by Mira Shah." in read
    assert hands.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert Meeting.objects.get(pk=meeting.pk).state == "confirmed"
