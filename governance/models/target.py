"""A target: its text as written, a typed value where there is one, and always exactly one resolution."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance import demands, guards
from governance.models.corrected import Worded, corrected
from governance.models.lineage import Continuing
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.plan import Plan
from governance.models.sustained import SustainedActivity
from governance.models.withdrawable import InForce, Withdrawable
from governance.seal import seal_of, target_as_read
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import GovernedQuerySet


class Resolution(models.TextChoices):
    """How far a target has been decided. Open ones are chased until they are closed."""

    RESOLVED = "resolved", "resolved"
    PROVISIONAL = "provisional", "provisional"
    PLACEHOLDER = "placeholder", "placeholder"
    UNDER_DEVELOPMENT = "under_development", "under development"
    BEING_RESEARCHED = "being_researched", "being researched"
    MISSING = "missing", "missing"
    DELIBERATELY_NOT_SET = "deliberately_not_set", "deliberately not set"
    DELEGATED = "delegated", "delegated"


OPEN = frozenset(
    {
        Resolution.PROVISIONAL,
        Resolution.PLACEHOLDER,
        Resolution.UNDER_DEVELOPMENT,
        Resolution.BEING_RESEARCHED,
        Resolution.MISSING,
    }
)
CLOSED = frozenset(Resolution) - OPEN


class Form(models.TextChoices):
    """What kind of statement a target makes. A number is never forced: parity and narrative targets are first-class."""

    PERCENTAGE_CHANGE = "percentage_change", "percentage change"
    ABSOLUTE_COUNT = "absolute_count", "absolute count"
    RATE_OR_SHARE = "rate_or_share", "rate or share"
    AVERAGE_LEVEL = "average_level", "average level"
    MINIMUM = "minimum", "minimum"
    MAXIMUM = "maximum", "maximum"
    PARITY = "parity", "parity"
    RATIO = "ratio", "ratio"
    FREQUENCY_PER_UNIT = "frequency_per_unit", "frequency per unit"
    COUNT_BY_DATE = "count_by_date", "count by a date"
    RATE_BY_DATE = "rate_by_date", "rate by a date"
    DATE_MILESTONE = "date_milestone", "milestone"
    FULL_CORRESPONDENCE = "full_correspondence", "full correspondence"
    NARRATIVE_LIST = "narrative_list", "narrative list"


class Direction(models.TextChoices):
    INCREASE = "increase", "increase"
    DECREASE = "decrease", "decrease"
    ACHIEVE = "achieve", "achieve"
    MAINTAIN = "maintain", "maintain"


class Comparator(models.TextChoices):
    EQUAL = "=", "exactly"
    AT_LEAST = ">=", "at least"
    AT_MOST = "<=", "at most"
    SAME_AS = "same as", "the same as"


CONSULTED_ABOUT = ("objective__consultations", "activity__plan__consultations")
"""prefetch lookups for what a target may wait for"""


class TargetQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> TargetQuerySet:
        """Those of objectives and activities the person may read."""
        objectives = Objective.objects.visible_to(actor).values("pk")
        plans = Plan.objects.visible_to(actor).values("pk")
        return self.filter(Q(objective__in=objectives) | Q(activity__plan__in=plans))

    def unresolved(self) -> TargetQuerySet:
        """Every open one, those that are missing among them."""
        return self.filter(resolution__in=OPEN)


TargetsInForce = InForce.from_queryset(TargetQuerySet)


class Target(Withdrawable, Continuing, Worded):
    """What an indicator, or several, should show. Its text as written is never lost behind the number."""

    within: ClassVar[tuple[str, ...]] = ("objective", "activity")
    shown_with: ClassVar[tuple[str, ...]] = (*SHOWN_WITH_ITS_OBJECTIVE, "activity__plan")
    READ_FIELDS = (
        "text",
        "resolution",
        "form",
        "direction",
        "comparator",
        "numbers",
        "unit",
        "denominator",
        "baseline",
        "deadline",
        "explanation",
        "holder",
    )

    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="targets")
    activity = models.ForeignKey(SustainedActivity, models.PROTECT, null=True, blank=True, related_name="targets")
    text = models.TextField("text as written", blank=True)
    resolution = models.CharField("resolution", max_length=30, choices=Resolution)
    form = models.CharField("form", max_length=30, choices=Form, blank=True)
    direction = models.CharField("direction", max_length=10, choices=Direction, blank=True)
    comparator = models.CharField("comparator", max_length=10, choices=Comparator, blank=True)
    numbers = models.JSONField(
        "numbers", default=list, blank=True, help_text="As decimal strings; several where a target has components"
    )
    unit = models.CharField("unit", max_length=100, blank=True)
    denominator = models.CharField("out of, or per", max_length=200, blank=True)
    baseline = models.CharField("baseline", max_length=300, blank=True)
    deadline = models.CharField(
        "deadline",
        max_length=10,
        blank=True,
        help_text="As precise as it was decided: 2002-03-31, 2002-03 or 2001/02",
    )
    explanation = models.TextField("why it is not set", blank=True)
    review_on = models.DateField("to be looked at again on", null=True, blank=True)
    holder = models.CharField("left to", max_length=200, blank=True, help_text="Who sets it where it is delegated")
    source = models.CharField("source", max_length=200, blank=True, help_text="Paper and line it was read from")

    housekeeping: ClassVar[frozenset[str]] = frozenset({"withdrawn"})

    objects: ClassVar[Any] = TargetsInForce()  # type: ignore[assignment]
    everything: ClassVar[Any] = TargetQuerySet.as_manager()

    class Meta(Withdrawable.Meta):
        verbose_name = "target"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, activity__isnull=True)
                | Q(objective__isnull=True, activity__isnull=False),
                name="a_target_belongs_to_one_thing",
            ),
            models.CheckConstraint(condition=Q(resolution__in=Resolution.values), name="resolution_is_known"),
            models.CheckConstraint(
                condition=~Q(resolution=Resolution.DELEGATED) | ~Q(holder=""), name="a_delegated_target_has_a_holder"
            ),
            models.CheckConstraint(
                condition=~Q(resolution=Resolution.DELIBERATELY_NOT_SET) | ~Q(explanation=""),
                name="a_target_not_set_has_an_explanation",
            ),
        ]
        indexes = [models.Index(fields=["resolution"])]

    def __str__(self) -> str:
        return f"“{self.text or 'no target yet'}” of {self.root}"

    def get_absolute_url(self) -> str:
        return reverse("target", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.resolution in OPEN

    @property
    def plan(self) -> Plan:
        return self.root.plan  # type: ignore[attr-defined,no-any-return]

    @property
    def place(self) -> str:
        """The address of the objective it belongs to, or of the plan its activity stands in."""
        return self.objective.get_absolute_url() if self.objective else self.plan.get_absolute_url()

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.root.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.root.who_may(permission, actor)

    def seal(self) -> str:
        """SHA-256 of everything a reader of it sees, in hex."""
        return seal_of(target_as_read(self))

    @governed(
        records="target.added",
        permission="governance.draft_objective",
        says="add",
        guards=(guards.its_text_may_still_change, guards.its_owner_or_a_coordinator),
        demands=(
            demands.no_mark_left_in_a_resolved_target,
            demands.an_explanation_if_it_is_not_set,
            demands.a_holder_if_it_is_delegated,
        ),
        creates=True,
    )
    def add(self) -> None:
        """It stands with its objective or activity from now on."""

    @governed(
        records="target.revised",
        permission="governance.revise_target",
        says="revise",
        guards=(guards.only_its_owner, guards.its_text_may_still_change),
        needs=CONSULTED_ABOUT,
        demands=(
            a_reason,
            demands.a_basis_when_it_is_closed,
            demands.no_consultation_it_still_waits_for,
            demands.no_mark_left_in_a_resolved_target,
            demands.an_explanation_if_it_is_not_set,
            demands.a_day_to_look_again_if_it_is_not_set_for_now,
            demands.a_holder_if_it_is_delegated,
        ),
    )
    def revise(self, **values: Any) -> None:
        """Take new `values` for any of text, resolution, typed value, explanation, holder and review date."""
        self._take(values)

    @governed(
        records="target.withdrawn",
        permission="governance.draft_objective",
        says="withdraw",
        guards=(
            guards.its_owner_or_a_coordinator,
            guards.its_text_may_still_change,
            guards.no_indicator_needs_it,
        ),
        needs=("indicators",),
        demands=(a_reason,),
    )
    def withdraw(self) -> None:
        """Nothing shows it any more."""
        self.withdrawn = True

    @governed(
        records="target.revised",
        permission="governance.import_report",
        says="revise {} from a report",
        guards=(guards.its_text_may_still_change,),
        needs=CONSULTED_ABOUT,
        demands=(
            a_reason,
            demands.a_basis_when_it_is_closed,
            demands.no_consultation_it_still_waits_for,
            demands.no_mark_left_in_a_resolved_target,
            demands.an_explanation_if_it_is_not_set,
            demands.a_holder_if_it_is_delegated,
        ),
    )
    def take_from_report(self, **values: Any) -> None:
        """Take what a later report says of it."""
        self._take(values)

    def _take(self, values: dict[str, Any]) -> None:
        unknown = set(values) - {*self.READ_FIELDS, "review_on", "source"}
        if unknown:
            raise TypeError(f"A target has no {', '.join(sorted(unknown))} to revise.")
        for name, value in values.items():
            setattr(self, name, value)

    correct = corrected("target")
