"""What a comparison finds: changes, additions, what is missing, conflicts, and the acts that carry it out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from governance.seal import seal_of
from workflow.gate import Act


@dataclass(frozen=True)
class Change:
    """A value of the plan that the report replaces."""

    path: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Item:
    """Something the report adds, or that it no longer has."""

    path: str
    text: str


@dataclass(frozen=True)
class Conflict:
    """Something the report says and the plan does not take over, and why."""

    path: str
    field: str
    old: str
    new: str
    sentence: str


@dataclass
class Place:
    """Where something of the report stands in the plan: the row it is, or the one it becomes."""

    row: Any = None
    order: int = 0

    @classmethod
    def after(cls, before: Place | None, row: Any, standing: Sequence[Any]) -> Place:
        """The place of `row`, or of a new one just after the one before it in the report; of two rows of one order the
        older comes first, so nothing else has to move."""
        if row is not None:
            return cls(row, row.order)
        if not standing:
            return cls(None, before.order + 1 if before else 1)
        return cls(None, before.order if before else max(min(each.order for each in standing) - 1, 0))


@dataclass(frozen=True)
class Step:
    """One act, made when the rows it needs are there."""

    level: int
    act: Callable[[], Act]
    lines: tuple[int, ...] = ()
    """lines of the report that a person corrected for it"""


@dataclass
class Comparison:
    """What an import changes, adds, misses and leaves alone, and the acts that do it."""

    changed: list[Change] = field(default_factory=list)
    added: list[Item] = field(default_factory=list)
    missing: list[Item] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def as_json(self) -> dict[str, list[dict[str, str]]]:
        """The four lists, as the command prints them."""
        return {
            name: [asdict(each) for each in getattr(self, name)]
            for name in ("changed", "added", "missing", "conflicts")
        }

    def seal(self) -> str:
        """The hash of what a person sees of it."""
        return seal_of(self.as_json())
