"""What is due of each kind, read from the rows of today. Each finder may be asked for some things only."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from textwrap import shorten
from typing import Any

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse

from governance.models import (
    Comment,
    Condition,
    Consultation,
    Finding,
    FindingState,
    Objective,
    PlanState,
    Resolution,
    Stage,
    SustainedActivity,
    Target,
)
from governance.models.consultation import ConsultationState
from governance.models.objective import IN_STAGES
from governance.notice.words import long_day
from governance.roles import RoleName
from interface.sinks import header
from meetings.models import Meeting, MeetingState, Minutes
from meetings.models.minutes import MinutesState
from notifications.due.deadlines import Deadlines
from notifications.due.things import Due
from notifications.hearing.parts import Case, Part, Picture
from notifications.models.rule import DueKind
from workflow.words import day

SLICE = 500
SAYS_ENOUGH = 30
"""characters of a target's text"""
TO_COME = (MeetingState.PLANNED, MeetingState.CALLED)
Keys = Collection[int] | None
Finder = Callable[["Look", Keys], Iterator[Due]]


class Look:
    """One look at what is due on a day: what all finders share."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.today = picture.today
        self.deadlines = Deadlines(self.today)

    def cases(self, rows: Any, keys: Keys, *more: str) -> Iterator[Case]:
        """The rows slice by slice, with what their names and rights are made of."""
        if keys is not None:
            rows = rows.filter(pk__in=keys)
        after = 0
        while some := list(rows.filter(pk__gt=after).order_by("pk")[:SLICE]):
            prefetch_related_objects(some, *type(some[0]).shown_with, *more)
            yield from (Case(row, self.picture) for row in some)
            after = some[-1].pk


READ_WITH_A_TARGET = ("objective__plan__stages__body", "activity__plan__stages__body", "indicators")
"""prefetch lookups for what is said of a target that is due"""


def unresolved_targets() -> Any:
    """Targets that are not resolved, of objectives on their way and of sustained activities; none once the plan is
    published."""
    on_their_way = Objective.objects.current().filter(state__in=["draft", *IN_STAGES])
    on_their_way = on_their_way.exclude(plan__state=PlanState.PUBLISHED)
    activities = SustainedActivity.objects.exclude(plan__state=PlanState.PUBLISHED).filter(withdrawn=False)
    rows = Target.objects.unresolved()
    return rows.filter(objective__in=on_their_way.order_by().values("pk")) | rows.filter(
        activity__in=activities.order_by().values("pk")
    )


def open_targets(look: Look, keys: Keys = None) -> Iterator[Due]:
    """Those of them that are not snoozed, and have a day by which they must be resolved."""
    rows = unresolved_targets().exclude(snoozes__last_day__gte=look.today)
    for case in look.cases(rows, keys, *READ_WITH_A_TARGET):
        if (due := due_of_target(look, case)) is not None:
            yield due


def due_of_target(look: Look, case: Case) -> Due | None:
    """What is to be done about an unresolved target, and by when; None where the route leads to no approval."""
    target: Target = case.thing
    root: Any = target.root
    plan = root.plan
    deadline = look.deadlines.of(plan)
    if deadline is None:
        return None
    owner = {root.owner_id} if isinstance(root, Objective) and root.owner_id else set()
    provisional = target.resolution == Resolution.PROVISIONAL
    verb = "Confirm or change" if provisional else "Resolve"
    return Due(
        kind=DueKind.PROVISIONAL_TARGET if provisional else DueKind.UNRESOLVED_TARGET,
        case=case,
        what=f"{verb} {_target_in_words(target)}",
        about=str(root),
        by=deadline.by,
        why=deadline.why,
        url=reverse("target_act", args=[target.pk, "revise"]),
        doers=frozenset(owner or case.people(Part.COORDINATOR)),
        body=plan.body_id,
        chairs_of=(deadline.body.pk,),
    )


def _target_in_words(target: Target) -> str:
    """Its text as written; with what it is to show, where that alone says too little to tell it from others."""
    measured = next((f" for {_quoted(each.text)}" for each in target.indicators.all()), "")
    if not target.text:
        return f"the missing target{measured}"
    return f"{_quoted(target.text)}{measured if len(target.text) < SAYS_ENOUGH else ''}"


def _quoted(text: str) -> str:
    return f"“{header(shorten(text, 80, placeholder=' …'), 90)}”"


def unanswered_comments(look: Look, keys: Keys = None) -> Iterator[Due]:
    """Comments nobody has answered; nothing leaves its stage with one."""
    for case in look.cases(Comment.objects.waiting(), keys, "objective__plan__stages__body", "body"):
        comment: Comment = case.thing
        stages = [stage for stage in comment.plan.stages.all() if stage.kind == comment.stage]
        own = [stage for stage in stages if stage.body_id == comment.body_id] or stages
        if not own or (comment.objective is not None and comment.objective.state not in ["draft", *IN_STAGES]):
            continue
        by = max(stage.closes_on for stage in own)
        yield Due(
            kind=DueKind.UNANSWERED_COMMENT,
            case=case,
            what="Answer a comment",
            about=str(comment.heading),
            by=by,
            why=f"The stage of {comment.body.short_name} closes on {long_day(by)}, and nothing leaves it unanswered.",
            url=reverse("answer", args=[comment.pk]),
            doers=frozenset(case.people(Part.ANSWERER)),
            body=comment.plan.body_id,
            chairs_of=(comment.body_id,),
        )


def missing_reviews(look: Look, keys: Keys = None) -> Iterator[Due]:
    """Members who have sent no review, as long as written comments are taken and something is before their body."""
    in_it = Objective.objects.filter(plan=OuterRef("plan"), state=OuterRef("kind")).order_by()
    rows = Stage.objects.filter(Exists(in_it), opens_on__lte=look.today, plan__state=PlanState.IN_REVIEW)
    for case in look.cases(rows, keys, "reviews"):
        stage: Stage = case.thing
        by = stage.last_day_for_comments
        if by < look.today:
            continue
        sent = {review.person_id for review in stage.reviews.all()}
        yield Due(
            kind=DueKind.MISSING_REVIEW,
            case=case,
            what="Send your review",
            about=f"{stage}, {stage.plan}",
            by=by,
            why=f"{stage.body.short_name} takes written comments until {long_day(by)}.",
            url=reverse("review", args=[stage.pk]),
            doers=frozenset(case.people(Part.MEMBERS) - sent),
            body=stage.body_id,
            chairs_of=(),
        )


def papers(look: Look, keys: Keys = None) -> Iterator[Due]:
    """Agendas that are not published yet."""
    for case in look.cases(Meeting.objects.awaiting_an_agenda(look.today), keys):
        meeting: Meeting = case.thing
        latest = look.deadlines.last_days.of(meeting)
        yield Due(
            kind=DueKind.PAPERS,
            case=case,
            what="Publish the agenda and the papers",
            about=str(meeting),
            by=latest,
            why=f"The agenda of {meeting} must go out by {long_day(latest)} to be in time.",
            url=reverse("agenda", args=[meeting.pk]),
            doers=frozenset(look.picture.holders(RoleName.CLERK, [meeting.body_id])),
            body=meeting.body_id,
            chairs_of=(meeting.body_id,),
        )


def open_conditions(look: Look, keys: Keys = None) -> Iterator[Due]:
    """Conditions of approvals that are not met."""
    for case in look.cases(Condition.objects.open(), keys):
        condition: Condition = case.thing
        yield Due(
            kind=DueKind.OPEN_CONDITION,
            case=case,
            what=_what_to_do_about(condition),
            about=str(condition.objective or condition.plan),
            by=condition.due_on,
            why=_why_it_matters(condition),
            url=condition.get_absolute_url(),
            doers=frozenset(case.people(Part.FULFILLER)),
            body=condition.plan.body_id,
            chairs_of=(condition.checker_id,),
        )


def _what_to_do_about(condition: Condition) -> str:
    named = f"“{header(condition.text, 120)}”"
    if condition.is_awaited:
        return f"See that it comes from {header(condition.comes_from, 120)}: {named}"
    return f"Meet a condition: {named}"


def _why_it_matters(condition: Condition) -> str:
    body = condition.decision.body.short_name
    if condition.is_awaited:
        return f"{body} approved it provisionally, until this has come."
    return f"{body} approved it on condition that this is done by then."


def consultations(look: Look, keys: Keys = None) -> Iterator[Due]:
    """Parties that have been asked and have not answered."""
    rows = Consultation.objects.filter(state=ConsultationState.OPEN)
    for case in look.cases(rows, keys):
        asked: Consultation = case.thing
        yield Due(
            kind=DueKind.CONSULTATION,
            case=case,
            what=f"See to the answer of {header(asked.party, 80)}",
            about=str(asked.root),
            by=asked.due_on,
            why=f"{header(asked.party, 80)} was asked to answer by {day(asked.due_on)}.",
            url=asked.get_absolute_url(),
            doers=frozenset(case.people(Part.ASKER)),
            body=asked.its_plan.body_id,
            chairs_of=(asked.its_plan.body_id,),
        )


def minutes(look: Look, keys: Keys = None) -> Iterator[Due]:
    """Minutes that have been circulated, for the next meeting of their body to confirm."""
    rows = Minutes.objects.filter(state=MinutesState.CIRCULATED)
    for case in look.cases(rows, keys):
        draft: Minutes = case.thing
        to_come = [each for each in look.deadlines.meetings_of(draft.meeting.body_id) if each.state in TO_COME]
        meeting = next(iter(to_come), None)
        if meeting is None:
            continue
        yield Due(
            kind=DueKind.MINUTES,
            case=case,
            what="Put the minutes before the meeting that confirms them",
            about=str(draft.meeting),
            by=meeting.held_on,
            why=f"{meeting.body.short_name} meets next on {long_day(meeting.held_on)}.",
            url=reverse("agenda", args=[meeting.pk]),
            doers=frozenset(look.picture.holders(RoleName.CLERK, [draft.meeting.body_id])),
            body=draft.meeting.body_id,
            chairs_of=(draft.meeting.body_id,),
        )


def findings(look: Look, keys: Keys = None) -> Iterator[Due]:
    """What auditors found: to be answered, or to be done as the body has agreed."""
    rows = Finding.objects.filter(state=FindingState.OPEN) | Finding.objects.filter(
        state=FindingState.ACCEPTED, done_by__isnull=False
    )
    for case in look.cases(rows, keys):
        found: Finding = case.thing
        if (by := found.waits_until) is None:
            continue
        answers = found.state == FindingState.OPEN
        yield Due(
            kind=DueKind.FINDING,
            case=case,
            what=f"{'Answer' if answers else 'Do what was agreed about'} {found}",
            about=header(found.thing or found.body.name, 150),
            by=by,
            why="An auditor has found it, and waits for an answer." if answers else "The body has agreed to it.",
            url=found.get_absolute_url(),
            doers=frozenset(look.picture.holders(RoleName.CLERK, [found.body_id])),
            body=found.body_id,
            chairs_of=(found.body_id,),
        )


FINDERS: dict[Finder, tuple[type, tuple[DueKind, ...]]] = {
    open_targets: (Target, (DueKind.UNRESOLVED_TARGET, DueKind.PROVISIONAL_TARGET)),
    unanswered_comments: (Comment, (DueKind.UNANSWERED_COMMENT,)),
    missing_reviews: (Stage, (DueKind.MISSING_REVIEW,)),
    papers: (Meeting, (DueKind.PAPERS,)),
    open_conditions: (Condition, (DueKind.OPEN_CONDITION,)),
    consultations: (Consultation, (DueKind.CONSULTATION,)),
    minutes: (Minutes, (DueKind.MINUTES,)),
    findings: (Finding, (DueKind.FINDING,)),
}
"""finder -> of which rows, and which kinds; in the order in which they are told"""

RANK = {kind: place for place, kind in enumerate(kind for _, kinds in FINDERS.values() for kind in kinds)}


def everything_due(look: Look) -> Iterator[Due]:
    """All of it, unresolved targets first."""
    for finder in FINDERS:
        yield from finder(look, None)


def still_due(look: Look, things: Collection[str]) -> dict[tuple[str, str], Due]:
    """Which of some things are due still, by kind and thing."""
    found: dict[tuple[str, str], Due] = {}
    for finder, (model, _) in FINDERS.items():
        label = f"{model._meta.label_lower}:"  # type: ignore[attr-defined]
        keys = [int(thing.removeprefix(label)) for thing in things if thing.startswith(label)]
        if keys:
            found |= {(due.kind, due.thing): due for due in finder(look, keys)}
    return found
