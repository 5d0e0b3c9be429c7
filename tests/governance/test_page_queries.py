"""Pages ask the database the same number of questions, however large the plan and however long its history."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import Indicator, Objective, Target
from governance.personal_links import hash_of
from tests.clock import recorded_on
from tests.governance.conditions import approved_by_the_workshop
from tests.governance.delegations import a_delegation
from tests.governance.scenes import consult
from tests.journeys import days
from tests.world import JAN_17, acting, bring_to, comment_on
from workflow.gate import perform, perform_each

pytestmark = pytest.mark.once

PINNED = {
    "/": 22,
    "/plans/": 7,
    "/objectives/{street}/": 32,
    "/plans/{plan}/": 39,
    "/plans/{plan}/?resolution=unresolved": 38,
    "/plans/{plan}/?as_at=2001-01-17": 14,
    "/plans/{plan}/as-at.json?as_at=2001-01-17": 14,
    "/objectives/{street}/?as_at=2001-01-17": 14,
    "/objectives/{street}/acts/submit/": 22,
    "/objectives/{street}/draft/": 23,
    "/objectives/{street}/draft/indicators/": 23,
    "/objectives/{street}/draft/indicators/add/": 23,
    "/objectives/{street}/draft/check/": 23,
    "/targets/{target}/": 20,
    "/targets/{target}/?as_at=2001-01-17": 14,
    "/targets/{target}/acts/revise/": 20,
    "/objectives/{street}/versions/": 40,
    "/objectives/{street}/compare/": 40,
    "/plans/{plan}/plan.pdf": 45,
    "/plans/{plan}/tables/targets.csv": 45,
    "/plans/{plan}/versions/": 40,
    "/plans/{plan}/compare/": 40,
    "/plans/{plan}/decisions/": 14,
    "/plans/{plan}/roll-over/": 40,
    "/plans/{plan}/consultations/": 13,
    "/conditions/{condition}/": 20,
    "/conditions/{condition}/acts/confirm_met/": 20,
    "/delegations/{delegation}/": 25,
    "/delegations/{to_colin}/decide/": 34,
    "/consultations/{asked}/": 23,
    "/consultations/{asked}/acts/close/": 21,
    "/objectives/{street}/consultations/open/": 24,
    "/consultations/a-word/": 13,
    "/plans/{plan}/route/": 22,
    "/people/{olive}/deputies/": 10,
    "/bodies/{mpa}/notice/?meeting-day=22&meeting-month=1&meeting-year=2001": 12,
}
"""The most queries a page may take, sessions and sign-in among them"""


@pytest.fixture
def _january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"


@recorded_on(JAN_17)
def grow(world, by):
    """More of Olive's objectives, each with an indicator and an undecided target."""
    colin = acting(world.colin, JAN_17)
    objectives = [
        Objective(
            plan=world.plan,
            aspect=world.aspect,
            number=number,
            title=f"To do better at {number}",
            order=number,
            owner=world.olive,
            held_by=world.tp,
        )
        for number in range(2, by + 2)
    ]
    perform_each([each.draft for each in objectives], actor=colin)
    targets = [Target(objective=each, text="?? per cent", resolution="placeholder") for each in objectives]
    perform_each([target.add for target in targets], actor=colin)
    indicators = [Indicator(objective=each.objective, target=each, text="Rate", order=1) for each in targets]
    perform_each([indicator.add for indicator in indicators], actor=colin)
    perform_each([each.submit for each in objectives[: by // 2]], actor=acting(world.olive, JAN_17))


def an_approval_with_all_that_hangs_on_it(world):
    """A condition, and a delegation to a committee and to an officer."""
    condition = approved_by_the_workshop(world)
    about = {"plan": world.plan, "decision": condition.decision}
    given = [a_delegation(world, to=to, number=at, **about) for at, to in enumerate((world.fpbv, world.colin), 1)]
    for each in given:
        perform(each.give, actor=acting(world.clare, JAN_17))
    return {"condition": condition.pk, "delegation": given[0].pk, "to_colin": given[1].pk}


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200, address
    return len(queries)


@pytest.mark.usefixtures("_january")
@pytest.mark.parametrize("page", PINNED)
def test_a_page_takes_as_many_queries_for_sixty_objectives_as_for_six(world, client, page):
    bring_to(world, "workshop_review")
    comment_on(world)
    asked = consult(world, on=JAN_17, link=hash_of("a-word"))
    named = {
        "plan": world.plan.slug,
        "street": world.street.pk,
        "target": world.undecided.pk,
        "asked": asked.pk,
        "olive": world.olive.pk,
        "mpa": world.mpa.pk,
    }
    if {"{condition}", "{delegation}", "{to_colin}"}.intersection(page.split("/")):
        named |= an_approval_with_all_that_hangs_on_it(world)
    address = page.format(**named)
    client.force_login(world.olive)

    grow(world, 6)
    few = queries_of(client, address)
    grow(world, 54)
    many = queries_of(client, address)

    assert many == few
    assert many <= PINNED[page]
