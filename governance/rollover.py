"""Year rollover: next year's plan, begun from this year's, with every thing knowing what it carries on.

Nobody guesses a target. What was resolved for the year before is provisional for the next, in last year's words; what
was deliberately not set, or delegated, is under development, with last year's explanation; what was open stays open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q

from governance.guards import next_year
from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Indicator,
    Note,
    Objective,
    Plan,
    Priority,
    Resolution,
    Stage,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from workflow.actors import Actor
from workflow.gate import Act, one_act, perform, perform_each
from workflow.models import Governed

ONCE_CLOSED = {
    Resolution.RESOLVED: Resolution.PROVISIONAL,
    Resolution.DELIBERATELY_NOT_SET: Resolution.UNDER_DEVELOPMENT,
    Resolution.DELEGATED: Resolution.UNDER_DEVELOPMENT,
}
"""How far a target that was closed last year is decided this year; an open one is as open as it was"""


def resolution_of_next_year(resolution: str) -> str:
    """The resolution with which a target of last year begins in this year's plan."""
    return ONCE_CLOSED.get(Resolution(resolution), Resolution(resolution))


def keeps_owner(objective: Objective, on: date) -> bool:
    """Whether the owner of `objective` still holds the office on a day; asks once for all objectives of a plan."""
    return (objective.owner_id, objective.held_by_id) in objective.plan.body.owners_on(on)


def following(plan: Plan, title: str = "") -> Plan:
    """The plan of the year after `plan`, not saved yet."""
    return Plan(
        body=plan.body,
        title=title or plan.title,
        financial_year=next_year(plan.financial_year),
        follows=plan,
    )


def roll_over(plan: Plan, *, actor: Actor, title: str = "", because: str = "") -> Plan:
    """Begin the plan of the year after `plan` with everything in force in it, as one act.

    Takes a number of statements that does not grow with the plan. Raises Blocked if the person may not, or if there is
    such a plan already; then nothing has been done.
    """
    new = following(plan, title)
    do = partial(perform_each, actor=actor, because=because or f"Carried over from {plan}")
    with one_act():
        perform(new.roll_over, actor=actor, because=because)
        _Rollover(plan, new, actor, do).carry()
    return new


def neighbours(plan: Plan, actor: Actor) -> dict[str, Any]:
    """The plans of the years before and after that `actor` may read, and whether they may start the next."""
    readable, right = Plan.objects.visible_to(actor), "governance.set_up_plan"
    after = readable.filter(follows=plan).first()
    return {
        "before": readable.filter(pk=plan.follows_id).first() if plan.follows_id else None,
        "after": after,
        "next_year": next_year(plan.financial_year),
        "may_roll_over": after is None and bool(actor.role_for(right, plan.scopes(right))),
    }


class _Rollover:
    """One rollover: what has been carried over so far, by the key of what it was made from."""

    def __init__(self, old: Plan, new: Plan, actor: Actor, do: Callable[[list[Act]], object]) -> None:
        self.old, self.new, self.actor, self.do = old, new, actor, do
        self.successors: dict[type[Governed], dict[int, Any]] = {}

    def carry(self) -> None:
        """Level by level: what is pointed to comes before what points to it."""
        old, new = self.old, self.new
        self.do([self._a_year_on(stage).add for stage in old.stages.select_related("body").order_by("pk")])
        self._take(Priority, old.priorities.order_by("pk"), plan=new)
        self._take(Aspect, old.aspects.order_by("pk"), plan=new, priority=self._new(Priority))
        self._take(SustainedActivity, old.sustained_activities.order_by("pk"), plan=new)
        objectives = self._remember(Objective, map(self._draft_of, self._in_force()))
        self.do([objective.draft for objective in objectives])
        self._take_parts()
        self._take_contributions()

    def _in_force(self) -> Iterable[Objective]:
        return self.old.objectives.current().select_related("owner", "held_by").order_by("pk")

    def _draft_of(self, objective: Objective) -> Any:
        """As a new draft, with its owner as long as they still hold the office."""
        draft = Objective(
            plan=self.new,
            aspect=self._new(Aspect)(objective),
            number=objective.number,
            labelled=objective.labelled,
            title=objective.title,
            order=objective.order,
            owner=objective.owner if keeps_owner(objective, self.actor.today) else None,
            held_by=objective.held_by,
            continues=objective,
        )
        draft.made_from = objective.pk  # type: ignore[attr-defined]
        return draft

    def _take_parts(self) -> None:
        aspect, objective, target = self._new(Aspect), self._new(Objective), self._new(Target)
        activity = self._new(SustainedActivity)
        of_objectives = Q(objective__in=list(self.successors[Objective]))
        of_activities = Q(activity__in=list(self.successors[SustainedActivity]))
        targets = Target.objects.filter(of_objectives | of_activities).order_by("pk")
        self._take(
            Target,
            targets.select_related("objective__aspect", "activity"),
            objective=objective,
            activity=activity,
            resolution=lambda old: resolution_of_next_year(old.resolution),
            source=self._source,
        )
        self._take(
            Indicator, Indicator.objects.filter(of_objectives).order_by("pk"), objective=objective, target=target
        )
        notes = Note.objects.filter(of_objectives | Q(aspect__in=list(self.successors[Aspect]))).order_by("pk")
        self._take(Note, notes, objective=objective, aspect=aspect)
        self._take(ActionPoint, ActionPoint.objects.filter(of_objectives).order_by("pk"), objective=objective)

    def _take_contributions(self) -> None:
        """With the statutory indicators they go to, under the key of the new year: the set of that year may differ, so
        they are to be checked (LGA 1999 s.4)."""
        within = Q(aspect__in=list(self.successors[Aspect])) | Q(activity__in=list(self.successors[SustainedActivity]))
        within |= Q(indicator__in=list(self.successors[Indicator]))
        contributions = list(Contribution.objects.filter(within, plan=self.old).order_by("pk"))
        used = {each.statutory_id for each in contributions}
        statutory = [each for each in self.old.statutory_indicators.order_by("pk") if each.pk in used]
        self._take(StatutoryIndicator, statutory, plan=self.new, financial_year=self.new.financial_year)
        made_from = {
            "statutory": StatutoryIndicator,
            "aspect": Aspect,
            "activity": SustainedActivity,
            "indicator": Indicator,
            "objective": Objective,
        }
        self._take(
            Contribution, contributions, plan=self.new, **{name: self._new(m, name) for name, m in made_from.items()}
        )

    def _take(self, model: Any, rows: Iterable[Any], **changed: Any) -> None:
        """Carry over `rows`; a changed value that is a function is asked for each."""
        copies = (_continuation(row, **{name: _asked(value, row) for name, value in changed.items()}) for row in rows)
        self.do([copy.add for copy in self._remember(model, copies)])

    def _remember(self, model: type[Governed], copies: Iterable[Any]) -> list[Any]:
        new = list(copies)
        self.successors[model] = {copy.made_from: copy for copy in new}
        return new

    def _new(self, model: Any, name: str = "") -> Callable[[Any], Any]:
        """What stands in the new plan for the thing of `model` that an old one points to."""
        name = name or ("activity" if model is SustainedActivity else model._meta.model_name or "")
        return lambda old: self.successors[model].get(getattr(old, f"{name}_id"))

    def _source(self, target: Target) -> str:
        limit = Target._meta.get_field("source").max_length or 0
        return f"{self.old.financial_year}, {target.root}, where it was {target.get_resolution_display()}"[:limit]

    def _a_year_on(self, stage: Stage) -> Stage:
        return Stage(
            plan=self.new,
            kind=stage.kind,
            body=stage.body,
            opens_on=a_year_on(stage.opens_on),
            closes_on=a_year_on(stage.closes_on),
            comments_until=stage.comments_until and a_year_on(stage.comments_until),
            required=stage.required,
            carried_over=True,
        )


def _asked(value: Any, row: Any) -> Any:
    return value(row) if callable(value) else value


def a_year_on(day: date) -> date:
    """The same day of the next year; 28 February for the day that only leap years have."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def _continuation(old: Any, **changed: Any) -> Any:
    """A new row with the values of `old` and what is `changed`, which knows what it was made from; not saved yet."""
    if any(field.name == "continues" for field in old.governed_fields()):
        changed["continues"] = old
    values = {
        field.attname: getattr(old, field.attname) for field in old.governed_fields() if field.name not in changed
    }
    copy = type(old)(**values, **changed)
    copy.made_from = old.pk
    return copy
