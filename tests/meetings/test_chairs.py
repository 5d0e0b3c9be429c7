"""Who presided over what, as minutes name them; and who reads minutes of bodies that sit jointly, not in public."""

from __future__ import annotations

from functools import partial

from audit.models import AuditEvent
from governance.roles import RoleName
from meetings.minuted import as_minuted, minutes_as_read
from meetings.models import Agenda, EarlierChair, JointBody, Minutes
from tests.governance.scenes import refusal
from tests.meetings.at_the_table import departure, do, interest, ken, sits
from tests.meetings.scenes import (
    a_meeting,
    afresh,
    an_item,
    concluded,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.world import JAN_22, a_person, acting, appoint
from workflow.gate import perform


def handed_over(world, minute, to):
    do(world, partial(minute.hand_over, chair=seat_of(minute.meeting, to)))


def present(meeting):
    return {each.name: str(each) for each in minutes_as_read(meeting).present}


def test_whoever_had_the_chair_before_it_was_handed_over_is_minuted_with_the_item(fpbv):
    meeting, (budget, estate) = sits(fpbv)
    minute = taken(fpbv, budget, fpbv.rachel)

    handed_over(fpbv, minute, fpbv.mira)
    concluded(fpbv, minute)
    concluded(fpbv, taken(fpbv, estate, fpbv.mira))

    told = [each.chaired_by for each in minutes_as_read(meeting).items]
    assert told == ["Rachel Stone, then Mira Shah", "Mira Shah"]
    assert [each["chair"] for each in as_minuted(meeting)["items"]] == told
    assert present(meeting)["Rachel Stone"] == "Rachel Stone (in the chair for item 1)"
    assert present(meeting)["Mira Shah"] == "Mira Shah (in the chair for items 1 and 2)"
    lines = [each.action for each in AuditEvent.objects.filter(action__in=("minute.handed_over", "earlier_chair.kept"))]
    assert lines == ["minute.handed_over", "earlier_chair.kept"]


def test_one_chair_for_the_whole_meeting_is_named_without_items(fpbv):
    meeting, (budget, estate) = sits(fpbv)
    for item in (budget, estate):
        concluded(fpbv, taken(fpbv, item, fpbv.rachel))

    assert present(meeting)["Rachel Stone"] == "Rachel Stone (in the chair)"
    assert not EarlierChair.objects.exists()


def test_a_chair_that_comes_back_is_named_again(fpbv):
    meeting, (budget, _) = sits(fpbv)
    minute = taken(fpbv, budget, fpbv.rachel)
    for person in (fpbv.mira, fpbv.rachel):
        handed_over(fpbv, minute, person)

    assert minutes_as_read(meeting).items[0].chaired_by == "Rachel Stone, then Mira Shah, then Rachel Stone"


def test_whoever_presided_was_there_for_the_item_even_if_another_concluded_it(fpbv):
    meeting, (budget, estate) = sits(fpbv)
    concluded(fpbv, taken(fpbv, budget, fpbv.peter))
    minute = taken(fpbv, estate, fpbv.rachel)
    handed_over(fpbv, minute, fpbv.mira)

    assert refusal(departure(meeting, fpbv.rachel, budget), ken(fpbv)) == [
        "Rachel Stone took part in item 2, Estate: they left after that, or later."
    ]
    do(fpbv, interest(estate, fpbv.rachel))


def held_in_private(fpbv):
    """FPBV and the workshop sit jointly, and not in public; the minutes are out."""
    meeting = a_meeting(fpbv, in_public=False)
    perform(JointBody(meeting=meeting, body=fpbv.workshop).invite, actor=acting(fpbv.ken))
    item = an_item(fpbv, afresh(meeting), kind="other", plan=None)
    published(fpbv, afresh(meeting))
    sitting(fpbv, afresh(meeting))
    minute = taken(fpbv, item, fpbv.rachel)
    resolved(fpbv, minute, "noted")
    concluded(fpbv, minute)
    meeting.refresh_from_db()
    do(fpbv, meeting.close)
    minutes = Minutes(meeting=meeting)
    do(fpbv, minutes.draft)
    do(fpbv, partial(minutes.circulate, circulated_on=JAN_22))
    return meeting


def test_those_of_a_body_that_sits_jointly_read_what_is_not_public_and_nobody_else_does(fpbv, client):
    wanda, abel = a_person("wanda", "Wanda Pike"), a_person("abel", "Abel Winter")
    appoint(wanda, fpbv.workshop, RoleName.MEMBER, by=acting(fpbv.anna))
    appoint(abel, fpbv.workshop, RoleName.AUDITOR, by=acting(fpbv.anna))
    meeting = held_in_private(fpbv)

    def sees(person):
        who = acting(person, JAN_22)
        return [model.objects.visible_to(who).filter(meeting=meeting).exists() for model in (Agenda, Minutes)]

    assert sees(wanda) == sees(abel) == sees(fpbv.mira) == sees(fpbv.charles) == [True, True]
    assert sees(fpbv.walter) == sees(fpbv.olive) == [False, False]
    client.force_login(abel)
    assert client.get(f"/meetings/{meeting.pk}/minutes/").status_code == 200
    assert client.get(f"/meetings/{meeting.pk}/agenda.json").status_code == 200
    client.force_login(fpbv.olive)
    assert client.get(f"/meetings/{meeting.pk}/minutes/").status_code == 404
