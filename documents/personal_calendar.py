"""A person's own calendar at a secret address, which they make, replace and revoke.

The address holds a word of 256 random bits, of which we keep the SHA-256 and nothing else, as of a personal link. It is
personal and not governed, as a sign-in is: making and revoking it are security events in the log, not lines.
"""

from __future__ import annotations

import structlog
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.urls import reverse

from accounts.models import User
from documents.models import CalendarAddress
from governance.models import Appointment
from governance.personal_links import hash_of, new_word
from meetings.models import JointBody, Meeting, Substitution
from workflow.actors import Actor

logger = structlog.get_logger(__name__)

YEARS_BACK = 1
"""How many years of meetings that have been stay in it"""


class ChangedSince(Exception):
    """The person has made or revoked an address since they opened the page."""


def address_of(person: User) -> CalendarAddress:
    """That of a person, whether or not it leads anywhere; one who never had any gets an empty one, not saved."""
    return CalendarAddress.objects.filter(person=person.pk).first() or CalendarAddress(person=person)


def make(person: User, *, seen: int, actor: Actor) -> str:
    """A new address, told this once, in place of the one there may be, which leads nowhere from now on.

    `seen` is the turn of the address the person looked at. Raises ChangedSince.
    """
    word = new_word()
    with transaction.atomic():
        CalendarAddress.objects.get_or_create(person=person)
        _turn(CalendarAddress.objects.filter(person=person), seen, hash=hash_of(word), made_on=actor.today)
    logger.info("calendar_address_made", person=person.pk)
    return f"{settings.ADDRESS}{reverse('calendar_of_person', args=[word])}"


def revoke(person: User, *, seen: int) -> None:
    """The address leads nowhere from now on. Raises ChangedSince."""
    _turn(CalendarAddress.objects.filter(person=person).exclude(hash=""), seen, hash="", made_on=None)
    logger.info("calendar_address_revoked", person=person.pk)


def _turn(addresses: QuerySet[CalendarAddress], seen: int, **values: object) -> None:
    """One statement asks and changes: of two who come at once, one does."""
    if not addresses.filter(turn=seen).update(turn=F("turn") + 1, **values):
        raise ChangedSince


def whose(word: str) -> User | None:
    """The person whose calendar an address leads to.

    None alike for a word that never was, was replaced or revoked, and for somebody whose sign-in is suspended. The
    search is for the hash, so it takes as long for a word that is nearly right as for any other.
    """
    rows = CalendarAddress.objects.filter(hash=hash_of(word), person__is_active=True)
    found = rows.select_related("person").first()
    return found.person if found else None


def meetings_of(actor: Actor) -> list[Meeting]:
    """Those to come and of the year before, in which a body sits where the person holds an office today, or they sit
    for a member, as far as they may know of them."""
    offices = Appointment.objects.in_force(actor.today).filter(person=actor.pk).order_by()
    bodies = offices.values("body")
    theirs = Q(body__in=bodies) | Q(pk__in=JointBody.objects.filter(body__in=bodies).order_by().values("meeting"))
    theirs |= Q(pk__in=Substitution.objects.filter(person=actor.pk).order_by().values("meeting"))
    since = actor.today.replace(year=actor.today.year - YEARS_BACK, day=1)
    rows = Meeting.objects.visible_to(actor).filter(theirs, held_on__gte=since)
    return list(rows.select_related("body").prefetch_related("joint_bodies__body").in_order())
