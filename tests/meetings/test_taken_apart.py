"""A meeting agrees an objective in part: the clerk says of each target what was resolved, and the minutes print it."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from audit.sealed import texts_of
from governance import procedures
from governance.models import Outcome, Target, TargetOutcome
from meetings.minuted import as_minuted, minutes_as_read
from meetings.models import Appendix, Determination, Meeting, Recommendation
from meetings.sitting import determine
from tests.clock import recorded_on
from tests.documents.printing.reading import Print
from tests.governance.test_taken_apart import WANTED, said
from tests.journeys import days
from tests.meetings.at_the_table import do
from tests.meetings.scenes import (
    a_meeting,
    a_paper,
    a_recommendation,
    an_item,
    appended,
    concluded,
    published,
    sitting,
    taken,
)
from tests.world import JAN_17, JAN_22, acting, bring_to, resolve
from workflow.blockers import Blocked

TOLD = f"“2 per cent” of Street crime: objective 1: referred back. {WANTED}"


@pytest.fixture
def minute(fpbv):
    """FPBV is asked to endorse Street crime: objective 1 on 22 January, and has taken the item up."""
    bring_to(fpbv, "committee_comment")
    meeting = a_meeting(fpbv)
    item = an_item(fpbv, meeting)
    a_paper(fpbv, item)
    a_recommendation(fpbv, item, "endorse", "the drafts")
    appended(fpbv, item)
    published(fpbv, meeting, JAN_17, because="The workshop was on the same day.")
    sitting(fpbv, meeting)
    return taken(fpbv, item, fpbv.rachel)


@pytest.fixture
def ken(client, fpbv, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    client.force_login(fpbv.ken)
    return client


def resolve_in_part(fpbv, minute, *targets, apart=None):
    asked = Recommendation.objects.get()
    determination = Determination(
        meeting=minute.meeting, minute=minute, recommendation=asked, kind="in_part", text="some of it be endorsed."
    )
    with recorded_on(JAN_22):
        determine(
            determination,
            actor=acting(fpbv.ken, JAN_22),
            apart={fpbv.street: "in_part"} if apart is None else apart,
            targets=targets,
        )
    return determination


def refused(fpbv, minute, *targets, apart=None):
    with pytest.raises(Blocked) as told:
        resolve_in_part(fpbv, minute, *targets, apart=apart)
    assert not Determination.objects.exists()
    return [blocker.sentence for blocker in told.value.blockers]


def test_the_minutes_print_what_was_resolved_about_each_target(ken, fpbv, minute):
    agreed, back = said(fpbv.resolved, "agreed"), said(fpbv.undecided, "referred_back", WANTED)
    resolve_in_part(fpbv, minute, agreed, back)
    meeting = Meeting.objects.get(pk=minute.meeting_id)

    (item,) = minutes_as_read(meeting).items
    lines = ["“Reduce by 5 per cent” of Street crime: objective 1: agreed", TOLD]
    assert item.resolved[0].of_targets == lines
    assert as_minuted(meeting)["items"][0]["resolved"] == [
        {"outcome": "in_part", "text": "some of it be endorsed.", "targets": lines}
    ]
    concluded(fpbv, minute)
    do(fpbv, meeting.close)
    page = BeautifulSoup(ken.get(f"/meetings/{meeting.pk}/minutes/").content, "html.parser")
    assert [each.text for each in page.select("#item-1 li li")] == lines
    printed = Print(ken.get(f"/meetings/{meeting.pk}/minutes.pdf").content).text
    assert f"that some of it be endorsed. (agreed in part) • {lines[0]} • {TOLD}" in printed
    back.refresh_from_db()
    assert back.decision.reference == "item 1, recommendation 1"
    assert back.text in [each["text"] for each in texts_of([Appendix.objects.get().sealed_id]).popitem()[1]["targets"]]


def test_a_target_that_changed_after_it_was_published_is_not_what_the_body_spoke_of(fpbv, minute):
    resolve(fpbv, text="4 per cent", on=JAN_22)
    target = Target.objects.get(pk=fpbv.undecided.pk)

    assert refused(fpbv, minute, said(target, "agreed")) == [
        "The target “4 per cent” of Street crime: objective 1 is not the text that was published under item 1, Draft "
        "objectives."
    ]


def test_nor_is_one_beside_which_another_has_changed(fpbv, minute):
    resolve(fpbv, text="4 per cent", on=JAN_22)

    assert refused(fpbv, minute, said(fpbv.resolved, "agreed"))[0].startswith(
        "Street crime: objective 1 is not the text that was published under item 1, Draft objectives: seal "
    )


def test_only_targets_of_what_is_taken_apart_there_are_spoken_of(fpbv, minute):
    assert refused(fpbv, minute, said(fpbv.guns.targets.get(), "agreed")) == [
        "Firearms: objective 1 was not before the body under this item."
    ]
    assert refused(fpbv, minute, said(fpbv.resolved, "agreed"), apart={fpbv.street: "endorsed"}) == [
        "Street crime: objective 1 is taken apart only where it is agreed in part."
    ]
    assert refused(fpbv, minute) == [
        "Street crime: objective 1 was agreed in part: say what was resolved about its targets."
    ]
    resolve_in_part(fpbv, minute, said(fpbv.resolved, "agreed"))


# On the pages


@pytest.mark.once
def test_the_clerk_opens_an_objective_and_says_it_of_each_target(ken, fpbv, minute):
    address = f"/meetings/{minute.meeting_id}/sitting/items/{minute.item_id}/resolve/"
    address += f"?recommendation={Recommendation.objects.get().pk}"
    apart, one, two = f"apart-{fpbv.street.pk}", fpbv.resolved.pk, fpbv.undecided.pk
    typed = {"kind": "in_part", "text": "some of it be endorsed."}
    assert f'name="target-{one}"' not in ken.get(address).content.decode()

    opened = ken.post(address, {**typed, apart: "in_part"}).content.decode()
    asks = "Street crime: objective 1 was agreed in part: say what was resolved about its targets, one by one."
    assert asks in opened
    assert f'name="target-{one}"' in opened
    assert "some of it be endorsed." in opened
    assert "Shown by “Offences cleared up”" in opened
    typed |= {apart: "in_part", f"target-{one}": "agreed", f"target-{two}": "referred_back"}
    assert "Say what is wanted of the target “2 per cent”." in ken.post(address, typed).content.decode()
    typed[f"words-{two}"] = WANTED
    check = ken.post(address, typed).content.decode()
    assert "its owner revises it there, and nothing is approved before it is answered." in check
    assert TargetOutcome.objects.count() == 0
    ken.post(address, {**typed, "checked": "yes"})

    assert [(each.target_id, each.kind, each.words) for each in TargetOutcome.objects.all()] == [
        (one, "agreed", ""),
        (two, "referred_back", WANTED),
    ]
    assert Outcome.objects.get(kind="in_part").objective == fpbv.street


@pytest.mark.once
def test_an_objective_without_targets_is_not_taken_apart(ken, fpbv, minute):
    address = f"/meetings/{minute.meeting_id}/sitting/items/{minute.item_id}/resolve/"
    for indicator in fpbv.street.indicators.all():
        procedures.withdraw_indicator(indicator, actor=acting(fpbv.olive, JAN_22), because="It cannot be measured.")
    typed = {"kind": "agreed", "text": "it be so.", f"apart-{fpbv.street.pk}": "in_part"}

    assert (
        "Street crime: objective 1 has no target that could be taken apart."
        in ken.post(address, typed).content.decode()
    )
