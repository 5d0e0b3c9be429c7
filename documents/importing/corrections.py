"""What a person puts right in a reading before it is imported: targets only, each found by its line."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from documents.importing.draft import day_of, holder_in, text_of, values_of
from governance.models import Resolution, Target
from workflow.acts import Given, Rule
from workflow.blockers import Blocked, Blocker

FIELDS = (
    "text",
    "resolution",
    "form",
    "value",
    "unit",
    "direction",
    "comparator",
    "denominator",
    "baseline",
    "deadline",
    "explanation",
    "holder",
    "review_on",
)
"""What can be corrected: the reader's names, and what only a person can add to them"""

Corrections = Mapping[str, Mapping[str, Any]]
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
_CHECKED_AS_WRITTEN = ("form", "direction", "comparator", "unit", "denominator", "baseline", "deadline", "holder")


def with_corrections(reading: Mapping[str, Any], corrections: Corrections) -> dict[str, Any]:
    """A copy of `reading` in which every target has what was corrected at its line."""
    corrected = copy.deepcopy(dict(reading))
    for line, target in targets_in(corrected):
        target.update(_as_read(corrections.get(str(line), {})))
    return corrected


def targets_in(reading: Mapping[str, Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every target of `reading` with its line; one that serves two indicators comes twice, a missing one stands at the
    line of its indicator."""
    for priority in reading.get("priorities") or []:
        for aspect in priority.get("aspects") or []:
            for objective in aspect.get("objectives") or []:
                for indicator in objective.get("indicators") or []:
                    for target in indicator.get("targets") or []:
                        yield int(target.get("line") or indicator.get("line") or 0), target
    for activity in reading.get("sustained_activities") or []:
        for target in activity.get("targets") or []:
            yield int(target.get("line") or 0), target


def checked(reading: Mapping[str, Any], line: int, values: Mapping[str, Any]) -> dict[str, Any]:
    """`values` in the form in which they are kept, if the target at `line` can take them. Raises Blocked with every
    reason if not; the rules are those by which the gate lets a target into the plan."""
    if unknown := set(values) - set(FIELDS):
        raise TypeError(f"A target of a report has no {', '.join(sorted(unknown))} to correct.")
    target = next((target for at, target in targets_in(reading) if at == line), None)
    if target is None:
        raise Blocked([Blocker("line", f"There is no target at line {line}.")])
    kept = {name: _kept(value) for name, value in values.items()}
    found = _faults({**target, **_as_read(kept)}, kept)
    if found:
        raise Blocked(found)
    return kept


def _kept(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else text_of(value)


def _as_read(correction: Mapping[str, Any]) -> dict[str, Any]:
    """A correction in the reader's terms, where a value is also the first of all values."""
    read = dict(correction)
    if "value" in read:
        read["value"] = read["value"] or None
        read["values"] = [read["value"]] if read["value"] else []
    return read


def _faults(target: Mapping[str, Any], kept: Mapping[str, str]) -> list[Blocker]:
    found = []
    if (value := kept.get("value")) and not _NUMBER.fullmatch(value):
        found.append(Blocker("value", f"“{value}” is not a number: write it as 5 or 2.5."))
    if (day := kept.get("review_on")) and not day_of(day):
        found.append(Blocker("value", f"“{day}” is not a day: write it as 2001-10-31."))
    values = values_of(target)
    # As the person said it: nothing is made open, left out or filled in behind their back.
    values["resolution"] = target.get("resolution") or ""
    values.update({name: kept[name] for name in _CHECKED_AS_WRITTEN if name in kept})
    if values["resolution"] == Resolution.DELEGATED:
        holder = holder_in(values["text"])
        values["holder"] = kept.get("holder") or ("" if holder == holder_in("") else holder)
    row = Target(**values)
    return found + _faults_in_fields(row, values) + _unmet_demands(row)


def _faults_in_fields(row: Target, values: Mapping[str, Any]) -> list[Blocker]:
    try:
        row.clean_fields(exclude={field.name for field in Target._meta.get_fields()} - set(values))
    except ValidationError as error:
        return [
            Blocker("value", f"{str(_field(name).verbose_name).capitalize()}: {message}")
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _field(name: str) -> models.Field[Any, Any]:
    return Target._meta.get_field(name)  # type: ignore[return-value]


def _unmet_demands(row: Target) -> list[Blocker]:
    rule: Rule = Target.add.rule  # type: ignore[attr-defined]
    given = Given(date.min, "", "", {})
    return [blocker for demand in rule.demands if (blocker := demand(row, given))]
