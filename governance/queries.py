"""Reads across models, each in a number of queries that does not grow with the plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from audit.models import AuditEvent
from governance.models import (
    Aspect,
    Comment,
    Consultation,
    ExemptNote,
    Indicator,
    Objective,
    Plan,
    Priority,
    Resolution,
    Target,
)
from governance.models.objective import WHAT_IT_READS
from governance.models.plan import is_open_to
from governance.models.target import OPEN
from workflow.actors import Actor
from workflow.models import Governed
from workflow.sentences import Change, changes, sentence
from workflow.triggers import governed_models


@dataclass(frozen=True)
class Counts:
    """How much a plan holds, and how much of it is undecided."""

    priorities: int
    aspects: int
    objectives: int
    """labelled ones, as a paper counts them"""
    overall: int
    """objectives that only the text states"""
    indicators: int
    targets: int
    """those the paper has a line for"""
    unresolved: int
    """of these, the open ones"""
    missing: int
    """indicators without a target line"""


def counts_of(plan: Plan, actor: Actor) -> Counts:
    """Counted over the current text of the plan that `actor` may read; five queries."""
    objectives = Objective.objects.visible_to(actor).current().filter(plan=plan)
    labelled = objectives.aggregate(labelled=Count("pk", filter=Q(labelled=True)), all=Count("pk"))
    targets = Target.objects.filter(objective__in=objectives.order_by().values("pk")).aggregate(
        written=Count("pk", filter=~Q(resolution=Resolution.MISSING)),
        open=Count("pk", filter=Q(resolution__in=OPEN) & ~Q(resolution=Resolution.MISSING)),
        missing=Count("pk", filter=Q(resolution=Resolution.MISSING)),
    )
    return Counts(
        priorities=plan.priorities.count(),
        aspects=plan.aspects.count(),
        objectives=labelled["labelled"],
        overall=labelled["all"] - labelled["labelled"],
        indicators=Indicator.objects.filter(objective__in=objectives.order_by().values("pk")).count(),
        targets=targets["written"],
        unresolved=targets["open"],
        missing=targets["missing"],
    )


@dataclass
class Branch:
    """An aspect with those of its objectives that are shown."""

    aspect: Aspect
    objectives: list[Objective] = field(default_factory=list)


def tree_of(plan: Plan, objectives: QuerySet[Any], *, whole: bool) -> list[tuple[Priority, list[Branch]]]:
    """The plan as priority > aspect > objective > indicator > target; a part of it leaves out what has no match.

    An objective that has left the plan may stand under headings that have left it as well: they are shown for its sake.
    """
    branches = {
        aspect.pk: Branch(aspect)
        for aspect in plan.aspects.prefetch_related("notes", "contributions__statutory").order_by("order", "pk")
    }
    priorities = {priority.pk: priority for priority in plan.priorities.all()}
    for objective in objectives.select_related("aspect__priority", "owner", "held_by").prefetch_related(
        "indicators__target", "indicators__contributions__statutory"
    ):
        branches.setdefault(objective.aspect_id, Branch(objective.aspect)).objectives.append(objective)
        priorities.setdefault(objective.aspect.priority_id, objective.aspect.priority)
    tree = []
    for priority in priorities.values():
        own = [each for each in branches.values() if each.aspect.priority_id == priority.pk]
        shown = own if whole else [branch for branch in own if branch.objectives]
        if shown or whole:
            tree.append((priority, shown))
    return tree


def objective_as_read(pk: int, actor: Actor) -> Objective | None:
    """An objective with everything its page shows, if `actor` may read it."""
    rows = Objective.objects.visible_to(actor).select_related("plan__body", "aspect__priority", "owner", "held_by")
    found: Objective | None = (
        rows.filter(pk=pk)
        .prefetch_related(
            *WHAT_IT_READS,
            "plan__stages__body__powers",
            "amends",
            Prefetch("exempt_notes", ExemptNote.objects.visible_to(actor)),
            Prefetch("amendments", Objective.objects.visible_to(actor).order_by("pk")),
            Prefetch("comments", comments_as_read(actor)),
            "outcomes__decision__body__powers",
            "target_outcomes__decision__body__powers",
            Prefetch("consultations", Consultation.objects.visible_to(actor).select_related("target")),
        )
        .first()
    )
    return found


def comments_as_read(actor: Actor) -> Any:
    """Every comment that `actor` may read, with who said it about what, and what became of it."""
    return Comment.objects.visible_to(actor).select_related(
        "author", "said_by", "owner", "body", "indicator", "target", "merged_into"
    )


@dataclass(frozen=True)
class Entry:
    """One line of a history, as a page shows it."""

    key: str
    sentence: str
    who: str
    when: Any
    effective_on: Any
    because: str
    basis: str
    changes: list[Change]


def entry_of(event: AuditEvent) -> Entry:
    """A ledger line ready to be shown."""
    return Entry(
        key=event.key,
        sentence=sentence(event),
        who=f"the {event.role}" if event.role else event.actor_label,
        when=event.recorded_at,
        effective_on=event.effective_on,
        because=event.because,
        basis=event.basis,
        changes=list(changes(event)),
    )


def history_of(
    thing: Governed, actor: Actor, *, only: bool = False, recorded: Q | None = None, limit: int = 200
) -> list[Entry]:
    """What happened to `thing` and its parts, latest first; with `only`, to itself alone; with `recorded`, of the lines
    of a moment.

    What members said is for those who may read the plan in preparation, and for nobody else once it is published.
    """
    label = thing._meta.label_lower
    lines = AuditEvent.objects.about(label, thing.pk) if only else AuditEvent.objects.within(label, thing.pk)
    if recorded is not None:
        lines = lines.filter(recorded)
    if not reads_in_preparation(thing.root, actor):
        lines = lines.exclude(subject_type__in=_with_private_fields())
    return [entry_of(event) for event in lines.with_words().latest_first()[:limit]]


def decisions_known_to(actor: Actor, plan: Plan) -> QuerySet[Any]:
    """The decisions about a plan that somebody may know of, with the bodies that took them."""
    return plan.decisions.visible_to(actor).select_related("body")


def entries_about(model: type[Governed], root: Governed, limit: int = 200) -> list[Entry]:
    """What happened to the parts of `root` that are of `model`, latest first."""
    lines = AuditEvent.objects.within(root._meta.label_lower, root.pk).filter(subject_type=model._meta.label_lower)
    return [entry_of(event) for event in lines.with_words().latest_first()[:limit]]


def reads_in_preparation(thing: Any, actor: Actor) -> bool:
    """Whether `actor` may read the plan of `thing` before it is published, and what members say about it.

    Bodies and people stand in no plan, and nobody comments on them.
    """
    plan = thing if isinstance(thing, Plan) else getattr(thing, "plan", None)
    return plan is None or is_open_to(actor, plan)


def _with_private_fields() -> list[str]:
    return [model._meta.label_lower for model in governed_models() if model.private_fields]
