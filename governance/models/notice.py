"""How a body gives notice of its meetings, and on which days it is closed: from a first day to a last."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from governance import guards
from governance.models.body import Body
from governance.models.dated import OfABody, brought_into_force, ended
from governance.notice.counting import MOST_CLEAR_DAYS, Counted, Counting, Nation
from governance.notice.words import rule_in_words
from workflow.acts import governed


class OnThePageOfNotice(OfABody):
    """What notice of meetings is counted by."""

    class Meta(OfABody.Meta):
        abstract = True

    def get_absolute_url(self) -> str:
        return reverse("notice", args=[self.body_id])


class NoticeRule(OnThePageOfNotice):
    """How many clear days' notice a body gives, and which days count. The day of the meeting decides which rule holds:
    three days were the rule in England to 30 September 2002, and are five since (SI 2002/715)."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="notice_rules")
    clear_days = models.PositiveSmallIntegerField("clear days")
    counted = models.CharField("which days count", max_length=10, choices=Counted, default=Counted.WORKING)
    nation = models.CharField("bank holidays of", max_length=3, choices=Nation, default=Nation.ENGLAND)
    late_after = models.TimeField("counts as the next day after", null=True, blank=True)

    class Meta(OnThePageOfNotice.Meta):
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

    @brought_into_force(
        "notice_rule",
        guards.no_rule_of_notice_overlaps_it,
        needs=("body__notice_rules",),
        says="bring into force",
    )
    def bring_into_force(self) -> None:
        """It holds for meetings of this body, and of those below it without a rule of their own, from its first day."""

    @ended("notice_rule")
    def end(self, *, last_day: date) -> None:
        """It holds for meetings to the end of `last_day`."""
        self.ends_on = last_day


class Closure(OnThePageOfNotice):
    """Days on which a body and those below it are closed, and which do not count: Christmas, a local holiday."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="closures")
    reason = models.CharField("reason", max_length=100, help_text="As the count of days tells it: Christmas closure")

    class Meta(OnThePageOfNotice.Meta):
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

    @ended("closure", says="end the")
    def end(self, *, last_day: date) -> None:
        """The body is open again after `last_day`."""
        self.ends_on = last_day
