"""Every value a target ever had, as the ledger tells it, and which of them stands in a sealed text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from audit.models import AuditEvent, SealedText
from governance.models import Target
from governance.models.target import OPEN, Resolution
from workflow.sentences import Change, changes

TOLD_FIRST = frozenset({"Text as written", "Resolution"})
"""what stands large on a page, and not once more among what changed beside it"""


@dataclass(frozen=True)
class Value:
    """What a target said from one line of the ledger to the next."""

    on: date
    """the day from which it was so"""
    recorded_at: datetime
    entry: str
    """key of the line"""
    read: dict[str, Any]
    """everything a reader of it saw, as it is sealed"""
    who: str
    """in which office somebody wrote it"""
    because: str
    basis: str
    source: str
    """paper and line it was read from"""
    beside: list[Change]
    """what else changed with it"""
    is_first: bool
    is_withdrawn: bool

    kind = "value"

    @property
    def text(self) -> str:
        return str(self.read["text"])

    @property
    def resolution(self) -> Resolution:
        return Resolution(self.read["resolution"])

    @property
    def is_open(self) -> bool:
        return self.resolution in OPEN

    @property
    def what(self) -> str:
        """The act in a word or two, without a name."""
        if self.is_withdrawn:
            return "Withdrawn"
        return "First reading" if self.is_first else "Revised"

    def as_json(self) -> dict[str, Any]:
        told = {"what": self.what, "by": self.who, "because": self.because, "basis": self.basis, "source": self.source}
        return {**told, "entry": self.entry, "value": self.read}


def values_of(target: Target) -> list[Value]:
    """From the first to the last; one query."""
    read: dict[str, Any] = {name: _empty(name) for name in Target.READ_FIELDS}
    found: list[Value] = []
    lines = AuditEvent.objects.about(Target._meta.label_lower, target.pk).with_words().order_by("book", "seq")
    for line in lines:
        new = {name: pair[1] for name, pair in line.changes.items()}
        read = {name: new.get(name, value) for name, value in read.items()}
        found.append(_value(line, read, new, is_first=not found))
    return found


def _value(line: AuditEvent, read: dict[str, Any], new: dict[str, Any], *, is_first: bool) -> Value:
    return Value(
        on=line.effective_on,
        recorded_at=line.recorded_at,
        entry=line.key,
        read=read,
        who=in_which_office(line),
        because=line.because,
        basis=line.basis,
        source=str(new.get("source") or ""),
        beside=[each for each in changes(line) if each.label not in TOLD_FIRST and each.label != "Source"],
        is_first=is_first,
        is_withdrawn=bool(new.get("withdrawn")),
    )


def in_which_office(line: AuditEvent) -> str:
    """The office in which somebody acted; their name only where they acted in none, as histories on pages tell it."""
    return f"the {line.role}" if line.role else line.actor_label


def _empty(name: str) -> Any:
    field: Any = Target._meta.get_field(name)
    return field.get_default()


# Which of them a body had before it


class Sealed:
    """Texts under seals, and which value of one target stands in each."""

    def __init__(self, values: Iterable[Value], seals: Iterable[str], of_the_objective: Iterable[str]) -> None:
        """`seals` may be of objectives or of whole plans; `of_the_objective` are those of the target's own objective,
        so that it is found again in a plan. Two queries."""
        self._values = list(values)
        self._own = set(of_the_objective)
        self._texts = _kept(seals)
        self._texts |= _kept(self._own & {digest for text in self._texts.values() for digest in _objectives(text)})

    def value_under(self, seal: str) -> Value | None:
        """The last value that stands word for word in the text under `seal`; None if that text is not kept or does not
        hold the target."""
        targets = list(self._targets_under(seal))
        return next((each for each in reversed(self._values) if each.read in targets), None)

    def _targets_under(self, seal: str) -> Iterator[dict[str, Any]]:
        text = self._texts.get(seal, {})
        yield from text.get("targets", ())
        for activity in text.get("activities", ()):
            yield from activity["targets"]
        for digest in _objectives(text):
            if digest in self._own:
                yield from self._texts.get(digest, {}).get("targets", ())


def _objectives(text: dict[str, Any]) -> list[str]:
    return list(text.get("objectives", ()))


def _kept(seals: Iterable[str]) -> dict[str, dict[str, Any]]:
    return {each.digest: each.read for each in SealedText.objects.filter(pk__in=set(seals))}
