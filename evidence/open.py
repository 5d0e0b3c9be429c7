"""What of the ledger is open to everybody: what a page shows to somebody who has not signed in, and nothing else.

Everything is named that is open, so that a new model is not open by being new. What an agenda published is read in its
sealed open text, and not from the lines by which it was prepared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from accounts.models import User
from audit.models import SealedText
from governance.models import (
    ActionPoint,
    Aspect,
    Body,
    Condition,
    Contribution,
    Decision,
    Indicator,
    Note,
    Objective,
    Outcome,
    Plan,
    Power,
    Priority,
    Seal,
    Stage,
    StatutoryIndicator,
    SustainedActivity,
    Target,
    TargetOutcome,
)
from meetings.models import (
    Agenda,
    Apology,
    Determination,
    EarlierChair,
    Interest,
    Item,
    JointBody,
    Meeting,
    Minute,
    Minutes,
    Motion,
    Presence,
    Seat,
    Vote,
)
from workflow.actors import Actor

OF_AN_OBJECTIVE = (
    Objective, Indicator, Target, Note, ActionPoint, Contribution, Outcome, TargetOutcome, Seal,
)  # fmt: skip
OF_A_PLAN = (
    Plan, Priority, Aspect, Note, Contribution, StatutoryIndicator, SustainedActivity, Target, Stage, Outcome, Seal,
)  # fmt: skip
WHERE_A_PLAN_HAS_ITS_PARTS = (Plan, Priority, Aspect, StatutoryIndicator, SustainedActivity)

Rules = dict[str, Q]
"""label of a model -> which lines about its rows are open; of a model that is not named, none"""


def open_rules(plans: Iterable[Plan]) -> Rules:
    """What is open of the ledger of `plans`, and of bodies and meetings."""
    anybody = Actor(AnonymousUser(), today=date.min)
    rules: Rules = {_label(Body): Q(), _label(Power): Q()}
    for condition, models in [*_of_plans(list(plans), anybody), *_of_meetings(anybody)]:
        for model in models:
            known = rules.get(_label(model))
            rules[_label(model)] = condition if known is None else known | condition
    return rules


def open_lines(rules: Rules) -> Q:
    """The lines that `rules` let through."""
    found = Q(pk__in=[])
    for condition in {id(each): each for each in rules.values()}.values():
        found |= Q(subject_type__in=[label for label, each in rules.items() if each is condition]) & condition
    return found


Open = Iterator[tuple[Q, Iterable[type[Model]]]]


def _of_plans(plans: list[Plan], anybody: Actor) -> Open:
    theirs = Q(plan_id__in=[str(plan.pk) for plan in plans])
    objectives = Objective.objects.visible_to(anybody).filter(plan__in=plans)
    yield theirs & _within(Objective, objectives), OF_AN_OBJECTIVE
    yield _rows(Decision.objects.visible_to(anybody).filter(plan__in=plans)), [Decision]
    yield _rows(Condition.objects.visible_to(anybody).filter(plan__in=plans)), [Condition]
    published = Plan.objects.visible_to(anybody).filter(pk__in=[plan.pk for plan in plans])
    parts = Q(within_type__in=[_label(model) for model in WHERE_A_PLAN_HAS_ITS_PARTS])
    yield Q(plan_id__in=[str(pk) for pk in published.values_list("pk", flat=True)]) & parts, OF_A_PLAN


def _of_meetings(anybody: Actor) -> Open:
    meetings = Meeting.objects.visible_to(anybody)
    minuted = Minutes.objects.visible_to(anybody)
    held = minuted.order_by().values("meeting")
    items = Item.everything.filter(agenda__isnull=False, meeting__in=meetings.order_by().values("pk"))
    in_public = items.filter(confidential=False, paragraph__isnull=True).order_by().values("pk")
    minutes = Minute.objects.filter(meeting__in=held, item__in=in_public)
    under = minutes.order_by().values("pk")
    yield _within(Meeting, meetings), [Meeting, JointBody, Agenda]
    yield _rows(items) & Q(action="item.issued"), [Item]
    yield _rows(minuted), [Minutes]
    yield _rows(minutes), [Minute]
    yield _rows(Seat.objects.filter(meeting__in=held)), [Seat]
    yield _rows(Apology.objects.filter(meeting__in=held)), [Apology]
    yield _rows(Presence.objects.filter(meeting__in=held, seat__isnull=False)), [Presence]
    yield _rows(Interest.objects.filter(meeting__in=held, item__in=in_public)), [Interest]
    yield _rows(Motion.objects.filter(minute__in=under)), [Motion]
    yield _rows(Vote.objects.filter(motion__minute__in=under)), [Vote]
    yield _rows(Determination.objects.filter(minute__in=under)), [Determination]
    yield _rows(EarlierChair.objects.filter(minute__in=under)), [EarlierChair]


def open_texts(named: QuerySet[SealedText]) -> QuerySet[SealedText]:
    """Those of some sealed texts that are open: what was published, the open part of agendas, and the minutes of
    meetings at which nothing was taken in private."""
    anybody = Actor(AnonymousUser(), today=date.min)
    closed = Item.everything.filter(Q(confidential=True) | Q(paragraph__isnull=False)).order_by().values("meeting")
    minutes = Minutes.objects.visible_to(anybody).exclude(meeting__in=closed)
    return named.filter(
        Q(pk__in=Seal.objects.visible_to(anybody).order_by().values("sealed"))
        | Q(pk__in=Agenda.objects.visible_to(anybody).order_by().values("sealed_open"))
        | Q(pk__in=minutes.filter(sealed__isnull=False).order_by().values("sealed"))
    )


def acted_in_an_office(lines: QuerySet[Any]) -> QuerySet[User]:
    """Those who acted in an office in some lines."""
    theirs = lines.order_by().exclude(role="").filter(actor_id=OuterRef("as_told"))
    return User.objects.annotate(as_told=Cast("pk", CharField())).filter(Exists(theirs))


def _within(model: type[Model], rows: QuerySet[Any]) -> Q:
    """Lines about some rows and about their parts."""
    return Q(within_type=_label(model), within_id__in=_numbers(rows))


def _rows(rows: QuerySet[Any]) -> Q:
    """Lines about exactly some rows."""
    return Q(subject_id__in=_numbers(rows))


def _numbers(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.order_by().values(as_told=Cast("pk", CharField())).values("as_told")


def _label(model: type[Model]) -> str:
    return model._meta.label_lower
