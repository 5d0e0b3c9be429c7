"""A coordinator sets the route of a plan in the browser."""

from functools import partial

import pytest

from audit.models import AuditEvent
from tests.journeys import days
from tests.world import JAN_15, JAN_17, acting, bring_to
from workflow.gate import blockers, perform


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

    answer = client.post(f"/stages/{stage.pk}/acts/revise/", typed(required="on", seen=world.plan.version))

    assert answer.status_code == 302
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
