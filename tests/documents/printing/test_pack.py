"""The papers of a meeting in print: what stands where, under which seal, and what it says of itself."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Agenda, Meeting
from tests.documents.printing.reading import Print
from tests.journeys import days
from tests.meetings.en_bloc import en_bloc
from tests.meetings.scenes import (
    PDF,
    a_meeting,
    a_paper,
    afresh,
    an_agenda,
    an_attachment,
    an_exempt_item,
    an_item,
    appended,
    brought_to,
    published,
)
from tests.world import JAN_15, JAN_17, JAN_22, acting
from workflow.gate import perform

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    settings.ADDRESS = "https://assent.example.org"


@pytest.fixture
def meeting(world):
    """FPBV of 22 January: report 1 with an objective and a map; its agenda is out."""
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    appended(world, item)
    an_attachment(world, item)
    published(world, afresh(meeting))
    return afresh(meeting)


def pack(client, meeting, query=""):
    answer = client.get(f"/meetings/{meeting.pk}/pack.pdf{query}")
    assert answer.status_code == 200, query
    return Print(answer.content)


# What stands in it


def test_it_begins_with_whose_it_is_when_where_and_how_things_stand(client, meeting):
    first = pack(client, meeting).pages[0]

    assert first.startswith("Finance, Planning and Best Value Committee Meeting of FPBV Agenda and papers")
    for said in (
        "When Monday 22 January 2001 at 2pm",
        "Where Room 5",
        "Kind of meeting Ordinary",
        "Public Open to press and public",
        "State Agenda published",
        "Agenda published on Tuesday 16 January 2001, 3 clear days before the meeting or more.",
    ):
        assert said in first


def test_a_report_has_its_anatomy(client, meeting):
    text = pack(client, meeting).text

    report = text[text.index("Report 1, 22 January 2001. By Commissioner.") :]
    order = [
        "Supporting information",
        "1. The drafts are attached.",
        "2. The workshop of 17 January looked at them.",
        "Background papers",
        "• None",
        "Recommendations It is recommended that FPBV: 1. discuss the drafts 2. endorse the approach",
        "Files",
        f"Map (PDF, {len(PDF)} bytes)",
        "Appendix: 1 objective of",
    ]
    places = [report.index(each) for each in order]
    assert places == sorted(places)


def test_an_objective_is_printed_as_it_was_sealed_and_with_its_seal(client, world, meeting):
    text = pack(client, meeting).text
    sealed = meeting.appendices.get().sealed_id

    assert "Street crime: objective 1" in text
    assert "Indicator Target Standing" in text
    assert f"Seal {sealed}" in text
    for indicator in world.street.indicators.all():
        assert indicator.text in text


def test_files_stay_files_and_are_listed_with_size_and_hash(client, meeting):
    found = pack(client, meeting)
    attachment = meeting.attachments.get()

    assert f"map.pdf (PDF, {len(PDF)} bytes, {len(PDF)} bytes)" in found.text
    assert f"SHA-256 {hashlib.sha256(PDF).hexdigest()}" in found.text
    assert f"https://assent.example.org{attachment.get_absolute_url()}" in found.links
    assert not found.file.attachments


def test_items_stand_in_their_order_and_the_contents_tell_their_pages(client, world):
    meeting = a_meeting(world)
    for title in ("Apologies", "Budget", "Estate"):
        item = an_item(world, meeting, title)
        a_paper(world, item, information="\n\n".join(["It is so. " * 60] * 9))
    published(world, afresh(meeting))
    found = pack(client, meeting)

    items = [(title, page) for level, title, page in found.bookmarks if level == 0]
    assert [title for title, _ in items] == ["1. Apologies", "2. Budget", "3. Estate", "Seal"]
    for title, page in items:
        assert title in found.pages[page - 1]
    number, words, page = 2, "Budget", items[1][1]
    assert page > items[0][1]
    assert f"{number} {words} {page}" in found.pages[0] or f"{number} {words}{page}" in found.pages[0]


def test_there_is_a_bookmark_for_each_item_report_and_objective(client, meeting):
    assert [(level, title) for level, title, _ in pack(client, meeting).bookmarks] == [
        (0, "1. Draft objectives"),
        (1, "Report: Draft objectives"),
        (1, "Appendix: 1 objective of Policing and performance plan 2001/02"),
        (2, "Street crime: objective 1"),
        (0, "Files that go with these papers"),
        (0, "Seal"),
    ]


def test_of_a_long_appendix_there_is_a_list_first_that_tells_pages_and_what_is_open(client, world):
    determination = en_bloc(world, 30, "2003/04", JAN_22)
    found = pack(client, determination.meeting)

    assert "Appendix: 30 objectives of" in found.text
    assert "Objective Indicators Open targets Seal begins Page" in found.text
    assert len([1 for level, _, _ in found.bookmarks if level == 2]) == 30
    for _, title, page in [each for each in found.bookmarks if each[0] == 2]:
        assert title in found.pages[page - 1]


# On every page


def test_every_page_has_its_number_the_seal_and_the_address_of_the_page(client, meeting):
    found = pack(client, meeting)
    seal = Agenda.objects.get(meeting=meeting).sealed_open_id

    assert len(found.pages) > 1
    for number, page in enumerate(found.pages, 1):
        assert f"Page {number} of {len(found.pages)}" in page
        assert f"Seal of the open text (SHA-256): {seal}" in page
        assert f"https://assent.example.org/meetings/{meeting.pk}/pack/" in page
    assert all("Meeting of FPBV, 22 January 2001: Agenda and papers" in page for page in found.pages[1:])
    assert f"https://assent.example.org/meetings/{meeting.pk}/agenda.json?supplement=0" in found.links


def test_what_is_final_has_no_mark(client, meeting):
    assert "DRAFT" not in pack(client, meeting).text


def test_what_is_in_preparation_is_marked_as_a_draft_on_every_page_and_has_no_seal(client, world):
    meeting = a_meeting(world)
    item = an_agenda(world, meeting)
    appended(world, item)
    client.force_login(world.ken)
    answer = client.get(f"/meetings/{meeting.pk}/pack.pdf")
    found = Print(answer.content)

    assert all("DRAFT" in page and "Not published: this text is under no seal" in page for page in found.pages)
    assert "Draft. This agenda has not been published" in found.pages[0]
    assert "Street crime: objective 1" in found.text
    assert "Each is sealed as it stands when the agenda goes out" in found.text
    assert answer.headers["Content-Disposition"] == f'inline; filename="meeting-{meeting.pk}-draft.pdf"'


def test_the_file_says_what_it_is_and_bears_the_date_of_publication(client, meeting):
    found = pack(client, meeting)

    assert found.about["Title"] == "Meeting of FPBV, 22 January 2001: Agenda and papers"
    assert found.about["Author"] == "Finance, Planning and Best Value Committee"
    assert found.about["CreationDate"] == found.about["ModDate"] == "D:20010116000000"
    assert found.file.trailer["/Root"]["/Lang"] == "en-GB"
    assert found.fonts
    assert all(embedded for _, embedded in found.fonts)


# What became of the meeting


def test_a_cancelled_meeting_says_so_on_every_page(client, world, meeting):
    perform(meeting.cancel, actor=acting(world.ken), because="No business.")
    found = pack(client, meeting)

    assert "Cancelled: this meeting does not take place." in found.pages[0]
    assert all("CANCELLED" in page for page in found.pages)


def test_a_meeting_that_was_not_held_says_so(client, meeting):
    brought_to(meeting, "inquorate")
    assert "Not held: too few members were present to meet." in pack(client, meeting).pages[0]


# A supplement alone


@pytest.fixture
def supplemented(world, settings):
    """Report 2 was to follow; it comes with supplement 1, beside a late item."""
    settings.TODAY = f"{days.__name__}.on_2001_01_17"
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    waits = an_item(world, meeting, "Estate", to_follow=True, note="As asked in December.")
    published(world, afresh(meeting))
    a_paper(world, afresh(waits), on=JAN_17, information="The lease ends.")
    late = an_item(world, afresh(meeting), "Grant", on=JAN_17, kind="other", plan=None)
    urgent = partial(late.hold_urgent, chair="Charles Ogden", special_circumstances="The grant was cut.")
    perform(urgent, actor=acting(world.ken, JAN_17))
    published(world, afresh(meeting), JAN_17)
    return afresh(meeting)


def test_a_supplement_is_printed_alone_under_its_own_seal(client, supplemented):
    found = pack(client, supplemented, "?supplement=1")
    agenda, supplement = Agenda.objects.filter(meeting=supplemented).order_by("supplement")

    assert "Supplement 1 to the agenda" in found.pages[0]
    assert "The lease ends." in found.text
    assert "Held urgent by Charles Ogden: The grant was cut." in found.text
    assert "The drafts are attached." not in found.text
    assert "As asked in December." not in found.text, "the item itself was out before"
    assert "What follows was published with this supplement." in found.text
    assert supplement.sealed_open_id in found.text
    assert agenda.sealed_open_id not in found.text
    assert found.about["CreationDate"] == "D:20010117000000"


def test_the_agenda_alone_is_what_went_out_first(client, supplemented):
    found = pack(client, supplemented, "?supplement=0")

    assert "Agenda as it first went out" in found.pages[0]
    assert "The drafts are attached." in found.text
    assert "2. Estate (to follow)" in found.text
    assert "The lease ends." not in found.text
    assert "Grant" not in found.text


def test_the_whole_pack_names_both_seals_on_every_page_and_in_full_at_the_end(client, supplemented):
    found = pack(client, supplemented)
    seals = [each.sealed_open_id for each in Agenda.objects.filter(meeting=supplemented).order_by("supplement")]

    short = f"agenda {seals[0][:16]}, supplement 1 {seals[1][:16]}"
    assert all(short in page for page in found.pages)
    assert all(seal in found.pages[-1] for seal in seals)


@pytest.mark.parametrize("asked", ["2", "-1", "1a", "", "99999", "１", "a"])
def test_a_supplement_that_is_none_is_not_there(client, supplemented, asked):
    assert client.get(f"/meetings/{supplemented.pk}/pack.pdf", {"supplement": asked}).status_code == 404


# Part 2


def test_where_press_and_public_leave_is_said_and_part_2_begins_on_a_page_of_its_own(client, world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    an_exempt_item(world, meeting, kind="other", note="Counsel's view.")
    published(world, afresh(meeting))
    client.force_login(world.mira)
    open_part, whole = pack(client, meeting), pack(client, meeting, "?part=2")

    leave = "Press and public leave here. What follows is Part 2, taken without them."
    assert leave in open_part.text
    assert "Its papers are not open to the public." in open_part.text
    assert "NOT FOR PUBLICATION" not in open_part.text
    at = next(number for number, page in enumerate(whole.pages) if leave in page)
    assert "endorse the approach" not in whole.pages[at]
    assert all("NOT FOR PUBLICATION" in page for page in whole.pages)
    assert "Seal of the whole text" in whole.pages[0]
    assert "Counsel's view." in whole.text


# Queries


def test_it_takes_as_many_queries_for_sixty_items_as_for_ten(client, world):
    found = []
    for by in (10, 60):
        meeting = a_meeting(world, on=JAN_22 + timedelta(days=by))
        for at in range(by):
            item = an_item(world, meeting, f"Item {at}")
            a_paper(world, item)
            if at % 5 == 0:
                appended(world, item)
        published(world, Meeting.objects.get(pk=meeting.pk), JAN_15)
        with CaptureQueriesContext(connection) as queries:
            pack(client, meeting)
        found.append(len(queries))
    assert found[0] == found[1]
    assert found[1] <= 12


def test_pages_lead_to_it(client, world, meeting):
    page = client.get(f"/meetings/{meeting.pk}/").text
    assert f'href="/meetings/{meeting.pk}/pack.pdf"' in page
    assert "pack.pdf?part=2" not in page
    assert f'href="/meetings/{meeting.pk}/pack.pdf"' in client.get(f"/meetings/{meeting.pk}/pack/").text
