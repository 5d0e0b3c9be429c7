"""The public reads a plan in as many questions to the database, however large it is."""

import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.journeys.published import COMPARABLE, publish_a_plan, withdraw_from

pytestmark = [pytest.mark.once, pytest.mark.slow]

MANY = int(os.environ.get("MANY", 60))
"""objectives of a plan that is long enough to tell; 4,000 were tried"""

PINNED = {
    "/published/": 4,
    "/published/changes/": 4,
    "/published/plans/{plan}/": 22,
    "/published/plans/{plan}/decisions/": 8,
    "/published/plans/{plan}/changes.atom": 6,
    "/published/decisions/": 8,
    "/published/decisions/{decision}/": 12,
    "/published/meetings/": 5,
    "/published/bodies/": 3,
    "/published/bodies/{body}/": 14,
    "/published/bodies/{body}/news.atom": 8,
    "/published/search/?q=aim": 8,
    "/published/ledger/": 5,
    "/published/ledger.json": 7,
    "/published/plans/{plan}/editions/": 6,
    "/published/plans/{plan}/editions/1/": 7,
    "/published/plans/{plan}/editions/1/objectives/{objective}/": 9,
    "/published/plans/{plan}/editions/1/targets/{target}/": 9,
    "/published/objectives/{objective}/": 19,
    "/published/targets/{target}/": 7,
    "/published/targets/{target}/chart.svg": 7,
    "/published/plans/{plan}/editions/2/": 8,
    "/published/plans/{plan}/editions/1/targets/{target}/chart.svg": 7,
    "/published/objectives/{gone}/": 19,
    "/published/targets/{gone_target}/": 8,
}
"""The most queries a page may take"""


def queries_of(client, address, **named):
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address.format(**named))
    assert answer.status_code == 200, address
    return len(queries)


def pages_of(plan, gone):
    objective = plan.objectives.current().first()
    return {
        "gone": gone.pk,
        "gone_target": gone.targets.get().pk,
        "plan": plan.slug,
        "objective": objective.pk,
        "target": objective.targets.get().pk,
        "decision": objective.outcomes.get().decision_id,
        "body": plan.body_id,
    }


def published(world, count, year):
    """A plan from which a quarter was withdrawn after its publication."""
    plan = publish_a_plan(world, count, year, **COMPARABLE)
    return pages_of(plan, withdraw_from(world, plan, count // 4)[-1])


def test_a_page_takes_as_many_queries_for_a_long_plan_as_for_a_short_one(world, client):
    short, long = (published(world, *each) for each in ((4, "1998/99"), (MANY, "1999/00")))

    few = {page: queries_of(client, page, **short) for page in PINNED}
    many = {page: queries_of(client, page, **long) for page in PINNED}

    assert many == few
    assert {page: number for page, number in many.items() if number > PINNED[page]} == {}


def test_a_page_that_has_not_changed_takes_one(world, client):
    mark = client.get("/published/").headers["ETag"]

    with CaptureQueriesContext(connection) as queries:
        assert client.get("/published/", headers={"If-None-Match": mark}).status_code == 304

    assert len(queries) == 1
