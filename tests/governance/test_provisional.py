"""What was approved until something has come is provisional: told wherever the approval is, and closed by what came."""

import pytest

from governance import procedures
from governance.conditions import provisional_among
from tests.clock import recorded_on
from tests.governance.conditions import a_condition, approved_subject_to, confirm
from tests.governance.scenes import refusal
from tests.governance.test_condition_pages import a_day, decision_form, page_of, posted, tasks_of, the_condition
from tests.journeys import days
from tests.world import FEB_8, MAR_8, MAR_31, acting, bring_to

pytestmark = pytest.mark.once

PRIORITIES, MINISTER = "the Ministerial Priorities", "the Home Secretary"
WAITS = f"it waits for {PRIORITIES} (from {MINISTER}), expected by 8 March 2001"


@pytest.fixture(autouse=True)
def _march(settings):
    settings.TODAY = f"{days.__name__}.on_2001_03_31"


@pytest.fixture
def awaited(world):
    """MPA has approved Street crime provisionally."""
    with recorded_on(FEB_8):
        return approved_subject_to(world, a_condition(world, PRIORITIES, comes_from=MINISTER))[0]


def outcome_of(world):
    return world.street.outcomes.get(kind="approved")


def test_an_approval_is_provisional_until_what_it_waits_for_has_come(world, awaited):
    outcome = outcome_of(world)
    assert (outcome.said_of_it, outcome.subject_to, outcome.waits_for) == ("provisionally approved it", "", WAITS)
    assert provisional_among([world.street, world.guns], [awaited]) == {world.street.pk}

    confirm(awaited, world.ken, on=MAR_8, basis="Letter of 7 March, file P/12")
    outcome = outcome_of(world)
    assert (outcome.said_of_it, outcome.subject_to, outcome.waits_for) == ("approved it", "", "")
    assert awaited.how_it_stands == "Has come"


def test_what_is_subject_to_something_to_be_done_as_well_says_both(world):
    approved_subject_to(world, a_condition(world), a_condition(world, PRIORITIES, comes_from=MINISTER))

    outcome = outcome_of(world)
    assert (outcome.how_it_stands, outcome.subject_to) == ("provisionally approved", "subject to 1 condition")


def test_an_approval_subject_to_something_to_be_done_is_not_provisional(world):
    (condition,) = approved_subject_to(world)

    assert (outcome_of(world).said_of_it, outcome_of(world).waits_for) == ("approved it", "")
    assert provisional_among([world.street], [condition]) == set()


def test_it_is_not_published_before_it_has_come_and_whoever_confirms_says_what_came(world, awaited):
    world.street.refresh_from_db()
    clare = acting(world.clare, MAR_31)

    assert refusal(world.street.publish, clare, published_on=MAR_31, effective_on=MAR_31) == [
        f"1 condition is still open: “{PRIORITIES}” (from {MINISTER}, by 8 March 2001: Olive Grant)."
    ]
    assert refusal(awaited.confirm_met, acting(world.ken, MAR_31), closed_on=MAR_8, effective_on=MAR_8) == [
        "Say what has come, and where it is found: it is kept with the confirmation."
    ]
    confirm(awaited, world.ken, basis="Letter of 7 March, file P/12")
    world.street.refresh_from_db()
    procedures.publish(world.street, actor=clare, on=MAR_31)


def test_by_written_procedure_the_clerk_says_from_whom_it_must_come(world, client):
    bring_to(world, "authority_approval")
    form = decision_form(world, conditions="1", condition_1_comes_from=MINISTER) | the_condition(world, text=PRIORITIES)

    posted(client, world.clare, f"/plans/{world.plan.slug}/decisions/record/?body={world.mpa.pk}", form)

    assert outcome_of(world).waits_for == WAITS
    assert f"See that it comes: {PRIORITIES}" in tasks_of(client, world.olive)
    assert f"Confirm that it has come: {PRIORITIES}" in tasks_of(client, world.ken)


def test_every_page_that_tells_of_the_approval_tells_that_it_is_provisional(world, client, awaited):
    plan = f"/plans/{world.plan.slug}/"
    page = page_of(client, world.mira, f"/objectives/{world.street.pk}/")
    assert f"MPA provisionally approved it on 8 February 2001 (MPA 8); {WAITS}" in page
    assert f"Its approval is provisional: it waits for {PRIORITIES} (from {MINISTER})." in page
    assert page.count(">Provisional<") == 1
    assert "Provisionally approved: <a" in page_of(client, world.mira, f"{plan}decisions/")
    assert page_of(client, world.mira, plan).count(">Provisional<") == 1
    assert page_of(client, world.mira, f"{plan}?as_at=2001-02-08").count(">Provisional<") == 1
    told = client.get(f"{plan}as-at.json?as_at=2001-02-08").json()
    (decision,) = [each for each in told["decisions"] if each["reference"] == "MPA 8"]
    assert [each["provisional"] for each in decision["outcomes"]] == [True]
    assert decision["conditions"][0]["comes_from"] == MINISTER


def test_the_page_of_what_is_awaited_asks_what_came_and_keeps_it(world, client, awaited):
    address = f"/conditions/{awaited.pk}/"
    page = page_of(client, world.ken, f"{address}acts/confirm_met/")
    assert "What has come, and where it is found" in page
    assert "What was approved waits for it no longer." in page

    form = {**a_day("closed_on", 8, 3), "basis": "Letter of 7 March, file P/12", "seen": str(awaited.root.version)}
    posted(client, world.ken, f"{address}acts/confirm_met/", form)

    page = page_of(client, world.ken, address)
    assert "Came on" in page
    assert "Letter of 7 March, file P/12" in page
    assert ">Provisional<" not in page_of(client, world.mira, f"/objectives/{world.street.pk}/")
