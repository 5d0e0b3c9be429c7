"""What would be if a stage were skipped or the approval given with conditions: other facts, and the same rules."""

from __future__ import annotations

from dataclasses import dataclass, replace

from governance.readiness.facts import Facts, ItemFacts


@dataclass(frozen=True)
class WhatIf:
    """A supposition. Nothing of it is ever written."""

    skipped: frozenset[int] = frozenset()
    """the parts of the route that would not be required, by their keys"""
    with_conditions: bool = False
    """whether open targets would be conditions of the approval instead of standing in its way"""

    def applied_to(self, facts: Facts) -> Facts:
        """The facts as they would be."""
        return replace(facts, items=tuple(self._supposed(item) for item in facts.items))

    def _supposed(self, item: ItemFacts) -> ItemFacts:
        stages = tuple(replace(stage, required=False) if stage.key in self.skipped else stage for stage in item.stages)
        if not self.with_conditions:
            return replace(item, stages=stages)
        closed = tuple(target for target in item.targets if not target.is_open)
        conditions = tuple(target for target in item.targets if target.is_open)
        return replace(item, stages=stages, targets=closed, conditions=conditions)
