"""The clerk of FPBV does the whole job on a telephone, without JavaScript: from the calendar to confirmed minutes."""

import pytest

from meetings.models import Meeting
from tests.world import FEB_8, JAN_15, JAN_22

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]


def fill_day(page, name, day):
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"[name={name}-{part}]", str(value))


def schedule(page, day):
    """FPBV is put into the calendar for a day, at two o'clock."""
    page.goto("/meetings/new/")
    fill_day(page, "held_on", day)
    page.fill("[name=held_at]", "2pm")
    page.fill("[name=place]", "Room 5, Romney House")
    page.click("button:has-text('Continue')")
    page.click("button[name=checked]")
    return Meeting.objects.get(held_on=day)


def report(page, meeting):
    """A report that asks the committee to note something."""
    page.goto(f"/meetings/{meeting.pk}/agenda/add/report/")
    page.fill("[name=title]", "Progress of the plan")
    page.click("main form button:has-text('Save'), main form button:has-text('Add')")
    item = meeting.items.get(kind="report")
    page.goto(f"/meetings/{meeting.pk}/agenda/items/{item.pk}/report/add/")
    page.fill("[name=by]", "Commissioner")
    fill_day(page, "written_on", JAN_15)
    page.fill("[name=information]", "The boroughs have reported.")
    page.fill("[name=background]", "None")
    page.click("main form button:has-text('Save'), main form button:has-text('Add')")
    page.goto(f"/meetings/{meeting.pk}/agenda/items/{item.pk}/recommendations/add/")
    page.select_option("[name=verb]", "note")
    page.fill("[name=text]", "the progress")
    page.click("main form button:has-text('Save'), main form button:has-text('Add')")


def publish(page, meeting, because=""):
    page.goto(f"/meetings/{meeting.pk}/agenda/publish/")
    if because:
        page.fill("[name=because]", because)
    page.click("main button:has-text('Publish')")
    assert "You published the agenda" in page.text_content("main")


def sit(page, meeting, resolutions):
    """Everybody is there, every item is taken, and the meeting is closed."""
    page.goto(f"/meetings/{meeting.pk}/sitting/attendance/")
    for box in page.locator("input[value=here]").all():
        box.check()
    page.click("main button:has-text('Record')")
    page.click("button:has-text('Open the meeting')")
    for item in meeting.items.filter(agenda__isnull=False).order_by("order", "pk"):
        page.goto(f"/meetings/{meeting.pk}/sitting/items/{item.pk}/")
        page.select_option("[name=chair]", label="Mira Shah")
        page.click("button:has-text('Take up the item')")
        if item.kind in resolutions:
            asked = item.recommendations.first()
            address = f"/meetings/{meeting.pk}/sitting/items/{item.pk}/resolve/"
            page.goto(f"{address}?recommendation={asked.pk}" if asked else address)
            page.select_option("[name=kind]", resolutions[item.kind])
            page.fill("[name=text]", "it be so.")
            page.click("button:has-text('Continue')")
            page.click("button[name=checked]")
        page.fill("[name=text]", "Nobody spoke against it.")
        page.click("button:has-text('Save')")
        page.click("button:has-text('Conclude the item')")
    page.goto(f"/meetings/{meeting.pk}/sitting/")
    page.click("button:has-text('Close the meeting')")


def test_the_clerk_goes_from_the_calendar_to_confirmed_minutes(story, window, on_a_day):
    on_a_day(JAN_15)
    with window("ken", width=390, javascript=False) as page:
        first = schedule(page, JAN_22)
        page.goto(f"/meetings/{first.pk}/agenda/")
        page.click("button:has-text('Begin with the usual items')")
        report(page, first)
        publish(page, first)

        on_a_day(JAN_22)
        sit(page, first, {"report": "noted"})
        page.goto(f"/meetings/{first.pk}/minutes/")
        page.click("button:has-text('Draft the minutes')")
        page.click("button:has-text('Circulate them')")
        assert "These minutes have not been confirmed." in page.text_content("main")

        second = schedule(page, FEB_8)
        page.goto(f"/meetings/{second.pk}/agenda/")
        page.click("button:has-text('Begin with the usual items')")
        publish(page, second)
        on_a_day(FEB_8)
        sit(page, second, {"minutes": "confirmed"})
        page.goto(f"/meetings/{first.pk}/minutes/")
        page.click("text=Confirm them")
        page.click("button:has-text('Confirm')")

        read = page.text_content("main")
        assert "Confirmed as they are" in read
        assert "Signed by Mira Shah." in read
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert Meeting.objects.get(pk=first.pk).state == "confirmed"
