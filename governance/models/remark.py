"""What a member keeps to themselves until they send their review, and the mark that they have read something.

Neither is a fact of governance, so neither is governed: no line in the ledger, no history, no version. A remark is
nobody's but its author's; it becomes a comment by the act of sending, and is gone then.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from governance.models.about import About, SayingKind, a_wording_is_proposed, about_one_thing
from governance.models.objective import Objective
from governance.models.route import Stage
from workflow.actors import Actor


class RemarkQuerySet(models.QuerySet["Remark"]):
    def visible_to(self, actor: Actor) -> RemarkQuerySet:
        """Their own. Nobody's office, not even an auditor's, opens a remark to anybody but its author."""
        return self.none() if actor.pk is None else self.filter(author=actor.pk)


class Remark(About):
    """A private note of a member on something before their body, pending until their review is sent."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="remarks")
    stage = models.ForeignKey(Stage, models.CASCADE, related_name="remarks")
    seen = models.PositiveBigIntegerField(default=0, db_comment="the version of the thing the author had before them")

    objects: ClassVar[Any] = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "remark"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=about_one_thing(), name="a_remark_is_about_one_thing"),
            models.CheckConstraint(condition=Q(kind__in=SayingKind.values), name="remark_kind_is_known"),
            models.CheckConstraint(condition=a_wording_is_proposed(), name="a_remark_proposes_a_wording_if_it_says_so"),
        ]

    def __str__(self) -> str:
        return f"a remark on {self.name}"


class Reading(models.Model):
    """That a person has read an objective for a stage, with the seal of the text they read.

    Set and taken back by themselves; the clerk, the chair and the coordinator see it, and no rule rests on it.
    """

    stage = models.ForeignKey(Stage, models.CASCADE, related_name="readings")
    objective = models.ForeignKey(Objective, models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings")
    seal = models.CharField(max_length=64, db_comment="SHA-256 of the text that was read, in hex")
    round = models.PositiveIntegerField("submission", default=0)

    class Meta:
        verbose_name = "reading"
        constraints = [
            models.UniqueConstraint(fields=["stage", "objective", "person"], name="one_reading_a_person_and_objective")
        ]

    def __str__(self) -> str:
        return f"that {self.person} has read {self.objective}"
