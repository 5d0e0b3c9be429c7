"""Whose sign-in works. Not a governed row, and no right follows from it: a security event in the log, not a line."""

from __future__ import annotations

import structlog
from django.db import transaction

from accounts.models import User
from governance.directory import MANAGE_PEOPLE, administers_people
from governance.models import Body, Erasure
from governance.roles import who_may
from workflow.actors import Actor
from workflow.blockers import Blocked, Blocker
from workflow.permissions import scope_of

logger = structlog.get_logger(__name__)


def against_suspending(person: User, actor: Actor) -> list[Blocker]:
    """Every reason why `actor` cannot suspend the sign-in of `person`."""
    found = not_an_administrator(actor)
    if person.pk == actor.pk:
        found.append(Blocker("own_sign_in", "Nobody suspends themselves: another administrator must do it."))
    return found


def suspend(person: User, *, actor: Actor) -> None:
    """Nobody signs in as `person` any more, and whoever is signed in as them is not, from the next page on.

    Their offices stay as they are, but give no rights meanwhile. Raises Blocked.
    """
    _set(person, False, against_suspending(person, actor.afresh()), "sign_in_suspended", actor)


def restore(person: User, *, actor: Actor) -> None:
    """`person` can sign in again. Raises Blocked."""
    _set(person, True, against_restoring(person, actor.afresh()), "sign_in_restored", actor)


def against_restoring(person: User, actor: Actor) -> list[Blocker]:
    """Every reason why `actor` cannot restore the sign-in of `person`."""
    found = not_an_administrator(actor)
    if Erasure.objects.filter(person=person.pk).exists():
        found.append(Blocker("erased", "Somebody who was erased does not sign in again."))
    return found


def _set(person: User, active: bool, blockers: list[Blocker], event: str, actor: Actor) -> None:
    if blockers:
        logger.warning("act_refused", acts=[event], person=actor.pk, reasons=[blocker.code for blocker in blockers])
        raise Blocked(blockers)
    with transaction.atomic():
        changed = User.objects.filter(pk=person.pk).exclude(is_active=active).update(is_active=active)
    person.is_active = active
    if changed:
        logger.warning(event, person=person.pk, by=actor.pk)


def not_an_administrator(actor: Actor) -> list[Blocker]:
    """The reason against changing any sign-in, if there is one."""
    if administers_people(actor):
        return []
    tops = tuple(scope_of(body) for body in Body.objects.filter(parent__isnull=True))
    return [
        Blocker(
            "role",
            "Your role does not let you suspend or restore a sign-in.",
            cleared_by=who_may(MANAGE_PEOPLE, tops, actor),
        )
    ]
