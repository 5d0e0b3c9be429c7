"""What is taken without the public is read by those who sit in the body, and stands in nothing that is open (I1)."""

from __future__ import annotations

import json

import pytest

from audit.models import AuditEvent, SealedText
from governance.roles import RoleName
from meetings.models import Agenda, Item
from tests.governance.scenes import somebody_elsewhere
from tests.journeys import days
from tests.meetings.scenes import (
    CANARY,
    JAN_16,
    a_meeting,
    a_meeting_with_secrets,
    an_attachment,
    an_exempt_item,
)
from tests.world import JAN_15, a_person, acting, appoint

pytestmark = pytest.mark.once

WORD = "Brightwater"
ENTITLED = ["ken", "mira", "clare", "charles", "ada"]
"""The clerk and the member of FPBV, and those of the Authority above it"""
OTHERS = ["nobody", "walter", "sue", "olive", "colin", "anna", "una", "auditor of TP"]


@pytest.fixture
def meeting(world, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"
    return a_meeting_with_secrets(world)


def sign_in(client, world, name):
    if name == "nobody":
        return
    if name == "auditor of TP":
        person = a_person("tess", "Tess Audit")
        appoint(person, world.tp, RoleName.AUDITOR, by=acting(world.anna))
    else:
        person = somebody_elsewhere() if name == "una" else getattr(world, name)
    client.force_login(person)


def everywhere(client, world, meeting):
    """What a person gets from every address on which something of the meeting stands."""
    at = f"/meetings/{meeting.pk}/"
    items = list(Item.objects.filter(meeting=meeting))
    entries = AuditEvent.objects.filter(within_type="meetings.meeting").values_list("key", flat=True)
    pages = [at, f"{at}pack/", f"{at}pack/?part=2", f"{at}agenda.json", f"{at}agenda.json?part=2"]
    pages += [f"{at}agenda.json?supplement=1", f"{at}agenda.json?supplement=1&part=2"]
    pages += [f"{at}items/{item.number}/" for item in items]
    pages += [f"{at}attachments/{pk}/" for pk in meeting.attachments.values_list("pk", flat=True)]
    pages += [f"{at}agenda/", f"{at}agenda/publish/", "/", "/meetings/", f"/bodies/{world.fpbv.pk}/"]
    pages += [f"{at}agenda/items/{item.pk}/{part}" for item in items for part in ("", "change/", "urgent/", "off/")]
    pages += [f"/meetings/?q={WORD}", f"/plans/?q={WORD}", f"/plans/{world.plan.slug}/?q={WORD}"]
    pages += ["/ledger/", f"/ledger/?thing={WORD}", "/ledger/export/", *(f"/ledger/{key}/" for key in entries)]
    answers = {address: client.get(address) for address in pages}
    return {
        address: (b"".join(answer.streaming_content) if answer.streaming else answer.content)
        for address, answer in answers.items()
    }


@pytest.mark.parametrize("name", OTHERS)
def test_no_word_of_it_reaches_anybody_who_is_not_entitled(world, client, meeting, name):
    sign_in(client, world, name)

    found = everywhere(client, world, meeting)

    # What somebody searches for stands in their own box.
    leaks = [
        address
        for address, page in found.items()
        if b"Counsel warns" in page or (WORD.encode() in page and WORD not in address)
    ]
    assert leaks == []
    assert b"Late advice" in found[f"/meetings/{meeting.pk}/"], "the titles are public"


@pytest.mark.parametrize("name", ENTITLED)
def test_those_who_sit_in_the_body_read_all_of_it(world, client, meeting, name):
    """The control: the words are there to be found."""
    sign_in(client, world, name)
    at = f"/meetings/{meeting.pk}/"

    for page in (at, f"{at}pack/?part=2", f"{at}items/3/", f"{at}agenda.json?part=2"):
        assert CANARY in client.get(page).content.decode(), page
    assert CANARY.encode() in client.get(meeting.attachments.get().get_absolute_url()).content


@pytest.mark.parametrize("name", ENTITLED)
def test_the_open_pack_is_open_whoever_prints_it(world, client, meeting, name):
    sign_in(client, world, name)
    at = f"/meetings/{meeting.pk}/"

    for page in (f"{at}pack/", f"{at}agenda.json", f"{at}agenda.json?supplement=1"):
        assert WORD not in client.get(page).content.decode(), page


def test_the_title_of_a_closed_page_is_its_title_and_nothing_else(world, client, meeting):
    page = client.get(f"/meetings/{meeting.pk}/items/3/").content.decode()
    assert "<title>Item 3, Draft objectives: Meeting of FPBV, 22 January 2001 - Assent</title>" in page
    assert "Its papers are not open to the public." in page


def test_of_what_is_closed_the_open_seal_holds_title_and_ground(world, meeting):
    agenda, supplement = Agenda.objects.order_by("supplement")
    for issue in (agenda, supplement):
        assert WORD in issue.sealed.text
        assert WORD not in issue.sealed_open.text
    closed = [item for item in json.loads(agenda.sealed_open.text)["items"] if item["ground"]]
    assert [set(item) for item in closed] == [
        {"ground", "held_urgent_by", "kind", "minutes_of", "number", "section", "title"}
    ] * len(closed)
    assert closed[0]["ground"] == "paragraph 12, legal advice and legal proceedings"


def test_the_ledger_keeps_its_words_beside_the_lines(world, meeting):
    lines = AuditEvent.objects.filter(within_type="meetings.meeting")
    assert lines.count() > 20
    named = [line.key for line in lines if WORD.encode() in bytes(line.text)]
    # The name of a file and the titles of a report and a file are names, as the title of an item is.
    assert {AuditEvent.objects.get(pk=key).action for key in named} <= {"paper.added", "attachment.added"}


def test_no_objectives_text_holds_it(world, meeting):
    assert [text.pk for text in SealedText.objects.all() if WORD in text.text and '"items"' not in text.text] == []


def test_before_it_goes_out_nobody_else_learns_of_it(world, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    meeting = a_meeting(world)
    exempt = an_exempt_item(world, meeting, note=CANARY)
    file = an_attachment(world, exempt)
    for name in ("nobody", "walter", "olive", "mira"):
        sign_in(client, world, name)
        assert b"Legal advice" not in client.get(f"/meetings/{meeting.pk}/").content
        assert client.get(file.get_absolute_url()).status_code == 404
    client.force_login(world.ken)
    assert client.get(file.get_absolute_url()).status_code == 200
    assert JAN_15 < JAN_16
