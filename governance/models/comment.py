"""What people say about a plan in review, and what becomes of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from governance import demands, guards
from governance.models.about import About, SayingKind, a_wording_is_proposed, about_one_thing
from governance.models.body import Body
from governance.models.objective import SHOWN_WITH_ITS_OBJECTIVE
from governance.models.plan import readable_plans
from governance.models.review import Review
from governance.models.route import Stage, StageKind
from governance.roles import who_may
from workflow.actors import Actor
from workflow.acts import governed
from workflow.demands import a_reason
from workflow.models import Governed, GovernedQuerySet
from workflow.permissions import scope_key


class Disposition(models.TextChoices):
    """What became of a comment. No comment leaves a stage without one."""

    ACCEPTED = "accepted", "accepted"
    ACCEPTED_IN_PART = "accepted_in_part", "accepted in part"
    NOT_ACCEPTED = "not_accepted", "not accepted"
    OUT_OF_SCOPE = "out_of_scope", "out of scope"
    NOTED = "noted", "noted"
    WAIVED = "waived", "waived by the chair"


ANSWERS = [each for each in Disposition if each != Disposition.WAIVED]
"""What an answer can say; a waiver is an act of its own"""


class CommentQuerySet(GovernedQuerySet):
    def visible_to(self, actor: Actor) -> CommentQuerySet:
        """Those on plans the person may read in preparation: what members say is never published."""
        plans = readable_plans(actor)
        return self.filter(
            Q(objective__plan__in=plans)
            | Q(aspect__plan__in=plans)
            | Q(activity__plan__in=plans)
            | Q(plan_as_a_whole__in=plans)
        )

    def waiting(self) -> CommentQuerySet:
        """Those nobody has answered; a merged one waits for nobody."""
        return self.filter(disposition="", merged_into__isnull=True)

    def by(self, person: Any) -> CommentQuerySet:
        """What one person said, written or taken down."""
        return self.filter(Q(author=person, said_by__isnull=True) | Q(said_by=person))

    def of_plan(self, plan: Any) -> CommentQuerySet:
        """Every one about the plan and anything in it."""
        return self.filter(
            Q(objective__plan=plan) | Q(aspect__plan=plan) | Q(activity__plan=plan) | Q(plan_as_a_whole=plan)
        )


class Comment(About, Governed):
    """One thing that one person says in a stage, on behalf of nobody but themselves.

    It comes with its author's review, or is a point that the clerk of a workshop took down.
    """

    within: ClassVar[tuple[str, ...]] = ("objective", "aspect", "activity", "plan_as_a_whole")
    shown_with: ClassVar[tuple[str, ...]] = (
        *SHOWN_WITH_ITS_OBJECTIVE,
        "aspect__plan__stages__body",
        "activity__plan__stages__body",
        "plan_as_a_whole__stages__body",
        "indicator",
        "target",
        "author",
    )
    private_fields: ClassVar[frozenset[str]] = frozenset({"text", "proposed", "answer"})
    objects: ClassVar[Any] = CommentQuerySet.as_manager()

    stage = models.CharField("stage", max_length=30, choices=StageKind)
    body = models.ForeignKey(Body, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="comments")
    review = models.ForeignKey(Review, models.PROTECT, null=True, blank=True, related_name="comments")
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="points",
        verbose_name="said by",
        help_text="Whose point it was, where the clerk took it down",
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="comments_to_answer"
    )
    held_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="comments_to_answer", verbose_name="held by"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    disposition = models.CharField("disposition", max_length=20, choices=Disposition, blank=True)
    answer = models.TextField("answer", blank=True)
    change = models.CharField(
        "linked change", max_length=32, blank=True, help_text="The act in the ledger that changed the text for it"
    )

    housekeeping: ClassVar[frozenset[str]] = frozenset({"change"})

    class Meta(Governed.Meta):
        verbose_name = "comment"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=StageKind.values), name="comment_stage_is_known"),
            models.CheckConstraint(condition=Q(disposition__in=["", *Disposition.values]), name="disposition_is_known"),
            models.CheckConstraint(condition=about_one_thing(), name="a_comment_is_about_one_thing"),
            models.CheckConstraint(condition=Q(kind__in=SayingKind.values), name="comment_kind_is_known"),
            models.CheckConstraint(
                condition=a_wording_is_proposed(), name="a_comment_proposes_a_wording_if_it_says_so"
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(disposition=""),
                name="a_merged_comment_has_no_answer_of_its_own",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{self.place}#comment-{self.pk}"

    @property
    def place(self) -> str:
        """The address of the page it stands on."""
        if self.objective_id is not None:
            return str(self.heading.get_absolute_url())
        return reverse("said_and_done", args=[self.plan.slug])

    @property
    def part(self) -> Stage | None:
        """The part of the route it was made in."""
        stages = self.plan.stages.all()
        return next((each for each in stages if (each.kind, each.body_id) == (self.stage, self.body_id)), None)

    @property
    def speaker(self) -> Any:
        """Who said it: its author, or whoever said it in the workshop, if the clerk took that down."""
        return self.said_by or self.author

    @property
    def is_answered(self) -> bool:
        """Whether nobody waits for an answer to it any more; a merged one has that of another."""
        return bool(self.disposition) or self.merged_into_id is not None

    @property
    def replied(self) -> Comment:
        """The comment whose answer counts for this one."""
        return self.merged_into or self

    def scopes(self, permission: str) -> tuple[str, ...]:
        """It is made by somebody of the very body it is made in, whose clerk merges and whose chair waives it; it is
        answered by those whose turn it is."""
        if permission in ("governance.comment_objective", "governance.capture_point", "governance.waive_comment"):
            return (scope_key(Body, self.body_id),)
        holder = (scope_key(Body, self.held_by_id),) if self.held_by_id else ()
        return holder + self.heading.scopes(permission)  # type: ignore[no-any-return]

    def who_may(self, permission: str, actor: Actor) -> str:
        return who_may(permission, self.scopes(permission), actor)

    @governed(
        records="comment.made",
        permission="governance.comment_objective",
        says="comment on",
        guards=(
            guards.it_is_before_that_body,
            guards.it_is_in_time,
            guards.everybody_speaks_for_themselves,
            guards.nobody_comments_on_their_own_objective,
            guards.it_belongs_to_its_authors_review,
            guards.whoever_abstains_makes_no_comment,
            guards.it_says_something,
            guards.its_part_stands_there,
            guards.it_has_no_answer_yet,
        ),
        needs=("review__stage",),
        creates=True,
    )
    def make(self) -> None:
        """It waits for an answer, and keeps the words it is about as they were when it was written."""
        self.quoted = self.quoted or self.words

    @governed(
        records="comment.captured",
        permission="governance.capture_point",
        says="take down a point about {}",
        guards=(
            guards.it_is_said_in_a_workshop,
            guards.it_is_before_that_body,
            guards.everybody_speaks_for_themselves,
            guards.it_says_something,
            guards.its_part_stands_there,
            guards.it_has_no_answer_yet,
        ),
        creates=True,
    )
    def capture(self) -> None:
        """A point made in a workshop; it waits for an answer as any comment."""
        self.quoted = self.words

    @governed(
        records="comment.merged",
        permission="governance.capture_point",
        says="merge the comment on {} into another",
        guards=(
            guards.it_is_said_in_a_workshop,
            guards.it_has_no_answer_yet,
            guards.nothing_has_been_merged_into_it,
        ),
        needs=("merged",),
        demands=(demands.a_comment_to_merge_it_into,),
    )
    def merge(self, *, into: Comment) -> None:
        """It says the same as another, and follows the answer of that one."""
        self.merged_into = into

    @governed(
        records="comment.assigned",
        permission="governance.capture_point",
        says="say who answers the comment on {}",
        guards=(
            guards.it_is_said_in_a_workshop,
            guards.it_has_no_answer_yet,
        ),
        needs=("objective__plan__body", "objective__held_by"),
        demands=(demands.a_comment_on_an_objective, demands.an_owner_who_holds_the_office),
    )
    def assign(self, *, owner: Any, held_by: Body) -> None:
        self.owner, self.held_by = owner, held_by

    @governed(
        records="comment.answered",
        permission="governance.answer_comment",
        says="answer",
        guards=(guards.it_has_no_answer_yet, guards.whoever_it_waits_for_answers),
        needs=("owner",),
        demands=(demands.a_disposition,),
    )
    def give_answer(self, *, disposition: str, answer: str, change: str = "") -> None:
        """Its author reads what became of it, and sees the `change` it led to: an act in the ledger."""
        self.disposition, self.answer, self.change = disposition, answer, change

    @governed(
        records="comment.answered",
        permission="governance.answer_comment",
        says="take in the wording proposed for {}",
        guards=(
            guards.it_proposes_a_wording,
            guards.it_has_no_answer_yet,
            guards.whoever_it_waits_for_answers,
        ),
        needs=("owner",),
        demands=(demands.the_words_it_was_proposed_for,),
    )
    def accept_wording(self, *, answer: str, change: str, over_later_words: bool = False) -> None:
        """Accepted as it is; goes with the act `change` that puts the wording into the draft. If the words have changed
        since it was proposed, only of somebody who says that it is to stand in place of the later ones."""
        self.disposition, self.answer, self.change = Disposition.ACCEPTED, answer, change

    @governed(
        records="comment.waived",
        permission="governance.waive_comment",
        says="waive the comment on {}",
        guards=(
            guards.it_has_no_answer_yet,
            guards.nobody_decides_on_their_own_objective,
            guards.nobody_decides_for_whom_they_stand_in,
        ),
        needs=("objective__owner__deputations",),
        demands=(a_reason,),
    )
    def waive(self, *, answer: str) -> None:
        """The chair lets it pass without an answer in substance; its author reads why."""
        self.disposition, self.answer = Disposition.WAIVED, answer
