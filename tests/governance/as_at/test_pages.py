"""`?as_at=` on the pages of a plan, an objective and a target, and as JSON."""

import hashlib
import json

import pytest
from bs4 import BeautifulSoup

from audit.canonical import canonical
from audit.models import AuditEvent
from governance import procedures
from governance.models import Decision
from governance.models.outcome import OutcomeKind
from tests.clock import recorded_on
from tests.governance.scenes import amended, carry
from tests.journeys import days
from tests.world import FEB_8, JAN_17, JAN_22, MAR_31, OCTOBER, bring_to, comment_on, say
from workflow.gate import perform


@pytest.fixture(autouse=True)
def _march(settings):
    settings.TODAY = f"{days.__name__}.on_2001_03_31"


@pytest.fixture
def story(world):
    """Street crime: objective 1 from ?? per cent to publication, each step recorded on its day."""
    with recorded_on(JAN_17):
        bring_to(world, "workshop_review")
        comment = comment_on(world, "Why not ten per cent?")
        perform(
            comment.give_answer,
            actor=world.acting(world.olive, JAN_17),
            disposition="noted",
            answer="The boroughs say two.",
        )
        say(world, world.workshop, OutcomeKind.DISCUSSED, world.clare, JAN_17, "workshop 1")
        perform(world.street.invite_comment, actor=world.acting(world.clare, JAN_17))
    for day, state in [(JAN_22, "authority_approval"), (FEB_8, "approved"), (MAR_31, "published")]:
        with recorded_on(day):
            bring_to(world, state)
    return world


def page_of(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status, address
    return BeautifulSoup(answer.content, "html.parser").select_one("main")


def said(part):
    return " ".join(part.get_text(" ").split())


def test_an_objective_is_shown_as_it_stood_on_a_day(story, client):
    client.force_login(story.olive)
    address = f"/objectives/{story.street.pk}/?as_at="

    before = page_of(client, f"{address}2001-01-15")
    after = page_of(client, f"{address}2001-01-17")

    assert before.select_one(".app-as-at h2").text == "As it stood on 15 January 2001"
    assert "?? per cent" in said(before)
    assert "2 per cent" not in said(before)
    assert "ten per cent" not in said(before)
    assert "?? per cent" not in said(after.select_one("table"))
    assert "2 per cent" in said(after)
    (comment,) = after.select(".app-comment")
    assert "Why not ten per cent?" in said(comment)
    assert "The boroughs say two." in said(comment)
    assert not before.select(".app-comment")
    assert "FPBV 3" not in said(after)
    assert "Committee comment" in said(after)


def test_it_offers_no_act_and_leads_back_to_now(story, client):
    client.force_login(story.olive)
    soup = page_of(client, f"/objectives/{story.street.pk}/?as_at=2001-01-15")

    assert "What you can do" not in said(soup)
    assert soup.select_one(".app-as-at__now a")["href"] == f"/objectives/{story.street.pk}/"
    assert [form["method"] for form in soup.select("form")] == ["get"]
    assert not soup.select("a[href*='/acts/'], a[href*='/comment/'], a[href*='/answer/']")


def test_links_from_one_page_to_another_keep_the_moment(story, client):
    client.force_login(story.olive)
    plan = page_of(client, f"{story.plan.get_absolute_url()}?as_at=22+January+2001")

    links = {link["href"] for link in plan.select("article a")}
    assert links == {
        f"/objectives/{story.street.pk}/?as_at=2001-01-22",
        f"/objectives/{story.guns.pk}/?as_at=2001-01-22",
        *(f"/targets/{target.pk}/?as_at=2001-01-22" for target in story.street.targets.all()),
        *(f"/targets/{target.pk}/?as_at=2001-01-22" for target in story.guns.targets.all()),
    }
    for link in links:
        assert page_of(client, link).select_one(".app-as-at h2").text == "As it stood on 22 January 2001"


def test_a_plan_shows_its_counts_route_and_offices_of_then(story, client):
    client.force_login(story.olive)
    with recorded_on(FEB_8):
        anna = story.acting(story.anna, FEB_8)
        perform(story.fpbv.appointments.get(person=story.ken).dismiss, actor=anna, last_day=FEB_8)
        stage = story.plan.stages.get(body=story.fpbv)
        colin = story.acting(story.colin, FEB_8)
        perform(stage.revise, actor=colin, because="Late.", opens_on=JAN_17, closes_on=MAR_31, required=False)
    address = f"{story.plan.get_absolute_url()}?as_at="

    then, later = page_of(client, f"{address}2001-01-15"), page_of(client, f"{address}2001-03-31")

    assert "Unresolved 1" in said(then.select_one(".app-counts"))
    assert "Unresolved 0" in said(later.select_one(".app-counts"))
    assert "Best Value Committee 17 January 2001 22 January 2001 Yes" in said(then)
    assert "17 January 2001 31 March 2001 No" in said(later)
    assert "recommend Clerk: Ken Marsh Member: Mira Shah" in said(then)
    assert "recommend Member: Mira Shah" in said(later)
    assert (
        "Metropolitan Police Authority, whose resolution could be carried out by "
        "Clare Hobbs (clerk) or Charles Ogden (chair)"
    ) in said(then)


def test_a_decision_and_a_ledger_entry_are_moments_too(story, client):
    client.force_login(story.olive)
    decision = Decision.objects.get(reference="FPBV 3")
    address = f"/objectives/{story.street.pk}/?as_at="

    soup = page_of(client, f"{address}decision:{decision.pk}")
    assert soup.select_one(".app-as-at h2").text == "As it stood on 22 January 2001: what FPBV had before it (FPBV 3)"
    assert "Committee comment" in said(soup)
    assert "FPBV endorsed it" not in said(soup)

    entry = AuditEvent.objects.get(action="objective.approved", subject_id=str(story.street.pk))
    soup = page_of(client, f"{address}{entry.key}")
    assert soup.select_one(".app-as-at h2").text == f"As it stood on 8 February 2001: ledger entry {entry.key}"
    assert "MPA approved it on 8 February 2001" in said(soup)


def test_only_decisions_known_then_are_offered_on_a_page_of_then(story, client):
    client.force_login(story.olive)
    now = page_of(client, story.plan.get_absolute_url())
    then = page_of(client, f"{story.plan.get_absolute_url()}?as_at=2001-01-22")

    assert [link.text for link in now.select("a[href^='?as_at=decision']")] == [
        "MPA, 8 February 2001: MPA 8",
        "FPBV, 22 January 2001: FPBV 3",
        "Workshop, 17 January 2001: workshop 1",
    ]
    assert [link.text for link in then.select("a[href^='?as_at=decision']")] == [
        "FPBV, 22 January 2001: FPBV 3",
        "Workshop, 17 January 2001: workshop 1",
    ]


def test_what_is_no_moment_is_refused_with_the_form_and_nothing_of_today(story, client):
    client.force_login(story.olive)
    address = f"/objectives/{story.street.pk}/"
    for asked, status, sentence in [
        ("Tuesday", 422, "“Tuesday” is no moment of this plan."),
        ("2001-04-01", 422, "1 April 2001 is still to come: nobody knows yet how the plan will stand."),
        ("register:1", 422, "This plan has its own book in the ledger"),
        (OCTOBER.isoformat(), 404, "On 2 October 2000 this plan had not been set up."),
    ]:
        soup = page_of(client, f"{address}?as_at={asked}", status)
        assert sentence in said(soup)
        assert soup.select_one("input[name=as_at]")["value"] == asked
        assert soup.select("a")[-1]["href"] == address
        assert "street crime" not in said(soup).lower()
        assert client.get(f"{address}as-at.json?as_at={asked}").status_code == status
        assert client.get(f"{story.plan.get_absolute_url()}?as_at={asked}").status_code == status


def test_an_objective_drafted_later_was_not_there(story, client):
    with recorded_on(MAR_31):
        later = procedures.amend(story.street, actor=story.acting(story.colin, MAR_31), because="More is known.")
    client.force_login(story.olive)

    soup = page_of(client, f"/objectives/{later.pk}/?as_at=2001-02-08", 404)
    assert "On 8 February 2001 there was no such objective yet." in said(soup)
    assert page_of(client, f"/objectives/{later.pk}/?as_at=2001-03-31")
    assert "An amendment of this text" not in said(page_of(client, f"/objectives/{story.street.pk}/?as_at=2001-02-08"))


def test_whoever_may_not_see_a_thing_today_sees_no_moment_of_it(story, client):
    for person in (None, story.walter, story.sue):
        if person:
            client.force_login(person)
        for address in (story.plan.get_absolute_url(), f"/objectives/{story.guns.pk}/"):
            assert client.get(f"{address}?as_at=2001-01-22").status_code == 404
            assert client.get(f"{address}as-at.json?as_at=2001-01-22").status_code == 404


def test_the_public_sees_of_a_moment_what_had_been_published_by_then(story, client):
    street = f"/objectives/{story.street.pk}/?as_at="

    assert "On 8 February 2001 this objective had not been published." in said(
        page_of(client, f"{street}2001-02-08", 404)
    )
    soup = page_of(client, f"{street}2001-03-31")
    assert "2 per cent" in said(soup)
    assert "ten per cent" not in said(soup)
    assert "The boroughs say two" not in said(soup)
    assert "Who held which office then" not in said(soup)
    told = client.get(f"/objectives/{story.street.pk}/as-at.json?as_at=2001-03-31").json()
    assert "comments" not in told["objective"]
    assert "offices" not in told


def test_an_amendment_that_was_a_draft_then_is_not_shown_to_the_public(world, client):
    with recorded_on(FEB_8):
        amendment = amended(world)
    with recorded_on(MAR_31):
        carry(world, amendment, "published")

    soup = page_of(client, f"/objectives/{world.street.pk}/?as_at=2001-02-08")
    assert "An amendment of this text" not in said(soup)
    assert not soup.select(f"a[href*='/objectives/{amendment.pk}/']")
    soup = page_of(client, f"/objectives/{amendment.pk}/?as_at=2001-02-08", 404)
    assert "On 8 February 2001 this objective had not been published." in said(soup)
    assert page_of(client, f"/objectives/{amendment.pk}/?as_at=2001-03-31")


def test_json_tells_the_same_with_seals_anybody_can_compute_again(story, client):
    client.force_login(story.olive)
    decision = Decision.objects.get(reference="MPA 8")
    told = client.get(f"{story.plan.get_absolute_url()}as-at.json?as_at=decision:{decision.pk}").json()

    (priority,) = told["priorities"]
    street = priority["aspects"][0]["objectives"][0]
    assert street["name"] == "Street crime: objective 1"
    assert street["state"] == "authority_approval"
    assert street["seal"] == decision.outcomes.get().seal
    assert hashlib.sha256(canonical(street["text"])).hexdigest() == street["seal"]
    assert hashlib.sha256(canonical(told["plan"]["text"])).hexdigest() == told["plan"]["seal"]
    assert [each["text"] for each in street["targets"]] == ["Reduce by 5 per cent", "2 per cent"]
    assert street["comments"][0]["text"] == "Why not ten per cent?"
    assert told["counts"]["objectives"] == 2
    assert told["as_at"]["day"] == "2001-02-08"
    assert told["as_at"]["ledger_entry"].startswith(f"{story.plan.ledger_book}:")
    assert {"body": "Members' workshop", "powers": ["advise"]}.items() <= told["offices"][1].items()
    assert "MPA 8" not in json.dumps(told).replace(told["as_at"]["of"], "")

    one = client.get(f"/objectives/{story.street.pk}/as-at.json?as_at=decision:{decision.pk}").json()
    assert one["objective"] == street


def test_a_target_is_shown_with_the_values_it_had_had(story, client):
    client.force_login(story.olive)
    address = f"/targets/{story.undecided.pk}/?as_at="

    before, after = page_of(client, f"{address}2001-01-15"), page_of(client, f"{address}2001-01-17")

    assert "?? per cent" in said(before)
    assert "2 per cent" not in said(before)
    assert "The boroughs have reported." not in said(before)
    assert "2 per cent" in said(after)
    assert "The boroughs have reported." in said(after)


def test_a_target_withdrawn_since_is_still_shown_as_it_was(story, client):
    client.force_login(story.omar)
    with recorded_on(FEB_8):
        omar = story.acting(story.omar, FEB_8)
        perform(story.guns.indicators.get().withdraw, actor=omar)
        target = story.guns.targets.get()
        perform(target.withdraw, actor=omar, because="Nobody counts them.")

    assert "200 firearms" in said(page_of(client, f"/targets/{target.pk}/?as_at=2001-01-22"))
    assert "200 firearms" in said(page_of(client, f"/objectives/{story.guns.pk}/?as_at=2001-01-22").select_one("table"))
    assert "This objective has no indicator." in said(page_of(client, f"/objectives/{story.guns.pk}/?as_at=2001-02-08"))
