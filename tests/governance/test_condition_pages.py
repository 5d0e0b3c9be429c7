"""The pages of conditions: setting them with a decision, reading them where one looks, and clearing them."""

from datetime import timedelta

import pytest

from governance import procedures
from governance.models import Condition, Objective
from governance.models.outcome import OutcomeKind
from governance.roles import RoleName
from tests.clock import recorded_on
from tests.governance.conditions import FUNDS, a_condition, approve_subject_to, approved_subject_to, confirm
from tests.journeys import days
from tests.world import FEB_8, JAN_17, MAR_8, MAR_31, acting, appoint, bring_to, say

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _march(settings):
    settings.TODAY = f"{days.__name__}.on_2001_03_31"


def page_of(client, person, address, status=200) -> str:
    if person is not None:
        client.force_login(person)
    answer = client.get(address)
    assert answer.status_code == status, f"{address} answers {answer.status_code}"
    return " ".join(answer.content.decode().split())


def posted(client, person, address, form, status=302) -> str:
    client.force_login(person)
    answer = client.post(address, form)
    assert answer.status_code == status, answer.content.decode()
    return " ".join(answer.content.decode().split())


def a_day(name, day, month) -> dict[str, str]:
    return {f"{name}-day": str(day), f"{name}-month": str(month), f"{name}-year": "2001"}


# Setting


def decision_form(world, **more) -> dict[str, str]:
    street = Objective.objects.get(pk=world.street.pk)
    return {
        **a_day("circulated_on", 15, 1),
        **a_day("decided_on", 8, 2),
        "reference": "MPA 8",
        f"outcome_{street.pk}": "approved",
        f"seen_{street.pk}": str(street.version),
        **more,
    }


def the_condition(world, number=1, text=FUNDS) -> dict[str, str]:
    return {
        f"condition_{number}_text": text,
        f"condition_{number}_owner": str(world.olive.pk),
        **a_day(f"condition_{number}_due_on", 8, 3),
        f"condition_{number}_checker": str(world.fpbv.pk),
    }


def test_boxes_for_a_condition_are_asked_for_and_nothing_typed_is_lost(world, client):
    bring_to(world, "authority_approval")
    address = f"/plans/{world.plan.slug}/decisions/record/?body={world.mpa.pk}"
    assert "Add a condition" in page_of(client, world.clare, address)

    page = posted(client, world.clare, address, {**decision_form(world), "add_condition": "yes"}, status=200)
    assert "Condition 1: what must be done" in page
    assert "Condition 2" not in page
    assert 'value="MPA 8"' in page
    assert "There is a problem" not in page

    more = {**decision_form(world, conditions="1"), **the_condition(world), "add_condition": "yes"}
    page = posted(client, world.clare, address, more, status=200)
    assert "Condition 2: what must be done" in page
    assert FUNDS in page
    assert Condition.objects.count() == 0


def test_the_decision_is_recorded_with_those_that_were_filled_in(world, client):
    bring_to(world, "authority_approval")
    address = f"/plans/{world.plan.slug}/decisions/record/?body={world.mpa.pk}"
    form = decision_form(world, conditions="3", condition_2_text=" ")
    form |= the_condition(world) | the_condition(world, 3, "The panel is told")
    form["condition_3_about"] = str(world.street.pk)

    posted(client, world.clare, address, form)

    assert [(each.number, each.text, each.objective) for each in Condition.objects.all()] == [
        (1, FUNDS, None),
        (2, "The panel is told", world.street),
    ]


def test_half_a_condition_is_none(world, client):
    bring_to(world, "authority_approval")
    address = f"/plans/{world.plan.slug}/decisions/record/?body={world.mpa.pk}"

    page = posted(client, world.clare, address, decision_form(world, conditions="1", condition_1_text=FUNDS), 200)

    assert "Condition 1: who must do it" in page
    assert "There is a problem" in page
    assert Condition.objects.count() == 0


@pytest.mark.parametrize("many", ["-1", "abc", "9" * 30, "٣", ""])
def test_a_number_of_conditions_that_is_none_asks_for_none(world, client, many):
    bring_to(world, "authority_approval")
    address = f"/plans/{world.plan.slug}/decisions/record/?body={world.mpa.pk}"

    page = posted(client, world.clare, address, {**decision_form(world, conditions=many), "add_condition": "yes"}, 200)
    assert "Condition 1: what must be done" in page
    assert "Condition 2" not in page


def test_a_committee_that_recommends_is_offered_no_conditions(world, client):
    bring_to(world, "committee_comment")
    page = page_of(client, world.ken, f"/plans/{world.plan.slug}/decisions/record/?body={world.fpbv.pk}")

    assert "Add a condition" not in page


# Reading


@pytest.mark.parametrize("where", ["/plans/{plan}/", "/plans/{plan}/decisions/", "/objectives/{street}/"])
def test_each_page_about_it_shows_the_condition_and_that_it_is_overdue(world, client, where):
    approved_subject_to(world, a_condition(world), a_condition(world, "The panel is told", due_on=MAR_31))
    page = page_of(client, world.mira, where.format(plan=world.plan.slug, street=world.street.pk))

    assert "Conditions (2)" in page
    assert FUNDS in page
    assert page.count("Overdue") == 1


def test_the_outcome_says_to_how_many_it_is_subject(world, client):
    approved_subject_to(world, a_condition(world), a_condition(world, "The panel is told"))

    page = page_of(client, world.mira, f"/plans/{world.plan.slug}/decisions/")
    assert "Approved subject to 2 conditions: <a" in page
    page = page_of(client, world.mira, f"/objectives/{world.street.pk}/")
    assert "MPA approved it subject to 2 conditions on 8 February 2001 (MPA 8)" in page
    assert "It is published when 2 conditions are cleared." in page


def test_an_outcome_counts_what_is_about_its_own_objective(world):
    bring_to(world, "authority_approval")
    one, all_of_it = a_condition(world, objective=world.street), a_condition(world, "The panel is told")
    decision = approve_subject_to(world, one, all_of_it)

    assert decision.outcomes.get(objective=world.street).subject_to == "subject to 2 conditions"
    assert world.street.outcomes.get(kind="endorsed").subject_to == ""


def test_the_public_reads_the_conditions_of_what_is_published_and_no_others(world, client):
    (condition,) = approved_subject_to(world)
    page_of(client, None, f"/conditions/{condition.pk}/", 404)

    confirm(condition, world.ken)
    world.street.refresh_from_db()
    procedures.publish(world.street, actor=acting(world.clare, MAR_31), on=MAR_31)
    client.logout()
    assert FUNDS in page_of(client, None, f"/conditions/{condition.pk}/")
    assert FUNDS in page_of(client, None, f"/objectives/{world.street.pk}/")


def test_as_at_shows_it_as_it_stood_then(world, client):
    with recorded_on(FEB_8):
        (condition,) = approved_subject_to(world, a_condition(world, due_on=JAN_17 + timedelta(days=30)))
    with recorded_on(MAR_31):
        confirm(condition, world.ken)

    for where in (f"/objectives/{world.street.pk}/", f"/plans/{world.plan.slug}/"):
        then = page_of(client, world.mira, f"{where}?as_at=2001-02-08")
        assert FUNDS in then
        assert "> Open </strong>" in then.replace(">Open<", "> Open <")
        assert "> Met </strong>" in page_of(client, world.mira, f"{where}?as_at=2001-03-31").replace(">Met<", "> Met <")
    told = client.get(f"/plans/{world.plan.slug}/as-at.json?as_at=2001-02-08").json()
    (decision,) = [each for each in told["decisions"] if each["reference"] == "MPA 8"]
    assert [(each["text"], each["state"], each["owner"]) for each in decision["conditions"]] == [
        (FUNDS, "open", "Olive Grant")
    ]


# Tasks


def tasks_of(client, person) -> str:
    return page_of(client, person, "/")


def test_whoever_must_fulfil_it_and_whoever_confirms_it_have_it_among_their_tasks(world, client):
    approved_subject_to(world, a_condition(world, due_on=MAR_31))

    assert f"Fulfil a condition: {FUNDS}" in tasks_of(client, world.olive)
    assert f"Confirm that a condition is met: {FUNDS}" in tasks_of(client, world.ken)
    for person in (world.colin, world.charles, world.mira, world.omar):
        assert FUNDS not in tasks_of(client, person)


def test_a_coordinator_sees_to_what_is_overdue(world, client):
    approved_subject_to(world)

    assert f"See to an overdue condition: {FUNDS}" in tasks_of(client, world.colin)


def test_nobody_is_asked_to_publish_what_waits_for_a_condition(world, client):
    (condition,) = approved_subject_to(world)
    assert "Publish it" not in tasks_of(client, world.clare)

    confirm(condition, world.ken)
    assert "Publish it" in tasks_of(client, world.clare)
    assert FUNDS not in tasks_of(client, world.olive)


def test_a_condition_of_what_has_been_withdrawn_waits_for_nobody(world, client):
    approved_subject_to(world, a_condition(world, objective=world.street))
    say(world, world.mpa, OutcomeKind.WITHDRAWN, world.charles, MAR_8, "MPA 10")

    assert FUNDS not in tasks_of(client, world.olive)


# Clearing


def test_the_clerk_confirms_on_its_page(world, client):
    (condition,) = approved_subject_to(world)
    address = f"/conditions/{condition.pk}/"
    assert "Confirm as met" in page_of(client, world.ken, address)
    seen = str(condition.root.version)

    page = page_of(client, world.ken, f"{address}acts/confirm_met/")
    assert f"“{FUNDS}” holds up the publication no longer." in page
    form = {**a_day("closed_on", 1, 3), "basis": "Minute 12", "seen": seen}
    posted(client, world.ken, f"{address}acts/confirm_met/", form)

    page = page_of(client, world.ken, address)
    assert "confirmed that condition 1 of the decision MPA 8 of MPA is met" in page
    assert "Minute 12" in page
    assert "1 March 2001" in page


def test_the_chair_waives_and_puts_off_on_its_page(world, client):
    one, two = approved_subject_to(world, a_condition(world), a_condition(world, "The panel is told"))
    form = {**a_day("closed_on", 31, 3), "because": "So."}

    version = Condition.objects.get(pk=one.pk).root.version
    posted(client, world.charles, f"/conditions/{one.pk}/acts/waive/", {**form, "seen": str(version)})
    put_off = {**a_day("due_on", 2, 4), "because": "So.", "seen": str(version + 1)}
    posted(client, world.charles, f"/conditions/{two.pk}/acts/extend/", put_off)

    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, str(two.due_on)) == ("waived", "2001-04-02")


def test_who_must_fulfil_it_reads_why_they_cannot_confirm_it(world, client):
    appoint(world.olive, world.fpbv, RoleName.CLERK, by=acting(world.anna))
    (condition,) = approved_subject_to(world)

    page = page_of(client, world.olive, f"/conditions/{condition.pk}/acts/confirm_met/")
    assert "You must fulfil condition 1 of the decision MPA 8 of MPA, so somebody else must clear it." in page
