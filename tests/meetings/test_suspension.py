"""Standing orders are suspended by a motion that is seconded and carried, for an item or the meeting; the law stays."""

from __future__ import annotations

from functools import partial

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from meetings.minuted import as_minuted
from meetings.models import Motion
from meetings.suspending import are_suspended
from tests.documents.printing.reading import Print
from tests.journeys import days
from tests.meetings.at_the_table import do, interest, is_taken, ken, moved, moving
from tests.meetings.scenes import afresh, concluded, seat_of, taken
from tests.meetings.test_standing_orders import in_force
from workflow.gate import blockers
from workflow.writing import write_rows

pytestmark = pytest.mark.once
NEEDS_NOTICE = "A motion beside what the item asks needs notice of 7 working days: first standing orders are suspended."
RULE = {"suspends": "standing order 9", "suspended_for": "item"}


@pytest.fixture
def minute(fpbv):
    """Budget is being taken; Estate comes after it. FPBV asks for 7 working days' notice of a motion."""
    in_force(fpbv, motion_days=7)
    return is_taken(fpbv)[1]


def against(act, actor):
    return [each.sentence for each in blockers(act, actor=actor)]


def suspending(fpbv, minute, long="item", **more):
    values = {**RULE, "suspended_for": long, "seconder": seat_of(minute.meeting, fpbv.nora), **more}
    return moving(minute, fpbv.peter, f"standing order 9 be suspended for this {long}", **values)


def suspended(fpbv, minute, long="item"):
    act = suspending(fpbv, minute, long)
    do(fpbv, act)
    motion = act.__self__
    do(fpbv, partial(motion.put, how="hands"))
    do(fpbv, partial(motion.close, in_favour=3, against=1, abstained=0))
    return motion


def beside(fpbv, minute, text="the clerk write to the mayor"):
    """A motion about something that is not on the agenda."""
    return moving(minute, fpbv.mira, text, without_notice=True)


def test_a_motion_that_needs_notice_is_moved_without_it_only_while_standing_orders_are_suspended(fpbv, minute):
    assert against(beside(fpbv, minute), ken(fpbv)) == [NEEDS_NOTICE]
    assert against(moving(minute, fpbv.mira, "the budget be noted"), ken(fpbv)) == []

    suspended(fpbv, minute)
    do(fpbv, beside(fpbv, minute))
    assert Motion.objects.filter(without_notice=True).count() == 1


def test_for_an_item_they_are_suspended_until_it_is_concluded_and_for_a_meeting_to_its_end(fpbv, minute):
    suspended(fpbv, minute, "item")
    concluded(fpbv, minute)
    estate = taken(fpbv, minute.meeting.items.get(title="Estate"), fpbv.rachel)
    assert against(beside(fpbv, estate), ken(fpbv)) == [NEEDS_NOTICE]

    suspended(fpbv, estate, "meeting")
    do(fpbv, beside(fpbv, estate))
    assert are_suspended(afresh(estate))


def test_they_are_not_suspended_before_the_motion_is_carried_nor_if_it_is_lost(fpbv, minute):
    act = suspending(fpbv, minute)
    do(fpbv, act)
    motion = act.__self__
    assert against(beside(fpbv, minute), ken(fpbv)) == [NEEDS_NOTICE]
    do(fpbv, partial(motion.put, how="hands"))
    do(fpbv, partial(motion.close, in_favour=2, against=2, abstained=0))

    assert afresh(motion).state == "lost"
    assert against(beside(fpbv, minute), ken(fpbv)) == [NEEDS_NOTICE]


def test_where_standing_orders_ask_for_no_notice_a_motion_needs_none(fpbv):
    _, minute = is_taken(fpbv)
    assert against(beside(fpbv, minute), ken(fpbv)) == []


def test_a_motion_to_suspend_says_what_for_how_long_and_is_seconded(fpbv, minute):
    said = "Say which standing orders are suspended, and for how long."
    assert against(suspending(fpbv, minute, ""), ken(fpbv)) == [said]
    assert against(suspending(fpbv, minute, suspends=""), ken(fpbv)) == [said]
    assert against(suspending(fpbv, minute, seconder=None), ken(fpbv)) == [
        "A motion to suspend standing orders is seconded: say by whom."
    ]
    assert against(suspending(fpbv, minute), ken(fpbv)) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        write_rows([suspending(fpbv, minute, "for ever").__self__])


@pytest.mark.parametrize("which", ["the quorum", "standing order 4 (Quorum)", "the chair's casting vote"])
def test_what_the_law_says_is_not_suspended(fpbv, minute, which):
    assert against(suspending(fpbv, minute, suspends=which), ken(fpbv)) == [
        "The quorum, and the casting vote of whoever presides, are the law's (LGA 1972 Sch.12): no motion suspends "
        "them."
    ]


def test_a_motion_to_suspend_is_not_amended_and_no_amendment_suspends(fpbv, minute):
    act = suspending(fpbv, minute)
    do(fpbv, act)
    assert against(moving(minute, fpbv.tom, "of the whole year", amends=act.__self__), ken(fpbv)) == [
        "A motion to suspend standing orders is put as it was moved: withdraw it, and move another."
    ]
    budget = moved(fpbv, minute, fpbv.peter, "the budget be noted")
    assert against(suspending(fpbv, minute, "meeting", amends=budget), ken(fpbv)) == [
        "Standing orders are suspended by a motion of its own, and by no amendment."
    ]


def test_they_are_suspended_once(fpbv, minute):
    suspended(fpbv, minute, "meeting")
    assert against(suspending(fpbv, minute), ken(fpbv)) == ["Standing orders are suspended already."]


def test_while_they_are_suspended_the_quorum_is_what_it_was(fpbv, minute):
    suspended(fpbv, minute)
    motion = moved(fpbv, minute, fpbv.mira, "the clerk write to the mayor", without_notice=True)
    for person in (fpbv.peter, fpbv.nora, fpbv.tom):
        do(fpbv, interest(minute.item, person))

    assert against(afresh(motion).agree, ken(fpbv)) == [
        "There is no quorum for item 1, Budget: 2 of the 3 members needed count (Mira Shah and Rachel Stone)."
    ]


def test_the_page_says_so_and_the_minutes_tell_who_moved_and_seconded_it(fpbv, minute, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    client.force_login(fpbv.ken)
    meeting = minute.meeting
    page = f"/meetings/{meeting.pk}/sitting/items/{minute.item_id}/"
    assert "Motion to suspend standing orders" in client.get(page).content.decode()
    seats = {"mover": seat_of(meeting, fpbv.peter).pk, "seconder": seat_of(meeting, fpbv.nora).pk}
    typed = {"suspends": "standing order 9", "suspended_for": "item", **seats}
    assert "stay as they are" in client.get(f"{page}suspend/").content.decode()
    assert client.post(f"{page}suspend/", typed).status_code == 302
    motion = Motion.objects.get()
    assert motion.text == "standing order 9 be suspended for this item"
    do(fpbv, motion.agree)
    do(fpbv, beside(fpbv, minute))
    do(fpbv, Motion.objects.get(without_notice=True).agree)

    shown = " ".join(client.get(page).content.decode().split())
    assert "Standing orders are suspended</strong> (standing order 9) for this item. Moved by Peter Member" in shown
    assert "Motion to suspend standing orders" not in shown
    concluded(fpbv, minute)
    assert "Standing orders are suspended" not in client.get(page).content.decode()
    first, second = as_minuted(meeting)["items"][0]["motions"]
    told = "Standing orders were suspended (standing order 9) until the item was concluded."
    assert (first["suspended"], first["moved_by"], first["seconded_by"]) == (told, "Peter Member", "Nora Member")
    assert (second["without_notice"], "suspended" in second, "without_notice" in first) == (True, False, False)
    concluded(fpbv, taken(fpbv, meeting.items.get(title="Estate"), fpbv.rachel))
    do(fpbv, afresh(meeting).close)
    lines = [
        "Moved by Peter Member, seconded by Nora Member, that standing order 9 be suspended for this item: agreed "
        f"without a vote. {told}",
        "Without notice: moved by Mira Shah, that the clerk write to the mayor: agreed without a vote.",
    ]
    read = BeautifulSoup(client.get(f"/meetings/{meeting.pk}/minutes/").content, "html.parser").text
    printed = Print(client.get(f"/meetings/{meeting.pk}/minutes.pdf").content).text
    for line in lines:
        assert line.lower() in " ".join(read.split()).lower()
        assert line in printed
