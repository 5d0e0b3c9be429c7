"""Minutes in print: what they say, that a draft says so, and under which seal they were confirmed."""

from __future__ import annotations

from functools import partial

import pytest

from audit.models import AuditEvent
from meetings.models import Minute, Minutes, WrittenComment
from tests.documents.printing.reading import Print
from tests.journeys import days
from tests.meetings.at_the_table import do, interest, is_taken, moved, sits
from tests.meetings.scenes import (
    CANARY,
    a_meeting,
    afresh,
    an_exempt_item,
    an_item,
    brought_to,
    concluded,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.meetings.test_delegated import APR_17, listed, taken_note_of
from tests.meetings.test_minutes import circulated, confirmed, held
from tests.meetings.test_written_comments import JAN_29, JAN_31
from tests.world import FEB_8, acting
from workflow.gate import perform

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _on_8_february(settings):
    settings.TODAY = f"{days.__name__}.on_2001_02_08"
    settings.ADDRESS = "https://assent.example.org"


def printed(client, meeting):
    answer = client.get(f"/meetings/{meeting.pk}/minutes.pdf")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f'inline; filename="meeting-{meeting.pk}-minutes.pdf"'
    return Print(answer.content)


def test_a_draft_says_so_on_every_page_and_leaves_room_for_a_signature(client, fpbv):
    minutes = circulated(fpbv)
    found = printed(client, minutes.meeting)

    assert found.pages[0].startswith("Finance, Planning and Best Value Committee Meeting of FPBV Draft minutes")
    assert "They were circulated on 22 January 2001." in found.pages[0]
    for number, page in enumerate(found.pages, 1):
        assert "DRAFT" in page
        assert "Draft: these minutes have not been confirmed, and are under no seal" in page
        assert f"Page {number} of {len(found.pages)}" in page
        assert f"https://assent.example.org/meetings/{minutes.meeting.pk}/minutes/" in page
    assert "Signed by whoever presides when they are confirmed Date" in found.text
    assert found.about["CreationDate"] == "D:20010122000000"
    assert found.about["Title"] == "Draft minutes: Meeting of FPBV, 22 January 2001"


def test_they_say_who_was_there_and_what_was_resolved_item_by_item(client, fpbv):
    meeting, items = sits(fpbv, absent=(fpbv.tom,))
    do(fpbv, interest(items[0], fpbv.peter))
    first = taken(fpbv, items[0], fpbv.rachel)
    do(fpbv, partial(first.write, text="Members asked about the boroughs."))
    motion = moved(fpbv, first, fpbv.mira)
    do(fpbv, motion.agree)
    resolved(fpbv, first, "noted")
    concluded(fpbv, first)
    second = taken(fpbv, items[1], fpbv.rachel)
    resolved(fpbv, second, "noted")
    concluded(fpbv, second)
    meeting.refresh_from_db()
    do(fpbv, meeting.close)
    minutes = Minutes(meeting=meeting)
    do(fpbv, minutes.draft)
    do(fpbv, partial(minutes.circulate, circulated_on=meeting.held_on))
    text = printed(client, meeting).text

    for said in (
        "• Rachel Stone (in the chair)",
        "Absent • Tom Member",
        "1. Budget (Agenda item 1) In the chair: Rachel Stone.",
        "Peter Member declared",
        "Members asked about the boroughs.",
        "Moved by Mira Shah, that it be agreed: agreed without a vote.",
        "Resolved • that it be noted. (noted)",
        "2. Estate (Agenda item 2)",
    ):
        assert said in text, said


def test_items_are_found_by_bookmarks(client, fpbv):
    minutes = circulated(fpbv)
    assert [title for _, title, _ in printed(client, minutes.meeting).bookmarks] == ["1. Budget", "2. Estate"]


def test_confirmed_they_bear_their_seal_on_every_page_the_signature_and_the_line_of_the_ledger(client, fpbv):
    minutes = confirmed(fpbv, corrections="")
    minutes.refresh_from_db()
    found = printed(client, minutes.meeting)
    line = AuditEvent.objects.get(action="minutes.confirmed")

    assert "DRAFT" not in found.text
    assert all(f"Seal of the whole minutes (SHA-256): {minutes.sealed_id}" in page for page in found.pages)
    assert "Confirmed as they are, under item 1 of the meeting of FPBV on 8 February 2001." in found.text
    assert "Signed by Peter Member" in found.text
    assert f"Ledger entry {line.key}: {line.link}" in found.text
    assert found.about["CreationDate"] == "D:20010208000000"
    assert found.about["Title"] == "Minutes: Meeting of FPBV, 22 January 2001"


def test_before_they_are_circulated_only_those_who_conduct_the_meeting_print_them(client, fpbv):
    meeting = held(fpbv)
    for state in ("held", "drafted"):
        if state == "drafted":
            do(fpbv, Minutes(meeting=meeting).draft)
        client.logout()
        for person in (None, fpbv.mira, fpbv.walter, fpbv.sue):
            if person:
                client.force_login(person)
            assert client.get(f"/meetings/{meeting.pk}/minutes.pdf").status_code == 404
        client.force_login(fpbv.ken)
        assert "DRAFT" in printed(client, meeting).pages[0]


def test_what_was_taken_in_private_is_printed_for_those_who_read_it_and_in_no_form_for_others(client, fpbv):
    meeting = a_meeting(fpbv)
    an_item(fpbv, meeting, "Budget", kind="other", plan=None)
    an_exempt_item(fpbv, meeting, kind="other")
    published(fpbv, meeting)
    sitting(fpbv, meeting)
    for item in meeting.items.order_by("pk"):
        minute = taken(fpbv, item, fpbv.rachel)
        if item.paragraph:
            do(fpbv, partial(minute.write, text=CANARY))
        for asked in item.recommendations.all():
            resolved(fpbv, minute, "agreed", asked)
        concluded(fpbv, minute)
    meeting.refresh_from_db()
    do(fpbv, meeting.close)
    minutes = Minutes(meeting=meeting)
    do(fpbv, minutes.draft)
    do(fpbv, partial(minutes.circulate, circulated_on=meeting.held_on))
    assert Minute.objects.filter(text=CANARY).exists()

    for person in (None, fpbv.walter, fpbv.olive):
        if person:
            client.force_login(person)
        found = printed(client, meeting)
        assert b"Counsel warns" not in found.everything()
        assert "What was taken without the public is not printed here." in found.text
    client.force_login(fpbv.mira)
    found = printed(client, meeting)
    assert CANARY in found.text
    assert all("DRAFT, NOT FOR PUBLICATION" in page for page in found.pages)


def test_the_page_leads_to_it(client, fpbv):
    meeting = circulated(fpbv).meeting
    for page in (f"/meetings/{meeting.pk}/", f"/meetings/{meeting.pk}/minutes/"):
        assert f'href="/meetings/{meeting.pk}/minutes.pdf"' in client.get(page).text


def test_they_print_the_motion_as_amended_and_what_was_written_after_the_meeting(client, fpbv):
    meeting, minute = is_taken(fpbv, "Budget")
    motion = moved(fpbv, minute, fpbv.mira)
    amendment = moved(fpbv, minute, fpbv.mira, "add thanks", amends=motion)
    do(fpbv, amendment.agree)
    do(fpbv, partial(afresh(amendment).take_in, wording="it be agreed, with thanks"))
    do(fpbv, afresh(motion).agree)
    do(fpbv, partial(minute.invite_comments, until=JAN_31))
    concluded(fpbv, minute)
    letter = WrittenComment(
        meeting=meeting, minute=minute, text="More <b>officers", sent_on=JAN_29, seat=seat_of(meeting, fpbv.nora)
    )
    perform(letter.take_in, actor=acting(fpbv.ken, FEB_8))
    client.force_login(fpbv.ken)
    brought_to(meeting, "held")
    text = printed(client, meeting).text

    assert "that it be agreed. As amended, that it be agreed, with thanks: agreed without a vote." in text
    assert "Amendment: moved by Mira Shah, that add thanks: agreed without a vote." in text
    assert "Written comments were invited until 31 January 2001. More <b>officers Nora Member, 29 January 2001" in text


def test_action_taken_under_delegated_authority_is_printed_with_the_papers_and_in_the_minutes(client, world, told):
    meeting = a_meeting(world, world.mpa, on=APR_17)
    item = listed(world, meeting)
    papers = Print(client.get(f"/meetings/{meeting.pk}/pack.pdf").content).text
    words = item.actions_taken.get().in_words

    assert f"Decisions taken • {words}." in papers
    taken_note_of(world, item)
    brought_to(meeting, "held")
    client.force_login(world.clare)
    assert f"• {words}." in printed(client, meeting).text
