"""Packs that people ask for: who asked, for which plan and at which level; and how far each has come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from evidence import guards, progress
from evidence.sight import AUDITOR, OPEN
from governance.ledger import READ_LEDGER
from governance.models import Plan
from workflow.actors import Actor
from workflow.acts import governed
from workflow.models import Governed, GovernedQuerySet

KEPT_FOR = timedelta(days=7)


class Level(models.TextChoices):
    """How much a pack shows."""

    AUDITOR = AUDITOR, "What I may read as an auditor"
    OPEN = OPEN, "Nothing exempt, personal or unpublished, so that it can be passed on"


class ExportQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> ExportQuerySet:
        """A pack is bound to the person who asked for it: nobody else learns of it but from the ledger."""
        return self.filter(person=actor.pk)


class Export(Governed):
    """A pack that somebody asked for. Asking for it and each time it is downloaded are acts, so the ledger has both."""

    shown_with: ClassVar[tuple[str, ...]] = ("plan__body",)
    stands_in: ClassVar[tuple[str, ...]] = ("plan",)
    objects: ClassVar[Any] = ExportQuerySet.as_manager()

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="exports")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="exports")
    level = models.CharField("how much it shows", max_length=10, choices=Level)
    asked_on = models.DateField("asked for on")
    last_day = models.DateField("can be downloaded until")
    downloads = models.PositiveIntegerField("downloads", default=0)

    class Meta(Governed.Meta):
        verbose_name = "audit pack"
        ordering = ["-asked_on", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(level__in=Level.values), name="an_export_states_its_level")]

    def __str__(self) -> str:
        return f"an audit pack of {self.plan}"

    def get_absolute_url(self) -> str:
        return reverse("exports")

    def scopes(self, permission: str) -> tuple[str, ...]:
        return self.plan.scopes(permission)

    def who_may(self, permission: str, actor: Actor) -> str:
        return self.plan.who_may(permission, actor)

    @property
    def file_name(self) -> str:
        return f"assent-pack-{self.plan.slug}-{self.level}-{self.asked_on}.zip"

    @property
    def is_under_way(self) -> bool:
        return bool(self.job.state in UNDER_WAY)

    @property
    def is_ready(self) -> bool:
        return bool(self.job.state == JobState.READY)

    def can_be_had_on(self, day: date) -> bool:
        return self.is_ready and day <= self.last_day

    @governed(
        records="export.asked_for",
        permission=READ_LEDGER,
        says="ask for",
        guards=(guards.it_is_for_whoever_asks, guards.the_same_is_not_under_way),
        needs=("person__exports__job",),
        creates=True,
    )
    def ask_for(self) -> None:
        """It is made as soon as somebody looks for what is to be made."""

    @governed(
        records="export.downloaded",
        permission=READ_LEDGER,
        says="download",
        guards=(guards.it_is_for_whoever_asks, guards.it_is_whole, guards.it_can_still_be_had),
        needs=("job",),
    )
    def download(self) -> None:
        """It leaves the house once more."""
        self.downloads += 1


class JobState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    MAKING = "making", "Being made"
    READY = "ready", "Ready"
    FAILED = "failed", "Could not be made"
    GONE = "gone", "No longer kept"


UNDER_WAY = (JobState.WAITING, JobState.MAKING)


class Job(models.Model):
    """How far the making of a pack has come. It is no governed row: it proves nothing, and may be done again."""

    export = models.OneToOneField(Export, models.CASCADE, primary_key=True, related_name="job")
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    started_at = models.DateTimeField(null=True, blank=True)
    manifest = models.CharField(max_length=64, blank=True, db_comment="SHA-256 of the manifest, in hex")
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_state_is_known")]

    def __str__(self) -> str:
        return f"{self.export}: {self.get_state_display()}"

    @property
    def progress(self) -> int | None:
        """In per cent; None if nobody can tell."""
        return progress.of(self.pk)


class Part(models.Model):
    """A piece of a pack that is ready: so it is written and read without holding all of it."""

    job = models.ForeignKey(Job, models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ["job", "number"]
        constraints = [models.UniqueConstraint(fields=["job", "number"], name="one_part_per_number")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.job}"


class Posting(models.Model):
    """One sending of the heads of the ledger to auditors. It proves nothing: what does is in their mailboxes."""

    number = models.PositiveIntegerField(primary_key=True, db_comment="one after the other, so that two do not begin")
    began_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    messages = models.PositiveIntegerField(default=0, db_comment="how many a mail server took")

    def __str__(self) -> str:
        return f"posting {self.number}"
