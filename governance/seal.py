"""The hash of exactly what somebody had before them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from audit.canonical import canonical, plain

if TYPE_CHECKING:
    from governance.models import Indicator, Objective, Target


def seal_of(read: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON (RFC 8785) of what was read, in hex."""
    return hashlib.sha256(canonical(plain(read))).hexdigest()


def as_read(objective: Objective) -> dict[str, Any]:
    """Everything a reader of `objective` sees of its text, in the order in which they see it.

    Reads the relations named in `governance.models.objective.WHAT_IT_READS`, which callers fetch beforehand.
    """
    return {
        "actions": [[point.text, point.due] for point in objective.action_points.all()],
        "aspect": objective.aspect.title,
        "indicators": [_indicator(indicator) for indicator in objective.indicators.all()],
        "notes": [note.text for note in objective.notes.all()],
        "number": objective.number,
        "title": objective.title,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "items": indicator.items,
        "statutory": sorted(str(each.statutory) for each in indicator.contributions.all()),
        "target": _target(indicator.target),
        "text": indicator.text,
    }


def _target(target: Target) -> dict[str, Any]:
    return {name: getattr(target, name) for name in target.READ_FIELDS}
