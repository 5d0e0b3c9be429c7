"""The difference between two texts, and between two targets, as pages tell it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from governance.models import Target
from governance.rollover import resolution_of_next_year

NEW, DROPPED, REWORDED = "new", "dropped", "reworded"

NO_TARGET = "no target line"
BESIDE_ITS_TEXT = ("form", "direction", "comparator", "unit", "denominator", "baseline", "deadline", "holder")
"""what a reader sees of a target beside its words and its figure"""


@dataclass(frozen=True)
class Change:
    """One text that is different: `old` is "" for what is new, `new` is "" for what was dropped."""

    label: str
    old: str
    new: str
    words: bool = True
    """whether the two are near enough to be told word by word"""
    figure: str = ""
    """by how much a target's figure changed: +3 points"""
    was: str = ""
    now: str = ""
    """how far a target was decided, and is now"""
    of_a_target: bool = False

    @property
    def kind(self) -> str:
        """new, dropped or reworded"""
        if not self.old:
            return NEW
        return REWORDED if self.new else DROPPED


def of_text(label: str, old: str, new: str, *, words: bool = True) -> list[Change]:
    """The one change from `old` to `new`, or none."""
    return [Change(label, old, new, words)] if old != new else []


def of_targets(label: str, old: Target | None, new: Target | None) -> Iterator[Change]:
    """What a target says that it did not say last year. One that is merely to be confirmed is no other target."""
    if old is None or new is None:
        if (target := old or new) is not None:
            text, resolution = target.text or NO_TARGET, target.get_resolution_display()
            yield (
                Change(label, "", text, now=resolution, of_a_target=True)
                if new
                else Change(label, text, "", was=resolution, of_a_target=True)
            )
        return
    same_text = (old.text, old.numbers) == (new.text, new.numbers)
    if same_text and new.resolution in (old.resolution, resolution_of_next_year(old.resolution)):
        yield from _beside(label, old, new)
        return
    yield Change(
        label,
        old.text or NO_TARGET,
        new.text or NO_TARGET,
        figure=change_of_figure(old, new),
        was=old.get_resolution_display(),
        now=new.get_resolution_display(),
        of_a_target=True,
    )
    yield from _beside(label, old, new)


def _beside(label: str, old: Target, new: Target) -> Iterator[Change]:
    for name in BESIDE_ITS_TEXT:
        before, now = (_shown(target, name) for target in (old, new))
        if before != now:
            field: Any = Target._meta.get_field(name)
            yield Change(f"{label}, {field.verbose_name}", before, now, words=False)


def _shown(target: Target, name: str) -> str:
    display = getattr(target, f"get_{name}_display", None)
    return str(display() if display else getattr(target, name))


def change_of_figure(old: Target, new: Target) -> str:
    """By how much the one figure of a target changed, where both years give one in the same unit; "" otherwise."""
    if len(old.numbers) != 1 or len(new.numbers) != 1 or not new.unit or (old.unit, old.form) != (new.unit, new.form):
        return ""
    try:
        by = Decimal(new.numbers[0]) - Decimal(old.numbers[0])
    except InvalidOperation:
        return ""
    if not by:
        return ""
    unit = ("point" if abs(by) == 1 else "points") if new.unit in ("per cent", "%") else new.unit
    return f"{'+' if by > 0 else '−'}{abs(by):,f} {unit}"


def statutory_of(thing: Any) -> str:
    """The statutory indicators a thing contributes to, in words."""
    return ", ".join(sorted(str(each.statutory) for each in thing.contributions.all()))
