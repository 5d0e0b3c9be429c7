"""Which body had a target before it, with which paper, what it resolved by which vote, and where that is minuted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from audit.models import AuditEvent
from evidence.values import Sealed, Value
from governance.models import Decision, Outcome, Seal, Target, TargetOutcome
from meetings.minuted import MotionMinuted
from meetings.models import Appendix, Determination, Item, Meeting, Minute, Minutes, Motion, Paper
from workflow.actors import Actor

IN_PUBLIC = Q(item__confidential=False, item__paragraph=None) & (
    Q(item__parent=None) | Q(item__parent__confidential=False, item__parent__paragraph=None)
)
"""This page tells nobody of what was taken without the public: who may read that reads it at the meeting"""


@dataclass
class Spoke:
    """What a decision said of the target, of its objective, or of the plan it stands in."""

    decision: Decision
    said: str
    """in words: agreed it"""
    about: str
    """of the target, of its objective, of the plan"""
    words: str
    seal: str
    value: Value | None
    """what stands in the text under that seal"""
    recorded_at: datetime | None
    voided_on: date | None = None

    kind = "decision"

    @property
    def on(self) -> date:
        return self.decision.decided_on

    def as_json(self) -> dict[str, Any]:
        return {
            "who": self.decision.who,
            "reference": self.decision.reference,
            "procedure": self.decision.procedure,
            "said": self.said,
            "about": self.about,
            "words": self.words,
            "seal": self.seal,
            "value": self.value.read if self.value else None,
            "voided_on": self.voided_on,
        }


@dataclass
class Heard:
    """An item of a meeting at which the target was before a body."""

    meeting: Meeting
    item: Item
    appendix: Appendix
    value: Value | None
    """what stood in the papers"""
    paper: Paper | None = None
    minutes: Minutes | None = None
    minute: Minute | None = None
    motions: list[MotionMinuted] = field(default_factory=list)
    resolved: list[Determination] = field(default_factory=list)
    spoke: list[Spoke] = field(default_factory=list)

    kind = "meeting"

    @property
    def on(self) -> date:
        return self.meeting.held_on

    @property
    def recorded_at(self) -> datetime | None:
        return max((each.recorded_at for each in self.spoke if each.recorded_at), default=None)

    @property
    def minutes_url(self) -> str:
        return f"{reverse('minutes', args=[self.meeting.pk])}#item-{self.item.number}"

    def as_json(self) -> dict[str, Any]:
        minute = self.minute
        return {
            "meeting": self.meeting.heading,
            "item": self.item.number,
            "title": self.item.title,
            "paper": self.paper.title if self.paper else None,
            "papers_sent_on": self.appendix.agenda.issued_on if self.appendix.agenda else None,
            "seal": self.appendix.sealed_id,
            "value": self.value.read if self.value else None,
            "minutes": self.minutes.state if self.minutes else None,
            "minute": {"number": minute.number, "text": minute.text} if minute else None,
            "votes": [
                {
                    "that": each.motion.words,
                    "result": each.result,
                    "for": each.motion.in_favour,
                    "against": each.motion.against,
                    "abstained": each.motion.abstained,
                }
                for each in self.motions
            ],
            "resolved": [{"that": each.text, "outcome": each.kind} for each in self.resolved],
            "decisions": [each.as_json() for each in self.spoke],
        }


def before_bodies(target: Target, values: Sequence[Value], actor: Actor) -> list[Heard | Spoke]:
    """Every item of a meeting at which it was before a body, and every decision that was not taken at one of them, as
    far as `actor` may read them. A number of queries that does not grow."""
    appendices = _appendices(target, actor)
    outcomes, of_targets = _outcomes(target, actor), _of_targets(target, actor)
    seals = [*(each.sealed_id or "" for each in appendices), *(each.seal for each in outcomes)]
    sealed = Sealed(values, seals, _seals_of(target))
    spoke = _spoke(outcomes, of_targets, values, sealed)
    heard = _heard(target, appendices, sealed, actor)
    at_a_meeting = {one.decision_id: each for each in heard for one in each.resolved if one.decision_id}
    for each in spoke:
        if each.decision.pk in at_a_meeting:
            at_a_meeting[each.decision.pk].spoke.append(each)
    return [*heard, *(each for each in spoke if each.decision.pk not in at_a_meeting)]


def _about(target: Target) -> Q:
    """Whatever speaks of its objective or activity, or of the plan as a whole."""
    plan = target.plan.pk
    return Q(objective=target.objective_id) | Q(plan=plan) if target.objective_id else Q(plan=plan)


def _appendices(target: Target, actor: Actor) -> list[Appendix]:
    meetings = Meeting.objects.visible_to(actor).order_by().values("pk")
    rows = Appendix.objects.filter(_about(target), IN_PUBLIC, agenda__isnull=False, meeting__in=meetings)
    return list(rows.select_related("item", "meeting__body", "agenda").order_by("pk"))


def _outcomes(target: Target, actor: Actor) -> list[Outcome]:
    rows = (
        Outcome.objects.visible_to(actor).filter(_about(target)).select_related("decision__body", "decision__officer")
    )
    return list(rows.prefetch_related("decision__conditions").order_by("pk"))


def _of_targets(target: Target, actor: Actor) -> list[TargetOutcome]:
    rows = TargetOutcome.objects.visible_to(actor).filter(target=target)
    return list(rows.select_related("decision__body", "decision__officer").order_by("pk"))


def _seals_of(target: Target) -> set[str]:
    if target.objective_id is None:
        return set()
    return set(Seal.objects.filter(objective=target.objective_id).order_by().values_list("sealed", flat=True))


def _spoke(
    outcomes: Iterable[Outcome], of_targets: Iterable[TargetOutcome], values: Sequence[Value], sealed: Sealed
) -> list[Spoke]:
    outcomes, of_targets = list(outcomes), list(of_targets)
    instants = _recorded([*outcomes, *of_targets])
    told = {each.decision_id for each in of_targets}
    found = []
    for each in outcomes:
        if each.apart and each.decision_id in told:
            continue  # what it said of this very target is told below
        about = "its objective" if each.objective_id else "the plan as a whole"
        value = sealed.value_under(each.seal)
        said = each.said_of(about)
        recorded = instants.get((each._meta.label_lower, str(each.pk)))
        found.append(Spoke(each.decision, said, about, "", each.seal, value, recorded, each.voided_on))
    for one in of_targets:
        value = next((each for each in reversed(values) if each.text == one.text), None)
        recorded = instants.get((one._meta.label_lower, str(one.pk)))
        found.append(Spoke(one.decision, one.said_of_it, "the target", one.words, one.seal, value, recorded))
    return found


def _recorded(rows: Iterable[Any]) -> dict[tuple[str, str], datetime]:
    """When each of some rows came into being."""
    keys: dict[str, list[str]] = {}
    for each in rows:
        keys.setdefault(each._meta.label_lower, []).append(str(each.pk))
    wanted = Q(pk__in=[])
    for label, numbers in keys.items():
        wanted |= Q(subject_type=label, subject_id__in=numbers)
    found: dict[tuple[str, str], datetime] = {}
    lines = AuditEvent.objects.filter(wanted).order_by("book", "seq")
    for label, number, at in lines.values_list("subject_type", "subject_id", "recorded_at"):
        found.setdefault((label, number), at)
    return found


def _heard(target: Target, appendices: list[Appendix], sealed: Sealed, actor: Actor) -> list[Heard]:
    items: dict[int, Heard] = {}
    for each in appendices:
        value = sealed.value_under(each.sealed_id or "")
        if each.plan_id is None or value is not None:  # a plan may not have held it yet
            items.setdefault(each.item_id, Heard(each.meeting, each.item, each, value))
    for paper in Paper.objects.filter(item__in=items, agenda__isnull=False):
        items[paper.item_id].paper = paper
    _put_minutes(items, actor)
    return list(items.values())


def _put_minutes(items: dict[int, Heard], actor: Actor) -> None:
    """What was minuted under each item, where the minutes may be read."""
    meetings = {each.meeting.pk for each in items.values()}
    readable = {each.meeting_id: each for each in Minutes.objects.visible_to(actor).filter(meeting__in=meetings)}
    by_minute: dict[int, Heard] = {}
    for minute in Minute.objects.filter(item__in=items, meeting__in=readable):
        heard = items[minute.item_id]
        heard.minute, heard.minutes = minute, readable[minute.meeting_id]
        by_minute[minute.pk] = heard
    for motion in Motion.objects.filter(minute__in=by_minute).prefetch_related("amendments").order_by("pk"):
        by_minute[motion.minute_id].motions.append(MotionMinuted(motion, {}))
    resolved = Determination.objects.filter(minute__in=by_minute).select_related("decision", "deferred_to__body")
    for one in resolved.prefetch_related("decision__conditions").order_by("pk"):
        by_minute[one.minute_id].resolved.append(one)
