"""The resolution to exclude press and public: for which items, and under which paragraphs (LGA 1972 s.100A(4))."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workflow.words import listed

TITLE = "Exclusion of press and public"


def wording(exempt: Sequence[tuple[Any, str]]) -> str:
    """What the body is asked to agree to: the parts of the meeting and the paragraphs by name (s.100A(5)).

    `exempt` are items with their numbers. Since March 2006 the public interest is weighed as well (SI 2006/88).
    """
    named = listed([f"item {number}, {item.title} ({item.ground})" for item, number in exempt])
    it, those = ("it is", "that paragraph") if len(exempt) == 1 else ("they are", "those paragraphs")
    text = (
        f"that press and public be excluded from the meeting while {it} taken: {named}; under section 100A(4) of the "
        f"Local Government Act 1972, since exempt information as described in {those} of Part 1 of Schedule 12A to the "
        "Act is likely to be disclosed"
    )
    if any(item.schedule == "2006" for item, _ in exempt):
        text += ", and the public interest in keeping it exempt outweighs that in disclosing it"
    return text


def is_for(item: Any) -> bool:
    """Whether the public may stay unless the body resolves otherwise. Confidential business needs no resolution."""
    return item.parent_id is None and item.paragraph is not None
