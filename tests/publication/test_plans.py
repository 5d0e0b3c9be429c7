"""A published plan as the public reads it: what is in it, and nothing that is not published."""

import pytest

from governance.models import Objective
from tests.publication.scenes import amend_it, page_of, publish_the_plan, said
from tests.world import a_target, acting, bring_to

pytestmark = pytest.mark.once

DRAFTED = "A draft nobody may see"


def test_a_plan_is_listed_once_it_is_published_and_not_before(world, client):
    bring_to(world, "approved")
    assert "No plan is published yet" in said(page_of(client, "/published/"))

    publish_the_plan(world)

    text = said(page_of(client, "/published/"))
    assert "Policing and performance plan 2001/02 Metropolitan Police Authority" in text
    assert "Edition 1 of Policing and performance plan 2001/02 , published on 31 March 2001" in text


def test_an_objective_that_was_published_before_its_plan_is_listed_without_it(world, client):
    bring_to(world, "published")

    page = page_of(client, "/published/")

    assert "No plan is published yet" in said(page)
    assert "Street crime: objective 1 , published on 31 March 2001 To reduce street crime" in said(page)
    assert str(world.plan) not in said(page)
    objective = page_of(client, page.select_one("h2#early ~ ul a")["href"])
    assert str(world.plan) not in said(objective)
    assert world.plan.slug not in str(objective)


def test_a_plan_is_read_by_priority_and_aspect_down_to_its_targets(world, client):
    publish_the_plan(world)

    page = page_of(client, f"/published/plans/{world.plan.slug}/")

    assert [each.get_text(" ", strip=True) for each in page.select("h2[id^=priority]")] == [
        "External priority Safer streets"
    ]
    assert "Street crime" in [each.get_text(strip=True) for each in page.select("h3")]
    assert "Objective 1 of Street crime To reduce street crime" in said(page)
    assert "Target of Recorded street crimes : Reduce by 5 per cent" in said(page)


def test_neither_a_draft_nor_what_was_withdrawn_is_in_it(world, client):
    publish_the_plan(world)
    amend_it(world, "approved", "Reduce by 9 per cent")

    for address in ("/published/", "/published/changes/", f"/published/plans/{world.plan.slug}/"):
        text = said(page_of(client, address))
        assert "9 per cent" not in text
        assert "To find more firearms" not in text


def test_an_objective_page_says_what_bodies_decided(world, client):
    publish_the_plan(world)

    text = said(page_of(client, f"/published/objectives/{world.street.pk}/"))

    assert "FPBV endorsed it on 22 January 2001 ( FPBV 3 )" in text
    assert "MPA approved it on 8 February 2001 ( MPA 8 )" in text
    assert "Published 31 March 2001" in text


def test_a_text_that_an_amendment_replaced_stays_at_its_address_and_says_so(world, client):
    publish_the_plan(world)
    amendment = amend_it(world)

    old, new = (page_of(client, f"/published/objectives/{each.pk}/") for each in (world.street, amendment))

    assert "No longer in the plan. An amendment has taken the place of this text" in said(old)
    assert "Reduce by 5 per cent" in said(old)
    assert old.select_one(f"main a[href='/published/objectives/{amendment.pk}/']")
    assert "This took the place of the text published before" in said(new)
    assert "Reduce by 7 per cent" in said(new)
    plan = said(page_of(client, f"/published/plans/{world.plan.slug}/"))
    assert "7 per cent" in plan
    assert "5 per cent" not in plan


# Three ways of having no figure


def test_no_target_by_decision_not_yet_set_and_no_data_are_told_apart_in_words_and_shape(world, client):
    street = Objective.objects.get(pk=world.street.pk)
    colin = acting(world.colin)
    against = {"resolution": "deliberately_not_set", "explanation": "Targets here do harm."}
    a_target(street, "No target to be set", "Stops", by=colin, **against)
    bring_to(world, "published")

    page = page_of(client, f"/published/objectives/{street.pk}/")

    none = page.select_one(".app-decided-against")
    assert none.get_text(" ", strip=True) == "No target, by decision. No target to be set"
    assert "Why: Targets here do harm." in said(page)
    assert not page.select(".app-open")
