"""Items that the public did not have in time, and that were taken without a reason the chair stood for."""

from __future__ import annotations

from evidence.questions.asking import Answer, Audited, Question, found_at
from evidence.questions.notice import Counter
from meetings.models import Item
from workflow.words import day


def answer(audited: Audited) -> Answer:
    """Of every item that came with a supplement. The resolution to exclude the public comes with what it is for."""
    counter, found = Counter(), Answer()
    rows = Item.objects.filter(meeting__body__in=audited.bodies, agenda__supplement__gt=0).exclude(kind="exclusion")
    for item in rows.select_related("meeting__body", "agenda").order_by("meeting__held_on", "order", "pk"):
        found.looked_at += 1
        notice = counter.notice_of(item.meeting)
        if item.agenda is None or counter.counts_as_issued(item.agenda, notice) <= notice.latest_issue:
            continue
        missing = [what for what, said in _said(item).items() if not said.strip()]
        if missing:
            told = f"It was published on {day(item.agenda.issued_on)}, and had to be by {day(notice.latest_issue)}. "
            found.found.append(found_at(item, f"{told}It does not say {' or '.join(missing)}.", item.meeting.held_on))
    return found


def _said(item: Item) -> dict[str, str]:
    return {"that the chair held it urgent": item.urgent_by, "why": item.late_because}


QUESTION = Question(
    slug="late-items",
    title="Late items without reason",
    asked="Was every late item held urgent by the chair, by reason of special circumstances that were given?",
    rule="An item that was not open to inspection in time is considered only if the chair is of the opinion, by reason "
    "of special circumstances specified in the minutes, that it is urgent.",
    source="LGA 1972 s.100B(4)(b)",
    things=("item of a supplement", "items of supplements"),
    answer=answer,
)
