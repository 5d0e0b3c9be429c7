"""Comments that nobody answered, and whose stage is over."""

from __future__ import annotations

from django.db.models import F, Q

from evidence.questions.asking import Answer, Audited, Question, found_at
from governance.models import Comment, PlanState

READ = (
    "objective__aspect", "objective__plan", "aspect__plan", "activity__plan", "plan_as_a_whole", "indicator", "target",
    "author", "said_by", "body",
)  # fmt: skip
OVER = (PlanState.APPROVED, PlanState.PUBLISHED)


def answer(audited: Audited) -> Answer:
    """Of every comment on a plan, or on anything in it."""
    of_plans = (
        Q(objective__plan__in=audited.plans)
        | Q(aspect__plan__in=audited.plans)
        | Q(activity__plan__in=audited.plans)
        | Q(plan_as_a_whole__in=audited.plans)
    )
    comments = Comment.objects.filter(of_plans)
    left = Q(objective__isnull=False) & ~Q(objective__state=F("stage"))
    over = Q(aspect__plan__state__in=OVER) | Q(activity__plan__state__in=OVER) | Q(plan_as_a_whole__state__in=OVER)
    found = Answer(looked_at=comments.count())
    for each in comments.waiting().filter(left | over).select_related(*READ).order_by("pk"):
        what = (
            f"{each.speaker} made it in {each.get_stage_display()} by {each.body.short_name}, and nobody answered it."
        )
        found.found.append(found_at(each, what))
    return found


QUESTION = Question(
    slug="comments",
    title="Comments without disposition",
    asked="Was every comment answered before what it is about left the stage in which it was made?",
    rule="No comment leaves a stage without a disposition: accepted, accepted in part, not accepted, out of scope, "
    "noted, or waived by the chair.",
    source="LGA 1999 s.3 (duty to consult); the rule of this service on leaving a stage",
    things=("comment", "comments"),
    answer=answer,
)
