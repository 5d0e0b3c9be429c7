"""What somebody says about one thing of a plan: the same for a private remark and for the comment it becomes."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import models
from django.db.models import Q

from governance.models.content import Aspect
from governance.models.indicator import Indicator
from governance.models.objective import Objective
from governance.models.plan import Plan
from governance.models.sustained import SustainedActivity
from governance.models.target import Target

WORDS_OF = {
    "plan_as_a_whole": "title",
    "aspect": "title",
    "activity": "text",
    "objective": "title",
    "indicator": "text",
    "target": "text",
}
"""What can be spoken about, and the field in which its words stand"""

PARTS = ("indicator", "target")
"""Things that stand in an objective, or in an activity, and are named beside it"""


class SayingKind(models.TextChoices):
    """What somebody means by what they say; a plain comment needs no word for it, as before there were kinds."""

    COMMENT = "", "comment"
    QUESTION = "question", "question"
    PROPOSAL = "proposal", "proposed wording"
    OBJECTION = "objection", "objection"


class About(models.Model):
    """Words about exactly one thing: the plan as a whole, an aspect, an activity, an objective, or a part of these.

    The objective stays named beside an indicator or a target of it, as the activity beside its target.
    """

    plan_as_a_whole = models.ForeignKey(Plan, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    aspect = models.ForeignKey(Aspect, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    activity = models.ForeignKey(SustainedActivity, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    objective = models.ForeignKey(Objective, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    target = models.ForeignKey(Target, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    kind = models.CharField("kind", max_length=10, choices=SayingKind, blank=True)
    text = models.TextField("comment", blank=True)
    proposed = models.TextField("proposed wording", blank=True)
    quoted = models.TextField("the text as it was", blank=True)

    class Meta:
        abstract = True

    @property
    def about(self) -> str:
        """The name of the foreign key to the very thing it is about."""
        names = (*PARTS, "objective", "activity", "aspect", "plan_as_a_whole")
        return next(name for name in names if getattr(self, f"{name}_id") is not None)

    @property
    def thing(self) -> Any:
        """The very thing it is about."""
        return getattr(self, self.about)

    @property
    def heading(self) -> Any:
        """The thing, or what it is a part of: what has a page, an owner, or an answer of its own."""
        name = next(
            name
            for name in ("objective", "activity", "aspect", "plan_as_a_whole")
            if getattr(self, f"{name}_id") is not None
        )
        return getattr(self, name)

    @property
    def plan(self) -> Plan:
        """The plan it all stands in."""
        return self.heading if isinstance(self.heading, Plan) else self.heading.plan

    @property
    def words(self) -> str:
        """The words of the thing as they are now."""
        return str(getattr(self.thing, WORDS_OF[self.about]))

    @property
    def name(self) -> str:
        """What it is about, as a sentence has it: “Thefts” of Street crime: objective 1."""
        if self.about not in PARTS:
            return str(self.heading)
        return f"“{self.words or 'no target yet'}” of {self.heading}"

    @property
    def is_proposal(self) -> bool:
        return self.kind == SayingKind.PROPOSAL

    @property
    def is_stale(self) -> bool:
        """Whether the words it is about have changed since it was written. Early comments kept no words."""
        return bool(self.quoted) and self.quoted != self.words

    def said(self) -> dict[str, Any]:
        """Everything that is said and about what, for another row to say it."""
        return {field.attname: getattr(self, field.attname) for field in About._meta.local_fields}


def seal_of_words(words: str) -> str:
    """SHA-256 of some words in hex: tells a page whether they are still those it showed."""
    return hashlib.sha256(words.encode()).hexdigest()


def about_one_thing() -> Q:
    """The condition that a row is about exactly one thing, and that a part is named beside what it is part of."""
    roots = ("objective", "activity", "aspect", "plan_as_a_whole")
    one = Q()
    for root in roots:
        one |= Q(**{f"{name}__isnull": name != root for name in roots})
    an_indicator = Q(indicator__isnull=True) | Q(objective__isnull=False, target__isnull=True)
    a_target = Q(target__isnull=True) | Q(objective__isnull=False) | Q(activity__isnull=False)
    return one & an_indicator & a_target


def a_wording_is_proposed() -> Q:
    """The condition that a proposed wording stands where one is proposed, and nowhere else."""
    return Q(kind=SayingKind.PROPOSAL) & ~Q(proposed="") | ~Q(kind=SayingKind.PROPOSAL) & Q(proposed="")
