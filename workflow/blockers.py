"""Why an act cannot be performed: as a value first, as an exception second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Blocker:
    """One reason why an act cannot be performed now."""

    code: str
    sentence: str
    """shown to people as it stands"""
    cleared_by: str = ""
    """who can clear it, in words"""
    where: str = ""
    """the address of the page where it can be cleared"""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


class Blocked(Exception):
    """An act was refused, for all of `blockers`; nothing has been changed."""

    def __init__(self, blockers: Sequence[Blocker]) -> None:
        super().__init__(" ".join(blocker.sentence for blocker in blockers))
        self.blockers = list(blockers)


class OutsideTheGate(Exception):
    """Somebody's code tried to change a governed row without the gate."""
