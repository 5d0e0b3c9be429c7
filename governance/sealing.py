"""What follows from acts on a plan: what bodies have before them is sealed, and approvals of an earlier text fall.

Nobody seals a text and nobody voids an approval: both follow, in the same transaction, from what people do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.db.models import Q

from audit.models import SealedText
from audit.sealed import keep, sealed
from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Indicator,
    Note,
    Objective,
    ObjectiveState,
    Outcome,
    Plan,
    PlanState,
    Priority,
    Stage,
    StatutoryIndicator,
    SustainedActivity,
    Target,
)
from governance.models.corrected import WHAT_WAS_WRONG
from governance.models.objective import BEFORE_PUBLICATION, WITHDRAWN_AFTER_PUBLICATION
from governance.models.outcome import OutcomeKind
from governance.models.seal import Occasion, Seal
from governance.seal import READ_OF_AN_OBJECTIVE, as_read, plan_as_read
from workflow.acts import Done, rules_of
from workflow.consequences import Consequence, follow

CORRECTED = (Objective, Indicator, Target, Note, ActionPoint, Priority, Aspect, SustainedActivity)
"""what has a wording that can be corrected once it is published"""

CORRECTIONS = tuple(rule.records for model in CORRECTED for rule in rules_of(model) if rule.name == "correct")
"""ledger actions by which a slip was put right"""

# What is sealed


@follow
def what_is_before_people_is_sealed(done: Sequence[Done]) -> Iterable[Consequence]:
    """One seal of each objective or plan for each body that has it before it; a text is kept once, however often."""
    wanted = [(each, seal) for each in done for seal in _seals_of(each)]
    texts = _texts([seal for _, seal in wanted])
    keep(texts.kept)
    for each, seal in wanted:
        seal.sealed_id = texts.digest_of(seal)
        yield Consequence(seal.take, of=each)


def _seals_of(done: Done) -> Iterator[Seal]:
    seals = _OCCASIONS.get(done.rule.records)
    if seals:
        for seal in seals(done.subject):
            seal.taken_on = seal.taken_on or done.deed.given.effective_on
            yield seal


def _came_to_a_stage(objective: Objective, occasion: Occasion) -> Iterator[Seal]:
    for stage in objective.stages:
        yield Seal(objective=objective, occasion=occasion, stage=objective.state, body=stage.body)


def _of_a_plan(plan: Plan, occasion: Occasion) -> Iterator[Seal]:
    yield Seal(plan=plan, occasion=occasion, stage=plan.state)


def _published(objective: Objective) -> Iterator[Seal]:
    yield Seal(objective=objective, occasion=Occasion.PUBLICATION, stage=objective.state)


def _corrected(thing: Any) -> Iterator[Seal]:
    """What the public reads from now on: the objective, or those whose text names a heading, and the plan. What stands
    under a heading, such as a note, is in the text of the plan alone."""
    root = thing.root
    for objective in [root] if isinstance(root, Objective) else _published_under(thing):
        yield Seal(objective=objective, occasion=Occasion.PUBLICATION, stage=WHAT_WAS_WRONG)
    if root.plan.state == PlanState.PUBLISHED:
        yield Seal(plan=root.plan, occasion=Occasion.PUBLICATION, stage=WHAT_WAS_WRONG)


def _withdrawn(objective: Objective) -> Iterator[Seal]:
    """What the public reads of the plan from now on; the objective itself says what it said."""
    if objective.plan.state == PlanState.PUBLISHED:
        yield Seal(plan=objective.plan, occasion=Occasion.PUBLICATION, stage=objective.state)


def _published_under(thing: Any) -> Iterable[Objective]:
    """The title of an aspect, and of its priority, is part of the text of every objective under it."""
    published = Objective.objects.filter(state=ObjectiveState.PUBLISHED).order_by("pk")
    if isinstance(thing, Priority):
        return published.filter(aspect__priority=thing)
    return published.filter(aspect=thing) if isinstance(thing, Aspect) else ()


def _decided(outcome: Outcome) -> Iterator[Seal]:
    yield Seal(
        objective=outcome.objective,
        plan=outcome.plan,
        occasion=Occasion.DECISION,
        stage=outcome.stage,
        body=None if outcome.decision.officer_id else outcome.decision.body,
        decision=outcome.decision,
        taken_on=outcome.decision.decided_on,
    )


def _papers(stage: Stage) -> Iterator[Seal]:
    about = {
        "occasion": Occasion.PAPERS_ISSUED,
        "stage": stage.kind,
        "body": stage.body,
        "taken_on": stage.papers_issued_on,
    }
    for objective in stage.before_its_body.select_related("plan"):
        yield Seal(objective=objective, **about)
    yield Seal(plan=stage.plan, **about)


_OCCASIONS: dict[str, Callable[[Any], Iterator[Seal]]] = {
    "objective.submitted": partial(_came_to_a_stage, occasion=Occasion.SUBMITTED),
    "objective.comment_invited": partial(_came_to_a_stage, occasion=Occasion.STAGE_OPENED),
    "objective.referred": partial(_came_to_a_stage, occasion=Occasion.STAGE_OPENED),
    "objective.published": _published,
    WITHDRAWN_AFTER_PUBLICATION: _withdrawn,
    **dict.fromkeys(CORRECTIONS, _corrected),
    "outcome.recorded": _decided,
    "outcome.taken": _decided,
    "outcome.taken_in_urgency": _decided,
    "plan.review_opened": partial(_of_a_plan, occasion=Occasion.STAGE_OPENED),
    "plan.referred": partial(_of_a_plan, occasion=Occasion.STAGE_OPENED),
    "plan.published": partial(_of_a_plan, occasion=Occasion.PUBLICATION),
    "stage.papers_issued": _papers,
}
"""ledger action -> the seals it asks for"""


@dataclass
class _Texts:
    """Texts as they are now, of some objectives and plans."""

    kept: list[SealedText] = field(default_factory=list)
    objectives: dict[int, str] = field(default_factory=dict)
    plans: dict[int, str] = field(default_factory=dict)

    def digest_of(self, seal: Seal) -> str:
        if seal.objective_id is not None:
            return self.objectives[seal.objective_id]
        return self.plans[seal.plan_id or 0]


def _texts(seals: Sequence[Seal]) -> _Texts:
    """The texts of whatever is to be sealed. With a plan, those of its objectives, since its own names their seals."""
    texts = _Texts()
    for objective in read_anew({seal.objective_id for seal in seals if seal.objective_id is not None}):
        text = sealed(as_read(objective))
        texts.objectives[objective.pk] = text.digest
        texts.kept.append(text)
    for plan in {seal.plan_id: seal.plan for seal in seals if seal.plan}.values():
        whole = sealed(plan_as_read(plan, texts.kept))
        texts.plans[plan.pk] = whole.digest
        texts.kept.append(whole)
    return texts


def read_anew(keys: Iterable[int]) -> Iterable[Objective]:
    """Objectives with everything a reader of them sees; a constant number of queries."""
    wanted = list(keys)
    rows = Objective.objects.filter(pk__in=wanted).prefetch_related("plan", *READ_OF_AN_OBJECTIVE)
    return rows if wanted else ()


# Which approvals fall


OF_THE_TEXT = (
    Objective, Indicator, Target, Note, ActionPoint, Contribution,
    Plan, Priority, Aspect, SustainedActivity, StatutoryIndicator,
)  # fmt: skip
"""what the text of a plan is made of"""

NO_TEXT = frozenset({"state", "round", "owner", "held_by", "published_on", "review_on", "source"})
"""fields of these that no text shows; though with its state an objective may leave the plan, or come to stand for it"""


@follow
def approvals_of_an_earlier_text_are_voided(done: Sequence[Done]) -> Iterable[Consequence]:
    """An approval holds only for its seal: what changes the text voids it, and what leaves the text equal does not."""
    changed = [each for each in done if isinstance(each.subject, OF_THE_TEXT)]
    for outcome in _standing(changed):
        if outcome.seal != outcome.root.seal():  # type: ignore[attr-defined]
            change = _last_change_of(outcome, changed)
            yield Consequence(partial(outcome.void, voided_on=change.deed.given.effective_on), of=change)


def _standing(changed: Sequence[Done]) -> Iterable[Outcome]:
    """The approvals that hold and may no longer do so: of what was changed, or of what stands under it."""
    if not changed:
        return ()
    worded = [each for each in changed if not NO_TEXT.issuperset(each.changes)]
    objectives = [each.subject.root.pk for each in worded if isinstance(each.subject.root, Objective)]
    headed = {each.subject.ledger_plan for each in worded if not isinstance(each.subject.root, Objective)}
    plans = {each.subject.ledger_plan for each in changed}
    under_way = Q(objective__state__in=BEFORE_PUBLICATION)
    of_plans = Q(plan__in=plans, plan__state__in=[PlanState.BEFORE_AUTHORITY, PlanState.APPROVED])
    rows = Outcome.objects.filter(kind=OutcomeKind.APPROVED, voided_on__isnull=True)
    rows = rows.filter(
        under_way & (Q(objective__in=objectives) | Q(objective__plan__in=headed)) | of_plans
    ).select_related("decision", "plan")
    reads = (f"objective__{relation}" for relation in READ_OF_AN_OBJECTIVE)
    found = rows.prefetch_related("objective", *reads)
    return [each for each in found if each.objective is None or each.round == each.objective.round]


def _last_change_of(outcome: Outcome, changed: Sequence[Done]) -> Done:
    """The change that took its text from under an approval: the last one of the thing itself, or else of its plan."""
    own = [each for each in changed if each.subject.root_row == outcome.root_row]
    around = [each for each in changed if each.subject.ledger_plan == outcome.ledger_plan]
    return (own or around)[-1]
