"""Every publication makes an edition, which keeps its address and what it showed."""

from functools import partial

import pytest

from governance.published import editions_of
from tests.publication.scenes import amend_it, page_of, publish_the_plan, said
from tests.world import MAR_31, acting, bring_to
from workflow.gate import perform

pytestmark = pytest.mark.once


def main_of(soup):
    return said(soup.select_one("main"))


def test_a_plan_that_is_not_published_has_no_edition(world):
    bring_to(world, "published")

    assert editions_of([world.plan]) == {world.plan.pk: []}


def test_its_publication_is_the_first_edition_with_all_that_was_published_before(world, client):
    publish_the_plan(world)

    [edition] = editions_of([world.plan])[world.plan.pk]

    assert (edition.number, f"{edition.made_on:%d %m %Y}") == (1, "31 03 2001")
    page = page_of(client, f"/published/plans/{world.plan.slug}/editions/1/")
    assert "Edition 1, published on 31 March 2001" in main_of(page)
    assert f"up to entry plan-{world.plan.pk}:{edition.entry}" in main_of(page)
    assert "No later edition has been published." in main_of(page)
    assert "Reduce by 5 per cent" in main_of(page)


def test_an_amendment_makes_the_next_edition_and_the_first_stays_as_it_was(world, client):
    publish_the_plan(world)
    first = f"/published/plans/{world.plan.slug}/editions/1/"
    before = page_of(client, first).select("article")

    amendment = amend_it(world)

    page = page_of(client, first)
    assert page.select("article") == before
    assert "It is not the latest edition : that is edition 2, published on 31 March 2001." in main_of(page)
    second = page_of(client, f"/published/plans/{world.plan.slug}/editions/2/")
    assert "Reduce by 7 per cent" in main_of(second)
    assert "Reduce by 5 per cent" not in main_of(second)
    assert second.select_one(f"a[href$='/editions/2/objectives/{amendment.pk}/']")


def test_an_amendment_on_its_way_makes_none(world):
    publish_the_plan(world)
    amend_it(world, "approved")

    assert len(editions_of([world.plan])[world.plan.pk]) == 1


def test_a_page_of_an_edition_is_that_of_today_but_for_the_edition(world, client):
    publish_the_plan(world)
    plan, objective = f"/published/plans/{world.plan.slug}/", f"objectives/{world.street.pk}/"
    target = f"targets/{world.resolved.pk}/"

    for then, now in [("", plan), (objective, f"/published/{objective}"), (target, f"/published/{target}")]:
        old, new = page_of(client, f"{plan}editions/1/{then}"), page_of(client, now)
        for each in [*old.select(".app-as-at"), *new.select("main > p, main > section.app-ways-on")]:
            each.decompose()
        assert articles_of(old) == articles_of(new)


def articles_of(page):
    """What a page says of the plan itself, without its links."""
    return [" ".join(each.get_text(" ").split()) for each in page.select("main > :is(h1, dl, section, table)")]


def test_links_on_a_page_of_an_edition_stay_in_it(world, client):
    publish_the_plan(world)
    amend_it(world)
    plan = f"/published/plans/{world.plan.slug}/"
    page = page_of(client, f"{plan}editions/1/")

    assert {link["href"].partition("/editions/1/")[0] + "/" for link in page.select("article a")} == {plan}
    objective = page_of(client, page.select_one("article a")["href"])
    assert "Reduce by 5 per cent" in main_of(objective)
    assert "No longer in the plan" not in main_of(objective)
    assert {link["href"].partition("/targets/")[0] for link in objective.select("td a")} == {f"{plan}editions/1"}


def test_an_objective_that_came_later_is_in_no_earlier_edition(world, client):
    publish_the_plan(world)
    amendment = amend_it(world)
    plan = f"/published/plans/{world.plan.slug}/"

    assert client.get(f"{plan}editions/1/objectives/{amendment.pk}/").status_code == 404
    assert client.get(f"{plan}editions/2/objectives/{amendment.pk}/").status_code == 200
    assert "No longer in the plan" in main_of(page_of(client, f"{plan}editions/2/objectives/{world.street.pk}/"))


def test_the_list_of_editions_says_what_each_brought(world, client):
    publish_the_plan(world)
    amend_it(world)

    for address in (f"/published/plans/{world.plan.slug}/editions/", "/published/changes/"):
        page = page_of(client, address)
        brought = [[each.get_text() for each in section.select("li")] for section in page.select("main section")]
        assert brought == [
            [
                "Street crime: objective 1 was published.",
                "The text of Street crime: objective 1 before its amendment left the plan; it stays readable.",
            ],
            ["The plan was published."],
        ]


def test_a_correction_is_read_with_the_edition_it_made_and_not_with_the_one_before(world, client):
    publish_the_plan(world)
    world.street.refresh_from_db()
    correct = partial(world.street.correct, words="To reduce street crimes")
    perform(correct, actor=acting(world.clare, MAR_31), because="A letter was left out.")
    plan, objective = f"/published/plans/{world.plan.slug}/editions/", f"objectives/{world.street.pk}/"

    first, second, now = (
        main_of(page_of(client, each))
        for each in (f"{plan}1/{objective}", f"{plan}2/{objective}", f"/published/{objective}")
    )

    assert "Corrected after publication" not in first
    for page in (second, now):
        assert "“To reduce street crime” was corrected to “To reduce street crimes”" in page
        assert "What was wrong: A letter was left out." in page
