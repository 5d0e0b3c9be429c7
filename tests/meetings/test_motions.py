"""What is moved, seconded, amended and voted on, and who has a vote."""

from functools import partial

from meetings.models import Motion, StandingOrders, Vote
from tests.governance.scenes import refusal
from tests.meetings.at_the_table import (
    ballot,
    called,
    casts,
    chairing,
    do,
    interest,
    is_taken,
    ken,
    moved,
    moving,
    name,
    put,
    sits,
)
from tests.meetings.scenes import concluded, resolved, seat_of, taken
from tests.world import FEB_8, JAN_15, JAN_22, acting
from workflow.actors import Actor
from workflow.gate import perform

PETERS = "the motion of Peter Member under item 1, Budget"


def result(motion):
    motion.refresh_from_db()
    return motion.state, motion.in_favour, motion.against, motion.abstained


# Moving


def test_something_is_moved_while_its_item_is_taken(fpbv):
    meeting, minute = is_taken(fpbv)
    do(fpbv, moving(minute, fpbv.peter, seconder=seat_of(meeting, fpbv.nora)))
    motion = Motion.objects.get()
    do(fpbv, motion.withdraw)
    concluded(fpbv, minute)

    for act in (moving(minute, fpbv.peter), motion.agree, partial(motion.put, how="hands"), motion.close):
        assert "Item 1, Budget is not being taken." in refusal(act, ken(fpbv))
    other, _ = called(fpbv, "News", on=FEB_8)
    assert (
        refusal(
            Motion(meeting=other, minute=minute, mover=seat_of(other, fpbv.peter), text="so").move,
            acting(fpbv.ken, FEB_8),
        )[0]
        == f"Item 1, Budget is no business of {other}."
    )


def test_whoever_moves_or_seconds_is_there_and_takes_part(fpbv):
    meeting, minute = is_taken(fpbv, absent=(fpbv.tom,))
    other, _ = called(fpbv, "News", on=FEB_8)
    do(fpbv, interest(minute.item, fpbv.nora))
    tom, nora, peter = (seat_of(meeting, person) for person in (fpbv.tom, fpbv.nora, fpbv.peter))
    out = [
        (tom, "Tom Member is not there for item 1, Budget."),
        (nora, "Nora Member declared an interest in item 1, Budget: they take no part, and have no vote."),
        (seat_of(other, fpbv.mira), f"Mira Shah has no seat at {meeting}."),
    ]

    for seat, told in out:
        moves = Motion(meeting=meeting, minute=minute, mover=seat, text="it be so")
        seconds = Motion(meeting=meeting, minute=minute, mover=peter, seconder=seat, text="it be so")
        assert refusal(moves.move, ken(fpbv)) == [told]
        assert refusal(seconds.move, ken(fpbv)) == [told]
    assert refusal(moving(minute, fpbv.peter, seconder=peter), ken(fpbv)) == [
        "Peter Member moves it: somebody else seconds it."
    ]


def test_the_same_is_moved_once_as_long_as_it_is_not_decided(fpbv):
    _, minute = is_taken(fpbv)
    motion = moved(fpbv, minute, fpbv.peter)

    assert refusal(moving(minute, fpbv.nora), ken(fpbv)) == ["“That it be agreed” is before the meeting already."]
    do(fpbv, moving(minute, fpbv.nora, "it be noted"))
    do(fpbv, motion.withdraw)
    do(fpbv, moving(minute, fpbv.nora))


def test_a_motion_begins_as_moved(fpbv):
    _, minute = is_taken(fpbv)

    for stray in ({"state": "carried"}, {"method": "agreed"}, {"in_favour": 5}, {"casting": "for"}):
        assert refusal(moving(minute, fpbv.peter, **stray), ken(fpbv)) == [f"T{PETERS[1:]} begins at its beginning."]


# Amending


def test_amendments_are_taken_one_at_a_time_and_before_the_motion(fpbv):
    _, minute = is_taken(fpbv)
    motion = moved(fpbv, minute, fpbv.peter)
    first = moved(fpbv, minute, fpbv.nora, "add “in 2002”", amends=motion)
    waits = "An amendment of it is before the meeting: that is decided first."

    assert refusal(moving(minute, fpbv.tom, "add “soon”", amends=motion), ken(fpbv)) == [
        "Another amendment is before the meeting: one is taken at a time."
    ]
    assert refusal(partial(motion.put, how="hands"), ken(fpbv)) == [waits]
    assert refusal(motion.agree, ken(fpbv)) == [waits]
    do(fpbv, first.agree)
    unworded = ["An amendment of it was carried (“add “in 2002””): write the motion as amended first."]
    assert refusal(motion.agree, ken(fpbv)) == unworded
    assert refusal(partial(motion.put, how="hands"), ken(fpbv)) == unworded
    assert refusal(moving(minute, fpbv.tom, "add “soon”", amends=motion), ken(fpbv)) == unworded
    do(fpbv, partial(first.take_in, wording="it be agreed in 2002"))
    second = moved(fpbv, minute, fpbv.tom, "add “soon”", amends=motion)
    do(fpbv, second.withdraw)
    do(fpbv, partial(motion.put, how="hands"))
    assert refusal(moving(minute, fpbv.tom, "add “now”", amends=motion), ken(fpbv)) == [
        f"T{PETERS[1:]} is not before the meeting any more: Being voted on."
    ]


def test_an_amendment_amends_a_motion_under_the_same_item(fpbv):
    meeting, minute = is_taken(fpbv)
    motion = moved(fpbv, minute, fpbv.peter)
    amendment = moved(fpbv, minute, fpbv.nora, "add “in 2002”", amends=motion)
    told = ["An amendment amends a motion under the same item, and no other amendment."]

    assert refusal(moving(minute, fpbv.tom, "add “early”", amends=amendment), ken(fpbv)) == told
    do(fpbv, amendment.agree)
    do(fpbv, partial(amendment.take_in, wording="it be agreed in 2002"))
    do(fpbv, motion.agree)
    concluded(fpbv, minute)
    second = taken(fpbv, meeting.items.order_by("order").last(), fpbv.rachel)
    assert refusal(moving(second, fpbv.tom, "add “late”", amends=motion), ken(fpbv)) == told


def test_an_item_is_not_concluded_while_something_moved_under_it_is_undecided(fpbv):
    _, minute = is_taken(fpbv)
    motion = moved(fpbv, minute, fpbv.peter)
    told = ["A motion under it is before the meeting: it is decided or withdrawn first."]

    assert refusal(minute.conclude, ken(fpbv)) == told
    do(fpbv, partial(motion.put, how="hands"))
    assert refusal(minute.conclude, ken(fpbv)) == told
    do(fpbv, partial(motion.close, in_favour=3, against=1))
    concluded(fpbv, minute)


# Voting


def test_one_motion_is_voted_on_at_a_time(fpbv):
    _, minute = is_taken(fpbv)
    first = put(fpbv, minute, fpbv.peter, "hands")
    second = moved(fpbv, minute, fpbv.nora, "it be noted")

    assert refusal(partial(second.put, how="hands"), ken(fpbv)) == ["Another motion is being voted on."]
    do(fpbv, partial(first.close, in_favour=1, against=2))
    do(fpbv, partial(second.put, how="hands"))


def test_a_majority_of_those_present_and_voting_carries(fpbv):
    """Whoever abstains is no vote against: 2 for, 1 against, 2 abstaining is carried."""
    _, minute = is_taken(fpbv)
    counted = {
        "more": (2, 1, 2, "carried"),
        "fewer": (1, 2, 2, "lost"),
        "even": (2, 2, 1, "lost"),
        "none": (0, 0, 5, "lost"),
    }

    for text, (in_favour, against, abstained, state) in counted.items():
        motion = put(fpbv, minute, fpbv.peter, "hands", text)
        do(fpbv, partial(motion.close, in_favour=in_favour, against=against, abstained=abstained))
        assert result(motion) == (state, in_favour, against, abstained)


def test_hands_are_counted_and_no_more_of_them_than_members_who_may_vote(fpbv):
    """Five are there, one of them with an interest."""
    _, minute = is_taken(fpbv)
    do(fpbv, interest(minute.item, fpbv.tom))
    motion = put(fpbv, minute, fpbv.peter, "hands")
    told = ["Say how many hands were raised for it, and how many against."]

    for counted in ({}, {"in_favour": 3}, {"against": 1}, {"in_favour": -1, "against": 2}):
        assert refusal(partial(motion.close, **counted), ken(fpbv)) == told
    assert refusal(partial(motion.close, in_favour=3, against=1, abstained=1), ken(fpbv)) == [
        "5 votes were counted, and 4 members may vote."
    ]
    do(fpbv, partial(motion.close, in_favour=3, against=1))
    assert result(motion) == ("carried", 3, 1, 0)


def test_votes_by_name_are_counted_from_the_names(fpbv):
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "by_name")
    for person, choice in ((fpbv.peter, "for"), (fpbv.nora, "for"), (fpbv.tom, "against"), (fpbv.mira, "abstain")):
        do(fpbv, name(motion, person, choice))

    assert refusal(partial(motion.close, in_favour=5, against=0), ken(fpbv)) == [
        "Votes by name are counted from the names: hand in no numbers."
    ]
    do(fpbv, motion.close)
    assert result(motion) == ("carried", 2, 1, 1)


def test_a_tie_is_decided_by_the_casting_vote_or_the_motion_falls(fpbv):
    _, minute = is_taken(fpbv)
    ends = {"carried": "for", "lost": "against"}

    for state, casting in ends.items():
        motion = put(fpbv, minute, fpbv.peter, "hands", state)
        do(fpbv, partial(motion.close, in_favour=2, against=2, casting=casting))
        assert (*result(motion), motion.casting) == (state, 2, 2, 0, casting)
    without = put(fpbv, minute, fpbv.peter, "hands")
    assert refusal(partial(without.close, in_favour=3, against=1, casting="for"), ken(fpbv)) == [
        "There is a casting vote only on a tie."
    ]
    do(fpbv, partial(without.close, in_favour=2, against=2))
    assert result(without)[0] == "lost"


def test_where_standing_orders_give_no_casting_vote_a_tie_falls(fpbv):
    orders = StandingOrders(body=fpbv.fpbv, casting_vote=False, starts_on=JAN_15)
    perform(orders.bring_into_force, actor=acting(fpbv.anna), because="Standing order 4.5.")
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "by_name")
    do(fpbv, name(motion, fpbv.peter, "for"))
    do(fpbv, name(motion, fpbv.nora, "against"))

    assert refusal(partial(motion.close, casting="for"), ken(fpbv)) == [
        "The standing orders of FPBV give no casting vote."
    ]
    do(fpbv, motion.close)
    assert result(motion) == ("lost", 1, 1, 0)


def test_a_casting_vote_is_for_or_against(fpbv):
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "hands")

    assert refusal(partial(motion.close, in_favour=1, against=1, casting="abstain"), ken(fpbv)) == [
        "A casting vote is given for it or against it."
    ]


def test_nothing_is_decided_without_a_quorum(fpbv):
    _, minute = is_taken(fpbv, absent=(fpbv.tom, fpbv.nora))
    first, second = (moved(fpbv, minute, fpbv.peter, text) for text in ("it be agreed", "it be noted"))
    do(fpbv, interest(minute.item, fpbv.mira))
    told = "There is no quorum for item 1, Budget: 2 of the 3 members needed count (Peter Member and Rachel Stone)."

    assert refusal(partial(first.put, how="hands"), ken(fpbv)) == [told]
    assert refusal(second.agree, ken(fpbv)) == [told]


# Whose vote it is


def test_members_vote_in_their_own_seat_and_through_nobody(fpbv):
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "own_devices")
    told = ["Only Nora Member votes in their seat: there are no proxies."]

    assert refusal(ballot(motion, fpbv.nora), acting(fpbv.peter, JAN_22)) == told
    for_nora = Actor(fpbv.peter, today=JAN_22, on_behalf_of=fpbv.nora)
    assert refusal(ballot(motion, fpbv.nora), for_nora)[-1:] == told
    for_olive = Actor(fpbv.nora, today=JAN_22, on_behalf_of=fpbv.olive)
    assert refusal(ballot(motion, fpbv.nora), for_olive)[-1:] == told
    assert refusal(ballot(motion, fpbv.nora), ken(fpbv)) == [
        "Your role does not let you cast the vote of Nora Member on the motion of Peter Member under item 1, Budget.",
        *told,
    ]
    casts(motion, fpbv.nora)


def test_members_vote_on_their_own_devices_while_such_a_vote_is_open(fpbv):
    _, minute = is_taken(fpbv)
    motion = moved(fpbv, minute, fpbv.peter)
    not_now = [f"Members do not vote on {PETERS} on their own devices now."]

    assert refusal(ballot(motion, fpbv.nora), acting(fpbv.nora, JAN_22)) == not_now
    do(fpbv, partial(motion.put, how="own_devices"))
    casts(motion, fpbv.nora)
    do(fpbv, motion.close)
    assert refusal(ballot(motion, fpbv.tom), acting(fpbv.tom, JAN_22)) == [f"The vote on {PETERS} is closed."]
    for how in ("hands", "by_name"):
        other = put(fpbv, minute, fpbv.nora, how, how)
        assert refusal(ballot(other, fpbv.tom), acting(fpbv.tom, JAN_22)) == [
            "Members do not vote on the motion of Nora Member under item 1, Budget on their own devices now."
        ]
        do(fpbv, partial(other.close, in_favour=1, against=0) if how == "hands" else other.close)


def test_nobody_votes_twice_and_a_vote_stays_as_it_was_cast(fpbv):
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "own_devices")
    casts(motion, fpbv.nora, "for")
    told = ["Nora Member has voted on it already: a vote stays as it was cast."]

    assert refusal(ballot(motion, fpbv.nora, "against"), acting(fpbv.nora, JAN_22)) == told
    do(fpbv, motion.close)
    called_out = put(fpbv, minute, fpbv.peter, "by_name", "it be noted")
    do(fpbv, name(called_out, fpbv.nora, "for"))
    assert refusal(name(called_out, fpbv.nora, "against"), ken(fpbv)) == told
    assert list(Vote.objects.values_list("choice", flat=True)) == ["for", "for"]


def test_whoever_is_away_or_has_an_interest_has_no_vote_however_it_is_taken(fpbv):
    _, minute = is_taken(fpbv, absent=(fpbv.tom,))
    do(fpbv, interest(minute.item, fpbv.nora))
    away = ["Tom Member is not there for item 1, Budget."]
    out = ["Nora Member declared an interest in item 1, Budget: they take no part, and have no vote."]
    devices = put(fpbv, minute, fpbv.peter, "own_devices")

    assert refusal(ballot(devices, fpbv.tom), acting(fpbv.tom, JAN_22)) == away
    assert refusal(ballot(devices, fpbv.nora), acting(fpbv.nora, JAN_22)) == out
    do(fpbv, devices.close)
    names = put(fpbv, minute, fpbv.peter, "by_name", "it be noted")
    assert refusal(name(names, fpbv.tom, "for"), ken(fpbv)) == away
    assert refusal(name(names, fpbv.nora, "for"), ken(fpbv)) == out
    casts_none = Vote.objects.count()
    assert casts_none == 0


def test_a_seat_at_another_meeting_has_no_vote_here(fpbv):
    meeting, minute = is_taken(fpbv)
    other, _ = called(fpbv, "News", on=FEB_8)
    motion = put(fpbv, minute, fpbv.peter, "own_devices")

    act = Vote(meeting=meeting, motion=motion, seat=seat_of(other, fpbv.nora), choice="for").cast
    assert f"Nora Member has no vote on {PETERS}." in refusal(act, acting(fpbv.nora, JAN_22))
    act = Vote(meeting=other, motion=motion, seat=seat_of(other, fpbv.nora), choice="for").cast
    assert f"Nora Member has no vote on {PETERS}." in refusal(act, acting(fpbv.nora, JAN_22))


# Names


def test_names_are_taken_down_while_they_are_called(fpbv):
    _, minute = is_taken(fpbv)
    motion = moved(fpbv, minute, fpbv.peter)
    told = [f"No names are taken down on {PETERS} now."]

    assert refusal(name(motion, fpbv.nora, "for"), ken(fpbv)) == told
    do(fpbv, partial(motion.put, how="by_name"))
    do(fpbv, name(motion, fpbv.nora, "for"))
    do(fpbv, motion.close)
    assert refusal(name(motion, fpbv.tom, "against"), ken(fpbv)) == told


def test_straight_after_a_vote_a_member_may_have_theirs_minuted(fpbv):
    """For, against or abstained, as long as the item goes on; no more names than hands were counted."""
    meeting, minute = is_taken(fpbv)
    by_hands = put(fpbv, minute, fpbv.peter, "hands")
    do(fpbv, partial(by_hands.close, in_favour=3, against=1))
    agreed = moved(fpbv, minute, fpbv.peter, "it be noted")
    do(fpbv, agreed.agree)

    do(fpbv, name(by_hands, fpbv.nora, "against"))
    do(fpbv, name(agreed, fpbv.nora, "against"))
    do(fpbv, name(by_hands, fpbv.mira, "abstain"))
    assert refusal(name(by_hands, fpbv.tom, "against"), ken(fpbv)) == [
        "1 voted against it, and 1 of them is minuted by name already."
    ]
    concluded(fpbv, minute)
    assert refusal(name(by_hands, fpbv.tom, "for"), ken(fpbv)) == [f"No names are taken down on {PETERS} now."]
    assert result(by_hands) == ("carried", 3, 1, 0)
    assert meeting.votes.count() == 3


# What was moved and what was resolved


def test_only_a_motion_that_was_carried_is_resolved(fpbv):
    _, minute = is_taken(fpbv)
    motion = put(fpbv, minute, fpbv.peter, "hands")
    do(fpbv, partial(motion.close, in_favour=1, against=3))
    carried = moved(fpbv, minute, fpbv.nora, "it be noted")
    amendment = moved(fpbv, minute, fpbv.tom, "add “with thanks”", amends=carried)
    do(fpbv, amendment.agree)
    do(fpbv, partial(amendment.take_in, wording="it be noted with thanks"))
    do(fpbv, carried.agree)

    from tests.meetings.test_resolving import resolving

    assert refusal(resolving(minute, "agreed", motion=motion), ken(fpbv)) == [f"T{PETERS[1:]} was not carried: lost."]
    assert refusal(resolving(minute, "agreed", motion=amendment), ken(fpbv)) == [
        "The amendment of Tom Member under item 1, Budget is not what was resolved here."
    ]
    resolved(fpbv, minute, "noted", motion=carried, text="it be noted with thanks.")


def test_the_chair_of_an_item_votes_as_any_member(fpbv):
    _, (budget, _) = sits(fpbv)
    do(fpbv, chairing(budget, fpbv.rachel))
    motion = put(fpbv, budget.minute, fpbv.peter, "own_devices")
    casts(motion, fpbv.rachel, "against")

    assert Vote.objects.get().choice == "against"
