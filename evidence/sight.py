"""What an export shows: to an auditor what they may read, to everybody else what is open (docs/adr/0051)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q

from accounts.models import User
from audit.ledger import REGISTER
from audit.models import SealedText
from evidence.open import Rules, acted_in_an_office, open_lines, open_rules, open_texts
from governance.ledger import lines_read_by
from governance.models import Body, Plan
from governance.roles import ROLES, RoleName
from workflow.actors import Actor, Role
from workflow.permissions import scope_key

WORDS_OF_THE_PLAN = frozenset({"subject", "actor", "on_behalf_of", "because", "basis"})
WORDS_OF_THE_REGISTER = frozenset({"subject", "actor", "on_behalf_of"})
"""Why somebody acted at a meeting may speak of what was taken in private; why a plan changed stands on its page"""


@dataclass(frozen=True)
class Sight:
    """What is shown of the ledger and of what it tells; everything else is there by its hash."""

    level: str
    """open or auditor"""
    reader: Actor
    plans: Sequence[Plan]
    """the plan, and those it was made from"""

    @property
    def is_open(self) -> bool:
        return self.level == OPEN

    @cached_property
    def _rules(self) -> Rules:
        return open_rules(self.plans)

    @cached_property
    def lines(self) -> Q:
        """The lines that are shown."""
        return open_lines(self._rules) if self.is_open else lines_read_by(self.reader)

    def lines_about(self, label: str) -> Q | None:
        """Those that are shown about the rows of a model; None if none are."""
        about = Q(subject_type=label)
        if not self.is_open:
            return about & self.lines
        return about & self._rules[label] if label in self._rules else None

    def may_read(self, word: str, book: str, role: str) -> bool:
        """Whether a word of a line that is shown is shown as well; `role` is that in which somebody acted."""
        if not self.is_open:
            return True
        if word in ("actor", "on_behalf_of") and not role:
            return False
        return word in (WORDS_OF_THE_REGISTER if book == REGISTER else WORDS_OF_THE_PLAN)

    def people(self, lines: models.QuerySet) -> models.QuerySet[User]:  # type: ignore[type-arg]
        """Those whose names are told; `lines` are those that are shown."""
        return acted_in_an_office(lines) if self.is_open else User.objects.all()

    def texts(self, named: models.QuerySet[SealedText]) -> models.QuerySet[SealedText]:
        """Those of the sealed texts `named` by lines that are shown that may be read."""
        return open_texts(named) if self.is_open else named


OPEN, AUDITOR = "open", "auditor"
LEVELS = (OPEN, AUDITOR)


class Auditor(Actor):
    """Whoever has the machine in their hands, reading as an auditor of the bodies above all others would."""

    @cached_property
    def grants(self) -> dict[tuple[str, str], Role]:
        bodies = Body.objects.filter(parent__isnull=True).values_list("pk", flat=True)
        rights = sorted(ROLES[RoleName.AUDITOR])
        office = Role("auditor", "")
        return {(f"governance.{right}", scope_key(Body, pk)): office for pk in bodies for right in rights}


def in_the_open(plan: Plan, today: date) -> Sight:
    """What anybody may have."""
    return Sight(OPEN, Actor(AnonymousUser(), today=today), with_those_before(plan))


def for_an_auditor(plan: Plan, reader: Actor) -> Sight:
    """What `reader` may read of the ledger."""
    return Sight(AUDITOR, reader, with_those_before(plan))


def for_the_whole(plan: Plan, today: date) -> Sight:
    """Everything, for whoever has the database anyway."""
    return for_an_auditor(plan, Auditor(AnonymousUser(), today=today))


def with_those_before(plan: Plan) -> list[Plan]:
    """A plan, the one it was made from, and so on: what continues something points into their books."""
    found = [plan]
    while found[-1].follows is not None:
        found.append(found[-1].follows)
    return found
