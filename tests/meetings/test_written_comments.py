"""Written comments on an item, up to a day after the meeting (25 March 2004, report 7): from whom, and until when."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from meetings.minuted import as_minuted
from meetings.models import Presence, WrittenComment
from tests.governance.scenes import refusal
from tests.journeys import days
from tests.meetings.at_the_table import do, interest, is_taken, sits
from tests.meetings.scenes import concluded, resolved, seat_of, taken
from tests.meetings.test_agenda_pages import words
from tests.world import FEB_8, JAN_15, JAN_22, acting
from workflow.gate import perform

JAN_29, JAN_31, FEB_1 = date(2001, 1, 29), date(2001, 1, 31), date(2001, 2, 1)


@pytest.fixture
def minute(fpbv):
    """FPBV talks about the budget, and takes written comments until 31 January."""
    meeting, minute = is_taken(fpbv)
    do(fpbv, Presence(meeting=meeting, name="Sir John", capacity="Commissioner").arrive)
    resolved(fpbv, minute, "noted")
    do(fpbv, partial(minute.invite_comments, until=JAN_31))
    concluded(fpbv, minute)
    return minute


def comment(minute, text="More officers.", on=JAN_29, **by):
    return WrittenComment(meeting=minute.meeting, minute=minute, text=text, sent_on=on, **by)


def of(minute, person, on=JAN_29, **more):
    return comment(minute, on=on, seat=seat_of(minute.meeting, person), **more)


def test_a_member_comments_up_to_the_end_of_the_day_and_not_after_it(fpbv, minute):
    line = perform(of(minute, fpbv.mira, JAN_31).send, actor=acting(fpbv.mira, JAN_31))

    assert line.action == "written_comment.sent"
    assert refusal(of(minute, fpbv.peter, FEB_1).send, acting(fpbv.peter, FEB_1)) == [
        "Written comments on item 1, Budget were taken until 31 January 2001."
    ]


def test_a_letter_counts_by_the_day_on_which_it_came(fpbv, minute):
    ken = acting(fpbv.ken, FEB_8)
    perform(of(minute, fpbv.nora, JAN_31).take_in, actor=ken)

    assert refusal(of(minute, fpbv.tom, FEB_1).take_in, ken) == [
        "Written comments on item 1, Budget were taken until 31 January 2001."
    ]
    assert refusal(of(minute, fpbv.tom, date(2001, 2, 9)).take_in, ken) == [
        "9 February 2001 is still to come: say on which day it came."
    ]
    assert refusal(of(minute, fpbv.tom, JAN_15).take_in, ken) == [
        "On 15 January 2001 the meeting of FPBV on 22 January 2001 was still to come."
    ]


def test_whoever_was_heard_without_a_vote_comments_by_letter(fpbv, minute):
    sir_john = minute.meeting.presences.get(name="Sir John")

    letter = comment(minute, presence=sir_john)
    perform(letter.take_in, actor=acting(fpbv.ken, FEB_8))

    assert letter.by == "Sir John (Commissioner)"


def test_nobody_writes_in_the_name_of_another(fpbv, minute):
    assert refusal(of(minute, fpbv.mira).send, acting(fpbv.peter, JAN_29)) == [
        "Only Mira Shah comments in their own name."
    ]
    assert refusal(comment(minute).take_in, acting(fpbv.ken, FEB_8)) == [
        "Say whose comment it is: a member's, or somebody's who was there without a vote."
    ]
    there = seat_of(minute.meeting, fpbv.mira).presences.get()
    assert refusal(comment(minute, presence=there).take_in, acting(fpbv.ken, FEB_8)) == [
        "Whoever wrote it neither had a seat at the meeting of FPBV on 22 January 2001 nor was heard there."
    ]


def test_whoever_had_an_interest_takes_no_part_afterwards_either(fpbv):
    _, items = sits(fpbv)
    do(fpbv, interest(items[0], fpbv.mira))
    minute = taken(fpbv, items[0], fpbv.rachel)
    do(fpbv, partial(minute.invite_comments, until=JAN_31))

    assert refusal(of(minute, fpbv.mira).send, acting(fpbv.mira, JAN_29)) == [
        "Mira Shah declared an interest in item 1, Budget: they take no part in it."
    ]


def test_without_an_invitation_nothing_is_taken(fpbv):
    _, minute = is_taken(fpbv)

    assert refusal(of(minute, fpbv.mira).send, acting(fpbv.mira, JAN_29)) == [
        "No written comments were invited on item 1, Budget."
    ]


def test_the_day_comes_after_the_meeting_and_is_never_brought_forward(fpbv, minute):
    ken = acting(fpbv.ken, JAN_22)

    assert refusal(partial(minute.invite_comments, until=JAN_22), ken) == [
        "Written comments are taken up to a day after 22 January 2001."
    ]
    assert refusal(partial(minute.invite_comments, until=JAN_29), ken) == [
        "They were invited until 31 January 2001: that day is not brought forward."
    ]
    perform(partial(minute.invite_comments, until=FEB_1), actor=ken)


def test_the_same_is_sent_once(fpbv, minute):
    perform(of(minute, fpbv.mira).send, actor=acting(fpbv.mira, JAN_29))

    again = refusal(of(minute, fpbv.mira).send, acting(fpbv.mira, JAN_29))
    assert again == ["The same comment has been sent already."]


def test_it_stands_with_the_item_and_in_the_minutes_for_whoever_may_read_them(fpbv, minute, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    client.force_login(fpbv.mira)
    at = f"/meetings/{minute.meeting.pk}/items/1/"
    assert "Written comments were invited until 31 January 2001. None has come yet." in words(client.get(at))
    assert "Send a written comment" in words(client.get(at))

    client.post(f"{at}comment/", {"text": "More officers."})

    client.logout()
    page = words(client.get(at))
    assert "More officers. Mira Shah, 22 January 2001" in page
    assert "Send a written comment" not in page
    assert as_minuted(minute.meeting)["items"][0]["comments"] == [
        {"by": "Mira Shah", "sent_on": JAN_22, "text": "More officers."}
    ]


def test_the_clerk_invites_them_and_takes_in_a_letter(fpbv, client, settings):
    settings.TODAY = f"{days.__name__}.on_2001_01_22"
    client.force_login(fpbv.ken)
    meeting, minute = is_taken(fpbv)
    at = f"/meetings/{meeting.pk}/sitting/items/{minute.item_id}/"

    client.post(f"{at}invite-comments/", {"until-day": "31", "until-month": "1", "until-year": "2001"})
    letter = {"sent_on-day": "22", "sent_on-month": "1", "sent_on-year": "2001", "text": "I was not heard."}
    page = client.post(f"{at}take-in/", {**letter, "seat": seat_of(meeting, fpbv.tom).pk}, follow=True)

    assert "I was not heard. Tom Member, 22 January 2001" in words(page)
