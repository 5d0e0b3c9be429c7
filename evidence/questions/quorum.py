"""Items that were concluded while too few members were there: counted again from who came, left, and was out."""

from __future__ import annotations

from evidence.questions.asking import Answer, Audited, Question, found_at
from meetings.models import Meeting
from meetings.voting import counting_for_item, quorum_of_meeting

READ = ("items__parent", "agendas", "seats__presences", "seats__interests", "minute_rows__item")


def answer(audited: Audited) -> Answer:
    """Of every item that was concluded."""
    found = Answer()
    meetings = Meeting.objects.filter(body__in=audited.bodies, minute_rows__isnull=False).distinct()
    for meeting in meetings.select_related("body").prefetch_related(*READ).in_order():
        needed = quorum_of_meeting(meeting)
        for minute in meeting.minute_rows.all():
            if minute.state != "concluded":
                continue
            found.looked_at += 1
            there = len(counting_for_item(meeting, minute.item_id))
            if there < needed:
                what = f"{there} of the {needed} members needed were there for it and counted."
                found.found.append(found_at(minute.item, what, meeting.held_on))
    return found


QUESTION = Question(
    slug="quorum",
    title="Business without a quorum",
    asked="Were enough members there, and not out because of an interest, at every item that was concluded?",
    rule="No business is transacted at a meeting unless the quorum is present.",
    source="LGA 1972 Sch.12 para 6 and para 45; the quorum settled with the agenda under standing orders",
    things=("item", "items"),
    answer=answer,
)
