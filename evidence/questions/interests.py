"""Votes of members who had declared an interest that keeps them from voting."""

from __future__ import annotations

from django.db.models import F

from evidence.questions.asking import Answer, Audited, Question, found_at
from meetings.models import Interest, Vote
from meetings.models.seat import who_sits_in
from meetings.regimes import KINDS


def answer(audited: Audited) -> Answer:
    """Of every vote taken by name: of a show of hands nobody knows who voted."""
    votes = Vote.objects.filter(meeting__body__in=audited.bodies)
    barring = [kind.name for kind in KINDS.values() if kind.bars]
    # Withdrawn ones are not among them: a relation is followed past the manager, so it is said here.
    own = {"seat__interests__item": F("motion__minute__item"), "seat__interests__withdrawn": False}
    barred = votes.filter(seat__interests__kind__in=barring, seat__interests__dispensation="", **own)
    rows = barred.select_related("motion__minute__item__meeting", "meeting__body").prefetch_related(
        *who_sits_in("seat"), *who_sits_in("motion__mover")
    )
    found = Answer(looked_at=votes.count())
    interests = {
        (each.item_id, each.seat_id): each for each in Interest.objects.filter(meeting__body__in=audited.bodies)
    }
    for vote in rows.order_by("meeting__held_on", "pk"):
        item = vote.motion.minute.item
        kind = interests[item.pk, vote.seat_id].rule.label
        what = f"{vote.seat.who} voted “{vote.get_choice_display()}” under {item}, having declared in it: {kind}."
        found.found.append(found_at(vote, what, vote.meeting.held_on))
    return found


QUESTION = Question(
    slug="interests",
    title="Votes by people with an interest",
    asked="Did nobody vote on an item in which they had declared an interest that bars?",
    rule="A member with such an interest, and no dispensation, takes no part in the item and does not vote on it.",
    source="LGA 1972 s.94; from 6 May 2002 LGA 2000 s.50; from 1 July 2012 Localism Act 2011 s.31",
    things=("vote by name", "votes by name"),
    answer=answer,
)
