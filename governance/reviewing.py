"""Reading what is before a body, and saying what one thinks of it: pending until it is sent, and sent in one act."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import partial

from django.db import transaction

from governance.models import Comment, Objective, Reading, Remark, Review, Stage
from workflow.actors import Actor
from workflow.acts import Call
from workflow.blockers import Blocked, Blocker
from workflow.gate import blockers, one_act, perform, perform_each, tidied
from workflow.lock import lock

GONE = (
    "You have sent this remark, or taken it out, since you opened this page. What you typed here has not been kept: "
    "note it anew if it is still to be said."
)
NOTED_ELSEWHERE = "You have changed your remarks since you opened this page. Look at all of them, and send them then."


def remarks_of(actor: Actor, stage: Stage) -> list[Remark]:
    """What the person has noted for a stage and not sent yet, in the order of the plan's parts."""
    rows = Remark.objects.visible_to(actor).filter(stage=stage)
    return list(
        rows.select_related(
            "stage__body",
            "plan_as_a_whole",
            "aspect__plan",
            "activity__plan",
            "objective__aspect",
            "objective__plan",
            "objective__owner",
            "indicator",
            "target",
        ).prefetch_related(
            "objective__plan__stages__body",
            "aspect__plan__stages__body",
            "activity__plan__stages__body",
            "plan_as_a_whole__stages__body",
        )
    )


def comment_of(remark: Remark, review: Review | None = None) -> Comment:
    """The comment that a remark becomes when it is sent; not saved yet."""
    return Comment(
        stage=remark.stage.kind, body=remark.stage.body, author_id=remark.author_id, review=review, **remark.said()
    )


def against(remark: Remark, actor: Actor) -> list[Blocker]:
    """Every reason why it could not be sent as it is now."""
    return blockers(comment_of(remark).make, actor=actor)


def note(remark: Remark) -> None:
    """Keep a remark, new or changed, with the words it is about as they are now. Nothing of it is governed.

    Raises Blocked if it is no longer there to be changed: what was sent is a comment, and would be said twice.
    """
    remark.text, remark.proposed = tidied(remark.text), tidied(remark.proposed)
    remark.quoted = remark.words
    remark.seen = remark.heading.version
    if remark._state.adding:
        remark.save(force_insert=True)
        return
    values = {**remark.said(), "seen": remark.seen}
    if not Remark.objects.filter(pk=remark.pk).update(**values):
        raise Blocked([Blocker("gone", GONE)])


def review_of(actor: Actor, stage: Stage) -> Review:
    """The person's review in a stage; a new one, not saved yet, if they have sent none."""
    found = Review.objects.filter(stage=stage, person=actor.pk).select_related("stage__body", "stage__plan", "person")
    return found.first() or Review(stage=stage, person_id=actor.pk or 0)


def seal_of_remarks(remarks: list[Remark]) -> str:
    """Tells one state of the person's own remarks from another."""
    told = repr([(each.pk, each.kind, each.text, each.proposed) for each in remarks])
    return hashlib.sha256(told.encode()).hexdigest()


def send(stage: Stage, *, actor: Actor, verdict: str, reason: str = "", noted: str | None = None) -> bool:
    """Send what the person has noted, with their verdict: every remark becomes a comment and is a remark no more.

    `noted` is the seal of the remarks they had before them; remarks that are other ones by now are not sent.
    All of it is one act. Raises Blocked with every reason if any of it cannot be sent, and then nothing is. Whether
    anything was different is returned.
    """
    with one_act() as act:
        list(Remark.objects.visible_to(actor).filter(stage=stage).select_for_update(of=("self",)).order_by("pk"))
        remarks = remarks_of(actor, stage)
        # Only now that they are locked does nobody change them any more.
        if noted is not None and noted != seal_of_remarks(remarks):
            raise Blocked([Blocker("changed", NOTED_ELSEWHERE)])
        review = review_of(actor, stage)
        sending = review.supplement if review.pk else review.submit
        _lock_all(sending, [comment_of(remark) for remark in remarks])
        perform(partial(sending, verdict=verdict, reason=reason), actor=actor)
        perform_each([comment_of(remark, review).make for remark in remarks], actor=actor)
        Remark.objects.visible_to(actor).filter(pk__in=[remark.pk for remark in remarks]).delete()
        return bool(act.lines)


def _lock_all(sending: object, comments: Iterable[Comment]) -> None:
    """Everything the act touches at once, so that two reviews never wait for each other."""
    lock([Call.of(sending), *(Call.of(comment.make) for comment in comments)])  # type: ignore[arg-type]


@transaction.atomic
def mark_as_read(objective: Objective, stage: Stage, actor: Actor, seal: str) -> None:
    """The person has read the objective: the text under `seal`, which may no longer be its text."""
    Reading.objects.update_or_create(
        stage=stage,
        objective=objective,
        person_id=actor.pk,
        defaults={"seal": seal, "round": objective.round},
    )


def mark_as_unread(objective: Objective, stage: Stage, actor: Actor) -> None:
    """They want to read it again."""
    Reading.objects.filter(stage=stage, objective=objective, person_id=actor.pk).delete()
