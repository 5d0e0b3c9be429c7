"""Rules that a body puts itself under, or that the law does: in force from a first day to a last."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from governance.models.body import Body
from governance.models.dated import OfABody, brought_into_force, ended


class RuleKind(models.TextChoices):
    """What a rule asks for. What it means is code; whether and when it holds is the body's to say."""

    CHIEF_OFFICER_CONSULTED = (
        "chief_officer_consulted",
        "the chief officer is consulted on a text that differs from their draft",
    )


SOURCES = {RuleKind.CHIEF_OFFICER_CONSULTED: "Police Act 1996 s.8(3)-(4)"}
"""Where each rule comes from"""


class StandingRule(OfABody):
    """One rule that holds for the plans of a body: from when, to when."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="standing_rules")
    kind = models.CharField("rule", max_length=40, choices=RuleKind)

    class Meta(OfABody.Meta):
        verbose_name = "standing rule"
        ordering = ["body", "kind", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RuleKind.values), name="standing_rule_is_known"),
            models.UniqueConstraint(
                fields=["body", "kind"], condition=Q(ends_on__isnull=True), name="one_standing_rule_of_a_kind_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"the rule of {self.body.short_name} that {self.get_kind_display()}"

    @property
    def source(self) -> str:
        """Where it comes from: Police Act 1996 s.8(3)-(4)."""
        return SOURCES[RuleKind(self.kind)]

    @brought_into_force("standing_rule")
    def bring_into_force(self) -> None:
        """It holds from its first day on."""

    @ended("standing_rule")
    def end(self, *, last_day: date) -> None:
        """It holds to the end of `last_day`."""
        self.ends_on = last_day
