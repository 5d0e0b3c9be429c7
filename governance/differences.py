"""What is another in one text than in an earlier one: part by part, as people read it.

Pure functions over what was sealed (`governance.seal.as_read`). Texts hold no keys, so parts find each other by their
words: the same words first, then the most alike, and a target by the indicator it serves. So an amendment is held
against what it amends, and a plan against that of the year before, as well as two versions of one text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from itertools import product
from typing import Any

from workflow.words import capital, listed

Read = Mapping[str, Any]
Pair = tuple[int | None, int | None]
"""Places in the earlier and in the later list; None where it is not there"""

ALIKE = 0.5
"""How much of its words two parts must share to be the same part in other words"""

PERCENT = frozenset({"per cent", "percent", "%", "per cent."})


@dataclass(frozen=True)
class Value:
    """One field of a part, as it was and as it is."""

    label: str
    old: str
    new: str
    step: str = ""
    """by how much a number moved: +3 points"""

    @property
    def differs(self) -> bool:
        return self.old != self.new


@dataclass(frozen=True)
class Part:
    """One part of a text: its wording, an indicator, a target, a note, an action point, an order of things."""

    kind: str
    name: str
    fate: str
    """same, changed, added or removed"""
    values: tuple[Value, ...]

    @property
    def differs(self) -> bool:
        return self.fate != "same"

    @property
    def changed(self) -> list[Value]:
        return [value for value in self.values if value.differs]

    @property
    def unchanged(self) -> list[Value]:
        return [value for value in self.values if not value.differs and value.new]

    def __str__(self) -> str:
        return f"{self.kind} “{self.name}”" if self.name else self.kind


def differences(old: Read, new: Read) -> list[Part]:
    """What is another in the objective `new` than in `old`; nothing if both have the same seal."""
    return [part for part in compared(old, new) if part.differs]


def compared(old: Read, new: Read) -> list[Part]:
    """Every part of an objective in one or both texts, in the order of the later one."""
    indicators = _pairs(old["indicators"], new["indicators"], _text)
    targets = _pairs_of_targets(old, new, indicators)
    return [
        _part("wording", "", _wording(old), _wording(new)),
        *_order("indicators", old["indicators"], new["indicators"], indicators, _text),
        *_parts("indicator", old["indicators"], new["indicators"], indicators, _indicator, _text),
        *_each_target(old, new, targets),
        *_listed("note", old["notes"], new["notes"], lambda note: {"Text": note}, str),
        *_listed("action point", old["actions"], new["actions"], _action, _text),
    ]


def compared_plans(old: Read, new: Read, texts: Mapping[str, Read]) -> list[Part]:
    """Every part of a plan but those objectives that are the same; `texts` are those behind the seals in both."""
    return [
        _part("plan", "", {"Title": old["title"]}, {"Title": new["title"]}),
        *_listed("priority", old["priorities"], new["priorities"], _priority, _title),
        *_listed("aspect", old["aspects"], new["aspects"], _aspect, _title),
        *_listed("sustained activity", old["activities"], new["activities"], _activity, _title),
        *_objectives(old["objectives"], new["objectives"], texts),
    ]


def summed_up(parts: Sequence[Part]) -> str:
    """In how much two texts differ: in 2 targets and 1 note."""
    counts: dict[str, int] = {}
    for part in parts:
        if part.differs:
            counts[part.kind] = counts.get(part.kind, 0) + 1
    return listed([_counted(kind, number) for kind, number in counts.items()])


def name_of(objective: Read) -> str:
    """What an objective is called: Street crime: objective 1."""
    return f"{objective['aspect']}: {_label(objective)}"


def _counted(kind: str, number: int) -> str:
    if kind in ("wording", "order", "plan"):
        return {"wording": "its wording", "order": "the order", "plan": "its title"}[kind]
    plural = {"priority": "priorities", "sustained activity": "sustained activities"}.get(kind, f"{kind}s")
    return f"{number} {kind if number == 1 else plural}"


# How parts find each other


def _pairs(old: Sequence[Any], new: Sequence[Any], words: Callable[[Any], str]) -> list[Pair]:
    """Each part with itself: those of the same words first, then those most alike."""
    found: dict[int, int] = {}
    for place, row in enumerate(new):
        same = (each for each, other in enumerate(old) if each not in found and words(other) == words(row))
        if (earlier := next(same, None)) is not None:
            found[earlier] = place
    left = [place for place in range(len(old)) if place not in found]
    right = [place for place in range(len(new)) if place not in found.values()]
    likeness = {pair: _alike(words(old[pair[0]]), words(new[pair[1]])) for pair in product(left, right)}
    for (earlier, later), ratio in sorted(likeness.items(), key=lambda each: (-each[1], each[0])):
        if ratio >= ALIKE and earlier not in found and later not in found.values():
            found[earlier] = later
    return _in_order(found, len(old), len(new))


def _in_order(found: Mapping[int, int], old: int, new: int) -> list[Pair]:
    """By the later list; what was removed stands where it stood."""
    pairs: list[Pair] = [(earlier, later) for earlier, later in found.items()]
    pairs += [(None, later) for later in range(new) if later not in found.values()]
    pairs += [(earlier, None) for earlier in range(old) if earlier not in found]
    return sorted(pairs, key=lambda pair: pair[0] - 0.5 if pair[1] is None else pair[1])  # type: ignore[operator]


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.lower().split(), other.lower().split(), autojunk=False).ratio()


def _pairs_of_targets(old: Read, new: Read, indicators: Sequence[Pair]) -> list[Pair]:
    """Targets go with their indicators; those that are left find each other by their words."""
    found: dict[int, int] = {}
    for earlier, later in indicators:
        if earlier is not None and later is not None:
            was, now = old["indicators"][earlier]["target"], new["indicators"][later]["target"]
            if was is not None and now is not None and int(was) not in found and int(now) not in found.values():
                found[int(was)] = int(now)
    left = [place for place in range(len(old["targets"])) if place not in found]
    right = [place for place in range(len(new["targets"])) if place not in found.values()]
    rest = _pairs([old["targets"][place] for place in left], [new["targets"][place] for place in right], _text)
    found |= {left[was]: right[now] for was, now in rest if was is not None and now is not None}
    return _in_order(found, len(old["targets"]), len(new["targets"]))


# What parts are made of


def _text(row: Read) -> str:
    return str(row["text"])


def _title(row: Read) -> str:
    return str(row["title"])


def _listed(
    kind: str,
    old: Sequence[Any],
    new: Sequence[Any],
    fields: Callable[[Any], dict[str, str]],
    words: Callable[[Any], str],
) -> Iterator[Part]:
    pairs = _pairs(old, new, words)
    yield from _order(f"{kind}s", old, new, pairs, words)
    yield from _parts(kind, old, new, pairs, fields, words)


def _parts(
    kind: str,
    old: Sequence[Any],
    new: Sequence[Any],
    pairs: Sequence[Pair],
    fields: Callable[[Any], dict[str, str]],
    words: Callable[[Any], str],
) -> Iterator[Part]:
    for earlier, later in pairs:
        was = None if earlier is None else old[earlier]
        now = None if later is None else new[later]
        name = words(was if now is None else now)
        yield _part(kind, name, None if was is None else fields(was), None if now is None else fields(now))


def _part(kind: str, name: str, old: dict[str, str] | None, new: dict[str, str] | None) -> Part:
    was, now = old or {}, new or {}
    values = tuple(_value(label, was, now) for label in dict.fromkeys([*now, *was]))
    if old is None or new is None:
        return Part(kind, name, "added" if old is None else "removed", values)
    return Part(kind, name, "changed" if old != new else "same", values)


def _value(label: str, old: Mapping[str, str], new: Mapping[str, str]) -> Value:
    was, now = old.get(label, ""), new.get(label, "")
    step = _step(was, now, {old.get("Unit", ""), new.get("Unit", "")}) if label == "Number" else ""
    return Value(label, was, now, step)


def _step(old: str, new: str, units: set[str]) -> str:
    try:
        moved = Decimal(new) - Decimal(old)
    except InvalidOperation:
        return ""
    if not moved:
        return ""
    percentage = (units - {""}) <= PERCENT and units != {""}
    points = (" point" if abs(moved) == 1 else " points") if percentage else ""
    return f"{'+' if moved > 0 else '−'}{abs(moved).normalize():f}{points}"


def _order(
    of: str, old: Sequence[Any], new: Sequence[Any], pairs: Sequence[Pair], words: Callable[[Any], str]
) -> Iterator[Part]:
    """The order of what is in both, where it is another."""
    both = [(earlier, later) for earlier, later in pairs if earlier is not None and later is not None]
    before = sorted(both)
    after = sorted(both, key=lambda pair: pair[1])
    if before != after:
        was = "\n".join(words(old[earlier]) for earlier, _ in before)
        now = "\n".join(words(new[later]) for _, later in after)
        label = of.replace("prioritys", "priorities").replace("activitys", "activities")
        yield Part("order", f"of the {label}", "changed", (Value("Order", was, now),))


def _wording(objective: Read) -> dict[str, str]:
    return {
        "Priority": objective["priority"],
        "Aspect": objective["aspect"],
        "Number": _label(objective),
        "Title": objective["title"],
    }


def _label(objective: Read) -> str:
    if objective["number"]:
        return f"objective {objective['number']}"
    return "objective" if objective["labelled"] else "overall objective"


def _indicator(indicator: Read) -> dict[str, str]:
    return {
        "Text": indicator["text"],
        "Sub-items": "\n".join(indicator["items"]),
        "Contributes to": ", ".join(indicator["statutory"]),
    }


def _each_target(old: Read, new: Read, pairs: Sequence[Pair]) -> Iterator[Part]:
    for earlier, later in pairs:
        was = None if earlier is None else _target(old, earlier)
        now = None if later is None else _target(new, later)
        served = _served_by(old, earlier or 0) if later is None else _served_by(new, later)
        row = old["targets"][earlier] if later is None else new["targets"][later]
        yield _part("target", served or row["text"], was, now)


def _served_by(objective: Read, place: int) -> str:
    """The indicators a target is for."""
    named = [each["text"] for each in objective["indicators"] if each["target"] == str(place)]
    return "; ".join(named)


IN_WORDS = {
    "count_by_date": "count by a date",
    "rate_by_date": "rate by a date",
    "date_milestone": "milestone",
    "=": "exactly",
    ">=": "at least",
    "<=": "at most",
    "same as": "the same as",
}


def _target(objective: Read, place: int) -> dict[str, str]:
    return {**_of_a_target(objective["targets"][place]), "Shown by": _served_by(objective, place)}


def _of_a_target(target: Read) -> dict[str, str]:
    def said(name: str) -> str:
        return IN_WORDS.get(target[name], str(target[name]).replace("_", " "))

    return {
        "Text as written": target["text"],
        "Resolution": said("resolution"),
        "Number": ", ".join(target["numbers"]),
        "Unit": target["unit"],
        "Kind": said("form"),
        "Direction": said("direction"),
        "Is met by": said("comparator"),
        "Out of, or per": target["denominator"],
        "Baseline": target["baseline"],
        "Deadline": target["deadline"],
        "Why it is not set": target["explanation"],
        "Left to": target["holder"],
    }


def _action(action: Read) -> dict[str, str]:
    return {"Text": action["text"], "Due": action["due"]}


def _priority(priority: Read) -> dict[str, str]:
    return {"Title": priority["title"], "Scope": priority["scope"]}


def _aspect(aspect: Read) -> dict[str, str]:
    return {
        "Title": aspect["title"],
        "Priority": aspect["priority"],
        "Status": aspect["status"].replace("_", " "),
        "Contributes to": ", ".join(aspect["statutory"]),
        "Notes": "\n".join(aspect["notes"]),
    }


def _activity(activity: Read) -> dict[str, str]:
    targets = {
        f"Target {number}: {label.lower()}": value
        for number, target in enumerate(activity["targets"], 1)
        for label, value in _of_a_target(target).items()
        if value
    }
    return {
        "Title": activity["title"],
        "Scope": activity["scope"],
        "Text": activity["text"],
        "Contributes to": ", ".join(activity["statutory"]),
        **targets,
    }


def _objectives(old: Sequence[str], new: Sequence[str], texts: Mapping[str, Read]) -> Iterator[Part]:
    """Those of a plan that differ: by their names, and those that were renamed by their words."""
    both = set(old) & set(new)
    was = [texts[digest] for digest in old if digest not in both]
    now = [texts[digest] for digest in new if digest not in both]
    named = {name_of(each): place for place, each in enumerate(was)}
    found = {named[name_of(each)]: place for place, each in enumerate(now) if name_of(each) in named}
    left = [place for place in range(len(was)) if place not in found]
    right = [place for place in range(len(now)) if place not in found.values()]
    rest = _pairs([was[place] for place in left], [now[place] for place in right], _title)
    found |= {left[one]: right[other] for one, other in rest if one is not None and other is not None}
    for earlier, later in _in_order(found, len(was), len(now)):
        yield _objective(None if earlier is None else was[earlier], None if later is None else now[later])
    if [digest for digest in old if digest in both] != [digest for digest in new if digest in both]:
        before = "\n".join(name_of(texts[digest]) for digest in old if digest in both)
        after = "\n".join(name_of(texts[digest]) for digest in new if digest in both)
        yield Part("order", "of the objectives", "changed", (Value("Order", before, after),))


def _objective(old: Read | None, new: Read | None) -> Part:
    if old is not None and new is not None:
        values = tuple(
            Value(f"{capital(part)}: {value.label.lower()}", value.old, value.new, value.step)
            for part in differences(old, new)
            for value in part.changed
        )
        return Part("objective", name_of(new), "changed", values)
    there: Any = new or old
    fields = {**_wording(there), "Indicators": "\n".join(_text(each) for each in there["indicators"])}
    fields["Targets"] = "\n".join(_text(each) for each in there["targets"])
    return _part("objective", name_of(there), None if old is None else fields, None if new is None else fields)
