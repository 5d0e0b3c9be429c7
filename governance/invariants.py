"""What always holds of bodies, offices and plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q
from guardian.models import GroupObjectPermission

from audit.chain import Fault
from governance.models import (
    Aspect,
    Body,
    Comment,
    Condition,
    Decision,
    Indicator,
    Objective,
    ObjectiveState,
    Occasion,
    Outcome,
    Plan,
    PlanState,
    Seal,
    Target,
)
from governance.models.dated import Dated
from governance.models.outcome import OutcomeKind
from governance.models.target import OPEN
from governance.roles import ROLES, group_name
from workflow.soundness import always, each_of, named

AS_APPROVED = (ObjectiveState.APPROVED, ObjectiveState.PUBLISHED)
OUT = (ObjectiveState.PUBLISHED, ObjectiveState.SUPERSEDED)

# Bodies and offices


@always
def offices_have_their_rights() -> Iterator[Fault]:
    """Every office has exactly the rights of its role, on its own body and on nothing else."""
    kind = ContentType.objects.get_for_model(Body)
    due = {
        (group_name(body.short_name, role), codename, str(body.pk))
        for body in Body.objects.all()
        for role, codenames in ROLES.items()
        for codename in codenames
    }
    rights = GroupObjectPermission.objects.filter(content_type=kind)
    held = set(rights.values_list("group__name", "permission__codename", "object_pk"))
    for group, codename, body in sorted(held - due):
        yield Fault(named(Body, body), f"The group “{group}” holds the right {codename}, which its role does not give.")
    for group, codename, body in sorted(due - held):
        yield Fault(named(Body, body), f"The group “{group}” lacks the right {codename}, which its role gives.")


@always
def no_body_stands_above_itself() -> Iterator[Fault]:
    """No body stands above itself."""
    parents = dict(Body.objects.values_list("pk", "parent"))
    for body in sorted(parents):
        above, seen = parents[body], {body}
        while above is not None and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above is not None:
            yield Fault(named(Body, body), "The bodies above it go round in a circle.")


@always
def terms_end_after_they_begin() -> Iterator[Fault]:
    """What holds for a time ends after it begins, or was undone the day before."""
    for model in [model for model in apps.get_models() if issubclass(model, Dated)]:
        early = model._base_manager.filter(ends_on__lt=F("starts_on") - timedelta(days=1))
        yield from each_of(early, "It ends long before it begins.")


# Plans and what is in them


@always
def headings_are_of_the_same_plan() -> Iterator[Fault]:
    """Everything in a plan stands under headings of the same plan."""
    yield from each_of(Aspect.objects.exclude(priority__plan=F("plan")), "Its priority stands in another plan.")
    yield from each_of(Objective.objects.exclude(aspect__plan=F("plan")), "Its aspect stands in another plan.")
    amending = Objective.objects.filter(amends__isnull=False)
    yield from each_of(amending.exclude(amends__plan=F("plan")), "What it amends stands in another plan.")


@always
def nothing_stands_under_what_is_gone() -> Iterator[Fault]:
    """Nothing in force stands under a heading that has been withdrawn."""
    aspects = Aspect.objects.filter(withdrawn=False, priority__withdrawn=True)
    yield from each_of(aspects, "Its priority has been withdrawn.")
    objectives = Objective.objects.filter(aspect__withdrawn=True).exclude(
        state__in=[ObjectiveState.WITHDRAWN, ObjectiveState.SUPERSEDED]
    )
    yield from each_of(objectives, "Its aspect has been withdrawn.")


@always
def indicators_have_targets_of_their_objective() -> Iterator[Fault]:
    """An indicator is measured by a target of its own objective, and one that is in force by one in force."""
    indicators = Indicator.objects.all()
    yield from each_of(indicators.exclude(target__objective=F("objective")), "Its target belongs to another objective.")
    yield from each_of(indicators.filter(withdrawn=False, target__withdrawn=True), "Its target has been withdrawn.")


@always
def decided_targets_have_words() -> Iterable[Fault]:
    """A target that is decided says so in words."""
    decided = Target.objects.exclude(resolution__in=OPEN)
    return each_of(decided.filter(text="", explanation=""), "It is decided and says nothing.")


@always
def published_targets_are_decided() -> Iterable[Fault]:
    """What a published objective promises is decided: none of its targets is open."""
    targets = Target.objects.filter(withdrawn=False, objective__state__in=OUT, resolution__in=OPEN)
    return each_of(targets, "It is open, and its objective is published.")


# What was decided


@always
def approvals_hold() -> Iterable[Fault]:
    """An approved or published objective has an approval, of its present submission, that was not voided."""
    approved = Outcome.objects.filter(
        objective=OuterRef("pk"), round=OuterRef("round"), kind=OutcomeKind.APPROVED, voided_on__isnull=True
    )
    objectives = Objective.objects.filter(state__in=AS_APPROVED).filter(~Exists(approved))
    return each_of(objectives, "No approval of it holds.")


@always
def approvals_of_plans_hold() -> Iterable[Fault]:
    """An approved or published plan has an approval that was not voided."""
    approved = Outcome.objects.filter(plan=OuterRef("pk"), kind=OutcomeKind.APPROVED, voided_on__isnull=True)
    plans = Plan.objects.filter(state__in=[PlanState.APPROVED, PlanState.PUBLISHED]).filter(~Exists(approved))
    return each_of(plans, "No approval of it holds.")


@always
def decisions_are_sealed() -> Iterable[Fault]:
    """A text that was decided on is sealed with the decision."""
    seal = Seal.objects.filter(
        Q(objective=OuterRef("objective")) | Q(plan=OuterRef("plan")),
        occasion=Occasion.DECISION,
        decision=OuterRef("decision"),
        sealed=OuterRef("seal"),
    )
    return each_of(Outcome.objects.filter(~Exists(seal)), "What it was decided on is not sealed.")


@always
def what_is_published_is_sealed() -> Iterator[Fault]:
    """What is published has its day, and is sealed as it was published."""
    objectives = Objective.objects.filter(Q(state__in=OUT) | Q(withdrawn_under__isnull=False))
    yield from each_of(objectives.filter(published_on__isnull=True), "Nobody knows when it was published.")
    seal = Seal.objects.filter(objective=OuterRef("pk"), occasion=Occasion.PUBLICATION)
    yield from each_of(objectives.filter(~Exists(seal)), "It was published without a seal.")
    seal = Seal.objects.filter(plan=OuterRef("pk"), occasion=Occasion.PUBLICATION)
    plans = Plan.objects.filter(state=PlanState.PUBLISHED)
    yield from each_of(plans.filter(~Exists(seal)), "It was published without a seal.")


@always
def what_is_superseded_has_an_amendment() -> Iterable[Fault]:
    """What an amendment has replaced is replaced by something published."""
    amendment = Objective.objects.filter(amends=OuterRef("pk"), state__in=[*OUT, ObjectiveState.WITHDRAWN])
    superseded = Objective.objects.filter(state=ObjectiveState.SUPERSEDED)
    return each_of(superseded.filter(~Exists(amendment)), "Nothing published has replaced it.")


@always
def decisions_are_about_their_plan() -> Iterator[Fault]:
    """A decision is about its own plan."""
    outcomes = Outcome.objects.all()
    of_others = Q(objective__isnull=False) & ~Q(objective__plan=F("decision__plan"))
    of_other_plans = Q(plan__isnull=False) & ~Q(plan=F("decision__plan"))
    yield from each_of(outcomes.filter(of_others | of_other_plans), "Its decision is about another plan.")
    yield from each_of(Condition.objects.exclude(decision__plan=F("plan")), "Its decision is about another plan.")


@always
def conditions_are_cleared_afterwards() -> Iterable[Fault]:
    """A condition is cleared after the decision that set it."""
    cleared = Condition.objects.filter(closed_on__lt=F("decision__decided_on"))
    return each_of(cleared, "It was cleared before it was set.")


@always
def decisions_take_effect_afterwards() -> Iterable[Fault]:
    """A decision takes effect after it is taken."""
    early = Decision.objects.filter(takes_effect_on__lt=F("decided_on"))
    return each_of(early, "It took effect before it was taken.")


@always
def comments_are_answered() -> Iterable[Fault]:
    """Every comment on what is approved or published has been answered."""
    comments = Comment.objects.filter(objective__state__in=AS_APPROVED, disposition="", merged_into__isnull=True)
    before = comments.exclude(stage="")
    return each_of(before, "Nobody has answered it, and its objective is approved.")
