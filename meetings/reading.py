"""An agenda as somebody may read it: what is out, what is in preparation, and of closed items the title only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from meetings.access import READ_DRAFTS, READ_EXEMPT, bodies_with
from meetings.models import Agenda, Appendix, Item, Meeting, Paper, Recommendation
from meetings.numbering import numbered
from workflow.actors import Actor


@dataclass
class Entry:
    """An item as it stands on the page."""

    item: Item
    number: str
    readable: bool
    """whether the person may read what stands under it"""
    report: Paper | None = None
    recommendations: list[Recommendation] = field(default_factory=list)
    appendices: list[Appendix] = field(default_factory=list)

    @property
    def is_part(self) -> bool:
        return self.item.parent_id is not None

    @property
    def in_preparation(self) -> bool:
        return self.item.agenda_id is None


@dataclass
class AgendaAsRead:
    """The agenda of one meeting, with its supplements, as one person may read it."""

    issues: list[Agenda]
    """the agenda and its supplements, as they went out"""
    entries: list[Entry]

    @property
    def out(self) -> list[Entry]:
        """What has been published: Part 1, and what is taken without the public."""
        return [entry for entry in self.entries if not entry.in_preparation]

    @property
    def prepared(self) -> list[Entry]:
        """What will go out with the agenda or the next supplement."""
        return [entry for entry in self.entries if entry.in_preparation]

    @property
    def minutes_to_read(self) -> int:
        """How long a member needs for all reports they may read."""
        return sum(entry.report.minutes_to_read for entry in self.entries if entry.report is not None)


def agenda_as_read(meeting: Meeting, actor: Actor) -> AgendaAsRead:
    """Everything that `actor` may read of the agenda of `meeting`; six queries."""
    drafts = meeting.body_id in bodies_with(READ_DRAFTS, actor)
    exempt = any(body.pk in bodies_with(READ_EXEMPT, actor) for body in meeting.bodies)
    items = Item.objects.filter(meeting=meeting).select_related("minutes_of__body", "plan__body", "agenda")
    entries = {
        item.pk: Entry(item, number, readable=exempt or not item.is_closed)
        for item, number in numbered(list(items))
        if drafts or item.agenda_id is not None
    }
    for model, take in _PARTS:
        parts: Any = model.objects.filter(meeting=meeting, item__in=entries).order_by("item", "pk")  # type: ignore[attr-defined]
        for part in parts.select_related(*_SHOWN_WITH.get(model, ())):
            entry = entries[part.item_id]
            if entry.readable and (drafts or part.agenda_id is not None):
                take(entry, part)
    return AgendaAsRead(list(meeting.agendas.order_by("supplement")), list(entries.values()))


def _take_report(entry: Entry, part: Paper) -> None:
    entry.report = part


_PARTS: list[tuple[type, Any]] = [
    (Paper, _take_report),
    (Recommendation, lambda entry, part: entry.recommendations.append(part)),
    (Appendix, lambda entry, part: entry.appendices.append(part)),
]
_SHOWN_WITH: dict[type, tuple[str, ...]] = {Appendix: ("objective__aspect__priority", "objective__plan", "plan")}
