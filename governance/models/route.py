"""The route of a plan: which body conducts which stage, and by when. Rows, not code."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance import demands, guards
from governance.chronicle import Chronicle, plan_changed_on
from governance.models.body import Body
from governance.models.plan import InPlan, Plan
from governance.models.withdrawable import Withdrawable
from workflow.acts import governed
from workflow.permissions import scope_key


class StageKind(models.TextChoices):
    """The stages an objective can pass, in the order of its life."""

    WORKSHOP_REVIEW = "workshop_review", "Workshop review"
    COMMITTEE_COMMENT = "committee_comment", "Committee comment"
    AUTHORITY_APPROVAL = "authority_approval", "Authority approval"


class Stage(Withdrawable, InPlan):
    """One body's part in a stage; several rows of a kind stand side by side. A plan without a workshop skips it."""

    within: ClassVar[tuple[str, ...]] = ("plan",)
    shown_with: ClassVar[tuple[str, ...]] = ("body", "plan")
    housekeeping: ClassVar[frozenset[str]] = frozenset({"issues", "withdrawn"})

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="stages")
    kind = models.CharField("stage", max_length=30, choices=StageKind)
    body = models.ForeignKey(Body, models.PROTECT, related_name="stages")
    opens_on = models.DateField("opens on")
    closes_on = models.DateField("closes on")
    required = models.BooleanField(
        "required", default=True, help_text="Whether an objective can leave the stage only when this body has spoken"
    )
    comments_until = models.DateField(
        "written comments until", null=True, blank=True, help_text="Without a day of its own, until it closes"
    )

    papers_issued_on = models.DateField("papers issued on", null=True, blank=True)
    issues = models.PositiveIntegerField(
        "issues", default=0, help_text="How often papers went out; supplements among them"
    )
    carried_over = models.BooleanField(
        "carried over, to be checked",
        default=False,
        help_text="Its dates are those of the year before, one year on: nobody has checked them yet",
    )

    class Meta(Withdrawable.Meta):
        verbose_name = "stage"
        ordering = ["opens_on", "closes_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "body"], condition=Q(withdrawn=False), name="a_body_has_one_part_in_a_stage"
            ),
            models.CheckConstraint(condition=Q(kind__in=StageKind.values), name="stage_kind_is_known"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="stage_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} by {self.body.short_name}"

    def get_absolute_url(self) -> str:
        return reverse("route", args=[self.plan.slug])

    @property
    def last_day_for_comments(self) -> date:
        """The last day on which written comments are taken; it may come after the body has met."""
        return self.comments_until or self.closes_on

    @governed(
        records="stage.added",
        permission="governance.set_route",
        says="add",
        guards=(guards.it_closes_after_it_opens, guards.its_plan_is_not_approved),
        creates=True,
    )
    def add(self) -> None:
        """It belongs to the route from now on."""

    @governed(
        records="stage.revised",
        permission="governance.set_route",
        says="change",
        guards=(guards.its_plan_is_not_approved,),
        demands=(demands.dates_in_order, demands.a_reason_if_a_body_is_waived),
    )
    def revise(self, *, opens_on: date, closes_on: date, required: bool) -> None:
        self.opens_on, self.closes_on, self.required = opens_on, closes_on, required
        self.carried_over = False

    @property
    def objectives_of_its_plan(self) -> Any:
        """Those that may stand in it."""
        return self.plan.objectives

    @governed(
        records="stage.withdrawn",
        permission="governance.set_route",
        says="withdraw",
        guards=(
            guards.its_plan_is_not_approved,
            guards.another_body_conducts_what_is_in_it,
            guards.another_body_can_approve,
        ),
        needs=("plan__objectives__aspect", "plan__stages__body__powers"),
        locks=("objectives_of_its_plan",),
        demands=(demands.a_reason_to_withdraw_a_body,),
    )
    def withdraw(self) -> None:
        """Its body leaves the route. What it said, and what it was told, stays."""
        self.withdrawn = True

    @property
    def before_its_body(self) -> Any:
        """The objectives that are in this stage now."""
        return self.plan.objectives.filter(state=self.kind).order_by("pk")

    def changed_after(self, issued_on: date) -> list[tuple[Any, date]]:
        """Which of them changed after a day, and when last; or else the plan, if anything else in it did."""
        objectives = list(self.before_its_body.select_related("aspect"))
        chronicle = Chronicle(issued_on, objectives)
        if found := [(each, changed) for each in objectives if (changed := chronicle.changed_on(each))]:
            return found
        changed = plan_changed_on(self.plan, issued_on)
        return [(self.plan, changed)] if changed else []

    def scopes(self, permission: str) -> tuple[str, ...]:
        """The papers are its body's own."""
        return (
            (scope_key(Body, self.body_id),) if permission == "governance.issue_papers" else super().scopes(permission)
        )

    @governed(
        records="stage.papers_issued",
        permission="governance.issue_papers",
        says="issue the papers of {}",
        guards=(guards.something_is_before_its_body,),
        needs=("plan__objectives__aspect",),
        locks=("objectives_of_its_plan",),
        demands=(demands.the_day_the_papers_go_out, demands.a_text_that_has_not_changed_since),
    )
    def issue_papers(self, *, issued_on: date) -> None:
        """What the members are sent is sealed: each objective before them, and the plan."""
        self.papers_issued_on = issued_on
        self.issues += 1

    @governed(
        records="stage.cut_off_set",
        permission="governance.set_route",
        says="set the last day for comments on {}",
        demands=(demands.a_cut_off_after_the_stage_opens,),
    )
    def set_cut_off(self, *, until: date | None) -> None:
        """Written comments are taken up to and including that day; None leaves it to the day the stage closes."""
        self.comments_until = until
