"""The pages of delegations: giving one with a decision, the register, deciding under one, reporting and revoking."""

import pytest

from governance.models import Decision, Delegation, Objective
from governance.roles import RoleName
from tests.governance.delegations import a_delegation, approve_under, decide_as, delegated, edit
from tests.governance.test_condition_pages import a_day, decision_form, page_of, posted
from tests.journeys import days
from tests.world import acting, appoint, bring_to

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _march(settings):
    settings.TODAY = f"{days.__name__}.on_2001_03_31"


def register(world) -> str:
    return f"/plans/{world.plan.slug}/decisions/"


# Giving


def giving(world, to, **more) -> dict[str, str]:
    box = "to_body" if hasattr(to, "short_name") else "to_officer"
    return {
        **decision_form(world, delegations="1"),
        f"delegation_1_{box}": str(to.pk),
        "delegation_1_scope": "format",
        **a_day("delegation_1_ends_on", 31, 3),
        **more,
    }


def test_what_is_delegated_is_looked_at_once_more_and_recorded_with_the_decision(world, client):
    bring_to(world, "authority_approval")
    address = f"{register(world)}record/?body={world.mpa.pk}"
    page = posted(client, world.clare, address, {**decision_form(world), "add_delegation": "yes"}, 200)
    assert "Delegation 1: to which committee or sub-committee" in page

    page = posted(client, world.clare, address, giving(world, world.fpbv), 200)
    assert "Check before you go on" in page
    assert "From 8 February 2001 to 31 March 2001, FPBV may approve anew what MPA has approved" in page
    assert "MPA keeps the power, and may revoke it." in page
    assert "Look again" not in page
    assert not Delegation.objects.exists()

    page = posted(client, world.clare, address, giving(world, world.fpbv, change="yes"), 200)
    assert "Check before you go on" not in page
    posted(client, world.clare, address, giving(world, world.fpbv, checked="yes"))
    given = Delegation.objects.get()
    assert (given.to_body, given.scope, given.may_be_passed_on) == (world.fpbv, "format", False)


def test_a_workshop_gets_a_warning_on_the_check_page(world, client):
    bring_to(world, "authority_approval")
    address = f"{register(world)}record/?body={world.mpa.pk}"

    page = posted(client, world.clare, address, giving(world, world.workshop), 200)
    assert "Look again: Members&#x27; workshop is a workshop." in page
    posted(client, world.clare, address, giving(world, world.workshop, checked="yes"))


def test_a_member_is_refused_and_everything_typed_stays(world, client):
    bring_to(world, "authority_approval")
    appoint(world.mira, world.mpa, RoleName.COORDINATOR, by=acting(world.anna))
    address = f"{register(world)}record/?body={world.mpa.pk}"

    page = posted(client, world.clare, address, giving(world, world.mira, checked="yes"), 409)
    assert "Mira Shah is member of FPBV" in page
    assert "never to one member (LGA 1972 s.101)" in page
    assert 'value="MPA 8"' in page


@pytest.mark.parametrize("both", [True, False])
def test_a_body_or_an_officer_and_not_both(world, client, both):
    bring_to(world, "authority_approval")
    address = f"{register(world)}record/?body={world.mpa.pk}"
    form = giving(world, world.fpbv)
    form["delegation_1_to_officer"] = str(world.colin.pk) if both else ""
    form["delegation_1_to_body"] = str(world.fpbv.pk) if both else ""

    assert "Choose a body or an officer, and not both." in posted(client, world.clare, address, form, 200)


# The register


def test_the_register_and_what_was_done_under_it_stand_with_the_decisions(world, client):
    delegated(world, a_delegation(world, may_be_passed_on=True), a_delegation(world, to=world.colin, scope="format"))
    edit(world)
    approve_under(world)

    page = page_of(client, world.mira, register(world))
    assert "Delegation register (2)" in page
    assert "Format and presentation only" in page
    assert "May be passed on" in page
    assert "Action taken under delegated authority and in urgency (1)" in page
    assert "To be reported" in page
    assert "Say where it was reported" not in page


def test_the_clerk_says_where_it_was_reported(world, client):
    delegated(world)
    edit(world)
    decision = approve_under(world)
    assert "Say where it was reported" in page_of(client, world.clare, register(world))

    address = f"/decisions/{decision.pk}/acts/report/"
    page = page_of(client, world.clare, address)
    assert "leaves the list of what has still to be reported" in page
    form = {**a_day("reported_on", 31, 3), "reported_as": "MPA report 12"}
    seen = str(Decision.objects.get(pk=decision.pk).version)
    posted(client, world.clare, address, {**form, "seen": seen})
    assert "31 March 2001, MPA report 12" in page_of(client, world.clare, register(world))


# Using and revoking


def test_an_officer_decides_on_a_page_of_their_own(world, client):
    (given,) = delegated(world, a_delegation(world, to=world.colin))
    edit(world)
    address = f"/delegations/{given.pk}/"
    assert "Decide what was delegated to you" in page_of(client, world.colin, address)
    assert "Decide what was delegated to you" not in page_of(client, world.clare, address)

    street = Objective.objects.get(pk=world.street.pk)
    page = page_of(client, world.colin, f"{address}decide/")
    assert f'name="outcome_{street.pk}"' in page
    assert "referred back" not in page
    form = {
        **a_day("decided_on", 8, 3),
        "reference": "Note 1",
        f"outcome_{street.pk}": "approved",
        f"seen_{street.pk}": str(street.version),
    }
    posted(client, world.colin, f"{address}decide/", form)

    page = page_of(client, world.mira, f"/objectives/{street.pk}/")
    assert "Colin Reyes approved it on 8 March 2001 (Note 1), under delegated authority" in page
    assert "Colin Reyes, for Metropolitan Police Authority, 8 March 2001: Note 1" in page_of(
        client, world.mira, register(world)
    )
    assert "Colin Reyes approved Street crime: objective 1 on 8 March 2001 (Note 1)" in page_of(
        client, world.mira, address
    )


def test_nobody_else_is_shown_a_form_to_decide(world, client):
    (given,) = delegated(world, a_delegation(world, to=world.colin))

    page = page_of(client, world.clare, f"/delegations/{given.pk}/decide/")
    assert "was delegated to Clare Hobbs by MPA." in page
    assert "<form method" not in page.partition("</h1>")[2].partition("</main>")[0]


def test_a_committee_is_shown_what_was_delegated_to_it(world, client):
    delegated(world)
    edit(world)
    page = page_of(client, world.ken, f"{register(world)}record/?body={world.fpbv.pk}")

    assert f'name="outcome_{world.street.pk}"' in page


def test_the_giver_revokes_on_its_page(world, client):
    (given,) = delegated(world)
    address = f"/delegations/{given.pk}/"
    assert "In force" in page_of(client, world.mira, address)

    page = page_of(client, world.charles, f"{address}acts/revoke/")
    assert "From that day on FPBV approves nothing under it" in page
    form = {**a_day("revoked_on", 31, 3), "because": "So.", "seen": str(Delegation.objects.get().root.version)}
    posted(client, world.charles, f"{address}acts/revoke/", form)
    assert "Revoked" in page_of(client, world.mira, address)


def test_a_decision_of_an_officer_reads_as_theirs_in_the_history(world, client):
    delegated(world, a_delegation(world, to=world.colin))
    edit(world)
    decide_as(world, world.colin)

    page = page_of(client, world.ada, "/ledger/")
    assert "took the decision Note 1 of Colin Reyes under delegated authority" in page
