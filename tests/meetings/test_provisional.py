"""A meeting approves something until what it waits for has come: the clerk says so, and the minutes keep it."""

from __future__ import annotations

from bs4 import BeautifulSoup

from governance.models import Condition
from meetings.minuted import as_minuted
from tests.documents.printing.reading import Print
from tests.governance.conditions import confirm
from tests.governance.test_condition_pages import a_day
from tests.meetings.scenes import (
    a_meeting,
    a_paper,
    a_recommendation,
    an_item,
    appended,
    concluded,
    members,
    published,
    sitting,
    taken,
)
from tests.world import FEB_8, JAN_17, acting, bring_to
from workflow.gate import perform

PRIORITIES, MINISTER = "the Ministerial Priorities", "the Home Secretary"


def approved_provisionally(world, client):
    """MPA approves Street crime on 8 February, and its clerk types what it waits for."""
    bring_to(world, "authority_approval")
    members(world, world.mpa, "Peter", "Nora", "Tom")
    meeting = a_meeting(world, world.mpa, FEB_8)
    item = an_item(world, meeting)
    a_paper(world, item)
    asked = a_recommendation(world, item, "approve", "the drafts")
    appended(world, item)
    published(world, meeting, JAN_17)
    sitting(world, meeting)
    minute = taken(world, item, world.charles)
    client.force_login(world.clare)
    typed = {
        "kind": "conditional",
        "text": "the drafts be approved until the priorities are known.",
        "condition_1_text": PRIORITIES,
        "condition_1_comes_from": MINISTER,
        "condition_1_owner": str(world.olive.pk),
        "condition_1_checker": str(world.fpbv.pk),
        **a_day("condition_1_due_on", 8, 3),
    }
    address = f"/meetings/{meeting.pk}/sitting/items/{item.pk}/resolve/?recommendation={asked.pk}"
    return meeting, minute, address, typed


def test_the_minutes_name_it_provisional_whatever_comes_later(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_02_08"
    meeting, minute, address, typed = approved_provisionally(world, client)
    assert "What was approved provisionally" in client.get(address).content.decode()

    page = client.post(address, typed).content.decode()
    told = f"It is provisional: nothing of it is published before this has come: {PRIORITIES} (from {MINISTER})."
    assert told in page

    assert client.post(address, {**typed, "checked": "yes"}).status_code == 302
    awaited = Condition.objects.get()
    lines = f"(provisionally approved) It is provisional: it waits for {PRIORITIES} (from {MINISTER})."
    concluded(world, minute)
    meeting.refresh_from_db()
    perform(meeting.close, actor=acting(world.clare, FEB_8))
    sealed = as_minuted(meeting)
    confirm(awaited, world.ken, on=FEB_8)

    assert sealed["items"][0]["resolved"] == [
        {"outcome": "conditional", "text": typed["text"], "waits_for": [f"{PRIORITIES} (from {MINISTER})"]}
    ]
    assert as_minuted(meeting) == sealed
    page = BeautifulSoup(client.get(f"/meetings/{meeting.pk}/minutes/").content, "html.parser")
    assert lines in " ".join(page.text.split())
    assert lines in Print(client.get(f"/meetings/{meeting.pk}/minutes.pdf").content).text


def test_what_is_subject_to_something_to_be_done_is_no_provisional_approval(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_02_08"
    meeting, _, address, typed = approved_provisionally(world, client)

    client.post(address, {**typed, "condition_1_comes_from": "", "checked": "yes"})

    resolved = as_minuted(meeting)["items"][0]["resolved"]
    assert resolved == [{"outcome": "conditional", "text": typed["text"]}]
