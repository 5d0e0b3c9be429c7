"""Who is at a meeting, whether they are enough, and who presides: item by item."""

from functools import partial

from meetings.models import Apology, Minute, Presence
from tests.governance.scenes import refusal
from tests.meetings.at_the_table import (
    apology,
    arrival,
    called,
    casts,
    chairing,
    departure,
    do,
    interest,
    is_taken,
    ken,
    name,
    put,
    sits,
)
from tests.meetings.scenes import an_item, concluded, published, seat_of, taken
from tests.world import FEB_8, JAN_17, JAN_22

AT = "the meeting of FPBV on 22 January 2001"


def everybody(world):
    return world.rachel, world.mira, world.nora, world.peter, world.tom


# Before it is opened


def test_a_meeting_is_opened_on_its_day_once_a_quorum_is_there(fpbv):
    meeting, _ = called(fpbv)

    assert refusal(meeting.open, ken(fpbv, JAN_17)) == [
        f"T{AT[1:]} is still to come.",
        "There is no quorum: no member is there, and 3 are needed.",
    ]
    do(fpbv, arrival(meeting, fpbv.nora))
    assert refusal(meeting.open, ken(fpbv)) == ["There is no quorum: 1 of the 3 members needed is there (Nora Member)."]
    do(fpbv, arrival(meeting, fpbv.peter))
    assert refusal(meeting.open, ken(fpbv)) == [
        "There is no quorum: 2 of the 3 members needed are there (Nora Member and Peter Member)."
    ]
    do(fpbv, arrival(meeting, fpbv.tom))
    do(fpbv, meeting.open)

    assert meeting.state == "in_session"


def test_whoever_has_left_again_opens_no_meeting(fpbv):
    meeting, (budget, _) = called(fpbv)
    for person in (fpbv.nora, fpbv.peter, fpbv.tom):
        do(fpbv, arrival(meeting, person))
    do(fpbv, departure(meeting, fpbv.tom, budget))

    assert refusal(meeting.open, ken(fpbv)) == [
        "There is no quorum: 2 of the 3 members needed are there (Nora Member and Peter Member)."
    ]


def test_a_visitor_makes_no_quorum(fpbv):
    meeting, _ = called(fpbv)
    for person in (fpbv.nora, fpbv.peter):
        do(fpbv, arrival(meeting, person))
    do(fpbv, Presence(meeting=meeting, name="Sir John", capacity="Commissioner").arrive)

    assert refusal(meeting.open, ken(fpbv)) == [
        "There is no quorum: 2 of the 3 members needed are there (Nora Member and Peter Member)."
    ]


def test_a_meeting_is_inquorate_only_while_too_few_are_there(fpbv):
    meeting, _ = called(fpbv)
    people = (fpbv.nora, fpbv.peter, fpbv.tom)
    for person in people:
        do(fpbv, arrival(meeting, person))

    assert refusal(meeting.find_inquorate, ken(fpbv)) == ["There is a quorum: 3 members are there, and 3 are needed."]
    do(fpbv, Presence.objects.get(seat__person=fpbv.tom).withdraw)
    assert refusal(meeting.find_inquorate, ken(fpbv, JAN_17)) == [f"T{AT[1:]} is still to come."]
    do(fpbv, meeting.find_inquorate)

    assert meeting.state == "inquorate"
    assert refusal(meeting.open, ken(fpbv)) == [
        f"T{AT[1:]} is in “Inquorate”: to open it, it must be in “Agenda published”.",
        "There is no quorum: 2 of the 3 members needed are there (Nora Member and Peter Member).",
    ]


# Who comes and goes


def test_people_come_on_the_day_and_until_the_meeting_is_closed(fpbv):
    meeting, (budget, estate) = called(fpbv)

    assert refusal(arrival(meeting, fpbv.tom), ken(fpbv, JAN_17)) == [
        f"T{AT[1:]} does not sit: it is in “Agenda published”."
    ]
    for person in everybody(fpbv)[:4]:
        do(fpbv, arrival(meeting, person))
    do(fpbv, meeting.open)
    for item in (budget, estate):
        concluded(fpbv, taken(fpbv, item, fpbv.rachel))
    do(fpbv, meeting.close)
    assert refusal(arrival(meeting, fpbv.tom), ken(fpbv)) == [f"T{AT[1:]} does not sit: it is in “Held”."]
    assert refusal(departure(meeting, fpbv.nora, estate), ken(fpbv)) == [f"T{AT[1:]} does not sit: it is in “Held”."]
    assert refusal(apology(meeting, fpbv.tom), ken(fpbv)) == [f"T{AT[1:]} is in “Held”."]
    assert refusal(interest(budget, fpbv.tom), ken(fpbv)) == [f"T{AT[1:]} is in “Held”."]


def test_only_who_has_a_seat_takes_it(fpbv):
    meeting, (budget, _) = called(fpbv)
    other, (news,) = called(fpbv, "News", on=FEB_8)
    strange = seat_of(other, fpbv.mira)

    told = [f"Mira Shah has no seat at {AT}."]
    assert refusal(Presence(meeting=meeting, seat=strange).arrive, ken(fpbv)) == told
    assert refusal(Apology(meeting=meeting, seat=strange).receive, ken(fpbv)) == told
    act = interest(budget, fpbv.mira)
    act.__self__.seat = strange
    assert refusal(act, ken(fpbv)) == told
    assert refusal(arrival(meeting, fpbv.mira, from_item=news), ken(fpbv)) == [
        f"Item 1, News does not stand on the agenda of {AT}."
    ]


def test_nobody_is_both_present_and_away_with_apologies(fpbv):
    meeting, _ = called(fpbv)
    do(fpbv, apology(meeting, fpbv.tom))
    do(fpbv, arrival(meeting, fpbv.nora))

    assert refusal(arrival(meeting, fpbv.tom), ken(fpbv)) == [
        "Tom Member sent apologies: take them back first, if they came after all."
    ]
    assert refusal(apology(meeting, fpbv.nora), ken(fpbv)) == ["Nora Member is recorded as present."]
    do(fpbv, Apology.objects.get().withdraw)
    do(fpbv, arrival(meeting, fpbv.tom))
    do(fpbv, Presence.objects.get(seat__person=fpbv.nora).withdraw)
    do(fpbv, apology(meeting, fpbv.nora))

    assert [str(each.seat.person) for each in Apology.objects.all()] == ["Nora Member"]
    assert [str(each.seat.person) for each in Presence.objects.all()] == ["Tom Member"]


def test_whoever_is_there_comes_once(fpbv):
    meeting, (budget, estate) = called(fpbv)
    do(fpbv, arrival(meeting, fpbv.nora))
    do(fpbv, Presence(meeting=meeting, name="Sir John").arrive)

    assert refusal(arrival(meeting, fpbv.nora), ken(fpbv)) == ["Nora Member is there already."]
    assert refusal(Presence(meeting=meeting, name="Sir John").arrive, ken(fpbv)) == ["Sir John is there already."]
    do(fpbv, Presence(meeting=meeting, name="Dame Anne").arrive)
    do(fpbv, departure(meeting, fpbv.nora, budget))
    assert refusal(arrival(meeting, fpbv.nora), ken(fpbv)) == [
        "Nora Member left before: say for which item they came back."
    ]
    do(fpbv, arrival(meeting, fpbv.nora, from_item=estate))

    assert Presence.objects.filter(seat__person=fpbv.nora).count() == 2


def test_whoever_comes_back_comes_back_after_they_left(fpbv):
    meeting, (budget, estate, _) = called(fpbv, "Budget", "Estate", "News")
    do(fpbv, arrival(meeting, fpbv.nora))
    do(fpbv, departure(meeting, fpbv.nora, estate))

    for item in (budget, estate):
        assert refusal(arrival(meeting, fpbv.nora, from_item=item), ken(fpbv)) == [
            f"Nora Member was there for {item}: they came back for a later one."
        ]


def test_somebody_leaves_once_and_not_before_they_came(fpbv):
    meeting, (budget, estate) = called(fpbv)
    _, (news,) = called(fpbv, "News", on=FEB_8)
    do(fpbv, arrival(meeting, fpbv.nora, from_item=estate))
    do(fpbv, Presence(meeting=meeting, name="Sir John").arrive)

    assert refusal(departure(meeting, fpbv.nora, budget), ken(fpbv)) == [
        "They came for a later item than item 1, Budget."
    ]
    assert refusal(departure(meeting, fpbv.nora, news), ken(fpbv)) == [
        "Say after which item of this meeting they left."
    ]
    do(fpbv, departure(meeting, fpbv.nora, estate))
    assert refusal(departure(meeting, fpbv.nora, estate), ken(fpbv)) == ["Nora Member has left already."]
    visitor = Presence.objects.get(name="Sir John")
    do(fpbv, partial(visitor.leave, after=budget))
    assert refusal(partial(visitor.leave, after=budget), ken(fpbv)) == ["Sir John has left already."]


def test_whoever_voted_was_there_and_stayed_to_the_vote(fpbv):
    meeting, minute = is_taken(fpbv)
    budget, estate = meeting.items.order_by("order")
    concluded(fpbv, minute)
    minute = taken(fpbv, estate, fpbv.rachel)
    motion = put(fpbv, minute, fpbv.peter, "by_name")
    do(fpbv, name(motion, fpbv.nora, "for"))

    assert refusal(Presence.objects.get(seat__person=fpbv.nora).withdraw, ken(fpbv)) == [
        "Nora Member voted under item 2, Estate, and so was there."
    ]
    assert refusal(departure(meeting, fpbv.nora, budget), ken(fpbv)) == [
        "Nora Member took part in item 2, Estate: they left after that, or later."
    ]
    do(fpbv, departure(meeting, fpbv.nora, estate))
    do(fpbv, Presence.objects.get(seat__person=fpbv.tom).withdraw)


def test_whoever_presided_was_there_and_stayed_for_the_item(fpbv):
    meeting, _ = is_taken(fpbv, "Welcome", "Budget")
    welcome, budget = meeting.items.order_by("order")
    concluded(fpbv, Minute.objects.get())
    taken(fpbv, budget, fpbv.rachel)

    assert refusal(departure(meeting, fpbv.rachel, welcome), ken(fpbv)) == [
        "Rachel Stone took part in item 2, Budget: they left after that, or later."
    ]
    assert refusal(Presence.objects.get(seat__person=fpbv.rachel).withdraw, ken(fpbv)) == [
        "Rachel Stone presided over item 1, Welcome, and so was there."
    ]
    assert refusal(interest(budget, fpbv.rachel), ken(fpbv)) == [
        "Rachel Stone presides over item 2, Budget: somebody else takes the chair first."
    ]
    do(fpbv, interest(budget, fpbv.rachel, dispensation="The Secretary of State, 8 January 2001"))


def test_whoever_moved_or_seconded_something_was_there_for_it(fpbv):
    meeting, minute = is_taken(fpbv, "Welcome", "Budget")
    welcome, budget = meeting.items.order_by("order")
    concluded(fpbv, minute)
    minute = taken(fpbv, budget, fpbv.rachel)
    put(fpbv, minute, fpbv.peter, "hands", seconder=seat_of(meeting, fpbv.nora))

    for person in (fpbv.peter, fpbv.nora):
        assert refusal(departure(meeting, person, welcome), ken(fpbv)) == [
            f"{person} took part in item 2, Budget: they left after that, or later."
        ]


# Taking an item


def test_an_item_is_taken_in_session_and_only_if_it_is_out(fpbv):
    meeting, (budget, _) = called(fpbv)
    for person in everybody(fpbv):
        do(fpbv, arrival(meeting, person))
    late = an_item(fpbv, meeting, "Late", kind="other", plan=None)

    assert refusal(chairing(budget, fpbv.rachel), ken(fpbv)) == [f"T{AT[1:]} is not in session."]
    do(fpbv, meeting.open)
    assert refusal(chairing(late, fpbv.rachel), ken(fpbv)) == [
        "The item Late has not been published: it is no business of the meeting."
    ]
    do(fpbv, chairing(budget, fpbv.rachel))


def test_an_item_of_another_meeting_is_not_taken_here(fpbv):
    meeting, _ = sits(fpbv)
    _, (news,) = called(fpbv, "News", on=FEB_8)

    act = Minute(meeting=meeting, item=news, chair=seat_of(meeting, fpbv.rachel)).take_up
    assert refusal(act, ken(fpbv))[0] == f"Item 1, News does not stand on the agenda of {AT}."


def test_one_item_is_taken_at_a_time_and_each_once(fpbv):
    meeting, minute = is_taken(fpbv)
    budget, estate = meeting.items.order_by("order")

    assert refusal(chairing(estate, fpbv.rachel), ken(fpbv)) == ["Item 1, Budget is being taken: conclude it first."]
    concluded(fpbv, minute)
    assert refusal(chairing(budget, fpbv.rachel), ken(fpbv)) == ["Item 1, Budget has been taken already."]
    do(fpbv, chairing(estate, fpbv.rachel))


def test_whoever_presides_has_a_seat_is_there_and_has_no_interest(fpbv):
    meeting, (budget, estate) = sits(fpbv, absent=(fpbv.tom,))
    other, _ = called(fpbv, "News", on=FEB_8)
    do(fpbv, interest(budget, fpbv.rachel))

    assert refusal(chairing(budget, fpbv.tom), ken(fpbv)) == [
        "Tom Member is not there for item 1, Budget: whoever presides is present."
    ]
    assert refusal(chairing(budget, fpbv.rachel), ken(fpbv)) == [
        "Rachel Stone declared an interest in item 1, Budget, and does not preside over it."
    ]
    act = Minute(meeting=meeting, item=budget, chair=seat_of(other, fpbv.nora)).take_up
    assert refusal(act, ken(fpbv)) == [f"Nora Member has no seat at {AT}."]
    concluded(fpbv, taken(fpbv, budget, fpbv.peter))
    taken(fpbv, estate, fpbv.rachel)

    assert [str(each.chair.person) for each in Minute.objects.order_by("pk")] == ["Peter Member", "Rachel Stone"]


def test_the_quorum_is_counted_for_each_item_without_those_who_are_out_for_an_interest(fpbv):
    """Four of five are there and three are needed: with two interests in it, item 1 cannot be taken, and item 2 can."""
    _, (budget, estate) = sits(fpbv, absent=(fpbv.tom,))
    do(fpbv, interest(budget, fpbv.nora))
    do(fpbv, interest(budget, fpbv.peter))

    assert refusal(chairing(budget, fpbv.rachel), ken(fpbv)) == [
        "There is no quorum for item 1, Budget: 2 of the 3 members needed count (Mira Shah and Rachel Stone)."
    ]
    do(fpbv, chairing(estate, fpbv.rachel))


def test_whoever_left_for_good_counts_up_to_that_item_and_whoever_comes_late_from_theirs(fpbv):
    meeting, (budget, estate) = sits(fpbv, absent=(fpbv.tom, fpbv.nora))
    do(fpbv, departure(meeting, fpbv.peter, budget))

    assert refusal(chairing(estate, fpbv.rachel), ken(fpbv)) == [
        "There is no quorum for item 2, Estate: 2 of the 3 members needed count (Mira Shah and Rachel Stone)."
    ]
    do(fpbv, chairing(budget, fpbv.rachel))
    concluded(fpbv, Minute.objects.get())
    do(fpbv, arrival(meeting, fpbv.tom, from_item=estate))
    do(fpbv, chairing(estate, fpbv.rachel))


def test_nobody_at_all_is_no_quorum(fpbv):
    _, (budget, _) = sits(fpbv, absent=(fpbv.tom, fpbv.nora))
    for person in (fpbv.rachel, fpbv.mira, fpbv.peter):
        do(fpbv, interest(budget, person))

    assert refusal(chairing(budget, fpbv.rachel), ken(fpbv)) == [
        "Rachel Stone declared an interest in item 1, Budget, and does not preside over it.",
        "There is no quorum for item 1, Budget: no member counts, and 3 are needed.",
    ]


# The end of it


def test_a_meeting_is_closed_when_every_item_has_been_concluded(fpbv):
    meeting, minute = is_taken(fpbv)
    estate = meeting.items.order_by("order").last()

    assert refusal(meeting.close, ken(fpbv)) == [
        "These items have not been concluded: 1, Budget and 2, Estate. "
        "What is not taken is deferred, or ends without a decision."
    ]
    concluded(fpbv, minute)
    concluded(fpbv, taken(fpbv, estate, fpbv.rachel))
    do(fpbv, meeting.close)

    assert meeting.state == "held"


def test_a_meeting_that_loses_its_quorum_keeps_what_it_has_done(fpbv):
    """No further business is done, and the rest waits for another meeting; what was resolved stands, and is minuted."""
    meeting, minute = is_taken(fpbv, absent=(fpbv.tom, fpbv.nora))
    budget = minute.item
    concluded(fpbv, minute)
    do(fpbv, departure(meeting, fpbv.mira, budget))

    assert refusal(meeting.find_inquorate, ken(fpbv)) == [
        "Business was done before the quorum was lost: close the meeting, and what was done is minuted."
    ]
    do(fpbv, meeting.close)
    assert (meeting.state, Minute.objects.get().number) == ("held", 1)


def test_an_item_can_be_left_when_its_quorum_is_lost_in_the_middle_of_it(fpbv):
    _, minute = is_taken(fpbv, absent=(fpbv.tom, fpbv.nora))
    motion = put(fpbv, minute, fpbv.peter, "own_devices")
    casts(motion, fpbv.peter)
    do(fpbv, interest(minute.item, fpbv.mira))

    assert refusal(motion.close, ken(fpbv)) == [
        "There is no quorum for item 1, Budget: 2 of the 3 members needed count (Peter Member and Rachel Stone)."
    ]
    do(fpbv, motion.withdraw)
    concluded(fpbv, minute)
    motion.refresh_from_db()
    assert (motion.state, motion.in_favour) == ("withdrawn", None)


def test_a_vote_that_is_open_is_closed_and_not_withdrawn_while_there_is_a_quorum(fpbv):
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "own_devices")

    assert refusal(motion.withdraw, ken(fpbv)) == [
        "It is being voted on: the vote is closed, and its mover withdraws it no more."
    ]


def test_a_published_supplement_adds_to_what_must_be_taken(fpbv):
    meeting, (budget, estate) = sits(fpbv)
    late = an_item(fpbv, meeting, "Late", kind="other", plan=None)
    held_urgent = partial(late.hold_urgent, chair="Rachel Stone", special_circumstances="A fire.")
    do(fpbv, held_urgent, because="A fire.")
    published(fpbv, meeting, JAN_22)
    for item in (budget, estate):
        concluded(fpbv, taken(fpbv, item, fpbv.rachel))

    assert refusal(meeting.close, ken(fpbv)) == [
        "These items have not been concluded: 3, Late. What is not taken is deferred, or ends without a decision."
    ]


def test_the_chair_is_handed_over_while_an_item_is_before_the_meeting(fpbv):
    """Rachel Stone finds that she has an interest after all: Peter takes the chair, and she takes no part."""
    meeting, minute = is_taken(fpbv, absent=(fpbv.tom,))
    do(fpbv, interest(minute.item, fpbv.nora))

    def hands_over_to(person):
        return partial(minute.hand_over, chair=person and seat_of(meeting, person))

    assert refusal(hands_over_to(None), ken(fpbv)) == ["Say who takes the chair."]
    assert refusal(hands_over_to(fpbv.tom), ken(fpbv)) == [
        "Tom Member is not there for item 1, Budget: whoever presides is present."
    ]
    assert refusal(hands_over_to(fpbv.nora), ken(fpbv)) == [
        "Nora Member declared an interest in item 1, Budget, and does not preside over it."
    ]
    do(fpbv, hands_over_to(fpbv.peter))
    do(fpbv, interest(minute.item, fpbv.rachel))
    concluded(fpbv, minute)

    assert str(Minute.objects.get().chair.person) == "Peter Member"
    assert refusal(hands_over_to(fpbv.mira), ken(fpbv)) == [
        "The minute of item 1, Budget is in “Concluded”: to hand over the chair of it, it must be in “Being taken”."
    ]


def test_what_is_recorded_begins_at_its_beginning(fpbv):
    meeting, (budget, estate) = sits(fpbv, absent=(fpbv.tom,))
    tom, rachel = (seat_of(meeting, person) for person in (fpbv.tom, fpbv.rachel))
    half_way = {
        Presence(meeting=meeting, seat=tom, to_item=budget).arrive,
        Presence(meeting=meeting, seat=tom, withdrawn=True).arrive,
        Minute(meeting=meeting, item=estate, chair=rachel, state="concluded").take_up,
        Minute(meeting=meeting, item=estate, chair=rachel, number=7).take_up,
    }

    for act in half_way:
        told = f"{str(act.__self__)[0].upper()}{str(act.__self__)[1:]} begins at its beginning."
        assert told in refusal(act, ken(fpbv)) or "withdrawn" in refusal(act, ken(fpbv))[0]
