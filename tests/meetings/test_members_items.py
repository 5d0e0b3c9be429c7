"""A member asks for an item, or gives notice of a motion: so many working days before, and who waives that."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction

from governance.models import Closure
from governance.notice.counting import notice_of
from governance.notice.in_force import counting_for
from meetings.minuted import as_minuted
from meetings.models import Item, Meeting, Motion
from meetings.publication import notice_for
from tests.documents.printing.reading import Print
from tests.journeys import days
from tests.meetings.at_the_table import ken
from tests.meetings.scenes import a_meeting, afresh, an_item, published, sitting, taken
from tests.meetings.test_standing_orders import in_force
from tests.world import JAN_15, JAN_17, JAN_22, acting
from workflow.gate import blockers, perform
from workflow.writing import write_rows

pytestmark = pytest.mark.once
JAN_5, JAN_10, JAN_11 = (date(2001, 1, day) for day in (5, 10, 11))
LATE = "and could have come until"


@pytest.fixture
def meeting(fpbv) -> Meeting:
    """FPBV meets on 22 January: a member asks for an item 10 working days before, and gives notice of a motion 7."""
    in_force(fpbv, item_days=10, motion_days=7)
    return afresh(a_meeting(fpbv))


def asked_for(fpbv, meeting, received_on=JAN_5, kind="member", **more):
    motion = {"motion": "the buses run at night"} if kind == "motion" else {}
    values = {"asked_by": fpbv.mira, "received_on": received_on, **motion, **more}
    return Item(meeting=meeting, title="Night buses", kind=kind, **values)


def against(fpbv, item, on=JAN_15):
    return [each.sentence for each in blockers(item.add, actor=ken(fpbv, on))]


# Who asks for what


def test_it_says_which_member_asked_for_it(fpbv, meeting):
    said = "Say which member asked for it, and on which day that was received."
    assert against(fpbv, Item(meeting=meeting, title="Night buses", kind="member")) == [said]
    assert said in against(fpbv, asked_for(fpbv, meeting, kind="motion", asked_by=None))
    assert against(fpbv, asked_for(fpbv, meeting, kind="motion", motion=" ")) == [
        "Write the words of the motion, as they go on after “That”."
    ]
    assert against(fpbv, asked_for(fpbv, meeting, motion="the buses run")) == [
        "A motion has a kind of item of its own: a motion on notice."
    ]
    assert against(fpbv, asked_for(fpbv, meeting, kind="other")) == [
        "A member asks for an item of theirs, or gives notice of a motion: this is neither."
    ]
    assert against(fpbv, asked_for(fpbv, meeting)) == []


def test_whoever_asks_has_a_seat_there_on_the_day_of_the_meeting(fpbv, meeting):
    for person in (fpbv.ken, fpbv.charles):
        assert against(fpbv, asked_for(fpbv, meeting, asked_by=person)) == [
            f"{person} is no member of FPBV on 22 January 2001: a member asks for an item."
        ]
    assert against(fpbv, asked_for(fpbv, meeting, asked_by=fpbv.rachel)) == []


def test_nothing_is_received_before_it_came(fpbv, meeting):
    assert "17 January 2001 is still to come: say when it was received." in against(
        fpbv, asked_for(fpbv, meeting, JAN_17)
    )
    assert against(fpbv, asked_for(fpbv, meeting, JAN_5), on=JAN_5) == []


@pytest.mark.parametrize("wrong", [{"kind": "member"}, {"kind": "other", "received_on": JAN_5}, {"kind": "motion"}])
def test_the_database_has_no_item_asked_for_by_nobody(fpbv, meeting, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        write_rows([Item(meeting=meeting, title="Night buses", **wrong)])


# How long before


def test_a_motion_on_notice_that_is_late_is_refused_with_the_last_day_for_it(fpbv, meeting):
    assert against(fpbv, asked_for(fpbv, meeting, JAN_10, "motion")) == []
    for waiver in ({}, {"waived_by": "Rachel Stone", "waived_because": "It presses."}):
        assert against(fpbv, asked_for(fpbv, meeting, JAN_11, "motion", **waiver)) == [
            f"Notice of a motion is given 7 working days before the meeting: this came on 11 January 2001, {LATE} "
            "10 January 2001. It is not taken."
        ]


def test_of_a_late_item_the_clerk_waives_the_notice_with_the_consent_of_the_chair(fpbv, meeting):
    told = (
        f"A member asks for an item 10 working days before the meeting: this came on 11 January 2001, {LATE} "
        "5 January 2001. The clerk waives that if the chair consents: say who in the chair does, and why."
    )
    for half in ({}, {"waived_by": "Rachel Stone"}, {"waived_because": "It presses."}):
        assert against(fpbv, asked_for(fpbv, meeting, JAN_11, **half)) == [told]
    whole = {"waived_by": "Rachel Stone", "waived_because": "It presses."}
    assert against(fpbv, asked_for(fpbv, meeting, JAN_11, **whole)) == []
    assert against(fpbv, asked_for(fpbv, meeting, JAN_5, **whole)) == [
        "The item Night buses has not come late: no notice is waived."
    ]


def test_days_on_which_the_body_is_closed_do_not_count(fpbv, meeting):
    closure = Closure(body=fpbv.fpbv, starts_on=JAN_10, ends_on=JAN_11, reason="moving house")
    perform(closure.announce, actor=acting(fpbv.anna), because="The move.")

    assert asked_for(fpbv, afresh(meeting), kind="motion").latest_receipt == date(2001, 1, 8)


@pytest.mark.parametrize("number", range(1, 31))
def test_it_is_counted_as_notice_of_the_meeting_is(fpbv, number):
    in_force(fpbv, item_days=number, motion_days=number)
    meeting = afresh(a_meeting(fpbv))
    counting = counting_for(meeting.body, JAN_22)

    latest = {asked_for(fpbv, meeting, kind=kind).latest_receipt for kind in ("member", "motion")}
    assert latest == {notice_of(JAN_22, counting.with_clear_days(number)).latest_issue}
    if number == counting.clear_days:
        assert latest == {notice_for(meeting).latest_issue}


def test_where_standing_orders_ask_for_no_notice_nothing_is_late(fpbv):
    meeting = a_meeting(fpbv)

    for kind in ("member", "motion"):
        assert asked_for(fpbv, meeting, JAN_15, kind).latest_receipt is None
        assert against(fpbv, asked_for(fpbv, meeting, JAN_15, kind)) == []


@pytest.mark.parametrize("counts", [True, False])
def test_by_whose_leave_it_is_late_is_asked_only_where_it_can_be_late(fpbv, client, settings, counts):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    if counts:
        in_force(fpbv, item_days=10)
    client.force_login(fpbv.ken)

    page = client.get(f"/meetings/{a_meeting(fpbv).pk}/agenda/add/member/").content.decode()

    assert "Which member asks for it" in page
    assert ('name="waived_by"' in page) is counts


# Pages and papers


def test_the_clerk_fills_it_in_and_it_stands_in_agenda_minutes_and_prints(fpbv, meeting, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_15"
    client.force_login(fpbv.ken)
    address = f"/meetings/{meeting.pk}/agenda/add/member/"
    page = " ".join(client.get(address).content.decode().split())
    assert "10 working days before the meeting: at the latest on 5 January 2001" in page
    form = {"title": "Night buses", "public": "open", "asked_by": str(fpbv.mira.pk), "seen": str(meeting.version)}
    form |= {f"received_on-{part}": value for part, value in (("day", "11"), ("month", "1"), ("year", "2001"))}
    assert LATE in client.post(address, form).content.decode()
    waived = {"waived_by": "Rachel Stone", "waived_because": "The contract ends."}
    assert client.post(address, {**form, **waived}).status_code == 302

    told = [
        "Asked for by Mira Shah; received on 11 January 2001.",
        "Notice of it was waived by the clerk, with the consent of Rachel Stone: The contract ends.",
    ]
    item = Item.objects.get()
    published(fpbv, meeting, JAN_15)
    for where in (f"/meetings/{meeting.pk}/", f"/meetings/{meeting.pk}/pack.pdf"):
        answer = client.get(where)
        text = (
            Print(answer.content).text if where.endswith("pdf") else BeautifulSoup(answer.content, "html.parser").text
        )
        assert all(each in " ".join(text.split()) for each in told), where
    assert afresh(item).how_it_was_asked_for == told
    assert as_minuted(meeting)["items"][0]["asked_for"] == told


def test_a_motion_on_notice_is_offered_in_its_words_to_be_moved_by_its_member(fpbv, meeting, client, settings):
    item = an_item(fpbv, meeting, "Night buses", kind="motion", plan=None, asked_by=fpbv.mira, received_on=JAN_10,
                   motion="the buses run at night")  # fmt: skip
    published(fpbv, meeting, JAN_15)
    sitting(fpbv, meeting)
    taken(fpbv, item, fpbv.rachel)
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    client.force_login(fpbv.ken)

    page = BeautifulSoup(client.get(f"/meetings/{meeting.pk}/sitting/items/{item.pk}/motion/").content, "html.parser")

    assert page.select_one("textarea[name=text]").text.strip() == "the buses run at night"
    assert page.select_one("select[name=mover] option[selected]").text == "Mira Shah"
    assert not Motion.objects.exists()
    assert afresh(item).how_it_was_asked_for == [
        "Notice given by Mira Shah, received on 10 January 2001: that the buses run at night"
    ]
