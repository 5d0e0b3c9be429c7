"""Searching what is published: objectives, indicators, targets and decisions in whose words all of somebody's stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, IntegerField, Q, QuerySet, Value
from django.urls import reverse

from governance.models import Decision, Indicator, Objective, Target
from publication.addresses import address_of
from workflow.actors import Actor
from workflow.words import day

A_PAGE = 25
LONGEST = 200
"""letters of a question; whoever asks more has pasted something"""
WORDS = 10
"""of which all must stand in what is found"""


@dataclass(frozen=True)
class Found:
    """One thing that was found."""

    kind: str
    title: str
    text: str
    address: str


def words_in(asked: str) -> list[str]:
    """The words of a question, without what no text holds."""
    return asked.replace("\0", " ")[:LONGEST].split()[:WORDS]


def page_of(words: list[str], reader: Actor, number: str | None) -> Page[Any]:
    """One page of what is found, each thing as its kind and key: objectives first, then indicators, targets and
    decisions; two queries, however many there are."""
    parts = [
        rows.order_by().annotate(kind=Value(at, IntegerField()), found=F("pk")).values_list("kind", "found")
        for at, rows in enumerate(_found(words, reader))
    ]
    first, *others = parts
    return Paginator(first.union(*others, all=True).order_by("kind", "found"), A_PAGE).get_page(number)


def shown(page: Page[Any]) -> list[Found]:
    """What a page holds, as it is shown; a query for each kind there is on it."""
    keys: dict[int, list[int]] = {}
    for kind, pk in page.object_list:
        keys.setdefault(kind, []).append(pk)
    rows = {kind: {row.pk: row for row in WITH[kind].filter(pk__in=found)} for kind, found in keys.items()}
    return [SHOWN[kind](rows[kind][pk]) for kind, pk in page.object_list if pk in rows[kind]]


def _found(words: list[str], reader: Actor) -> list[QuerySet[Any]]:
    """What the text that plans stand by says, and decisions; nothing of drafts or of what was replaced."""
    current = Objective.objects.visible_to(reader).current()
    within = current.order_by().values("pk")
    targets = Target.objects.visible_to(reader).filter(Q(objective__in=within) | Q(activity__isnull=False))
    return [
        current.filter(_say(words, "title", "aspect__title")),
        Indicator.objects.filter(objective__in=within).filter(_say(words, "text", "objective__aspect__title")),
        targets.filter(_say(words, "text", "explanation", "unit", "baseline")),
        Decision.objects.visible_to(reader).filter(_say(words, "reference", "body__name", "body__short_name")),
    ]


def _say(words: Iterable[str], *fields: str) -> Q:
    """Each of the words stands in one of the fields."""
    return reduce(and_, (_any(word, fields) for word in words))


def _any(word: str, fields: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for name in fields:
        found |= Q(**{f"{name}__icontains": word})
    return found


def _objective(row: Objective) -> Found:
    return Found("Objective", str(row), row.title, address_of(row))


def _indicator(row: Indicator) -> Found:
    return Found("Indicator", row.text, str(row.objective), f"{address_of(row.objective)}#targets")


def _target(row: Target) -> Found:
    return Found("Target", row.text or "No target line", str(row.root), address_of(row))


def _decision(row: Decision) -> Found:
    told = f"{row.who}, {day(row.decided_on)}"
    return Found("Decision", row.reference, told, reverse("published_decision", args=[row.pk]))


SHOWN = [_objective, _indicator, _target, _decision]
WITH = [
    Objective.objects.select_related("aspect"),
    Indicator.objects.select_related("objective__aspect"),
    Target.objects.select_related("objective__aspect", "activity"),
    Decision.objects.select_related("body", "officer"),
]
"""with whatever each of them names"""
