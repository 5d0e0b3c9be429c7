"""Whoever comes in reads as the public: no cookie, no session, one answer for everybody, and caches may keep it."""

import pytest
from django.contrib.sessions.models import Session

from tests.publication.scenes import amend_it, page_of, publish_the_plan, said

pytestmark = pytest.mark.once


def pages(world):
    plan = f"/published/plans/{world.plan.slug}/"
    return [
        "/published/",
        "/published/changes/",
        "/published/decisions/",
        "/published/meetings/",
        "/published/bodies/",
        f"/published/bodies/{world.fpbv.pk}/",
        f"/published/bodies/{world.fpbv.pk}/news.atom",
        "/published/search/?q=street",
        "/published/ledger/",
        "/published/ledger.json",
        plan,
        f"{plan}decisions/",
        f"{plan}editions/",
        f"{plan}changes/",
        f"{plan}changes.atom",
        "/published/changes.atom",
        f"{plan}editions/1/",
        f"{plan}editions/1/objectives/{world.street.pk}/",
        f"{plan}editions/1/targets/{world.resolved.pk}/",
        f"/published/objectives/{world.street.pk}/",
        f"/published/targets/{world.resolved.pk}/",
    ]


def test_a_page_sets_no_cookie_and_depends_on_none(world, client):
    publish_the_plan(world)

    for address in pages(world):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies, address
        assert "Cookie" not in answer.headers.get("Vary", ""), address
        assert answer.headers["Cache-Control"] == "public, max-age=300", address
    assert not Session.objects.exists()


@pytest.mark.parametrize("name", ["olive", "colin", "anna", "ada", "sue"])
def test_everybody_gets_the_same_page_whoever_they_are_elsewhere(world, client, name):
    publish_the_plan(world)
    amend_it(world, "approved")
    by_nobody = [client.get(address).content for address in pages(world)]

    client.force_login(getattr(world, name))
    answers = [client.get(address) for address in pages(world)]

    assert [answer.content for answer in answers] == by_nobody
    for answer in answers:
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_somebody_stays_signed_in_elsewhere(world, client):
    publish_the_plan(world)
    client.force_login(world.olive)

    client.get("/published/")

    assert said(page_of(client, "/")).count("My tasks")


def test_a_token_opens_nothing_more(world, client):
    publish_the_plan(world)

    answer = client.get("/published/", headers={"Authorization": "Bearer something"})

    assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_a_page_is_sent_again_only_when_something_has_been_recorded_since(world, client):
    publish_the_plan(world)

    for address in pages(world):
        mark = client.get(address).headers["ETag"]
        again = client.get(address, headers={"If-None-Match": mark})
        assert (again.status_code, again.content) == (304, b""), address
        assert again.headers["Cache-Control"] == "public, max-age=300"
        assert again.headers["ETag"] == mark
    amend_it(world)
    for address in pages(world):
        assert client.get(address, headers={"If-None-Match": mark}).status_code == 200, address


def test_tomorrow_it_is_sent_again(world, client, settings):
    publish_the_plan(world)
    mark = client.get("/published/").headers["ETag"]

    settings.TODAY = "tests.journeys.days.on_2001_03_31"

    assert client.get("/published/", headers={"If-None-Match": mark}).status_code == 200


def test_a_page_takes_no_form(world, client):
    publish_the_plan(world)

    for address in pages(world):
        assert client.post(address, {"anything": "at all"}).status_code == 405, address


@pytest.mark.parametrize(
    "address",
    [
        "/published/plans/987654321-2001-02/",
        "/published/plans/abc/",
        "/published/objectives/987654321/",
        "/published/targets/987654321/",
        "/published/plans/{plan}/editions/0/",
        "/published/plans/{plan}/editions/2/",
        "/published/plans/{plan}/editions/99999999999999999999/",
        "/published/plans/{plan}/editions/1/objectives/987654321/",
        "/published/plans/{plan}/editions/1/targets/987654321/",
        "/published/nothing/here/",
        "/published/nothing",
        "/published/plans/",
        "/published/plans/{plan}/nothing/",
        "/published/objectives/abc/",
        "/published/targets/987654321/chart.svg",
        "/published/plans/{plan}/editions/1/targets/987654321/chart.svg",
    ],
)
def test_what_is_not_published_is_not_there_for_anybody(world, client, address):
    publish_the_plan(world)

    for person in (None, world.olive):
        if person:
            client.force_login(person)
        answer = client.get(address.format(plan=world.plan.slug))
        assert answer.status_code == 404
        assert b"Nothing is published at this address" in answer.content
        assert b"sign" not in answer.content.lower()
        assert not answer.cookies
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_what_is_nowhere_else_is_not_there_in_the_frame_of_everything_else(world, client):
    for address in ("/nowhere/", "/publishing/", "/plans/published/nothing/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert b"Nothing is published" not in answer.content
        assert b"signing in may help" in answer.content, "elsewhere it may be there for somebody"


def test_an_address_without_its_last_stroke_still_leads_to_the_page(world, client):
    publish_the_plan(world)
    answer = client.get(f"/published/plans/{world.plan.slug}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/published/plans/{world.plan.slug}/")
