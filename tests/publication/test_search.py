"""Search finds what is published, and nothing else."""

import pytest

from tests.governance.scenes import carry
from tests.publication.scenes import amend_it, page_of, publish_the_plan, said
from tests.world import bring_to

pytestmark = pytest.mark.once


def found(client, words, **more):
    page = page_of(client, f"/published/search/?q={words}" + "".join(f"&{name}={of}" for name, of in more.items()))
    return [" ".join(each.get_text(" ").split()) for each in page.select("main li")]


def test_it_finds_objectives_indicators_targets_and_decisions(world, client):
    publish_the_plan(world)

    assert found(client, "street") == [
        "Street crime: objective 1 Objective. To reduce street crime",
        "Recorded street crimes Indicator. Street crime: objective 1",
        "Offences cleared up Indicator. Street crime: objective 1",
    ]
    assert found(client, "5+PER+cent") == ["Reduce by 5 per cent Target. Street crime: objective 1"]
    assert found(client, "FPBV") == ["FPBV 3 Decision. FPBV, 22 January 2001"]


def test_all_words_must_stand_in_what_is_found(world, client):
    publish_the_plan(world)

    assert found(client, "recorded+street") == ["Recorded street crimes Indicator. Street crime: objective 1"]
    assert found(client, "recorded+nowhere") == []


def test_it_finds_no_draft_nothing_withdrawn_and_nothing_that_was_replaced(world, client):
    bring_to(world, "approved")
    assert found(client, "street") == found(client, "firearms") == found(client, "FPBV") == []

    publish_the_plan(world)
    amendment = amend_it(world, "approved")
    assert found(client, "7+per+cent") == []
    assert found(client, "firearms") == []

    carry(world, amendment, "published")
    assert found(client, "7+per+cent") == ["Reduce by 7 per cent Target. Street crime: objective 1"]
    assert found(client, "5+per+cent") == []


def test_what_is_asked_is_a_text_and_no_pattern(world, client):
    publish_the_plan(world)

    for words in ("%25", "_", "%00", "%ff%fe", "x" * 5000, "'%3B--", "%22%3Cscript%3E"):
        assert found(client, words) == []


def test_without_words_it_shows_the_box_alone(world, client):
    page = page_of(client, "/published/search/?q=++")

    assert page.select_one("input[name=q]")
    assert "result" not in said(page.select_one("main"))


def test_it_shows_a_page_at_a_time(world, client, monkeypatch):
    publish_the_plan(world)
    monkeypatch.setattr("publication.searching.A_PAGE", 2)

    assert found(client, "street")[1] == "Recorded street crimes Indicator. Street crime: objective 1"
    assert found(client, "street", page=2)[0] == "Offences cleared up Indicator. Street crime: objective 1"
