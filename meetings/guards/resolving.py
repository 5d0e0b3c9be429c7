"""Guards on what a body resolves: power before outcome, and an answer to every recommendation."""

from __future__ import annotations

from typing import Any

from governance.guards import has_power
from meetings.voting import has_quorum
from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day, listed

ALWAYS = ("deferred", "withdrawn", "referred_back", "referred", "no_decision")
"""What a body may say to whatever it is asked"""

ANSWERS = {
    "discuss": ("discussed", "noted"),
    "comment": ("discussed", "noted"),
    "note": ("noted",),
    "receive": ("received", "noted"),
    "endorse": ("endorsed", "as_amended", "in_part", "noted"),
    "agree": ("agreed", "as_amended", "in_part", "noted"),
    "recommend": ("recommended", "as_amended", "in_part", "noted"),
    "approve": ("approved", "conditional", "in_part", "recommended", "noted"),
    "delegate": ("delegated",),
    "confirm": ("confirmed", "as_amended"),
}
"""verb -> what answers it. To note something approves nothing, and a body asked to note cannot approve."""

POWER_NEEDED = {
    "endorsed": "recommend",
    "agreed": "recommend",
    "as_amended": "recommend",
    "in_part": "recommend",
    "recommended": "recommend",
    "approved": "approve",
    "conditional": "approve",
    "delegated": "approve",
}
"""What a body must have the power to do; only the body with the power resolves, another recommends (LGA 1972 s.101)"""


MEMBERS = ("chair", "member")
"""offices of those who decide together, and never alone"""


def its_recommendation_is_of_its_item(determination: Any, actor: Actor) -> Blocker | None:
    recommendation = determination.recommendation
    if recommendation is None or recommendation.item_id == determination.minute.item_id:
        return None
    return Blocker("recommendation", f"{capital(recommendation)} is not what the body was asked here.")


def its_recommendation_has_not_been_answered(determination: Any, actor: Actor) -> Blocker | None:
    asked = determination.recommendation
    for other in asked.determinations.all() if asked is not None else ():
        told = f"“{asked.get_verb_display()} {asked.text}” has been answered already: {other.get_kind_display()}."
        return Blocker("answered", told)
    return None


def its_outcome_answers_the_recommendation(determination: Any, actor: Actor) -> Blocker | None:
    recommendation, kind = determination.recommendation, determination.kind
    if recommendation is None or kind in ALWAYS or kind in ANSWERS[recommendation.verb]:
        return None
    return Blocker(
        "answer",
        f"“{capital(determination.get_kind_display())}” is no answer to a recommendation "
        f"to {recommendation.get_verb_display()}.",
    )


def its_body_has_the_power_to_resolve_it(determination: Any, actor: Actor) -> Blocker | None:
    """Power before outcome. About its own affairs, such as its minutes, a body needs no power over plans."""
    needed = POWER_NEEDED.get(determination.kind)
    meeting = determination.meeting
    plan = determination.minute.item.plan
    if plan is None or has_power(meeting.body, needed, meeting.held_on) or _was_lent(meeting, plan):
        return None
    instead = " It can recommend it to the body above." if needed == "approve" else ""
    return Blocker(
        "no_power",
        f"On {day(meeting.held_on)} {meeting.body.short_name} did not have the power to {needed}.{instead}",
    )


def _was_lent(meeting: Any, plan: Any) -> bool:
    """Whether another body has delegated to this one what it may not do itself; how far is asked with the decision."""
    return any(
        each.to_body_id == meeting.body_id and each.in_force_on(meeting.held_on) for each in plan.delegations_in_hand()
    )


def the_motion_behind_it_was_carried(determination: Any, actor: Actor) -> Blocker | None:
    motion = determination.motion
    if motion is None:
        return None
    if motion.minute_id != determination.minute_id or motion.amends_id is not None:
        return Blocker("motion", f"{capital(motion)} is not what was resolved here.")
    if motion.state == "carried":
        return None
    return Blocker("motion", f"{capital(motion)} was not carried: {motion.get_state_display().lower()}.")


PLAIN = ("endorsed", "agreed", "recommended", "confirmed")
"""outcomes that say that it was agreed as it was moved"""


def it_is_worded_as_the_motion_was_carried(determination: Any, actor: Actor) -> Blocker | None:
    """An amended motion is resolved as amended, in the words that were put and carried."""
    motion = determination.motion
    if motion is None or not motion.was_amended:
        return None
    if determination.kind in PLAIN and determination.recommendation is not None:
        return Blocker(
            "as_amended", "The motion was amended before it was carried: the outcome is “agreed as amended”."
        )
    if _bare(determination.text) == _bare(motion.words):
        return None
    return Blocker("wording", f"What was put and carried is the motion as amended: “That {motion.words}”.")


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(".")


def it_says_to_whom_it_goes(determination: Any, actor: Actor) -> Blocker | None:
    """A deferral names its meeting, a reference its body, a delegation its delegate."""
    kind, meeting = determination.kind, determination.meeting
    later = determination.deferred_to
    if kind == "deferred":
        if later is None:
            return Blocker("deferred", "Say to which meeting it is deferred.")
        afterwards = (later.held_on, later.held_at) > (meeting.held_on, meeting.held_at)
        if later.body_id != meeting.body_id or later.state not in ("planned", "called") or not afterwards:
            return Blocker("deferred", f"It is deferred to a meeting of {meeting.body.short_name} still to come.")
    if kind == "referred" and determination.referred_to is None:
        return Blocker("referred", "Say to which body it is referred.")
    if kind == "delegated" and determination.delegated_to is None and determination.officer is None:
        return Blocker("delegated", "Say to which body or officer it is delegated; it cannot be to one member.")
    strays = {
        "deferred to a meeting": later if kind != "deferred" else None,
        "referred to a body": determination.referred_to if kind != "referred" else None,
        "delegated": (determination.delegated_to or determination.officer) if kind != "delegated" else None,
    }
    if told := [name for name, given in strays.items() if given is not None]:
        return Blocker("stray", f"“{capital(determination.get_kind_display())}” is not {listed(told)}.")
    return None


def it_is_not_delegated_to_a_member(determination: Any, actor: Actor) -> Blocker | None:
    """A committee, a sub-committee or an officer (LGA 1972 s.101)."""
    officer, on = determination.officer, determination.meeting.held_on
    if officer is None or not any(
        office.role in MEMBERS and office.in_force_on(on) for office in officer.appointments.all()
    ):
        return None
    told = f"{officer} is a member: a delegation goes to a body or an officer, and never to one member."
    return Blocker("delegated", told)


def every_recommendation_is_answered(minute: Any, actor: Actor) -> Blocker | None:
    """As long as there is a quorum: without one nothing is resolved, and what is left waits for another meeting."""
    if not has_quorum(minute.meeting, minute.item_id):
        return None
    answered = {each.recommendation_id for each in minute.determinations.all()}
    open_ones = [
        each for each in minute.item.recommendations.all() if each.agenda_id is not None and each.pk not in answered
    ]
    if not open_ones:
        return None
    named = listed([f"“{each.get_verb_display()} {each.text}”" for each in open_ones])
    return Blocker("unanswered", f"Nothing has been resolved yet about: {named}. “No decision” is an answer too.")
