"""What follows from the publication of an agenda: the meeting is called, seats are given, what went out is frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from meetings.models import Agenda, Attachment, Paper, Recommendation
from workflow.acts import Done
from workflow.consequences import Consequence, follow


@follow
def what_was_published_is_frozen(done: Sequence[Done]) -> Iterable[Consequence]:
    """Everything that went out with an agenda bears its mark from then on, and no longer changes."""
    for each in done:
        if isinstance(each.subject, Agenda):
            yield from _of(each, each.subject)


def _of(done: Done, agenda: Agenda) -> Iterator[Consequence]:
    issue = agenda.being_issued
    if issue is None:
        raise ValueError("An agenda is published through meetings.publication.publish, which knows what goes out.")
    if not agenda.supplement:
        yield Consequence(agenda.meeting.call, of=done)
    for item, number in issue.items.items():
        yield Consequence(partial(item.issue, agenda=agenda, number=number), of=done)
    parts: tuple[Paper | Recommendation | Attachment, ...] = (
        *issue.papers,
        *issue.recommendations,
        *issue.attachments,
    )
    for part in parts:
        yield Consequence(partial(part.issue, agenda=agenda), of=done)
    for appendix, seal in issue.appendices.items():
        yield Consequence(partial(appendix.issue, agenda=agenda, sealed=seal), of=done)
    for action in issue.actions_taken:
        yield Consequence(partial(action.issue, agenda=agenda, told=action.in_words), of=done)
    for seat in issue.seats:
        yield Consequence(seat.give, of=done)
