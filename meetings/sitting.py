"""What happens in a meeting, as several acts that people call one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from django.db.models import prefetch_related_objects

from audit.canonical import plain
from audit.sealed import keep, sealed, texts_of
from governance import procedures
from governance.models import Condition, Decision, Delegation, Objective, TargetOutcome
from governance.models.decision import Procedure
from governance.models.outcome import OutcomeKind
from governance.procedures import Resolved
from governance.seal import READ_OF_AN_OBJECTIVE, target_as_read
from meetings.calling_in import takes_effect_on
from meetings.meaning import appended_to, meaning_of, sent_on
from meetings.minuted import as_minuted
from meetings.models import Appendix, Determination, Item, Minutes, MotionState, Seat
from meetings.models.determination import DeterminationKind as Kind
from meetings.models.item import Verb
from meetings.models.motion import Motion
from workflow.actors import Actor
from workflow.acts import Call
from workflow.blockers import Blocked, Blocker
from workflow.gate import one_act, perform
from workflow.lock import lock
from workflow.words import capital, listed

APPROVE = (Kind.APPROVED, Kind.CONDITIONAL)
"""determinations that approve what is appended"""


def determine(
    determination: Determination,
    *,
    actor: Actor,
    apart: Mapping[Objective, str] | None = None,
    targets: Sequence[TargetOutcome] = (),
    conditions: Sequence[Condition] = (),
    delegations: Sequence[Delegation] = (),
    because: str = "",
    seen: int | None = None,
) -> None:
    """Record what a body resolved, and with it what that means for the plan, as a decision of the day of the meeting.

    `apart` says what was resolved differently of single objectives, by outcome of governance; "" for nothing decided.
    `targets` are what was said of single targets of the objectives among them that were agreed in part: not saved yet.
    `conditions` are what an approval is subject to, `delegations` how far and until when something is delegated: not
    saved yet, and without what the decision fills in. A decision is bound to the text that was published: an objective
    that has changed since is refused with its name.
    Raises Blocked with every reason, and then nothing has been recorded.
    """
    with one_act():
        lock([Call.of(determination.record)])
        _refuse_what_belongs_to_another_outcome(determination, conditions, delegations)
        _refuse_what_was_not_there(determination, apart or {})
        _refuse_more_than_was_asked(determination, apart or {})
        meant = meaning_of(determination, apart or {})
        resolved = Resolved(
            meant.about, plan_as_a_whole=meant.whole, conditions=conditions, delegations=delegations, targets=targets
        )
        if meant.about or meant.whole or delegations:
            determination.decision = _decide(determination, resolved, actor=actor, because=because)
        perform(
            determination.record, actor=actor, effective_on=determination.meeting.held_on, because=because, seen=seen
        )


def _refuse_what_was_not_there(determination: Determination, apart: Mapping[Objective, str]) -> None:
    """Taken apart is what was appended, and nothing else."""
    there = [each.objective for each in appended_to(determination.minute.item)]
    if strangers := [str(each) for each in apart if each not in there]:
        raise Blocked([Blocker("apart", f"{listed(strangers)} was not before the body under this item.")])


def _refuse_what_belongs_to_another_outcome(
    determination: Determination, conditions: Sequence[Condition], delegations: Sequence[Delegation]
) -> None:
    """Conditions go with an approval subject to them, a scope with a delegation; and neither of these without."""
    about_the_plan = determination.minute.item.plan_id is not None
    subject_to, delegated = determination.kind == Kind.CONDITIONAL, determination.kind == Kind.DELEGATED
    found = []
    if subject_to and not conditions:
        found.append(Blocker("conditions", "Say what the approval is subject to, who does it, and by when."))
    if conditions and not subject_to:
        found.append(Blocker("conditions", "Only an approval subject to conditions has conditions."))
    if delegated and about_the_plan and not delegations:
        found.append(Blocker("delegation", "Say how far it is delegated, and until when."))
    if delegations and not delegated:
        found.append(Blocker("delegation", "Only what is delegated has a scope and a last day."))
    raise_if(found)


def _refuse_more_than_was_asked(determination: Determination, apart: Mapping[Objective, str]) -> None:
    """Taken apart, nothing is approved either but where the body was asked to approve and did, in whole or in part."""
    asked, kind = determination.recommendation, determination.kind
    if kind in APPROVE or (kind == Kind.IN_PART and (asked is None or asked.verb == Verb.APPROVE)):
        return
    said = str(Kind(kind).label)
    raise_if(
        [
            Blocker(
                "apart",
                f"“{capital(said)}” approves nothing: {each} is approved where the body was asked to approve, and did.",
            )
            for each, outcome in apart.items()
            if outcome == OutcomeKind.APPROVED
        ]
    )


def raise_if(against: list[Blocker]) -> None:
    if against:
        raise Blocked(against)


def _decide(determination: Determination, resolved: Resolved, *, actor: Actor, because: str) -> Decision:
    """Through governance, as any decision: power, seal and dates are asked for there as well."""
    meeting, item = determination.meeting, determination.minute.item
    appendices = appended_to(item)
    _refuse_another_target(appendices, resolved.targets)
    _refuse_another_text(appendices, resolved.about)
    decision = Decision(
        plan=item.plan,
        body=meeting.body,
        procedure=Procedure.MEETING,
        circulated_on=sent_on(item, appendices),
        decided_on=meeting.held_on,
        reference=_reference(determination),
        takes_effect_on=takes_effect_on(meeting),
    )
    procedures.record_decision(decision, resolved, actor=actor, because=because)
    return decision


def _reference(determination: Determination) -> str:
    """As papers cite it: item 3, recommendation 2."""
    item, asked = determination.minute.item, determination.recommendation
    if asked is None:
        others = Determination.objects.filter(minute=determination.minute, recommendation__isnull=True).count()
        return f"item {item.number}" + (f" ({others + 1})" if others else "")
    all_asked = list(item.recommendations.filter(agenda__isnull=False).order_by("order", "pk"))
    return f"item {item.number}, recommendation {all_asked.index(asked) + 1}"


def _refuse_another_text(appendices: list[Appendix], about: Mapping[Objective, str]) -> None:
    """The body resolved about the text that was published, and about no other."""
    binding = {OutcomeKind.APPROVED, OutcomeKind.ENDORSED, OutcomeKind.AGREED, OutcomeKind.IN_PART}
    bound = [each for each in appendices if each.objective is not None and about.get(each.objective) in binding]
    prefetch_related_objects([each.objective for each in bound if each.objective], *READ_OF_AN_OBJECTIVE)
    changed = [each for each in bound if each.objective and each.objective.seal() != each.sealed_id]
    raise_if(
        [
            Blocker(
                "text_changed",
                f"{capital(each.objective)} is not the text that was published under {each.item}: seal "
                f"{str(each.sealed_id)[:8]} then, another now.",
                where=each.objective.get_absolute_url(),  # type: ignore[union-attr]
            )
            for each in changed
        ]
    )


def _refuse_another_target(appendices: list[Appendix], targets: Sequence[TargetOutcome]) -> None:
    """What was said of a target was said of it as it was published; what changed beside it is told with its
    objective."""
    if not targets:
        return
    published = {each.objective_id: each.sealed_id for each in appendices if each.objective_id is not None}
    spoken = [(each.target, published.get(each.target.objective_id or 0)) for each in targets]
    if strangers := [str(target.root) for target, seal in spoken if seal is None]:
        raise Blocked([Blocker("apart", f"{listed(strangers)} was not before the body under this item.")])
    texts = texts_of(str(seal) for _, seal in spoken)
    raise_if(
        [
            Blocker(
                "text_changed",
                f"The target “{target.text or 'no target yet'}” of {target.objective} is not the text that was "
                f"published under {appendices[0].item}.",
                where=target.get_absolute_url(),
            )
            for target, seal in spoken
            if plain(target_as_read(target)) not in texts[str(seal)]["targets"]
        ]
    )


def carry(motion: Motion, *, actor: Actor) -> None:
    """Move a motion and record at once that it was agreed without a vote."""
    with one_act():
        on = motion.meeting.held_on
        perform(motion.move, actor=actor, effective_on=on)
        perform(motion.agree, actor=actor, effective_on=on)


def confirm_minutes(
    minutes: Minutes, *, under: Item, signed_by: Seat, corrections: str = "", actor: Actor, on: date
) -> None:
    """Confirm minutes as a later meeting resolved it: sealed as they are confirmed, and frozen for good."""
    with one_act():
        lock([Call.of(minutes.confirm)])
        text = sealed(as_minuted(minutes.meeting, corrections=corrections, signed_by=signed_by.who))
        keep([text])
        act = partial(minutes.confirm, under=under, signed_by=signed_by, corrections=corrections, sealed=text.digest)
        perform(act, actor=actor, effective_on=on)


def open_motion_of(meeting: Any) -> Motion | None:
    """The motion that is being voted on, if one is; one query."""
    rows = Motion.objects.filter(meeting=meeting, state=MotionState.OPEN)
    found: Motion | None = rows.select_related("minute__item", "mover__person").first()
    return found
