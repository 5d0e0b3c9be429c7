"""How a target came about: every value in order, who had it before them, what was decided, where it is minuted."""

from __future__ import annotations

from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser

from evidence.before_bodies import Heard, Spoke
from evidence.came_about import Became, Said, came_about
from evidence.values import Value
from governance.models import Target
from meetings.models import Minutes
from tests.clock import recorded_on
from tests.governance.scenes import somebody_elsewhere
from tests.governance.test_page_queries import queries_of
from tests.journeys import days
from tests.meetings.at_the_table import do, name, put
from tests.meetings.scenes import JAN_16, a_meeting, an_exempt_item, appended, concluded, published, resolved
from tests.meetings.test_resolving import asked_to
from tests.world import JAN_22, MAR_31, World, acting, bring_to, comment_on, resolve
from workflow.actors import Actor
from workflow.gate import perform
from workflow.writing import write_rows

ANYBODY = Actor(AnonymousUser(), today=MAR_31)


def said(client, target, extra="") -> str:
    answer = client.get(f"/targets/{target.pk}/came-about/{extra}")
    assert answer.status_code == 200, answer.status_code
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def heard_at_fpbv(world: World) -> Minutes:
    """FPBV has Street crime before it on 22 January, endorses the approach by three votes to one, and minutes it."""
    bring_to(world, "committee_comment")
    minute, (endorse,) = asked_to(world, "endorse")
    do(world, partial(minute.write, text="Members asked for the figures of the boroughs."))
    motion = put(world, minute, world.mira, "by_name", "the approach be endorsed")
    for person in (world.mira, world.peter, world.nora):
        do(world, name(motion, person, "for"))
    do(world, name(motion, world.tom, "against"))
    do(world, name(motion, world.rachel, "abstain"))
    do(world, motion.close)
    resolved(world, minute, "endorsed", endorse, motion=motion, text="the approach be endorsed.")
    concluded(world, minute)
    meeting = minute.meeting
    meeting.refresh_from_db()
    do(world, meeting.close)
    minutes = Minutes(meeting=meeting)
    do(world, minutes.draft)
    do(world, partial(minutes.circulate, circulated_on=JAN_22))
    with recorded_on(JAN_22):
        world.street.refresh_from_db()
        perform(world.street.refer_to_authority, actor=acting(world.ken, JAN_22))
    world.street.refresh_from_db()
    return minutes


def whole_story(world: World) -> Target:
    """The same, and it is approved and published."""
    heard_at_fpbv(world)
    bring_to(world, "published")
    return Target.objects.get(pk=world.undecided.pk)


def test_the_public_reads_how_it_came_about_from_the_marks_to_the_publication(fpbv, client):
    target = whole_story(fpbv)

    found = came_about(target, ANYBODY)

    assert [(type(each), each.on.isoformat()) for each in found.moments] == [
        (Value, "2001-01-15"), (Value, "2001-01-15"), (Spoke, "2001-01-17"), (Heard, "2001-01-22"),
        (Spoke, "2001-02-08"), (Became, "2001-03-31"),
    ]  # fmt: skip
    assert [(each.what, each.text, each.who) for each in found.values] == [
        ("First reading", "?? per cent", "the plan coordinator of MPA"),
        ("Revised", "2 per cent", "the objective owner of TP"),
    ]
    page = said(client, target)
    for told in (
        "Because: The boroughs have reported. Basis: Borough returns to December 2000",
        "with the report “Draft objectives” by the Commissioner",
        "Its papers went out on 16 January 2001",
        "It had before it: 2 per cent resolved",
        "Motion that the approach be endorsed: carried by 3 votes to 1, 1 abstaining.",
        "that the approach be endorsed. (endorsed)",
        "Minute 1 (draft): Members asked for the figures of the boroughs.",
        "MPA approved its objective",
        "Published with its objective by the clerk of MPA",
    ):
        assert told in page, told
    assert page.index("?? per cent") < page.index("Before FPBV") < page.index("approved its objective")


def test_what_each_body_had_before_it_is_read_under_the_seal_and_not_guessed(fpbv):
    """The figure changes after the workshop: FPBV had the new one, the workshop the old one."""
    bring_to(fpbv, "committee_comment")
    resolve(fpbv, text="3 per cent", on=JAN_16)
    minute, (discuss,) = asked_to(fpbv, "discuss")
    resolved(fpbv, minute, "discussed", discuss)

    found = came_about(Target.objects.get(pk=fpbv.undecided.pk), fpbv.acting(fpbv.ada))

    by_kind = {type(each): each for each in found.moments}
    spoke = [(each.decision.body.short_name, each.value.text) for each in found.moments if isinstance(each, Spoke)]
    assert spoke == [("Workshop", "2 per cent"), ("FPBV", "3 per cent")]
    assert by_kind[Heard].value.text == "3 per cent"
    assert by_kind[Heard].value.read in by_kind[Heard].appendix.sealed.read["targets"]


def test_comments_are_for_those_who_may_read_them(fpbv, client):
    bring_to(fpbv, "workshop_review")
    comment_on(fpbv, "Why so little?", target=fpbv.undecided)
    comment_on(fpbv, "What of the other one?", target=fpbv.resolved)
    bring_to(fpbv, "workshop_review")
    target = Target.objects.get(pk=fpbv.undecided.pk)

    told = [each.comment.text for each in came_about(target, fpbv.acting(fpbv.olive)).moments if type(each) is Said]

    assert told == ["Why so little?"]
    assert not [each for each in came_about(target, ANYBODY).moments if type(each) is Said]


def test_nobody_learns_of_what_is_still_being_prepared(fpbv, client):
    heard_at_fpbv(fpbv)
    for who in (None, fpbv.walter, fpbv.sue, somebody_elsewhere()):
        client.logout()
        if who:
            client.force_login(who)
        for address in ("came-about/", "came-about.json"):
            answer = client.get(f"/targets/{fpbv.undecided.pk}/{address}")
            assert (answer.status_code, "max-age" in answer.headers.get("Cache-Control", "")) == (404, False)


def test_what_was_taken_without_the_public_is_not_told_of(fpbv):
    """Not even to those who may read it: they read it at the meeting."""
    bring_to(fpbv, "committee_comment")
    meeting = a_meeting(fpbv)
    secret = an_exempt_item(fpbv, meeting, "Legal advice", plan=fpbv.plan, kind="other")
    appended(fpbv, secret)
    published(fpbv, meeting)
    target = Target.objects.get(pk=fpbv.undecided.pk)

    for actor in (ANYBODY, fpbv.acting(fpbv.ada), fpbv.acting(fpbv.mira)):
        assert not [each for each in came_about(target, actor).moments if type(each) is Heard]


def test_a_meeting_that_is_not_public_is_told_to_those_who_may_know_of_it(fpbv):
    bring_to(fpbv, "committee_comment")
    minute, (discuss,) = asked_to(fpbv, "discuss")
    resolved(fpbv, minute, "discussed", discuss)
    meeting = minute.meeting
    meeting.__dict__["in_public"] = False
    write_rows([meeting])
    target = Target.objects.get(pk=fpbv.undecided.pk)

    def kinds(actor):
        return {type(each) for each in came_about(target, actor).moments}

    assert Heard in kinds(fpbv.acting(fpbv.ada))
    assert Heard not in kinds(ANYBODY)


def test_minutes_in_draft_are_told_to_nobody_who_does_not_read_them(fpbv):
    bring_to(fpbv, "committee_comment")
    minute, (discuss,) = asked_to(fpbv, "discuss")
    resolved(fpbv, minute, "discussed", discuss)
    concluded(fpbv, minute)
    target = Target.objects.get(pk=fpbv.undecided.pk)

    (heard,) = (each for each in came_about(target, ANYBODY).moments if type(each) is Heard)

    assert (heard.minute, heard.resolved, heard.motions) == (None, [], [])


# Whoever comes without a session


@pytest.mark.once
def test_who_comes_without_a_session_gets_no_cookie_and_a_page_that_may_be_kept(fpbv, client):
    target = whole_story(fpbv)
    for address in ("came-about/", "came-about.json"):
        answer = client.get(f"/targets/{target.pk}/{address}")
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert "Cookie" in answer.headers["Vary"]
        assert not answer.cookies
    public = client.get(f"/targets/{target.pk}/came-about/").text
    assert fpbv.mira.name not in public
    assert "csrf" not in public


@pytest.mark.once
def test_what_somebody_who_has_signed_in_reads_is_kept_by_nobody(fpbv, client):
    target = whole_story(fpbv)
    client.force_login(fpbv.ada)

    answer = client.get(f"/targets/{target.pk}/came-about/")

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "/ledger/plan-" in answer.text


@pytest.mark.once
def test_programs_get_the_same(fpbv, client):
    target = whole_story(fpbv)

    told = client.get(f"/targets/{target.pk}/came-about.json").json()

    assert [(each["on"], each["kind"]) for each in told["moments"]] == [
        (each.on.isoformat(), each.kind) for each in came_about(target, ANYBODY).moments
    ]
    (vote,) = next(each for each in told["moments"] if each["kind"] == "meeting")["votes"]
    assert (vote["for"], vote["against"], vote["abstained"]) == (3, 1, 1)


@pytest.mark.once
def test_the_page_of_the_target_leads_there(world, client):
    client.force_login(world.olive)

    assert f"/targets/{world.undecided.pk}/came-about/" in client.get(f"/targets/{world.undecided.pk}/").text


@pytest.mark.once
def test_it_takes_as_many_queries_for_a_long_history_as_for_a_short_one(fpbv, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    heard_at_fpbv(fpbv)
    target = fpbv.undecided
    address = f"/targets/{target.pk}/came-about/"
    client.force_login(fpbv.ada)
    few = queries_of(client, address)
    with recorded_on(JAN_22):
        fpbv.street.refresh_from_db()
        perform(fpbv.street.send_back, actor=acting(fpbv.clare, JAN_22), because="Too little.")
        for number in range(3, 12):
            resolve(fpbv, Target.objects.get(pk=target.pk), f"{number} per cent", on=JAN_22)

    many = queries_of(client, address)

    assert len(came_about(Target.objects.get(pk=target.pk), fpbv.acting(fpbv.ada)).values) == 11
    assert many == few
    assert many <= 30
