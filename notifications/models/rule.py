"""When people are reminded, how often, and who hears of it when nothing happens: data of a body, with dates."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance.models import Body, Plan
from governance.models.dated import DatedQuerySet, OfABody, brought_into_force, ended
from notifications import guards


class DueKind(models.TextChoices):
    """What falls due."""

    UNRESOLVED_TARGET = "due.unresolved_target", "targets to be resolved"
    PROVISIONAL_TARGET = "due.provisional_target", "provisional targets to be confirmed"
    UNANSWERED_COMMENT = "due.unanswered_comment", "comments to be answered"
    MISSING_REVIEW = "due.missing_review", "reviews to be sent"
    PAPERS = "due.papers", "agendas and papers to be published"
    OPEN_CONDITION = "due.open_condition", "conditions to be met"
    CONSULTATION = "due.consultation", "answers of parties that were asked"
    MINUTES = "due.minutes", "minutes to be confirmed"
    FINDING = "due.finding", "findings of auditors to be answered"


class ReminderRule(OfABody):
    """How people are reminded of what the plans and meetings of a body need: of one kind of thing, or of all that have
    no rule of their own; for one plan, or for all."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="reminder_rules")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="reminder_rules")
    kind = models.CharField("what it is about", max_length=30, choices=DueKind, blank=True)
    lead_days = models.PositiveSmallIntegerField("days before", default=10)
    every_days = models.PositiveSmallIntegerField("again every so many days", default=3)
    deputy_after = models.SmallIntegerField("deputies hear of it", null=True, blank=True)
    coordinator_after = models.SmallIntegerField("coordinators hear of it", null=True, blank=True)
    chair_after = models.SmallIntegerField("the chair hears of it", null=True, blank=True)

    shown_with: ClassVar[tuple[str, ...]] = ("body", "plan")
    objects: ClassVar[Any] = DatedQuerySet.as_manager()

    class Meta(OfABody.Meta):
        verbose_name = "rule of reminders"
        verbose_name_plural = "rules of reminders"
        ordering = ["body", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["", *DueKind.values]), name="reminder_is_of_a_known_kind"),
            models.CheckConstraint(
                condition=Q(every_days__gte=1, lead_days__lte=365), name="reminders_leave_a_day_between_them"
            ),
            models.UniqueConstraint(
                fields=["body", "kind"],
                condition=Q(ends_on__isnull=True, plan__isnull=True),
                name="one_rule_of_reminders_of_a_kind_in_force",
            ),
            models.UniqueConstraint(
                fields=["body", "kind", "plan"],
                condition=Q(ends_on__isnull=True, plan__isnull=False),
                name="one_rule_of_reminders_of_a_plan_in_force",
            ),
        ]

    def __str__(self) -> str:
        what = self.get_kind_display() if self.kind else "whatever has no rule of its own"
        of = f" of {self.plan}" if self.plan_id else ""
        return f"the rule of {self.body.short_name} on reminders of {what}{of}"

    def get_absolute_url(self) -> str:
        return reverse("reminders", args=[self.body_id])

    @brought_into_force(
        "reminder_rule",
        guards.its_plan_is_one_of_that_body,
        guards.a_reminder_comes_before_the_next,
        guards.no_rule_of_reminders_overlaps_it,
        needs=("body__reminder_rules",),
        says="bring into force",
    )
    def bring_into_force(self) -> None:
        """It holds from its first day on, for this body and for those below it without a rule of their own."""

    @ended("reminder_rule")
    def end(self, *, last_day: date) -> None:
        """It holds to the end of `last_day`."""
        self.ends_on = last_day
