"""What a report asks the plan to be, in the plan's own terms.

The only code that knows the reader's JSON. It invents nothing: a value that the plan's fields cannot hold is left out
(the text as written says it), and a target is resolved only if reader and gate agree that no mark is left in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from documents.importing.matching import alike, same_words
from documents.reader import dates
from governance import demands
from governance.models import Form, Resolution, Scope, Target
from governance.models.content import AspectStatus
from governance.models.target import OPEN, Comparator, Direction
from workflow.acts import Given
from workflow.gate import tidied
from workflow.words import day

Json = Mapping[str, Any]

TITLE = 300
HIGHEST_NUMBER = 9_999
THE_SAME_INDICATOR = 0.9
"""How alike the words of two statutory indicators of one number must be to be the same limb"""
_ELSEWHERE = re.compile(r"\W*(?:(?:see|as) )?(?:above|below)?\W*", re.IGNORECASE)
_HOLDER = re.compile(
    r"\b(?:(?:left|delegated|devolved) to|(?:set|developed|agreed|determined|decided|monitored|negotiated) (?:at|by)) "
    r"(?P<holder>[\w' ’/-]{2,150})",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}(?:/\d\d|-\d\d(?:-\d\d)?)?")
_WORST_FIRST = (
    Resolution.MISSING,
    Resolution.PLACEHOLDER,
    Resolution.UNDER_DEVELOPMENT,
    Resolution.BEING_RESEARCHED,
    Resolution.PROVISIONAL,
    Resolution.DELEGATED,
    Resolution.DELIBERATELY_NOT_SET,
    Resolution.RESOLVED,
)


@dataclass(frozen=True)
class Heading:
    """Which report it is."""

    title: str = ""
    number: str = ""
    on: date | None = None
    body: str = ""

    def __str__(self) -> str:
        """As the ledger cites it: report 3 of 22 January 2001."""
        number = f"report {self.number}" if self.number else "report"
        if self.on:
            return f"{number} of {day(self.on)}"
        return number if self.number else f"report “{self.title[:100]}”"

    @property
    def source(self) -> str:
        """With the body before which it went: Finance Committee, report 3 of 22 January 2001."""
        return f"{self.body[:100]}, {self}" if self.body else str(self)


@dataclass(frozen=True, eq=False)
class DraftTarget:
    """A target; it is the same object under each indicator it serves. `values` has everything a reader of it sees."""

    values: Mapping[str, Any]
    lines: tuple[int, ...]
    corrected: tuple[int, ...] = ()
    """its lines that a person has corrected"""

    @property
    def text(self) -> str:
        return str(self.values["text"])

    @property
    def is_open(self) -> bool:
        return self.values["resolution"] in OPEN


@dataclass(frozen=True)
class DraftStatutory:
    number: int
    limb: str
    text: str

    def __str__(self) -> str:
        return f"BVPI {self.number}{f' {self.limb})' if self.limb else ''}"


@dataclass(frozen=True, eq=False)
class DraftIndicator:
    text: str
    items: list[str]
    target: DraftTarget
    statutory: tuple[DraftStatutory, ...] = ()


@dataclass(frozen=True, eq=False)
class DraftAction:
    text: str
    due: str = ""


@dataclass(frozen=True, eq=False)
class DraftObjective:
    number: int | None
    labelled: bool
    title: str
    notes: list[str]
    actions: list[DraftAction]
    indicators: list[DraftIndicator]


@dataclass(frozen=True, eq=False)
class DraftAspect:
    title: str
    status: str
    notes: list[str]
    contributes_to: tuple[DraftStatutory, ...]
    objectives: list[DraftObjective]


@dataclass(frozen=True, eq=False)
class DraftPriority:
    title: str
    scope: str
    aspects: list[DraftAspect]


@dataclass(frozen=True, eq=False)
class DraftActivity:
    title: str
    scope: str
    text: str
    contributes_to: tuple[DraftStatutory, ...]
    targets: list[DraftTarget]


@dataclass(frozen=True, eq=False)
class Draft:
    """The whole plan as one report asks for it."""

    heading: Heading
    priorities: list[DraftPriority]
    activities: list[DraftActivity]
    statutory: list[DraftStatutory]


def heading_of(reading: Json) -> Heading:
    """Which report `reading` is of."""
    report = reading.get("report") or {}
    written = text_of(report.get("date"))
    return Heading(
        title=text_of(report.get("title")),
        number=text_of(report.get("number"))[:40],
        on=day_of(written) or day_of(dates.first_day(written)),
        body=text_of(report.get("body")),
    )


def draft_of(reading: Json, corrected: Iterable[int] = ()) -> Draft:
    """The plan as `reading` asks for it; `corrected` are the lines that a person has corrected in it."""
    return _Drafting(reading, frozenset(corrected)).draft()


@dataclass
class _Statutory:
    """Every statutory indicator a report names, each once: by number and limb, and by words where no letter tells."""

    known: dict[tuple[int, str], list[DraftStatutory]] = field(default_factory=dict)

    def name(self, number: int, limb: str = "", text: str = "") -> DraftStatutory:
        of_key = self.known.setdefault((number, limb), [])
        for each in of_key:
            if same_words(each.text) == same_words(text) or alike(each.text, text) >= THE_SAME_INDICATOR:
                return each
        of_key.append(DraftStatutory(number, limb, text))
        return of_key[-1]

    def find(self, number: int, limb: str = "") -> DraftStatutory:
        """The first of that number, for a reference such as “BVPI 138 (see above)”."""
        for (known, of_limb), each in self.known.items():
            if known == number and limb in ("", of_limb) and each:
                return each[0]
        return self.name(number, limb)

    def all(self) -> list[DraftStatutory]:
        return [each for of_key in self.known.values() for each in of_key]


class _Drafting:
    def __init__(self, reading: Json, corrected: frozenset[int]) -> None:
        self.reading = reading
        self.corrected = corrected
        self.heading = heading_of(reading)
        self.statutory = _Statutory()
        self.milestones = [
            (text_of(each.get("text")), _deadline(each.get("date")))
            for each in reading.get("milestones") or []
            if each.get("on") == "text" and text_of(each.get("text"))
        ]

    def draft(self) -> Draft:
        priorities, activities = self.reading.get("priorities") or [], self.reading.get("sustained_activities") or []
        self._name_statutory(priorities, activities)
        return Draft(
            self.heading,
            [self._priority(title, same) for title, same in _merged(priorities)],
            [self._activity(title, same) for title, same in _merged(activities)],
            self.statutory.all(),
        )

    def _name_statutory(self, priorities: Iterable[Json], activities: Iterable[Json]) -> None:
        """Those with words of their own first: the others refer to them, from above or below."""
        aspects = [aspect for priority in priorities for aspect in priority.get("aspects") or []]
        for aspect in aspects:
            for objective in aspect.get("objectives") or []:
                for indicator in objective.get("indicators") or []:
                    for number in indicator.get("statutory") or []:
                        self.statutory.name(int(number), "", text_of(indicator.get("text")))
        for thing in [*aspects, *activities]:
            for each in thing.get("contributes_to") or []:
                if not _ELSEWHERE.fullmatch(text_of(each.get("text"))):
                    self.statutory.name(*_key_of(each))

    def _contributions(self, things: Iterable[Json]) -> tuple[DraftStatutory, ...]:
        found = []
        for thing in things:
            for each in thing.get("contributes_to") or []:
                number, limb, text = _key_of(each)
                known = self.statutory
                found.append(known.find(number, limb) if _ELSEWHERE.fullmatch(text) else known.name(number, limb, text))
        return tuple(dict.fromkeys(found))

    def _priority(self, title: str, same: list[Json]) -> DraftPriority:
        aspects = [aspect for priority in same for aspect in priority.get("aspects") or []]
        return DraftPriority(
            title, _scope(same[0]), [self._aspect(title, same_aspect) for title, same_aspect in _merged(aspects)]
        )

    def _aspect(self, title: str, same: list[Json]) -> DraftAspect:
        return DraftAspect(
            title,
            _status(same[0]),
            [note for aspect in same for name in ("context", "notes") for note in _texts(aspect.get(name))],
            self._contributions(same),
            [self._objective(objective) for aspect in same for objective in aspect.get("objectives") or []],
        )

    def _activity(self, title: str, same: list[Json]) -> DraftActivity:
        return DraftActivity(
            title,
            _scope(same[0]),
            "\n".join(filter(None, (text_of(activity.get("text")) for activity in same))),
            self._contributions(same),
            [self._target([target], {}) for activity in same for target in activity.get("targets") or []],
        )

    def _objective(self, objective: Json) -> DraftObjective:
        number, title = objective.get("number"), text_of(objective.get("title"))
        if number is not None and not (isinstance(number, int) and 0 < number <= HIGHEST_NUMBER):
            # "1.2" or "A": the plan numbers with whole numbers, so the report's own numbering stays with the words.
            number, title = None, f"{number} {title}".strip()
        shared: dict[tuple[Any, str], DraftTarget] = {}
        notes = _texts(objective.get("notes"))
        actions = [DraftAction(text, self._due(text)) for text in _texts(objective.get("actions"))]
        actions += [DraftAction(text, due) for text, due in self.milestones if any(text in note for note in notes)]
        return DraftObjective(
            number,
            bool(objective.get("labelled", True)),
            title or "(no title)",
            notes,
            actions,
            [self._indicator(indicator, shared) for indicator in objective.get("indicators") or []],
        )

    def _due(self, text: str) -> str:
        """When an action is to be done, where the text says it: an action with a date is a milestone."""
        return next((due for sentence, due in self.milestones if due and sentence in text), "")

    def _indicator(self, indicator: Json, shared: dict[tuple[Any, str], DraftTarget]) -> DraftIndicator:
        targets = list(indicator.get("targets") or [{}])
        text = text_of(indicator.get("text"))
        if len(targets) == 1 and targets[0].get("shared"):
            key = targets[0].get("line"), text_of(targets[0].get("text"))
            target = shared[key] if key in shared else shared.setdefault(key, self._target(targets, indicator))
        else:
            target = self._target(targets, indicator)
        numbers = dict.fromkeys(int(number) for number in indicator.get("statutory") or [])
        return DraftIndicator(
            text or "(no text)",
            _texts(indicator.get("items")),
            target,
            tuple(self.statutory.name(number, "", text) for number in numbers),
        )

    def _target(self, parts: list[Json], indicator: Json) -> DraftTarget:
        """One target; where the report gives an indicator several lines, they are its components."""
        each = [values_of(part) for part in parts]
        values = dict(each[0])
        if len(each) > 1:
            values["text"] = "\n".join(filter(None, (own["text"] for own in each)))
            values["resolution"] = min((own["resolution"] for own in each), key=_WORST_FIRST.index)
            values["numbers"] = [number for own in each for number in own["numbers"]]
            for name in ("form", "direction", "comparator", "unit", "denominator", "baseline", "deadline"):
                values[name] = each[0][name] if len({own[name] for own in each}) == 1 else ""
            values.update(_what_goes_with(values))
        values["baseline"] = values["baseline"] or _fitting("baseline", indicator.get("baseline"))
        lines = tuple(dict.fromkeys(int(part.get("line") or indicator.get("line") or 0) for part in parts))
        values["source"] = _source(self.heading, lines)
        return DraftTarget(values, lines, tuple(line for line in lines if line in self.corrected))


def values_of(target: Json) -> dict[str, Any]:
    """What the plan keeps of a target of the reader; open if the gate sees a mark that the reader has not seen."""
    text = text_of(target.get("text"))
    resolution = _choice(Resolution, target.get("resolution")) or Resolution.PROVISIONAL
    if not text:
        resolution = Resolution.MISSING
    elif _gate_sees_a_mark(text, resolution):
        resolution = Resolution.PROVISIONAL
    value, every = target.get("value"), _texts(target.get("values"))
    if value is not None:
        numbers = [str(value), *(number for number in every if number != str(value))]
    else:
        numbers = [] if resolution in OPEN else every
    denominator = ", ".join(filter(None, (text_of(target.get("frequency")), text_of(target.get("denominator")))))
    values: dict[str, Any] = {
        "text": text,
        "resolution": str(resolution),
        "form": _choice(Form, target.get("form")),
        "direction": _choice(Direction, target.get("direction")),
        "comparator": _choice(Comparator, target.get("comparator")),
        "numbers": numbers,
        "unit": _fitting("unit", target.get("unit")),
        "denominator": _fitting("denominator", denominator.removeprefix("per ")),
        "baseline": _fitting("baseline", target.get("baseline")),
        "deadline": _deadline(target.get("deadline")),
    }
    return {**values, **_what_goes_with(values, target)}


def _gate_sees_a_mark(text: str, resolution: str) -> bool:
    target = Target(text=text, resolution=resolution)
    return demands.no_mark_left_in_a_resolved_target(target, Given(date.min, "", "", {})) is not None


def _what_goes_with(values: Json, target: Json | None = None) -> dict[str, Any]:
    """The explanation of a target that is not set, the holder of one that is delegated, and the day to look again: as
    the text says them, or as a person has added."""
    given = target or {}
    not_set, delegated = (
        values["resolution"] == kind for kind in (Resolution.DELIBERATELY_NOT_SET, Resolution.DELEGATED)
    )
    return {
        "explanation": (text_of(given.get("explanation")) or values["text"]) if not_set else "",
        "holder": (_fitting("holder", given.get("holder")) or holder_in(values["text"])) if delegated else "",
        "review_on": day_of(text_of(given.get("review_on")) or dates.first_day(values["text"])) if not_set else None,
    }


def holder_in(text: str) -> str:
    """To whom a text leaves a target, as it says it."""
    found = _HOLDER.search(text)
    return found["holder"].strip() if found else "not named in the report"


def _source(heading: Heading, lines: tuple[int, ...]) -> str:
    written = " and ".join(str(line) for line in lines if line)
    where = f", line{'s' if len([line for line in lines if line]) > 1 else ''} {written}" if written else ""
    return f"{heading.source}{where}"[: _limit("source")]


def _merged(things: Iterable[Json]) -> Iterator[tuple[str, list[Json]]]:
    """Things of one title as one thing: a plan has each title once."""
    by_title: dict[str, list[Json]] = {}
    for thing in things:
        by_title.setdefault(_title(thing), []).append(thing)
    yield from by_title.items()


def _title(thing: Json) -> str:
    title = text_of(thing.get("title")) or "(no title)"
    return title if len(title) <= TITLE else f"{title[: TITLE - 1]}…"


def _key_of(contribution: Json) -> tuple[int, str, str]:
    return int(contribution["number"]), text_of(contribution.get("limb"))[:10], text_of(contribution.get("text"))


def _scope(thing: Json) -> str:
    return _choice(Scope, thing.get("scope")) or Scope.EXTERNAL


def _status(aspect: Json) -> str:
    return _choice(AspectStatus, text_of(aspect.get("status")).replace(" ", "_"))


def _choice(choices: type[models.TextChoices], value: object) -> str:
    return str(value) if value in choices.values else ""


def _fitting(name: str, value: object) -> str:
    """`value` if the target's field `name` can hold it: a value that must be cut is no value."""
    text = text_of(value)
    return text if len(text) <= _limit(name) else ""


def _limit(name: str) -> int:
    return int(getattr(Target._meta.get_field(name), "max_length", None) or 0)


def _deadline(value: object) -> str:
    text = text_of(value)
    if not _DATE.fullmatch(text) or (len(text) == 10 and not day_of(text)):
        return ""
    return text


def day_of(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _texts(values: object) -> list[str]:
    return [text for value in values if (text := text_of(value))] if isinstance(values, list | tuple) else []


def text_of(value: object) -> str:
    """`value` as the gate writes it, so that what was imported once compares as equal."""
    return "" if value is None else str(tidied(str(value))).strip()
