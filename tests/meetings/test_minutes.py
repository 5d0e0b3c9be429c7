"""Minutes: drafted, put right, circulated, confirmed by a later meeting, and then evidence; and their numbers."""
# ruff: noqa: S608 - names of our own tables

from datetime import date, time
from functools import partial

import pytest
from django.db import DatabaseError, connection, models, transaction

from audit.models import SealedText
from meetings.models import Determination, Minute, Minutes
from meetings.sitting import confirm_minutes
from tests.clock import recorded_on
from tests.governance.scenes import refusal
from tests.meetings.at_the_table import called, do, ken, sits
from tests.meetings.scenes import (
    a_meeting,
    a_recommendation,
    an_item,
    concluded,
    published,
    resolved,
    seat_of,
    sitting,
    taken,
)
from tests.world import FEB_8, JAN_15, JAN_22, MAR_8, acting
from workflow.blockers import Blocked, OutsideTheGate
from workflow.gate import perform
from workflow.writing import open_gate


def held(world, *titles, **more):
    """A meeting that took each of its items, noted something under it, and was closed."""
    meeting, items = sits(world, *(titles or ("Budget", "Estate")), **more)
    for item in items:
        minute = taken(world, item, world.rachel)
        resolved(world, minute, "noted")
        concluded(world, minute)
    do(world, meeting.close)
    return meeting


def circulated(world, **more):
    meeting = held(world, **more)
    minutes = Minutes(meeting=meeting)
    do(world, minutes.draft)
    do(world, partial(minutes.circulate, circulated_on=meeting.held_on))
    return minutes


def confirming(world, minutes, on=FEB_8, **more):
    """A later meeting of the same body is about to confirm them: its item is being taken, with Peter in the chair."""
    later = a_meeting(world, on=on, **more)
    item = an_item(world, later, "Minutes", kind="minutes", minutes_of=minutes.meeting, plan=None)
    asked = a_recommendation(world, item, "confirm", "the minutes")
    published(world, later)
    sitting(world, later)
    return taken(world, item, world.peter), asked


def confirms(world, minutes, minute, signed_by=None, corrections="", on=FEB_8):
    """The clerk records the confirmation."""
    with recorded_on(on):
        confirm_minutes(
            minutes,
            under=minute.item,
            signed_by=seat_of(minute.meeting, signed_by or world.peter),
            corrections=corrections,
            actor=acting(world.ken, on),
            on=on,
        )


def refused(world, minutes, minute, **more):
    with pytest.raises(Blocked) as told:
        confirms(world, minutes, minute, **more)
    return [blocker.sentence for blocker in told.value.blockers]


def confirmed(world, kind="confirmed", corrections=""):
    minutes = circulated(world)
    minute, asked = confirming(world, minutes)
    resolved(world, minute, kind, asked)
    confirms(world, minutes, minute, corrections=corrections)
    return minutes


# Drafting and putting right


def test_minutes_are_drafted_once_the_meeting_has_been_held(fpbv):
    meeting, _ = sits(fpbv)

    assert refusal(Minutes(meeting=meeting).draft, ken(fpbv)) == [
        f"T{str(meeting)[1:]} has not been held and closed: there is nothing to minute yet."
    ]
    for item in meeting.items.all():
        concluded(fpbv, taken(fpbv, item, fpbv.rachel))
    do(fpbv, meeting.close)
    for stray in ({"state": "confirmed"}, {"circulated_on": JAN_22}, {"corrections": "None."}):
        assert refusal(Minutes(meeting=meeting, **stray).draft, ken(fpbv))[-1:] == [
            f"The minutes of {meeting} begin as a draft."
        ]
    do(fpbv, Minutes(meeting=meeting).draft)
    assert refusal(Minutes(meeting=meeting).draft, ken(fpbv)) == [
        f"The minutes of {meeting} have been drafted already."
    ]


def test_minutes_are_circulated_on_the_day_that_is_said(fpbv):
    minutes = Minutes(meeting=held(fpbv))
    do(fpbv, minutes.draft)

    assert refusal(partial(minutes.circulate, circulated_on=JAN_15), ken(fpbv)) == [
        "Say on which day they are circulated."
    ]
    do(fpbv, partial(minutes.circulate, circulated_on=JAN_22))
    do(fpbv, partial(minutes.circulate, circulated_on=JAN_22))
    assert minutes.state == "circulated"


def test_words_are_put_right_until_the_minutes_are_confirmed_and_the_outcome_never(fpbv):
    minutes = circulated(fpbv)
    row, resolution = Minute.objects.first(), Determination.objects.first()

    do(fpbv, partial(row.write, text="Members asked about the boroughs."))
    do(fpbv, partial(resolution.reword, text="it be noted, with thanks."))
    minute, asked = confirming(fpbv, minutes)
    resolved(fpbv, minute, "confirmed", asked)
    confirms(fpbv, minutes, minute)

    told = (
        f"The minutes of {minutes.meeting} are no longer put right: a later correction is a minute of a later meeting."
    )
    row.refresh_from_db()
    resolution.refresh_from_db()
    assert refusal(partial(row.write, text="Otherwise."), ken(fpbv, FEB_8)) == [
        "Minute 1, Budget no longer changes.",
        told,
    ]
    assert refusal(partial(resolution.reword, text="otherwise."), ken(fpbv, FEB_8)) == [
        "That FPBV noted under item 1, Budget no longer changes.",
        told,
    ]
    assert (row.text, resolution.text, resolution.kind) == (
        "Members asked about the boroughs.",
        "it be noted, with thanks.",
        "noted",
    )


# Confirming


def test_minutes_are_confirmed_by_a_later_meeting_of_the_same_body_that_is_not_extraordinary(fpbv):
    minutes = circulated(fpbv)

    def item_of(meeting, by):
        return an_item_refused(meeting, minutes.meeting, by)

    elsewhere = a_meeting(fpbv, fpbv.mpa, FEB_8)
    assert item_of(elsewhere, fpbv.clare) == [
        f"The minutes of {minutes.meeting} are confirmed by FPBV; another body receives them."
    ]
    special = a_meeting(fpbv, on=FEB_8, kind="extraordinary", business="The budget")
    assert item_of(special, fpbv.ken) == ["An extraordinary meeting confirms no minutes: the next ordinary one does."]
    earlier = a_meeting(fpbv, on=date(2001, 1, 20))
    assert item_of(earlier, fpbv.ken) == [f"T{str(minutes.meeting)[1:]} is no earlier meeting."]
    assert item_of(minutes.meeting, fpbv.ken)[-1] == f"T{str(minutes.meeting)[1:]} is no earlier meeting."


def an_item_refused(meeting, about, by):
    from meetings.models import Item

    return refusal(
        Item(meeting=meeting, title="Minutes", order=1, kind="minutes", minutes_of=about).add, acting(by, JAN_22)
    )


def test_the_later_meeting_must_have_resolved_it(fpbv):
    minutes = circulated(fpbv)
    minute, asked = confirming(fpbv, minutes)

    told = [f"T{str(minute.meeting)[1:]} has not resolved to confirm {minutes}."]
    assert refused(fpbv, minutes, minute) == told
    resolved(fpbv, minute, "no_decision", asked)
    assert refused(fpbv, minutes, minute) == told
    resolved(fpbv, minute, "confirmed")
    confirms(fpbv, minutes, minute)
    assert minutes.state == "confirmed"


def test_minutes_are_confirmed_under_an_item_about_them(fpbv):
    minutes = circulated(fpbv)
    meeting, (news,) = sits(fpbv, "News", on=FEB_8)
    minute = taken(fpbv, news, fpbv.peter)
    resolved(fpbv, minute, "confirmed")

    assert refused(fpbv, minutes, minute) == [f"Say under which item {minutes} are confirmed."]
    assert meeting.state == "in_session"


def test_whoever_presided_when_they_were_confirmed_signs_them(fpbv):
    minutes = circulated(fpbv)
    minute, asked = confirming(fpbv, minutes)
    resolved(fpbv, minute, "confirmed", asked)

    assert refused(fpbv, minutes, minute, signed_by=fpbv.rachel) == [
        "Whoever presided when they were confirmed signs them: Peter Member."
    ]
    confirms(fpbv, minutes, minute)
    assert str(minutes.signed_by.person) == "Peter Member"


def test_corrections_are_worded_where_they_were_resolved_and_nowhere_else(fpbv):
    minutes = circulated(fpbv)
    minute, asked = confirming(fpbv, minutes)
    resolved(fpbv, minute, "as_amended", asked)

    for corrections in ("", "  "):
        assert refused(fpbv, minutes, minute, corrections=corrections) == [
            "They were confirmed subject to corrections: say which, as they were resolved."
        ]
    confirms(fpbv, minutes, minute, corrections="In minute 1, for “ten” read “two”.")
    assert minutes.corrections == "In minute 1, for “ten” read “two”."
    sealed = SealedText.objects.get(pk=minutes.sealed_id)
    assert "for “ten” read “two”" in sealed.text
    assert "Peter Member" in sealed.text


def test_what_was_confirmed_as_it_is_was_not_corrected(fpbv):
    minutes = circulated(fpbv)
    minute, asked = confirming(fpbv, minutes)
    resolved(fpbv, minute, "confirmed", asked)

    assert refused(fpbv, minutes, minute, corrections="In minute 1, two.") == [
        "They were confirmed as they are: nothing in them was corrected."
    ]


def test_minutes_are_circulated_before_they_are_confirmed_and_confirmed_once(fpbv):
    minutes = Minutes(meeting=held(fpbv))
    do(fpbv, minutes.draft)
    minute, asked = confirming(fpbv, minutes)
    resolved(fpbv, minute, "confirmed", asked)

    assert refused(fpbv, minutes, minute) == [
        f"The minutes of {minutes.meeting} is in “Draft”: to confirm it, it must be in “Draft, circulated”."
    ]
    do(fpbv, partial(minutes.circulate, circulated_on=JAN_22))
    confirms(fpbv, minutes, minute)
    assert refused(fpbv, minutes, minute)[0] == f"The minutes of {minutes.meeting} no longer changes."


# Frozen


@pytest.mark.parametrize("model", [Minutes, Minute, Determination])
def test_what_was_confirmed_never_changes_by_whatever_way(fpbv, model):
    confirmed(fpbv)
    row = model.objects.order_by("pk").first()
    table, before = model._meta.db_table, list(model.objects.order_by("pk").values())
    column = {"Minutes": "corrections", "Minute": "text", "Determination": "text"}[model.__name__]

    for act in (
        lambda: row.save(),
        lambda: row.delete(),
        lambda: model.objects.filter(pk=row.pk).update(**{column: "x"}),
        lambda: model.objects.bulk_update([row], [column]),
    ):
        with pytest.raises(OutsideTheGate), transaction.atomic():
            act()
    for statement in (
        f"UPDATE {table} SET {column} = 'x' WHERE id = {row.pk}",
        f"UPDATE {table} SET version = version + 1 WHERE id = {row.pk}",
        f"DELETE FROM {table} WHERE id = {row.pk}",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), open_gate(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(DatabaseError), transaction.atomic(), open_gate():
        models.QuerySet(model).filter(pk=row.pk).update(**{column: "x"})
    assert list(model.objects.order_by("pk").values()) == before


def test_a_draft_can_still_be_written_where_the_gate_stands_open(fpbv):
    """The control of the test above: it is the confirmation that freezes."""
    circulated(fpbv)
    row = Minute.objects.order_by("pk").first()

    with open_gate(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Minute._meta.db_table} SET text = 'x' WHERE id = {row.pk}")

    row.refresh_from_db()
    assert row.text == "x"


def test_votes_and_seats_are_frozen_from_the_beginning(fpbv):
    from meetings.models import Seat, Vote
    from tests.meetings.at_the_table import is_taken, name, put

    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "by_name")
    do(fpbv, name(motion, fpbv.nora, "for"))

    for row, change in ((Vote.objects.get(), "choice = 'against'"), (Seat.objects.first(), "presides = NOT presides")):
        for statement in (
            f"UPDATE {row._meta.db_table} SET {change} WHERE id = {row.pk}",
            f"DELETE FROM {row._meta.db_table} WHERE id = {row.pk}",
        ):
            with pytest.raises(DatabaseError), transaction.atomic(), open_gate(), connection.cursor() as cursor:
                cursor.execute(statement)


# Numbers


def numbers_of(meeting):
    return list(Minute.objects.filter(meeting=meeting).order_by("number").values_list("number", flat=True))


def test_numbers_run_on_through_the_year_of_the_body_and_begin_anew_at_its_annual_meeting(fpbv):
    january, february = held(fpbv), held(fpbv, "News", on=FEB_8)
    annual = held(fpbv, "Chair", "Members", on=MAR_8, kind="annual")
    after = held(fpbv, "Budget", on=date(2001, 3, 20))

    assert [numbers_of(each) for each in (january, february, annual, after)] == [[1, 2], [3], [1, 2], [3]]


def test_each_body_has_numbers_of_its_own(fpbv):
    held(fpbv)
    other, (item,) = called(fpbv, "News", body=fpbv.mpa, on=FEB_8)
    sitting(fpbv, other)
    concluded(fpbv, taken(fpbv, item, fpbv.charles))
    do(fpbv, other.close)

    assert numbers_of(other) == [1]


def open_one(world, *titles, **more):
    """A meeting whose items have all been taken, and which the clerk has not closed yet."""
    meeting, items = sits(world, *titles, **more)
    for item in items:
        concluded(world, taken(world, item, world.rachel))
    return meeting


def test_no_number_is_given_twice_though_the_annual_meeting_is_closed_late(fpbv):
    """The clerk closes the meeting after the annual one first."""
    annual = open_one(fpbv, "Chair", on=FEB_8, kind="annual")
    after = open_one(fpbv, "Budget", "Estate", on=MAR_8)
    do(fpbv, after.close)
    do(fpbv, annual.close)

    assert numbers_of(after) + numbers_of(annual) == [1, 2, 3]


def test_no_number_is_left_out_though_the_last_meeting_of_a_year_is_closed_in_the_next(fpbv):
    first = open_one(fpbv, "Budget")
    last = open_one(fpbv, "Estate", on=date(2001, 1, 30))
    annual = open_one(fpbv, "Chair", "Members", on=FEB_8, kind="annual")
    do(fpbv, first.close)
    do(fpbv, annual.close)
    do(fpbv, last.close)

    assert [numbers_of(each) for each in (first, last, annual)] == [[1], [2], [1, 2]]


def test_a_meeting_in_the_morning_of_the_annual_one_belongs_to_the_old_year(fpbv):
    first = held(fpbv, "Budget")
    morning = open_one(fpbv, "Estate", on=FEB_8, at=time(9))
    annual = open_one(fpbv, "Chair", on=FEB_8, kind="annual")
    evening = open_one(fpbv, "News", on=FEB_8, at=time(19))
    for meeting in (annual, morning, evening):
        do(fpbv, meeting.close)

    assert [numbers_of(each) for each in (first, morning, annual, evening)] == [[1], [2], [1], [2]]


def test_a_meeting_that_took_place_in_vain_uses_no_numbers_and_begins_no_year(fpbv):
    first = held(fpbv, "Budget")
    vain, _ = called(fpbv, "Chair", on=FEB_8, kind="annual")
    do(fpbv, vain.find_inquorate)
    after = held(fpbv, "Estate", on=MAR_8)

    assert [numbers_of(each) for each in (first, after)] == [[1], [2]]


def test_nobody_gives_a_number_or_confirms_a_minute_by_themselves(fpbv):
    held(fpbv)
    row, resolution = Minute.objects.first(), Determination.objects.first()

    assert refusal(partial(row.give_number, number=9), ken(fpbv)) == [
        "Nobody can number minute 1, Budget: it follows from other acts."
    ]
    for part in (row, resolution):
        assert refusal(partial(part.confirm, minutes=None), ken(fpbv))[0].startswith("Nobody can confirm ")
    perform(partial(row.write, text="Still open."), actor=ken(fpbv))
