"""Edits that land between the opening of a page and the click on it: refused, and the person is told what changed.

Promises A3 and A7, at six points: the decision form, the approval of an objective, its publication, an answer to a
comment, the approval of the plan, and another editor's form. A save that changes nothing refuses and resets nothing.
"""

from __future__ import annotations

from functools import partial

import pytest
from bs4 import BeautifulSoup

from governance import procedures
from governance.models import (
    ActionPoint,
    Contribution,
    Indicator,
    Note,
    Objective,
    Outcome,
    StatutoryIndicator,
    Target,
)
from governance.models.outcome import OutcomeKind
from tests.fingerprint import fingerprint
from tests.governance.scenes import carry, resolved, undone
from tests.world import FEB_8, JAN_15, MAR_31, acting, bring_to, comment_on, say
from workflow.blockers import Blocked
from workflow.gate import perform

pytestmark = pytest.mark.once

APPROVED = OutcomeKind.APPROVED
ON = MAR_31


@pytest.fixture(autouse=True)
def _on_31_march(settings):
    settings.TODAY = "tests.journeys.days.on_2001_03_31"


# What lands in between


def bvpi(world) -> StatutoryIndicator:
    row = StatutoryIndicator(plan=world.plan, financial_year="2001/02", number=127)
    perform(row.add, actor=acting(world.colin))
    return row


def edits(world) -> dict:
    street, colin, olive = world.street, world.colin, world.olive
    indicators = list(Indicator.objects.filter(objective=street))
    spare = Target(objective=street, text="9 per cent", resolution="resolved")
    return {
        "a target is revised": (partial(world.resolved.revise, text="6 per cent"), olive, "6 per cent"),
        "the title is put in other words": (
            partial(street.take_from_report, title="To halve it"), colin, "To halve it",
        ),
        "an indicator is put in other words": (
            partial(indicators[0].take_from_report, text="Robberies", items=[]), colin, "Robberies",
        ),
        "a target is added": (spare.add, olive, "9 per cent"),
        "a note is added": (Note(objective=street, text="Subject to funds.", order=1).add, olive, "added a note"),
        "an action point is added": (ActionPoint(objective=street, text="Radios", order=1).add, olive, "action point"),
        "an indicator is withdrawn": (indicators[1].withdraw, olive, "withdrew"),
        "the order is another": (partial(indicators[0].place, order=9), olive, "moved"),
        "the aspect is renamed": (partial(street.aspect.revise, title="Crime", status=""), colin, "Crime"),
        "the priority is renamed": (
            partial(street.aspect.priority.revise, title="Safe streets", scope="external"), colin, "Safe streets",
        ),
        "it contributes to a statutory indicator": (
            Contribution(plan=world.plan, statutory=bvpi(world), objective=street, indicator=indicators[0]).add, colin,
            "BVPI 127",
        ),
    }  # fmt: skip


EDITS = [
    "a target is revised", "the title is put in other words", "an indicator is put in other words", "a target is added",
    "a note is added", "an action point is added", "an indicator is withdrawn", "the order is another",
    "the aspect is renamed", "the priority is renamed", "it contributes to a statutory indicator",
]  # fmt: skip


def make(world, edit: str) -> str:
    act, who, told = edits(world)[edit]
    perform(act, actor=acting(who, ON), because="Second thoughts.", basis="Returns")
    return told


def save_without_a_change(world) -> None:
    perform(
        partial(world.resolved.revise, text=world.resolved.text), actor=acting(world.olive, ON), because="Looked again."
    )
    aspect = world.street.aspect
    perform(partial(aspect.revise, title=aspect.title, status=aspect.status), actor=acting(world.colin, ON))


# Where a page is open


def in_the_decision_form(world):
    bring_to(world, "authority_approval")
    days = {"circulated_on": ON, "decided_on": ON}
    decided = {f"{name}-{part}": getattr(on, part) for name, on in days.items() for part in ("day", "month", "year")}
    return (
        world.clare,
        f"/plans/{world.plan.slug}/decisions/record/?body={world.mpa.pk}",
        {**decided, "reference": "MPA 9", f"outcome_{world.street.pk}": "noted"},
    )


def on_the_approval(world):
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, APPROVED)
    return world.clare, f"/objectives/{world.street.pk}/acts/approve/", {}


def on_sending_back(world):
    bring_to(world, "committee_comment")
    return world.ken, f"/objectives/{world.street.pk}/acts/send_back/", {"because": "Half of what?"}


def in_the_answer_to_a_comment(world):
    bring_to(world, "workshop_review")
    comment = comment_on(world)
    return world.clare, f"/comments/{comment.pk}/answer/", {"disposition": "noted", "answer": "Thank you."}


def in_another_editors_form(world):
    bring_to(world, "workshop_review")
    return (
        world.olive,
        f"/targets/{world.undecided.pk}/acts/revise/",
        {"because": "So.", "basis": "Returns", "text": "3 per cent", "resolution": "resolved", "numbers": "3"},
    )


POINTS = {
    "the decision form": in_the_decision_form,
    "the approval": on_the_approval,
    "sending back": on_sending_back,
    "an answer to a comment": in_the_answer_to_a_comment,
    "another editor's form": in_another_editors_form,
}


def open_page(client, who, address: str) -> dict[str, str]:
    """What stands in the form of a page when it is opened, hidden boxes among it."""
    client.force_login(who)
    answer = client.get(address)
    assert answer.status_code == 200
    boxes = BeautifulSoup(answer.content, "html.parser").select("main form input, main form textarea, main form select")
    typed_in = [box for box in boxes if box.get("name") and box.get("type") not in ("radio", "checkbox")]
    return {box["name"]: _value(box) for box in typed_in}


def _value(box) -> str:
    if box.name == "select":
        chosen = box.select_one("option[selected]")
        return chosen["value"] if chosen else ""
    return box.get("value", "") if box.name == "input" else box.get_text().strip()


def refusal_on(client, address: str, sent: dict[str, str]) -> str:
    answer = client.post(address, sent)
    assert answer.status_code == 409, answer.status_code
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


@pytest.mark.parametrize("point", POINTS)
def test_an_edit_between_page_and_click_is_refused_with_what_changed(world, client, point):
    who, address, typed = POINTS[point](world)
    sent = {**open_page(client, who, address), **typed}

    for edit in EDITS:
        with undone():
            told = make(world, edit)
            before = fingerprint()
            text = refusal_on(client, address, sent)
            assert "has changed since you opened it" in text, edit
            assert told in text, edit
            assert fingerprint() == before, edit
        look_again(world)


def look_again(world) -> None:
    """What was done and undone is no longer so in memory either."""
    for thing in (world.street, world.resolved, world.plan, world.aspect):
        thing.refresh_from_db()


def test_every_edit_is_tried(world):
    assert list(edits(world)) == EDITS


@pytest.mark.parametrize("point", POINTS)
def test_a_save_that_changes_nothing_refuses_and_resets_nothing(world, client, point):
    who, address, typed = POINTS[point](world)
    sent = {**open_page(client, who, address), **typed}
    save_without_a_change(world)

    assert client.post(address, sent).status_code == 302
    assert not Outcome.objects.exclude(voided_on=None).exists()


@pytest.mark.parametrize("point", ["the decision form", "another editor's form"])
def test_whoever_was_refused_sees_it_as_it_is_now_and_may_send_it_again(world, client, point):
    who, address, typed = POINTS[point](world)
    sent = {**open_page(client, who, address), **typed}
    make(world, "the aspect is renamed")
    answer = client.post(address, sent)
    boxes = BeautifulSoup(answer.content, "html.parser").select("main form input[type=hidden]")

    again = {**sent, **{box["name"]: box["value"] for box in boxes}}

    assert client.post(address, again).status_code == 302


# What is approved no longer changes: an edit while it is published is refused itself


def test_while_the_page_to_publish_is_open_the_edit_itself_is_refused(world, client):
    bring_to(world, "approved")
    address = f"/objectives/{world.street.pk}/acts/publish/"
    sent = open_page(client, world.clare, address)
    for edit in EDITS:
        with pytest.raises(Blocked):
            make(world, edit)

    assert client.post(address, sent).status_code == 302


def test_what_is_sent_back_and_approved_anew_while_the_page_to_publish_is_open_is_refused(world, client):
    bring_to(world, "approved")
    address = f"/objectives/{world.street.pk}/acts/publish/"
    sent = open_page(client, world.clare, address)
    say(world, world.mpa, OutcomeKind.REFERRED_BACK, world.clare, FEB_8, "MPA 9")
    world.street.refresh_from_db()
    make(world, "a target is revised")
    carry(world, Objective.objects.get(pk=world.street.pk), "approved", "again")

    assert "6 per cent" in refusal_on(client, address, sent)


# The plan as a whole


@pytest.fixture
def before_the_authority(world):
    """Street crime is with the Authority, Firearms withdrawn, and the plan before the Authority."""
    bring_to(world, "authority_approval")
    perform(world.guns.withdraw, actor=acting(world.colin, JAN_15), because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, ON))
    return world.plan


def test_an_edit_anywhere_in_the_plan_while_its_approval_as_a_whole_is_typed_is_refused(
    world, before_the_authority, client
):
    _, address, typed = in_the_decision_form(world)
    typed = {**typed, f"outcome_{world.street.pk}": "", "plan_as_a_whole": "approved"}
    sent = {**open_page(client, world.clare, address), **typed}

    for edit in EDITS:
        with undone():
            told = make(world, edit)
            before = fingerprint()
            text = refusal_on(client, address, sent)
            assert "Policing and performance plan 2001/02 has changed since you opened it" in text, edit
            assert told in text, edit
            assert fingerprint() == before, edit
        look_again(world)


def test_the_approval_of_a_plan_whose_text_changed_while_its_page_was_open_is_refused(
    world, before_the_authority, client
):
    decision = procedures.Decision(
        plan=world.plan, body=world.mpa, circulated_on=FEB_8, decided_on=FEB_8, reference="all"
    )
    procedures.record_decision(decision, procedures.Resolved({}, APPROVED), actor=acting(world.clare, ON))
    seen = type(world.plan).objects.get(pk=world.plan.pk).version
    client.force_login(world.clare)
    make(world, "a target is revised")
    say(world, world.mpa, APPROVED, world.clare, ON, "MPA 10", sent=ON)
    before = fingerprint()

    text = refusal_on(client, f"/plans/{world.plan.slug}/acts/approve/", {"seen": seen})

    assert "Policing and performance plan 2001/02 has changed since you opened it" in text
    assert "The approval of MPA of 8 February 2001 was voided by the change of 31 March 2001." in text
    assert fingerprint() == before


def test_a_save_that_changes_nothing_leaves_the_plan_to_be_approved(world, before_the_authority, client):
    _, address, typed = in_the_decision_form(world)
    typed = {**typed, f"outcome_{world.street.pk}": "", "plan_as_a_whole": "approved"}
    sent = {**open_page(client, world.clare, address), **typed}
    save_without_a_change(world)

    assert client.post(address, sent).status_code == 302
