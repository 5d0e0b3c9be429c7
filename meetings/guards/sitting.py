"""Guards on a meeting in session: who is there, who presides, whether there is a quorum."""

from __future__ import annotations

from typing import Any

from meetings.regimes import regime_on
from meetings.voting import counting_for_item, is_barred, is_there, names_of, places_of, quorum_of_meeting
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day, listed


def its_day_has_come(meeting: Any, actor: Actor) -> Blocker | None:
    if actor.today >= meeting.held_on:
        return None
    return Blocker("date", f"{capital(meeting)} is still to come.")


def enough_members_are_there(meeting: Any, actor: Actor) -> Blocker | None:
    """Else no business is done (LGA 1972 Sch.12 para 6)."""
    there, needed = _there_now(meeting), quorum_of_meeting(meeting)
    if len(there) >= needed:
        return None
    return Blocker("inquorate", _too_few(there, needed), where=f"{meeting.get_absolute_url()}sitting/")


def too_few_members_are_there(meeting: Any, actor: Actor) -> Blocker | None:
    there, needed = _there_now(meeting), quorum_of_meeting(meeting)
    if len(there) < needed:
        return None
    return Blocker("quorate", f"There is a quorum: {len(there)} members are there, and {needed} are needed.")


def _there_now(meeting: Any) -> list[Any]:
    """Members who came and have not left."""
    return [seat for seat in meeting.seats.all() if any(each.to_item_id is None for each in seat.presences.all())]


def _too_few(there: list[Any], needed: int) -> str:
    if not there:
        return f"There is no quorum: no member is there, and {needed} are needed."
    named = listed(names_of(there))
    return f"There is no quorum: {len(there)} of the {needed} members needed {_is(there)} there ({named})."


def _is(there: list[Any]) -> str:
    return "is" if len(there) == 1 else "are"


def every_item_has_been_taken(meeting: Any, actor: Actor) -> Blocker | None:
    concluded = {minute.item_id for minute in meeting.minute_rows.all() if minute.state == "concluded"}
    left = [item for item in meeting.items.all() if item.agenda_id is not None and item.pk not in concluded]
    if not left:
        return None
    left.sort(key=lambda item: (item.order, item.pk))
    named = listed([f"{item.number}, {item.title}" for item in left])
    return Blocker(
        "items_left",
        f"These items have not been concluded: {named}. What is not taken is deferred, or ends without a decision.",
        where=f"{meeting.get_absolute_url()}sitting/",
    )


def its_meeting_sits(part: Any, actor: Actor) -> Blocker | None:
    """People come before it is opened, and are recorded until it is closed."""
    if part.meeting.state in ("called", "in_session") and actor.today >= part.meeting.held_on:
        return None
    return Blocker("state", f"{capital(part.meeting)} does not sit: it is in “{part.meeting.get_state_display()}”.")


def its_meeting_is_out_or_sits(part: Any, actor: Actor) -> Blocker | None:
    """Apologies and interests come in as soon as members have the agenda."""
    if part.meeting.state in ("called", "in_session"):
        return None
    return Blocker("state", f"{capital(part.meeting)} is in “{part.meeting.get_state_display()}”.")


def its_meeting_is_in_session(part: Any, actor: Actor) -> Blocker | None:
    if part.meeting.state == "in_session":
        return None
    return Blocker("state", f"{capital(part.meeting)} is not in session.")


def its_seat_is_of_its_meeting(part: Any, actor: Actor) -> Blocker | None:
    if part.seat is None or part.seat.meeting_id == part.meeting_id:
        return None
    return Blocker("seat", f"{part.seat.person} has no seat at {part.meeting}.")


def its_items_are_of_its_meeting(part: Any, actor: Actor) -> Blocker | None:
    for name in ("item", "from_item", "to_item"):
        item = getattr(part, name, None)
        if item is not None and item.meeting_id != part.meeting_id:
            return Blocker("item", f"{capital(item)} does not stand on the agenda of {part.meeting}.")
    return None


def no_apologies_were_sent(presence: Any, actor: Actor) -> Blocker | None:
    """Nobody is both present and absent (LGA 1972 Sch.12 para 40)."""
    if presence.seat is None or not presence.seat.apologies.all():
        return None
    return Blocker("apologies", f"{presence.seat.person} sent apologies: take them back first, if they came after all.")


def they_are_not_present(apology: Any, actor: Actor) -> Blocker | None:
    if not apology.seat.presences.all():
        return None
    return Blocker("present", f"{apology.seat.person} is recorded as present.")


def they_are_not_there_already(presence: Any, actor: Actor) -> Blocker | None:
    if presence.seat is None:
        there = [each for each in presence.meeting.presences.all() if each.to_item_id is None]
        if all(each.name != presence.name for each in there):
            return None
        return Blocker("present", f"{presence.name} is there already.")
    if any(each.to_item_id is None for each in presence.seat.presences.all()):
        return Blocker("present", f"{presence.seat.person} is there already.")
    if presence.from_item_id is None and presence.seat.presences.all():
        return Blocker("present", f"{presence.seat.person} left before: say for which item they came back.")
    return None


def they_have_not_left(presence: Any, actor: Actor) -> Blocker | None:
    if presence.to_item_id is None:
        return None
    return Blocker("left", f"{presence.seat.person if presence.seat else presence.name} has left already.")


def they_have_not_voted(presence: Any, actor: Actor) -> Blocker | None:
    """Whoever voted was there."""
    if presence.seat is None or not presence.seat.votes.all():
        return None
    return Blocker("voted", f"{presence.seat.person} voted at this meeting, and so was there.")


def its_kind_is_one_of_that_day(interest: Any, actor: Actor) -> Blocker | None:
    regime = regime_on(interest.meeting.held_on)
    if interest.kind in {kind.name for kind in regime.kinds}:
        return None
    known = listed([kind.label for kind in regime.kinds])
    return Blocker(
        "regime", f"On {day(interest.meeting.held_on)} the law knew no such interest, but: {known} ({regime.source})."
    )


def they_have_not_voted_on_it(interest: Any, actor: Actor) -> Blocker | None:
    """A vote is never taken back: whoever is barred is barred before they vote."""
    if not interest.bars:
        return None
    if any(vote.motion.minute.item_id == interest.item_id for vote in interest.seat.votes.all()):
        return Blocker("voted", f"{interest.seat.person} has voted under {interest.item} already.")
    return None


def its_item_is_out(minute: Any, actor: Actor) -> Blocker | None:
    """Nothing is taken that was not on the agenda or on a supplement (LGA 1972 s.100B(4))."""
    if minute.item.agenda_id is not None and not minute.item.withdrawn:
        return None
    return Blocker("not_published", f"{capital(minute.item)} has not been published: it is no business of the meeting.")


def no_other_item_is_being_taken(minute: Any, actor: Actor) -> Blocker | None:
    for other in minute.meeting.minute_rows.all():
        if other.state == "open":
            return Blocker("taking", f"{capital(other.item)} is being taken: conclude it first.")
        if other.item_id == minute.item_id:
            return Blocker("taken", f"{capital(minute.item)} has been taken already.")
    return None


def its_chair_is_there(minute: Any, actor: Actor) -> Blocker | None:
    """The chair may change by item, and whoever presides is present for it, and not barred from it."""
    chair, item = minute.chair, minute.item
    seats = {seat.pk: seat for seat in minute.meeting.seats.all()}
    if chair.pk not in seats:
        return Blocker("seat", f"{chair.person} has no seat at {minute.meeting}.")
    if not is_there(seats[chair.pk], item.pk, places_of(minute.meeting)):
        return Blocker("absent", f"{chair.person} is not there for {item}: whoever presides is present.")
    if is_barred(seats[chair.pk], item.pk):
        return Blocker("barred", f"{chair.person} declared an interest in {item}, and does not preside over it.")
    return None


def a_quorum_is_there(part: Any, actor: Actor) -> Blocker | None:
    """Item by item: whoever is out because of an interest does not count for it (LGA 1972 Sch.12 para 45)."""
    item = part.item if hasattr(part, "item_id") else part.minute.item
    if item.meeting_id != part.meeting_id:
        return None
    counting, needed = counting_for_item(part.meeting, item.pk), quorum_of_meeting(part.meeting)
    if len(counting) >= needed:
        return None
    if not counting:
        return Blocker("inquorate", f"There is no quorum for {item}: no member counts, and {needed} are needed.")
    return Blocker(
        "inquorate",
        f"There is no quorum for {item}: {len(counting)} of the {needed} members needed "
        f"{'counts' if len(counting) == 1 else 'count'} ({listed(names_of(counting))}).",
    )
