"""An agenda as somebody may read it: what is out, what is in preparation, and of closed items the title only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from audit.sealed import texts_of
from governance.models.target import OPEN, Resolution
from meetings.access import READ_DRAFTS, READ_EXEMPT, bodies_with
from meetings.models import ActionTaken, Agenda, Appendix, Attachment, Item, Meeting, Minute, Paper, Recommendation
from meetings.models.action_taken import TOLD_WITH
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
    attachments: list[Attachment] = field(default_factory=list)
    actions_taken: list[ActionTaken] = field(default_factory=list)
    takes_comments: bool = False
    """whether written comments were invited on it at the meeting"""

    @property
    def is_part(self) -> bool:
        return self.item.parent_id is not None

    @property
    def is_closed(self) -> bool:
        return is_closed(self.item)

    @property
    def in_preparation(self) -> bool:
        return self.item.agenda_id is None

    @property
    def follows(self) -> bool:
        """Whether its report is still to follow."""
        return self.item.to_follow and self.report is None

    @property
    def appended(self) -> str:
        """What goes with the report, in words: 10 objectives of a plan, or the plan as a whole; "" if nothing does."""
        if not self.appendices:
            return ""
        if any(each.plan_id for each in self.appendices):
            return f"the whole of {self.item.plan}"
        number = len(self.appendices)
        return f"{number} objective{'s'[: number != 1]} of {self.item.plan}"

    @property
    def has_text(self) -> bool:
        """Whether anything stands under it that is worth a page of its own."""
        return self.brings_papers or bool(self.item.note) or self.takes_comments

    @property
    def brings_papers(self) -> bool:
        """Whether a report, a recommendation, an appendix, a file or a decision that was taken stands under it."""
        return bool(self.report or self.recommendations or self.appendices or self.attachments or self.actions_taken)


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

    @property
    def has_closed(self) -> bool:
        """Whether anything that is out is taken without the public."""
        return any(entry.is_closed for entry in self.out)

    def of(self, issue: Agenda) -> list[Entry]:
        """What went out with one issue: its items, and under items that were out before, what it brought to them."""
        found = [replace(entry, **_parts_of(entry, issue)) for entry in self.out]
        return [entry for entry in found if entry.item.agenda_id == issue.pk or entry.brings_papers]

    def numbered(self, number: str) -> Entry | None:
        """What is out under a number."""
        return next((entry for entry in self.out if entry.number == number), None)


def agenda_as_read(meeting: Meeting, actor: Actor) -> AgendaAsRead:
    """Everything that `actor` may read of the agenda of `meeting`; a number of queries that does not grow with it."""
    drafts = meeting.body_id in bodies_with(READ_DRAFTS, actor)
    return _read(meeting, drafts=drafts, exempt=reads_exempt(meeting, actor))


def as_published(meeting: Meeting, *, exempt: bool = False) -> AgendaAsRead:
    """What went out, as the public has it; or with what is exempt, as members have it."""
    return _read(meeting, drafts=False, exempt=exempt)


def in_preparation(meeting: Meeting, *, exempt: bool = False) -> AgendaAsRead:
    """What would go out now, for those who read it before; what is exempt only where it is asked for."""
    read = _read(meeting, drafts=True, exempt=exempt)
    return AgendaAsRead(read.issues, read.prepared)


def reads_exempt(meeting: Meeting, actor: Actor) -> bool:
    """Whether `actor` reads what is taken without the public: those who sit in one of the bodies, and their clerks."""
    return any(body.pk in bodies_with(READ_EXEMPT, actor) for body in meeting.bodies)


def is_closed(item: Item) -> bool:
    """Whether an item, or what it is part of, is taken without the public."""
    return item.is_closed or (item.parent is not None and item.parent.is_closed)


def _read(meeting: Meeting, *, drafts: bool, exempt: bool) -> AgendaAsRead:
    items = Item.objects.filter(meeting=meeting).select_related(
        "minutes_of__body", "plan__body", "agenda", "parent", "asked_by"
    )
    entries = {
        item.pk: Entry(item, number, readable=exempt or not is_closed(item))
        for item, number in numbered(list(items))
        if drafts or item.agenda_id is not None
    }
    for model, take in _PARTS:
        parts: Any = model.objects.filter(meeting=meeting, item__in=entries)  # type: ignore[attr-defined]
        shown = parts.select_related(*_SHOWN_WITH.get(model, ())).prefetch_related(*_READ_WITH.get(model, ()))
        for part in shown:
            entry = entries[part.item_id]
            if entry.readable and (drafts or part.agenda_id is not None):
                take(entry, part)
    invited = Minute.objects.filter(meeting=meeting, comments_until__isnull=False).values_list("item", flat=True)
    for key in invited:
        if key in entries and entries[key].readable:
            entries[key].takes_comments = True
    return AgendaAsRead(list(meeting.agendas.order_by("supplement")), list(entries.values()))


def _parts_of(entry: Entry, issue: Agenda) -> dict[str, Any]:
    def theirs(parts: Any) -> list[Any]:
        return [part for part in parts if part.agenda_id == issue.pk]

    return {
        "report": next(iter(theirs([entry.report] if entry.report else [])), None),
        "recommendations": theirs(entry.recommendations),
        "appendices": theirs(entry.appendices),
        "attachments": theirs(entry.attachments),
        "actions_taken": theirs(entry.actions_taken),
    }


def _take_report(entry: Entry, part: Paper) -> None:
    entry.report = part


_PARTS: list[tuple[type, Any]] = [
    (Paper, _take_report),
    (Recommendation, lambda entry, part: entry.recommendations.append(part)),
    (Appendix, lambda entry, part: entry.appendices.append(part)),
    (Attachment, lambda entry, part: entry.attachments.append(part)),
    (ActionTaken, lambda entry, part: entry.actions_taken.append(part)),
]
_SHOWN_WITH: dict[type, tuple[str, ...]] = {
    Appendix: ("objective__aspect__priority", "objective__plan", "plan"),
    ActionTaken: ("decision__body", "decision__officer", "decision__consulted"),
}
_READ_WITH: dict[type, tuple[str, ...]] = {ActionTaken: TOLD_WITH}


# What is appended, as it was sealed


@dataclass
class Appended:
    """An objective as those who were sent the papers have it before them."""

    name: str
    seal: str
    text: dict[str, Any]

    @property
    def indicators(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        """Each indicator with its target, whose resolution is told in words."""
        return [(each, self._target(each["target"])) for each in self.text["indicators"]]

    @property
    def other_targets(self) -> list[dict[str, Any]]:
        """Targets that no indicator names."""
        named = {each["target"] for each in self.text["indicators"]}
        return [self._target(str(place)) for place in range(len(self.text["targets"])) if str(place) not in named]

    def _target(self, place: str | None) -> dict[str, Any]:
        if place is None:
            return {}
        target: dict[str, Any] = self.text["targets"][int(place)]
        resolution = Resolution(target["resolution"])
        return {**target, "resolution": resolution.label, "is_open": resolution in OPEN}


def appended_to(entries: Sequence[Entry]) -> dict[int, list[Appended]]:
    """The sealed text of everything appended to what is out, by item; two queries, however much it is."""
    sealed = [(entry.item.pk, each) for entry in entries for each in entry.appendices if each.sealed_id]
    texts = texts_of([each.sealed_id or "" for _, each in sealed])
    of_plans = [digest for text in texts.values() for digest in text.get("objectives", ())]
    texts |= texts_of(of_plans)
    found: dict[int, list[Appended]] = {}
    for item, each in sealed:
        digests = texts[each.sealed_id or ""].get("objectives", [each.sealed_id])
        found.setdefault(item, []).extend(Appended(_name(texts[digest]), digest, texts[digest]) for digest in digests)
    return found


def _name(text: dict[str, Any]) -> str:
    """Street crime: objective 1, as it was called then."""
    if text["number"]:
        return f"{text['aspect']}: objective {text['number']}"
    return f"{text['aspect']}: {'objective' if text['labelled'] else 'overall objective'}"
