"""Papers that have come in: the file itself, what was read in it, and what became of it; and the secret addresses of
people's own calendars."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.importing.corrections import with_corrections
from documents.importing.draft import Draft, Heading, draft_of, heading_of
from governance.models import Plan
from governance.models.plan import readable_plans
from workflow.actors import Actor


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, actor: Actor) -> PaperQuerySet:
        """One that waits is for the person who brought it; an imported one for everybody who may read the plan."""
        if not actor.person.is_authenticated:
            return self.none()
        imported = ~Q(act_id="") & Q(plan__in=readable_plans(actor))
        return self.filter(Q(received_by=actor.pk) | imported)

    def waiting(self) -> PaperQuerySet:
        """Those nobody has confirmed yet."""
        return self.filter(act_id="")

    def imported_into(self, plan: Plan) -> PaperQuerySet:
        """Those the plan was made of, in the order of their import; none for a plan that is not there yet."""
        return self.exclude(act_id="").filter(plan=plan.pk).order_by("imported_at", "pk")


class Paper(models.Model):
    """A report as it came in. Its file lies in the database under an id of its own; the sender's name for it is only a
    text. It is no governed row: what it changed in the plan is in the ledger, under the number `act_id`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField("file name", max_length=255, blank=True, db_comment="as the sender called it; never a path")
    data = models.BinaryField("file")
    reading = models.JSONField("as read", db_comment="the reader's JSON, untouched")
    corrections = models.JSONField(
        "corrections", default=dict, blank=True, db_comment='by hand: {"line": {"field": value}}'
    )
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="papers")
    received_at = models.DateTimeField("received", auto_now_add=True)
    digest = models.CharField(
        "digest",
        max_length=64,
        db_comment="SHA-256 of file and corrections, hex: the same paper is imported once",
    )
    report_on = models.DateField("date of the report", null=True, blank=True)
    plan = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="papers")
    act_id = models.CharField("act", max_length=32, blank=True, db_comment="the number of its lines in the ledger")
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="imported_papers"
    )
    imported_at = models.DateTimeField("imported", null=True, blank=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "paper"
        ordering = ["-received_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "digest"], condition=~Q(act_id=""), name="a_paper_is_imported_into_a_plan_once"
            ),
            models.CheckConstraint(
                condition=Q(act_id="", imported_at__isnull=True)
                | (~Q(act_id="") & Q(plan__isnull=False, imported_at__isnull=False, imported_by__isnull=False)),
                name="an_imported_paper_says_where_and_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return str(self.heading)

    @property
    def heading(self) -> Heading:
        return heading_of(self.reading)

    @property
    def is_imported(self) -> bool:
        return bool(self.act_id)

    @property
    def corrected_lines(self) -> list[int]:
        return sorted(int(line) for line in self.corrections)

    def as_corrected(self) -> dict[str, Any]:
        """The reading with every correction in its place."""
        return with_corrections(self.reading, self.corrections)

    def draft(self) -> Draft:
        """The plan as this paper asks for it."""
        return draft_of(self.as_corrected(), self.corrected_lines)

    def is_later_than(self, other: Paper) -> bool:
        """By the dates of the reports; a report without a date is not known to be later than anything."""
        mine: date | None = self.report_on
        return mine is not None and (other.report_on is None or mine > other.report_on)


class CalendarAddress(models.Model):
    """The secret address of a person's calendar: not the address itself, only what it is known by. The row stays when
    it is revoked, so that a form opened before can be told from one opened after."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_address")
    hash = models.CharField("hash", max_length=64, blank=True, db_comment="SHA-256 of its word, hex; empty: none")
    made_on = models.DateField("made on", null=True, blank=True)
    turn = models.PositiveIntegerField("turn", default=0, db_comment="how often it was made or revoked")

    class Meta:
        verbose_name = "calendar address"
        verbose_name_plural = "calendar addresses"
        constraints = [
            models.UniqueConstraint(fields=["hash"], condition=~Q(hash=""), name="an_address_leads_to_one_calendar"),
            models.CheckConstraint(
                condition=Q(hash="", made_on__isnull=True) | (~Q(hash="") & Q(made_on__isnull=False)),
                name="an_address_says_when_it_was_made",
            ),
        ]

    def __str__(self) -> str:
        return f"the calendar address of {self.person}"

    @property
    def leads_somewhere(self) -> bool:
        return bool(self.hash)
