"""Who may read what of meetings: what is public, what is for those who hold an office, what is exempt."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q

from governance.models import Body
from governance.models.body import parents_of_all, with_all_below
from workflow.actors import Actor
from workflow.permissions import scope_key

READ = "governance.read_plan"
"""held by everybody with an office in a body: they read the published papers of its meetings, public or not"""
READ_DRAFTS = "governance.read_draft_agenda"
READ_EXEMPT = "governance.read_exempt_papers"
SCHEDULE = "governance.schedule_meeting"


def meetings_open_to(actor: Actor, of: str = "") -> Q:
    """Meetings in public for everyone: time and place are public notice (LGA 1972 s.100A(6)). The others for those who
    hold an office in a body that sits in them, convening or jointly, or in one above it. `of` leads to the meeting."""
    public, bodies = Q(**{f"{of}in_public": True}), bodies_with(READ, actor)
    if not bodies:
        return public
    jointly = apps.get_model("meetings", "JointBody").objects.filter(body__in=bodies).order_by().values("meeting")
    return public | Q(**{f"{of}body__in": bodies}) | Q(**{f"{of}pk__in": jointly})


def bodies_with(permission: str, actor: Actor) -> frozenset[int]:
    """The bodies in which, or above which, `actor` holds `permission`; read once and kept with the actor."""
    kept = actor.__dict__.setdefault("bodies_with", {})
    if permission not in kept:
        scope = scope_key(Body, "")
        held = [int(where.removeprefix(scope)) for right, where in actor.grants if right == permission]
        kept[permission] = frozenset(with_all_below(held, parents_of_all()) if held else ())
    return kept[permission]  # type: ignore[no-any-return]
