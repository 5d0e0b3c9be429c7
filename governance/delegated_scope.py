"""What may change under a delegation of format and presentation only, and what makes another text.

The Metropolitan Police Authority delegated the whole final text of its plan (8 March 2001, report 10), and another
year format and presentation only (21 March 2002, report 6). The second leaves to the delegate how a text is set out,
and not what it promises. One table says which is which; pure functions hold two sealed texts against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from audit.canonical import canonical, plain

Read = Mapping[str, Any]

FORMAT = {
    "notes": "they explain the text and promise nothing",
    "number": "it tells where an objective stands among those of its aspect",
    "labelled": "whether it is printed with a label",
}
"""field of an objective as it is read (`governance.seal.as_read`) -> why it is format. So is the order of its
indicators and action points: the same in another order is the same"""

SUBSTANCE = {
    "title": "what is to be achieved",
    "indicators": "what is measured, and which target serves it",
    "targets": "what a target says, its values, its resolution",
    "actions": "what will be done, and by when",
    "aspect": "what it is a part of",
    "priority": "what it serves",
}
"""field of an objective as it is read -> why it is no format"""

FORMAT_OF_A_PLAN = {"notes of its aspects", "the order of everything in it", "the format of its objectives"}
"""The same of a plan as a whole, in words; its headings, activities and title are substance"""


def only_format_differs(old: Read, new: Read) -> bool:
    """Whether two texts of an objective, as they were sealed, promise the same."""
    return substance_of(plain(old)) == substance_of(plain(new))


def only_format_of_the_plan_differs(old: Read, new: Read, texts: Mapping[str, Read]) -> bool:
    """The same of two texts of a plan; `texts` are those of its objectives behind the seals in both."""
    return _of_a_plan(plain(old), texts) == _of_a_plan(plain(new), texts)


def substance_of(objective: Read) -> dict[str, Any]:
    """What an objective promises, in no order and without what is format."""
    targets = objective["targets"]
    return {
        "actions": _in_no_order(objective["actions"]),
        "indicators": _in_no_order(
            [{**each, "target": _served(targets, each["target"])} for each in objective["indicators"]]
        ),
        "targets": _in_no_order(targets),
        **{name: objective[name] for name in ("aspect", "priority", "title")},
    }


def _served(targets: Sequence[Any], place: Any) -> Any:
    """The target itself, since its place in the list may be another."""
    return None if place is None else targets[int(place)]


def _of_a_plan(plan: Read, texts: Mapping[str, Read]) -> dict[str, Any]:
    aspects = [{name: value for name, value in each.items() if name != "notes"} for each in plan["aspects"]]
    return {
        "activities": _in_no_order(plan["activities"]),
        "aspects": _in_no_order(aspects),
        "objectives": _in_no_order([substance_of(plain(texts[digest])) for digest in plan["objectives"]]),
        "priorities": _in_no_order(plan["priorities"]),
        "title": plan["title"],
    }


def _in_no_order(parts: Sequence[Any]) -> list[str]:
    return sorted(canonical(each).decode() for each in parts)
