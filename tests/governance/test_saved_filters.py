"""What an auditor looks for in the ledger again and again is kept under a name, and is theirs alone."""

from __future__ import annotations

import csv
import io

import pytest
from bs4 import BeautifulSoup

from audit.models import AuditEvent
from governance.models import SavedFilter
from governance.roles import RoleName
from tests.meetings.scenes import a_meeting, an_agenda, published
from tests.world import a_person, acting, appoint, resolve

pytestmark = pytest.mark.once

TARGETS = "action=target.revised"


@pytest.fixture
def ada(client, world):
    client.force_login(world.ada)
    return client


def said(answer) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def keep(client, name="Revised targets", query=TARGETS, **more):
    return client.post("/ledger/filters/", {"name": name, "query": query}, **more)


def test_what_is_filtered_is_kept_under_a_name_and_found_again(ada, world):
    resolve(world)

    answer = keep(ada, query=f"{TARGETS}&person=&page=3&thing=+&csrfmiddlewaretoken=x", follow=True)

    assert "Kept as Revised targets." in said(answer)
    assert answer.redirect_chain[-1][0] == f"/ledger/?{TARGETS}"
    page = BeautifulSoup(ada.get("/ledger/").content, "html.parser")
    link = page.find("a", string="Revised targets")
    assert "1 entry matches" in said(ada.get(link["href"]))


def test_it_is_renamed_and_thrown_away(ada, world):
    keep(ada)
    this = SavedFilter.objects.get()

    assert "It is called Every figure now." in said(
        ada.post(f"/ledger/filters/{this.pk}/rename/", {"name": "Every figure"}, follow=True)
    )
    lines = AuditEvent.objects.count()
    assert "Every figure is kept no longer." in said(ada.post(f"/ledger/filters/{this.pk}/forget/", follow=True))
    assert not SavedFilter.objects.exists()
    assert AuditEvent.objects.count() == lines


def test_no_two_of_one_persons_have_the_same_name(ada, world):
    keep(ada)
    keep(ada, "Another")
    again = "You have a filter called Revised targets already: choose another name."

    answer = keep(ada, query="action=target.added")
    other = SavedFilter.objects.get(name="Another")
    renamed = ada.post(f"/ledger/filters/{other.pk}/rename/", {"name": "Revised targets"})
    itself = ada.post(f"/ledger/filters/{other.pk}/rename/", {"name": "Another"})

    assert (answer.status_code, renamed.status_code, itself.status_code) == (422, 422, 302)
    assert again in said(answer)
    assert again in said(renamed)


@pytest.mark.parametrize("query", ["", "page=2", "action=target.dreamt", "recorded_from-day=31&recorded_from-month=2"])
def test_filters_that_say_nothing_or_make_no_sense_are_not_kept(ada, query):
    answer = keep(ada, query=query)

    assert answer.status_code == 422
    assert not SavedFilter.objects.exists()


def test_it_is_a_persons_own_and_the_address_is_what_is_passed_on(ada, client, world):
    keep(ada, follow=True)
    this = SavedFilter.objects.get()
    petra = a_person("petra", "Petra Lane")
    appoint(petra, world.mpa, RoleName.AUDITOR, by=acting(world.anna))
    client.force_login(petra)

    assert "Revised targets" not in client.get("/ledger/").text
    assert client.get(this.get_absolute_url()).status_code == 200
    for act in ("rename", "forget"):
        assert client.post(f"/ledger/filters/{this.pk}/{act}/", {"name": "Mine"}).status_code == 404
    assert SavedFilter.objects.get().name == "Revised targets"


@pytest.mark.parametrize("name", ["olive", "clare", "anna", "sue"])
def test_whoever_reads_no_ledger_keeps_no_filter(client, world, name):
    this = SavedFilter.objects.create(person=getattr(world, name), name="Old", query=TARGETS)
    client.force_login(getattr(world, name))

    for address in ("", f"{this.pk}/rename/", f"{this.pk}/forget/"):
        assert client.post(f"/ledger/filters/{address}", {"name": "New", "query": TARGETS}).status_code == 403


# By body and by meeting


def test_the_ledger_is_narrowed_to_a_body_by_the_offices_in_which_people_acted_and_by_what_was_done_to_it(ada, world):
    meeting = a_meeting(world)
    an_agenda(world, meeting)

    page = ada.get(f"/ledger/?body={world.fpbv.pk}")

    lines = [line for line in AuditEvent.objects.all() if line.role.endswith(" of FPBV")]
    to_it = AuditEvent.objects.within("governance.body", world.fpbv.pk).exclude(pk__in=[line.pk for line in lines])
    assert f"{len(lines) + to_it.count()} entries match" in said(page)
    assert "Body: FPBV" in said(page)
    assert {line.actor_label for line in lines} == {"Ken Marsh"}


def test_the_ledger_is_narrowed_to_a_meeting_with_everything_that_is_part_of_it(ada, world):
    meeting, another = a_meeting(world), a_meeting(world, world.mpa)
    an_agenda(world, meeting)
    published(world, meeting)

    page = ada.get(f"/ledger/?meeting={meeting.pk}")

    count = AuditEvent.objects.within("meetings.meeting", meeting.pk).count()
    assert f"{count} entries match" in said(page)
    assert "Meeting: FPBV, 22 January 2001" in said(page)
    assert "1 entry matches" in said(ada.get(f"/ledger/?meeting={another.pk}"))
    told = b"".join(ada.get(f"/ledger/export/?meeting={meeting.pk}").streaming_content).decode()
    assert len(list(csv.reader(io.StringIO(told, newline="")))) == count + 1


def test_a_meeting_that_is_not_there_is_no_choice(ada, world):
    assert "Choose meeting from the list." in said(ada.get("/ledger/?meeting=987654"))
