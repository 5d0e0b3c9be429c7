"""That a person was erased: who, when, and which words of the ledger are gone since."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.urls import reverse

from governance import demands, guards
from governance.models.body import Body
from governance.roles import who_may
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import Governed, GovernedQuerySet
from workflow.permissions import scope_of


class Erasure(Governed):
    """A person whose name is kept no longer (UK GDPR Art. 17). The row and its line hold a number, and no name.

    `removed` is in the hashed text of its line: so a word that is missing from the ledger is accounted for, or a fault.
    """

    housekeeping: ClassVar[frozenset[str]] = frozenset({"removed"})
    objects: ClassVar[Any] = GovernedQuerySet.as_manager()

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="erasure")
    erased_on = models.DateField("erased on")
    words = models.PositiveIntegerField("words taken out", default=0)
    entries = models.PositiveIntegerField("of entries of the ledger", default=0)
    removed = models.TextField("which words", blank=True, db_comment="an entry a line: plan-1:17 actor because")

    class Meta(Governed.Meta):
        verbose_name = "erasure"
        ordering = ["erased_on", "pk"]

    def __str__(self) -> str:
        return f"person {self.person_id}"

    def get_absolute_url(self) -> str:
        return reverse("person", args=[self.person_id])

    def scopes(self, permission: str) -> tuple[str, ...]:
        """Held by those who look after the people of an authority they ever had an office in; of whom never had one,
        by those of any."""
        held = [office for office in self.person.appointments.all() if not office.was_undone]
        served = {office.body.lineage()[-1] for office in held}
        return tuple(scope_of(body) for body in served or Body.objects.filter(parent__isnull=True))

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="person.erased",
        permission="governance.manage_people",
        says="erase",
        guards=(
            guards.nobody_erases_themselves,
            guards.they_have_not_been_erased,
            guards.they_hold_no_office,
            guards.no_open_objective_is_theirs,
            guards.no_comment_waits_for_them,
            guards.no_condition_waits_for_them,
            guards.no_delegation_to_them_holds,
        ),
        needs=(
            "person__appointments__body",
            "person__objectives",
            "person__comments_to_answer__objective",
            "person__conditions",
            "person__delegations__decision",
        ),
        demands=(a_reason, demands.the_reason_does_not_name_them),
        creates=True,
    )
    def record(self) -> None:
        """Their name is taken out of the ledger and of everything beside it, in the same transaction."""
