"""Which rights a person holds today: django-guardian's rows of groups on bodies, through the groups of their offices.

A superuser holds nothing here by being one: guardian's own checks let superusers pass, so we read its rows instead.
Model-wide permissions do not count either; a right is always a right on something.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from guardian.models import GroupObjectPermission

if TYPE_CHECKING:
    from workflow.actors import Actor, Role


Grants = Mapping[tuple[str, str], "Role"]
"""(permission as app.codename, scope) -> the role that gives it"""

_offices_of: Callable[[Actor], Mapping[str, Role]] | None = None


def offices_come_from(offices_of: Callable[[Actor], Mapping[str, Role]]) -> None:
    """Name the function that knows which groups a person belongs to on a day, as {name of the group: role}.

    Terms of office have dates, and Django's own group membership knows none: the room that keeps appointments says.
    """
    global _offices_of
    _offices_of = offices_of


def grants_of(actor: Actor) -> Grants:
    """Every right `actor` holds on their day; nothing for somebody not signed in."""
    if _offices_of is None:
        raise RuntimeError("No room has said where offices come from.")
    if not actor.person.is_authenticated:
        return {}
    offices = _offices_of(actor)
    rows = (
        GroupObjectPermission.objects.filter(group__name__in=list(offices))
        .order_by("pk")
        .values_list(
            "group__name",
            "permission__content_type",
            "permission__codename",
            "content_type",
            "object_pk",
        )
    )
    kind = ContentType.objects.get_for_id  # Django keeps them, and two joins less count: every page and act asks
    grants: dict[tuple[str, str], Role] = {}
    for group, of, codename, on, pk in rows:
        scope = kind(on)
        grants.setdefault((f"{kind(of).app_label}.{codename}", f"{scope.app_label}.{scope.model}:{pk}"), offices[group])
    return grants


def scope_of(thing: Model) -> str:
    """How a thing that rights are held on is named in grants: governance.body:3."""
    return scope_key(type(thing), thing.pk)


def scope_key(model: type[Model], pk: object) -> str:
    """The scope of the row `pk` of `model`, without having loaded it."""
    return f"{model._meta.label_lower}:{pk}"
