"""A seal: proof of exactly what somebody had before them, and on which occasion."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from audit.models import SealedText
from governance.models.body import Body
from governance.models.decision import Decision
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.plan import Plan, readable_plans
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import Governed, GovernedQuerySet


class Occasion(models.TextChoices):
    """When a text is sealed."""

    SUBMITTED = "submitted", "submitted"
    STAGE_OPENED = "stage_opened", "stage opened"
    PAPERS_ISSUED = "papers_issued", "papers issued"
    DECISION = "decision", "decision"
    PUBLICATION = "publication", "publication"


class SealQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> SealQuerySet:
        """Every one on plans the person may read in preparation; what was published, for everyone."""
        plans = readable_plans(actor)
        return self.filter(Q(occasion=Occasion.PUBLICATION) | Q(objective__plan__in=plans) | Q(plan__in=plans))


class Seal(Governed):
    """The text of an objective, or of a plan, as it stood on an occasion. No act changes one."""

    within: ClassVar[tuple[str, ...]] = ("objective", "plan")
    shown_with: ClassVar[tuple[str, ...]] = (*SHOWN_WITH_ITS_OBJECTIVE, "plan", "body", "decision")
    objects: ClassVar[Any] = SealQuerySet.as_manager()

    housekeeping: ClassVar[frozenset[str]] = frozenset({"sealed", "occasion", "taken_on", "stage"})

    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="seals")
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="seals")
    sealed = models.ForeignKey(SealedText, models.PROTECT, related_name="+", verbose_name="seal")
    occasion = models.CharField("occasion", max_length=20, choices=Occasion)
    taken_on = models.DateField("taken on")
    stage = models.CharField("stage", max_length=30, blank=True, help_text="Where the thing was then")
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="seals", help_text="Which body had the text before it"
    )
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="seals")

    class Meta(Governed.Meta):
        verbose_name = "seal"
        ordering = ["taken_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(objective__isnull=False, plan__isnull=True) | Q(objective__isnull=True, plan__isnull=False),
                name="a_seal_is_of_one_thing",
            ),
            models.CheckConstraint(condition=Q(occasion__in=Occasion.values), name="occasion_is_known"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False, occasion=Occasion.DECISION)
                | (Q(decision__isnull=True) & ~Q(occasion=Occasion.DECISION)),
                name="a_decision_is_sealed_at_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"the text of {self.root} ({self.digest[:8]})"

    def get_absolute_url(self) -> str:
        """The sealed text itself, for whoever wants to check it."""
        return reverse("sealed_text", args=[self.pk])

    @property
    def digest(self) -> str:
        """SHA-256 of the text, in hex."""
        return self.sealed_id

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.root.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.root.who_may(permission, actor)

    @governed(records="seal.taken", says="seal", creates=True, follows=True)
    def take(self) -> None:
        """It proves from now on what the text was."""
