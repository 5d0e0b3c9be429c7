"""The pages of versions: what was sealed when, two of them side by side, and the sealed text itself."""

import hashlib
from datetime import date
from functools import partial

import pytest
from bs4 import BeautifulSoup

from governance.models import Note, Seal
from governance.models.outcome import OutcomeKind
from tests.governance.scenes import resolved, somebody_elsewhere
from tests.world import JAN_22, acting, bring_to
from workflow.gate import perform

pytestmark = pytest.mark.once

FEB_9 = date(2001, 2, 9)


@pytest.fixture
def story(world, settings):
    """The Authority approved the text on 8 February; on the 9th a figure moved from 5 to 9 per cent."""
    settings.TODAY = "tests.journeys.days.on_2001_03_31"
    bring_to(world, "committee_comment")
    perform(
        partial(world.plan.stages.get(body=world.fpbv).issue_papers, issued_on=JAN_22), actor=acting(world.ken, JAN_22)
    )
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    perform(
        partial(world.resolved.revise, text="Reduce by 9 per cent", numbers=["9"], unit="per cent"),
        actor=acting(world.olive, FEB_9),
        because="More officers.",
    )
    return world


def text_of(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return " ".join(BeautifulSoup(answer.content, "html.parser").main.get_text(" ", strip=True).split())


def test_the_versions_of_an_objective_say_when_and_whether_the_text_is_still_that(story, client):
    client.force_login(story.mira)
    text = text_of(client, f"/objectives/{story.street.pk}/versions/")

    for said in [
        "Submitted to Workshop, 15 January 2001",
        "Committee comment by FPBV opened, 17 January 2001",
        "Papers of FPBV, 22 January 2001",
        "Decision of MPA, 8 February 2001 (8)",
        "Has changed since",
    ]:
        assert said in text
    assert "The same as now" not in text


def test_two_versions_stand_side_by_side_with_their_words_marked(story, client):
    client.force_login(story.mira)
    seal = story.street.seals.get(occasion="papers_issued")
    page = client.get(f"/objectives/{story.street.pk}/compare/?from={seal.pk}&to=now")
    soup = BeautifulSoup(page.content, "html.parser")

    assert "They differ in 1 target." in soup.main.get_text()
    assert [each.get_text(" ", strip=True) for each in soup.select("td del")] == ["[removed: 5 ]", "[removed: 5 ]"]
    assert [each.get_text(" ", strip=True) for each in soup.select("td ins")][:2] == ["[added: 9 ]", "[added: 9 ]"]
    assert "(+4 points)" in soup.main.get_text()
    assert "Other parts, the same in both" in soup.main.get_text()
    headings = [" ".join(each.get_text(" ", strip=True).split()) for each in soup.select("thead th")]
    assert headings == ["Field", f"Papers of FPBV, 22 January 2001 ({seal.digest[:8]})", "As it is now"]


def test_a_version_is_named_by_its_seal_as_well_and_an_unknown_one_is_absent(story, client):
    client.force_login(story.mira)
    seal = story.street.seals.first()
    compare = f"/objectives/{story.street.pk}/compare/"

    assert client.get(f"{compare}?from={seal.digest}&to=now").status_code == 200
    assert client.get(f"{compare}?from={'0' * 64}&to=now").status_code == 404
    assert client.get(f"{compare}?from=soon").status_code == 404
    assert client.get(f"{compare}?from={story.plan.seals.first().pk}").status_code == 404
    assert "They are the same text." in text_of(client, f"{compare}?from=now&to=now")


def test_two_versions_of_a_plan_name_the_objectives_that_changed(story, client):
    client.force_login(story.mira)
    perform(Note(aspect=story.aspect, text="See the annex.", order=1).add, actor=acting(story.colin, FEB_9))
    seal = story.plan.seals.get(occasion="papers_issued")
    text = text_of(client, f"/plans/{story.plan.slug}/compare/?from={seal.pk}&to=now")

    assert "They differ in 1 aspect and 1 objective." in text
    assert "Objective: Street crime: objective 1" in text
    assert "Target “Recorded street crimes”: text as written" in text
    assert "Papers of FPBV, 22 January 2001" in text_of(client, f"/plans/{story.plan.slug}/versions/")


def test_nothing_sealed_yet_is_said(story, client):
    client.force_login(story.mira)

    for page in ("versions", "compare"):
        text = text_of(client, f"/objectives/{story.guns.pk}/{page}/")
        assert page == "compare" or "Nothing has been sealed yet" in text


def test_an_objective_says_how_it_differs_from_what_each_body_had(story, client):
    client.force_login(story.mira)
    text = text_of(client, f"/objectives/{story.street.pk}/")

    assert "Differs from what FPBV had on 22 January 2001 in 1 target." in text
    assert "Differs from what MPA had on 8 February 2001 in 1 target." in text


def test_an_objective_says_that_it_is_still_what_a_body_had(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_03_31"
    bring_to(world, "workshop_review")
    client.force_login(world.mira)

    assert "It is the text that Workshop had on 15 January 2001." in text_of(client, f"/objectives/{world.street.pk}/")


def test_a_voided_approval_is_said_and_leads_to_the_change(story, client):
    client.force_login(story.mira)
    approval = story.street.outcomes.get(kind="approved")

    for page in (f"/objectives/{story.street.pk}/", f"/plans/{story.plan.slug}/decisions/"):
        assert "; voided by the change of 9 February 2001" in text_of(client, page)
        link = BeautifulSoup(client.get(page).content, "html.parser").find("a", string="the change of 9 February 2001")
        assert link["href"] == f"/objectives/{story.street.pk}/compare/?from={approval.seal}&to=now"
        assert "They differ in 1 target." in text_of(client, link["href"])


def test_whoever_would_change_an_approved_text_is_told_what_falls(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_03_31"
    bring_to(world, "authority_approval")
    resolved(world, world.mpa, OutcomeKind.APPROVED)
    client.force_login(world.olive)

    text = text_of(client, f"/targets/{world.resolved.pk}/acts/revise/")
    assert "MPA approved this text on 8 February 2001: a change of it voids that approval." in text


# The sealed text


def test_the_sealed_text_is_what_was_hashed(story, client):
    client.force_login(story.mira)
    seal = story.street.seals.first()
    answer = client.get(f"/seals/{seal.pk}/text/")

    assert hashlib.sha256(answer.content).hexdigest() == seal.digest
    assert answer["Content-Disposition"] == f'attachment; filename="{seal.digest}.json"'
    assert answer["Content-Type"] == "application/json"
    assert answer["Repr-Digest"].startswith("sha-256=:")


# Who reads what


def test_before_publication_strangers_find_nothing(story, client):
    seal = story.street.seals.first()
    una = somebody_elsewhere()
    for person in (None, story.walter, story.sue, una):
        if person:
            client.force_login(person)
        for page in (
            f"/objectives/{story.street.pk}/versions/",
            f"/objectives/{story.street.pk}/compare/",
            f"/plans/{story.plan.slug}/versions/",
            f"/plans/{story.plan.slug}/compare/",
            f"/seals/{seal.pk}/text/",
        ):
            assert client.get(page).status_code == 404, page


def test_the_public_reads_the_published_version_and_no_earlier_one(world, client):
    bring_to(world, "published")
    published = world.street.seals.get(occasion="publication")
    earlier = world.street.seals.first()

    text = text_of(client, f"/objectives/{world.street.pk}/versions/")
    assert "Published, 31 March 2001" in text
    assert "FPBV" not in text
    assert client.get(f"/seals/{published.pk}/text/").status_code == 200
    assert client.get(f"/seals/{earlier.pk}/text/").status_code == 404
    assert client.get(f"/objectives/{world.street.pk}/compare/?from={earlier.pk}").status_code == 404
    assert client.get(f"/objectives/{world.street.pk}/compare/?from=now").status_code == 404
    assert "had on" not in text_of(client, f"/objectives/{world.street.pk}/")
    assert Seal.objects.filter(objective=world.street).count() == 7


# Papers


def test_a_clerk_issues_the_papers_of_the_committee(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_17"
    bring_to(world, "committee_comment")
    stage = world.plan.stages.get(body=world.fpbv)
    address = f"/stages/{stage.pk}/acts/issue_papers/"
    client.force_login(world.ken)
    assert address in client.get(f"/plans/{world.plan.slug}/").content.decode()
    text = text_of(client, address)
    assert "1 objective before FPBV, and the plan, are sealed as they are now" in text

    world.plan.refresh_from_db()
    sent = {"seen": world.plan.version, "issued_on-day": 17, "issued_on-month": 1, "issued_on-year": 2001}
    assert client.post(address, sent).status_code == 302

    assert Seal.objects.filter(occasion="papers_issued").count() == 2
    assert "Papers went out on 17 January 2001" in text_of(client, f"/plans/{world.plan.slug}/")


def test_nobody_else_is_offered_to(world, client, settings):
    settings.TODAY = "tests.journeys.days.on_2001_01_17"
    bring_to(world, "committee_comment")
    for person in (world.mira, world.colin, world.clare):
        client.force_login(person)
        stage = world.plan.stages.get(body=world.fpbv)
        assert f"/stages/{stage.pk}/acts/issue_papers/" not in client.get(f"/plans/{world.plan.slug}/").content.decode()
