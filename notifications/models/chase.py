"""What a coordinator wrote to one person about what is unresolved."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from governance.models import Plan, Target

CHASED = "chase.targets"
"""The kind of its delivery"""


class ChaseLetter(models.Model):
    """A line to one person about some targets of a plan. One a day: the database lets nobody be chased twice."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="chase_letters")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="chase_letters")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="chases")
    on = models.DateField("day")
    line = models.TextField("line")
    targets = models.ManyToManyField(Target, related_name="chase_letters")

    objects: ClassVar[Any] = models.Manager()

    class Meta:
        verbose_name = "chase letter"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "person", "on"], name="nobody_is_chased_twice_on_a_day")]

    def __str__(self) -> str:
        return f"a line of {self.by} to {self.person}"

    @property
    def thing(self) -> str:
        """As its delivery names it."""
        return f"{self._meta.label_lower}:{self.pk}"
