"""One e-mail to one person, from the moment it is due to what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse


class MessageState(models.TextChoices):
    """Where a message is on its way. What is handed over is committed before the server can have taken it, so that a
    crash leaves either nothing or a message whose fate is recorded as unknown."""

    QUEUED = "queued", "waiting to be sent"
    LEASED = "leased", "being prepared"
    HANDING_OVER = "handing_over", "being handed over"
    SENT = "sent", "sent"
    RETRY = "retry", "to be tried again"
    FAILED = "failed", "could not be sent"
    UNCONFIRMED = "unconfirmed", "handed over, and the server never said whether it took it"
    DROPPED = "dropped", "not sent, because nothing in it was due any more"
    KEPT = "kept", "not sent by e-mail, as you chose"


State = MessageState
WAITING = (State.QUEUED, State.RETRY)
"""States from which a message is taken up when its time has come"""
ON_ITS_WAY = (*WAITING, State.LEASED, State.HANDING_OVER)
"""States that somebody or something still moves on from"""
STUCK = (State.FAILED, State.UNCONFIRMED)
"""States that only a person moves on from"""


class Occasion(models.TextChoices):
    """Why a message goes out when it does."""

    AT_ONCE = "at_once", "at once"
    DAILY = "daily", "once a day"
    WEEKLY = "weekly", "once a week"
    REMINDER = "reminder", "a reminder of what is due"
    CHASE = "chase", "a line from a coordinator"


class MessageQuerySet(models.QuerySet["Message"]):
    def of(self, person: int | None) -> MessageQuerySet:
        """Everything one person was told, or should have been, as far as it has words; the latest first."""
        return self.filter(person=person).exclude(subject="").order_by("-created_at", "-pk")

    def stuck(self) -> MessageQuerySet:
        """Dead letters, and those of which nobody knows whether they arrived; the latest first."""
        return self.filter(state__in=STUCK).order_by("-created_at", "-pk")

    def handed_over_since(self, moment: datetime) -> MessageQuerySet:
        """Those a server has, or may have, taken since."""
        return self.filter(handed_over_at__gte=moment)


def new_message_id() -> str:
    """Said of one message for ever, however often it is handed over: mailboxes show two with the same id as one."""
    return uuid4().hex


class Message(models.Model):
    """One e-mail. Its words are written anew at each try, and kept as they were handed over."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="messages")
    occasion = models.CharField("occasion", max_length=10, choices=Occasion)
    by_mail = models.BooleanField(
        "by e-mail", default=True, help_text="Whether it goes out, or is only to be read here"
    )
    statutory = models.BooleanField("statutory", default=False, help_text="The law or standing orders ask for it")
    key = models.CharField(
        max_length=32, unique=True, default=new_message_id, editable=False, db_comment="local part of its Message-ID"
    )
    state = models.CharField("state", max_length=15, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField("written at")
    next_try_at = models.DateTimeField("not before")
    tries = models.PositiveSmallIntegerField("tries", default=0, help_text="How often a server refused it for now")
    lease = models.CharField(max_length=32, blank=True, db_comment="random: whoever holds it may hand this over")
    leased_until = models.DateTimeField(null=True, blank=True)
    handed_over_at = models.DateTimeField("handed over at", null=True, blank=True)
    sent_at = models.DateTimeField("sent at", null=True, blank=True)
    unconfirmed_at = models.DateTimeField(
        "unconfirmed at", null=True, blank=True, db_comment="kept when it is handed over again"
    )
    said = models.CharField("what stopped it", max_length=300, blank=True)
    address = models.EmailField("address", blank=True, help_text="Where it went")
    subject = models.CharField("subject", max_length=250, blank=True)
    text = models.TextField("text", blank=True)

    objects: ClassVar[Any] = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "message"
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=State.values), name="message_state_is_known"),
            models.CheckConstraint(condition=Q(occasion__in=Occasion.values), name="occasion_of_a_message_is_known"),
            models.CheckConstraint(
                condition=~Q(state__in=["leased", "handing_over"]) | Q(leased_until__isnull=False),
                name="whoever_sends_a_message_holds_its_lease",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="a_sent_message_has_its_instant"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_try_at", "id"]),
            models.Index(fields=["person", "-created_at"]),
            models.Index(fields=["handed_over_at"]),
        ]

    def __str__(self) -> str:
        return self.subject or f"a message to {self.person}"

    def get_absolute_url(self) -> str:
        return reverse("message", args=[self.pk])

    @property
    def is_on_its_way(self) -> bool:
        return self.state in ON_ITS_WAY

    @property
    def is_stuck(self) -> bool:
        return self.state in STUCK
