"""What a body has ordered for what cannot wait until it meets: from a first day to a last."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from governance import guards
from governance.models.body import Body
from governance.models.dated import OfABody, brought_into_force, ended
from workflow.words import capital


class UrgencyRule(OfABody):
    """Between its meetings its urgency committee decides, if it has one; where that cannot meet, its clerk, after
    consulting its chair (MPA 8 July 2004 report 10, 27 November 2008 report 4).

    The day of the decision decides which rule holds. The committee decides as any body, with a power and a place on the
    route of its own; the clerk by the power of the body.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="urgency_rules")
    committee = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="urgent_for", verbose_name="urgency committee"
    )

    class Meta(OfABody.Meta):
        verbose_name = "rule on urgency"
        verbose_name_plural = "rules on urgency"
        ordering = ["body", "starts_on"]
        constraints = [
            models.CheckConstraint(condition=~Q(committee=F("body")), name="an_urgency_committee_is_another_body"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(ends_on__isnull=True), name="one_rule_on_urgency_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"the rule on urgency of {self.body.short_name}"

    @property
    def in_words(self) -> str:
        """Who decides: where CUC, the urgency committee of MPA, cannot meet, the clerk of MPA, after consulting the
        chair."""
        body = self.body.short_name
        who = f"the clerk of {body} decides what cannot wait, after consulting the chair"
        if self.committee is not None:
            who = f"where {self.committee.short_name}, the urgency committee of {body}, cannot meet, {who}"
        return f"{capital(who)}. {body} is told at its next meeting."

    @brought_into_force(
        "urgency_rule",
        guards.no_rule_on_urgency_overlaps_it,
        guards.its_urgency_committee_is_a_committee,
        needs=("body__urgency_rules",),
    )
    def bring_into_force(self) -> None:
        """It holds for this body, and for none below it, from its first day on."""

    @ended("urgency_rule")
    def end(self, *, last_day: date) -> None:
        """To the end of `last_day` something can be decided in urgency."""
        self.ends_on = last_day
