"""Pages about evidence ask the database the same number of questions, however much there is."""

from __future__ import annotations

from datetime import timedelta

import pytest

from evidence.making import ask_for
from governance.models import Plan
from tests.governance.test_page_queries import queries_of
from tests.journeys import days
from tests.world import JAN_15, acting
from workflow.gate import perform

pytestmark = pytest.mark.once

PACKS = 16
"""The most queries the page of packs may take, sessions and sign-in among them"""


@pytest.fixture(autouse=True)
def _on_15_january(settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"


def ask(world, years):
    """Ada asks for packs of plans of more years, at both levels and on three days."""
    for year in years:
        plan = Plan(body=world.mpa, title="Plan", financial_year=f"20{year:02}/{year + 1:02}")
        perform(plan.set_up, actor=acting(world.colin))
        for before in range(3):
            for level in ("open", "auditor"):
                export = ask_for(plan, level, actor=acting(world.ada, JAN_15 - timedelta(days=before)))
                export.job.__class__.objects.filter(pk=export.job.pk).update(state="ready")


def test_the_page_of_packs_takes_as_many_queries_for_sixty_packs_as_for_six(world, client):
    client.force_login(world.ada)
    ask(world, [10])
    few = queries_of(client, "/audit-packs/")
    ask(world, range(11, 20))
    many = queries_of(client, "/audit-packs/")

    assert many == few
    assert many <= PACKS
