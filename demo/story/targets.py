"""How owners of the story resolve their targets, each with its reason and its basis."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from demo.stage import Place, Stage, owner_of
from governance.models import Resolution, Target
from governance.models.target import OPEN
from workflow.gate import perform


@dataclass(frozen=True)
class Decided:
    """What becomes of one open target."""

    place: Place
    was: str
    """how its text began"""
    text: str
    because: str
    basis: str
    values: dict[str, Any] = field(default_factory=dict)
    explanation: str = ""
    """why none is set, where none is"""
    review_on: date | None = None


def decide(stage: Stage, day: date, decided: Iterable[Decided]) -> None:
    """Each owner resolves a target of theirs, or says why none is set; what a visitor has decided already stays."""
    for each in decided:
        objective = stage.objective(*each.place)
        still_open = Target.objects.filter(objective=objective, text__startswith=each.was, resolution__in=OPEN)
        if (target := still_open.order_by("pk").first()) is None:
            continue
        actor = stage.on(day, owner_of(objective))
        values = {"resolution": Resolution.RESOLVED, **each.values}
        if each.explanation:
            values = {
                "resolution": Resolution.DELIBERATELY_NOT_SET,
                "explanation": each.explanation,
                "review_on": each.review_on,
            }
        perform(target.revise, actor=actor, because=each.because, basis=each.basis, text=each.text, **values)
