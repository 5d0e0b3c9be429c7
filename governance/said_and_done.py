"""You said, we did: what people said of a plan, what became of it, and which change of the text it led to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from audit.models import AuditEvent
from governance.answering import Linked, linked_to
from governance.models import Body, Comment, Plan, Stage
from workflow.actors import Actor

HEADINGS = (
    *("About", "Body", "Stage", "By", "Kind", "Comment", "Proposed wording", "The text as it was"),
    *("What became of it", "Answer", "Changed on", "Old text", "New text"),
)
A_FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True)
class Said:
    """One comment, with what was done about it."""

    comment: Comment
    linked: Linked | None
    may_answer: bool = False

    @property
    def replied(self) -> Comment:
        return self.comment.replied

    @property
    def became(self) -> str:
        """What became of it, in a word or two."""
        if not self.replied.disposition:
            return "not answered yet"
        return str(self.replied.get_disposition_display())


def comments_as_said(actor: Actor) -> Any:
    """Every comment that `actor` may read, with all that a page says about it, in the order in which they were made."""
    return (
        Comment.objects.visible_to(actor)
        .select_related(
            "author",
            "said_by",
            "owner",
            "body",
            "merged_into",
            "plan_as_a_whole",
            "aspect__plan",
            "activity__plan",
            "objective__aspect",
            "objective__plan",
            "objective__owner",
            "indicator",
            "target",
        )
        .order_by("pk")
    )


def said_about(comments: Iterable[Comment], actor: Actor) -> list[Said]:
    """Some comments with what was done about each; one query more."""
    found = list(comments)
    links = linked_to(found)
    return [Said(each, links.get(each.replied.change), waits_for(each, actor)) for each in found]


def waits_for(comment: Comment, actor: Actor) -> bool:
    """Whether a page offers the person to answer it: it is theirs to answer, as far as their office tells."""
    if comment.is_answered or actor.pk is None:
        return False
    if comment.objective is None:
        return bool(actor.role_for("governance.set_up_plan", comment.plan.scopes("governance.set_up_plan")))
    if actor.principal.pk == (comment.owner_id or comment.objective.owner_id):
        return True
    return bool(actor.role_for("governance.move_objective", comment.body.own_scope))


def you_said_we_did(plan: Plan, actor: Actor, *, body: int | None = None, objective: int | None = None) -> list[Said]:
    """Everything said of a plan that the person may read, of one body or about one objective if asked for."""
    rows = comments_as_said(actor).of_plan(plan)
    if body is not None:
        rows = rows.filter(body=body)
    if objective is not None:
        rows = rows.filter(objective=objective)
    return said_about(rows, actor)


def bodies_heard(plan: Plan) -> Any:
    """The bodies on the route of a plan, by name."""
    return Body.objects.filter(stages__plan=plan).distinct().order_by("name")


def as_rows(said: Iterable[Said]) -> Iterator[tuple[object, ...]]:
    """The same as a table: a line of headings, and one for each comment."""
    yield HEADINGS
    for each in said:
        comment, linked = each.comment, each.linked
        yield (
            comment.name,
            comment.body.short_name,
            comment.get_stage_display(),
            comment.speaker,
            comment.get_kind_display(),
            comment.text,
            comment.proposed,
            comment.quoted,
            each.became,
            each.replied.answer,
            linked.effective_on if linked else "",
            "\n".join(f"{change.label}: {change.old}" for change in linked.changes) if linked else "",
            "\n".join(f"{change.label}: {change.new}" for change in linked.changes) if linked else "",
        )


def said_by_in(stage: Stage, actor: Actor) -> Any:
    """What the person has said in one stage."""
    return comments_as_said(actor).by(actor.pk).of_plan(stage.plan_id).filter(stage=stage.kind, body=stage.body_id)


def said_by(actor: Actor) -> list[Said]:
    """What the person has said, on every plan they may still read, latest first."""
    own = comments_as_said(actor).by(actor.pk).order_by("-pk")
    return said_about(own, actor)


def answered_lately(actor: Actor) -> list[Said]:
    """What became, in the last fortnight, of what the person said; the latest answer first."""
    own = {str(comment.replied.pk): comment for comment in comments_as_said(actor).by(actor.pk)}
    lines = AuditEvent.objects.filter(
        subject_type=Comment._meta.label_lower,
        subject_id__in=list(own),
        action__in=["comment.answered", "comment.waived"],
        effective_on__gte=actor.today - A_FORTNIGHT,
    )
    return said_about([own[pk] for pk in lines.latest_first().values_list("subject_id", flat=True)], actor)
