"""What somebody looks for in the ledger again and again, under a name of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from workflow.actors import Actor

LONGEST_QUERY = 2000
"""characters; what is longer is no filter that anybody chose on the page"""


class SavedFilterQuerySet(models.QuerySet["SavedFilter"]):
    def visible_to(self, actor: Actor) -> SavedFilterQuerySet:
        """A person's own. Somebody else gets the address of the page, which has all of it."""
        return self.filter(person=actor.pk)


class SavedFilter(models.Model):
    """The filters of the ledger as they stand in its address. It proves nothing and grants nothing: whoever opens it
    sees the lines they may read."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_filters")
    name = models.CharField("name", max_length=100)
    query = models.CharField("filters", max_length=LONGEST_QUERY, db_comment="as in an address: action=target.revised")

    objects: ClassVar[Any] = SavedFilterQuerySet.as_manager()

    class Meta:
        verbose_name = "saved filter"
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_saved_filter_per_name")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('ledger')}?{self.query}"
