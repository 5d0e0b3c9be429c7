"""The pages on urgency: the rule of a body, deciding by it, and how what was decided reads everywhere."""

from functools import partial

import pytest

from audit.models import AuditEvent
from governance.models import Appointment, Decision, Objective, UrgencyRule
from governance.models.decision import Procedure
from tests.governance.test_condition_pages import a_day, page_of, posted
from tests.governance.urgency import rule_in_force
from tests.journeys import days
from tests.world import FEB_8, MAR_31, acting, bring_to
from workflow.gate import perform

pytestmark = pytest.mark.once
NOT_NOW = "This cannot be done now"


@pytest.fixture(autouse=True)
def _march(settings):
    settings.TODAY = f"{days.__name__}.on_2001_03_31"


def register(world) -> str:
    return f"/plans/{world.plan.slug}/decisions/"


def page_to_decide(world) -> str:
    return f"{register(world)}urgency/{world.mpa.pk}/"


def form_of(world, **more) -> dict[str, str]:
    street = Objective.objects.get(pk=world.street.pk)
    return {
        **a_day("decided_on", 8, 3),
        "reference": "Urgent 1",
        "consulted": str(world.charles.pk),
        **a_day("consulted_on", 7, 3),
        "could_not_wait": "The grant lapses on 9 March.",
        f"outcome_{street.pk}": "approved",
        f"seen_{street.pk}": str(street.version),
        **more,
    }


def test_an_administrator_brings_a_rule_into_force_and_ends_it(world, client):
    at = f"/bodies/{world.mpa.pk}/"
    assert "Nobody decides for it between its meetings." in page_of(client, world.clare, at)
    form = {"committee": str(world.fpbv.pk), **a_day("starts_on", 8, 3), "because": "Standing order 20."}

    page = posted(client, world.anna, f"{at}urgency/new/", form, 200)
    assert "It holds for MPA, and for no body under it, from 8 March 2001 on." in page
    assert "Where FPBV, the urgency committee of MPA, cannot meet, the clerk of MPA decides what cannot wait" in page
    posted(client, world.anna, f"{at}urgency/new/", {**form, "checked": "yes"})

    rule = UrgencyRule.objects.get()
    assert "Where FPBV, the urgency committee of MPA, cannot meet" in page_of(client, world.clare, at)
    page_of(client, world.clare, f"/urgency-rules/{rule.pk}/end/", 403)
    world.mpa.refresh_from_db()
    end = {**a_day("last_day", 31, 3), "because": "So.", "seen": str(world.mpa.version), "checked": "yes"}
    posted(client, world.anna, f"/urgency-rules/{rule.pk}/end/", end)
    rule.refresh_from_db()
    assert rule.ends_on == days.on_2001_03_31()


def test_the_clerk_decides_on_a_page_and_it_reads_so_everywhere(world, client):
    bring_to(world, "authority_approval")
    rule_in_force(world)
    assert "Decide in urgency for MPA" in page_of(client, world.clare, register(world))
    assert "Decide in urgency for MPA" not in page_of(client, world.ken, register(world))
    page = page_of(client, world.clare, page_to_decide(world))
    assert "referred back" not in page
    assert "cannot meet" not in page

    posted(client, world.clare, page_to_decide(world), form_of(world))

    page = page_of(client, world.mira, register(world))
    for told in (
        "Clare Hobbs, for Metropolitan Police Authority, 8 March 2001: Urgent 1",
        "Taken in urgency.",
        "Charles Ogden, the chair of MPA, was consulted on 7 March 2001.",
        "It could not wait: The grant lapses on 9 March.",
        "Action taken under delegated authority and in urgency (1)",
        "In urgency, for MPA",
    ):
        assert told in page
    assert "Clare Hobbs approved it on 8 March 2001 (Urgent 1), in urgency" in page_of(
        client, world.mira, f"/objectives/{world.street.pk}/"
    )
    assert "Clare Hobbs took the decision Urgent 1 of Clare Hobbs in urgency" in page_of(client, world.ada, "/ledger/")
    entry = AuditEvent.objects.filter(plan_id=str(world.plan.pk)).latest_first()[0].key
    told = client.get(f"/plans/{world.plan.slug}/as-at.json?as_at={entry}").json()["decisions"][0]
    assert (told["procedure"], told["officer"], len(told["why_urgent"])) == ("urgent", "Clare Hobbs", 2)


def test_what_is_missing_is_asked_for_and_what_is_refused_comes_back_as_typed(world, client):
    bring_to(world, "authority_approval")
    rule_in_force(world, world.fpbv)
    page = posted(client, world.clare, page_to_decide(world), form_of(world, consulted="", could_not_wait=""), 200)
    assert page.count('class="govuk-error-message"') == 3
    late = form_of(world, could_not_meet="Nine are away.", **a_day("consulted_on", 9, 3))

    page = posted(client, world.clare, page_to_decide(world), late, 409)

    assert "The chair is consulted before it is decided: 9 March 2001 is after 8 March 2001." in page
    assert "Nine are away." in page
    assert not Decision.objects.filter(procedure=Procedure.URGENT).exists()


def test_whoever_cannot_is_told_why_and_shown_no_form(world, client):
    bring_to(world, "authority_approval")
    page = page_of(client, world.clare, page_to_decide(world))
    assert "On 31 March 2001 no rule of MPA let its clerk decide what cannot wait until it meets." in page
    assert "Decide in urgency" not in page_of(client, world.clare, register(world))
    rule_in_force(world)
    page = page_of(client, world.colin, page_to_decide(world))
    assert NOT_NOW in page
    assert "<form method" not in page.partition("</h1>")[2].partition("</main>")[0]

    office = Appointment.objects.get(person=world.charles)
    perform(partial(office.dismiss, last_day=FEB_8), actor=acting(world.anna, MAR_31))
    assert "Say on which day the chair of MPA was consulted" in page_of(client, world.clare, page_to_decide(world))


def test_a_body_off_the_route_and_a_plan_one_may_not_read_are_not_there(world, client):
    page_of(client, world.clare, f"{register(world)}urgency/{world.tp.pk}/", 404)
    page_of(client, world.walter, page_to_decide(world), 404)
