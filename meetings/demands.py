"""What a person must hand in with an act on a meeting: statements like guards, about the form."""

from __future__ import annotations

from typing import Any

from governance.exemption import list_in_force
from meetings.guards.issue import in_preparation
from meetings.guards.meeting import another_meeting_then
from meetings.guards.sitting import keeps_from_the_chair
from meetings.voting import counting_for_item, counts_of, places_of, what_they_did
from workflow.acts import Given
from workflow.blockers import Blocker
from workflow.words import capital, day, listed


def a_day_still_to_come(meeting: Any, given: Given) -> Blocker | None:
    held_on = given.details.get("held_on")
    if held_on is None or held_on >= given.effective_on:
        return None
    return Blocker("date", f"{day(held_on)} has passed: a meeting is moved to a day still to come.")


def a_time_at_which_the_body_does_not_meet(meeting: Any, given: Given) -> Blocker | None:
    held_on, held_at = given.details.get("held_on"), given.details.get("held_at")
    return None if held_on is None or held_at is None else another_meeting_then(meeting, held_on, held_at)


def a_ground_of_the_list_in_force(item: Any, given: Given) -> Blocker | None:
    """The paragraphs are those of the day of the meeting: 7 was business affairs, and is crime since 1 March 2006."""
    paragraph = given.details.get("paragraph", item.paragraph)
    schedule = given.details.get("schedule", item.schedule)
    if paragraph is None:
        return None
    in_force = list_in_force(item.meeting.held_on)
    if in_force is not None and schedule == in_force.name and paragraph in in_force.paragraphs:
        return None
    if in_force is None:
        return Blocker("paragraph", f"No list of exempt information was in force on {day(item.meeting.held_on)}.")
    return Blocker("paragraph", f"There is no paragraph {paragraph} in {in_force}.")


def the_name_of_the_chair(item: Any, given: Given) -> Blocker | None:
    """The opinion is the chair's, and so is the reason (LGA 1972 s.100B(4)(b))."""
    if given.details.get("chair", "").strip() and given.details.get("special_circumstances", "").strip():
        return None
    return Blocker("urgency", "Say who in the chair holds it urgent, and by reason of which special circumstances.")


def the_day_it_goes_out(agenda: Any, given: Given) -> Blocker | None:
    if agenda.issued_on == given.effective_on:
        return None
    return Blocker("date", "Say on which day it goes out.")


def a_reason_for_short_notice(agenda: Any, given: Given) -> Blocker | None:
    """A meeting called at shorter notice says why; its papers are open from the time it is called (LGA 1972
    s.100B(3))."""
    if agenda.supplement or agenda.in_time or agenda.latest_lawful_on is None or given.because.strip():
        return None
    return Blocker(
        "short_notice",
        f"Notice had to be given by {day(agenda.latest_lawful_on)}: say why the meeting is called at shorter notice.",
    )


def urgency_of_late_items(agenda: Any, given: Given) -> Blocker | None:
    """What the public did not have in time is taken only if the chair holds it urgent, and says why (LGA 1972
    s.100B(4)(b))."""
    if not agenda.supplement or agenda.in_time:
        return None
    # The resolution to exclude the public is no business of its own: it comes with what it is for.
    late = [item for item in in_preparation(agenda) if not item.urgent_by and item.kind != "exclusion"]
    if not late:
        return None
    named = listed([f"“{item.title}”" for item in late])
    return Blocker(
        "late",
        f"It comes too late for the public to have had it in time: {named}. "
        "It is taken only if the chair holds it urgent, for a reason that is minuted.",
    )


def the_words_of_the_motion_as_amended(motion: Any, given: Given) -> Blocker | None:
    """An amendment that leaves the motion as it was would have amended nothing."""
    wording = str(given.details.get("wording") or "").strip()
    if not wording:
        return Blocker("wording", "Write the whole motion as it goes on after “That”, with the amendment in it.")
    if motion.amends is None or wording != motion.amends.words or wording == motion.wording:
        return None
    return Blocker("wording", "These are the words as they were before the amendment: write the motion as amended.")


def a_count_of_hands(motion: Any, given: Given) -> Blocker | None:
    """Hands are counted by the clerk; no more of them than there are members who may vote."""
    counted = [given.details.get(name) for name in ("in_favour", "against", "abstained")]
    if motion.method != "hands":
        if any(number is not None for number in counted):
            return Blocker("count", "Votes by name are counted from the names: hand in no numbers.")
        return None
    in_favour, against, abstained = counted
    if in_favour is None or against is None or min(in_favour, against, abstained or 0) < 0:
        return Blocker("count", "Say how many hands were raised for it, and how many against.")
    may_vote = len(counting_for_item(motion.meeting, motion.minute.item_id))
    if in_favour + against + (abstained or 0) > may_vote:
        return Blocker(
            "count", f"{in_favour + against + (abstained or 0)} votes were counted, and {may_vote} members may vote."
        )
    return None


def a_casting_vote_only_on_a_tie(motion: Any, given: Given) -> Blocker | None:
    """Whoever presides has a second vote on a tie, where the rules give one (LGA 1972 Sch.12 para 39(2))."""
    casting = given.details.get("casting")
    if not casting:
        return None
    if casting not in ("for", "against"):
        return Blocker("casting", "A casting vote is given for it or against it.")
    in_favour, against = counts_of(motion, **{k: v for k, v in given.details.items() if k != "casting"})
    if in_favour != against:
        return Blocker("casting", "There is a casting vote only on a tie.")
    if any(agenda.casting_vote for agenda in motion.meeting.agendas.all() if not agenda.supplement):
        return None
    return Blocker("casting", f"The standing orders of {motion.meeting.body.short_name} give no casting vote.")


def a_day_after_the_meeting(minute: Any, given: Given) -> Blocker | None:
    """Comments are taken after it; the day can be put off, and is never brought forward."""
    until, meeting = given.details.get("until"), minute.meeting
    if until is None or until <= meeting.held_on:
        return Blocker("until", f"Written comments are taken up to a day after {day(meeting.held_on)}.")
    if minute.comments_until is None or until >= minute.comments_until:
        return None
    return Blocker("until", f"They were invited until {day(minute.comments_until)}: that day is not brought forward.")


def the_day_they_are_circulated(minutes: Any, given: Given) -> Blocker | None:
    if given.details.get("circulated_on") == given.effective_on:
        return None
    return Blocker("date", "Say on which day they are circulated.")


def an_item_for_which_they_were_there(presence: Any, given: Given) -> Blocker | None:
    """Nobody leaves before they came."""
    places = places_of(presence.meeting)
    after = given.details.get("after")
    if after is None or after.pk not in places:
        return Blocker("item", "Say after which item of this meeting they left.")
    if presence.from_item_id is None or places[after.pk] >= places.get(presence.from_item_id, 0):
        return None
    return Blocker("item", f"They came for a later item than {after}.")


def nothing_in_which_they_took_part_afterwards(presence: Any, given: Given) -> Blocker | None:
    """Whoever presided, voted or moved something was still there for it."""
    places = places_of(presence.meeting)
    after = given.details.get("after")
    if presence.seat is None or after is None or after.pk not in places:
        return None
    later = [item for item in what_they_did(presence.seat) if places.get(item.pk, 0) > places[after.pk]]
    if not later:
        return None
    last = max(later, key=lambda item: places[item.pk])
    return Blocker("took_part", f"{presence.seat.who} took part in {last}: they left after that, or later.")


def somebody_who_can_preside(minute: Any, given: Given) -> Blocker | None:
    """As when an item is taken up: a member who is there, and not barred from it."""
    chair = given.details.get("chair")
    return Blocker("chair", "Say who takes the chair.") if chair is None else keeps_from_the_chair(chair, minute)


def a_later_meeting_that_resolved_to_confirm_them(minutes: Any, given: Given) -> Blocker | None:
    """Of the same body, under an item of theirs (LGA 1972 Sch.12 para 41)."""
    item = given.details.get("under")
    if item is None or item.minutes_of_id != minutes.meeting_id or item.kind != "minutes":
        return Blocker("confirmed", f"Say under which item {minutes} are confirmed.")
    if _how_confirmed(item):
        return None
    return Blocker("confirmed", f"{capital(item.meeting)} has not resolved to confirm {minutes}.")


def the_signature_of_whoever_presided(minutes: Any, given: Given) -> Blocker | None:
    item, signed_by = given.details.get("under"), given.details.get("signed_by")
    minute = getattr(item, "minute", None)
    if minute is None or (signed_by is not None and signed_by.pk == minute.chair_id):
        return None
    return Blocker("signed", f"Whoever presided when they were confirmed signs them: {minute.chair.who}.")


def corrections_only_where_they_were_resolved(minutes: Any, given: Given) -> Blocker | None:
    """A correction is itself resolved and worded; only accuracy is discussed."""
    how, corrections = _how_confirmed(given.details.get("under")), given.details.get("corrections", "").strip()
    if how == "as_amended" and not corrections:
        return Blocker("corrections", "They were confirmed subject to corrections: say which, as they were resolved.")
    if how == "confirmed" and corrections:
        return Blocker("corrections", "They were confirmed as they are: nothing in them was corrected.")
    return None


def _how_confirmed(item: Any) -> str:
    """confirmed, as_amended, or "" where the meeting has not resolved it."""
    minute = getattr(item, "minute", None)
    kinds = [each.kind for each in minute.determinations.all()] if minute is not None else []
    return next((kind for kind in kinds if kind in ("confirmed", "as_amended")), "")
