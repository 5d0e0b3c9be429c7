"""A plan of a body for a financial year, and its own life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django_fsm import FSMField, transition

from audit.canonical import plain
from audit.models import SealedText
from audit.sealed import texts_of
from governance import demands, guards
from governance.delegated_scope import only_format_of_the_plan_differs
from governance.differences import Part, compared_plans
from governance.guards import resolutions
from governance.models.body import Body, parents_of_all, with_all_below
from governance.roles import who_may
from governance.seal import plan_as_read, seal_of
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import Governed, GovernedQuerySet
from workflow.permissions import scope_key

if TYPE_CHECKING:
    from governance.models.seal import Seal


READ_OF_A_DELEGATION = ("decision__body", "decision__officer", "to_body", "to_officer", "under__decision__body")
"""prefetch lookups from a delegation for what guards read of it"""


class PlanState(models.TextChoices):
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in_review", "In review"
    BEFORE_AUTHORITY = "before_authority", "Before the Authority"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"


class PlanQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """Plans in preparation for those who hold an office under their body or in a body on their route; published
        ones for everyone."""
        return self.filter(Q(state=PlanState.PUBLISHED) | Q(pk__in=readable_plans(actor)))


class Plan(Governed):
    """What a body sets out to achieve in a financial year."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="plans")
    title = models.CharField("title", max_length=200)
    financial_year = models.CharField("financial year", max_length=7, help_text="For example 2001/02")
    state = FSMField("state", default=PlanState.DRAFT, choices=PlanState.choices, protected=True, editable=False)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name="made from"
    )

    lock_rank: ClassVar[int] = 20
    objects: ClassVar[Any] = PlanQuerySet.as_manager()

    class Meta(Governed.Meta):
        verbose_name = "plan"
        ordering = ["-financial_year", "title"]
        constraints = [
            models.UniqueConstraint(fields=["body", "financial_year"], name="one_plan_per_body_and_year"),
            models.UniqueConstraint(fields=["follows"], name="one_plan_follows_another"),
            models.CheckConstraint(condition=Q(state__in=PlanState.values), name="plan_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.financial_year}"

    def get_absolute_url(self) -> str:
        return reverse("plan", args=[self.slug])

    @property
    def slug(self) -> str:
        """How an address writes it: 3-2001-02."""
        return f"{self.pk}-{self.financial_year.replace('/', '-')}"

    def seal(self) -> str:
        """SHA-256 of everything a reader of it sees, in hex. Reads it all anew, in a constant number of queries."""
        return seal_of(plan_as_read(self))

    def differs_from(self, seal: Seal) -> list[Part]:
        """What is another today than under `seal`: by heading, activity, and objective. Reads it all anew."""
        texts: list[SealedText] = []
        now = plain(plan_as_read(self, texts))
        old = seal.sealed.read
        behind = {text.digest: text.read for text in texts}
        behind |= texts_of(digest for digest in old["objectives"] if digest not in behind)
        return [part for part in compared_plans(old, now, behind) if part.differs]

    def differs_only_in_format_from(self, seal: str) -> bool:
        """Whether it promises what it promised under `seal`. Reads it all anew."""
        texts: list[SealedText] = []
        now = plain(plan_as_read(self, texts))
        old = texts_of([seal])[seal]
        behind = {text.digest: text.read for text in texts}
        behind |= texts_of(digest for digest in old["objectives"] if digest not in behind)
        return only_format_of_the_plan_differs(old, now, behind)

    def delegations_in_hand(self) -> list[Any]:
        """Every delegation of something in it, with what tells whose it is; read once and kept as prefetched."""
        prefetch_related_objects([self], *(f"delegations__{name}" for name in READ_OF_A_DELEGATION))
        return list(self.delegations.all())

    @property
    def ledger_plan(self) -> str:
        return str(self.pk)

    def scopes(self, permission: str) -> tuple[str, ...]:
        return (scope_key(Body, self.body_id),)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="plan.set_up",
        permission="governance.set_up_plan",
        says="set up",
        guards=(guards.it_begins_as_a_draft, guards.its_financial_year_is_one, guards.it_follows_no_plan),
        creates=True,
    )
    def set_up(self) -> None:
        """The plan begins as an empty draft."""

    @governed(
        records="plan.rolled_over",
        permission="governance.set_up_plan",
        says="start {} from the year before",
        guards=(
            guards.it_begins_as_a_draft,
            guards.its_financial_year_is_one,
            guards.it_follows_a_plan_of_its_body,
            guards.its_year_follows_that_plans,
            guards.no_plan_of_its_year_is_there,
        ),
        needs=("follows", "body__plans"),
        creates=True,
    )
    def roll_over(self) -> None:
        """The plan begins as a draft that carries on the one it `follows`."""

    @governed(
        records="plan.review_opened",
        permission="governance.move_plan",
        says="open the review of {}",
        guards=(guards.its_route_is_set, guards.its_dates_have_been_checked),
        needs=("stages__body",),
    )
    @transition(field=state, source=PlanState.DRAFT, target=PlanState.IN_REVIEW)
    def open_review(self) -> None:
        """Objectives can be submitted to the stages of the route."""

    @governed(
        records="plan.referred",
        permission="governance.move_plan",
        says="put {} before the Authority",
        guards=(guards.no_objective_is_left_behind, guards.every_comment_on_the_plan_is_answered),
        needs=(
            "objectives__aspect",
            "objectives__owner",
            "stages__body",
            "comments",
            "aspects__comments",
            "sustained_activities__comments",
        ),
        locks=("objectives",),
    )
    @transition(field=state, source=PlanState.IN_REVIEW, target=PlanState.BEFORE_AUTHORITY)
    def refer(self) -> None:
        """Every objective is with the Authority, or further, or out."""

    @governed(
        records="plan.approved",
        permission="governance.approve_plan",
        says="approve",
        guards=(
            guards.every_objective_is_approved,
            resolutions.every_target_of_its_activities_is_resolved,
            guards.a_body_with_the_power_has_approved_the_plan,
            resolutions.the_plan_is_the_plan_that_body_saw,
            guards.every_required_consultation_is_recorded,
            guards.every_comment_on_the_plan_is_answered,
            guards.what_was_decided_about_it_takes_effect,
        ),
        needs=(
            "objectives__aspect",
            "objectives__owner",
            "stages__body",
            "sustained_activities__targets",
            "outcomes__decision__body__parent",
            "outcomes__decision__body__powers",
            "consultations",
            "comments",
            "aspects__comments",
            "sustained_activities__comments",
        ),
        locks=("priorities", "aspects", "objectives", "sustained_activities"),
    )
    @transition(field=state, source=PlanState.BEFORE_AUTHORITY, target=PlanState.APPROVED)
    def approve(self) -> None:
        """The body has resolved on the plan as a whole."""

    @governed(
        records="plan.published",
        permission="governance.publish_plan",
        says="publish",
        guards=(
            guards.every_objective_is_published,
            guards.a_body_with_the_power_has_approved_the_plan,
            resolutions.the_plan_is_the_plan_that_body_saw,
            guards.every_condition_is_cleared,
            guards.what_was_decided_about_it_takes_effect,
        ),
        needs=(
            "objectives__aspect",
            "objectives__owner",
            "stages__body",
            "outcomes__decision__body__parent",
            "outcomes__decision__body__powers",
            *(f"conditions__{name}" for name in guards.READ_OF_CONDITIONS),
        ),
        locks=("objectives",),
        demands=(demands.a_day_not_before_its_approval, demands.a_day_not_before_its_conditions_were_cleared),
    )
    @transition(field=state, source=PlanState.APPROVED, target=PlanState.PUBLISHED)
    def publish(self) -> None:
        """From now on the public reads it, and nothing in it changes silently."""


class InPlan(Governed):
    """Something that stands in a plan and is set up by its coordinators."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="%(class)ss")

    class Meta(Governed.Meta):
        abstract = True

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.plan.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)


def readable_plans(actor: Actor) -> models.QuerySet[Any]:
    """The keys of the plans in preparation that `actor` may read, as a subquery: those of the bodies they may read, and
    those on whose route a body stands in which they read plans. Such a body's part in one plan opens no other.

    Written once and kept with the actor: most pages ask several things of it.
    """
    if "readable_plans" not in actor.__dict__:
        on_the_route = Q(stages__body__in=_bodies(actor, "governance.read_plan"), stages__withdrawn=False)
        plans = Plan.objects.filter(Q(body__in=readable_bodies(actor)) | on_the_route)
        actor.__dict__["readable_plans"] = plans.order_by().values("pk")
    return actor.__dict__["readable_plans"]  # type: ignore[no-any-return]


def is_open_to(actor: Actor, plan: Plan) -> bool:
    """Whether `plan` is one of the `readable_plans`."""
    if plan.body_id in readable_bodies(actor):
        return True
    held = _bodies(actor, "governance.read_plan")
    return bool(held) and any(stage.body_id in held for stage in plan.stages.all())


def readable_bodies(actor: Actor) -> list[int]:
    """The bodies whose plans in preparation `actor` may read: those they hold an office in, and those above them; for
    an auditor those below as well.

    Read once and kept with the actor.
    """
    if "readable_bodies" not in actor.__dict__:
        actor.__dict__["readable_bodies"] = _readable_bodies(actor)
    return actor.__dict__["readable_bodies"]  # type: ignore[no-any-return]


def _readable_bodies(actor: Actor) -> list[int]:
    held = _bodies(actor, "governance.read_plan")
    if not held:
        return []
    parents = parents_of_all()
    readable: set[int] = set()
    for body in held:
        above: int | None = body
        while above is not None and above not in readable:
            readable.add(above)
            above = parents.get(above)
    return sorted(readable | with_all_below(_bodies(actor, "governance.read_ledger"), parents))


def _bodies(actor: Actor, permission: str) -> set[int]:
    """The bodies on which `actor` holds `permission`."""
    return {int(scope.rpartition(":")[2]) for held, scope in actor.grants if held == permission}
