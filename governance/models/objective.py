"""An objective and its whole life: the acts on this page are all there are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django_fsm import GET_STATE, FSMField, transition

from audit.canonical import plain
from audit.sealed import texts_of
from governance import demands, guards
from governance.chronicle import was_worked_on_for
from governance.delegated_scope import only_format_differs
from governance.differences import Part, differences
from governance.models.body import Body
from governance.models.content import Aspect
from governance.models.corrected import Worded, corrected
from governance.models.lineage import Continuing
from governance.models.plan import InPlan, Plan, readable_plans
from governance.models.route import Stage, StageKind
from governance.roles import who_may
from governance.seal import READ_OF_AN_OBJECTIVE, as_read, seal_of
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import GovernedQuerySet
from workflow.permissions import scope_key

if TYPE_CHECKING:
    from governance.models.seal import Seal


class ObjectiveState(models.TextChoices):
    DRAFT = "draft", "Draft"
    WORKSHOP_REVIEW = "workshop_review", "Workshop review"
    COMMITTEE_COMMENT = "committee_comment", "Committee comment"
    AUTHORITY_APPROVAL = "authority_approval", "Authority approval"
    APPROVED = "approved", "Approved"
    PUBLISHED = "published", "Published"
    SUPERSEDED = "superseded", "Superseded"
    WITHDRAWN = "withdrawn", "Withdrawn"


State = ObjectiveState
IN_STAGES = [State.WORKSHOP_REVIEW, State.COMMITTEE_COMMENT, State.AUTHORITY_APPROVAL]
BEFORE_PUBLICATION = [State.DRAFT, *IN_STAGES, State.APPROVED]

SHOWN_WITH_ITS_OBJECTIVE = ("objective__aspect", "objective__plan__stages__body", "objective__owner")
"""prefetch lookups that name a part of an objective, and tell who may act on it"""

WHAT_IT_READS = READ_OF_AN_OBJECTIVE

WITHDRAWN_AFTER_PUBLICATION = "objective.withdrawn_after_publication"
"""ledger action by which the public learns that a promise stands no longer"""


class ObjectiveQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> ObjectiveQuerySet:
        """Drafts for those who may read the plan in preparation; what is published, or has been, for everyone."""
        public = Q(state__in=[State.PUBLISHED, State.SUPERSEDED]) | Q(withdrawn_under__isnull=False)
        return self.filter(public | Q(plan__in=readable_plans(actor)))

    def in_force(self) -> ObjectiveQuerySet:
        """Neither withdrawn nor superseded."""
        return self.exclude(state__in=[State.WITHDRAWN, State.SUPERSEDED])

    def current(self) -> ObjectiveQuerySet:
        """The text the plan stands by: an amendment takes its place in the plan when it is published."""
        replaced = self.model.objects.filter(state=State.PUBLISHED, amends__isnull=False).values("amends")
        return self.in_force().filter(Q(amends__isnull=True) | Q(state=State.PUBLISHED)).exclude(pk__in=replaced)


def current_among(objectives: Iterable[Any]) -> list[Any]:
    """What `current()` asks a database for, of objectives in hand; all of them, or the answer may be another."""
    found = list(objectives)
    replaced = {each.amends_id for each in found if each.state == State.PUBLISHED}
    return [
        each
        for each in found
        if each.state not in (State.WITHDRAWN, State.SUPERSEDED)
        and (each.amends_id is None or each.state == State.PUBLISHED)
        and each.pk not in replaced
    ]


def first_stage(objective: Objective, **_: Any) -> str:
    """The first stage of the plan's route; a plan without a workshop skips it."""
    kinds = {stage.kind for stage in objective.plan.stages.all()}
    return next(kind for kind in StageKind.values if kind in kinds)


class Objective(InPlan, Continuing, Worded):
    """What is to be achieved under an aspect. Numbered within it, or unnumbered; an overall objective has no label."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="objectives")
    aspect = models.ForeignKey(Aspect, models.PROTECT, related_name="objectives")
    number = models.PositiveIntegerField("number", null=True, blank=True)
    labelled = models.BooleanField(
        "labelled", default=True, help_text="An overall objective that only the text states has no label"
    )
    title = models.TextField("title")
    order = models.PositiveIntegerField("order", default=0)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="objectives"
    )
    held_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="objectives", verbose_name="held by"
    )
    state = FSMField("state", default=State.DRAFT, choices=State.choices, protected=True, editable=False)
    round = models.PositiveIntegerField(
        "submission", default=0, help_text="How often it has been submitted; what bodies said counts for one submission"
    )
    submitted_seal = models.CharField(
        "seal of the first submission",
        max_length=64,
        blank=True,
        help_text="SHA-256 of the text as its owner first submitted it",
    )
    published_on = models.DateField("published on", null=True, blank=True)
    amends = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="amendments")
    withdrawn_under = models.ForeignKey(
        "governance.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="withdraws",
        help_text="The decision by which it was withdrawn after its publication",
    )

    worded_in: ClassVar[str] = "title"
    lock_rank: ClassVar[int] = 30
    shown_with: ClassVar[tuple[str, ...]] = ("aspect", "plan__stages__body", "owner")
    read_under: ClassVar[tuple[str, ...]] = ("aspect", "aspect__priority")
    objects: ClassVar[Any] = ObjectiveQuerySet.as_manager()

    housekeeping: ClassVar[frozenset[str]] = frozenset({"labelled", "number", "order", "round", "submitted_seal"})

    class Meta(InPlan.Meta):
        verbose_name = "objective"
        ordering = ["aspect__priority__order", "aspect__order", "order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="objective_state_is_known"),
            models.UniqueConstraint(
                fields=["amends"],
                condition=Q(state__in=BEFORE_PUBLICATION),
                name="one_amendment_under_way_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WITHDRAWN, published_on__isnull=False, withdrawn_under__isnull=False)
                | Q(withdrawn_under__isnull=True, published_on__isnull=True)
                | (Q(withdrawn_under__isnull=True) & ~Q(state=State.WITHDRAWN)),
                name="what_was_published_is_withdrawn_by_a_decision",
            ),
        ]
        indexes = [models.Index(fields=["plan", "state"]), models.Index(fields=["owner", "state"])]

    def __str__(self) -> str:
        if self.number:
            return f"{self.aspect}: objective {self.number}"
        return f"{self.aspect}: {'objective' if self.labelled else 'overall objective'}"

    def get_absolute_url(self) -> str:
        return reverse("objective", args=[self.pk])

    @property
    def stages(self) -> list[Stage]:
        """The parts of the route it is in now; for an approved one those of the approval."""
        kind = StageKind.AUTHORITY_APPROVAL if self.state == State.APPROVED else self.state
        return [stage for stage in self.plan.stages.all() if stage.kind == kind]

    def seal(self) -> str:
        """SHA-256 of everything a reader of it sees, in hex: two texts with one seal are the same text."""
        return seal_of(as_read(self))

    def differs_from(self, seal: Seal) -> list[Part]:
        """What is another today than under `seal`, by title, indicator, target, note, action point and order."""
        return differences(seal.sealed.read, plain(as_read(self)))

    def differs_only_in_format_from(self, seal: str) -> bool:
        """Whether it promises what it promised under `seal`."""
        return only_format_differs(texts_of([seal])[seal], as_read(self))

    def was_worked_on_for_its_owner_by(self, person: int | None) -> bool:
        """Whether somebody has acted for its owner on it since it was last a new draft: on what is submitted now."""
        return was_worked_on_for(self, self.owner_id, person)

    def scopes(self, permission: str) -> tuple[str, ...]:
        """Rights follow from where it is: its holder writes it, the bodies of its stage conduct it, the plan's body
        sets it up and publishes it."""
        holder = (scope_key(Body, self.held_by_id),) if self.held_by_id else ()
        conductors = tuple(scope_key(Body, stage.body_id) for stage in self.stages)
        planners = self.plan.scopes(permission)
        return {
            "governance.revise_objective": holder,
            "governance.submit_objective": holder,
            "governance.revise_target": holder,
            "governance.draft_objective": holder + planners,
            "governance.withdraw_objective": holder + planners + conductors,
            "governance.answer_comment": holder + conductors,
            "governance.open_consultation": holder + planners,
            "governance.move_objective": conductors,
            "governance.send_back_objective": conductors,
            "governance.comment_objective": conductors,
            "governance.approve_objective": conductors,
        }.get(permission, planners)

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="objective.drafted",
        permission="governance.draft_objective",
        says="draft",
        guards=(
            guards.it_begins_as_a_draft,
            guards.it_amends_nothing,
            guards.its_plan_is_not_approved,
            guards.its_parts_are_of_one_plan,
            guards.what_it_stands_under_is_in_force,
            guards.its_holder_belongs_to_the_plans_body,
            guards.its_owner_or_a_coordinator,
            guards.it_continues_what_came_before_it,
        ),
        needs=("plan__body", "aspect", "held_by__parent__parent__parent", "continues"),
        creates=True,
    )
    def draft(self) -> None:
        """It stands in the plan as a draft."""

    @governed(
        records="objective.split_off",
        permission="governance.draft_objective",
        says="split {} off",
        guards=(
            guards.it_begins_as_a_draft,
            guards.it_amends_nothing,
            guards.it_is_split_from_a_text_that_may_still_change,
            guards.its_plan_is_not_approved,
            guards.its_parts_are_of_one_plan,
            guards.what_it_stands_under_is_in_force,
            guards.its_number_is_its_own,
            guards.its_owner_or_a_coordinator,
        ),
        needs=("plan__body", "continues__aspect", "aspect__objectives"),
        demands=(a_reason,),
        creates=True,
    )
    def split_off(self) -> None:
        """A new draft beside the one it `continues`, under the same aspect, for parts of that one."""

    @governed(
        records="objective.amendment_drafted",
        permission="governance.amend_objective",
        says="draft an amendment of {}",
        guards=(
            guards.it_begins_as_a_draft,
            guards.it_amends_a_published_objective,
            guards.no_other_amendment_is_under_way,
            guards.its_parts_are_of_one_plan,
        ),
        needs=("amends__aspect", "amends__amendments"),
        demands=(a_reason,),
        creates=True,
    )
    def draft_amendment(self) -> None:
        """A new draft beside the published text, which stays as it is."""

    @governed(
        records="objective.assigned",
        permission="governance.assign_objective",
        says="assign",
        guards=(guards.it_is_not_over, guards.whoever_submitted_it_keeps_it),
        needs=("plan__body", "owner__appointments"),
        demands=(
            demands.an_owner_who_holds_the_office,
            demands.a_holder_of_the_plans_body,
            demands.a_reason_once_it_is_no_draft,
        ),
    )
    def assign(self, *, owner: Any, held_by: Body) -> None:
        self.owner, self.held_by = owner, held_by

    @governed(
        records="objective.revised",
        permission="governance.revise_objective",
        says="revise",
        guards=(guards.only_its_owner, guards.its_text_may_still_change),
        demands=(demands.a_reason_once_it_is_no_draft,),
    )
    def revise(self, *, title: str) -> None:
        self.title = title

    @governed(
        records="objective.revised",
        permission="governance.import_report",
        says="revise {} from a report",
        guards=(guards.its_text_may_still_change,),
        demands=(a_reason,),
    )
    def take_from_report(self, *, title: str, number: int | None = None, order: int | None = None) -> None:
        """Take its words from a later report, and its number and place if the report numbers anew."""
        self.title = title
        self.number = self.number if number is None else number
        self.order = self.order if order is None else order

    @governed(
        records="objective.placed",
        permission="governance.edit_headings",
        says="put {} in another place",
        guards=(guards.its_plan_is_not_approved,),
    )
    def place(self, *, order: int) -> None:
        """Among the objectives of its aspect; no text changes."""
        self.order = order

    @governed(
        records="objective.renumbered",
        permission="governance.edit_headings",
        says="give {} another number",
        guards=(guards.its_format_may_still_change,),
        demands=(demands.a_reason_once_it_is_no_draft, demands.a_number_of_its_own),
    )
    def renumber(self, *, number: int | None, labelled: bool) -> None:
        self.number, self.labelled = number, labelled

    @governed(
        records="objective.moved",
        permission="governance.edit_headings",
        says="move {} to another aspect",
        guards=(guards.its_text_may_still_change,),
        demands=(a_reason, demands.another_aspect_of_its_plan, demands.a_number_of_its_own),
    )
    def move(self, *, aspect: Aspect, number: int | None, order: int) -> None:
        """With its whole history. The title of the aspect is part of its text."""
        self.aspect, self.number, self.order = aspect, number, order

    @governed(
        records="objective.submitted",
        permission="governance.submit_objective",
        says="submit",
        guards=(
            guards.only_its_owner,
            guards.its_plan_is_under_review,
            guards.its_route_is_set,
            guards.its_first_stage_has_opened,
        ),
        needs=WHAT_IT_READS,
    )
    @transition(field=state, source=State.DRAFT, target=GET_STATE(first_stage, states=IN_STAGES))
    def submit(self) -> None:
        """Bodies have it. The text as it was the first time stays on record by its seal."""
        self.round += 1
        self.submitted_seal = self.submitted_seal or self.seal()

    @governed(
        records="objective.comment_invited",
        permission="governance.move_objective",
        says="invite the committee to comment on {}",
        guards=(
            guards.its_route_has_a_committee,
            guards.every_comment_is_answered,
            guards.every_body_of_its_stage_has_spoken,
            guards.what_was_decided_about_it_takes_effect,
        ),
        needs=("comments__author", "outcomes__decision__body__parent"),
    )
    @transition(field=state, source=State.WORKSHOP_REVIEW, target=State.COMMITTEE_COMMENT)
    def invite_comment(self) -> None:
        """The workshop is over; the committee has it."""

    @governed(
        records="objective.referred",
        permission="governance.move_objective",
        says="refer {} to the Authority",
        guards=(
            guards.no_stage_of_its_route_is_skipped,
            guards.its_route_is_set,
            guards.every_comment_is_answered,
            guards.every_body_of_its_stage_has_spoken,
            guards.what_was_decided_about_it_takes_effect,
        ),
        needs=("comments__author", "outcomes__decision__body__parent"),
    )
    @transition(field=state, source=[State.WORKSHOP_REVIEW, State.COMMITTEE_COMMENT], target=State.AUTHORITY_APPROVAL)
    def refer_to_authority(self) -> None:
        """The bodies that comment have done so; the body that decides has it."""

    @governed(
        records="objective.approved",
        permission="governance.approve_objective",
        says="approve",
        guards=(
            guards.nobody_decides_on_their_own_objective,
            guards.nobody_decides_for_whom_they_stand_in,
            guards.every_target_is_resolved,
            guards.every_target_that_came_back_is_answered,
            guards.every_comment_is_answered,
            guards.a_body_with_the_power_has_approved_it,
            guards.every_body_beside_it_has_spoken,
            guards.the_text_is_the_text_that_body_saw,
            guards.every_required_consultation_is_recorded,
            guards.the_chief_officer_was_consulted_on_a_changed_draft,
            guards.what_was_decided_about_it_takes_effect,
        ),
        needs=(
            *WHAT_IT_READS,
            "targets",
            "target_outcomes__decision__body__powers",
            "comments__author",
            "outcomes__decision__body__powers",
            "outcomes__decision__body__parent",
            "consultations",
            "plan__body__standing_rules",
            "owner__deputations",
        ),
    )
    @transition(field=state, source=State.AUTHORITY_APPROVAL, target=State.APPROVED)
    def approve(self) -> None:
        """The body's resolution takes effect."""

    @governed(
        records="objective.sent_back",
        permission="governance.send_back_objective",
        says="send {} back",
        guards=(
            guards.nobody_decides_on_their_own_objective,
            guards.nobody_decides_for_whom_they_stand_in,
            guards.only_a_decision_undoes_an_approval,
            guards.every_comment_is_answered,
            guards.what_was_decided_about_it_takes_effect,
        ),
        needs=(
            "comments__author",
            "outcomes__decision__body__powers",
            "outcomes__decision__body__parent",
            "owner__deputations",
        ),
        demands=(a_reason,),
    )
    @transition(field=state, source=[*IN_STAGES, State.APPROVED], target=State.DRAFT)
    def send_back(self) -> None:
        """Its owner has it again."""

    @governed(
        records="objective.withdrawn",
        permission="governance.withdraw_objective",
        says="withdraw",
        guards=(
            guards.its_owner_a_coordinator_or_a_decision_withdraws_it,
            guards.only_a_decision_undoes_an_approval,
            guards.every_comment_is_answered,
            guards.what_was_decided_about_it_takes_effect,
        ),
        needs=("comments__author", "outcomes__decision__body__powers", "outcomes__decision__body__parent"),
        demands=(a_reason,),
    )
    @transition(field=state, source=BEFORE_PUBLICATION, target=State.WITHDRAWN)
    def withdraw(self) -> None:
        """It leaves the plan; its history stays."""

    @governed(
        records="objective.published",
        permission="governance.publish_objective",
        says="publish",
        guards=(
            guards.a_body_with_the_power_has_approved_it,
            guards.the_text_is_the_text_that_body_saw,
            guards.every_condition_is_cleared,
            guards.what_was_decided_about_it_takes_effect,
        ),
        needs=(
            *WHAT_IT_READS,
            "outcomes__decision__body__powers",
            "outcomes__decision__body__parent",
            *(f"plan__conditions__{name}" for name in guards.READ_OF_CONDITIONS),
        ),
        demands=(demands.a_day_not_before_its_approval, demands.a_day_not_before_its_conditions_were_cleared),
    )
    @transition(field=state, source=State.APPROVED, target=State.PUBLISHED)
    def publish(self, *, published_on: date) -> None:
        self.published_on = published_on

    @governed(
        records="objective.superseded",
        permission="governance.publish_objective",
        says="replace {} by its amendment",
        guards=(guards.its_amendment_is_published,),
        needs=("amendments",),
    )
    @transition(field=state, source=State.PUBLISHED, target=State.SUPERSEDED)
    def supersede(self) -> None:
        """Its amendment has been published; this text stays readable."""

    @governed(
        records=WITHDRAWN_AFTER_PUBLICATION,
        permission="governance.publish_objective",
        says="withdraw {} after its publication",
        guards=(
            guards.a_body_with_the_power_has_decided_since_it_was_published,
            guards.nobody_amends_it,
        ),
        needs=guards.READ_OF_A_WITHDRAWAL,
        demands=(a_reason, demands.a_decision_to_withdraw_it),
    )
    @transition(field=state, source=State.PUBLISHED, target=State.WITHDRAWN)
    def withdraw_published(self, *, decision: Any) -> None:
        """It leaves the plan by the decision of a body; the public reads it on, with when, why and by whom."""
        self.withdrawn_under = decision

    correct = corrected("objective")
