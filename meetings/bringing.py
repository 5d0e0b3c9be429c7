"""Bringing a plan before a body: what awaits it in its part of the route becomes a report item of the next meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from governance.guards.approval import has_power
from governance.models import Body, Objective, Stage
from meetings import preparing
from meetings.models import Appendix, Item, Meeting, Recommendation, Verb
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.gate import one_act, perform, perform_each


@dataclass(frozen=True)
class Awaiting:
    """A plan of which something is before a body that meets, and is on no agenda of the meeting yet."""

    stage: Stage
    objectives: Sequence[Objective]


def awaiting(meeting: Meeting) -> list[Awaiting]:
    """For each plan on whose route a body that meets stands, what is before it; a query for each plan, and three."""
    appended = set(Appendix.objects.filter(meeting=meeting).values_list("objective", flat=True))
    stages = Stage.objects.filter(body__in=meeting.bodies).select_related("plan__body", "body").order_by("plan", "pk")
    found = []
    for stage in stages:
        before = stage.before_its_body.exclude(pk__in=[pk for pk in appended if pk]).select_related("aspect__priority")
        if objectives := list(before.order_by("aspect__priority__order", "aspect__order", "order", "pk")):
            found.append(Awaiting(stage, objectives))
            appended.update(each.pk for each in objectives)
    return found


def bring(meeting: Meeting, stage: Stage, *, actor: Actor, seen: int | None = None) -> Item:
    """Append what awaits the body in `stage` to a report about its plan, and ask the body for what it can resolve.

    A report about the plan that is in preparation already takes what it lacks. Raises Blocked if nothing awaits it.
    """
    with one_act():
        waiting = next((each for each in awaiting(meeting) if each.stage == stage), None)
        if waiting is None:
            told = f"Nothing of {stage.plan} awaits {stage.body.short_name} that is not on this agenda already."
            raise Blocked([Blocker("nothing", told)])
        item = Item.objects.filter(meeting=meeting, plan=stage.plan, agenda__isnull=True, paragraph=None).first()
        if item is None:
            item = Item(meeting=meeting, plan=stage.plan, title=_title(stage))
            preparing.add(item, actor=actor, seen=seen)
            seen = None  # the meeting has counted it
            verb = fitting_verb(stage.body, meeting)
            text = "the objectives, indicators and targets in the appendices"
            perform(Recommendation(meeting=meeting, item=item, verb=verb, text=text, order=1).add, actor=actor)
        append(item, waiting.objectives, actor=actor, seen=seen)
    return item


def append(item: Item, objectives: Sequence[Objective], *, actor: Actor, seen: int | None = None) -> bool:
    """Add objectives to a report as appendices; whether there were any."""
    new = [Appendix(meeting=item.meeting, item=item, objective=each).add for each in objectives]
    return bool(perform_each(new, actor=actor, seen=seen))


def choose(item: Item, objectives: Sequence[Objective], *, actor: Actor, seen: int | None = None) -> bool:
    """Let exactly these objectives be appended to a report; whether anything changed."""
    there = {each.objective_id: each for each in Appendix.objects.filter(item=item) if each.objective_id}
    wanted = {each.pk: each for each in objectives}
    gone = [each.withdraw for pk, each in there.items() if pk not in wanted]
    with one_act():
        changed = bool(perform_each(gone, actor=actor, seen=seen))
        new = [each for pk, each in wanted.items() if pk not in there]
        return append(item, new, actor=actor, seen=None if changed else seen) or changed


def fitting_verb(body: Body, meeting: Meeting) -> Verb:
    """What a body can be asked on the day: only one with the power to approve approves, and a workshop discusses."""
    if has_power(body, "approve", meeting.held_on):
        return Verb.APPROVE
    return Verb.ENDORSE if has_power(body, "recommend", meeting.held_on) else Verb.DISCUSS


def _title(stage: Stage) -> str:
    return f"{stage.plan}: draft objectives, indicators and targets"
