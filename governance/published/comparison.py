"""Two editions of a plan side by side, word by word."""

from __future__ import annotations

from typing import Any

from audit.canonical import plain
from audit.models import SealedText
from governance.differences import compared_plans
from governance.published.editions import Edition, record_of_edition
from governance.seal import plan_as_read
from governance.versions import Choice, Comparison, side_by_side
from workflow.words import day


def comparison_of_editions(earlier: Edition, later: Edition) -> Comparison:
    """What the public read in `earlier`, held against what it read in `later`: the queries of two records."""
    texts: dict[str, Any] = {}
    old, new = (_read(edition, texts) for edition in (earlier, later))
    return side_by_side(choice_of(earlier), choice_of(later), compared_plans(old, new, texts))


def choice_of(edition: Edition) -> Choice:
    """An edition as something that can be compared."""
    return Choice(str(edition.number), f"{edition}, {day(edition.made_on)}")


def _read(edition: Edition, texts: dict[str, Any]) -> dict[str, Any]:
    """What a reader of the plan saw; the texts of its objectives are added to `texts` by their seals."""
    sealed: list[SealedText] = []
    read: dict[str, Any] = plain(plan_as_read(record_of_edition(edition).plan, sealed))
    texts |= {each.digest: each.read for each in sealed}
    return read
