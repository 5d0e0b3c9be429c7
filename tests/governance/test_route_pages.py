"""A coordinator sets the route of a plan in the browser."""

from functools import partial

import pytest
from bs4 import BeautifulSoup

from audit.models import AuditEvent
from governance.models import Plan, Power, Stage
from tests.governance.scenes import a_plan, refusal
from tests.governance.test_matrix import plan_scene
from tests.journeys import days
from tests.world import JAN_15, JAN_17, JAN_22, MAR_8, MAR_31, acting, bring_to, say
from workflow.gate import blockers, perform

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"


def typed(**more):
    dates = {"opens_on-day": 22, "opens_on-month": 1, "opens_on-year": 2001}
    dates |= {"closes_on-day": 20, "closes_on-month": "March", "closes_on-year": 2001}
    return {**dates, **more}


def the_stage(world):
    return world.plan.stages.get(body=world.mpa)


def test_a_stage_is_given_more_time(world, client):
    client.force_login(world.colin)
    stage = the_stage(world)

    address, form = f"/stages/{stage.pk}/acts/revise/", typed(required="on", seen=world.plan.version)
    check = client.post(address, form)
    assert the_stage(world).closes_on.isoformat() == "2001-03-08", "nothing is done before it has been looked at"
    assert "No objective would be held up by it, and none would be freed." in check.content.decode()
    answer = client.post(address, {**form, "checked": "yes"})

    assert answer.status_code == 302
    assert answer["Location"] == f"/plans/{world.plan.slug}/route/"
    assert the_stage(world).closes_on.isoformat() == "2001-03-20"
    line = AuditEvent.objects.get(action="stage.revised")
    assert line.changes == {"closes_on": ["2001-03-08", "2001-03-20"]}


def test_letting_a_body_pass_needs_a_reason(world, client):
    client.force_login(world.colin)

    answer = client.post(f"/stages/{the_stage(world).pk}/acts/revise/", typed(seen=world.plan.version))

    assert answer.status_code == 409
    assert "Give a reason" in answer.content.decode()
    assert the_stage(world).required


def test_only_a_coordinator_changes_it(world, client):
    client.force_login(world.olive)

    page = client.get(f"/stages/{the_stage(world).pk}/acts/revise/").content.decode()
    answer = client.post(f"/stages/{the_stage(world).pk}/acts/revise/", typed(required="on", seen=world.plan.version))

    assert "Your role does not let you change Authority approval by MPA." in page
    assert answer.status_code == 409
    assert not AuditEvent.objects.filter(action="stage.revised").exists()


def test_who_may_not_add_a_stage_is_told_so_instead_of_given_a_form(world, client):
    address = f"/plans/{world.plan.slug}/route/add/"
    client.force_login(world.olive)
    page = client.get(address).content.decode()

    assert "Your role does not let you add a stage by another body." in page
    assert "Who can clear it: the plan coordinator of MPA (Colin Reyes)." in page
    assert 'name="opens_on-day"' not in page

    client.force_login(world.colin)
    assert 'name="opens_on-day"' in client.get(address).content.decode()


def test_who_may_set_up_no_plan_is_told_so_instead_of_given_a_form(world, client):
    client.force_login(world.olive)
    page = client.get("/plans/new/").content.decode()

    assert "Your role does not let you set up a plan for 2001/02." in page
    assert 'name="financial_year"' not in page

    client.force_login(world.colin)
    assert 'name="financial_year"' in client.get("/plans/new/").content.decode()


def test_where_nobody_holds_the_office_it_says_so(world):
    (office,) = world.colin.appointments.all()
    perform(partial(office.dismiss, last_day=JAN_15), actor=acting(world.anna, JAN_17))

    found = blockers(world.plan.refer, actor=acting(world.olive, JAN_17))

    assert found[0].cleared_by == "nobody holds that office today"


def test_a_plan_that_waits_says_whose_objectives_it_waits_for(world):
    bring_to(world, "workshop_review")

    (blocker,) = blockers(world.plan.refer, actor=acting(world.colin, JAN_17))

    assert blocker.cleared_by == "the clerk of Workshop (Clare Hobbs), Omar Siddiq"
    assert blocker.where == f"{world.plan.get_absolute_url()}?state=workshop_review&state=draft"


# The page of the route


def said(answer):
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def route(world):
    return f"/plans/{world.plan.slug}/route/"


def test_the_page_shows_each_stage_with_what_is_in_it_and_what_its_bodies_said(world, client):
    bring_to(world, "workshop_review")
    say(world, world.workshop, "discussed", world.clare, JAN_17, "workshop 1")
    client.force_login(world.olive)

    page = said(client.get(route(world)))

    assert "Stage 1 of 3 Workshop review 1 objective is in it now." in page
    assert "An objective leaves it when Workshop has been heard." in page
    assert "Discussed 1, last on 17 January 2001 Heard on 1 of the 1 in it now" in page
    assert "Nothing stands against it" in page
    assert "Add a stage" not in page, "Olive reads it, and changes nothing"


def test_two_bodies_stand_side_by_side_and_both_must_be_heard(world, client):
    second = Stage(plan=world.plan, kind="committee_comment", body=world.mpa, opens_on=JAN_17, closes_on=JAN_22)
    perform(second.add, actor=acting(world.colin))
    client.force_login(world.colin)

    page = said(client.get(route(world)))

    assert "An objective leaves it when FPBV and MPA have both been heard. FPBV and MPA stand side by side." in page


def test_what_stands_against_the_route_is_on_the_page_and_the_negative_is_not(world, client):
    fault = "FPBV must be heard, and on 17 January 2001 it has nobody to record what it decides."
    client.force_login(world.colin)
    assert fault not in said(client.get(route(world)))

    perform(partial(world.ken.appointments.get().dismiss, last_day=JAN_15), actor=acting(world.anna))

    assert f"Fault {fault}" in said(client.get(route(world)))


@pytest.mark.parametrize("who", ["walter", "anna", None])
def test_it_is_for_those_who_read_the_plan_in_preparation(world, client, who):
    if who:
        client.force_login(getattr(world, who))

    assert client.get(route(world)).status_code == (404 if who else 302)


def test_it_stays_closed_to_the_public_when_the_plan_is_published(world, client):
    plan_scene(world, "published")
    client.force_login(world.walter)
    assert client.get(world.plan.get_absolute_url()).status_code == 200

    assert client.get(route(world)).status_code == 404
    assert "route stage by stage" not in said(client.get(world.plan.get_absolute_url()))


def test_a_change_that_blocks_says_so_before_it_is_made(world, client):
    client.force_login(world.colin)
    stage = world.plan.stages.get(body=world.workshop)
    form = typed(required="on", seen=world.plan.version) | {"closes_on-month": 1, "closes_on-day": 24}

    page = said(client.post(f"/stages/{stage.pk}/acts/revise/", form))

    assert "This would block 2 objectives (Street crime: objective 1 and Firearms: objective 1)." in page
    assert "Would then stand against the route Fault Workshop review closes on 24 January 2001, after" in page
    assert not AuditEvent.objects.filter(action="stage.revised").exists()


def test_a_stage_is_added_after_a_look_at_what_it_brings(world, client):
    client.force_login(world.colin)
    form = typed(kind="committee_comment", body=world.workshop.pk, required="on")
    address = f"/plans/{world.plan.slug}/route/add/"

    check = said(client.post(address, form))
    assert "Committee comment closes on 20 March 2001, after Authority approval has closed on 8 March 2001." in check
    assert world.plan.stages.count() == 3
    client.post(address, {**form, "checked": "yes"})

    assert world.plan.stages.count() == 4


# A body leaves the route


def withdrawal(world, body):
    return partial(world.plan.stages.get(body=body).withdraw)


def test_a_body_leaves_the_route_and_what_it_said_stays(world, client):
    bring_to(world, "authority_approval")
    client.force_login(world.colin)
    stage = world.plan.stages.get(body=world.fpbv)
    address = f"/stages/{stage.pk}/acts/withdraw/"
    form = {"seen": Plan.objects.get(pk=world.plan.pk).version, "because": "It has done its part."}

    check = said(client.post(address, form))
    assert "What FPBV said, and the comments that were made in it, stay with the objectives." in check
    client.post(address, {**form, "checked": "yes"})

    assert [each.body for each in world.plan.stages.all()] == [world.workshop, world.mpa]
    assert Stage.everything.get(pk=stage.pk).withdrawn
    assert world.street.outcomes.filter(decision__body=world.fpbv).count() == 1
    page = said(client.get(route(world)))
    assert "No longer on the route Finance, Planning and Best Value Committee, committee comment" in page
    assert "What it said stays: endorsed 1." in page
    assert "Colin Reyes withdrew Committee comment by FPBV from the route." in page
    assert client.get(address).status_code == 404


def test_it_may_come_back(world):
    perform(withdrawal(world, world.fpbv), actor=acting(world.colin), because="A mistake.")
    again = Stage(plan=world.plan, kind="committee_comment", body=world.fpbv, opens_on=JAN_17, closes_on=JAN_22)

    assert perform(again.add, actor=acting(world.colin)).action == "stage.added"


def test_the_last_body_of_a_stage_leaves_no_objective_behind(world):
    bring_to(world, "committee_comment")
    act = withdrawal(world, world.fpbv)

    assert refusal(act, acting(world.colin, JAN_17), because="So.") == [
        "1 objective is in committee comment, which has no other body: Street crime: objective 1."
    ]
    beside = Stage(plan=world.plan, kind="committee_comment", body=world.mpa, opens_on=JAN_17, closes_on=JAN_22)
    perform(beside.add, actor=acting(world.colin))
    assert blockers(withdrawal(world, world.fpbv), actor=acting(world.colin, JAN_17)) == []


def test_the_last_body_that_can_approve_stays(world):
    refused = ["No other body on the route of Policing and performance plan 2001/02 can approve it: add one first."]
    assert refusal(withdrawal(world, world.mpa), acting(world.colin), because="So.") == refused

    beside = Stage(plan=world.plan, kind="authority_approval", body=world.fpbv, opens_on=JAN_22, closes_on=MAR_8)
    perform(beside.add, actor=acting(world.colin))
    assert refusal(withdrawal(world, world.mpa), acting(world.colin), because="So.") == refused, "it only recommends"

    perform(Power(body=world.fpbv, kind="approve", starts_on=JAN_15).confer, actor=acting(world.anna), because="So.")
    assert blockers(withdrawal(world, world.mpa), actor=acting(world.colin)) == []


def test_a_reason_is_needed_once_the_review_is_open_or_for_a_body_that_must_be_heard(world):
    colin, why = acting(world.colin), ["Give a reason: it is kept with the change."]
    draft = a_plan(world)
    optional = draft.stages.get(body=world.workshop)
    perform(partial(optional.revise, opens_on=JAN_15, closes_on=JAN_17, required=False), actor=colin, because="So.")

    assert refusal(draft.stages.get(body=world.fpbv).withdraw, colin) == why
    assert perform(optional.withdraw, actor=colin).action == "stage.withdrawn"
    stage = world.plan.stages.get(body=world.workshop)
    perform(partial(stage.revise, opens_on=JAN_15, closes_on=JAN_17, required=False), actor=colin, because="So.")
    assert refusal(world.plan.stages.get(body=world.workshop).withdraw, colin) == why


def test_the_route_of_an_approved_plan_stays_as_it_is(world):
    plan_scene(world, "approved")

    assert refusal(withdrawal(world, world.workshop), acting(world.colin, MAR_31), because="So.") == [
        "Policing and performance plan 2001/02 is approved."
    ]
