"""By when agendas must go out, for those who publish them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from governance.models import Body
from governance.notice.counting import notice_of
from governance.notice.in_force import bodies_with_their_rules, counting_for
from meetings.models import Meeting
from workflow.actors import Actor

PUBLISH = "governance.publish_agenda"


def agendas_to_publish(actor: Actor) -> Iterator[tuple[Meeting, date]]:
    """The meetings whose agenda waits for the person, each with the last day on which it can go out in time; as many
    queries for many meetings as for few."""
    rows = Meeting.objects.visible_to(actor).awaiting_an_agenda(actor.today).select_related("body").in_order()
    theirs = [each for each in rows if actor.role_for(PUBLISH, each.scopes(PUBLISH))]
    last_days = LastDays()
    yield from ((meeting, last_days.of(meeting)) for meeting in theirs)


class LastDays:
    """The last day on which an agenda goes out in time, for as many meetings as are asked for."""

    @cached_property
    def _bodies(self) -> dict[int, Body]:
        return bodies_with_their_rules()

    def of(self, meeting: Meeting) -> date:
        return self.before(meeting.body_id, meeting.held_on)

    def before(self, body: int, meeting_on: date) -> date:
        """For a meeting of a body on a day, whether or not there is one yet."""
        return notice_of(meeting_on, counting_for(self._bodies[body], meeting_on)).latest_issue
