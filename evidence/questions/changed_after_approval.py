"""Targets that are not what was approved: each held against the text under the seal of the decision that stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from audit.canonical import canonical, plain
from audit.models import SealedText
from evidence.questions.asking import Answer, Audited, Found, Question, found_at
from governance.models import Objective, ObjectiveState, Outcome, Plan, PlanState, SustainedActivity, Target
from governance.models.outcome import OutcomeKind
from governance.seal import target_as_read
from workflow.words import day

APPROVED = (ObjectiveState.APPROVED, ObjectiveState.PUBLISHED)
Approvals = Mapping[int, Outcome]


def answer(audited: Audited) -> Answer:
    """Of objectives and plans that are approved or published."""
    objectives = list(
        Objective.objects.filter(plan__in=audited.plans, state__in=APPROVED)
        .select_related("aspect", "plan")
        .prefetch_related("targets__objective__aspect")
    )
    plans = list(audited.plans.filter(state__in=(PlanState.APPROVED, PlanState.PUBLISHED)).select_related("body"))
    activities = SustainedActivity.objects.filter(plan__in=plans).prefetch_related("targets__activity__plan")
    of_objectives, of_plans = _approvals("objective", objectives), _approvals("plan", plans)
    texts = _texts([*of_objectives.values(), *of_plans.values()])
    found = Answer()
    for objective in objectives:
        targets = list(objective.targets.all())
        approval = of_objectives.get(objective.pk)
        found.looked_at += len(targets)
        found.found += _held_against(objective, targets, approval, _targets_in(texts, approval))
    by_plan: dict[int, list[Target]] = {}
    for activity in activities:
        by_plan.setdefault(activity.plan_id, []).extend(activity.targets.all())
    for plan in plans:
        targets, approval = by_plan.get(plan.pk, []), of_plans.get(plan.pk)
        found.looked_at += len(targets)
        found.found += _held_against(plan, targets, approval, _targets_in(texts, approval))
    return found


def _approvals(thing: str, rows: Iterable[Any]) -> dict[int, Outcome]:
    """The last approval of each that stands."""
    outcomes = Outcome.objects.filter(
        **{f"{thing}__in": [each.pk for each in rows]}, kind=OutcomeKind.APPROVED, voided_on__isnull=True
    ).select_related("decision__body", "decision__officer")
    return {getattr(each, f"{thing}_id"): each for each in outcomes.order_by("decision__decided_on", "pk")}


def _texts(approvals: Iterable[Outcome]) -> dict[str, dict[str, Any]]:
    kept = SealedText.objects.filter(pk__in={each.seal for each in approvals})
    return {each.digest: each.read for each in kept}


def _targets_in(texts: Mapping[str, dict[str, Any]], approval: Outcome | None) -> list[dict[str, Any]] | None:
    """Those in the text that was approved; None if there is no such text."""
    text = texts.get(approval.seal) if approval else None
    if text is None:
        return None
    return [*text.get("targets", ()), *(each for one in text.get("activities", ()) for each in one["targets"])]


def _held_against(
    thing: Objective | Plan, targets: list[Target], approval: Outcome | None, approved: list[dict[str, Any]] | None
) -> Iterable[Found]:
    if approval is None:
        yield found_at(thing, "No decision that stands approves it as it is.")
        return
    told = f"{approval.decision.who} approved it on {day(approval.decision.decided_on)}"
    if approved is None:
        yield found_at(thing, f"{told}, and the text under that seal is not kept.", approval.decision.decided_on)
        return
    left = Counter(canonical(each) for each in approved)
    words = {canonical(each): each for each in approved}
    others = []
    for target in targets:
        read = canonical(plain(target_as_read(target)))
        if left[read]:
            left[read] -= 1
        else:
            others.append(target)
    gone = [words[read] for read in left.elements()]
    for target in others:
        was = f"In the text that was approved it says {_said(gone[0])}." if len(others) == len(gone) == 1 else (
            "There is no such target in the text that was approved."
        )  # fmt: skip
        now = _said({"text": target.text, "resolution": target.resolution})
        yield found_at(target, f"It says {now}. {told}. {was}", approval.decision.decided_on)
    for text in gone if len(gone) > len(others) else ():
        yield found_at(thing, f"{told}. A target that was approved is not there as it was: {_said(text)}.")


def _said(target: Mapping[str, Any]) -> str:
    return f"“{target['text'] or 'no target line'}” ({str(target['resolution']).replace('_', ' ')})"


QUESTION = Question(
    slug="changed-after-approval",
    title="Targets changed after approval",
    asked="Is every target of what is approved or published as it stands in the text that was approved?",
    rule="An approval is of the text the body had before it: what differs from that has been decided by nobody. After "
    "publication nothing changes without an amendment.",
    source="Police Act 1996 s.8(1) (the authority issues the plan); the seal of the decision",
    things=("target", "targets"),
    answer=answer,
)
