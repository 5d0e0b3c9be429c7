"""How a body gives notice of its meetings, and on which days it is closed: from a first day to a last."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance import demands, guards
from governance.models.body import Body, Dated
from governance.notice.counting import MOST_CLEAR_DAYS, Counted, Counting, Nation
from governance.notice.words import rule_in_words
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason


class OfABody(Dated):
    """Something an administrator sets for a body and those below it."""

    within: ClassVar[tuple[str, ...]] = ("body",)
    shown_with: ClassVar[tuple[str, ...]] = ("body",)

    class Meta(Dated.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("notice", args=[self.body_id])  # type: ignore[attr-defined]

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.body.scopes(permission)  # type: ignore[attr-defined, no-any-return]

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.body.who_may(permission, actor)  # type: ignore[attr-defined, no-any-return]


class NoticeRule(OfABody):
    """How many clear days' notice a body gives, and which days count. The day of the meeting decides which rule holds:
    three days were the rule in England to 30 September 2002, and are five since (SI 2002/715)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="notice_rules")
    clear_days = models.PositiveSmallIntegerField("clear days")
    counted = models.CharField("which days count", max_length=10, choices=Counted, default=Counted.WORKING)
    nation = models.CharField("bank holidays of", max_length=3, choices=Nation, default=Nation.ENGLAND)
    late_after = models.TimeField("counts as the next day after", null=True, blank=True)

    class Meta(OfABody.Meta):
        verbose_name = "rule of notice"
        verbose_name_plural = "rules of notice"
        ordering = ["body", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(counted__in=Counted.values), name="notice_counts_known_days"),
            models.CheckConstraint(condition=Q(nation__in=Nation.values), name="notice_nation_is_known"),
            models.CheckConstraint(condition=Q(clear_days__lte=MOST_CLEAR_DAYS), name="notice_is_a_month_at_most"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(ends_on__isnull=True), name="one_rule_of_notice_in_force"
            ),
        ]

    def __str__(self) -> str:
        days = "1 clear day's" if self.clear_days == 1 else f"{self.clear_days} clear days'"
        return f"{days} notice of meetings of {self.body.short_name}"

    def counting(self) -> Counting:
        """What is counted, without the days on which the body is closed."""
        return Counting(self.clear_days, Counted(self.counted), Nation(self.nation), self.late_after)

    @property
    def in_words(self) -> str:
        """Saturdays, Sundays and bank holidays of England do not count."""
        return rule_in_words(self.counting())

    @governed(
        records="notice_rule.brought_into_force",
        permission="governance.manage_bodies",
        says="bring into force",
        guards=(guards.its_term_ends_after_it_starts, guards.no_rule_of_notice_overlaps_it),
        needs=("body__notice_rules",),
        demands=(a_reason,),
        creates=True,
    )
    def bring_into_force(self) -> None:
        """It holds for meetings of this body, and of those below it without a rule of their own, from its first day."""

    @governed(
        records="notice_rule.ended",
        permission="governance.manage_bodies",
        says="end",
        guards=(guards.it_has_not_ended,),
        demands=(a_reason, demands.a_last_day_within_the_term),
    )
    def end(self, *, last_day: date) -> None:
        """It holds for meetings to the end of `last_day`."""
        self.ends_on = last_day


class Closure(OfABody):
    """Days on which a body and those below it are closed, and which do not count: Christmas, a local holiday."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="closures")
    reason = models.CharField("reason", max_length=100, help_text="As the count of days tells it: Christmas closure")

    class Meta(OfABody.Meta):
        verbose_name = "closure"
        ordering = ["body", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__isnull=False), name="closure_has_an_end"),
            models.UniqueConstraint(
                fields=["body", "starts_on"],
                condition=Q(ends_on__gte=F("starts_on")),
                name="one_closure_begins_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"closure of {self.body.short_name} ({self.reason})"

    @governed(
        records="closure.announced",
        permission="governance.manage_bodies",
        says="announce the",
        guards=(guards.it_is_closed_for_a_month_at_most,),
        creates=True,
    )
    def announce(self) -> None:
        """Its days count for no notice of a meeting."""

    @governed(
        records="closure.ended",
        permission="governance.manage_bodies",
        says="end the",
        guards=(guards.it_has_not_ended,),
        demands=(a_reason, demands.a_last_day_within_the_term),
    )
    def end(self, *, last_day: date) -> None:
        """The body is open again after `last_day`."""
        self.ends_on = last_day
