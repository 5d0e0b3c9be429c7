"""Acting for somebody: for whom a person may, for whom they do in this session, and what it means to be a deputy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest

from governance.roles import PERMISSIONS, ROLES, RoleName, offices_lent_to
from workflow.actors import Actor
from workflow.words import day

if TYPE_CHECKING:
    from accounts.models import User
    from governance.models import Deputation

CHOSEN = "acts_for"
"""What the session keeps: the key of the owner for whom somebody acts, and that owner's name"""

NOT_LENT = {"name_deputy", "take_decision"}
"""Rights of an owner's office that their guards keep from whoever acts for the owner"""


@dataclass(frozen=True)
class StandingIn:
    """Somebody for whom a person may act today, and how long at most."""

    owner: User
    until: date
    bodies: tuple[str, ...]


def owners_open_to(actor: Actor) -> list[StandingIn]:
    """For whom the person may act on their day."""
    lent: dict[int, list[Deputation]] = {}
    for deputation in offices_lent_to(actor) if actor.person.is_authenticated else []:
        lent.setdefault(deputation.owner_id, []).append(deputation)
    return [_standing_in(deputations) for deputations in lent.values()]


def _standing_in(deputations: list[Deputation]) -> StandingIn:
    return StandingIn(
        owner=deputations[0].owner,
        until=max(each.ends_on for each in deputations),
        bodies=tuple(dict.fromkeys(each.body.short_name for each in deputations)),
    )


def principal_in(request: HttpRequest, actor: Actor) -> User | None:
    """For whom `actor` acts in this request: whom they chose, as long as they may. Ends it when they may no more."""
    chosen = request.session.get(CHOSEN)
    if chosen is None or not actor.person.is_authenticated:
        return None
    key, name = chosen
    found = next((each.owner for each in owners_open_to(actor) if each.owner.pk == key), None)
    if found is None:
        del request.session[CHOSEN]
        messages.info(request, f"You no longer act for {name}: your time as deputy is over.")
    return found


def begin(request: HttpRequest, owner: User) -> None:
    """From the next request on, the person acts for `owner`; the caller has seen that they may."""
    request.session[CHOSEN] = [owner.pk, str(owner)]


def stop(request: HttpRequest) -> None:
    """From the next request on, the person acts for themselves."""
    request.session.pop(CHOSEN, None)


def of_naming(deputation: Deputation) -> list[str]:
    """What the deputy can do then, and what they keep out of."""
    deputy, owner = deputation.deputy, deputation.owner
    rights = "; ".join(PERMISSIONS[name] for name in PERMISSIONS if name in ROLES[RoleName.OWNER] - NOT_LENT)
    period = f"From {day(deputation.starts_on)} to {day(deputation.ends_on)}"
    return [
        f"{period}, {deputy} can act for {owner} in {deputation.body.short_name}, on what {owner} owns: {rights}.",
        f"Every line of the ledger then says “{deputy}, for {owner},”.",
        f"{deputy} takes part in no decision on what {owner} owns meanwhile, whatever office {deputy} holds.",
    ]


def of_ending(deputation: Deputation, last_day: date, today: date) -> list[str]:
    """Until when the deputy can still act."""
    deputy, owner = deputation.deputy, deputation.owner
    if last_day < today:
        return [f"{deputy} can no longer act for {owner}, from the next page on."]
    return [f"{deputy} can act for {owner} to the end of {day(last_day)}."]
