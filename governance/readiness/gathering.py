"""From a plan to the facts about it: the only part of readiness that reads, in a number of queries that does not grow.

It works on a plan with its relations prefetched, wherever that comes from: today's rows, or the ledger at some moment.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from textwrap import shorten
from typing import Any

from django.db.models import Max, Prefetch, Q, prefetch_related_objects
from django.urls import reverse

from audit.models import AuditEventQuerySet
from governance.marks import is_subject_to_consultation
from governance.models import Comment, Consultation, Objective, ObjectiveState, Outcome, Plan, Stage, StageKind, Target
from governance.models.objective import current_among
from governance.readiness.facts import Approval, ConsultationFacts, Facts, ItemFacts, Owner, StageFacts, TargetFacts
from governance.readiness.history import ACTIVITY, OBJECTIVE, TARGET, History
from governance.roles import who_may
from workflow.actors import Actor

State = ObjectiveState
KINDS = [*StageKind.values]
Lines = AuditEventQuerySet
LONGEST_NAME = 100
"""A target that fills half a page is named by how it begins"""


def plan_to_judge(plan: Plan) -> Plan:
    """`plan` with everything the facts are made of, from today's rows."""
    unanswered = Comment.objects.filter(disposition="")
    asked = Consultation.objects.defer("asked_text", "purpose", "question", "answer")
    prefetch_related_objects(
        [plan],
        "stages__body",
        Prefetch("objectives", Objective.objects.select_related("aspect", "owner")),
        "objectives__targets",
        "objectives__indicators",
        Prefetch("objectives__comments", unanswered),
        Prefetch("objectives__outcomes", Outcome.objects.select_related("decision")),
        Prefetch("comments", unanswered),
        Prefetch("aspects__comments", unanswered),
        Prefetch("sustained_activities__comments", unanswered),
        "sustained_activities__targets",
        Prefetch("consultations", asked),
        Prefetch("objectives__consultations", asked),
    )
    return plan


def history_of_targets(plan: Plan, lines: Lines, today: date) -> History:
    """What `lines` tell of the targets of this plan, and of how long people took with targets of the same body."""
    books = [each.ledger_book for each in Plan.objects.filter(body=plan.body_id).only("pk")]
    about_targets = Q(subject_type=TARGET)
    about_roots = Q(subject_type__in=[OBJECTIVE, ACTIVITY], book=plan.ledger_book)
    told = lines.filter(about_targets | about_roots, book__in=books).order_by("book", "seq")
    read = told.only(
        "book", "text", "subject_type", "subject_id", "within_type", "within_id", "actor_id", "on_behalf_of_id",
        "effective_on",
    )  # fmt: skip
    return History(plan.ledger_book, today).read(read.iterator(chunk_size=2000))


def facts_of(plan: Plan, history: History, lines: Lines, actor: Actor) -> Facts:
    """Everything the verdicts on `plan` rest on, as it stands on the day of `actor`."""
    return Gatherer(plan, history, _changed_on(plan, lines), actor).facts()


def _changed_on(plan: Plan, lines: Lines) -> dict[tuple[str, str], date]:
    """The last day on which anything was done with each objective and activity or a part of it."""
    own = lines.filter(book=plan.ledger_book, within_type__in=[OBJECTIVE, ACTIVITY]).order_by()
    rows = own.values_list("within_type", "within_id").annotate(last=Max("effective_on"))
    return {(kind, key): last for kind, key, last in rows}


class Gatherer:
    """Turns the rows of one plan into facts."""

    def __init__(self, plan: Plan, history: History, changed_on: dict[tuple[str, str], date], actor: Actor) -> None:
        self.plan = plan
        self.history = history
        self.changed_on = changed_on
        self.stages: list[Stage] = list(plan.stages.all())
        self.decisions_url = reverse("decisions", args=[plan.slug])
        self.who_may: Callable[[str, tuple[str, ...]], str] = cache(lambda right, on: who_may(right, on, actor))
        self.today = actor.today

    def facts(self) -> Facts:
        """The whole of it."""
        items = [self._objective(order, each) for order, each in enumerate(current_among(self.plan.objectives.all()))]
        activities = [each for each in self.plan.sustained_activities.all() if each.targets.all()]
        items += [self._activity(order, each) for order, each in enumerate(activities)]
        items += self._plan_as_a_whole()
        return Facts(
            str(self.plan), self.today, self._approval(), f"{self.plan.get_absolute_url()}#route", tuple(items)
        )

    def _plan_as_a_whole(self) -> list[ItemFacts]:
        """Only while somebody has been asked about it and has not answered, or a comment on it or on what has no owner
        waits for an answer."""
        waiting = _waiting(self.plan.consultations.all())
        unanswered = sum(map(_unanswered, self._without_owners()))
        if not waiting and not unanswered:
            return []
        permission = "governance.set_up_plan"
        return [
            ItemFacts(
                kind="plan",
                key=self.plan.pk,
                name=str(self.plan),
                order=0,
                state="",
                in_words="",
                owner=None,
                cleared_by=self.who_may(permission, self.plan.scopes(permission)),
                changed_on=None,
                where=self.plan.get_absolute_url(),
                unanswered=unanswered,
                consultations=waiting,
            )
        ]

    def _without_owners(self) -> list[Any]:
        """What the coordinator answers for: the plan, its aspects and its sustained activities."""
        return [self.plan, *self.plan.aspects.all(), *self.plan.sustained_activities.all()]

    def _approval(self) -> Approval | None:
        stages = [stage for stage in self.stages if stage.kind == StageKind.AUTHORITY_APPROVAL]
        if not stages:
            return None
        return Approval(
            body=" and ".join(stage.body.short_name for stage in stages),
            name=" and ".join(stage.body.name for stage in stages),
            opens_on=min(stage.opens_on for stage in stages),
            closes_on=max(stage.closes_on for stage in stages),
        )

    def _objective(self, order: int, objective: Objective) -> ItemFacts:
        owner = objective.owner if objective.owner_id else None
        permission = "governance.assign_objective"
        return ItemFacts(
            kind="objective",
            key=objective.pk,
            name=str(objective),
            order=order,
            state=str(objective.state),
            in_words=objective.get_state_display(),
            owner=Owner(owner.pk, str(owner), self.history.took(owner.pk)) if owner else None,
            cleared_by=self.who_may(permission, self.plan.scopes(permission)),
            changed_on=self.changed_on.get((OBJECTIVE, str(objective.pk))),
            where=objective.get_absolute_url(),
            targets=tuple(self._targets(objective, objective.indicators.all())),
            stages=tuple(self._stages_ahead(objective)),
            mover=self._mover(objective),
            consultations=_waiting(objective.consultations.all()),
            unanswered=_unanswered(objective),
        )

    def _activity(self, order: int, activity: Any) -> ItemFacts:
        permission = "governance.revise_target"
        return ItemFacts(
            kind="activity",
            key=activity.pk,
            name=str(activity),
            order=order,
            state="",
            in_words="",
            owner=None,
            took_by_anybody=self.history.took(None),
            cleared_by=self.who_may(permission, activity.scopes(permission)),
            changed_on=self.changed_on.get((ACTIVITY, str(activity.pk))),
            where=f"{self.plan.get_absolute_url()}#activities",
            targets=tuple(self._targets(activity, ())),
        )

    def _targets(self, root: Any, indicators: Iterable[Any]) -> Iterator[TargetFacts]:
        """Those of an objective or activity; about an activity's nobody is asked but about the whole plan."""
        targets = list(root.targets.all())
        asked = (root if isinstance(root, Objective) else self.plan).consultations.all()
        measured = {each.target_id: each.text for each in indicators}
        texts = Counter(each.text for each in targets)
        for target in targets:
            alone = texts[target.text] == 1 and target.text
            yield self._target(target, "" if alone else measured.get(target.pk, ""), asked)

    def _target(self, target: Target, indicator: str, asked: Iterable[Consultation]) -> TargetFacts:
        says_so = target.is_open and is_subject_to_consultation(target.text)
        about = [each for each in asked if each.target_id == target.pk or (says_so and each.target_id is None)]
        act = "target_act" if target.is_open else "target"
        return TargetFacts(
            key=target.pk,
            name=_name(target, indicator),
            resolution=str(target.resolution),
            in_words=target.get_resolution_display(),
            is_open=target.is_open,
            review_on=target.review_on,
            holder=target.holder,
            changed_on=self.history.changed_on.get(str(target.pk)),
            where=reverse(act, args=[target.pk, "revise"] if target.is_open else [target.pk]),
            consultations=_waiting(about),
            must_be_consulted_about=says_so and not about,
        )

    def _stages_ahead(self, objective: Objective) -> list[StageFacts]:
        """The parts of the route from where it is to the approval, the approval itself left out."""
        if objective.state not in (State.DRAFT, *KINDS):
            return []
        begun = KINDS.index(objective.state) if objective.state in KINDS else 0
        ahead = [stage for stage in self.stages if begun <= KINDS.index(stage.kind) < len(KINDS) - 1]
        spoken = {
            outcome.decision.body_id
            for outcome in objective.outcomes.all()
            if outcome.round == objective.round and outcome.stage == objective.state
        }
        return [self._stage(stage, objective, spoken) for stage in ahead]

    def _stage(self, stage: Stage, objective: Objective, spoken: set[int]) -> StageFacts:
        is_now = stage.kind == objective.state
        return StageFacts(
            key=stage.pk,
            kind=str(stage.kind),
            name=stage.get_kind_display(),
            body=stage.body.short_name,
            opens_on=stage.opens_on,
            closes_on=stage.closes_on,
            required=stage.required,
            is_now=is_now,
            has_spoken=is_now and stage.body_id in spoken,
            cleared_by=self.who_may("governance.record_decision", stage.body.own_scope),
            where=self.decisions_url,
        )

    def _mover(self, objective: Objective) -> str:
        permission = "governance.move_objective"
        on = tuple(scope for stage in self.stages if stage.kind == objective.state for scope in stage.body.own_scope)
        return self.who_may(permission, on) if on else ""


def _unanswered(heading: Any) -> int:
    return sum(not comment.is_answered for comment in heading.comments.all())


def _waiting(asked: Iterable[Consultation]) -> tuple[ConsultationFacts, ...]:
    """The parties whose answer is waited for."""
    return tuple(
        ConsultationFacts(each.party, each.due_on, each.get_absolute_url())
        for each in asked
        if each.required and each.is_open
    )


def _name(target: Target, indicator: str) -> str:
    """Its text as written; with what it is to show, where several are written alike or nothing is written."""
    measured = f" for {_quoted(indicator)}" if indicator else ""
    return f"{_quoted(target.text)}{measured}" if target.text else f"The missing target{measured}"


def _quoted(text: str) -> str:
    return f"“{shorten(text, LONGEST_NAME, placeholder=' …')}”"
