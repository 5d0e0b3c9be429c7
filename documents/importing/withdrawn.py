"""What people have taken out of a plan: a later report that still has it does not put it back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db.models import Q

from documents.importing.history import History
from documents.importing.matching import same_words
from governance.models import (
    ActionPoint,
    Aspect,
    Contribution,
    Indicator,
    Note,
    Plan,
    Priority,
    SustainedActivity,
    Target,
)
from workflow.words import day

New = TypeVar("New")
Found = tuple[New, int, str]
"""something a report has, where it has it, and why it is not put back"""

_UNDER: dict[type[Any], tuple[str, ...]] = {
    Priority: ("plan",),
    Aspect: ("priority",),
    SustainedActivity: ("plan",),
    Note: ("objective", "aspect"),
    ActionPoint: ("objective",),
    Indicator: ("objective",),
    Target: ("activity",),
    Contribution: ("indicator", "aspect", "activity"),
}
"""What each stands under"""


class Withdrawn:
    """The withdrawn rows of a plan, by what they stood under; one query a model."""

    def __init__(self, plan: Plan | None, history: History | None) -> None:
        self._history = history
        self._rows: dict[tuple[type[Any], str, int], list[Any]] = defaultdict(list)
        for model, parents in _UNDER.items() if plan is not None else ():
            of_plan = Q()
            for parent in parents:
                of_plan |= Q(plan=plan) if hasattr(model, "plan_id") else Q(**{f"{parent}__plan": plan})
            for row in model.everything.filter(of_plan, withdrawn=True).order_by("pk"):
                for parent in parents:
                    if (pk := getattr(row, f"{parent}_id")) is not None:
                        self._rows[model, parent, pk].append(row)

    def under(self, model: type[Any], kind: str, parent: Any) -> list[Any]:
        """Those that stood under `parent`, which may not be there yet."""
        return self._rows[model, kind, parent.pk] if parent is not None and parent.pk else []

    def still_in(
        self, wanted: Iterable[New], standing: Sequence[Any], gone: Sequence[Any], says: Callable[[Any], str]
    ) -> Iterator[Found[New]]:
        """What of `wanted` is one of those that are `gone`, and none that is still `standing`."""
        if not gone:
            return
        by_words = {same_words(says(row)): row for row in gone}
        there = {same_words(says(row)) for row in standing}
        for at, new in enumerate(wanted, start=1):
            words = same_words(says(new))
            if words in by_words and words not in there:
                yield new, at, self.why(by_words[words])

    def why(self, row: Any) -> str:
        """Who withdrew it and when, if the ledger of the plan was read for such rows."""
        hand = self._history.hand(row, ["withdrawn"]) if self._history else None
        if hand is None:
            return "It was withdrawn; the report still has it."
        return f"{hand.by or 'Somebody'} withdrew it on {day(hand.on)}; the report still has it."
