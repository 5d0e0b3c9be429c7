"""A coordinator sets the route of a plan in the browser."""

import pytest

from audit.models import AuditEvent
from tests.journeys import days


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
