"""Where each statutory indicator is used in a plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from documents.plan.read import PlanRead
from governance.models import Aspect, Indicator, Objective, Priority, StatutoryIndicator, SustainedActivity


class Use(NamedTuple):
    """Something in the plan that contributes to a statutory indicator."""

    name: str
    key: str
    """of the place in a document where it stands"""


def key_of(thing: Priority | Aspect | Objective | SustainedActivity) -> str:
    """The place of a heading in a document."""
    return f"{thing._meta.model_name} {thing.pk}"


def uses_of(read: PlanRead) -> list[tuple[StatutoryIndicator, list[Use]]]:
    """Every statutory indicator of the plan, in its order, with where it is used; none where it is not."""
    used: dict[int, list[Use]] = {}
    for statutory, use in _uses(read):
        used.setdefault(statutory, []).append(use)
    return [(each, list(dict.fromkeys(used.get(each.pk, [])))) for each in read.statutory]


def _uses(read: PlanRead) -> Iterator[tuple[int, Use]]:
    for _, branches in read.tree:
        for branch in branches:
            yield from _by(branch.aspect, f"Aspect: {branch.aspect}", key_of(branch.aspect))
            for objective in branch.objectives:
                for indicator in objective.indicators.all():
                    yield from _by(indicator, str(objective), key_of(objective))
    for activity in read.activities:
        yield from _by(activity, f"Sustained activity: {activity}", key_of(activity))


def _by(thing: Aspect | Indicator | SustainedActivity, name: str, key: str) -> Iterator[tuple[int, Use]]:
    return ((each.statutory_id, Use(name, key)) for each in thing.contributions.all())
