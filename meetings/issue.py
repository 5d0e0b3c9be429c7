"""What goes out with an agenda or a supplement: the items with their numbers, the papers, the seats, and the texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import prefetch_related_objects

from accounts.models import User
from audit.models import SealedText
from audit.sealed import sealed
from governance.models import Appointment, Body, Objective, Plan
from governance.roles import RoleName
from governance.seal import as_read, plan_as_read
from governance.sealing import read_anew
from meetings.models import ActionTaken, Agenda, Appendix, Attachment, Item, Meeting, Paper, Recommendation, Seat
from meetings.models.action_taken import TOLD_WITH
from meetings.models.paper import SECTIONS
from meetings.numbering import numbered
from meetings.reading import is_closed


@dataclass
class Issue:
    """Everything that one agenda or supplement publishes, read anew under the lock of its meeting."""

    items: dict[Item, str]
    """item -> its number"""
    papers: list[Paper]
    recommendations: list[Recommendation]
    appendices: dict[Appendix, str]
    """appendix -> the seal of its objective or plan"""
    attachments: list[Attachment]
    actions_taken: list[ActionTaken]
    seats: list[Seat]
    """of a supplement none: they were given with the agenda"""
    texts: list[SealedText] = field(default_factory=list)
    """the sealed texts of what is appended"""

    @property
    def objectives(self) -> dict[Objective, str]:
        return {each.objective: seal for each, seal in self.appendices.items() if each.objective is not None}

    @property
    def plans(self) -> list[Plan]:
        """Every plan that something appended belongs to."""
        return list({plan.pk: plan for plan in (each.item.plan for each in self.appendices) if plan}.values())


def issue_of(meeting: Meeting, supplement: int) -> Issue:
    """What is in preparation for `meeting` now; in a number of queries that does not grow with it."""
    everything = list(
        Item.objects.filter(meeting=meeting).select_related("plan", "minutes_of__body", "parent", "asked_by")
    )
    items = {item: number for item, number in numbered(everything) if item.agenda_id is None}
    known = {item.pk: item for item in everything}
    papers, recommendations, appendices, attachments, actions = (
        list(model.objects.filter(meeting=meeting, agenda__isnull=True, item__withdrawn=False))
        for model in (Paper, Recommendation, Appendix, Attachment, ActionTaken)
    )
    for part in (*papers, *recommendations, *appendices, *attachments, *actions):
        part.item = known[part.item_id]
    prefetch_related_objects(actions, *TOLD_WITH)
    texts, seals = _sealed(appendices)
    seats = [] if supplement else list(_seats_of(meeting))
    return Issue(items, papers, recommendations, seals, attachments, actions, seats, texts)


def _sealed(appendices: list[Appendix]) -> tuple[list[SealedText], dict[Appendix, str]]:
    texts: list[SealedText] = []
    objectives = {}
    for objective in read_anew(each.objective_id for each in appendices if each.objective_id):
        text = sealed(as_read(objective))
        texts.append(text)
        objectives[objective.pk] = (objective, text.digest)
    seals: dict[Appendix, str] = {}
    for appendix in appendices:
        if appendix.objective_id is not None:
            appendix.objective, seals[appendix] = objectives[appendix.objective_id]
        elif appendix.plan is not None:
            whole = sealed(plan_as_read(appendix.plan, texts))
            texts.append(whole)
            seals[appendix] = whole.digest
    return texts, seals


def _seats_of(meeting: Meeting) -> list[Seat]:
    """One for each member and chair in office on the day of the meeting, in the first of the bodies they sit in."""
    bodies = meeting.bodies
    offices = (
        Appointment.objects.in_force(meeting.held_on)
        .filter(body__in=bodies, role__in=(RoleName.MEMBER, RoleName.CHAIR), person__is_active=True)
        .select_related("person", "body")
        .order_by("person__name", "pk")
    )
    held: dict[User, list[Appointment]] = {}
    for office in offices:
        held.setdefault(office.person, []).append(office)
    return [Seat(meeting=meeting, person=person, **_place(own, bodies)) for person, own in held.items()]


def _place(offices: list[Appointment], bodies: list[Body]) -> dict[str, Any]:
    order = [body.pk for body in bodies]
    first = min(offices, key=lambda office: order.index(office.body_id))
    return {"body": first.body, "presides": any(office.role == RoleName.CHAIR for office in offices)}


def as_issued(agenda: Agenda, issue: Issue, *, open_only: bool) -> dict[str, Any]:
    """Exactly what people get; of what is taken without the public, the open text has the title only."""
    meeting = agenda.meeting
    items = [
        _item(item, number, issue, with_text=not (open_only and is_closed(item)))
        for item, number in issue.items.items()
    ]
    following = [each for each in issue.papers if each.item not in issue.items]
    return {
        "body": meeting.body.name,
        "attachments": [
            {"item": each.item.number, **_attachment(each)}
            for each in issue.attachments
            if each.item not in issue.items and not (open_only and is_closed(each.item))
        ],
        "bodies": [body.name for body in meeting.bodies],
        "casting_vote": agenda.casting_vote,
        "held_at": meeting.held_at,
        "held_on": meeting.held_on,
        "issued_on": agenda.issued_on,
        "items": items,
        "kind": meeting.kind,
        "place": meeting.place,
        "quorum": agenda.quorum,
        "reports": [
            {"item": each.item.number, **_paper(each)} for each in following if not (open_only and is_closed(each.item))
        ],
        "seats": [str(seat.person) for seat in issue.seats],
        "supplement": agenda.supplement,
        "title": meeting.title,
    }


def _item(item: Item, number: str, issue: Issue, *, with_text: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "ground": item.ground,
        "kind": item.kind,
        "held_urgent_by": item.urgent_by,
        "minutes_of": str(item.minutes_of) if item.minutes_of else "",
        "number": number,
        "section": item.section,
        "title": item.title,
    }
    if not with_text:
        return told
    if item.is_asked_for:
        told["asked_for"] = item.how_it_was_asked_for
    return told | {
        "actions_taken": [each.in_words for each in issue.actions_taken if each.item == item],
        "appendices": [
            {"seal": seal, "what": str(each.thing)} for each, seal in issue.appendices.items() if each.item == item
        ],
        "attachments": [_attachment(each) for each in issue.attachments if each.item == item],
        "note": item.note,
        "oral": item.oral,
        "paper": next((_paper(each) for each in issue.papers if each.item == item), None),
        "recommendations": [
            {"text": each.text, "verb": each.verb} for each in issue.recommendations if each.item == item
        ],
        "special_circumstances": item.late_because,
        "to_follow": item.to_follow,
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {"by": paper.by, "title": paper.title, **{name: getattr(paper, name) for name in SECTIONS}}


def _attachment(attachment: Attachment) -> dict[str, Any]:
    """By name and hash: whoever has the file can tell that it is the one."""
    return {"name": attachment.name, "sha256": attachment.file_id, "title": attachment.title}
