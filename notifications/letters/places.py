"""Where a message leads, and by when something is to be done: the very act, not a page to search for it on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from governance.models import Comment, Condition, Delegation, Finding, Objective, Review, Stage, Target
from meetings.models import Meeting
from notifications.hearing.parts import Case, Part
from notifications.models import Snooze


def absolute(path: str) -> str:
    """An address as people can use it anywhere: from the setting, never from a request."""
    return f"{settings.ADDRESS}{path}"


def place_of(case: Case, person: int) -> str:
    """The address at which the person does what the message asks for, or reads what it tells of."""
    thing, action = case.thing, case.event.action if case.event else ""
    if isinstance(thing, Comment):
        waits = not thing.is_answered and person in case.people(Part.ANSWERER)
        return reverse("answer", args=[thing.pk]) if waits else str(thing.get_absolute_url())
    if isinstance(thing, Stage):
        reviews = action in ("stage.papers_issued", "stage.cut_off_set") and person in case.people(Part.MEMBERS)
        return reverse("review", args=[thing.pk]) if reviews else str(thing.get_absolute_url())
    if isinstance(thing, Review):
        return reverse("coverage", args=[thing.stage_id])
    if action == "objective.comment_invited" and person in case.people(Part.MEMBERS):
        return _review_of(thing, case, person)
    if isinstance(thing, Target | Snooze):
        return reverse("target", args=[thing.pk if isinstance(thing, Target) else thing.target_id])
    if hasattr(thing, "get_absolute_url"):
        return str(thing.get_absolute_url())
    return str(thing.root.get_absolute_url())


def _review_of(objective: Objective, case: Case, person: int) -> str:
    own = [stage for stage in objective.stages if person in case.picture.holders("member", [stage.body_id])]
    return f"{reverse('review', args=[own[0].pk])}#objective-{objective.pk}" if own else objective.get_absolute_url()


def by_when(case: Case) -> date | None:
    """The day by which something is to be done, if there is one."""
    thing: Any = case.thing
    if isinstance(thing, Condition):
        return thing.due_on
    if isinstance(thing, Delegation):
        return thing.ends_on
    if isinstance(thing, Finding):
        return thing.waits_until
    if isinstance(thing, Stage):
        return thing.last_day_for_comments
    if isinstance(thing, Meeting):
        return thing.held_on
    if isinstance(thing, Objective | Comment) and case.objective is not None:
        days: list[date] = [stage.last_day_for_comments for stage in case.objective.stages]
        return max(days, default=None)
    return None
