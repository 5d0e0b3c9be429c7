"""How a target came about: from “?? per cent” to what is published, with who decided and where that is minuted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Q

from audit.models import AuditEvent
from evidence.before_bodies import Heard, Spoke, before_bodies
from evidence.values import Value, in_which_office, values_of
from governance.models import Comment, Target
from governance.models.objective import WITHDRAWN_AFTER_PUBLICATION
from governance.queries import comments_as_read
from workflow.actors import Actor

AT_THE_END = datetime.max.replace(tzinfo=UTC)
OF_ITS_WHOLE = {
    "governance.objective": (
        "objective.published",
        "objective.superseded",
        "objective.withdrawn",
        WITHDRAWN_AFTER_PUBLICATION,
    ),
    "governance.plan": ("plan.published",),
}
"""what becomes of a target with the objective, or the plan, in which it stands"""
IN_WORDS = {
    "objective.published": "Published with its objective",
    "objective.superseded": "Superseded: an amendment of its objective was published",
    "objective.withdrawn": "Withdrawn with its objective",
    WITHDRAWN_AFTER_PUBLICATION: "Withdrawn with its objective, after it was published",
    "plan.published": "Published with the plan",
}


@dataclass(frozen=True)
class Said:
    """A comment on the target, on what it is shown by, or on its objective as a whole."""

    on: date
    recorded_at: datetime
    comment: Comment

    kind = "comment"

    def as_json(self) -> dict[str, Any]:
        comment = self.comment
        told = {"by": str(comment.speaker), "text": comment.text, "proposed": comment.proposed}
        return told | {"disposition": comment.replied.disposition, "answer": comment.replied.answer}


@dataclass(frozen=True)
class Became:
    """What became of its objective or plan, and so of it."""

    on: date
    recorded_at: datetime
    what: str
    who: str
    because: str

    kind = "publication"

    def as_json(self) -> dict[str, Any]:
        return {"what": self.what, "by": self.who, "because": self.because}


Moment = Value | Heard | Spoke | Said | Became


@dataclass(frozen=True)
class CameAbout:
    """The whole story of one target, as far as somebody may read it."""

    target: Target
    moments: list[Moment]
    """in the order in which they happened"""
    before: Target | None
    """what it continues, of the plan of the year before or of an objective that was split"""
    after: list[Target]
    """what continues it"""

    @property
    def values(self) -> list[Value]:
        return [each for each in self.moments if isinstance(each, Value)]

    def as_json(self) -> dict[str, Any]:
        """The same for programs: dates as in ISO 8601, of values everything that is sealed of them."""
        return {
            "target": self.target.pk,
            "of": str(self.target.root),
            "plan": str(self.target.plan),
            "continues": self.before.pk if self.before else None,
            "continued_by": [each.pk for each in self.after],
            "moments": [{"on": each.on, "kind": each.kind, **each.as_json()} for each in self.moments],
        }


def came_about(target: Target, actor: Actor) -> CameAbout:
    """Everything that led to `target` as it is, as far as `actor` may read it: whoever may read the target reads its
    values. A number of queries that does not grow with its history."""
    values = values_of(target)
    moments: list[Moment] = [*values, *before_bodies(target, values, actor), *_said(target, actor), *_became(target)]
    moments.sort(key=lambda each: (each.on, each.recorded_at or AT_THE_END))
    known = Target.everything.visible_to(actor).select_related("objective__plan", "activity__plan", "objective__aspect")
    kin = list(known.filter(Q(pk=target.continues_id) | Q(continues=target)).order_by("pk"))
    return CameAbout(
        target,
        moments,
        before=next((each for each in kin if each.pk == target.continues_id), None),
        after=[each for each in kin if each.continues_id == target.pk],
    )


def _said(target: Target, actor: Actor) -> Iterator[Said]:
    if target.objective_id is None:
        of_it = Q(target=target)
    else:
        indicators = target.indicators.order_by().values("pk")
        as_a_whole = Q(objective=target.objective_id, target=None, indicator=None)
        of_it = Q(target=target) | Q(indicator__in=indicators) | as_a_whole
    comments = {str(each.pk): each for each in comments_as_read(actor).filter(of_it)}
    lines = AuditEvent.objects.filter(subject_type=Comment._meta.label_lower, subject_id__in=list(comments))
    seen = set()
    for number, on, at in lines.order_by("book", "seq").values_list("subject_id", "effective_on", "recorded_at"):
        if number not in seen:
            seen.add(number)
            yield Said(on, at, comments[number])


def _became(target: Target) -> Iterator[Became]:
    root: Any = target.objective or target.plan
    label = root._meta.label_lower
    lines = AuditEvent.objects.about(label, root.pk).filter(action__in=OF_ITS_WHOLE[label])
    for line in lines.with_words().order_by("book", "seq"):
        who = in_which_office(line)
        yield Became(line.effective_on, line.recorded_at, IN_WORDS[line.action], who, line.because)
