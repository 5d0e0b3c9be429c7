"""What is published is for everyone; what members said on the way is not, nor who does what behind it."""

import pytest
from bs4 import BeautifulSoup

from governance import procedures
from governance.models import Objective, Outcome
from governance.models.outcome import OutcomeKind
from tests.governance.scenes import carry, decided, somebody_elsewhere
from tests.world import JAN_22, MAR_31, acting, bring_to, comment_on
from workflow.gate import perform

pytestmark = pytest.mark.once

STRANGERS = ["anna", "sue", "walter", "una"]
"""People who sign in and read no plan in preparation"""


def sign_in(client, world, name):
    """Whoever it is; nobody stays nobody."""
    if name != "nobody":
        client.force_login(somebody_elsewhere() if name == "una" else getattr(world, name))


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


def said(soup):
    return " ".join(soup.get_text(" ").split())


def trail(soup):
    return [crumb.get_text(strip=True) for crumb in soup.select(".govuk-breadcrumbs__list-item")]


def publish_the_plan(world):
    """Street crime is published with the plan; Firearms has been withdrawn from it."""
    bring_to(world, "approved")
    perform(world.guns.withdraw, actor=acting(world.colin), because="It is done.")
    perform(world.plan.refer, actor=acting(world.colin, MAR_31))
    clare = acting(world.clare, MAR_31)
    decision = decided(world, world.mpa, reference="MPA 9, the plan")
    perform(Outcome(decision=decision, plan=world.plan, kind=OutcomeKind.APPROVED).record, actor=clare)
    perform(world.plan.approve, actor=clare)
    procedures.publish_plan(world.plan, actor=clare, on=MAR_31)


def begin_an_amendment(world, state):
    street = Objective.objects.get(pk=world.street.pk)
    amendment = procedures.amend(street, actor=acting(world.colin, MAR_31), because="A new objective was set.")
    carry(world, amendment, state)
    return amendment


def published_after_a_comment(world):
    bring_to(world, "workshop_review")
    comment = comment_on(world, "A remark between colleagues.")
    answer = {"disposition": "noted", "answer": "A reply between colleagues."}
    perform(comment.give_answer, actor=world.acting(world.olive, JAN_22), **answer)
    bring_to(world, "published")


def test_somebody_from_the_street_reads_how_a_target_came_about_and_no_comment(world, client):
    published_after_a_comment(world)

    page = client.get(f"/objectives/{world.street.pk}/").content.decode()

    assert "The boroughs have reported." in page
    assert "between colleagues" not in page


def test_a_member_reads_both(world, client):
    published_after_a_comment(world)
    client.force_login(world.mira)

    page = client.get(f"/objectives/{world.street.pk}/").content.decode()

    assert "The boroughs have reported." in page
    assert "A remark between colleagues." in page
    assert "A reply between colleagues." in page


def test_an_administrator_without_another_office_reads_no_comment(world, client):
    published_after_a_comment(world)
    client.force_login(world.anna)

    assert "between colleagues" not in client.get(f"/objectives/{world.street.pk}/").content.decode()


@pytest.mark.parametrize("name", STRANGERS)
def test_a_comment_has_no_page_for_whoever_does_not_read_comments(world, client, name):
    published_after_a_comment(world)
    sign_in(client, world, name)
    address = f"/comments/{world.street.comments.get().pk}/answer/"

    assert client.get(address).status_code == 404
    assert client.post(address, {"disposition": "noted", "answer": "So it is."}).status_code == 404


@pytest.mark.parametrize("name", ["olive", "clare", "mira"])
def test_it_has_one_for_those_who_read_the_plan_in_preparation(world, client, name):
    published_after_a_comment(world)
    sign_in(client, world, name)

    page = page_of(client, f"/comments/{world.street.comments.get().pk}/answer/")

    assert "A remark between colleagues." in said(page)


# What a plan is narrowed by


def choices(soup, name):
    options = soup.select(f"select[name={name}] option, input[name={name}] + label")
    return [option.get_text(strip=True) for option in options]


@pytest.mark.parametrize("name", ["nobody", *STRANGERS])
def test_the_public_narrows_a_plan_by_the_owners_it_reads_and_by_no_state(world, client, name):
    publish_the_plan(world)
    begin_an_amendment(world, "draft")
    sign_in(client, world, name)

    page = page_of(client, f"/plans/{world.plan.slug}/")

    assert choices(page, "owner") == ["Any", "Olive Grant"]
    assert choices(page, "state") == []
    assert "Omar Siddiq" not in page.get_text()
    everything = page_of(client, f"/plans/{world.plan.slug}/?state=withdrawn")
    assert "To find more firearms" not in said(everything)


def test_a_member_narrows_it_by_every_owner_and_finds_what_was_withdrawn(world, client):
    publish_the_plan(world)
    sign_in(client, world, "mira")

    page = page_of(client, f"/plans/{world.plan.slug}/")

    assert choices(page, "owner") == ["Any", "Olive Grant", "Omar Siddiq"]
    assert "Withdrawn" in choices(page, "state")
    assert "Superseded" not in choices(page, "state")
    assert "To find more firearms" not in said(page)
    withdrawn = said(page_of(client, f"/plans/{world.plan.slug}/?state=withdrawn"))
    assert "To find more firearms" in withdrawn
    assert "To reduce street crime" not in withdrawn
    both = said(page_of(client, f"/plans/{world.plan.slug}/?state=withdrawn&state=published"))
    assert "To find more firearms" in both
    assert "To reduce street crime" in both


# What bodies decided


@pytest.mark.parametrize("name", ["nobody", *STRANGERS])
def test_the_public_reads_no_decision_about_an_amendment_in_preparation(world, client, name):
    publish_the_plan(world)
    amendment = begin_an_amendment(world, "approved")
    sign_in(client, world, name)

    page = page_of(client, f"/plans/{world.plan.slug}/decisions/")

    assert "MPA 8" in said(page)
    assert "MPA 9, the plan" in said(page)
    assert "the plan as a whole" in said(page)
    for reference in ("amendment W", "amendment F", "amendment M"):
        assert reference not in said(page)
    assert amendment.get_absolute_url() not in str(page)


def test_the_public_reads_it_once_the_amendment_is_published(world, client):
    publish_the_plan(world)
    begin_an_amendment(world, "published")

    assert "amendment M" in said(page_of(client, f"/plans/{world.plan.slug}/decisions/"))


def test_a_member_reads_every_decision(world, client):
    publish_the_plan(world)
    amendment = begin_an_amendment(world, "approved")
    sign_in(client, world, "mira")

    page = page_of(client, f"/plans/{world.plan.slug}/decisions/")

    for reference in ("MPA 8", "MPA 9, the plan", "amendment W", "amendment F", "amendment M"):
        assert reference in said(page)
    assert amendment.get_absolute_url() in str(page)


# Who holds which office


@pytest.mark.parametrize("name", ["sue", "walter"])
def test_whoever_holds_no_office_is_told_which_one_may_act_and_not_who_holds_it(world, client, name):
    bring_to(world, "published")
    sign_in(client, world, name)

    pages = [f"/objectives/{world.street.pk}/", f"/objectives/{world.street.pk}/acts/assign/"]
    text = " ".join(said(page_of(client, page)) for page in [*pages, f"/targets/{world.resolved.pk}/"])

    assert "the plan coordinator of MPA" in text
    assert "the plan coordinator of MPA (" not in text


def test_whoever_holds_one_is_told_by_name(world, client):
    bring_to(world, "published")
    sign_in(client, world, "ken")

    text = said(page_of(client, f"/objectives/{world.street.pk}/acts/assign/"))

    assert "the plan coordinator of MPA (Colin Reyes)" in text


# The way back


@pytest.mark.parametrize("name", ["nobody", *STRANGERS])
def test_no_link_leads_the_public_to_a_plan_in_preparation(world, client, name):
    bring_to(world, "published")
    sign_in(client, world, name)
    plan = world.plan.get_absolute_url()
    assert client.get(plan).status_code == 404

    for address in (f"/objectives/{world.street.pk}/", f"/targets/{world.resolved.pk}/"):
        page = page_of(client, address)
        assert not page.select(f".govuk-breadcrumbs a[href='{plan}']")
        assert trail(page)[0] == "Plans"


@pytest.mark.parametrize("name", ["nobody", "walter", "mira"])
def test_a_link_leads_everybody_to_a_published_plan(world, client, name):
    publish_the_plan(world)
    sign_in(client, world, name)

    for address in (f"/objectives/{world.street.pk}/", f"/targets/{world.resolved.pk}/"):
        assert trail(page_of(client, address))[:2] == ["Plans", str(world.plan)]


def test_a_link_leads_a_member_to_a_plan_in_preparation(world, client):
    bring_to(world, "published")
    sign_in(client, world, "mira")

    assert trail(page_of(client, f"/objectives/{world.street.pk}/"))[:2] == ["Plans", str(world.plan)]


# Where the public begins


def test_who_has_not_signed_in_begins_with_what_is_published(world, client):
    publish_the_plan(world)

    answer = client.get("/")
    page = page_of(client, answer.headers["Location"])

    assert answer.headers["Location"] == "/published/"
    assert str(world.plan) in said(page)
    links = [link.get_text(strip=True) for link in page_of(client, "/plans/").select("header a")]
    assert links == ["Assent", "Sign in", "Plans", "Meetings"]


def test_in_the_demo_everybody_begins_by_becoming_somebody(world, client, settings):
    settings.DEMO = True

    assert client.get("/").headers["Location"] == "/sign-in/?next=/"


def test_who_has_signed_in_begins_with_their_tasks_and_can_change_their_password(world, client):
    sign_in(client, world, "mira")

    page = page_of(client, "/")

    assert page.h1.get_text(strip=True) == "My tasks"
    links = [link.get_text(strip=True) for link in page.select("header a")]
    assert links[:5] == ["Assent", "Change password", "My tasks", "Inbox", "Plans"]
    assert page.select_one("header a[href='/password/']")
