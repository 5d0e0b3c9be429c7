"""What took long to write is kept until something it tells of changes, and nothing rests on what is kept."""

from __future__ import annotations

import pytest
from django.core.cache import cache

from documents import plan_files
from documents.plan import kept as kept_
from documents.plan.read import as_it_stands, file_name
from tests.documents.printing.reading import Print
from tests.governance.test_what_the_public_reads import publish_the_plan
from tests.journeys import days
from tests.world import MAR_31, acting, resolve
from workflow.gate import perform

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _march(settings, monkeypatch):
    settings.TODAY = f"{days.__name__}.on_2001_03_31"
    monkeypatch.setattr(kept_, "LONG", 0)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def writes(monkeypatch):
    """How often the whole plan has been printed."""
    done = []

    def printed(read):
        done.append(read)
        return real(read)

    real = plan_files.printed
    monkeypatch.setattr(plan_files, "printed", printed)
    return done


def ask(client, plan, query=""):
    answer = client.get(f"/plans/{plan.slug}/plan.pdf{query}")
    assert answer.status_code == 200
    return answer.content


def test_a_file_is_written_once_until_the_plan_or_a_body_has_another_line(world, client, writes):
    client.force_login(world.mira)
    first = ask(client, world.plan)
    assert ask(client, world.plan) == first
    assert len(writes) == 1

    resolve(world, on=MAR_31)
    assert "2 per cent" in Print(ask(client, world.plan)).text
    assert len(writes) == 2

    perform(world.fpbv.revise, actor=acting(world.anna, MAR_31), because="So.", name="Finance Board")
    assert "FPBV Finance Board" in Print(ask(client, world.plan)).text
    assert len(writes) == 3


def test_a_draft_that_is_kept_is_not_there_for_those_who_do_not_read_it(world, client, writes):
    client.force_login(world.mira)
    ask(client, world.plan)
    for person in (world.walter, world.sue):
        client.force_login(person)
        assert client.get(f"/plans/{world.plan.slug}/plan.pdf").status_code == 404
    client.logout()
    assert client.get(f"/plans/{world.plan.slug}/plan.pdf").status_code == 404


def test_what_is_kept_of_a_moment_is_of_that_moment_and_for_those_who_asked(world, client, writes):
    client.force_login(world.mira)
    before = f"?as_at={as_it_stands(world.plan, acting(world.mira)).proof.key}"
    as_draft = ask(client, world.plan, before)
    publish_the_plan(world)
    published = ask(client, world.plan)

    assert ask(client, world.plan, before) == as_draft
    assert b"DRAFT" not in Print(published).everything()
    client.logout()
    assert client.get(f"/plans/{world.plan.slug}/plan.pdf{before}").status_code == 404
    assert ask(client, world.plan) == published


def test_a_lost_cache_costs_time_and_nothing_else(world, client, writes, monkeypatch):
    def lost(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(kept_.cache, "get", lost)
    monkeypatch.setattr(kept_.cache, "set", lost)
    client.force_login(world.mira)
    assert ask(client, world.plan) == ask(client, world.plan)
    assert len(writes) == 2


def test_what_is_written_quickly_is_not_kept(world, client, writes, monkeypatch):
    monkeypatch.setattr(kept_, "LONG", 600)
    client.force_login(world.mira)
    assert ask(client, world.plan) == ask(client, world.plan)
    assert len(writes) == 2


def test_names_of_files_are_figures_and_letters_of_ours(world):
    assert file_name(world.plan) == f"draft-plan-{world.plan.slug}"
    world.plan.financial_year = '2001"\r\nX: y/02'
    assert file_name(world.plan, "plan-1:7") == f"draft-plan-{world.plan.pk}-2001-y-02-as-at-plan-1-7"
