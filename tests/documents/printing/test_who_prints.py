"""Who may read a page may print it, and nobody else: what is exempt stands in no open file, in no form (I1)."""

from __future__ import annotations

import pytest

from tests.documents.printing.reading import Print
from tests.journeys import days
from tests.meetings.scenes import (
    CANARY,
    a_meeting,
    a_meeting_with_secrets,
    afresh,
    an_agenda,
    an_exempt_item,
    published,
)
from tests.meetings.test_exempt_papers import ENTITLED, OTHERS, sign_in

pytestmark = pytest.mark.once

SIGNS = [b"Counsel warns", b"Brightwater", b"counsel", "Counsel".encode("utf-16-be"), b"Counsel".hex().encode()]
"""how the words would stand in a file: as text, in a bookmark, as the name of a file"""
OPEN = ["", "?part=1", "?supplement=0", "?supplement=1"]


@pytest.fixture
def meeting(world, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"
    return a_meeting_with_secrets(world)


def ask(client, meeting, query):
    return client.get(f"/meetings/{meeting.pk}/pack.pdf{query}")


@pytest.mark.parametrize("name", [*OTHERS, *ENTITLED])
def test_an_open_file_holds_no_word_of_it_whoever_prints_it(world, client, meeting, name):
    """Not in its text, its bookmarks, what it says of itself, or any object within it; the titles are public."""
    sign_in(client, world, name)
    for query in OPEN:
        answer = ask(client, meeting, query)
        found = Print(answer.content)
        everything = found.everything() + answer.headers["Content-Disposition"].encode()
        assert [sign for sign in SIGNS if sign in everything] == [], query
        assert "part-2" not in answer.headers["Content-Disposition"]
        assert "Late advice" in found.text or query == "?supplement=0"


@pytest.mark.parametrize("name", OTHERS)
def test_part_2_is_not_there_for_those_who_may_not_read_it(world, client, meeting, name):
    sign_in(client, world, name)
    for query in ("?part=2", "?part=2&supplement=0", "?supplement=1&part=2"):
        assert ask(client, meeting, query).status_code == 404


@pytest.mark.parametrize("name", ENTITLED)
def test_those_who_sit_in_the_body_print_all_of_it(world, client, meeting, name):
    """The control: the words are there to be found."""
    sign_in(client, world, name)
    answer = ask(client, meeting, "?part=2")
    found = Print(answer.content)
    assert found.text.count(CANARY) > 5
    assert answer.headers["Content-Disposition"] == f'inline; filename="meeting-{meeting.pk}-pack-part-2.pdf"'
    assert CANARY in Print(ask(client, meeting, "?supplement=1&part=2").content).text
    assert any(CANARY in title for _, title, _ in found.bookmarks)


def test_public_business_of_a_supplement_stands_apart_from_what_is_exempt(world, client, meeting):
    text = Print(ask(client, meeting, "").content).text
    leave, back = "Press and public leave here.", "In public again: press and public may come back."
    places = [text.index(leave), text.index(back), text.rindex(leave)]
    assert places == sorted(set(places))
    assert text.index("4. Exclusion of press and public", places[1]) < places[2]


def test_before_it_goes_out_only_those_who_prepare_it_print_it(world, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    meeting = a_meeting(world)
    an_agenda(world, meeting)
    an_exempt_item(world, meeting, kind="other", note=CANARY)
    for name in OTHERS:
        sign_in(client, world, name)
        assert [ask(client, meeting, query).status_code for query in ("", "?part=2", "?supplement=0")] == [404] * 3
    client.logout()
    client.force_login(world.ken)
    opened, whole = (Print(ask(client, meeting, query).content) for query in ("", "?part=2"))
    assert CANARY not in opened.text
    assert CANARY in whole.text
    assert all("DRAFT, NOT FOR PUBLICATION" in page for page in whole.pages)
    assert ask(client, meeting, "?supplement=0").status_code == 404


def test_a_meeting_that_is_not_in_public_is_printed_by_those_who_may_know_of_it(world, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    meeting = a_meeting(world, in_public=False)
    an_agenda(world, meeting)
    published(world, afresh(meeting))
    assert ask(client, meeting, "").status_code == 404
    client.force_login(world.mira)
    found = Print(ask(client, meeting, "").content)
    assert "Public Not in public" in found.pages[0]


def test_nothing_but_reading_is_answered(client, meeting):
    for address in ("pack.pdf", "minutes.pdf"):
        assert client.post(f"/meetings/{meeting.pk}/{address}").status_code == 405
    assert client.head(f"/meetings/{meeting.pk}/pack.pdf").headers["Content-Type"] == "application/pdf"
