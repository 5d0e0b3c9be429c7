"""The clerk at work on an agenda: what the page shows, what it offers and refuses."""

from __future__ import annotations

import re

import pytest

from meetings.models import Agenda, Appendix, Item, Meeting, Paper, Recommendation
from tests.journeys import days
from tests.meetings.scenes import JAN_16, a_meeting, a_paper, afresh, an_agenda, an_exempt_item, an_item, published
from tests.world import FEB_8, JAN_17, bring_to

pytestmark = pytest.mark.once


@pytest.fixture
def clerk(world, client, settings):
    """Ken at his desk on 15 January, and a way to press what is on a page."""
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    client.force_login(world.ken)

    def press(meeting, path, **typed):
        seen = Meeting.objects.get(pk=meeting.pk).version
        return client.post(f"/meetings/{meeting.pk}/agenda/{path}", {"seen": seen, **typed}, follow=True)

    client.press = press
    client.look = lambda meeting, path="": client.get(f"/meetings/{meeting.pk}/agenda/{path}").content.decode()
    return client


def words(page) -> str:
    """The text of a page, in one line."""
    text = page if isinstance(page, str) else page.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_it_says_by_when_the_agenda_goes_out_and_counts_day_by_day(world, clerk):
    page = words(clerk.look(a_meeting(world)))
    assert "Publish by Tuesday 16 January 2001 (3 clear days)." in page
    assert "Saturday 20 January 2001 No Saturday" in page
    assert "Wednesday 17 January 2001 Yes A clear day" in page
    assert "Monday 22 January 2001 No The day of the meeting" in page


def test_a_whole_agenda_is_made_on_the_pages(world, clerk):
    bring_to(world, "committee_comment")
    meeting = a_meeting(world)
    clerk.press(meeting, "usual/")
    stage = world.plan.stages.get(body=world.fpbv)
    assert "Bring 1 objective of Policing and performance plan 2001/02" in words(clerk.look(meeting))
    clerk.press(meeting, f"bring/{stage.pk}/")
    item = Item.objects.get(kind="report")
    assert "There is no report yet" in words(clerk.look(meeting))
    at = f"items/{item.pk}/"
    day = {"written_on-day": "15", "written_on-month": "1", "written_on-year": "2001"}
    clerk.press(meeting, f"{at}report/add/", title="Drafts", by="Commissioner", information="One.\n\nTwo.", **day)
    assert "The background papers are not listed: “Drafts”." in words(clerk.look(meeting))
    paper = Paper.objects.get()
    clerk.press(meeting, f"{at}report/{paper.pk}/", title="Drafts", by="Commissioner", background="None", **day)
    clerk.press(meeting, f"{at}recommendations/add/", verb="note", text="the timetable")
    clerk.press(meeting, "add/other/", title="Legal advice", section="", note="", public="12")

    assert "Nothing is missing" in words(clerk.look(meeting))
    check = words(clerk.look(meeting, "publish/"))
    assert "Items 7, of which 1 not in public" in check
    assert "Who has a seat 1: Mira Shah" in check
    assert "It is in time" in check
    assert "item 7, Legal advice (paragraph 12, legal advice and legal proceedings)" in check
    done = words(clerk.press(meeting, "publish/"))

    assert "You published the agenda of the meeting of FPBV on 22 January 2001." in done
    assert [each.verb for each in Recommendation.objects.filter(item=item)] == ["endorse", "note"]


def test_whoever_moves_an_item_is_told_where_it_stands_and_stays_on_its_button(world, clerk):
    meeting = a_meeting(world)
    one = an_item(world, meeting, "One", kind="other")
    two, _ = an_item(world, meeting, "Two", kind="other"), an_exempt_item(world, meeting)
    places = {f"place_{item.pk}": "1" for item in Item.objects.all()}

    page = clerk.press(meeting, "order/", move=f"up:{two.pk}", **places)

    assert "“Two” is now item 1, in place 1 of 2." in words(page)
    assert re.search(rf'value="down:{two.pk}" autofocus', page.content.decode())
    page = clerk.press(meeting, "order/", move=f"up:{one.pk}", **places)
    assert re.search(rf'value="down:{one.pk}" autofocus', page.content.decode())
    page = clerk.press(meeting, "order/", **{**places, f"place_{one.pk}": "9", f"place_{two.pk}": "2"})
    assert "The order has been changed." in words(page)


def test_a_part_of_the_agenda_that_was_changed_meanwhile_is_told(world, clerk):
    meeting = a_meeting(world)
    one, two = an_item(world, meeting, "One"), an_item(world, meeting, "Two")
    before = afresh(meeting).version
    a_paper(world, one)
    form = {"seen": before, f"place_{one.pk}": "2", f"place_{two.pk}": "1", "move": ""}

    page = clerk.post(f"/meetings/{meeting.pk}/agenda/order/", form)

    assert page.status_code == 409
    assert "has changed since you opened it. Ken Marsh added the report One." in words(page)


def test_of_two_who_change_a_report_the_second_sees_both_texts(world, clerk):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    paper = Paper.objects.get()
    before = afresh(meeting).version
    day = {"written_on-day": "15", "written_on-month": "1", "written_on-year": "2001"}
    mine = {"title": "Drafts", "by": "Commissioner", "background": "None", **day}
    clerk.press(meeting, f"items/{item.pk}/report/{paper.pk}/", information="Theirs", **mine)

    address = f"/meetings/{meeting.pk}/agenda/items/{item.pk}/report/{paper.pk}/"
    page = clerk.post(address, {"seen": before, "information": "Mine", **mine})

    assert page.status_code == 409
    assert "Both texts" in words(page)
    assert "Theirs" in words(page)
    assert "Mine" in words(page)


def test_at_short_notice_it_asks_why_and_only_then(world, clerk, settings):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    assert "Why at short notice" not in clerk.look(meeting, "publish/")
    settings.TODAY = f"{days.__name__}.on_2001_01_17"
    page = words(clerk.look(meeting, "publish/"))
    assert "It is late : it was to be published by Tuesday 16 January 2001." in page
    assert "Why at short notice" in page

    assert "There is a problem" in words(clerk.press(meeting, "publish/"))
    clerk.press(meeting, "publish/", because="The minister asked on Monday.")
    assert Agenda.objects.get().issued_on == JAN_17


def test_after_publication_only_a_supplement_is_offered(world, clerk, settings):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    published(world, meeting)
    settings.TODAY = f"{days.__name__}.on_2001_01_17"

    page = words(clerk.look(meeting))
    assert "Prepare a supplement" in page
    assert "What has been published is frozen" in page
    assert "Begin with the usual items" not in page
    page = words(clerk.look(meeting, f"items/{item.pk}/"))
    assert "It has been published under number 1 and no longer changes." in page
    assert "Change the item" not in page

    clerk.press(meeting, f"add/report/?under={item.pk}", title="More about it", how="oral")
    late = Item.objects.get(title="More about it")
    assert "is taken only if the chair holds it urgent" in words(clerk.look(meeting))
    told = clerk.press(
        meeting, f"items/{late.pk}/urgent/", chair="Mira Shah", special_circumstances="The grant was cut."
    )
    assert "You recorded that Mira Shah holds “More about it” urgent." in words(told)
    clerk.press(meeting, "publish/")
    assert Item.objects.get(pk=late.pk).number == "1a"
    assert Agenda.objects.get(supplement=1).issued_on == JAN_17


def test_all_or_some_objectives_are_appended(world, clerk):
    meeting = a_meeting(world)
    item = an_item(world, meeting)
    clerk.press(meeting, f"items/{item.pk}/appendices/", objectives=[world.street.pk, world.guns.pk])
    clerk.press(meeting, f"items/{item.pk}/appendices/", objectives=[world.guns.pk])
    assert [each.objective for each in Appendix.objects.all()] == [world.guns]


def test_a_committee_is_not_offered_to_approve_a_plan(world, clerk):
    item = an_item(world, a_meeting(world))
    page = clerk.look(item.meeting, f"items/{item.pk}/recommendations/add/")
    assert 'value="endorse"' in page
    assert 'value="approve"' not in page


@pytest.mark.parametrize("name", ["charles", "clare", "ada"])
def test_those_above_read_it_before_it_goes_out_and_change_nothing(world, clerk, name):
    meeting = a_meeting(world)
    an_item(world, meeting)
    clerk.force_login(getattr(world, name))
    page = words(clerk.look(meeting))
    assert "You can read this here, and not change it" in page
    assert "Save the order" not in page


def test_the_bytes_that_anybody_takes_away_are_those_that_were_sealed(world, clerk):
    import hashlib

    meeting = a_meeting(world)
    an_agenda(world, meeting)
    agenda = published(world, meeting, JAN_16)
    clerk.logout()

    answer = clerk.get(f"/meetings/{meeting.pk}/agenda.json")

    assert answer.content == agenda.sealed_open.text.encode()
    assert hashlib.sha256(answer.content).hexdigest() == agenda.sealed_open_id
    assert agenda.sealed_open_id in clerk.get(f"/meetings/{meeting.pk}/pack/").content.decode()


def test_minutes_are_put_on_an_agenda_by_hand_the_last_ones_first(clerk, world):
    earlier, meeting = a_meeting(world), a_meeting(world, on=FEB_8)
    page = clerk.look(meeting, "add/minutes/")
    assert "This cannot be done now" not in page
    assert f'<option value="{earlier.pk}" selected' in page

    typed = {"title": "Minutes", "minutes_of": earlier.pk, "public": "open"}
    assert "You added" in clerk.press(meeting, "add/minutes/", **typed).text
    assert Item.objects.get(kind="minutes").minutes_of == earlier
    assert f"The minutes of {earlier} stand on this agenda already." in clerk.look(meeting, "add/minutes/")


def test_where_no_meeting_was_before_there_are_no_minutes_to_put_on(clerk, world):
    assert "Say which meeting the minutes are of." in clerk.look(a_meeting(world), "add/minutes/")
