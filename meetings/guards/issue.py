"""Guards on what goes out: the agenda of a meeting, and the supplements to it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workflow.actors import Actor
from workflow.blockers import Blocker
from workflow.words import capital, day, listed

NEEDS_A_REPORT = ("report",)


def in_preparation(agenda: Any) -> list[Any]:
    """The items that would go out, in their order."""
    items = [item for item in agenda.meeting.items.all() if item.agenda_id is None]
    return sorted(items, key=lambda item: (item.order, item.pk))


def late_papers(agenda: Any) -> list[Any]:
    """Reports in preparation whose items are out already and say that they follow."""
    out = [item for item in agenda.meeting.items.all() if item.agenda_id is not None]
    return [paper for item in out for paper in item.papers.all() if paper.agenda_id is None]


def late_attachments(agenda: Any) -> list[Any]:
    out = [item for item in agenda.meeting.items.all() if item.agenda_id is not None]
    return [attachment for item in out for attachment in item.attachments.all() if attachment.agenda_id is None]


def its_meeting_can_be_called(agenda: Any, actor: Actor) -> Blocker | None:
    """The agenda once; after it, supplements up to the end of the meeting."""
    meeting, published = agenda.meeting, [each.supplement for each in agenda.meeting.agendas.all()]
    if not agenda.supplement:
        if meeting.state == "planned":
            return None
        return Blocker("state", f"The agenda of {meeting} is out already, or it does not take place.")
    if meeting.state in ("called", "in_session") and agenda.supplement == len(published):
        return None
    return Blocker("state", f"{capital(meeting)} takes no supplement {agenda.supplement} now.")


def its_meeting_is_still_to_come(agenda: Any, actor: Actor) -> Blocker | None:
    if agenda.meeting.held_on >= actor.today or agenda.supplement:
        return None
    return Blocker(
        "date", f"{day(agenda.meeting.held_on)} has passed: no agenda of {agenda.meeting} goes out any more."
    )


def there_is_something_to_publish(agenda: Any, actor: Actor) -> Blocker | None:
    if in_preparation(agenda) or late_papers(agenda) or late_attachments(agenda):
        return None
    return Blocker("empty", "Nothing is in preparation: there is nothing to publish.")


def every_report_is_there(agenda: Any, actor: Actor) -> Blocker | None:
    """A report is written, given by word of mouth, or said to follow."""
    without = [
        item
        for item in in_preparation(agenda)
        if item.kind in NEEDS_A_REPORT and not (item.oral or item.to_follow or item.papers.all())
    ]
    if not without:
        return None
    return Blocker(
        "no_report",
        f"There is no report yet: {_titles(without)}. Write it, or say that it follows or is given by word of mouth.",
        cleared_by=agenda.who_may("governance.prepare_agenda", actor),
        where=without[0].get_absolute_url(),
    )


def every_report_lists_its_background_papers(agenda: Any, actor: Actor) -> Blocker | None:
    """Each open report lists what it rests on, or says that there is nothing (LGA 1972 s.100D)."""
    papers = [paper for item in in_preparation(agenda) if not item.is_closed for paper in item.papers.all()]
    papers += [paper for paper in late_papers(agenda) if not paper.item.is_closed]
    without = [paper for paper in papers if not paper.background.strip()]
    if not without:
        return None
    return Blocker(
        "background",
        f"The background papers are not listed: {_titles(without)}. List them, or write “None”.",
        cleared_by=agenda.who_may("governance.prepare_agenda", actor),
        where=without[0].item.get_absolute_url(),
    )


def every_closed_item_has_its_ground(agenda: Any, actor: Actor) -> Blocker | None:
    """An exempt report of an open item would go out in the open."""
    without = [item for item in in_preparation(agenda) if item.with_open_id and not item.is_closed]
    if not without:
        return None
    return Blocker(
        "ground",
        f"Say why the public is excluded: {_titles(without)}.",
        cleared_by=agenda.who_may("governance.prepare_agenda", actor),
        where=without[0].get_absolute_url(),
    )


def every_part_is_as_open_as_its_whole(agenda: Any, actor: Actor) -> Blocker | None:
    """A part of a closed item would go out in the open, or the public would be sent out for a part of an open one."""
    known = {item.pk: item for item in agenda.meeting.items.all()}
    odd = [
        item
        for item in in_preparation(agenda)
        if item.parent_id in known and known[item.parent_id].is_closed != item.is_closed
    ]
    if not odd:
        return None
    return Blocker(
        "part",
        f"A part is as open as the item it is part of: {_titles(odd)}.",
        cleared_by=agenda.who_may("governance.prepare_agenda", actor),
        where=odd[0].get_absolute_url(),
    )


def the_public_is_excluded_before_closed_business(agenda: Any, actor: Actor) -> Blocker | None:
    """By a resolution that names the items and the paragraphs (LGA 1972 s.100A(4)-(5)); after it, nothing open is
    taken, so that nobody waits outside for an item they may hear. A supplement brings a resolution of its own: that on
    the agenda names other items."""
    items = [each for each in in_preparation(agenda) if each.parent_id is None]
    closed = [each for each in items if each.paragraph is not None]
    if not closed or not agenda.meeting.in_public:
        return None
    resolutions = [each for each in items if each.kind == "exclusion"]
    if not resolutions or items.index(resolutions[0]) > items.index(closed[0]):
        return Blocker(
            "exclusion",
            f"Put the resolution to exclude press and public before what is taken without them: {_titles(closed)}.",
            cleared_by=agenda.who_may("governance.prepare_agenda", actor),
            where=f"{agenda.meeting.get_absolute_url()}agenda/",
        )
    after = items[items.index(resolutions[0]) + 1 :]
    opened = [each for each in after if not each.is_closed]
    if not opened:
        return None
    return Blocker(
        "exclusion",
        f"Open business stands after the exclusion of the public: {_titles(opened)}.",
        cleared_by=agenda.who_may("governance.prepare_agenda", actor),
        where=f"{agenda.meeting.get_absolute_url()}agenda/",
    )


def nothing_but_its_business_is_taken(agenda: Any, actor: Actor) -> Blocker | None:
    """An extraordinary meeting takes the business it was called for (LGA 1972 Sch.12 para 4): no minutes, no questions,
    no other business."""
    if agenda.meeting.kind != "extraordinary":
        return None
    other = [item for item in in_preparation(agenda) if item.kind in ("minutes", "received", "questions", "other")]
    if not other:
        return None
    return Blocker(
        "business",
        f"An extraordinary meeting takes only what it was called for, and not: {_titles(other)}.",
        cleared_by=agenda.who_may("governance.prepare_agenda", actor),
        where=other[0].get_absolute_url(),
    )


def somebody_has_a_seat(agenda: Any, actor: Actor) -> Blocker | None:
    if agenda.supplement or agenda.being_issued is None or agenda.being_issued.seats:
        return None
    return Blocker(
        "no_members",
        f"{agenda.meeting.body.short_name} has no member on {day(agenda.meeting.held_on)}.",
        cleared_by=agenda.who_may("governance.manage_people", actor),
        where=agenda.meeting.body.get_absolute_url(),
    )


def _titles(things: Iterable[Any]) -> str:
    return listed([f"“{each.title}”" for each in things])
