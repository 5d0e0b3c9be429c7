"""What is exempt from publication is read by those who prepare the plan, and stands on no page of anybody else."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from audit.models import AuditEvent
from governance import exemption, personal_links, procedures
from governance.models import ExemptNote
from governance.seal import as_read, plan_as_read
from tests.clock import recorded_on
from tests.governance.scenes import consult, refusal, somebody_elsewhere
from tests.journeys import days
from tests.world import JAN_15, MAR_31, acting, bring_to
from workflow.comparison import faults_in_rows
from workflow.gate import perform

pytestmark = pytest.mark.once

CANARY = "Counsel warns of the Brightwater case"
READERS = ["olive", "omar", "colin", "clare", "ken", "mira", "charles", "ada"]
OF_THEN = ("?as_at=2001-01-15", "as-at.json?as_at=2001-01-15")
OTHERS = ["nobody", "walter", "sue", "anna", "una"]


@pytest.fixture
def note(world):
    """Olive has added an exempt note, changed it, and both are in the ledger."""
    note = ExemptNote(objective=world.street, text="Advice.", paragraph=12, schedule="1986")
    with recorded_on(JAN_15):
        perform(note.add, actor=world.acting(world.olive))
        perform(partial(note.revise, text=CANARY, paragraph=12, schedule="1986"), actor=world.acting(world.olive))
        consult(world, on=JAN_15, required=False, link=personal_links.hash_of("a-word"))
    return note


def sign_in(client, world, name):
    if name != "nobody":
        client.force_login(somebody_elsewhere() if name == "una" else getattr(world, name))


def everywhere(client, world, entry):
    """What a person gets from every address on which something of the objective stands."""
    street, plan = f"/objectives/{world.street.pk}/", f"/plans/{world.plan.slug}/"
    pages = [street, f"{street}draft/", f"{street}draft/check/", f"{street}draft/exempt-notes/"]
    pages += [f"{street}draft/exempt-notes/add/", f"/plans/{world.plan.slug}/", "/", f"/targets/{world.resolved.pk}/"]
    pages += [f"/plans/{world.plan.slug}/?q=Brightwater", f"/plans/{world.plan.slug}/decisions/", "/ledger/"]
    pages += [f"/ledger/{entry}/", "/ledger/export/", "/ledger/?thing=Brightwater"]
    pages += [f"{at}{part}" for at in (street, plan) for part in ("versions/", "compare/", *OF_THEN)]
    pages += [f"{plan}{part}" for part in ("since-last-year/", "you-said-we-did/", "readiness/", "consultations/")]
    pages += ["/consultations/a-word/"]
    answers = {address: client.get(address) for address in pages}
    return {
        address: b"".join(answer.streaming_content) if answer.streaming else answer.content
        for address, answer in answers.items()
    }


@pytest.mark.parametrize("name", OTHERS)
def test_no_word_of_it_reaches_anybody_else_before_publication_or_after(world, client, note, name):
    entry = AuditEvent.objects.get(action="exempt_note.revised").key
    sign_in(client, world, name)
    before = everywhere(client, world, entry)
    bring_to(world, "published")
    after = everywhere(client, world, entry)

    leaks = [address for found in (before, after) for address, page in found.items() if b"Counsel warns" in page]
    assert leaks == []
    assert b"exempt note" not in after[f"/objectives/{world.street.pk}/"]


@pytest.mark.parametrize("name", READERS)
def test_those_who_read_the_plan_in_preparation_read_it_in_a_marked_box(world, client, note, name):
    sign_in(client, world, name)

    page = client.get(f"/objectives/{world.street.pk}/").content.decode()

    assert "Exempt: not for publication" in page
    assert CANARY in page
    assert "paragraph 12, legal advice and legal proceedings" in page


@pytest.mark.parametrize("name", READERS)
def test_as_at_they_read_what_they_had_before_them_and_its_export_is_open(world, client, note, name):
    with recorded_on(MAR_31):
        perform(note.withdraw, actor=acting(world.olive, MAR_31))
    sign_in(client, world, name)
    street = f"/objectives/{world.street.pk}/"

    page, told = (client.get(f"{street}{part}").content.decode() for part in OF_THEN)

    assert CANARY in page
    assert CANARY not in told
    assert "Exempt: not for publication" not in client.get(street).content.decode()


def test_a_party_that_is_asked_reads_nothing_exempt(world, client, note, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    page = client.get("/consultations/a-word/").content.decode()

    assert "To reduce street crime" in page
    assert CANARY not in page


def test_it_is_no_part_of_what_is_sealed(world, note):
    assert CANARY not in str(as_read(world.street)) + str(plan_as_read(world.plan))
    seal = world.street.seal()

    perform(note.withdraw, actor=world.acting(world.olive))

    world.street.refresh_from_db()
    assert world.street.seal() == seal


def test_the_ledger_keeps_its_words_beside_the_line(world, note):
    line = AuditEvent.objects.get(action="exempt_note.revised")

    assert CANARY.encode() not in line.text
    assert list(faults_in_rows()) == []


def test_an_amendment_does_not_carry_it_on(world, note):
    """What was exempt then is judged anew, under the list of that day."""
    bring_to(world, "published")

    copy = procedures.amend(world.street, actor=acting(world.colin, MAR_31), because="A new law.")

    assert not copy.exempt_notes.exists()


def test_a_withdrawn_one_is_read_by_nobody(world, client, note):
    perform(note.withdraw, actor=world.acting(world.olive))
    client.force_login(world.olive)

    assert "Exempt: not for publication" not in client.get(f"/objectives/{world.street.pk}/").content.decode()


# The paragraph


@pytest.mark.parametrize(("paragraph", "schedule"), [(0, "1986"), (16, "1986"), (3, "2006"), (12, "")])
def test_a_paragraph_is_one_of_the_list_in_force_on_the_day(world, paragraph, schedule):
    note = ExemptNote(objective=world.street, text="Advice.", paragraph=paragraph, schedule=schedule)

    assert refusal(note.add, world.acting(world.olive)) == [
        "On 15 January 2001 the list of what is exempt has 15 paragraphs: say which."
    ]


def test_from_march_2006_there_are_seven_and_the_day_decides(world):
    late = acting(world.olive, date(2006, 3, 1))
    old = ExemptNote(objective=world.street, text="Advice.", paragraph=12, schedule="1986")

    assert refusal(old.add, late) == ["On 1 March 2006 the list of what is exempt has 7 paragraphs: say which."]
    new = ExemptNote(objective=world.street, text="Advice.", paragraph=5, schedule="2006")
    perform(new.add, actor=late)

    assert new.ground == "paragraph 5, legal professional privilege"


@pytest.mark.once
def test_a_number_means_what_its_list_says():
    assert exemption.list_in_force(date(1986, 3, 31)) is None
    assert [len(exemption.list_in_force(day).paragraphs) for day in (date(2006, 2, 28), date(2006, 3, 1))] == [15, 7]
    assert exemption.in_words("1986", 7) != exemption.in_words("2006", 7)
