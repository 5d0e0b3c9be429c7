"""Guards on motions, amendments and votes."""

from __future__ import annotations

from typing import Any

from meetings.voting import has_quorum, is_barred, is_there, places_of
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital

DECIDED = ("carried", "lost", "withdrawn")


def its_item_is_being_taken(part: Any, actor: Actor) -> Blocker | None:
    if part.minute.meeting_id != part.meeting_id:
        return Blocker("item", f"{capital(part.minute.item)} is no business of {part.meeting}.")
    if part.minute.state == "open" and part.meeting.state == "in_session":
        return None
    return Blocker("concluded", f"{capital(part.minute.item)} is not being taken.")


def its_mover_and_seconder_may_take_part(motion: Any, actor: Actor) -> Blocker | None:
    if motion.seconder is not None and motion.seconder_id == motion.mover_id:
        return Blocker("seconder", f"{motion.mover.who} moves it: somebody else seconds it.")
    for seat in filter(None, (motion.mover, motion.seconder)):
        if against := keeps_out(seat, motion):
            return against
    return None


def keeps_out(seat: Any, motion: Any) -> Blocker | None:
    """Why a member takes no part in the item of a motion: not here, not there, or barred; None if they may."""
    seats = {each.pk: each for each in motion.meeting.seats.all()}
    item = motion.minute.item
    if seat.pk not in seats:
        return Blocker("seat", f"{seat.who} has no seat at {motion.meeting}.")
    if not is_there(seats[seat.pk], item.pk, places_of(motion.meeting)):
        return Blocker("absent", f"{seat.who} is not there for {item}.")
    if is_barred(seats[seat.pk], item.pk):
        return Blocker("barred", f"{seat.who} declared an interest in {item}: they take no part, and have no vote.")
    return None


def nobody_has_moved_the_same(motion: Any, actor: Actor) -> Blocker | None:
    """Once is enough as long as it is not decided."""
    for other in motion.minute.motions.all():
        if other.text == motion.text and other.amends_id == motion.amends_id and other.state not in DECIDED:
            return Blocker("moved", f"“That {motion.text}” is before the meeting already.")
    return None


def what_it_amends_is_before_the_meeting(motion: Any, actor: Actor) -> Blocker | None:
    other = motion.amends
    if other is None:
        return None
    if other.minute_id != motion.minute_id or other.amends_id is not None:
        return Blocker("amendment", "An amendment amends a motion under the same item, and no other amendment.")
    if other.state == "moved":
        return None
    return Blocker("amendment", f"{capital(other)} is not before the meeting any more: {other.get_state_display()}.")


def no_other_amendment_is_before_the_meeting(motion: Any, actor: Actor) -> Blocker | None:
    """One amendment at a time."""
    if motion.amends is None:
        return None
    others = [each for each in motion.amends.amendments.all() if each.pk != motion.pk and each.state not in DECIDED]
    if not others:
        return None
    return Blocker("amendment", "Another amendment is before the meeting: one is taken at a time.")


def its_amendments_are_decided(motion: Any, actor: Actor) -> Blocker | None:
    """An amendment is voted on before the motion."""
    if all(each.state in DECIDED for each in motion.amendments.all()):
        return None
    return Blocker("amendment", "An amendment of it is before the meeting: that is decided first.")


def it_is_worded_as_amended(motion: Any, actor: Actor) -> Blocker | None:
    """What is put is the motion as amended: every amendment that was carried has been taken into its words."""
    left = [each for each in motion.amendments.all() if each.state == "carried" and not each.wording]
    if not left:
        return None
    named = " and ".join(f"“{each.text}”" for each in left)
    return Blocker(
        "wording",
        f"An amendment of it was carried ({named}): write the motion as amended first.",
        where=f"{motion.meeting.get_absolute_url()}sitting/motions/{left[0].pk}/as-amended/",
    )


def what_it_amends_is_worded_as_amended(motion: Any, actor: Actor) -> Blocker | None:
    """A further amendment amends the substantive motion, so that must be known."""
    return None if motion.amends is None else it_is_worded_as_amended(motion.amends, actor)


def it_is_an_amendment_that_was_carried(motion: Any, actor: Actor) -> Blocker | None:
    if motion.amends_id is not None and motion.state == "carried":
        return None
    return Blocker("amendment", f"{capital(motion)} is no amendment that was carried: it changes no motion.")


def the_motion_it_amends_is_undecided(motion: Any, actor: Actor) -> Blocker | None:
    """Its words can be put right until it is put, or until another amendment builds on them."""
    amended = motion.amends
    if amended is None:
        return None
    if amended.state != "moved":
        told = f"{capital(amended)} is not before the meeting any more: {amended.get_state_display()}."
        return Blocker("amendment", told)
    if all(each.pk <= motion.pk for each in amended.amendments.all() if each.state not in ("lost", "withdrawn")):
        return None
    return Blocker("amendment", "Another amendment builds on these words: they stay.")


def its_vote_is_not_open(motion: Any, actor: Actor) -> Blocker | None:
    """What is being voted on is decided by the vote; without a quorum there is none, and the motion falls."""
    if motion.state != "open" or not has_quorum(motion.meeting, motion.minute.item_id):
        return None
    return Blocker("voting", "It is being voted on: the vote is closed, and its mover withdraws it no more.")


def nothing_else_is_being_voted_on(motion: Any, actor: Actor) -> Blocker | None:
    if all(each.state != "open" or each.pk == motion.pk for each in motion.meeting.motions.all()):
        return None
    return Blocker("voting", "Another motion is being voted on.")


def nothing_is_being_voted_on(minute: Any, actor: Actor) -> Blocker | None:
    left = [motion for motion in minute.motions.all() if motion.state not in DECIDED]
    if not left:
        return None
    return Blocker("voting", "A motion under it is before the meeting: it is decided or withdrawn first.")


def its_motion_is_of_its_meeting(vote: Any, actor: Actor) -> Blocker | None:
    if vote.motion.meeting_id == vote.meeting_id and vote.seat.meeting_id == vote.meeting_id:
        return None
    return Blocker("motion", f"{vote.seat.who} has no vote on {vote.motion}.")


def it_is_their_own_seat(vote: Any, actor: Actor) -> Blocker | None:
    """Whoever sits there votes, and nobody for another: a substitute has the seat, and there are no proxies."""
    if vote.seat.holder.pk == actor.pk and actor.on_behalf_of is None:
        return None
    return Blocker("own_seat", f"Only {vote.seat.who} votes in their seat: there are no proxies.")


def members_vote_themselves(vote: Any, actor: Actor) -> Blocker | None:
    if vote.motion.state == "open" and vote.motion.method == "own_devices":
        return None
    if vote.motion.state in DECIDED:
        return Blocker("closed", f"The vote on {vote.motion} is closed.")
    return Blocker("not_open", f"Members do not vote on {vote.motion} on their own devices now.")


def names_are_called(vote: Any, actor: Actor) -> Blocker | None:
    """While the clerk calls them; or straight after, for a member who wants it minuted (SI 1993/202 Sch.2 para 1)."""
    motion = vote.motion
    if motion.state == "open" and motion.method == "by_name":
        return None
    straight_after = motion.minute.state == "open" and motion.state in ("carried", "lost")
    if straight_after and motion.method in ("hands", "agreed"):
        return None
    return Blocker("not_open", f"No names are taken down on {motion} now.")


def it_is_one_of_those_counted(vote: Any, actor: Actor) -> Blocker | None:
    """Straight after a show of hands no more names are taken down for it, or against it, than hands were counted."""
    motion = vote.motion
    if motion.method != "hands" or motion.in_favour is None:
        return None
    counted = {"for": motion.in_favour, "against": motion.against, "abstain": motion.abstained}.get(vote.choice, 0)
    named = sum(each.choice == vote.choice for each in motion.votes.all())
    if vote.choice == "abstain" or named < counted:
        return None
    are = "is" if named == 1 else "are"
    told = f"{counted} voted {vote.choice} it, and {named} of them {are} minuted by name already."
    return Blocker("counted", told)


def they_may_vote_on_it(vote: Any, actor: Actor) -> Blocker | None:
    return keeps_out(vote.seat, vote.motion)


def they_have_not_voted_yet(vote: Any, actor: Actor) -> Blocker | None:
    if all(each.seat_id != vote.seat_id for each in vote.motion.votes.all()):
        return None
    return Blocker("voted", f"{vote.seat.who} has voted on it already: a vote stays as it was cast.")
