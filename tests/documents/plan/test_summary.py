"""A plan in ten pages at the most, however large it is: as much as fits, and what was left out is said."""

import pytest

from documents.plan.summary import MOST_PAGES, printed
from tests.documents.plan.made_up import a_plan
from tests.documents.printing.reading import Print
from tests.journeys import days

pytestmark = [pytest.mark.once, pytest.mark.django_db]

HOW = [
    (16, 2, "Every objective with its targets, without what explains them."),
    (250, 2, "The plan is too long to be told by its targets in ten pages: these are its objectives."),
    (500, 20, "The plan is too long to be told by its objectives in ten pages: these are counts for each aspect."),
    (401, 401, "The plan is too long to be told by its aspects in ten pages: these are counts for each priority."),
]


@pytest.mark.parametrize(("objectives", "aspects", "told"), HOW)
def test_a_plan_of_any_size_is_told_in_ten_pages(objectives, aspects, told):
    found = Print(printed(a_plan(objectives, aspects)))
    assert len(found.pages) <= MOST_PAGES
    assert told in found.pages[0]
    assert all("DRAFT" in page for page in found.pages)
    assert f"Objectives {objectives}" in found.pages[0]


def test_a_plan_of_very_long_words_is_told_in_ten_pages_as_well():
    found = Print(printed(a_plan(60, 60, lambda words: f"{words} {'x' * 5_000}")))
    assert len(found.pages) <= MOST_PAGES
    assert "…" in found.text


def test_the_reference_plan_is_told_target_by_target(reference):
    found = Print(printed(reference))
    assert len(found.pages) <= MOST_PAGES
    assert "Reduce street crime by 5 per cent" in found.text
    assert "Sustained activities" in found.text
    assert found.about["Title"].endswith(": summary")


def test_whoever_reads_the_plan_gets_it_at_its_address(world, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_17"
    address = f"/plans/{world.plan.slug}/summary.pdf"
    assert client.get(address).status_code == 404
    client.force_login(world.mira)
    answer = client.get(address)
    name = f"draft-plan-{world.plan.slug}-summary.pdf"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{name}"'
    assert f'href="{address}"' in client.get(world.plan.get_absolute_url()).text
