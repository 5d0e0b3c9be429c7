"""Action taken under delegated authority and in urgency: what is still to be reported to a body, listed on its agenda,
and reported once the body has taken note of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from governance.models import Decision
from meetings import preparing
from meetings.models import ActionTaken, Item, ItemKind, Meeting, Minute, Recommendation, Verb
from meetings.models.action_taken import TOLD_WITH
from meetings.models.determination import DeterminationKind as Kind
from workflow.actors import Actor
from workflow.acts import Done
from workflow.blockers import Blocked, Blocker
from workflow.consequences import Consequence, follow
from workflow.gate import one_act, perform, perform_each
from workflow.words import day

TITLE = "Action taken under delegated authority"
TITLE_WITH_URGENT = f"{TITLE} and in urgency"
AS_IT_STANDS = ("section", "note", "oral", "to_follow", "confidential", "paragraph", "schedule")
"""What an item keeps when only its title changes"""
TAKES_NOTE = (Kind.NOTED, Kind.RECEIVED, Kind.ENDORSED, Kind.AGREED, Kind.DISCUSSED)
"""What a body says that has been told: whatever it thinks of it, it knows"""


def still_to_be_told(meeting: Meeting) -> list[Decision]:
    """What was decided in the place of the body that meets, has been reported to no meeting, and does not stand on this
    agenda; three queries. What another meeting has on its agenda and has not come to is among it."""
    listed = ActionTaken.objects.filter(meeting=meeting, item__withdrawn=False).values("decision")
    rows = Decision.objects.to_be_reported(meeting.body).filter(decided_on__lte=meeting.held_on)
    rows = rows.exclude(pk__in=listed).select_related("body", "officer", "consulted", "plan")
    return list(rows.order_by("decided_on", "pk"))


def list_actions(meeting: Meeting, *, actor: Actor, seen: int | None = None) -> Item:
    """List everything that is still to be told under the standing item, and ask the body to note it.

    The item in preparation takes it, if there is one. Raises Blocked if nothing is to be told.
    """
    with one_act():
        waiting = still_to_be_told(meeting)
        if not waiting:
            told = f"Nothing is to be reported to {meeting.body.short_name} that is not on this agenda already."
            raise Blocked([Blocker("nothing", told)])
        item = Item.objects.filter(meeting=meeting, kind=ItemKind.DELEGATED, agenda__isnull=True).first()
        if item is None:
            item = Item(meeting=meeting, kind=ItemKind.DELEGATED, title=_title_of(waiting))
            preparing.add(item, actor=actor, seen=seen)
            seen = None  # the meeting has counted it
        elif item.title == TITLE != _title_of(waiting):
            said = {name: getattr(item, name) for name in AS_IT_STANDS}
            preparing.revise(item, actor=actor, seen=seen, title=TITLE_WITH_URGENT, **said)
            seen = None
        new = [ActionTaken(meeting=meeting, item=item, decision=each).add for each in waiting]
        perform_each(new, actor=actor, seen=seen)
        if not item.recommendations.exists():
            text = f"the {item.title[0].lower()}{item.title[1:]}"
            perform(Recommendation(meeting=meeting, item=item, verb=Verb.NOTE, text=text, order=1).add, actor=actor)
    return item


def _title_of(waiting: Sequence[Decision]) -> str:
    """What could not wait is named in the title: whoever reads the agenda alone learns that there was some."""
    return TITLE_WITH_URGENT if any(each.in_place_of_id for each in waiting) else TITLE


def told_under(item: Item) -> Any:
    """What was published under an item."""
    rows = ActionTaken.objects.filter(item=item, agenda__isnull=False)
    return rows.select_related(*(f"decision__{name}" for name in Decision.shown_with)).prefetch_related(*TOLD_WITH)


def reference_of(item: Item) -> str:
    """As the register of delegations cites it: FPBV, 22 January 2001, item 7. The minute has no number before its
    meeting is closed, and cites the item."""
    return f"{item.meeting.body.short_name}, {day(item.meeting.held_on)}, item {item.number}"


@follow
def what_a_body_took_note_of_is_reported(done: Sequence[Done]) -> Iterable[Consequence]:
    """As its item is concluded. What it took note of at another meeting before is reported already; if it took note of
    nothing, the rest waits for the next meeting."""
    for each in done:
        minute = each.subject
        if each.rule.records != "minute.concluded" or not isinstance(minute, Minute) or not _took_note(minute):
            continue
        told = {"reported_on": minute.meeting.held_on, "reported_as": reference_of(minute.item)}
        for action in told_under(minute.item).filter(decision__reported_on__isnull=True):
            yield Consequence(partial(action.decision.be_noted, **told), of=each)


def _took_note(minute: Minute) -> bool:
    return minute.item.kind == ItemKind.DELEGATED and minute.determinations.filter(kind__in=TAKES_NOTE).exists()
