"""What a body said of one target, where it took an objective apart: some of it agreed, some of it sent back."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from governance import guards
from governance.models.decision import Decision
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE, Objective
from governance.models.target import Target
from governance.seal import READ_OF_AN_OBJECTIVE
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import Governed, GovernedQuerySet


class TargetKind(models.TextChoices):
    """What a body said of one target (domain rule D1: targets of ten objectives agreed, the rest came back)."""

    AGREED = "agreed", "agreed"
    REFERRED_BACK = "referred_back", "referred back"
    DEFERRED = "deferred", "deferred"


READ_OF_A_TARGET_OUTCOME = (
    "decision__outcomes",
    "decision__target_outcomes",
    *(f"objective__{relation}" for relation in READ_OF_AN_OBJECTIVE),
)


class TargetOutcomeQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> TargetOutcomeQuerySet:
        """Those about objectives the person may read."""
        return self.filter(objective__in=Objective.objects.visible_to(actor).order_by().values("pk"))


class TargetOutcome(Governed):
    """What a decision means for one target of an objective that it agreed in part: bound to the text of that target,
    as it is in the text of the objective that the decision is bound to."""

    within: ClassVar[tuple[str, ...]] = ("objective",)
    shown_with: ClassVar[tuple[str, ...]] = (
        *SHOWN_WITH_ITS_OBJECTIVE, "target", "decision__body", "decision__officer",
    )  # fmt: skip
    objects: ClassVar[Any] = TargetOutcomeQuerySet.as_manager()

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="target_outcomes")
    objective = models.ForeignKey(Objective, models.PROTECT, related_name="target_outcomes")
    target = models.ForeignKey(Target, models.PROTECT, related_name="outcomes")
    kind = models.CharField("outcome", max_length=20, choices=TargetKind)
    words = models.TextField("in these words", blank=True)
    text = models.TextField("text as the body had it", blank=True)
    seal = models.CharField("seal", max_length=64, help_text="SHA-256 of the target as the body had it")

    class Meta(Governed.Meta):
        verbose_name = "outcome of a target"
        verbose_name_plural = "outcomes of targets"
        ordering = ["decision__decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "target"], name="one_outcome_per_target"),
            models.CheckConstraint(condition=Q(kind__in=TargetKind.values), name="outcome_of_a_target_is_known"),
        ]

    def __str__(self) -> str:
        return f"that {self.decision.who} {self.said_of(f'the target {self.called} of {self.objective}')}"

    @property
    def called(self) -> str:
        """The target as sentences name it, in the words the body had."""
        words = self.text if self.pk else self.target.text
        return f"“{words}”" if words else "without a text yet"

    @property
    def told(self) -> str:
        """As minutes print it under the resolution: “Ten per cent” of Street crime: objective 1: referred back."""
        told = f"{self.called} of {self.objective}: {self.get_kind_display()}"
        return f"{told}. {self.words}" if self.words else told

    def said_of(self, thing: object) -> str:
        """What was done with it, as sentences have it: referred it back."""
        if self.kind == TargetKind.REFERRED_BACK:
            return f"referred {thing} back"
        return f"{self.get_kind_display()} {thing}"

    @property
    def said_of_it(self) -> str:
        return self.said_of("it")

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.decision.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.decision.who_may(permission, actor)

    @governed(
        records="target_outcome.recorded",
        permission="governance.record_decision",
        says="record",
        guards=(
            guards.its_decision_is_of_the_body_itself,
            guards.its_target_is_in_that_objective,
            guards.its_objective_was_taken_apart_by_that_decision,
            guards.what_comes_back_comes_with_words,
        ),
        needs=READ_OF_A_TARGET_OUTCOME,
        creates=True,
    )
    def record(self) -> None:
        """Bound to the target as it is now, which is as the body had it: its objective is under the seal of the
        decision."""
        own = next(each for each in self.objective.targets.all() if each.pk == self.target_id)
        self.text, self.seal = own.text, own.seal()
