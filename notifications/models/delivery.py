"""One thing that one person is to hear of."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from notifications.models.message import Message


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self) -> DeliveryQuerySet:
        """Those in no message yet, and not found needless."""
        return self.filter(message__isnull=True, needless="")


class Delivery(models.Model):
    """One thing for one person to hear of, once: the database lets nobody be told twice of the same thing for the same
    day. It becomes part of a message when its time has come."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="deliveries")
    kind = models.CharField("kind", max_length=60, db_comment="a ledger action, or due.something for what is due")
    thing = models.CharField("thing", max_length=80, db_comment="key of a ledger line, or model:key of what is due")
    due_on = models.DateField("day", db_comment="the day it was recorded on, or by which it is due")
    created_at = models.DateTimeField("found at")
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="deliveries")
    needless = models.CharField("why it was not sent", max_length=200, blank=True)

    objects: ClassVar[Any] = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = "delivery"
        verbose_name_plural = "deliveries"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thing", "kind", "due_on"], name="nobody_hears_twice_of_the_same_thing"
            )
        ]
        indexes = [models.Index(fields=["message", "needless", "person"])]

    def __str__(self) -> str:
        return f"{self.kind} of {self.thing} for {self.person}"
